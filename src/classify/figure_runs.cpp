// SPDX-License-Identifier: Apache-2.0
// Figures that make one number together: scores and ranges (2–1, 24:25, 2比1, 5〜7), telephone numbers (0800 555 0142).
//
// Case it gets wrong: a proportion of three figures (1:2:3) is one of two and another number.
// Cost: constant a token.
#include <algorithm>
#include <array>

#include "classify/entities.hpp"

namespace stet::classify {
namespace {

/// Figures alone, so many at most.
bool is_figures(const TokenView& view, std::uint32_t i, std::size_t most) {
  return i < view.size() && view[i].kind == TokenKind::Number && view.raw(i).size() <= most &&
         view.raw(i).find_first_not_of("0123456789") == std::string_view::npos;
}

/// The mark or word that joins two figures, written to both; full stops and commas are inside of numbers.
bool joins(const TokenView& view, std::uint32_t i) {
  constexpr std::array<std::string_view, 5> kMarks{"-", ":", "~", "〜", "～"};
  constexpr std::array<std::string_view, 4> kWords{"比", "対", "对", "對"};
  if (i + 1 >= view.size() || view.spaced(i) || view.spaced(i + 1)) return false;
  const bool mark = view[i].kind == TokenKind::Mark && std::ranges::find(kMarks, view.text(i)) != kMarks.end();
  return mark || (view[i].unspaced && std::ranges::find(kWords, view.text(i)) != kWords.end());
}

std::optional<Found> pair_at(const TokenView& view, std::uint32_t i) {
  constexpr std::size_t kMostFigures = 3;  // four are years
  if (!is_figures(view, i, kMostFigures) || !joins(view, i + 1) || !is_figures(view, i + 2, kMostFigures))
    return std::nullopt;
  // A-2-1 is a name, articles 5-7 shift each.
  const bool glued = i > 0 && !view.spaced(i) && view[i - 1].kind == TokenKind::Mark &&
                     (view.is_mark(i - 1, "-") || view.is_mark(i - 1, ":") || view.is_mark(i - 1, "/"));
  if (glued || joins(view, i + 3) || (i > 0 && view.is_word(i - 1, WordClass::Reference))) return std::nullopt;
  return Found{i + 3, std::string(view.raw(i)) + "-" + std::string(view.raw(i + 2)), true};
}

std::optional<Found> telephone_at(const TokenView& view, std::uint32_t i) {
  constexpr std::size_t kMostFigures = 5;
  constexpr std::size_t kFewest = 7;
  if (!is_figures(view, i, kMostFigures) || view.raw(i).front() != '0' || view.raw(i).size() < 2) return std::nullopt;
  std::string digits(view.raw(i));
  std::uint32_t last = i + 1;
  while (is_figures(view, last, kMostFigures) && view[last].begin == view[last - 1].end + 1 &&
         view.raw(last).size() > 1)
    digits += view.raw(last++);
  return last > i + 1 && digits.size() >= kFewest ? std::optional(Found{last, digits, true}) : std::nullopt;
}

}  // namespace

std::optional<Found> figure_run_at(const TokenView& view, std::uint32_t i) {
  if (view[i].kind != TokenKind::Number) return std::nullopt;
  if (auto telephone = telephone_at(view, i)) return telephone;
  return pair_at(view, i);
}

}  // namespace stet::classify
