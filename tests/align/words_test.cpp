// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "align/similarity.hpp"
#include "align/tokens.hpp"
#include "support/generated_text.hpp"
#include "unicode/fold.hpp"

namespace stet::align {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Tokens, AreRunsOfLettersAndDigits) {
  EXPECT_THAT(tokens("the u.s. won't pay 3.5 or 1:30, but 7."),
              ElementsAre("the", "u", "s", "won", "t", "pay", "3.5", "or", "1:30", "but", "7"));
  EXPECT_THAT(tokens("été über naïve"), ElementsAre("été", "über", "naïve"));
  EXPECT_THAT(tokens("—…!? "), IsEmpty());
  EXPECT_THAT(tokens(""), IsEmpty());
}

TEST(Tokens, AreCharactersWhereNoSpaceDividesWords) {
  EXPECT_THAT(tokens("证书90天abc"), ElementsAre("证", "书", "90", "天", "abc"));
}

TEST(Trigrams, CountEachAsOftenAsItStands) {
  const std::vector<std::string_view> text{"aaaa"};
  EXPECT_EQ(trigrams(text).size(), 4U);  // " aa", "aaa" twice, "aa "
  const std::vector<std::string_view> nothing{""};
  EXPECT_LE(trigrams(nothing).size(), 1U);
}

TEST(Sampled, KeepsBothEndsOfALongSentence) {
  std::string text;
  while (text.size() < 100000) text += "é";
  const Sample parts = sampled(text);
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].size() % 2, 0U);
  EXPECT_EQ(parts[1].size() % 2, 0U);
  EXPECT_EQ(sampled("short").size(), 1U);
}

class LikenessOf : public ::testing::Test {
 protected:
  std::uint32_t add(std::string_view text) {
    const std::uint32_t folded = texts_.fold(texts_.add(text));
    texts_.count_words(folded);
    return folded;
  }
  Likeness between(std::uint32_t left, std::uint32_t right) const {
    return likeness(texts_, texts_.passage(left), texts_.passage(right));
  }
  TextTable texts_{16};
};

TEST_F(LikenessOf, EqualTextsIsOne) {
  const std::uint32_t one = add("The cat sat down.");
  EXPECT_EQ(add("The cat sat down."), one);
  EXPECT_EQ(add("THE CAT sat down."), one) << "case is folded";
  texts_.weigh_words();
  EXPECT_NEAR(between(one, one).score, 1, 1e-6);
}

TEST_F(LikenessOf, UnrelatedTextsIsNearZero) {
  const std::uint32_t one = add("Museums open at nine.");
  const std::uint32_t other = add("Payments require approval.");
  texts_.weigh_words();
  EXPECT_LT(between(one, other).score, 0.1);
  EXPECT_EQ(between(one, other).evidence, 0);
}

TEST_F(LikenessOf, TheSameWordsInOtherOrderIsBelowOne) {
  const std::uint32_t one = add("the cat sat down");
  const std::uint32_t other = add("down sat the cat");
  texts_.weigh_words();
  EXPECT_GT(between(one, other).score, 0.6);
  EXPECT_LT(between(one, other).score, 0.9);
}

TEST_F(LikenessOf, WithoutWordsHasNoEvidence) {
  const std::uint32_t one = add("***");
  const std::uint32_t other = add("****");
  texts_.weigh_words();
  EXPECT_EQ(between(one, other).evidence, 0);
}

TEST_F(LikenessOf, TheRestIsWhatIsLeft) {
  const std::uint32_t whole = add("harass abuse threaten or record people without consent");
  const std::uint32_t part = add("harass or abuse people");
  const std::uint32_t half = add("threaten without consent");
  texts_.weigh_words();
  const OwnedPassage rest = residual(texts_, texts_.passage(whole), texts_.passage(part));
  EXPECT_GT(likeness(texts_, rest, texts_.passage(half)).score, between(whole, half).score);
  EXPECT_EQ(rest.words.size(), 5U);
}

/// What GapAligner goes by before it puts a group together.
TEST(HighestScore, OfWhatPairsHaveInCommonIsNeverBelowTheirGroups) {
  stet::test::Dice dice(37);
  for (int round = 0; round < 400; ++round) {
    TextTable texts(3);
    std::vector<std::uint32_t> lines;
    for (int line = 0; line < 3; ++line) {
      std::string text;
      for (std::size_t i = 3 + dice.roll(9); i > 0; --i) text += "word" + std::to_string(dice.roll(7)) + " ";
      lines.push_back(texts.fold(texts.add(text)));
      texts.count_words(lines.back());
    }
    texts.weigh_words();
    const Passage whole = texts.passage(lines[0]);
    Overlap all;
    double in_order = 0;
    for (const std::uint32_t part : {lines[1], lines[2]}) {
      const Overlap shared = overlap(texts, whole, texts.passage(part));
      all.words += shared.words;
      all.grams += shared.grams;
      in_order += likeness(texts, whole, texts.passage(part)).evidence * texts.rare_weight();
    }
    const OwnedPassage joined = texts.joined(std::span(lines).subspan(1));
    const double highest =
        highest_score(all, in_order, whole.weight + joined.weight, whole.grams.size() + joined.grams.size());
    const Likeness like = likeness(texts, whole, joined);
    EXPECT_LE(like.score, highest + 1e-6) << round;
    EXPECT_LE(like.evidence * texts.rare_weight(), in_order + 1e-6) << round;
  }
}

TEST(TextTable, FoldsPlainTextAsAllText) {
  stet::test::Dice dice(31);
  const std::string_view pieces[] = {"a", "B", "9",      "1",      "0",      ",",      ".",      "-", "'", "\"",
                                     "`", " ", "?",      "(",      "\t",     "é",      "À",      "ß", "×", "’",
                                     "“", "„", "–",      "—",      "‑",      "…",      "•",      "©", "§", "°",
                                     "«", "»", "\u00A0", "\u202F", "\u2009", "\u0301", "\u00AD", "µ", "３"};
  for (int round = 0; round < 60000; ++round) {
    std::string text;
    for (std::size_t i = dice.roll(12); i > 0; --i) text += pieces[dice.roll(std::size(pieces))];
    TextTable texts(1);
    ASSERT_EQ(texts.folded_text(texts.fold(texts.add(text))), unicode::fold_case(unicode::fold_typography(text)))
        << text;
  }
}

}  // namespace
}  // namespace stet::align
