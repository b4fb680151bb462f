// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <vector>

namespace stet::text {

/// Sorts what is nearly in order already: a few long stretches that are, one behind the other, are merged. Stable.
/// Cost: n times the logarithm of the number of stretches. Source: Knuth, TAOCP 3, 5.2.4 (natural merge sort).
template <class T, class Projection = std::identity>
void sort_runs(std::vector<T>& values, Projection projection = {}) {
  std::vector<std::size_t> ends;
  const auto at = [&](std::size_t place) { return values.begin() + static_cast<std::ptrdiff_t>(place); };
  for (auto begin = values.begin(); begin != values.end();) {
    begin = std::ranges::is_sorted_until(begin, values.end(), {}, projection);
    ends.push_back(static_cast<std::size_t>(begin - values.begin()));
  }
  while (ends.size() > 1) {
    std::vector<std::size_t> merged;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < ends.size(); i += 2) {
      const std::size_t end = i + 1 < ends.size() ? ends[i + 1] : ends[i];
      std::ranges::inplace_merge(at(begin), at(ends[i]), at(end), {}, projection);
      merged.push_back(begin = end);
    }
    ends = std::move(merged);
  }
}

}  // namespace stet::text
