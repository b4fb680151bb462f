// SPDX-License-Identifier: Apache-2.0
#include "text/sort_few.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "support/generated_text.hpp"

namespace stet::text {
namespace {

TEST(SortFew, Sorts) {
  test::Dice dice(1);
  for (std::size_t size = 0; size < 120; ++size) {
    for (const std::uint32_t most : {1U, 5U, 50U, 0x7FFFFFFFU}) {
      std::vector<std::uint32_t> numbers(size);
      for (std::uint32_t& number : numbers) number = static_cast<std::uint32_t>(dice.roll(most));
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
