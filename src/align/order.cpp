// SPDX-License-Identifier: Apache-2.0
#include "align/order.hpp"

#include <algorithm>
#include <numeric>

#include "align/increasing.hpp"
#include "text/sort_runs.hpp"

namespace stet::align {

Order order_of(const Comparison& comparison, const std::vector<BlockTie>& blocks) {
  struct Item {
    std::uint64_t left = 0;  ///< Block and line: comparable across lines and whole blocks.
    std::uint64_t right = 0;
    std::uint64_t weight = 0;
    std::uint32_t number = 0;
    bool is_block = false;
  };
  // Lines are numbered through the document, blocks by their index: a line stands in its block, so (block, line) orders
  // both.
  const auto place = [](std::uint32_t block, std::uint64_t line) {
    return (static_cast<std::uint64_t>(block) << 32) | line;
  };
  std::vector<Item> items;
  items.reserve(comparison.ties.size() + blocks.size());
  for (std::uint32_t number = 0; number < comparison.ties.size(); ++number) {
    const Tie& tie = comparison.ties[number];
    const std::uint32_t left = tie.left.front();
    const std::uint32_t right = tie.right.front();
    items.push_back(
        {place(comparison.left[left].block, left), place(comparison.right[right].block, right), 1, number, false});
  }
  for (std::uint32_t number = 0; number < blocks.size(); ++number)
    items.push_back(
        {place(blocks[number].left, 0), place(blocks[number].right, 0), blocks[number].weight, number, true});
  text::sort_runs(items, &Item::left);
  Order order;
  if (std::ranges::is_sorted(items, {}, &Item::right)) {  // the plain case: nothing moved
    order.tie_moved.assign(comparison.ties.size(), false);
    order.block_moved.assign(blocks.size(), false);
    return order;
  }
  std::vector<std::uint32_t> by_right(items.size());
  std::iota(by_right.begin(), by_right.end(), 0U);
  const auto right_of = [&](std::uint32_t index) { return items[index].right; };
  text::sort_runs(by_right, right_of);
  std::vector<std::uint32_t> ranks(items.size());
  std::vector<std::uint64_t> weights(items.size());
  for (std::uint32_t rank = 0; rank < by_right.size(); ++rank) {
    const bool same = rank > 0 && right_of(by_right[rank]) == right_of(by_right[rank - 1]);
    ranks[by_right[rank]] = same ? ranks[by_right[rank - 1]] : rank;
    weights[by_right[rank]] = items[by_right[rank]].weight;
  }
  order.tie_moved.assign(comparison.ties.size(), true);
  order.block_moved.assign(blocks.size(), true);
  for (const std::uint32_t index : heaviest_increasing(ranks, weights)) {
    const Item& item = items[index];
    (item.is_block ? order.block_moved : order.tie_moved)[item.number] = false;
  }
  return order;
}

}  // namespace stet::align
