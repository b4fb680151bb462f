// SPDX-License-Identifier: Apache-2.0
// Figures that make one number together: scores and ranges (2–1, 24:25, 2比1, 5〜7), telephone numbers (0800 555 0142).
//
// Case it gets wrong: a proportion of three figures (1:2:3) is one of two and another number.
// Cost: constant a token.
#include <algorithm>
#include <array>

#include "classify/entities.hpp"
#include "classify/figures.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::classify {
namespace {

/// Digits alone, of any script, so many at most: as ASCII. Empty for others.
std::string figures(const TokenView& view, std::uint32_t i, std::size_t most) {
  constexpr std::size_t kDigitBytes = 4;
  if (i >= view.size() || view[i].kind != TokenKind::Number || view.raw(i).size() > most * kDigitBytes) return {};
  std::string digits;
  const std::string_view raw = view.raw(i);
  for (std::size_t at = 0; at < raw.size();) {
    const unicode::CodePoint point = unicode::code_point_at(raw, at);
    if (!unicode::is_digit(point.code)) return {};
    digits.push_back(static_cast<char>('0' + unicode::digit_value(point.code)));
    at += point.size;
  }
  return digits.size() <= most ? digits : std::string();
}

/// 6 - 24 months.
bool is_spaced_dash(const TokenView& view, std::uint32_t i) {
  return i + 1 < view.size() && view.is_mark(i, "-") && view.spaced(i) && view.spaced(i + 1);
}

/// The mark or word that joins two figures, written to both; full stops and commas are inside of numbers.
bool joins(const TokenView& view, std::uint32_t i) {
  if (is_spaced_dash(view, i)) return true;
  constexpr std::array<std::string_view, 5> kMarks{"-", ":", "~", "〜", "～"};
  constexpr std::array<std::string_view, 4> kWords{"比", "対", "对", "對"};
  if (i + 1 >= view.size() || view.spaced(i) || view.spaced(i + 1)) return false;
  const bool mark = view[i].kind == TokenKind::Mark && std::ranges::find(kMarks, view.text(i)) != kMarks.end();
  return mark || (view[i].unspaced && std::ranges::find(kWords, view.text(i)) != kWords.end());
}

std::optional<Found> pair_at(const TokenView& view, std::uint32_t i) {
  constexpr std::size_t kMostFigures = 3;  // four are years
  if (!joins(view, i + 1)) return std::nullopt;
  const std::string first = figures(view, i, kMostFigures);
  const std::string second = figures(view, i + 2, kMostFigures);
  if (first.empty() || second.empty()) return std::nullopt;
  if (is_spaced_dash(view, i + 1) && to_number(second) <= to_number(first)) return std::nullopt;
  // A-2-1 is a name, articles 5-7 shift each.
  const bool glued = i > 0 && !view.spaced(i) && view[i - 1].kind == TokenKind::Mark &&
                     (view.is_mark(i - 1, "-") || view.is_mark(i - 1, ":") || view.is_mark(i - 1, "/"));
  if (glued || joins(view, i + 3) || (i > 0 && view.is_word(i - 1, WordClass::Reference))) return std::nullopt;
  return Found{i + 3, normalized(first, "") + "-" + normalized(second, ""), true};
}

/// Groups of digits a space, a hyphen or a slash apart, of which the first begins with 0.
std::optional<Found> telephone_at(const TokenView& view, std::uint32_t i) {
  constexpr std::size_t kMostFigures = 5;
  constexpr std::size_t kFewest = 7;
  constexpr std::size_t kMost = 15;
  std::string digits = figures(view, i, kMostFigures);
  if (digits.size() < 2 || digits.front() != '0' || (i > 0 && !view.spaced(i) && view.is_mark(i - 1, "-")))
    return std::nullopt;
  std::uint32_t last = i + 1;
  while (digits.size() < kMost) {
    const bool marked = last + 1 < view.size() && !view.spaced(last) && !view.spaced(last + 1) &&
                        (view.is_mark(last, "-") || view.is_mark(last, "/"));
    const std::uint32_t next = marked ? last + 1 : last;
    if (!marked && (next >= view.size() || view[next].begin != view[next - 1].end + 1)) break;
    const std::string group = figures(view, next, kMostFigures);
    if (group.size() < 2) break;
    digits += group;
    last = next + 1;
  }
  return last > i + 1 && digits.size() >= kFewest ? std::optional(Found{last, "tel " + digits, true}) : std::nullopt;
}

}  // namespace

std::optional<Found> figure_run_at(const TokenView& view, std::uint32_t i) {
  if (view[i].kind != TokenKind::Number) return std::nullopt;
  if (auto telephone = telephone_at(view, i)) return telephone;
  return pair_at(view, i);
}

}  // namespace stet::classify
