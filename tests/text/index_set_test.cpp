// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <random>
#include <set>
#include <vector>

#include "stet/text.hpp"

namespace stet {
namespace {

using Numbers = IndexSet<std::uint32_t>;

std::vector<std::uint32_t> listed(const Numbers& set) { return {set.begin(), set.end()}; }

std::size_t gaps(const std::set<std::uint32_t>& numbers) {
  std::size_t count = 0;
  for (auto at = numbers.begin(); at != numbers.end(); ++at)
    if (std::next(at) != numbers.end() && *std::next(at) != *at + 1) ++count;
  return count;
}

TEST(IndexSet, IsARowFromAnIndexOn) {
  const Numbers row(7, 3);
  EXPECT_EQ(listed(row), (std::vector<std::uint32_t>{7, 8, 9}));
  EXPECT_EQ(row.back(), 9U);
  EXPECT_FALSE(row.contains(6));
  EXPECT_FALSE(row.contains(10));
  EXPECT_EQ(row.first_row(), 3U);
  EXPECT_TRUE(Numbers().empty());
  EXPECT_FALSE(Numbers().contains(0));
}

TEST(IndexSet, HasAtMostOneGap) {
  Numbers set(7);
  ASSERT_TRUE(set.can_include(10));
  set.include(10);
  EXPECT_EQ(listed(set), (std::vector<std::uint32_t>{7, 10}));
  EXPECT_FALSE(set.contains(8));
  EXPECT_EQ(set.first_row(), 1U);
  EXPECT_FALSE(set.can_include(5));
  EXPECT_FALSE(set.can_include(12));
  set.include(8);
  set.include(9);
  EXPECT_EQ(set, Numbers(7, 4)) << "a gap that is filled is none";
}

TEST(IndexSet, HoldsWhatItTookInWhateverTheOrder) {
  std::mt19937 random(7);
  std::size_t refused = 0;
  for (int round = 0; round < 2000; ++round) {
    Numbers set;
    std::set<std::uint32_t> expected;
    for (int i = 0; i < 12; ++i) {
      const auto next = static_cast<std::uint32_t>(20 + random() % 14);
      std::set<std::uint32_t> wanted = expected;
      wanted.insert(next);
      ASSERT_EQ(set.can_include(next), gaps(wanted) <= 1);
      if (!set.can_include(next)) {
        ++refused;
        continue;
      }
      set.include(next);
      expected = wanted;
      ASSERT_EQ(listed(set), std::vector<std::uint32_t>(expected.begin(), expected.end()));
      ASSERT_EQ(set.front(), *expected.begin());
      ASSERT_EQ(set.back(), *expected.rbegin());
      for (std::uint32_t at = 18; at < 36; ++at) ASSERT_EQ(set.contains(at), expected.contains(at));
    }
  }
  EXPECT_GT(refused, 1000U);
}

TEST(IndexSet, RefusesWhatItHasNoRoomFor) {
  EXPECT_TRUE(Numbers(1).can_include(500'000));
  EXPECT_FALSE(Numbers(1).can_include(600'000)) << "the gap is too large";
  EXPECT_FALSE(Numbers(1, 100).can_include(103)) << "the set is too large for a gap";
  EXPECT_TRUE(Numbers(1, 100).can_include(101));
  Numbers large(0, 4'000'000);
  large.include(4'000'000);
  EXPECT_EQ(large.size(), 4'000'001U);
}

}  // namespace
}  // namespace stet
