// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stet/result.hpp"
#include "stet/source.hpp"

namespace stet {

/// Seconds since 1970-01-01T00:00:00Z, negative before.
using Timestamp = std::int64_t;

/// One published state of a release.
struct Version {
  std::optional<std::uint32_t> number;  ///< From 1. None for a withdrawal.
  bool withdrawn = false;               ///< The file was deleted here; no state, but part of the log.
  std::string commit;                   ///< Hexadecimal id of the commit that recorded it.
  std::string blob;                     ///< Hexadecimal id of its bytes; empty for a withdrawal.
  std::string path;                     ///< Of its file there, relative to the repository's root.
  Timestamp published = 0;
  Timestamp recorded = 0;
  std::string source;  ///< Where it was published, a URL or what was given; or empty.
  std::string note;    ///< What the publisher said about it; or empty.
  /// The number of the first version published before it that has the same bytes: a text that came back.
  std::optional<std::uint32_t> same_text_as;
};

/// A published text and its versions, in the order of publication, then of their numbers.
struct Release {
  std::string name;
  std::vector<Version> versions;
  /// Renames were followed: versions may be of other paths than `name`, and each says which. Never of an archive's
  /// releases, which keep their names.
  bool follows_renames = false;
};

/// What `publish` is given besides the bytes.
struct Publication {
  std::string name;                    ///< Of the release, `un/cted-interpol`; an ending like `extension` is dropped.
  std::string extension = ".txt";      ///< With its dot.
  std::optional<Timestamp> published;  ///< None: now.
  Timestamp now = 0;                   ///< The clock's time: the library does not read the clock.
  std::string source;
  std::string note;
  std::optional<bool> sign;  ///< Whether the commit is signed. None: what git's `commit.gpgsign` says.
};

/// What `publish` did.
struct Published {
  Version version;
  bool recorded = true;     ///< False: these bytes are there already as `version`, and nothing was written.
  bool found_late = false;  ///< It was published before the latest, which stays the latest.
};

/// Where a repository is, for a caller that knows more than a folder: what git's own environment variables say.
struct RepositoryPlace {
  std::string directory;      ///< The repository is looked for from here upwards.
  std::string git_directory;  ///< Where not empty, the repository itself (GIT_DIR); `directory` is not looked at.
  std::string work_tree;      ///< Where not empty, its working tree (GIT_WORK_TREE).
  std::string index_file;     ///< Where not empty, stands in for its index (GIT_INDEX_FILE).
  /// Only states are to be compared, and the hook installed: `changed_documents`, `commit_of`, `trailers_in_range`,
  /// `file`, and what is in stet/hook.hpp. Then git's own program may stand in where libgit2 cannot open the
  /// repository; all else answers Unsupported there.
  bool comparisons_only = false;
};

/// A git repository that keeps releases, or any other git repository seen in the same words: there a
/// release is a document's path and its versions are the commits, first parents only, in which the
/// path has other bytes than before.
///
/// Opening one initialises libgit2. A value may be used by one thread at a time.
class Archive {
 public:
  /// The repository that holds `directory`, looked for upwards from it, as git itself does.
  /// NotFound where there is none, Unsupported where its shape cannot be read.
  [[nodiscard]] static Result<Archive> open(const std::string& directory);
  [[nodiscard]] static Result<Archive> open(const RepositoryPlace& place);
  /// Makes an archive in `directory`, which is created if need be; `now` dates its first commit.
  /// InvalidInput where one is already.
  [[nodiscard]] static Result<Archive> init(const std::string& directory, bool bare, Timestamp now);

  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;
  ~Archive();

  /// Whether HEAD's tree has a `stet.toml` with `[archive]` and `format = 1`.
  [[nodiscard]] bool is_archive() const;
  [[nodiscard]] bool is_bare() const;
  /// Whether it is a clone that lacks the older part of its history.
  [[nodiscard]] bool is_shallow() const;
  /// The folder of the repository: the working tree's, or the bare repository's own. Absolute.
  [[nodiscard]] std::string directory() const;

