// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "align/comparison.hpp"

namespace stet::align {

/// A split seen from the left side's sentence, or a merge from the right side's.
struct Direction {
  std::vector<Line> Comparison::*whole_lines;
  std::vector<std::uint32_t> Comparison::*whole_tie;
  std::vector<Line> Comparison::*part_lines;
  std::vector<std::uint32_t> Comparison::*part_tie;
  const Document* Comparison::*part_document;
  LineSet Tie::*whole;
  LineSet Tie::*parts;
};
inline constexpr std::array<Direction, 2> kDirections{
    Direction{&Comparison::left, &Comparison::left_tie, &Comparison::right, &Comparison::right_tie,
              &Comparison::right_document, &Tie::left, &Tie::right},
    Direction{&Comparison::right, &Comparison::right_tie, &Comparison::left, &Comparison::left_tie,
              &Comparison::left_document, &Tie::right, &Tie::left}};

}  // namespace stet::align
