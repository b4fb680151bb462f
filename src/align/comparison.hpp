// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "align/align.hpp"
#include "align/similarity.hpp"
#include "align/texts.hpp"

namespace stet::align {

/// One sentence of a side.
struct Line {
  SentenceIndex sentence{};
  std::uint32_t exact = 0;   ///< Number of its text in the table.
  std::uint32_t folded = 0;  ///< Number of its folded text, for lines that `tie_identical` left free for that.
  std::uint32_t zone = 0;    ///< How many equal blocks stand before it.
  std::uint32_t block = 0;
  BlockKind kind = BlockKind::Paragraph;
};

inline constexpr std::uint32_t kUntied = 0xFFFFFFFF;

using LineSet = IndexSet<std::uint32_t>;

/// Lines that were found to belong together: 1:1, 1:n or n:1.
struct Tie {
  LineSet left;
  LineSet right;
  MatchStage stage = MatchStage::Unmatched;  ///< Which step found it.
  double score = 0;                          ///< What that step compared with its threshold.
  double similarity = 0;                     ///< Of the sides' texts, as a whole.
};

/// A part of the lines of either side, [begin, end).
struct Stretch {
  std::uint32_t left_begin = 0;
  std::uint32_t left_end = 0;
  std::uint32_t right_begin = 0;
  std::uint32_t right_end = 0;
};

/// The sentences to be aligned, and what was found so far. "Left" and "right" are the two documents in an order of
/// their own, so that it does not matter which was given as `before`.
struct Comparison {
  explicit Comparison(std::size_t expected_texts) : texts(expected_texts) {}

  const Document* left_document = nullptr;
  const Document* right_document = nullptr;
  std::vector<Line> left;
  std::vector<Line> right;
  std::vector<std::uint32_t> left_tie;  ///< For each line the number of its tie, or kUntied.
  std::vector<std::uint32_t> right_tie;
  std::vector<Tie> ties;
  TextTable texts;
  std::uint64_t work_left = 0;         ///< How many more pairs of words may be compared.
  std::uint64_t nearby_work_left = 0;  ///< The same for lines that stand beside what is tied.
  bool joined = false;                 ///< The sentences are passages of several.
  bool bounded = false;                ///< Sentences were left uncompared because that would have been too much work.

  void tie(Tie found);
  [[nodiscard]] bool left_free(std::uint32_t line) const { return left_tie[line] == kUntied; }
  [[nodiscard]] bool right_free(std::uint32_t line) const { return right_tie[line] == kUntied; }
  [[nodiscard]] Passage left_passage(std::uint32_t line) const { return texts.passage(left[line].folded); }
  [[nodiscard]] Passage right_passage(std::uint32_t line) const { return texts.passage(right[line].folded); }
  /// Takes so many pairs of words off the work that is left; where that is too little, takes none, and the comparison
  /// is bounded.
  [[nodiscard]] bool afford(std::uint64_t pairs_of_words) { return afford_of(work_left, pairs_of_words); }
  [[nodiscard]] bool afford_nearby(std::uint64_t pairs_of_words) { return afford_of(nearby_work_left, pairs_of_words); }
  /// The same of work that a step counts by itself.
  [[nodiscard]] bool afford_of(std::uint64_t& left_of_work, std::uint64_t work);
  /// Of two free lines.
  [[nodiscard]] Likeness likeness_of(std::uint32_t left_line, std::uint32_t right_line) const;
};

/// The sentences of both documents that no equal block takes out, nothing tied yet.
[[nodiscard]] Comparison comparison_of(const Document& left, const Document& right, const std::vector<BlockPair>& equal,
                                       BlockIndex BlockPair::*left_side, BlockIndex BlockPair::*right_side);

/// The free lines of a stretch.
[[nodiscard]] std::vector<std::uint32_t> free_left(const Comparison& comparison, const Stretch& stretch);
[[nodiscard]] std::vector<std::uint32_t> free_right(const Comparison& comparison, const Stretch& stretch);
[[nodiscard]] Stretch everything(const Comparison& comparison);

/// The stretches between the ties that keep their order (the heaviest chain of them), none across an equal block.
[[nodiscard]] std::vector<Stretch> stretches(const Comparison& comparison);

/// The least score that is enough, given the evidence: `base` where there is plenty, more where there is little.
[[nodiscard]] constexpr double enough(double base, double slope, double evidence) {
  return evidence > 0 ? base + slope / evidence : 2;
}

// The steps, in their order. Each adds ties between lines that are still free.

/// Equal texts that occur once on either side; in long stretches also those that repeat. Gives whether the others may
/// be compared: where too many lines are left, nothing else is done, and the comparison is bounded.
bool tie_identical(Comparison& comparison);
/// Weighs the words: what the steps below compare by. Likewise gives whether there are not too many.
bool weigh_words(Comparison& comparison);
/// Sentences that are others in a row, word for word.
void tie_joined(Comparison& comparison);
/// Sentences of which most is others in a row, word for word.
void tie_contained(Comparison& comparison);
/// Reworded, split and merged sentences between the ties so far, in order.
void tie_similar(Comparison& comparison);
/// The one sentence that is left on either side between two ties.
void tie_alone(Comparison& comparison);
/// The same, and lines that are known by their role or by how they begin.
void tie_in_place(Comparison& comparison);
/// Headings of passages whose first lines are tied, and lines that lead in a list likewise.
void tie_headings(Comparison& comparison);
/// Equal texts beside ties, and what else is found elsewhere in the document.
void tie_moved(Comparison& comparison);
/// The titles, where no other line goes with either.
void tie_titles(Comparison& comparison);
/// Reworded pairs that their neighbours contradict, tied anew.
void tie_twins(Comparison& comparison);
/// The missing part of a sentence that was split or merged.
void tie_halves(Comparison& comparison);
/// Short lines that lead where another one did, and those that are the part of a split or merge which does.
void tie_linked(Comparison& comparison);
/// Headings of sections of which most went together.
void tie_section_headings(Comparison& comparison);

}  // namespace stet::align
