// SPDX-License-Identifier: Apache-2.0
#include "archive/git.hpp"

#include <array>
#include <cerrno>

#include "archive/files.hpp"
#include "fmt/format.h"

namespace stet::archive {
namespace {

/// Extensions that libgit2 refuses unless told otherwise. A partial clone's missing blobs are errors where they are
/// read; what `worktreeConfig` keeps apart (sparse checkouts, mostly) does not touch what stet reads.
constexpr std::array<const char*, 2> kExtensions = {"partialclone", "worktreeconfig"};

int start_libgit2() {
  if (const int status = git_libgit2_init(); status < 0) return status;
  // Reading checks no hash again, as git itself does not (4 times faster); `verify` does. Writing stays strict.
  git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
  // A walk reads each commit once: kept, those of 100,000 versions would take 100 MB.
  git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_COMMIT, std::size_t{0});
  auto extensions = kExtensions;
  return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions.data(), extensions.size());
}

ErrorCode code_of(int status) {
  switch (status) {
    case GIT_ENOTFOUND:
      return ErrorCode::NotFound;
    case GIT_EINVALIDSPEC:
    case GIT_EAMBIGUOUS:
      return ErrorCode::InvalidInput;
    case GIT_ELOCKED:
      return ErrorCode::Busy;
    default:
      break;
  }
  const git_error* const error = git_error_last();
  if (error != nullptr && error->klass == GIT_ERROR_OS) return ErrorCode::NotReadable;
  return ErrorCode::Internal;
}

}  // namespace

Result<void> initialise() {
  // libgit2 counts its users per process. Started once and never shut down: starting again costs as much each time.
  static const int status = start_libgit2();
  if (status < 0) return std::unexpected(last_error(status, "cannot start libgit2"));
  return {};
}

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool space = c == '\n' || c == '\r' || c == ' ' || c == '\t' || c == '\0';
    if (!space) {
      line.push_back(c);
    } else if (!line.empty() && line.back() != ' ') {
      line.push_back(' ');
    }
  }
  while (!line.empty() && (line.back() == ' ' || line.back() == '.')) line.pop_back();
  return line;
}

Error last_error(int status, std::string_view action) {
  const git_error* const error = git_error_last();
  const std::string reason =
      error != nullptr && error->message != nullptr ? one_line(error->message) : "no reason given";
  return {code_of(status), fmt::format("{}: {}", action, reason), ""};
}

Error last_write_error(int status, std::string_view action) {
  const int system = errno;
  Error error = last_error(status, action);
  const git_error* const raw = git_error_last();
  // Of a write that was cut short libgit2 says nothing.
  const bool cut_short = system == ENOSPC || system == EDQUOT || system == EFBIG || system == EIO;
  if ((raw == nullptr || raw->message == nullptr) && cut_short)
    error.message = fmt::format("{}: {}", action, system_reason(system));
  const bool disk = raw == nullptr || raw->klass == GIT_ERROR_OS || raw->klass == GIT_ERROR_ODB ||
                    raw->klass == GIT_ERROR_ZLIB || raw->klass == GIT_ERROR_FILESYSTEM || raw->klass == GIT_ERROR_INDEX;
  if (disk) error.code = ErrorCode::CannotWrite;
  return error;
}

std::string root_of(git_repository* repository) {
  return git_repository_is_bare(repository) == 1 ? git_repository_path(repository) : git_repository_workdir(repository);
}

std::string hex(const git_oid& id) {
  std::string text(GIT_OID_HEXSZ, '0');
  git_oid_fmt(text.data(), &id);
  return text;
}

Result<git_oid> parse_id(std::string_view hexadecimal) {
  git_oid id{};
  if (hexadecimal.size() != GIT_OID_HEXSZ || git_oid_fromstrn(&id, hexadecimal.data(), hexadecimal.size()) < 0) {
    return std::unexpected(
        Error{ErrorCode::InvalidInput, fmt::format("'{}' is no object id", one_line(hexadecimal)), ""});
  }
  return id;
}

}  // namespace stet::archive
