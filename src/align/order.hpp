// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "align/comparison.hpp"

namespace stet::align {

/// Decides what moved: everything outside the heaviest selection of ties and equal blocks that keeps its order.
/// A tie weighs 1, a block as many as it has sentences (`block_weights`).
/// `left_blocks`/`right_blocks` give for each equal block its block index on either side.
struct Order {
  std::vector<bool> tie_moved;
  std::vector<bool> block_moved;
};
struct BlockTie {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  std::uint64_t weight = 1;
};
[[nodiscard]] Order order_of(const Comparison& comparison, const std::vector<BlockTie>& blocks);

}  // namespace stet::align
