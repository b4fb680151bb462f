// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "archive/journal.hpp"
#include "archive/lock.hpp"
#include "archive/signing.hpp"
#include "archive/state.hpp"

namespace stet::archive {
class TreeUpdate;
}

// One writer's turn in an archive. The order is always the same: new objects in `stet/tmp`; the journal; everything
// in the working tree that may fail; the objects into git; the branch, once; the working tree; no journal.
namespace stet::archive {

/// A commit to be made: the tree below `parent` with some files set or (no blob) removed.
struct CommitDraft {
  struct Edit {
    std::string path;
    std::optional<git_oid> blob;
    git_filemode_t mode = GIT_FILEMODE_BLOB;
  };
  git_oid parent{};
  std::vector<Edit> edits;
  Timestamp authored = 0;
  std::string message;
  std::string author;  ///< "Name <email> seconds +hhmm" of another commit; empty: who git's configuration says.
};

class Writer {
 public:
  /// Waits for its turn and finishes or clears what a killed writer left.
  ///
  /// @param now  Of the commits and the reflog.
  [[nodiscard]] static Result<std::unique_ptr<Writer>> begin(const RepositoryState& state, Timestamp now);
  /// The time of what follows, where it turns out not to be the one it began with.
  void set_time(Timestamp now) { now_ = now; }
  /// Commits are signed from now on, or (none) are not.
  void set_signer(std::optional<Signer> signer) { signer_ = std::move(signer); }

  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer();

  /// Writes a blob where nobody sees it yet.
  [[nodiscard]] Result<git_oid> add_blob(std::string_view bytes);
  /// Writes trees and commit, likewise.
  [[nodiscard]] Result<git_oid> add_commit(const CommitDraft& draft);

  /// Carries out the plan; `why` goes into the reflog. False where another program moved the branch meanwhile: nothing
  /// is changed then.
  [[nodiscard]] Result<bool> carry_out(const Plan& plan, std::string_view why);

  /// Where a pack is made that `land` puts in place.
  [[nodiscard]] Result<std::string> pack_folder() const;
  /// The branch alone goes on, to commits that are in a finished pack. Where the plan says that the working tree is
  /// behind, git's index is locked from the first call on, and the journal stays. Otherwise like `carry_out`.
  [[nodiscard]] Result<bool> land(const Plan& plan, std::string_view why);
  /// Ends what `land` did: brings the working tree to the commit `tip`, where there is one.
  ///
  /// @param known  As `catch_up_plan` has it.
  [[nodiscard]] Result<void> catch_up(const Plan& plan, const std::string& tip,
                                      const std::map<std::string, std::string>& known);

  /// Objects, those of this turn among them.
  [[nodiscard]] Objects objects() const { return {odb_.get(), shallow_}; }
  [[nodiscard]] const Workshop& workshop() const { return workshop_; }

 private:
  Writer(const RepositoryState& state, Timestamp now, WriterLock lock, Workshop workshop)
      : state_(state), now_(now), lock_(std::move(lock)), workshop_(std::move(workshop)) {}
  [[nodiscard]] Result<void> open_repository();
  [[nodiscard]] Result<git_oid> add_signed(std::string_view commit);
  [[nodiscard]] Result<void> prepare(TreeUpdate* update, const Plan& plan);
  [[nodiscard]] Result<bool> move_all(const Plan& plan, std::string_view why);

  const RepositoryState& state_;
  Timestamp now_;
  WriterLock lock_;
  Workshop workshop_;
  Repository repository_;  ///< Its new objects go into `stet/tmp`.
  Odb odb_;
  std::optional<Signer> signer_;
  bool shallow_ = false;
  std::optional<GitLock> index_lock_;  ///< From `land` to `catch_up`.
  bool unfinished_ = false;            ///< The journal stays: the branch moved, and the working tree could not follow.
};

/// Finishes or clears what a killed writer left: its working files, git's index, its locks and temporaries.
[[nodiscard]] Result<void> recover(git_repository* repository, const Workshop& workshop);

/// Moves the new objects from `stet/tmp` into git's own folder.
[[nodiscard]] Result<void> migrate_objects(const Workshop& workshop);

/// Writes what `move_branch` puts in place, so that there is room for it.
[[nodiscard]] Result<void> prepare_branch(const Workshop& workshop, const std::string& after);
/// Moves the branch from one commit to another and writes the reflog; false where it is at neither.
[[nodiscard]] Result<bool> move_branch(git_repository* repository, const Workshop& workshop, const std::string& branch,
                                       const std::string& before, const std::string& after, Timestamp now,
                                       std::string_view why);

}  // namespace stet::archive
