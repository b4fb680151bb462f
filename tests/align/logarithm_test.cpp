// SPDX-License-Identifier: Apache-2.0
#include "align/logarithm.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace stet::align {
namespace {

// Exact: what another machine gives must be these bits.
TEST(LogarithmTest, HasTheSameBitsEverywhere) {
  EXPECT_EQ(natural_logarithm(1), 0);
  EXPECT_EQ(natural_logarithm(2), 0x1.62e42fefa39efp-1);
  EXPECT_EQ(natural_logarithm(1.5), 0x1.9f323ecbf984cp-2);
  EXPECT_EQ(natural_logarithm(10), 0x1.26bb1bbb55515p+1);
  EXPECT_EQ(natural_logarithm(1 + 4711.0 / 12), 0x1.7e6b329398d49p+2);
  EXPECT_EQ(natural_logarithm(1e6 + 1), 0x1.ba18abb1dedc8p+3);
}

TEST(LogarithmTest, IsWithinTwoUnitsOfTheLastPlace) {
  for (int sentences = 1; sentences < 3000; sentences += 7)
    for (int with = 1; with <= sentences && with < 200; ++with) {
      const double number = 1 + static_cast<double>(sentences) / with;
      const long double expected = std::log(static_cast<long double>(number));
      const auto nearest = static_cast<double>(expected);
      const double unit = std::nextafter(nearest, std::numeric_limits<double>::infinity()) - nearest;
      EXPECT_LE(std::abs(natural_logarithm(number) - expected), 2 * unit) << number;
    }
}

TEST(LogarithmTest, GrowsWithItsNumber) {
  double last = 0;
  for (int i = 1; i < 100'000; ++i) {
    const double next = natural_logarithm(1 + i / 1000.0);
    EXPECT_GT(next, last) << i;
    last = next;
  }
}

}  // namespace
}  // namespace stet::align
