// SPDX-License-Identifier: Apache-2.0
// The one sentence that is left on either side between two neighbours that are tied.
//
// Idea: where everything around stayed, what stands in between was most likely reworded, so less likeness will do than
// elsewhere. Without any it was replaced by something else.
//
// Example: "Yes. Refunds are excluded. No." against "Yes. There are no refunds. No."
//
// Several sentences that are left are told apart by how they begin: "If we cannot, we have selected …" stays what it
// was with whatever follows, where only one on either side begins so.
//
// A table's cell, or a line of figures alone ("300", "$35", "12 %"), is what stands there, and needs no likeness at
// all.
//
// Case it gets wrong: a paraphrase that shares neither words nor letters; an unrelated sentence that happens to share
// some.
//
// Cost: linear in the lines, with the words of each pair multiplied, within the work in all. On the development texts
// this finds little that the gap does not (docs/engine.md).
#include <algorithm>
#include <map>
#include <optional>

#include "align/comparison.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::align {
namespace {

/// Unrelated replacements in place score up to 0.19, but for one in a hundred.
constexpr double kInPlace = 0.20;

/// The same for a line that begins as no other one beside it does.
constexpr double kAlikeBeginning = 0.15;

/// Most lines that can be left on a side for their place to say anything.
constexpr std::size_t kFewLines = 16;

/// What a date line is at most.
constexpr std::size_t kDateLineBytes = 90;
constexpr std::size_t kDateLineWords = 12;

/// Digits and no letters.
bool is_figures(std::string_view text) {
  const auto is_letter = [](char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); };
  return text.find_first_of("0123456789") != std::string_view::npos && std::ranges::none_of(text, is_letter);
}

bool are(BlockKind kind, const Comparison& comparison, std::uint32_t left, std::uint32_t right) {
  return comparison.left[left].kind == kind && comparison.right[right].kind == kind;
}

bool is_known_by_its_place(const Comparison& comparison, std::uint32_t left, std::uint32_t right) {
  if (are(BlockKind::TableCell, comparison, left, right)) return true;
  return are(BlockKind::ListItem, comparison, left, right) &&
         is_figures(comparison.texts.folded_text(comparison.left[left].folded)) &&
         is_figures(comparison.texts.folded_text(comparison.right[right].folded));
}

/// Whether one begins with all words of the other, or both with the same few.
bool begin_alike(const Comparison& comparison, std::uint32_t left, std::uint32_t right) {
  constexpr std::size_t kFew = 4;
  const auto one = comparison.texts.words(comparison.left[left].folded);
  const auto other = comparison.texts.words(comparison.right[right].folded);
  const auto same = static_cast<std::size_t>(std::ranges::mismatch(one, other).in1 - one.begin());
  return same >= 2 && (same >= kFew || same == std::min(one.size(), other.size()));
}

bool afford(Comparison& comparison, std::uint32_t left, std::uint32_t right) {
  return comparison.afford_nearby(std::uint64_t{comparison.texts.words(comparison.left[left].folded).size()} *
                                  comparison.texts.words(comparison.right[right].folded).size());
}

/// The first words of a line, in writing without spaces the first signs; nothing where it has no more than these.
std::span<const std::uint32_t> beginning(const Comparison& comparison, const Line& line) {
  constexpr std::size_t kWords = 3;
  constexpr std::size_t kSigns = 8;
  const std::string_view text = comparison.texts.folded_text(line.folded);
  const bool spaced = !unicode::is_unspaced_script(unicode::code_point_at(text, 0).code);
  const auto words = comparison.texts.words(line.folded);
  const std::size_t count = spaced ? kWords : kSigns;
  return words.size() > count ? words.first(count) : words.first(0);
}

