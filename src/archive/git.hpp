// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <git2.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>

#include <memory>
#include <string>
#include <string_view>

#include "stet/result.hpp"

// libgit2's handles as owners, and its failures as values. Nothing else frees a handle or reads git_error_last().
namespace stet::archive {

template <auto Free>
struct FreeWith {
  void operator()(auto* handle) const noexcept { Free(handle); }
};

using Repository = std::unique_ptr<git_repository, FreeWith<git_repository_free>>;
using Odb = std::unique_ptr<git_odb, FreeWith<git_odb_free>>;
using OdbObject = std::unique_ptr<git_odb_object, FreeWith<git_odb_object_free>>;
using Object = std::unique_ptr<git_object, FreeWith<git_object_free>>;
using Commit = std::unique_ptr<git_commit, FreeWith<git_commit_free>>;
using Tree = std::unique_ptr<git_tree, FreeWith<git_tree_free>>;
using Reference = std::unique_ptr<git_reference, FreeWith<git_reference_free>>;
using Index = std::unique_ptr<git_index, FreeWith<git_index_free>>;
using Config = std::unique_ptr<git_config, FreeWith<git_config_free>>;
using Signature = std::unique_ptr<git_signature, FreeWith<git_signature_free>>;
using Diff = std::unique_ptr<git_diff, FreeWith<git_diff_free>>;
using Pathspec = std::unique_ptr<git_pathspec, FreeWith<git_pathspec_free>>;
using FilterList = std::unique_ptr<git_filter_list, FreeWith<git_filter_list_free>>;

/// A buffer that libgit2 fills.
struct Buffer {
  git_buf raw = GIT_BUF_INIT;
  Buffer() = default;
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;
  ~Buffer() { git_buf_dispose(&raw); }
  [[nodiscard]] std::string_view view() const { return raw.ptr ? std::string_view(raw.ptr, raw.size) : ""; }
};

/// Starts libgit2, once in the life of the process, with the options that stet reads and writes with.
[[nodiscard]] Result<void> initialise();

/// Why the call before failed: `action`, then libgit2's words on one line. To be called before the next call.
[[nodiscard]] Error last_error(int status, std::string_view action);
/// The same for a call that writes: whatever went wrong with the disk is CannotWrite.
[[nodiscard]] Error last_write_error(int status, std::string_view action);

/// Any text on one line, without a full stop at its end.
[[nodiscard]] std::string one_line(std::string_view text);

/// Calls `Open(&handle, args...)` and takes ownership of the handle it gives.
template <class Handle, auto Open, class... Args>
Result<Handle> acquire(std::string_view action, Args... args) {
  typename Handle::pointer raw = nullptr;
  if (const int status = Open(&raw, args...); status < 0) return std::unexpected(last_error(status, action));
  return Handle(raw);
}

/// Where git stands when it works on a repository, and what its configuration names relatively is looked for from: the
/// working tree's root, or a bare repository's folder. Absolute, with a slash at its end.
[[nodiscard]] std::string root_of(git_repository* repository);

/// 40 hexadecimal digits.
[[nodiscard]] std::string hex(const git_oid& id);
/// Nothing else than 40 hexadecimal digits gives an id.
[[nodiscard]] Result<git_oid> parse_id(std::string_view hexadecimal);

struct IdLess {
  bool operator()(const git_oid& before, const git_oid& after) const { return git_oid_cmp(&before, &after) < 0; }
};

}  // namespace stet::archive
