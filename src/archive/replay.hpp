// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "archive/recording.hpp"
#include "archive/trailers.hpp"
#include "stet/sync.hpp"

namespace stet::archive {

/// Records what one line of history has on top of another, commit by commit, the oldest first.
class Replay {
 public:
  /// @param writer   New commits are written with it.
  /// @param tip      What they stand on.
  /// @param history  Of that commit; it grows with what is recorded.
  Replay(const RepositoryState& state, Writer& writer, const git_oid& tip, ArchiveHistory history, Timestamp now)
      : state_(state), writer_(writer), tip_(tip), history_(std::move(history)), now_(now) {}

  /// InvalidInput names a commit that contradicts what is there.
  [[nodiscard]] Result<void> add(const git_oid& commit);
  [[nodiscard]] const git_oid& tip() const { return tip_; }
  [[nodiscard]] const ArchiveHistory& history() const { return history_; }
  [[nodiscard]] const std::vector<Renumbered>& renumbered() const { return renumbered_; }

 private:
  struct Commit;
  using Edits = std::vector<CommitDraft::Edit>;
  [[nodiscard]] Result<void> add_version(const Commit& commit, const Record& record);
  [[nodiscard]] Result<void> add_other(const Commit& commit);
  /// What one changed path of a commit means for the tip. `withdrawn` gets a release whose file goes.
  [[nodiscard]] Result<void> carry_over(const Commit& commit, const git_diff_delta& delta, const git_oid& tree,
                                        Edits& edits, std::vector<std::string>& withdrawn);
  [[nodiscard]] Result<std::optional<git_oid>> merged_text(const git_oid& ancestor, const git_oid& ours,
                                                           const git_oid& theirs);
  [[nodiscard]] Result<void> restore_what_came_later(const Commit& commit, const std::string& release);
  void remember(const std::string& release, Recorded recorded);

  const RepositoryState& state_;
  Writer& writer_;
  git_oid tip_;
  ArchiveHistory history_;
  Timestamp now_;
  std::vector<Renumbered> renumbered_;
};

}  // namespace stet::archive
