// SPDX-License-Identifier: Apache-2.0
#include "align/align.hpp"

#include <algorithm>
#include <utility>

#include "align/comparison.hpp"
#include "align/order.hpp"
#include "align/weight.hpp"
#include "text/memory.hpp"
#include "text/reorder.hpp"
#include "text/sort_runs.hpp"

namespace stet::align {
namespace {

std::size_t bytes_of(const Document& document) {
  std::size_t bytes = 0;
  for (const Sentence& sentence : document.sentences) bytes += sentence.text.size();
  return bytes;
}

/// Whether `after` is the left side. Any order will do that does not depend on which document is called which.
bool is_swapped(const Document& before, const Document& after) {
  const auto shape = [](const Document& document) {
    return std::tuple(bytes_of(document), document.sentences.size(), document.blocks.size());
  };
  if (shape(before) != shape(after)) return shape(before) > shape(after);
  for (std::size_t i = 0; i < before.sentences.size(); ++i)
    if (const int order = before.text(before.sentences[i]).compare(after.text(after.sentences[i])); order != 0)
      return order > 0;
  for (std::size_t i = 0; i < before.sentences.size(); ++i)
    if (before.sentences[i].block != after.sentences[i].block)
      return before.sentences[i].block > after.sentences[i].block;
  return false;
}

bool has_free(const std::vector<std::uint32_t>& ties) { return std::ranges::find(ties, kUntied) != ties.end(); }

Comparison compare(const Document& left, const Document& right, const std::vector<BlockPair>& equal,
                   BlockIndex BlockPair::*left_side, BlockIndex BlockPair::*right_side, bool joined) {
  Comparison comparison = comparison_of(left, right, equal, left_side, right_side);
  comparison.joined = joined;
  if (!tie_identical(comparison)) return comparison;
  // What came or went alone has nothing to be compared with: equal sentences leave no part of theirs.
  if (!has_free(comparison.left_tie) || !has_free(comparison.right_tie)) return comparison;
  if (!weigh_words(comparison)) return comparison;
  tie_joined(comparison);
  tie_contained(comparison);
  tie_similar(comparison);
  tie_in_place(comparison);
  tie_headings(comparison);
  tie_alone(comparison);  // beside what these found
  tie_moved(comparison);
  tie_titles(comparison);
  tie_twins(comparison);
  tie_halves(comparison);
  tie_linked(comparison);
  tie_section_headings(comparison);
  return comparison;
}

/// The sentences of lines, which then are given back: what made them lines is done with.
std::vector<SentenceIndex> sentences_alone(std::vector<Line>& lines) {
  std::vector<SentenceIndex> sentences;
  sentences.reserve(lines.size());
  for (const Line& line : lines) sentences.push_back(line.sentence);
  text::release(lines);
  return sentences;
}

/// Lines of one tie have at most one gap between them, of lines or of equal blocks.
SentenceSet sentences_of(const std::vector<SentenceIndex>& sentences, LineSet tied) {
  SentenceSet set;
  for (const std::uint32_t line : tied) set.include(sentences[line]);
  return set;
}

/// All lines as matches, "before" the left ones. Takes the lines out of the comparison.
std::vector<Match> matches_of(Comparison& comparison, const Order& order) {
  const std::vector<SentenceIndex> left = sentences_alone(comparison.left);
  const std::vector<SentenceIndex> right = sentences_alone(comparison.right);
  std::vector<Match> matches;
  matches.reserve(left.size() + right.size() - comparison.ties.size());
  for (std::uint32_t number = 0; number < comparison.ties.size(); ++number) {
    const Tie& tie = comparison.ties[number];
    Match& match = matches.emplace_back();
    match.before = sentences_of(left, tie.left);
    match.after = sentences_of(right, tie.right);
    match.moved = order.tie_moved[number];
    match.reason.stage = tie.stage;
    match.reason.score = static_cast<float>(tie.score);
  }
  for (std::uint32_t line = 0; line < left.size(); ++line)
    if (comparison.left_free(line)) matches.emplace_back().before = {left[line]};
  for (std::uint32_t line = 0; line < right.size(); ++line)
    if (comparison.right_free(line)) matches.emplace_back().after = {right[line]};
  return matches;
}

/// The reading order of `after`; what has no sentence there stands behind what it followed in `before`.
void sort_matches(std::vector<Match>& matches, std::size_t before_sentences) {
  std::vector<std::uint32_t> after_of(before_sentences, kUntied);  // behind which sentence of `after`, plus 1
  for (const Match& match : matches)
    if (!match.moved && !match.after.empty())
      for (const SentenceIndex sentence : match.before)
        after_of[to_size(sentence)] = static_cast<std::uint32_t>(to_size(match.after[match.after.first_row() - 1])) + 1;
  std::uint32_t last = 0;
  for (std::uint32_t& place : after_of) place = last = place == kUntied ? last : place;
  struct Key {
    std::uint64_t place = 0;  ///< Twice the sentence of `after` that it stands behind, or at, with 1 added.
    std::uint32_t before = 0;
    std::uint32_t number = 0;
    auto operator<=>(const Key&) const = default;
  };
  const auto key = [&](std::uint32_t number) -> Key {
    const Match& match = matches[number];
    if (!match.after.empty()) return {2 * std::uint64_t{to_size(match.after.front())} + 1, 0, number};
    const auto before = static_cast<std::uint32_t>(to_size(match.before.front()));
    return {2 * std::uint64_t{after_of[before]}, before, number};
  };
  const auto count = static_cast<std::uint32_t>(matches.size());
  bool in_order = true;
  for (std::uint32_t number = 1; number < count && in_order; ++number) in_order = key(number - 1) < key(number);
  if (in_order) return;
  std::vector<Key> order;
  order.reserve(count);
  for (std::uint32_t number = 0; number < count; ++number) order.push_back(key(number));
  text::sort_runs(order);  // what stayed or came, and what only went: either is in order
  std::vector<std::uint32_t> numbers;
  numbers.reserve(count);
  for (const Key& each : order) numbers.push_back(each.number);
  text::release(order);
  text::reorder(matches, std::move(numbers));
}

}  // namespace

Alignment align(const Document& before, const Document& after, std::vector<BlockPair> equal, SegmentUnit unit,
                bool joined) {
  const bool swapped = is_swapped(before, after);
  Comparison comparison = swapped ? compare(after, before, equal, &BlockPair::after, &BlockPair::before, joined)
                                  : compare(before, after, equal, &BlockPair::before, &BlockPair::after, joined);
  comparison.texts = TextTable(0);  // most of the memory, and done with
  std::vector<BlockTie> blocks;
  for (const BlockPair& pair : equal) {
    const auto first = static_cast<std::uint32_t>(to_size(swapped ? pair.after : pair.before));
    const auto second = static_cast<std::uint32_t>(to_size(swapped ? pair.before : pair.after));
    blocks.push_back({first, second, estimated_sentences(before, before.block(pair.before), unit)});
  }
  const Order order = order_of(comparison, blocks);

  Alignment alignment;
  alignment.matches = matches_of(comparison, order);
  alignment.bounded = comparison.bounded;
  alignment.joined = joined;
  comparison = Comparison(0);
  if (swapped)
    for (Match& match : alignment.matches) std::swap(match.before, match.after);
  sort_matches(alignment.matches, before.sentences.size());
  for (std::size_t i = 0; i < equal.size(); ++i) equal[i].moved = order.block_moved[i];
  std::ranges::sort(equal, {}, &BlockPair::after);
  alignment.equal_blocks = std::move(equal);
  return alignment;
}

}  // namespace stet::align
