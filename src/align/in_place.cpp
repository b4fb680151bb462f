// SPDX-License-Identifier: Apache-2.0
// The one sentence that is left on either side between two neighbours that are tied.
//
// Idea: where everything around stayed, what stands in between was most likely reworded, so less likeness will do than
// elsewhere. Without any it was replaced by something else.
//
// Example: "Yes. Refunds are excluded. No." against "Yes. There are no refunds. No."
//
// A table's cell, or a line of figures alone ("300", "$35", "12 %"), is what stands there, and needs no likeness at
// all.
//
// Case it gets wrong: a paraphrase that shares neither words nor letters; an unrelated sentence that happens to share
// some.
//
// Cost: linear. On the development texts this finds little that the gap does not (docs/engine.md).
#include <algorithm>

#include "align/comparison.hpp"

namespace stet::align {
namespace {

/// Unrelated replacements in place score up to 0.19, but for one in a hundred.
constexpr double kInPlace = 0.20;

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

}  // namespace

void tie_in_place(Comparison& comparison) {
  for (const Stretch& stretch : stretches(comparison)) {
    const std::uint32_t count = stretch.left_end - stretch.left_begin;
    if (count == 0 || count != stretch.right_end - stretch.right_begin) continue;
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::uint32_t left = stretch.left_begin + i;
      const std::uint32_t right = stretch.right_begin + i;
      if (!comparison.left_free(left) || !comparison.right_free(right)) continue;
      if (count > 1 && !are(BlockKind::TableCell, comparison, left, right)) continue;
      const double score = comparison.likeness_of(left, right).score;
      if (score >= kInPlace || is_known_by_its_place(comparison, left, right))
        comparison.tie({{left}, {right}, "in place", score, score});
    }
  }
}

}  // namespace stet::align
