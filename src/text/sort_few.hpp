// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>

namespace stet::text {

/// Sorts numbers below 2^31. A few, such as the words of a sentence, each go where as many smaller ones say: that has
/// no jump that depends on them, and a sort by comparing has one for each comparison, of which every other is guessed
/// wrong. Cost of n few: n squared, four at a time; of more: that of `std::ranges::sort`.
inline void sort_few(std::span<std::uint32_t> numbers) {
  constexpr std::size_t kFew = 48;
  constexpr std::size_t kLanes = 4;
  using Four = std::int32_t __attribute__((vector_size(kLanes * sizeof(std::int32_t))));
  if (numbers.size() < 2) return;
  if (numbers.size() > kFew) {
    std::ranges::sort(numbers);
    return;
  }

  constexpr std::int32_t kNone = std::numeric_limits<std::int32_t>::max();  // never smaller than another
  std::array<std::int32_t, kFew> all;
  all.fill(kNone);
  std::memcpy(all.data(), numbers.data(), numbers.size_bytes());
  std::array<bool, kFew> taken{};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const Four one = {all[i], all[i], all[i], all[i]};
    Four smaller{};
    for (std::size_t at = 0; at < numbers.size(); at += kLanes) {
      Four others;
      std::memcpy(&others, all.data() + at, sizeof others);
      smaller -= others < one;  // -1 where it is
    }
    auto place = static_cast<std::size_t>(smaller[0] + smaller[1] + smaller[2] + smaller[3]);
    while (taken[place]) ++place;  // by one that is equal
    taken[place] = true;
    numbers[place] = static_cast<std::uint32_t>(all[i]);
  }
}

}  // namespace stet::text
