// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "archive/git.hpp"
#include "archive/journal.hpp"
#include "archive/lock.hpp"
#include "archive/objects.hpp"

// The checked-out files of an archive and git's index, kept in step with the branch.
namespace stet::archive {

/// Looks, and touches nothing.
class WorkingTree {
 public:
  /// @param repository  Not bare. Not owned.
  explicit WorkingTree(git_repository* repository);

  [[nodiscard]] std::string absolute(std::string_view path) const { return root_ + std::string(path); }
  [[nodiscard]] std::string index_path() const { return git_directory_ + "index"; }
  [[nodiscard]] std::string index_lock() const { return git_directory_ + "index.lock"; }
  /// The git directory, relative to the common one: "." or "worktrees/NAME".
  [[nodiscard]] std::string relative_git_directory() const;

  /// Hexadecimal blob id of the bytes at `path`; empty where there is no file. LocalChange where something else than a
  /// file stands there, or a link on the way.
  [[nodiscard]] Result<std::string> blob_at(const std::string& path) const;
  /// The same, when the bytes there are in `known`, as they are or as git would store them; else LocalChange.
  [[nodiscard]] Result<std::string> known_blob_at(const std::string& path, const std::set<std::string>& known) const;
  /// git's index of this tree. Unsupported where it cannot be read.
  [[nodiscard]] Result<Index> staged() const;
  /// LocalChange where the index holds other bytes for `path` than `known`.
  [[nodiscard]] static Result<void> check_staged(git_index* index, const std::string& path,
                                                 const std::set<std::string>& known);
  /// The folders above `path` that are not there, the uppermost first.
  [[nodiscard]] std::vector<std::string> missing_folders(std::string_view path) const;
  /// Whether a file can be renamed from `folder` into the tree.
  [[nodiscard]] bool shares_file_system(const std::string& folder) const;

 private:
  git_repository* repository_;
  std::string root_;           ///< With a slash at its end.
  std::string git_directory_;  ///< Likewise.
};

/// Carries a plan's file changes out, in two steps with the branch between them: everything that can fail first.
class TreeUpdate {
 public:
  TreeUpdate(const WorkingTree& tree, const Workshop& workshop, const Plan& plan)
      : tree_(tree), workshop_(workshop), plan_(plan) {}
  TreeUpdate(const TreeUpdate&) = delete;
  TreeUpdate& operator=(const TreeUpdate&) = delete;

  /// The index is locked already.
  void take(GitLock index_lock) { index_lock_.emplace(std::move(index_lock)); }
  /// Makes folders, locks the index, writes the new files and the new index beside the old ones.
  [[nodiscard]] Result<void> prepare(const Objects& objects);
  /// Renames them into place. `replaced` says whether a file was replaced before an error came.
  [[nodiscard]] Result<void> apply(bool& replaced);
  /// Removes what `prepare` made, in this process or in one that was killed.
  void abandon();
  /// The plan of a killed writer as it stands now. A file that is neither as it was found nor as it shall be is someone
  /// else's work by now, and is kept.
  [[nodiscard]] static Plan brought_up_to_date(const WorkingTree& tree, Plan plan);

 private:
  [[nodiscard]] Result<void> lock_index();
  [[nodiscard]] std::string waiting_path(std::size_t file) const;
  [[nodiscard]] Result<void> write_waiting(const Objects& objects, std::size_t file) const;
  [[nodiscard]] Result<void> write_index(bool in_place) const;

  const WorkingTree& tree_;
  const Workshop& workshop_;
  const Plan& plan_;
  std::optional<GitLock> index_lock_;
};

/// What brings a working tree that is behind the branch (`plan.behind`) to the commit `target`, as a plan with files.
///
/// @param known  Bytes that may be overwritten besides those of the two commits: blobs by path. Anything else is
///               someone's work, and kept.
[[nodiscard]] Result<Plan> catch_up_plan(const Objects& objects, const WorkingTree& tree, const Workshop& workshop,
                                         const Plan& plan, const std::string& target,
                                         const std::map<std::string, std::string>& known);

}  // namespace stet::archive
