// SPDX-License-Identifier: Apache-2.0
// Sentences that did not change, or in typography and case alone.
//
// Idea: a text that occurs once on either side is its own partner, wherever it stands; first by exact text, so that of
// two that differ in quotes alone the exact one goes first, then by folded text. Texts that repeat have no partner of
// their own; who belongs to whom depends on their surroundings, so in short stretches they are left to the comparison
// of all with all, where an equal text scores highest. In a long stretch a longest common subsequence pairs them.
//
// Example: "Yes. More. No. More." against "Yes. No. More.": "Yes." and "No." are tied; which "More." went is decided
// later, between those ties.
//
// Case it gets wrong: two unrelated labels of equal text, one deleted and one added, are tied as a move.
//
// Cost: linear, and that of the common subsequence. Source: Heckel (1978), with the subsequence of sequence.cpp.
#include <algorithm>

#include "align/comparison.hpp"
#include "align/sequence.hpp"

namespace stet::align {
namespace {

/// A stretch whose line counts multiply to more than this has its repeated lines aligned as a sequence.
constexpr std::uint64_t kShortStretch = 1ULL << 14;

/// Ties the free lines whose number occurs once among the free lines of either side.
void tie_unique(Comparison& comparison, std::uint32_t Line::*number, MatchStage stage) {
  struct Count {
    std::uint32_t left = 0;
    std::uint32_t right = 0;
    std::uint32_t right_line = 0;
  };
  std::uint32_t numbers = 0;
  for (const std::vector<Line>* lines : {&comparison.left, &comparison.right})
    for (const Line& line : *lines) numbers = std::max(numbers, line.*number + 1);
  std::vector<Count> counts(numbers);
  for (std::uint32_t line = 0; line < comparison.left.size(); ++line)
    if (comparison.left_free(line)) ++counts[comparison.left[line].*number].left;
  for (std::uint32_t line = 0; line < comparison.right.size(); ++line) {
    if (!comparison.right_free(line)) continue;
    Count& count = counts[comparison.right[line].*number];
    ++count.right;
    count.right_line = line;
  }
  for (std::uint32_t line = 0; line < comparison.left.size(); ++line) {
    if (!comparison.left_free(line)) continue;
    const Count& count = counts[comparison.left[line].*number];
    if (count.left == 1 && count.right == 1) comparison.tie({{line}, {count.right_line}, stage, 1, 1});
  }
}

/// Ties the lines that repeat in a stretch, by the number of their text or of its folded form.
void tie_repeated(Comparison& comparison, const Stretch& stretch, std::uint32_t Line::*number) {
  const std::vector<std::uint32_t> left = free_left(comparison, stretch);
  const std::vector<std::uint32_t> right = free_right(comparison, stretch);
  if (static_cast<std::uint64_t>(left.size()) * right.size() <= kShortStretch) return;
  const auto numbers = [number](const std::vector<std::uint32_t>& free, const std::vector<Line>& lines) {
    std::vector<std::uint32_t> found;
    found.reserve(free.size());
    for (const std::uint32_t line : free) found.push_back(lines[line].*number);
    return found;
  };
  for (const IndexPair& pair : common_subsequence(numbers(left, comparison.left), numbers(right, comparison.right))) {
    const std::uint32_t left_line = left[pair.before];
    const std::uint32_t right_line = right[pair.after];
    const bool is_exact = comparison.left[left_line].exact == comparison.right[right_line].exact;
    comparison.tie({{left_line}, {right_line}, is_exact ? MatchStage::Identical : MatchStage::Folded, 1, 1});
  }
}

/// Lines on both sides together that may be left for the steps that follow; or one for so many bytes, if that is more.
/// Each takes 300 bytes and up to 7 microseconds there; a sentence of prose is longer than that.
constexpr std::size_t kMostLeft = std::size_t{1} << 18U;
constexpr std::size_t kBytesOfLine = 96;
/// The same of passages, of which each stands for several: where there are more, the text has no sense, and has cost
/// much already.
constexpr std::size_t kMostPassagesLeft = std::size_t{1} << 17U;

bool are_too_many_left(const Comparison& comparison) {
  std::size_t count = 0;
  std::size_t bytes = 0;
  const auto add = [&](const std::vector<Line>& lines, const std::vector<std::uint32_t>& ties) {
    for (std::size_t line = 0; line < lines.size(); ++line) {
      if (ties[line] != kUntied) continue;
      ++count;
      bytes += comparison.texts.text(lines[line].exact).size();
    }
  };
  add(comparison.left, comparison.left_tie);
  add(comparison.right, comparison.right_tie);
  return count > (comparison.joined ? kMostPassagesLeft : std::max(kMostLeft, bytes / kBytesOfLine));
}

}  // namespace

bool tie_identical(Comparison& comparison) {
  tie_unique(comparison, &Line::exact, MatchStage::Identical);
  if (are_too_many_left(comparison)) {
    for (const Stretch& stretch : stretches(comparison)) tie_repeated(comparison, stretch, &Line::exact);
    if (are_too_many_left(comparison)) {
      comparison.bounded = true;
      return false;
    }
  }
  for (std::uint32_t line = 0; line < comparison.left.size(); ++line)
    if (comparison.left_free(line)) comparison.left[line].folded = comparison.texts.fold(comparison.left[line].exact);
  for (std::uint32_t line = 0; line < comparison.right.size(); ++line)
    if (comparison.right_free(line))
      comparison.right[line].folded = comparison.texts.fold(comparison.right[line].exact);
  tie_unique(comparison, &Line::folded, MatchStage::Folded);
  for (const Stretch& stretch : stretches(comparison)) tie_repeated(comparison, stretch, &Line::folded);
  return true;
}

}  // namespace stet::align
