// SPDX-License-Identifier: Apache-2.0
#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include "archive/names.hpp"
#include "archive/state.hpp"

namespace stet::archive {

Format format_of_text(std::string_view toml) {
  const toml::parse_result parsed = toml::parse(toml);
  if (!parsed) return Format::Damaged;
  const auto* const archive = parsed.table()["archive"].as_table();
  if (archive == nullptr) return Format::None;
  const auto* const format = archive->get("format");
  return format != nullptr && format->value_exact<std::int64_t>() == 1 ? Format::Known : Format::Unknown;
}

Result<Format> format_of(const Objects& objects, const git_oid& commit) {
  const auto tree = tree_of(objects, commit);
  if (!tree) return std::unexpected(tree.error());
  const auto entry = objects.find(*tree, kFormatFile);
  if (!entry) return std::unexpected(entry.error());
  if (!*entry || !(*entry)->is_file()) return Format::None;
  const auto blob = objects.read((*entry)->id, GIT_OBJECT_BLOB);
  if (!blob) return std::unexpected(blob.error());
  return format_of_text(bytes_of(*blob));
}

namespace {

Result<void> check_format(const Objects& objects, const git_oid& tip, const std::string& directory) {
  const auto format = format_of(objects, tip);
  if (!format) return std::unexpected(format.error());
  switch (*format) {
    case Format::Known:
      return {};
    case Format::None:
      return failure(ErrorCode::NotAnArchive,
                     "a git repository, but no archive: `stet init` in a folder of its own makes one", directory);
    case Format::Unknown:
      return failure(ErrorCode::Unsupported,
                     "stet.toml names an archive format that this version of stet does not know: it knows 1",
                     directory);
    case Format::Damaged:
      return failure(ErrorCode::NotAnArchive, "stet.toml is no valid TOML: mend it and commit it", directory);
  }
  return {};
}

Result<void> check_branch(const Head& head, const std::string& directory) {
  if (head.branch.empty()) {
    return failure(ErrorCode::Unsupported, "HEAD is detached, so there is no branch to publish on: `git switch BRANCH`",
                   directory);
  }
  if (!head.tip) {
    return failure(ErrorCode::NotAnArchive, "a git repository without a commit, and no archive: `stet init` makes one",
                   directory);
  }
  if (!head.branch.starts_with("refs/heads/")) {
    return failure(ErrorCode::Unsupported, "HEAD names no branch: `git switch BRANCH`", directory);
  }
  return {};
}

}  // namespace

Result<Head> archive_head(git_repository* repository, const Objects& objects, const std::string& directory) {
  auto head = read_head(repository);
  if (!head) return head;
  if (auto usable = check_branch(*head, directory); !usable) return std::unexpected(std::move(usable).error());
  if (auto known = check_format(objects, *head->tip, directory); !known) {
    return std::unexpected(std::move(known).error());
  }
  return head;
}

}  // namespace stet::archive
