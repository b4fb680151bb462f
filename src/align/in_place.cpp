// SPDX-License-Identifier: Apache-2.0
// The one sentence that is left on either side between two neighbours that are tied.
//
// Idea: where everything around stayed, what stands in between was most likely reworded, so less likeness will do than
// elsewhere. Without any it was replaced by something else.
//
// Example: "Yes. Refunds are excluded. No." against "Yes. There are no refunds. No."
//
// Case it gets wrong: a paraphrase that shares neither words nor letters; an unrelated sentence that happens to share
// some.
//
// Cost: linear. On the development texts this finds little that the gap does not (docs/engine.md).
#include "align/comparison.hpp"

namespace stet::align {
namespace {

/// Unrelated replacements in place score up to 0.19, but for one in a hundred.
constexpr double kInPlace = 0.20;

}  // namespace

void tie_in_place(Comparison& comparison) {
  for (const Stretch& stretch : stretches(comparison)) {
    if (stretch.left_end - stretch.left_begin != 1 || stretch.right_end - stretch.right_begin != 1) continue;
    const std::uint32_t left = stretch.left_begin;
    const std::uint32_t right = stretch.right_begin;
    if (!comparison.left_free(left) || !comparison.right_free(right)) continue;
    const double score = comparison.likeness_of(left, right).score;
    if (score >= kInPlace) comparison.tie({{left}, {right}, "in place", score, score});
  }
}

}  // namespace stet::align
