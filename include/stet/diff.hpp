// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stet/boxed.hpp"
#include "stet/document.hpp"
#include "stet/read.hpp"
#include "stet/result.hpp"

namespace stet {

enum class ChangeKind : std::uint8_t { Unchanged, Reworded, Split, Merged, Moved, Added, Removed };
inline constexpr std::size_t kChangeKinds = 7;

/// Ordered: a greater one matters more. `None` is an unchanged sentence's.
enum class Severity : std::uint8_t { None, Cosmetic, Editorial, Substantive };
inline constexpr std::size_t kSeverities = 4;

/// In the order in which they are tried: an edit has the first that fits, and Quotation besides.
enum class Category : std::uint8_t {
  Link,
  Numbering,
  Date,
  Amount,
  Number,
  Negation,
  Modality,
  Name,
  Spelling,
  Case,
  Punctuation,
  Typography,
  Whitespace,
  Wording,
  Quotation,
};
inline constexpr std::size_t kCategories = 15;

/// The words of INTERFACE.md for these: "reworded", "substantive", "quotation".
[[nodiscard]] std::string_view name_of(ChangeKind kind);
[[nodiscard]] std::string_view name_of(Severity severity);
[[nodiscard]] std::string_view name_of(Category category);

/// A set of categories, iterated in the order of the enumeration.
class CategorySet {
 public:
  constexpr CategorySet() = default;
  constexpr CategorySet(std::initializer_list<Category> categories) {
    for (const Category category : categories) insert(category);
  }
  constexpr void insert(Category category) { bits_ = static_cast<std::uint16_t>(bits_ | bit(category)); }
  constexpr void insert(CategorySet others) { bits_ = static_cast<std::uint16_t>(bits_ | others.bits_); }
  [[nodiscard]] constexpr bool contains(Category category) const { return (bits_ & bit(category)) != 0; }
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
  [[nodiscard]] std::vector<Category> list() const;
  /// Calls `use` with each, in the order of the categories.
  template <class Use>
  constexpr void for_each(Use use) const {
    for (unsigned bits = bits_; bits != 0; bits &= bits - 1) use(static_cast<Category>(std::countr_zero(bits)));
  }
  /// As a number, a bit for each, and back.
  [[nodiscard]] constexpr std::uint16_t bits() const { return bits_; }
  [[nodiscard]] static constexpr CategorySet of_bits(std::uint16_t bits) {
    CategorySet set;
    set.bits_ = bits & ((1U << kCategories) - 1);
    return set;
  }
  friend constexpr bool operator==(CategorySet, CategorySet) = default;

 private:
  static constexpr std::uint32_t bit(Category category) { return 1U << static_cast<unsigned>(category); }
  std::uint16_t bits_ = 0;
};

enum class EditOp : std::uint8_t { Keep, Delete, Insert };

/// One step of the way from the before sentences' texts to the after sentences'.
///
/// The texts run over the change's sentences with the white space between them: all `Keep` and
/// `Delete` texts in order are the before side, `Keep` and `Insert` the after side. A run between
/// two keeps has its deletion before its insertion. A `target` edit is a link's target: no part of
/// the text, so replaying leaves it out.
struct Edit {
  EditOp op = EditOp::Keep;
  std::string text;
  CategorySet categories;    ///< Empty for Keep. One category, and Quotation besides where it applies.
  bool equal_value = false;  ///< Says the same otherwise: "fourteen" became "14".
  bool target = false;
  friend bool operator==(const Edit&, const Edit&) = default;
};

/// The step that matched the sentences of a change; docs/engine.md has them in order.
enum class MatchStage : std::uint8_t {
  Unmatched,
  EqualBlock,
  Identical,
  Folded,
  Joined,
  Similar,
  Group,
  InPlace,
  Neighbour,
  Move,
  Twin,
  Half,
};

/// "identical", "in place", "equal block": as reports name it.
[[nodiscard]] std::string_view name_of(MatchStage stage);

/// What decided that sentences were matched, or that they were not. Found with DiffOptions::explain only.
struct MatchEvidence {
  /// The words that decided: of those that both sides have the ones that fewest sentences hold, at most five, folded,
  /// in the order of `after`. None where the texts are equal.
  std::vector<std::string> words;
  /// For Added and Removed: of the other document's unmatched sentences the most alike, which was not enough. None
  /// where none is alike or there are too many to look.
  std::optional<SentenceIndex> rival;
};

/// Why these sentences were matched, or no others with them. For `--explain`.
struct MatchReason {
  MatchStage stage = MatchStage::Unmatched;
  /// What the stage compared with its threshold; of a half, how alike the whole and all its parts are; of an unmatched
  /// sentence, the rival's.
  float score = 0;
  Boxed<MatchEvidence> evidence;
};

/// One piece of a comparison: the sentences `before` became the sentences `after`. Every sentence of
/// either document that was segmented is in exactly one Change; a split is 1:n, a merge n:1, and its n sentences may
/// have one gap, where others stand between.
struct Change {
  ChangeKind kind = ChangeKind::Unchanged;
  bool moved = false;  ///< It stands elsewhere in the order; always true for kind Moved.
  bool apart = false;  ///< Of a split or merge: others stand between its sentences, unchanged ones too.
  Severity severity = Severity::None;
  CategorySet categories;  ///< Exactly those of its edits.
  SentenceSet before;      ///< Empty only for Added.
  SentenceSet after;       ///< Empty only for Removed.
  BoxedList<Edit> edits;   ///< For reworded, split and merged; else empty.
  MatchReason reason;

