// SPDX-License-Identifier: Apache-2.0
#include "align/comparison.hpp"

namespace stet::align {
namespace {

/// Ties the free lines whose text, by `number`, occurs once among the free lines of either side.
void tie_unique(Comparison& comparison, std::uint32_t Line::*number, std::string_view stage) {
  struct Count {
    std::uint32_t left = 0;
    std::uint32_t right = 0;
    std::uint32_t left_line = 0;
    std::uint32_t right_line = 0;
  };
  std::vector<Count> counts;
  const auto at = [&](std::uint32_t text) -> Count& {
    if (text >= counts.size()) counts.resize(text + 1);
    return counts[text];
  };
  for (std::uint32_t line = 0; line < comparison.left.size(); ++line) {
    if (!comparison.left_free(line)) continue;
    Count& count = at(comparison.left[line].*number);
    ++count.left;
    count.left_line = line;
  }
  for (std::uint32_t line = 0; line < comparison.right.size(); ++line) {
    if (!comparison.right_free(line)) continue;
    Count& count = at(comparison.right[line].*number);
    ++count.right;
    count.right_line = line;
  }
  for (std::uint32_t line = 0; line < comparison.left.size(); ++line) {
    if (!comparison.left_free(line)) continue;
    const Count& count = at(comparison.left[line].*number);
    if (count.left == 1 && count.right == 1) comparison.tie({{count.left_line}, {count.right_line}, stage, 1});
  }
}

}  // namespace

void tie_identical(Comparison& comparison) {
  tie_unique(comparison, &Line::exact, "identical");
  tie_unique(comparison, &Line::folded, "folded");
}

}  // namespace stet::align
