// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace stet::align {

/// Positions of two equal elements.
struct IndexPair {
  std::uint32_t before = 0;
  std::uint32_t after = 0;
  friend bool operator==(const IndexPair&, const IndexPair&) = default;
};

/// A longest common subsequence of two sequences of ids, or close to one: equal ends first, then elements without a
/// partner left out, then anchors that occur once on both sides, then dtl in the gaps, whose positions are counted from
/// its steps. Strictly increasing in both positions. A gap whose work would pass a fixed bound is left unmatched, so
/// cost is near-linear and memory bounded. Swapping the sides mirrors the pairs.
[[nodiscard]] std::vector<IndexPair> common_subsequence(std::span<const std::uint32_t> before,
                                                        std::span<const std::uint32_t> after);

}  // namespace stet::align
