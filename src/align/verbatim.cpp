// SPDX-License-Identifier: Apache-2.0
// Lines that stand in a longer one word for word: what a row of them is, once one was found there (contained.cpp).
#include "align/verbatim.hpp"

#include <algorithm>

namespace stet::align {
namespace {

/// What bytes above ASCII say is left alone: a letter, most often.
bool is_mark(char byte) {
  const bool digit = byte >= '0' && byte <= '9';
  const bool letter = byte >= 'a' && byte <= 'z';
  return (byte & '\x80') == 0 && !digit && !letter;
}

/// A part that stands in the whole away from the others has so many bytes, and so has the one that it follows.
constexpr std::size_t kLongPart = 24;
/// How much longer what stands between two parts may be than the line between them, or shorter.
constexpr std::size_t kAsLong = 3;

/// Takes the next line but one, where it stands in the whole behind something about as long as the next: that is what
/// the next was.
bool take_over_one(const Sides& sides, VerbatimRow& row, std::string_view whole) {
  const std::uint32_t middle = row.lines.back() + 1;
  if (!are_together(sides, middle, middle + 1)) return false;
  const std::string_view next = part_text(sides, middle + 1);
  const std::size_t at = whole.find(next, row.end);
  if (at == std::string_view::npos || std::min(next.size(), part_text(sides, middle - 1).size()) < kLongPart)
    return false;
  const std::string_view between = without_marks(whole.substr(row.end, at - row.end));
  const std::string_view reworded = part_text(sides, middle);
  if (reworded.empty() || between.size() > kAsLong * reworded.size() || reworded.size() > kAsLong * between.size())
    return false;
  row.lines.include(middle);
  row.lines.include(middle + 1);
  row.end = at + next.size();
  row.covered += next.size();
  return true;
}

}  // namespace

std::string_view without_marks(std::string_view folded) {
  while (!folded.empty() && is_mark(folded.front())) folded.remove_prefix(1);
  while (!folded.empty() && is_mark(folded.back())) folded.remove_suffix(1);
  return folded;
}

bool only_marks(std::string_view whole, std::size_t begin, std::size_t end) {
  return begin <= end && end <= whole.size() && std::ranges::all_of(whole.substr(begin, end - begin), is_mark);
}

bool stands_in_words(std::string_view whole, std::string_view text) {
  if (text.empty()) return false;
  for (std::size_t at = whole.find(text); at != std::string_view::npos; at = whole.find(text, at + 1)) {
    const std::size_t end = at + text.size();
    const bool begins = at == 0 || is_mark(whole[at - 1]);
    if (begins && (text.contains(' ') || end == whole.size() || is_mark(whole[end]))) return true;
  }
  return false;
}

bool are_together(const Sides& sides, std::uint32_t one, std::uint32_t other) {
  return sides.is_free(one) && sides.is_free(other) && sides.in_one_zone(one, other);
}

std::string_view part_text(const Sides& sides, std::uint32_t line) {
  return without_marks(sides.text_of(sides.parts[line]));
}

VerbatimRow row_around(const Sides& sides, std::uint32_t part, std::string_view whole) {
  const std::string_view text = part_text(sides, part);
  VerbatimRow row{{part}, whole.find(text), 0, text.size()};
  row.end = row.begin + text.size();
  const auto fits = [&](std::uint32_t inner, std::string_view outer, std::size_t begin, std::size_t end) {
    return std::min(part_text(sides, inner).size(), outer.size()) >= kLongPart || only_marks(whole, begin, end);
  };
  while (are_together(sides, part, row.lines.back() + 1)) {
    const std::string_view next = part_text(sides, row.lines.back() + 1);
    const std::size_t at = next.empty() ? std::string_view::npos : whole.find(next, row.end);
    if (at == std::string_view::npos || !fits(row.lines.back(), next, row.end, at)) {
      if (!take_over_one(sides, row, whole)) break;
      continue;
    }
    row.lines.include(row.lines.back() + 1);
    row.end = at + next.size();
    row.covered += next.size();
  }
  while (row.lines.front() > 0 && are_together(sides, part, row.lines.front() - 1)) {
    const std::string_view last = part_text(sides, row.lines.front() - 1);
    const std::size_t at = last.empty() ? std::string_view::npos : whole.substr(0, row.begin).rfind(last);
    if (at == std::string_view::npos || !fits(row.lines.front(), last, at + last.size(), row.begin)) break;
    row.lines.include(row.lines.front() - 1);
    row.begin = at;
    row.covered += last.size();
  }
  return row;
}

}  // namespace stet::align
