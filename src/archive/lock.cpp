// SPDX-License-Identifier: Apache-2.0
#include "archive/lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <thread>

#include "fmt/format.h"

namespace stet::archive {
namespace {

using Clock = std::chrono::steady_clock;

/// Short enough that fifty writers lose little between turns, long enough to cost nothing.
constexpr std::chrono::milliseconds kPoll{2};

/// Tries until it works, fails for another reason than being taken, or the time is up. Gives errno, 0 for success.
template <class Try>
int keep_trying(std::chrono::milliseconds patience, int taken, const Try& attempt) {
  const auto end = Clock::now() + patience;
  while (true) {
    if (attempt()) return 0;
    const int fault = errno;
    if (fault != taken && fault != EINTR) return fault;
    if (Clock::now() >= end) return fault;
    std::this_thread::sleep_for(kPoll);
  }
}

/// Makes `path` with the token's bytes unless it is there: for file systems on which a file has one name only.
bool copy_of(const std::string& token, const std::string& path) {
  const auto bytes = read_file(token);
  if (!bytes) return false;
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (!file) return false;
  return ::write(file.get(), bytes->data(), bytes->size()) == static_cast<ssize_t>(bytes->size());
}

}  // namespace

Result<WriterLock> WriterLock::acquire(const std::string& path, std::chrono::milliseconds patience) {
  Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666));
  if (!file) return std::unexpected(system_error(ErrorCode::CannotWrite, "cannot make the lock", path));
  const int fault = keep_trying(patience, EWOULDBLOCK, [&] { return ::flock(file.get(), LOCK_EX | LOCK_NB) == 0; });
  if (fault == 0) return WriterLock(std::move(file));
  if (fault == EWOULDBLOCK) {
    return std::unexpected(Error{ErrorCode::Busy, "other writers kept the archive for too long: try again", path});
  }
  errno = fault;
  return std::unexpected(system_error(ErrorCode::CannotWrite, "cannot take the lock", path));
}

Result<GitLock> GitLock::acquire(const std::string& path, const std::string& token,
                                 std::chrono::milliseconds patience) {
  int fault = keep_trying(patience, EEXIST, [&] { return ::link(token.c_str(), path.c_str()) == 0; });
  const bool no_links = fault == EPERM || fault == EOPNOTSUPP || fault == ENOSYS || fault == EMLINK;
  if (no_links) fault = keep_trying(patience, EEXIST, [&] { return copy_of(token, path); });
  if (fault == 0) return GitLock(path);
  if (fault == EEXIST) {
    return std::unexpected(Error{
        ErrorCode::Busy, "another program holds this lock: wait for it, or remove the file if none is running", path});
  }
  errno = fault;
  return std::unexpected(system_error(ErrorCode::CannotWrite, "cannot make the lock", path));
}

GitLock::GitLock(GitLock&& other) noexcept : path_(std::move(other.path_)) { other.path_.clear(); }

GitLock::~GitLock() {
  if (!path_.empty()) remove_file(path_);
}

Result<void> GitLock::commit(const std::string& guarded) {
  if (auto renamed = rename_file(path_, guarded); !renamed) return renamed;
  path_.clear();
  sync_folder(parent_of(guarded));
  return {};
}

void GitLock::clear(const std::string& path, const std::string& token) {
  const auto lock = status_of(path);
  const auto ours = status_of(token);
  if (!lock || !ours) return;
  const auto bytes = read_file(path);
  const auto our_bytes = read_file(token);
  const bool copied = bytes && our_bytes && !bytes->empty() && *bytes == *our_bytes;
  if (same_file(*lock, *ours) || copied) remove_file(path);
}

}  // namespace stet::archive
