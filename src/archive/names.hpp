// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/objects.hpp"
#include "stet/result.hpp"

// What a release may be called, and which file keeps it.
namespace stet::archive {

/// The file that makes a repository an archive.
inline constexpr std::string_view kFormatFile = "stet.toml";

/// A release's name and its file, relative to the repository's root.
struct ReleaseFile {
  std::string name;
  std::string path;
};

/// The name in NFC, without an ending like `extension`, checked by the rules of INTERFACE section 4; InvalidInput
/// says which one it breaks.
[[nodiscard]] Result<ReleaseFile> release_file(std::string_view name, std::string_view extension);

/// Whether every part of a path in a repository may be a file's name: none is empty, `.`, `..`, or what any file system
/// could take for `.git`.
[[nodiscard]] bool is_safe_path(std::string_view path);

/// A path's folder with its slash, or nothing.
[[nodiscard]] std::string_view folder_of(std::string_view path);
/// The last part of a path.
[[nodiscard]] std::string_view leaf_of(std::string_view path);
/// A file's name without its last ending: "terms.v2" of "terms.v2.md", and the whole where there is no ending.
[[nodiscard]] std::string_view stem_of(std::string_view file_name);
/// `path` without its last ending: the release that the file keeps.
[[nodiscard]] std::string_view release_of(std::string_view path);

/// Whether `path` could stand beside `other` on a file system that is blind to case, and as a release beside a
/// release. InvalidInput says how the two clash.
[[nodiscard]] Result<void> check_clash(std::string_view path, std::string_view other);

/// The file that keeps a release in a tree: the only one of its stem in its folder.
struct FoundFile {
  std::string path;
  git_oid blob{};
};
[[nodiscard]] Result<std::optional<FoundFile>> find_release_file(const Objects& objects, const git_oid& tree,
                                                                 std::string_view name);

/// Paths in the tree that a new `path` has to live with: what its folders hold, level by level.
[[nodiscard]] Result<std::vector<std::string>> neighbours(const Objects& objects, const git_oid& tree,
                                                          std::string_view path);

/// The names most like `wanted`, the nearest first; none where nothing is near.
[[nodiscard]] std::vector<std::string> nearest(std::string_view wanted, const std::vector<std::string>& names);
/// "did you mean 'a' or 'b'?", or empty.
[[nodiscard]] std::string did_you_mean(const std::vector<std::string>& names);

}  // namespace stet::archive
