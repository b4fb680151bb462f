// SPDX-License-Identifier: Apache-2.0
#include "text/sort_few.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace stet::text {
namespace {

TEST(SortFew, Sorts) {
  std::mt19937 engine(1);  // NOLINT: the same each time
  for (std::size_t size = 0; size < 120; ++size) {
    for (const std::uint32_t most : {1U, 5U, 50U, 0x7FFFFFFFU}) {
      std::vector<std::uint32_t> numbers(size);
      for (std::uint32_t& number : numbers)
        number = most == 0x7FFFFFFFU ? static_cast<std::uint32_t>(engine()) >> 1U
                                     : static_cast<std::uint32_t>(engine()) % most;
      if (size > 1 && most == 0x7FFFFFFFU) numbers[size / 2] = most;
      std::vector<std::uint32_t> expected = numbers;
      std::ranges::sort(expected);
      sort_few(numbers);
      EXPECT_EQ(numbers, expected);
    }
  }
}

}  // namespace
}  // namespace stet::text
