// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace stet::text {

/// Puts at place i what stands at `order[i]`, a permutation, along its cycles: no second list is needed, and lists of
/// a long text's sentences are most of what it takes in memory.
template <class T>
void reorder(std::vector<T>& items, std::vector<std::size_t> order) {
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (order[i] == i) continue;
    T held = std::move(items[i]);
    std::size_t to = i;
    while (order[to] != i) {
      const std::size_t from = std::exchange(order[to], to);
      items[to] = std::move(items[from]);
      to = from;
    }
    items[to] = std::move(held);
    order[to] = to;
  }
}

}  // namespace stet::text
