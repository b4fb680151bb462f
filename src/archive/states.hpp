// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "archive/git_program.hpp"
#include "archive/path_filter.hpp"
#include "archive/revision.hpp"
#include "archive/state.hpp"

// What a comparison asks of a repository: what revisions mean, which files differ between two states, and their bytes.
// Two answer, libgit2 and git's own program; `states_of` says which. All ids are hexadecimal, of whatever length.
namespace stet::archive {

/// Where a state's bytes are.
enum class StateKind : std::uint8_t { Committed, Staged, Working };

/// Two states of a repository. The first is always a tree.
struct Sides {
  Snapshot before;
  Snapshot after;  ///< For StateKind::Committed; else its label alone.
  StateKind target = StateKind::Committed;
};

/// A file in one state. The kinds of files are git's modes: `git_filemode_t`.
struct FileState {
  std::string path;
  std::uint32_t mode = 0;  ///< 0 where there is no file.
  std::string id;          ///< Of its blob; means nothing for a working file.
  StateKind kind = StateKind::Committed;

  [[nodiscard]] bool is_there() const { return mode != 0; }
  [[nodiscard]] bool is_file() const { return (mode & 0170000) == 0100000; }
};

/// A path whose file differs between two states; a rename has two paths.
struct FileDifference {
  FileState before;
  FileState after;
};

struct CommitMessage {
  std::string commit;
  std::string message;
};

/// The commits that one side reaches and the other does not, the newest first.
struct CommitRange {
  std::vector<CommitMessage> commits;
  bool is_cut = false;  ///< A shallow clone lacks some of them.
};

/// Called with what differs before renames are looked for, which reads texts.
using BeforeRenames = std::function<Result<void>(const std::vector<FileDifference>&)>;

class States {
 public:
  States() = default;
  virtual ~States() = default;
  States(const States&) = delete;
  States& operator=(const States&) = delete;

  /// NotFound quotes the revision and says what may be meant.
  [[nodiscard]] virtual Result<Snapshot> snapshot(const std::string& revision) const = 0;
  /// HEAD's, which is empty before the first commit.
  [[nodiscard]] virtual Result<Snapshot> head() const = 0;
  /// Where the histories of two commits part. NotFound where they do not meet.
  [[nodiscard]] virtual Result<Snapshot> merge_base(const Snapshot& before, const Snapshot& after) const = 0;

  /// The files that differ and that the filter lets through, renames paired: files that went and documents that came
  /// are let through whatever was asked for, since one may be the other. InvalidInput for an index with conflicts,
  /// Incomplete for folders that a clone left out.
  [[nodiscard]] virtual Result<std::vector<FileDifference>> differing(const Sides& sides, const PathFilter& filter,
                                                                      const BeforeRenames& before_renames) const = 0;

  /// The file or folder of that path; nothing where there is none.
  [[nodiscard]] virtual Result<std::optional<FileState>> find(const Snapshot& snapshot,
                                                              const std::string& path) const = 0;
  /// Whether the index has the path or something below it.
  [[nodiscard]] virtual Result<bool> tracks(const std::string& path) const = 0;

  /// Those ids whose objects are not here, where the repository is a partial clone; none in any other.
  [[nodiscard]] virtual Result<std::vector<std::string>> left_out(const std::vector<std::string>& ids) const = 0;
  /// Blobs, an answer for each id.
  [[nodiscard]] virtual std::vector<Result<std::string>> blobs(const std::vector<std::string>& ids) const = 0;
  /// The bytes of working files as git would store them, so that line endings and encodings which git converts are no
  /// change. An answer for each path.
  [[nodiscard]] virtual std::vector<Result<std::string>> working_files(const std::vector<std::string>& paths) const = 0;

  /// Those of `after` that `before` does not reach; a tree reaches none.
  [[nodiscard]] virtual Result<CommitRange> commits(const Snapshot& before, const Snapshot& after) const = 0;
  /// Paths of the files that differ between a commit and its first parent.
  [[nodiscard]] virtual Result<std::vector<std::string>> paths_changed_by(const std::string& commit) const = 0;
};

/// What is asked for, where it decides who can answer.
struct StatesRequest {
  StateKind target = StateKind::Committed;
  bool history = false;  ///< Merge bases or the commits of a range.
};

/// libgit2 where it sees the repository as git does; git's program for the shapes that it cannot open, for an index
/// that it cannot read (split, sparse), where commits are replaced or grafted, and for the history of a shallow clone.
/// Without that program libgit2 does what it can.
[[nodiscard]] Result<std::unique_ptr<States>> states_of(const RepositoryState& state, const StatesRequest& request);
[[nodiscard]] std::unique_ptr<States> libgit2_states(const RepositoryState& state);
[[nodiscard]] std::unique_ptr<States> program_states(GitProgram program);

/// git's program on the repository, however that was opened.
[[nodiscard]] GitProgram program_of(const RepositoryState& state);
[[nodiscard]] bool is_shallow(const RepositoryState& state);

/// What a conflicted index is told.
[[nodiscard]] Error conflicts_in_index(const std::string& path);
/// Whether a change stands for what was asked for before renames are paired.
[[nodiscard]] bool passes(const PathFilter& filter, const FileDifference& change);

inline constexpr int kRenameThreshold = 50;        // Per cent of equal content; git's own default.
inline constexpr std::size_t kRenameLimit = 1000;  // Likewise: with more candidates only equal contents are paired.

}  // namespace stet::archive
