// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace stet::text {

/// Asks the memory for all of an item that is needed soon.
template <class T>
void fetch(const T& item) {
  constexpr std::size_t kCacheLine = 64;
  const char* const bytes = static_cast<const char*>(static_cast<const void*>(&item));
  for (std::size_t offset = 0; offset < sizeof(T); offset += kCacheLine) __builtin_prefetch(bytes + offset);
}

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
      fetch(items[order[from]]);
      items[to] = std::move(items[from]);
      to = from;
    }
    items[to] = std::move(held);
    order[to] = to;
  }
}

}  // namespace stet::text
