// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace stet::align {

/// Room for many short sequences, one after another in large allocations. What is handed out stays where it is.
template <class T>
class Arena {
 public:
  /// Room for `size` elements.
  std::span<T> take(std::size_t size) {
    if (size > left_) {
      left_ = std::max(kPage >> (kSteps - std::min(kSteps, pages_.size())), size);
      pages_.push_back(std::make_unique_for_overwrite<T[]>(left_));
      next_ = pages_.back().get();
    }
    const std::span<T> taken(next_, size);
    next_ += size;
    left_ -= size;
    return taken;
  }
  /// A copy of a sequence.
  template <class Range>
  std::span<const T> keep(const Range& elements) {
    const std::span<T> taken = take(std::size(elements));
    std::copy(std::begin(elements), std::end(elements), taken.begin());
    return taken;
  }

 private:
  static constexpr std::size_t kPage = (1U << 16) / sizeof(T);
  static constexpr std::size_t kSteps =
      3;  ///< So many allocations are smaller: an eighth at first, then twice as much.

  std::vector<std::unique_ptr<T[]>> pages_;
  std::size_t left_ = 0;
  T* next_ = nullptr;
};

}  // namespace stet::align
