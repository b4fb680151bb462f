// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/files.hpp"

// What a writer is about to do, as it stands in `stet/journal` while it does it. docs/formats/archive.md has the
// format.
namespace stet::archive {

/// The places that writers of one archive share.
class Workshop {
 public:
  /// @param common  The git directory that all working trees share, with a slash at its end.
  explicit Workshop(std::string common) : common_(std::move(common)) {}

  [[nodiscard]] const std::string& common() const { return common_; }
  [[nodiscard]] std::string folder() const { return common_ + "stet"; }
  [[nodiscard]] std::string lock() const { return common_ + "stet/lock"; }
  [[nodiscard]] std::string journal() const { return common_ + "stet/journal"; }
  [[nodiscard]] std::string abandoned() const { return common_ + "stet/abandoned"; }
  [[nodiscard]] std::string temporary(std::string_view name) const { return common_ + "stet/tmp/" + std::string(name); }
  [[nodiscard]] std::string objects() const { return temporary("objects"); }
  [[nodiscard]] std::string branch_token() const { return temporary("branch"); }
  [[nodiscard]] std::string index_token() const { return temporary("index-lock"); }
  [[nodiscard]] std::string index() const { return temporary("index"); }

 private:
  std::string common_;
};

/// One file of the working tree that is to change.
struct FileChange {
  std::string path;     ///< Relative to the working tree.
  std::string blob;     ///< Hexadecimal id of the bytes that it gets; empty: it goes.
  std::string found;    ///< Of the bytes that were there; empty: there was no file.
  bool kept = false;    ///< Not in the journal: someone changed the file since, and only the index follows the branch.
  bool beside = false;  ///< The new bytes wait beside it, not in `stet/tmp`, which is on another file system.
};

/// A whole publication: the branch and what follows from it.
struct Plan {
  std::string branch;  ///< `refs/heads/main`.
  std::string before;  ///< Hexadecimal ids of the branch's commit, before and after.
  std::string after;
  std::string worktree;  ///< Git directory of the working tree, relative to the common one; empty: there is none.
  std::vector<std::string> folders;  ///< To be made in the working tree, in that order.
  std::vector<FileChange> files;
  /// Of many versions at once the branch goes ahead and the working tree follows at the end. Then this is the commit
  /// that the working tree still has, and there are no folders and files: they are what differs from the branch.
  std::string behind = {};
};

[[nodiscard]] std::string format_plan(const Plan& plan);
/// Nothing for what `format_plan` did not write.
[[nodiscard]] std::optional<Plan> parse_plan(std::string_view text);

/// Puts the plan where the next writer finds it; it is on the disk when this returns.
[[nodiscard]] Result<void> write_journal(const Workshop& workshop, const Plan& plan);
/// The plan of a writer that was killed; nothing where there is none.
[[nodiscard]] Result<std::optional<Plan>> read_journal(const Workshop& workshop);
/// Commits that a writer had made who was killed before it moved the branch: from behind `before` up to `after`.
/// Nothing refers to these, nobody was told of them, and `git gc` removes them.
struct Abandoned {
  std::string after;   ///< Hexadecimal ids, as a plan's.
  std::string before;  ///< Stays what it is.
};
/// All that are known of writers whose journal is gone.
[[nodiscard]] std::vector<Abandoned> read_abandoned(const Workshop& workshop);
/// Keeps that list; on the disk when this returns. An empty one is no file.
[[nodiscard]] Result<void> write_abandoned(const Workshop& workshop, const std::vector<Abandoned>& all);
/// The plan is done with: first the journal goes, then the temporaries.
void clear_journal(const Workshop& workshop);
/// An empty `stet/tmp` for a new plan.
[[nodiscard]] Result<void> make_temporaries(const Workshop& workshop);

}  // namespace stet::archive
