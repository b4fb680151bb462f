// SPDX-License-Identifier: Apache-2.0
// Headings, and lines that lead in a list, which are known by what they head.
//
// Idea: a heading is a few words, and another heading of the same passage may share none with it. So it is known by the
// passage: by the line behind it, where that is tied; and, once all else was looked for, by where most of its section
// went.
//
// Example: "Penalties", with two sentences below it, and "Sanctions against landlords", with what these became.
//
// Case it gets wrong: a heading that was taken out, where its section went under another new one.
//
// Cost: linear; a section is looked at for a few lines.
#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "align/comparison.hpp"
#include "align/direction.hpp"

namespace stet::align {
namespace {

/// Likeness of a heading where more than it changed before its passage: a word's stem.
constexpr double kHeading = 0.10;

/// What a heading is at most.
constexpr std::size_t kHeadingBytes = 90;
constexpr std::size_t kHeadingWords = 12;

/// How many lines of a section say whose it is.
constexpr std::uint32_t kSection = 8;

/// Whether a text may be a heading by itself: short, and no sentence.
bool is_short_line(std::string_view text) {
  constexpr std::string_view kEnds = ".!,;";
  return !text.empty() && text.size() <= kHeadingBytes && !kEnds.contains(text.back());
}

/// Whether the blocks before and behind a line's block are short lines like it: it stands in a list of such lines,
/// links to other pages say, and heads nothing.
bool stands_among_like(const Document& document, const Line& line) {
  if (line.kind == BlockKind::Heading || line.block == 0 || line.block + 1 >= document.blocks.size()) return false;
  return std::ranges::all_of(std::array{line.block - 1, line.block + 1}, [&](std::uint32_t block) {
    const Block& other = document.blocks[block];
    return other.kind == line.kind && is_short_line(document.text(other));
  });
}

/// A line that heads what follows it, as far as its text tells: short, alone in its block, and no sentence.
bool is_heading_like(const Comparison& comparison, const std::vector<Line>& lines, std::uint32_t line) {
  const auto same_block = [&](std::uint32_t other) { return lines[other].block == lines[line].block; };
  if (line > 0 && same_block(line - 1)) return false;
  if (line + 1 < lines.size() && same_block(line + 1)) return false;
  if (lines[line].kind == BlockKind::Heading) return true;
  return is_short_line(comparison.texts.text(lines[line].exact)) &&
         comparison.texts.words(lines[line].folded).size() <= kHeadingWords;
}

/// Where the line stands that heads the same passage as `left` does: before the tied partner of the line behind it, or
/// before the same equal block.
std::optional<std::uint32_t> head_of_same(const Comparison& comparison, std::uint32_t left) {
  const std::uint32_t zone = comparison.left[left].zone;
  if (left + 1 < comparison.left.size() && comparison.left[left + 1].zone == zone) {
    if (comparison.left_free(left + 1)) return std::nullopt;
    const Tie& tie = comparison.ties[comparison.left_tie[left + 1]];
    if (tie.left.front() != left + 1 || tie.right.front() == 0) return std::nullopt;
    const std::uint32_t right = tie.right.front() - 1;
    return comparison.right[right].zone == comparison.right[right + 1].zone ? std::optional(right) : std::nullopt;
  }
  // Behind it stands an equal block, if anything.
  if (left + 1 == comparison.left.size()) return std::nullopt;
  const auto end = std::ranges::upper_bound(comparison.right, zone, {}, &Line::zone);
  if (end == comparison.right.begin() || end == comparison.right.end() || (end - 1)->zone != zone) return std::nullopt;
  return static_cast<std::uint32_t>(end - comparison.right.begin()) - 1;
}

/// Whether the lines before two lines are tied, or an equal block or nothing stands before both.
bool follow_same(const Comparison& comparison, std::uint32_t left, std::uint32_t right) {
  const auto begins = [](const std::vector<Line>& lines, std::uint32_t line) {
    return line == 0 || lines[line - 1].zone != lines[line].zone;
  };
  if (begins(comparison.left, left) || begins(comparison.right, right))
    return begins(comparison.left, left) && begins(comparison.right, right) &&
           comparison.left[left].zone == comparison.right[right].zone;
  return comparison.left_tie[left - 1] != kUntied && comparison.left_tie[left - 1] == comparison.right_tie[right - 1];
}

/// Whether a line is a heading for certain, or a question by itself: plain text does not tell which that is.
bool is_heading_or_question(const Comparison& comparison, const std::vector<Line>& lines, std::uint32_t line) {
  if (lines[line].kind == BlockKind::Heading) return true;
  return lines[line].kind == BlockKind::Paragraph && is_heading_like(comparison, lines, line) &&
         comparison.texts.folded_text(lines[line].folded).ends_with('?');
}

/// The heading of the section that a line stands in; nothing where none is near.
std::optional<std::uint32_t> heading_above(const Comparison& comparison, const std::vector<Line>& lines,
                                           std::uint32_t line) {
  for (std::uint32_t above = line; above > 0 && line - above < kSection; --above) {
    if (lines[above - 1].zone != lines[line].zone) return std::nullopt;
    if (is_heading_or_question(comparison, lines, above - 1)) return above - 1;
  }
  return std::nullopt;
}

/// For each folded text, whether a free line has it.
std::vector<bool> free_texts(const Comparison& comparison, const std::vector<Line>& lines,
                             const std::vector<std::uint32_t>& ties) {
  std::vector<bool> found(comparison.texts.folded_count(), false);
  for (std::size_t line = 0; line < lines.size(); ++line)
    if (ties[line] == kUntied) found[lines[line].folded] = true;
  return found;
}

/// Where the lines below a heading went.
struct Whereabouts {
  std::uint32_t heading = 0;  ///< Of the section that all have come to that were found,
  std::size_t found = 0;      ///< how many these are,
  std::size_t lines = 0;      ///< and how many there are in all.
};

/// Nothing where they came to more than one section, or to none that has a heading.
std::optional<Whereabouts> whereabouts(const Comparison& comparison, const Direction& from, std::uint32_t heading) {
  const std::vector<Line>& lines = comparison.*from.whole_lines;
  Whereabouts found;
  for (std::uint32_t line = heading + 1; line < lines.size() && line - heading <= kSection; ++line) {
    if (lines[line].zone != lines[heading].zone || is_heading_or_question(comparison, lines, line)) break;
    ++found.lines;
    const std::uint32_t number = (comparison.*from.whole_tie)[line];
    if (number == kUntied) continue;
    const std::uint32_t there = (comparison.ties[number].*from.parts).front();
    const auto above = heading_above(comparison, comparison.*from.part_lines, there);
    if (!above || (found.found > 0 && *above != found.heading)) return std::nullopt;
    found.heading = *above;
    ++found.found;
  }
  return found.found > 0 ? std::optional(found) : std::nullopt;
}

}  // namespace

void tie_headings(Comparison& comparison) {
  for (std::uint32_t left = 0; left < comparison.left.size(); ++left) {
    if (!comparison.left_free(left)) continue;
    const auto right = head_of_same(comparison, left);
    if (!right || !comparison.right_free(*right)) continue;
    const bool headings = is_heading_like(comparison, comparison.left, left) &&
                          is_heading_like(comparison, comparison.right, *right) &&
                          !(stands_among_like(*comparison.left_document, comparison.left[left]) &&
                            stands_among_like(*comparison.right_document, comparison.right[*right]));
    const auto introduces = [](std::string_view text) { return text.ends_with(':'); };
    const bool lists = introduces(comparison.texts.text(comparison.left[left].exact)) &&
                       introduces(comparison.texts.text(comparison.right[*right].exact));
    if (!headings && !lists) continue;
    const double score = comparison.likeness_of(left, *right).score;
    if (score < kHeading && !follow_same(comparison, left, *right)) continue;
    comparison.tie({{left}, {*right}, MatchStage::InPlace, score, score});
  }
}

void tie_section_headings(Comparison& comparison) {
  const std::vector<bool> in_left = free_texts(comparison, comparison.left, comparison.left_tie);
  const std::vector<bool> in_right = free_texts(comparison, comparison.right, comparison.right_tie);
  for (std::uint32_t left = 0; left < comparison.left.size(); ++left) {
    if (!comparison.left_free(left) || !is_heading_or_question(comparison, comparison.left, left)) continue;
    const auto there = whereabouts(comparison, kDirections[0], left);
    if (!there || !comparison.right_free(there->heading)) continue;
    if (!is_heading_or_question(comparison, comparison.right, there->heading)) continue;
    // One that stands elsewhere by its own name has no other.
    if (in_right[comparison.left[left].folded] || in_left[comparison.right[there->heading].folded]) continue;
    const auto back = whereabouts(comparison, kDirections[1], there->heading);
    if (!back || back->heading != left) continue;
    const bool is_most = 2 * there->found >= there->lines || 2 * back->found >= back->lines;
    if (!is_most) continue;
    const double score = comparison.likeness_of(left, there->heading).score;
    comparison.tie({{left}, {there->heading}, MatchStage::InPlace, score, score});
  }
}

}  // namespace stet::align
