// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "archive/objects.hpp"
#include "stet/archive.hpp"

// From commits to versions. In an archive the trailers say what a commit recorded; in any other repository a version
// is a commit in which a path has other bytes than in its first parent.
namespace stet::archive {

/// A version as an archive recorded it.
struct Recorded {
  Version version;
  std::string sha256;  ///< As its trailer has it.
};

/// What a walk over an archive found.
struct ArchiveHistory {
  std::map<std::string, std::vector<Recorded>> releases;  ///< By name; versions by publication, then number.
  std::map<std::string, std::string> paths;               ///< Every release that was passed, and its latest file.
};

/// Walks all commits below `tip`.
///
/// @param only  Where not empty, the one release to collect; the walk then ends at its first version.
[[nodiscard]] Result<ArchiveHistory> archive_history(const Objects& objects, const git_oid& tip, std::string_view only);

/// Says of a path that came in a commit where it lay before; nothing where it is new.
using FormerPath = std::function<Result<std::optional<std::string>>(const git_oid& commit, const std::string& path)>;

/// The versions of one path in a repository that is no archive, in the order of history.
/// @param former_path  Where given, the history goes on under the path that this says.
[[nodiscard]] Result<std::vector<Version>> path_history(const Objects& objects, const git_oid& tip,
                                                        std::string_view path, const FormerPath& former_path = {});

/// The same for every document that there was, in one walk. By path.
[[nodiscard]] Result<std::map<std::string, std::vector<Version>>> document_histories(const Objects& objects,
                                                                                     const git_oid& tip);

/// The versions that came since a commit was the tip.
struct NewVersions {
  std::string tip;  ///< Of the branch now; empty where it has no commit.
  /// The known tip is no longer among the branch's commits, or what came includes a merge: these are all versions.
  bool complete = false;
  /// By name; in a repository that is no archive documents by path, in the order of history and without numbers.
  std::map<std::string, std::vector<Version>> releases;
};
/// @param known_tip  Where not empty, the commit whose versions are known.
[[nodiscard]] Result<NewVersions> versions_since(const Archive& archive, const std::string& known_tip);
/// Puts versions into the order in which an archive has them: by publication, then by number, a withdrawal last.
void sort_by_publication(std::vector<Version>& versions);
/// Says of each version which earlier one has its bytes.
void mark_returns(std::vector<Version>& versions);
/// Numbers versions in their order, withdrawals left out.
void number_in_order(std::vector<Version>& versions);

/// Whether a file of that name is a document where nobody asked for it: .md, .markdown and .txt.
[[nodiscard]] bool is_document(std::string_view path);

/// Paths of all files below the tree, in git's order.
[[nodiscard]] Result<std::vector<std::string>> file_paths(const Objects& objects, const git_oid& tree);

/// Called with each path, other than a folder's, at which two trees differ, in git's order. One entry is null where
/// there is nothing at that path. A mode that differs alone is a difference only between a file and what is none.
using EntryVisitor = std::function<void(const std::string& path, const TreeEntry* before, const TreeEntry* after)>;
/// @param before  Null for a tree that has nothing; likewise `after`.
[[nodiscard]] Result<void> visit_differences(const Objects& objects, const git_oid* before, const git_oid* after,
                                             const EntryVisitor& visit);

/// Paths of files that differ between two trees, subtrees that are equal left unread.
struct TreeChange {
  std::string path;
  std::optional<git_oid> before;  ///< Blobs; none where there was no file.
  std::optional<git_oid> after;
  std::uint32_t after_mode = 0;  ///< As git has it; 0 where there is nothing.
};
/// @param links_too  Symbolic links and submodules that are new or changed as well; they have no blobs.
[[nodiscard]] Result<std::vector<TreeChange>> tree_changes(const Objects& objects, const git_oid* before,
                                                           const git_oid& after, bool links_too = false);

}  // namespace stet::archive