/// Ties lines of a short stretch that begin with the same words, as no other line that is left in it does.
void tie_alike_beginnings(Comparison& comparison, const Stretch& stretch) {
  const std::vector<std::uint32_t> left = free_left(comparison, stretch);
  const std::vector<std::uint32_t> right = free_right(comparison, stretch);
  if (left.empty() || right.empty() || std::max(left.size(), right.size()) > kFewLines) return;
  using Beginnings = std::map<std::vector<std::uint32_t>, std::vector<std::uint32_t>>;
  const auto by_beginning = [&](const std::vector<Line>& lines, const std::vector<std::uint32_t>& free) {
    Beginnings found;
    for (const std::uint32_t line : free)
      if (const auto words = beginning(comparison, lines[line]); !words.empty())
        found[{words.begin(), words.end()}].push_back(line);
    return found;
  };
  const Beginnings left_lines = by_beginning(comparison.left, left);
  const Beginnings right_lines = by_beginning(comparison.right, right);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (const auto& [words, lines] : left_lines) {
    const auto other = right_lines.find(words);
    if (lines.size() == 1 && other != right_lines.end() && other->second.size() == 1)
      pairs.emplace_back(lines.front(), other->second.front());
  }
  std::ranges::sort(pairs);
  std::uint32_t next = 0;
  for (const auto& [one, other] : pairs) {
    if (other < next || !afford(comparison, one, other)) continue;
    const double score = comparison.likeness_of(one, other).score;
    if (score < kAlikeBeginning) continue;
    comparison.tie({{one}, {other}, MatchStage::InPlace, score, score});
    next = other + 1;
  }
}

/// A short line that gives a date: it has a year, and says little else.
bool is_date_line(const Comparison& comparison, const Line& line) {
  const std::string_view text = comparison.texts.folded_text(line.folded);
  if (text.size() > kDateLineBytes || comparison.texts.words(line.folded).size() > kDateLineWords) return false;
  for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
    const auto is_digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
    const bool year =
        (text.substr(at, 2) == "19" || text.substr(at, 2) == "20") && is_digit(at + 2) && is_digit(at + 3);
    if (year && !is_digit(at + 4) && (at == 0 || !is_digit(at - 1))) return true;
  }
  return false;
}

/// Ties the one line that gives a date, where either side of a stretch has just one.
void tie_date_lines(Comparison& comparison, const Stretch& stretch) {
  std::vector<std::uint32_t> left = free_left(comparison, stretch);
  std::vector<std::uint32_t> right = free_right(comparison, stretch);
  std::erase_if(left, [&](std::uint32_t line) { return !is_date_line(comparison, comparison.left[line]); });
  std::erase_if(right, [&](std::uint32_t line) { return !is_date_line(comparison, comparison.right[line]); });
  if (left.size() != 1 || right.size() != 1) return;
  const double score = comparison.likeness_of(left[0], right[0]).score;
  comparison.tie({{left[0]}, {right[0]}, MatchStage::InPlace, score, score});
}

}  // namespace

void tie_in_place(Comparison& comparison) {
  for (const Stretch& stretch : stretches(comparison)) tie_date_lines(comparison, stretch);
  tie_alone(comparison);
  for (const Stretch& stretch : stretches(comparison)) tie_alike_beginnings(comparison, stretch);
}

void tie_alone(Comparison& comparison) {
  for (const Stretch& stretch : stretches(comparison)) {
    const std::uint32_t count = stretch.left_end - stretch.left_begin;
    if (count == 0 || count != stretch.right_end - stretch.right_begin) continue;
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::uint32_t left = stretch.left_begin + i;
      const std::uint32_t right = stretch.right_begin + i;
      if (!comparison.left_free(left) || !comparison.right_free(right)) continue;
      if (count > 1 && !are(BlockKind::TableCell, comparison, left, right)) continue;
      if (!afford(comparison, left, right)) continue;
      const double score = comparison.likeness_of(left, right).score;
      if (score >= kInPlace || is_known_by_its_place(comparison, left, right) || begin_alike(comparison, left, right))
        comparison.tie({{left}, {right}, MatchStage::InPlace, score, score});
    }
  }
}

}  // namespace stet::align
