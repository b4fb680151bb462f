// SPDX-License-Identifier: Apache-2.0
#include "text/memory.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <limits>
#include <vector>

namespace stet::text {
namespace {

// The program keeps its memory, tests do not: this one does it in a process of its own.
TEST(MemoryTest, AnyAmountCanBeExpected) {
  EXPECT_EXIT(
      {
        keep_memory();
        for (const std::size_t bytes :
             {std::size_t{0}, std::size_t{1}, std::size_t{100'000}, std::numeric_limits<std::size_t>::max()})
          expect_memory(bytes);
        const std::vector<char> taken(3'000'000, 'x');
        std::_Exit(taken.back() == 'x' ? 0 : 1);
      },
      testing::ExitedWithCode(0), "");
}

TEST(MemoryTest, OnlyWholePagesAreGivenBack) {
  std::vector<char> bytes(9'000'000, 'x');
  give_back_pages(bytes.data(), bytes.size());
  EXPECT_EQ(bytes.front(), 'x');
  EXPECT_EQ(bytes.back(), 'x');
  EXPECT_EQ(bytes[bytes.size() / 2], '\0');
}

TEST(MemoryTest, WhatIsReleasedIsEmptyAndTakesMoreAgain) {
  std::vector<int> items(5'000'000, 7);
  release(items);
  EXPECT_EQ(items.capacity(), 0U);
  items.assign(5'000'000, 8);
  EXPECT_EQ(items.front() + items.back(), 16);
}

}  // namespace
}  // namespace stet::text