  /// 0 (nothing in common) to 1 (equal after folding).
  [[nodiscard]] double similarity() const;
};

/// A metadata value that differs. An absent value is one that the side does not have.
struct MetadataChange {
  std::string key;
  std::optional<std::string> before;
  std::optional<std::string> after;
  Severity severity = Severity::Editorial;
};

/// How many changes there are, by kind and by severity, before any filter.
struct Summary {
  std::array<std::size_t, kChangeKinds> kinds{};      ///< Subscript: ChangeKind.
  std::array<std::size_t, kSeverities> severities{};  ///< Subscript: Severity.
  std::size_t also_moved = 0;                         ///< Reworded, split and merged changes that moved too.
  std::size_t metadata = 0;                           ///< Metadata values that differ.
  std::size_t breaks = 0;                             ///< Paragraph breaks that came or went between equal sentences.

  Summary& operator+=(const Summary& other);
};

/// Which comparisons a bound on work cut short. What is reported is true all the same, but it may not be the plainest
/// account. The bounds count sentences, words and bytes, never time: equal input gives an equal answer.
struct Bounded {
  /// Not all were compared with each other: reworded ones may stand as removed and added, and of millions of short ones
  /// several in a row as one.
  bool sentences = false;
  /// Stretches of sentences were too long, or too many, for all of it: facts in them may stand as wording, and such a
  /// stretch as one edit.
  bool words = false;

  [[nodiscard]] bool any() const { return sentences || words; }
  friend bool operator==(const Bounded&, const Bounded&) = default;
};

struct DiffOptions {
  SegmentOptions segment;
  bool all = false;      ///< Read and segment the equal part too, and list its sentences as Unchanged.
  bool explain = false;  ///< Find out what decided each match: MatchReason in full.
  /// Sentences that are compared one by one, on both sides together. Where there are more, and most of them are of a
  /// word or two, several in a row are compared as one: else memory would be many times the texts' size. Texts of 25 MB
  /// have a third of that. Where there are more blocks in what differs, several of these are one, and Markdown is
  /// read as plain text.
  std::size_t most_sentences = std::size_t{1} << 20U;
};

/// What became of one document.
///
/// Without `DiffOptions::all` the documents hold only what had to be read: blocks that differ or stand
/// between such. `changes` are in the reading order of `after`, a removed one where it stood.
struct DocumentDiff {
  Document before;
  Document after;
  std::vector<MetadataChange> metadata;
  std::vector<Change> changes;
  Summary summary;
  Bounded bounded;
};

/// Compares two published texts, sentence by sentence.
///
/// The equal head and tail are found by comparing memory and never read further; cost follows the
/// change. The result depends on the two texts and the options alone. Errors are those of `read_document`.
[[nodiscard]] Result<DocumentDiff> diff(const Source& before, const Source& after, const DiffOptions& options = {});

}  // namespace stet
