// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stet/archive.hpp"
#include "stet/diff.hpp"
#include "stet/read.hpp"
#include "stet/result.hpp"
#include "stet/verify.hpp"

namespace stet {

/// Progress of work that takes long: how many of how many releases were followed.
using HistoryProgress = std::function<void(std::size_t done, std::size_t all)>;

/// How a history is read, and where what is derived from it may be kept.
struct HistoryOptions {
  SegmentOptions segment;
  std::optional<TextType> type;  ///< Reads every version as that; none: as its path says.
  bool use_index = true;         ///< Take from the index what it has.
  bool build_index = true;       ///< Make it where there is none. One that is there is brought up to date in any case.
  bool remake_index = true;      ///< Remove one that is damaged.
  /// Where the index goes when the repository's own folder cannot be written: the user's cache folder, or empty.
  std::string cache_directory;
  HistoryProgress progress;  ///< Called now and then while releases are followed; may be empty.
};

/// What a version changed, counted.
struct Counts {
  Summary summary;
  Bounded bounded;
};

/// A sentence, and the versions that its wording goes back to: subscripts of `Release::versions`.
struct BlamedSentence {
  std::size_t index = 0;  ///< From 0 in the document.
  std::size_t line = 1;   ///< 1-based line of the source where it begins.
  std::string text;
  std::size_t since = 0;   ///< The version that brought the present wording.
  std::size_t origin = 0;  ///< The version of its earliest ancestor.
};

/// One wording of a sentence, and how it came about.
struct Wording {
  std::size_t version = 0;  ///< Subscript of `Release::versions`.
  ChangeKind kind = ChangeKind::Added;
  std::string text;         ///< What went, for `Removed`.
  std::vector<Edit> edits;  ///< From the wording before; none for added and removed.
};

/// A phrase, or an expression, to be looked for.
struct PhraseQuery {
  std::string text;
  bool regex = false;  ///< ICU's regular expressions, over the folded text of a block.
  bool ignore_case = false;
  bool word = false;  ///< It begins and ends where words do.
};

/// An unbroken run of versions that hold a phrase.
struct PhraseSpan {
  struct Place {
    std::size_t index = 0;  ///< Of the sentence in the document, from 0.
    std::string text;
  };
  std::size_t from = 0;              ///< Subscripts of `Release::versions`: the first that holds it,
  std::optional<std::size_t> until;  ///< and the first after it that does not.
  std::vector<Place> sentences;      ///< All that the phrase touches, as it stands at `from`.
};

/// A release that held a phrase, and when, oldest first.
struct PhraseHistory {
  Release release;
  std::vector<PhraseSpan> spans;
};

/// What changed from each version of a release to the next, one after the other: `diff` of their texts, of which the
/// index may have kept what it came to.
class VersionDiffs {
 public:
  VersionDiffs(VersionDiffs&&) noexcept;
  VersionDiffs& operator=(VersionDiffs&&) noexcept;
  ~VersionDiffs();

  /// What changed up to this version: the first is compared with an empty text. Errors are those of `diff`; the version
  /// is then as if it had not been given.
  /// @param version  The next of the release's, no withdrawal. `source` is its text.
  [[nodiscard]] Result<std::shared_ptr<const DocumentDiff>> next(const Version& version, const Source& source);

 private:
  friend class History;
  struct State;
  explicit VersionDiffs(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// What the versions of releases say together. Answers come from the index where it has them; where it is missing, old,
/// damaged or locked they are found anew, and are the same.
///
/// The index is one SQLite database, `stet/index.sqlite` in the repository's git directory: a cache that can be deleted
/// at any time. docs/formats/index.md.
class History {
 public:
  /// @param archive  Must outlive this.
  [[nodiscard]] static History open(const Archive& archive, const HistoryOptions& options);
  History(History&&) noexcept;
  History& operator=(History&&) noexcept;
  ~History();

  /// One release and its versions: `Archive::release`, from the index where that knows the branch's tip.
  /// @param follow  On under earlier names, as there.
  [[nodiscard]] Result<Release> release(std::string_view name, bool follow = false);
  /// Every release, by name.
  [[nodiscard]] Result<std::vector<Release>> releases();

  /// For each version what it changed, nothing for those that the index does not have. Builds nothing.
  [[nodiscard]] Result<std::vector<std::optional<Counts>>> known_counts(const Release& release);
  /// The same for all, compared where need be. Nothing for withdrawals and what cannot be read.
  [[nodiscard]] Result<std::vector<std::optional<Counts>>> counts(const Release& release);
  /// For comparing the versions of a release one after the other. `options.segment` is as `HistoryOptions` has it.
  [[nodiscard]] Result<VersionDiffs> diffs(const Release& release, DiffOptions options);
  /// Puts what was compared into the index, if there is one.
  [[nodiscard]] Result<void> keep(const VersionDiffs& diffs);
  /// The sentences of a version. NotFound where that is a withdrawal, the reader's error where it cannot be read.
  [[nodiscard]] Result<std::vector<BlamedSentence>> blame(const Release& release, const Version& version);
  /// The life of a sentence of a version, oldest wording first, forth to its end.
  [[nodiscard]] Result<std::vector<Wording>> trace(const Release& release, const Version& version,
                                                   std::size_t sentence);
  /// When each of the releases held a phrase, oldest first. InvalidInput for a phrase that is none.
  [[nodiscard]] Result<std::vector<std::vector<PhraseSpan>>> grep(std::span<const Release> releases,
                                                                  const PhraseQuery& query);

  /// The same of every release, by name; those that never held it are left out.
  [[nodiscard]] Result<std::vector<PhraseHistory>> grep(const PhraseQuery& query);

  /// What is wrong with a repository's index, for `VerifyRequest::further`: rows that are damaged, and versions that
  /// are not those of git. One that is not there, or old, is no problem: it is made anew when it is needed. Changes
  /// nothing.
  [[nodiscard]] static Result<std::vector<Problem>> check_index(const Archive& archive);

  /// What could not be done with the index, a line each: for a warning.
  [[nodiscard]] const std::vector<std::string>& complaints() const;

 private:
  struct State;
  explicit History(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace stet