  /// Records a version, or finds that it is recorded already. Nothing is half-done: see docs/formats/archive.md.
  [[nodiscard]] Result<Published> publish(std::string_view bytes, const Publication& publication);

  /// Every release, by name. Withdrawals are among the versions.
  [[nodiscard]] Result<std::vector<Release>> releases() const;
  /// One release; NotFound names the nearest there is. In a repository that is no archive, a path.
  /// @param follow  Where the path came to be as a renamed document, the versions under its earlier path come before.
  ///
  /// With `follow` a rename is a version, also where its text stayed, and what the path stood for before the renamed
  /// document took it is left out. In an archive it adds nothing: a release keeps its name.
  [[nodiscard]] Result<Release> release(std::string_view name, bool follow = false) const;
  /// The version that `selector` means: "3", "first", "latest", "2018-02-28" (in force at the end of that day, UTC),
  /// or a commit's id. Empty means latest.
  [[nodiscard]] static Result<Version> select(const Release& release, std::string_view selector);
  /// The bytes of a file in a commit's tree, HEAD's where `commit` is empty; nothing where there is none.
  [[nodiscard]] Result<std::optional<std::string>> file(const std::string& path, const std::string& commit = {}) const;
  /// The published bytes, exactly.
  [[nodiscard]] Result<Source> read(const Version& version) const;

 private:
  struct State;
  explicit Archive(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
  friend class Revisions;
};

/// One document that differs between two states of a repository.
struct ChangedPath {
  std::string before_path;  ///< Empty for one that is new.
  std::string after_path;   ///< Empty for one that is gone. Differs from `before_path` for a rename.
  Result<Source> before;    ///< Empty bytes for a new one.
  Result<Source> after;
};

/// What to compare in a git repository.
struct RangeRequest {
  std::string range;    ///< "REV", "REV..REV", "REV...REV", or empty for the working tree with HEAD.
  bool staged = false;  ///< The index with HEAD (or with `range`, if given).
  std::vector<std::string>
      paths;  ///< Relative to the repository's root; empty: every document. Folders and globs as git's.
  /// Says of a file whose ending is no document's that it is one all the same.
  std::function<bool(std::string_view path)> also_document = {};
  /// git may fetch what a shallow or partial clone left out. Without it no network is reached for, and what is missing
  /// is an error: NotFound for revisions and merge bases, Incomplete for texts and folders.
  bool fetch = false;
};

/// Two states of a repository and the documents that differ between them, ordered by path.
struct RangeChanges {
  std::string before_label;  ///< "HEAD~1", "index", …
  std::string after_label;
  std::string before_commit;  ///< Empty where that side is no commit.
  std::string after_commit;
  std::vector<ChangedPath> paths;
};

/// The documents (`.md .markdown .txt`, and whatever a path names exactly) that differ. Renames are followed.
[[nodiscard]] Result<RangeChanges> changed_documents(const Archive& repository, const RangeRequest& request);

/// Hexadecimal id of the commit that a revision means; a branch that only the remote `origin` has is one too.
/// NotFound quotes it and names the nearest.
[[nodiscard]] Result<std::string> commit_of(const Archive& repository, const std::string& revision);

/// A line `KEY: value` in the last paragraph of a commit's message.
struct CommitTrailer {
  std::string commit;
  std::string value;
  std::vector<std::string> paths;  ///< What the commit changed, to its first parent.
};

struct RangeTrailers {
  std::vector<CommitTrailer> trailers;  ///< The newest commit's first.
  bool is_cut = false;                  ///< A shallow clone lacks commits of the range, whose trailers are not here.
};

/// The trailers of one key on the commits of "A..B" or "A...B": those that B reaches and A does not.
/// @param key    In any case. A trailer without a value is none.
/// @param fetch  git may fetch the commits that a shallow clone lacks.
[[nodiscard]] Result<RangeTrailers> trailers_in_range(const Archive& repository, const std::string& range,
                                                      std::string_view key, bool fetch = false);

}  // namespace stet
