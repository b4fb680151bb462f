// SPDX-License-Identifier: Apache-2.0
#include "text/short_text.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "support/generated_text.hpp"

namespace stet::text {
namespace {

TEST(ShortText, NoTwoOfOneSizeHaveOneNumber) {
  test::Dice dice(21);
  for (std::size_t size = 0; size <= kShortText; ++size) {
    std::map<std::uint64_t, std::string> known;
    for (int round = 0; round < 2000; ++round) {
      std::string text;
      for (std::size_t i = 0; i < size; ++i) text += static_cast<char>(dice.chance(50) ? 'a' : dice.roll(256));
      const auto [entry, is_new] = known.try_emplace(short_text(text), text);
      EXPECT_EQ(entry->second, text);
    }
  }
}

TEST(ShortText, AreEqualAsOtherTextsAre) {
  test::Dice dice(22);
  const auto made = [&] {
    std::string text;
    for (std::size_t left = dice.roll(12); left > 0; --left) text += static_cast<char>('a' + dice.roll(2));
    return text;
  };
  for (int round = 0; round < 5000; ++round) {
    const std::string one = made();
    const std::string other = made();
    EXPECT_EQ(equal_text(one, other), one == other) << one << ' ' << other;
  }
}

}  // namespace
}  // namespace stet::text
