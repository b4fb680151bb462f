// SPDX-License-Identifier: Apache-2.0
#include "text/vectors.hpp"

#include <gtest/gtest.h>

#include <string>

#include "support/generated_text.hpp"
#include "text/ascii_letters.hpp"

namespace stet::text {
namespace {

using stet::test::Dice;

TEST(FindByte, FindsWhatABytewiseSearchFinds) {
  const auto is_mark = [](auto byte) { return (byte == '.') | (byte >= 0xE0); };
  Dice dice(3);
  for (int round = 0; round < 3000; ++round) {
    std::string bytes(dice.roll(70), 'a');
    for (std::size_t marks = dice.roll(4); marks > 0 && !bytes.empty(); --marks)
      bytes[dice.roll(bytes.size())] = dice.chance(50) ? '.' : '\xE2';
    const std::size_t from = dice.roll(bytes.size() + 3);
    const std::size_t found = std::min(bytes.find_first_of(".\xE2", from), bytes.size());
    EXPECT_EQ(find_byte(bytes, from, is_mark), found) << bytes << ' ' << from;
  }
}

TEST(FindByte, LooksAtNothingOutsideTheText) {
  const std::string bytes = ".aaaaaaaaaaaaaaaaaaaaaaa.";
  for (std::size_t size = 0; size < 24; ++size) {
    const auto is_dot = [](auto byte) { return byte == '.'; };
    EXPECT_EQ(find_byte(std::string_view(bytes).substr(1, size), 0, is_dot), size);
  }
}

TEST(AsciiLetters, EndWhereTheFirstOtherByteStands) {
  Dice dice(5);
  for (int round = 0; round < 3000; ++round) {
    std::string bytes;
    for (std::size_t i = dice.roll(40); i > 0; --i)
      bytes += dice.chance(90) ? "azAZmQ"[dice.roll(6)] : static_cast<char>(dice.roll(256));
    const std::size_t at = dice.roll(bytes.size() + 1);
    std::size_t end = at;
    while (end < bytes.size() && ((bytes[end] >= 'a' && bytes[end] <= 'z') || (bytes[end] >= 'A' && bytes[end] <= 'Z')))
      ++end;
    EXPECT_EQ(letters_end(bytes, at), end) << bytes << ' ' << at;
  }
}

TEST(AsciiLetters, AreTheseAlone) {
  for (int byte = 0; byte < 256; ++byte) {
    const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    EXPECT_EQ(is_ascii_letter(static_cast<char>(byte)), letter) << byte;
    const std::string eight(8, static_cast<char>(byte));
    EXPECT_EQ(leading_letters(eight_bytes(eight.data())), letter ? 8U : 0U) << byte;
  }
}

}  // namespace
}  // namespace stet::text
