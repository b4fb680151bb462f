// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>

#include "archive/files.hpp"

// Two sorts of lock: stet's own, which the kernel drops when its holder dies, and git's `.lock` files, which stay.
namespace stet::archive {

/// How long a writer waits for the writers before it. Fifty of them need a few seconds.
inline constexpr std::chrono::seconds kWriterPatience{60};
/// How long for another program's `.lock` file, which git holds for less than a second at a time.
inline constexpr std::chrono::seconds kGitPatience{10};

/// The turn among the writers of one archive, until it is destroyed.
class WriterLock {
 public:
  /// Busy when no turn came in time.
  [[nodiscard]] static Result<WriterLock> acquire(const std::string& path, std::chrono::milliseconds patience);

 private:
  explicit WriterLock(Descriptor file) : file_(std::move(file)) {}
  Descriptor file_;
};

/// A `.lock` file as git makes one, but as a second name of a file of ours, the token: so whoever finds it later can
/// tell by the token whether it was ours, even when we were killed a moment after making it.
class GitLock {
 public:
  /// @param path   Of the lock itself, `…/index.lock`.
  /// @param token  A file of ours on the same file system, its bytes like no other's.
  /// Busy names the lock when another program kept it.
  [[nodiscard]] static Result<GitLock> acquire(const std::string& path, const std::string& token,
                                               std::chrono::milliseconds patience);
  GitLock(GitLock&& other) noexcept;
  GitLock& operator=(GitLock&&) = delete;
  /// Gives the lock back, unless it was renamed into place.
  ~GitLock();

  [[nodiscard]] const std::string& path() const { return path_; }
  /// Renames the lock, and so the token's bytes, to what it guards.
  [[nodiscard]] Result<void> commit(const std::string& guarded);

  /// Removes a lock that a killed writer left, if the token says that it was ours.
  static void clear(const std::string& path, const std::string& token);

 private:
  explicit GitLock(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

}  // namespace stet::archive
