// SPDX-License-Identifier: Apache-2.0
#include "align/comparison.hpp"

#include <algorithm>

#include "align/increasing.hpp"

namespace stet::align {
namespace {

/// Pairs of words that are compared in all, about a quarter of a second of work in the worst case. Texts of which one
/// sentence in ten changed come nowhere near; past it, only candidates that share rare words are compared.
constexpr std::uint64_t kWorkInAll = 1ULL << 27;
/// Likewise of lines beside what is tied, which need less evidence: they are not to suffer for what was spent
/// elsewhere.
constexpr std::uint64_t kNearbyWorkInAll = 1ULL << 27;
/// Of the sentences that were found unchanged, so many have their words counted, evenly spread: enough to tell a rare
/// word from a common one.
constexpr std::size_t kCountedUnchanged = 4000;
/// Distinct words of what is compared: a text of prose has a hundred thousand, and each takes fifty bytes.
constexpr std::size_t kMostDistinctWords = std::size_t{1} << 20U;
/// A sentence weighs as many as it has so many bytes, up to a limit, where it competes for being an anchor.
constexpr std::size_t kAnchorBytes = 6;
constexpr std::size_t kAnchorWeights = 20;

using BlockSide = BlockIndex BlockPair::*;

std::vector<Line> lines_of(const Document& document, const std::vector<BlockPair>& equal, BlockSide side,
                           TextTable& texts) {
  std::vector<Line> lines;
  lines.reserve(document.sentences.size());
  std::uint32_t zone = 0;
  for (std::uint32_t index = 0; index < document.sentences.size(); ++index) {
    const Sentence& sentence = document.sentences[index];
    while (zone < equal.size() && equal[zone].*side < sentence.block) ++zone;
    if (zone < equal.size() && equal[zone].*side == sentence.block) continue;
    lines.push_back({SentenceIndex{index}, 0, 0, zone, static_cast<std::uint32_t>(to_size(sentence.block)),
                     document.block(sentence.block).kind});
  }
  texts.add_all(
      lines.size(), [&](std::size_t i) { return document.text(document.sentence(lines[i].sentence)); },
      [&](std::size_t i, std::uint32_t number) { lines[i].exact = number; });
  return lines;
}

std::vector<std::uint32_t> free_lines(const std::vector<std::uint32_t>& ties, std::uint32_t begin, std::uint32_t end) {
  const auto first = ties.begin() + static_cast<std::ptrdiff_t>(begin);
  const auto last = ties.begin() + static_cast<std::ptrdiff_t>(std::max(begin, end));
  std::vector<std::uint32_t> free;
  free.reserve(static_cast<std::size_t>(std::count(first, last, kUntied)));
  for (std::uint32_t line = begin; line < end; ++line)
    if (ties[line] == kUntied) free.push_back(line);
  return free;
}

/// Ties that stand between the same equal blocks on both sides and keep their order: the heaviest chain, where a long
/// sentence outweighs a label.
std::vector<const Tie*> anchor_chain(const Comparison& comparison) {
  std::vector<const Tie*> candidates;
  std::vector<std::uint32_t> places;
  std::vector<std::uint64_t> weights;
  candidates.reserve(comparison.ties.size());
  places.reserve(comparison.ties.size());
  weights.reserve(comparison.ties.size());
  for (std::uint32_t line = 0; line < comparison.left.size(); ++line) {
    if (comparison.left_free(line)) continue;
    const Tie& tie = comparison.ties[comparison.left_tie[line]];
    const bool first = tie.left.front() == line;
    if (!first || comparison.left[line].zone != comparison.right[tie.right.front()].zone) continue;
    candidates.push_back(&tie);
    places.push_back(tie.right.front());
    const std::size_t bytes = comparison.texts.text(comparison.left[line].exact).size();
    weights.push_back(1 + std::min(kAnchorWeights, bytes / kAnchorBytes));
  }
  if (std::ranges::is_sorted(places)) return candidates;
  std::vector<const Tie*> chain;
  for (const std::uint32_t index : heaviest_increasing(places, weights)) chain.push_back(candidates[index]);
  return chain;
}

/// Where the lines of `zone` and earlier zones end, from `begin` on.
std::uint32_t zone_end(const std::vector<Line>& lines, std::uint32_t begin, std::uint32_t zone) {
  while (begin < lines.size() && lines[begin].zone <= zone) ++begin;
  return begin;
}

/// Gives whether there were not too many.
bool count_words(Comparison& comparison, std::vector<Line>& lines, const std::vector<std::uint32_t>& ties) {
  const auto tied =
      static_cast<std::size_t>(std::ranges::count_if(ties, [](std::uint32_t tie) { return tie != kUntied; }));
  const std::size_t stride = tied / kCountedUnchanged + 1;
  std::size_t number = 0;
  for (std::size_t line = 0; line < lines.size(); ++line)
    if (ties[line] == kUntied || number++ % stride == 0) {
      lines[line].folded = comparison.texts.fold(lines[line].exact);
      comparison.texts.count_words(lines[line].folded);
      if (comparison.texts.distinct_words() > kMostDistinctWords) return false;
    }
  return true;
}

}  // namespace

void Comparison::tie(Tie found) {
  const auto number = static_cast<std::uint32_t>(ties.size());
  for (const std::uint32_t line : found.left) left_tie[line] = number;
  for (const std::uint32_t line : found.right) right_tie[line] = number;
  ties.push_back(std::move(found));
}

bool Comparison::afford_of(std::uint64_t& left_of_work, std::uint64_t work) {
  if (work > left_of_work) {
    bounded = true;
    return false;
  }
  left_of_work -= work;
  return true;
}

Likeness Comparison::likeness_of(std::uint32_t left_line, std::uint32_t right_line) const {
  if (left[left_line].folded == right[right_line].folded) return kEqual;
  return likeness(texts, left_passage(left_line), right_passage(right_line));
}

Comparison comparison_of(const Document& left, const Document& right, const std::vector<BlockPair>& equal,
                         BlockSide left_side, BlockSide right_side) {
  Comparison comparison(left.sentences.size() + right.sentences.size());
  comparison.left_document = &left;
  comparison.right_document = &right;
  comparison.left = lines_of(left, equal, left_side, comparison.texts);
  comparison.right = lines_of(right, equal, right_side, comparison.texts);
  comparison.left_tie.assign(comparison.left.size(), kUntied);
  comparison.right_tie.assign(comparison.right.size(), kUntied);
  comparison.ties.reserve(std::min(comparison.left.size(), comparison.right.size()));
  comparison.work_left = kWorkInAll;
  comparison.nearby_work_left = kNearbyWorkInAll;
  return comparison;
}

bool weigh_words(Comparison& comparison) {
  if (!count_words(comparison, comparison.left, comparison.left_tie) ||
      !count_words(comparison, comparison.right, comparison.right_tie)) {
    comparison.bounded = true;
    return false;
  }
  comparison.texts.weigh_words();
  return true;
}

std::vector<std::uint32_t> free_left(const Comparison& comparison, const Stretch& stretch) {
  return free_lines(comparison.left_tie, stretch.left_begin, stretch.left_end);
}

std::vector<std::uint32_t> free_right(const Comparison& comparison, const Stretch& stretch) {
  return free_lines(comparison.right_tie, stretch.right_begin, stretch.right_end);
}

Stretch everything(const Comparison& comparison) {
  return {0, static_cast<std::uint32_t>(comparison.left.size()), 0,
          static_cast<std::uint32_t>(comparison.right.size())};
}

std::vector<Stretch> stretches(const Comparison& comparison) {
  std::vector<Stretch> found;
  Stretch part;
  const auto add = [&](std::uint32_t left_end, std::uint32_t right_end) {
    part.left_end = left_end;
    part.right_end = right_end;
    if (part.left_begin < left_end && part.right_begin < right_end) found.push_back(part);
    part.left_begin = left_end;
    part.right_begin = right_end;
  };
  const auto zone_at = [](const std::vector<Line>& lines, std::uint32_t line) {
    return line < lines.size() ? lines[line].zone : kUntied;
  };
  // Closes the stretches of all zones before `zone`.
  const auto close_zones_before = [&](std::uint32_t zone) {
    while (true) {
      const std::uint32_t first =
          std::min(zone_at(comparison.left, part.left_begin), zone_at(comparison.right, part.right_begin));
      if (first >= zone) return;
      add(zone_end(comparison.left, part.left_begin, first), zone_end(comparison.right, part.right_begin, first));
    }
  };
  for (const Tie* tie : anchor_chain(comparison)) {
    close_zones_before(comparison.left[tie->left.front()].zone);
    add(tie->left.front(), tie->right.front());
    part.left_begin = tie->left.back() + 1;
    part.right_begin = tie->right.back() + 1;
  }
  close_zones_before(kUntied);
  return found;
}

}  // namespace stet::align
