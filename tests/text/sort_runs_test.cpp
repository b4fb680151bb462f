// SPDX-License-Identifier: Apache-2.0
#include "text/sort_runs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "support/generated_text.hpp"

namespace stet::text {
namespace {

TEST(SortRuns, SortsAndKeepsTheOrderOfEqualOnes) {
  stet::test::Dice dice(3);
  for (int round = 0; round < 500; ++round) {
    std::vector<std::pair<int, int>> values;
    int next = 0;
    for (std::size_t i = dice.roll(80); i > 0; --i) {
      next = dice.chance(10) ? static_cast<int>(dice.roll(40)) : next + static_cast<int>(dice.roll(3));
      values.emplace_back(next, static_cast<int>(values.size()));
    }
    std::vector<std::pair<int, int>> expected = values;
    std::ranges::sort(expected);
    sort_runs(values, &std::pair<int, int>::first);
    ASSERT_EQ(values, expected);
  }
}

}  // namespace
}  // namespace stet::text
