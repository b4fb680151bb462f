// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace stet::text {

/// Puts at place i what stands at `order[i]`, a permutation, along its cycles: no second list is needed, and lists of
/// a long text's sentences are most of what it takes in memory.
template <class T>
void reorder(std::vector<T>& items, std::vector<std::uint32_t> order) {
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    if (order[i] == i) continue;
    T held = std::move(items[i]);
    std::uint32_t to = i;
    while (order[to] != i) {
      const std::uint32_t from = std::exchange(order[to], to);
      items[to] = std::move(items[from]);
      to = from;
    }
    items[to] = std::move(held);
    order[to] = to;
  }
}

}  // namespace stet::text
