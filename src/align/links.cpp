// SPDX-License-Identifier: Apache-2.0
// Short sentences that are there for a link, which are known by where it leads.
//
// Idea: "Learn more here." became "For more information, see “Requesting an archive”.": no word stayed, and the target
// did. So two lines that are left between the same ties go together where they alone lead there; and a line that is
// left beside a pair is a part of it where the whole leads where no known part does.
//
// Example: "You may delete cookies as described [here](c.html)." and "You may delete cookies.", "See [Your
// choices](c.html).": a split.
//
// Case it gets wrong: a sentence that went, and another one on another matter in its place with the same single link.
// Cost: linear in the lines; a line's links are found in its block by halves.
#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "align/comparison.hpp"
#include "align/direction.hpp"

namespace stet::align {
namespace {

/// A longer sentence says more than that there is a link.
constexpr std::size_t kMostWords = 20;
/// What two lines with the same link share at least.
constexpr double kLikeness = 0.05;
/// A whole that has this many parts gets no further one.
constexpr std::size_t kMostParts = 8;

constexpr std::uint32_t kSeveral = kUntied;  // Lines that lead there.

/// The links that begin in a line; a block's are in text order.
auto links_of(const Document& document, const Line& line) {
  const TextRange text = document.sentence(line.sentence).text;
  const auto& links = document.blocks[line.block].links;
  const auto begin_of = [](const Link& link) { return link.text.begin; };
  return std::ranges::subrange(std::ranges::lower_bound(links, std::size_t{text.begin}, {}, begin_of),
                               std::ranges::lower_bound(links, std::size_t{text.end}, {}, begin_of));
}

/// The target of a short line's only link.
std::optional<std::string_view> target_of(const Comparison& comparison, const Document& document, const Line& line) {
  if (comparison.texts.words(line.folded).size() > kMostWords) return std::nullopt;
  const auto links = links_of(document, line);
  return links.size() == 1 ? std::optional<std::string_view>(links.front().target) : std::nullopt;
}

/// The only line of a text that leads to each target.
using LineOfTarget = std::unordered_map<std::string_view, std::uint32_t>;
constexpr std::uint32_t kNoLine = kUntied - 1;

/// The targets of the free lines of both sides that are there for a link.
LineOfTarget targets_of_free(const Comparison& comparison) {
  LineOfTarget targets;
  const auto add = [&](const Document& document, const std::vector<Line>& lines, const auto& is_free) {
    for (std::uint32_t line = 0; line < lines.size(); ++line)
      if (is_free(line))
        if (const auto target = target_of(comparison, document, lines[line])) targets.emplace(*target, kNoLine);
  };
  add(*comparison.left_document, comparison.left, [&](std::uint32_t line) { return comparison.left_free(line); });
  add(*comparison.right_document, comparison.right, [&](std::uint32_t line) { return comparison.right_free(line); });
  return targets;
}

/// Finds those lines. Other targets are not looked at.
void find_lines(LineOfTarget& line_of, const Document& document, const std::vector<Line>& lines) {
  for (std::uint32_t line = 0; line < lines.size(); ++line) {
    for (const Link& link : links_of(document, lines[line])) {
      const auto place = line_of.find(link.target);
      if (place != line_of.end() && place->second != line) place->second = place->second == kNoLine ? line : kSeveral;
    }
  }
}

/// Adds free lines to the pairs beside them whose whole leads where they do.
void add_parts(Comparison& comparison, const Direction& direction, const LineOfTarget& whole_of,
               const LineOfTarget& part_of) {
  const Sides sides(comparison, direction);
  const Document& part_document = *(comparison.*direction.part_document);
  const std::vector<std::uint32_t>& part_tie = comparison.*direction.part_tie;
  const std::vector<std::uint32_t>& whole_tie = comparison.*direction.whole_tie;
  for (std::uint32_t line = 0; line < sides.parts.size(); ++line) {
    if (!sides.is_free(line)) continue;
    const auto target = target_of(comparison, part_document, sides.parts[line]);
    if (!target || part_of.at(*target) != line) continue;
    const auto whole = whole_of.find(*target);
    if (whole == whole_of.end() || whole->second >= kNoLine || sides.is_free_whole(whole->second)) continue;
    const std::uint32_t tie = whole_tie[whole->second];
    const bool is_equal = comparison.ties[tie].similarity >= 1;
    if (is_equal || sides.wholes_of(tie).size() != 1 || sides.parts_of(tie).size() >= kMostParts) continue;
    const auto is_known = [&](std::uint32_t other) {
      return other < part_tie.size() && part_tie[other] == tie && sides.in_one_zone(line, other);
    };
    if (!(line > 0 && is_known(line - 1)) && !is_known(line + 1)) continue;
    sides.add_part(tie, line);
    Tie& group = comparison.ties[tie];
    group.stage = MatchStage::Half;
    group.score = group.similarity = likeness(sides.texts, sides.texts.passage(sides.wholes[whole->second].folded),
                                              sides.texts.joined(sides.folded_of(sides.parts_of(tie))))
                                         .score;
  }
}

}  // namespace

void tie_linked(Comparison& comparison) {
  LineOfTarget left_of = targets_of_free(comparison);
  if (left_of.empty()) return;
  LineOfTarget right_of = left_of;
  find_lines(left_of, *comparison.left_document, comparison.left);
  find_lines(right_of, *comparison.right_document, comparison.right);
  for (const Stretch& stretch : stretches(comparison)) {
    for (std::uint32_t left = stretch.left_begin, next = stretch.right_begin; left < stretch.left_end; ++left) {
      if (!comparison.left_free(left)) continue;
      const auto target = target_of(comparison, *comparison.left_document, comparison.left[left]);
      if (!target || left_of.at(*target) != left) continue;
      const auto there = right_of.find(*target);
      if (there == right_of.end() || there->second < next || there->second >= stretch.right_end) continue;
      const std::uint32_t right = there->second;
      if (!comparison.right_free(right) ||
          target_of(comparison, *comparison.right_document, comparison.right[right]) != target)
        continue;
      const double score = comparison.likeness_of(left, right).score;
      if (score < kLikeness) continue;
      comparison.tie({{left}, {right}, MatchStage::InPlace, score, score});
      next = right + 1;
    }
  }
  add_parts(comparison, kDirections[0], left_of, right_of);
  add_parts(comparison, kDirections[1], right_of, left_of);
}

}  // namespace stet::align
