// SPDX-License-Identifier: Apache-2.0
// Texts built to make alignment slow or to make it use much memory. They must end; how long they take, bench/ tells.
#include <gtest/gtest.h>

#include <algorithm>

#include "align/laid_out.hpp"
#include "support/generated_text.hpp"

namespace stet::align {
namespace {

using stet::test::Dice;

std::size_t tied(const test::Aligned& pair) {
  return static_cast<std::size_t>(std::ranges::count_if(
      pair.alignment.matches, [](const Match& match) { return !match.before.empty() && !match.after.empty(); }));
}

std::string random_sentence(Dice& dice, std::size_t words, std::size_t vocabulary) {
  std::string sentence;
  for (std::size_t word = 0; word < words; ++word) sentence += "w" + std::to_string(dice.roll(vocabulary)) + " ";
  sentence.back() = '.';
  return sentence;
}

TEST(HostileTexts, TwoUnrelated) {
  Dice dice(21);
  std::string before;
  std::string after;
  for (int line = 0; line < 3000; ++line) {
    before += random_sentence(dice, 15, 3000) + "\n";
    after += random_sentence(dice, 15, 3000) + "\n";
  }
  const test::Aligned pair = test::align_layouts(before, after);
  EXPECT_LT(tied(pair), 30U);
}

TEST(HostileTexts, LookAlikeLines) {
  std::string before;
  std::string after;
  for (int line = 0; line < 20000; ++line) {
    before += "Item number " + std::to_string(line) + " costs 5 euros each.\n";
    after += "Item number " + std::to_string(line + 7) + " costs 6 euros each.\n";
  }
  const test::Aligned pair = test::align_layouts(before, after);
  EXPECT_GT(tied(pair), 15000U);
}

TEST(HostileTexts, FewDistinctLines) {
  Dice dice(22);
  std::string before;
  std::string after;
  for (int line = 0; line < 20000; ++line) {
    const std::string text = "Sentence of kind " + std::to_string(dice.roll(200)) + ".\n";
    before += text;
    after += dice.chance(1) ? "Sentence of kind " + std::to_string(dice.roll(200)) + ".\n" : text;
  }
  const test::Aligned pair = test::align_layouts(before, after);
  EXPECT_GT(tied(pair), 19500U);
}

TEST(HostileTexts, OneEndlessSentence) {
  Dice dice(23);
  std::string before = random_sentence(dice, 100000, 5000);
  std::string after = before;
  after.replace(after.size() / 2, 5, "other");
  const test::Aligned pair = test::align_layouts(before, after);
  ASSERT_EQ(pair.alignment.matches.size(), 1U);
  EXPECT_EQ(tied(pair), 1U);
}

TEST(HostileTexts, ManyLongSentences) {
  Dice dice(24);
  std::string before;
  std::string after;
  for (int line = 0; line < 150; ++line) {
    before += random_sentence(dice, 3000, 400) + "\n";
    after += random_sentence(dice, 3000, 400) + "\n";
  }
  const test::Aligned pair = test::align_layouts(before, after);
  EXPECT_GE(pair.alignment.matches.size(), 150U);
}

TEST(HostileTexts, MoreLinesThanMayBeCompared) {
  std::string before;
  std::string after;
  for (int line = 0; line < 270'000; ++line) {
    before += "a" + std::to_string(line) + "\n";
    after += line % 100 == 0 ? "a" + std::to_string(line) + "\n" : "b" + std::to_string(line) + "\n";
  }
  const test::Aligned pair = test::align_layouts(before, after);
  EXPECT_TRUE(pair.alignment.bounded);
  EXPECT_EQ(tied(pair), 2700U);  // the equal ones, and nothing else
}

TEST(HostileTexts, LinesWithoutWords) {
  std::string before;
  std::string after;
  for (int line = 0; line < 2000; ++line) {
    before += std::string(1 + static_cast<std::size_t>(line % 7), '*') + "\n";
    after += std::string(1 + static_cast<std::size_t>(line % 5), '-') + "\n";
  }
  const test::Aligned pair = test::align_layouts(before, after);
  EXPECT_GE(pair.alignment.matches.size(), 2000U);
}

}  // namespace
}  // namespace stet::align
