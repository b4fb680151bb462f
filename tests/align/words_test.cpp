// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <deque>
#include <string>

#include "align/arena.hpp"
#include "align/similarity.hpp"
#include "align/tokens.hpp"
#include "support/generated_text.hpp"
#include "unicode/fold.hpp"

namespace stet::align {
namespace {

using stet::test::Dice;
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

TEST(Arena, KeepsWhatItGaveOutHoweverMuchThatIs) {
  Arena<std::uint32_t> arena;
  std::vector<std::span<const std::uint32_t>> kept;
  for (std::uint32_t i = 0; i < 100; ++i) kept.push_back(arena.keep(std::vector<std::uint32_t>(1000 + 100 * i, i)));
  for (std::uint32_t i = 0; i < 100; ++i) {
    EXPECT_EQ(kept[i].size(), 1000 + 100 * i);
    EXPECT_EQ(kept[i].front(), i);
    EXPECT_EQ(kept[i].back(), i);
  }
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

/// A text that stays where it is.
std::string_view kept_text(std::string text) {
  static std::deque<std::string> kept;
  return kept.emplace_back(std::move(text));
}

class LikenessOf : public ::testing::Test {
 protected:
  std::uint32_t add(std::string_view text) {
    const std::uint32_t folded = texts_.fold(texts_.add(kept_text(std::string(text))));
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

TEST_F(LikenessOf, WithoutWordsIsTheSameHoweverOftenItIsAsked) {
  const std::uint32_t one = add(std::string(9000, '.'));
  const std::uint32_t other = add(std::string(5000, '.') + "!" + std::string(4000, '.'));
  texts_.weigh_words();
  const double score = between(one, other).score;
  EXPECT_EQ(texts_.passage(one).grams.size(), texts_.passage(one).grams.all().size());
  EXPECT_EQ(between(one, other).score, score);
}

/// A text of a few letters, words and characters beyond ASCII, which comes in parts that others have too.
std::string some_text(Dice& dice) {
  constexpr std::array<std::string_view, 10> kPieces{"the ", "fee ", "is ",  "aaaa", "é",
                                                     "ü ",   "证书", "9.5 ", "x",    "- "};
  std::string text;
  for (std::size_t i = dice.roll(dice.chance(5) ? 400 : dice.chance(50) ? 60 : 12); i > 0; --i)
    text += kPieces.at(dice.roll(kPieces.size()));
  return text;
}

TEST(SharedLetters, AreThoseThatBothListsHave) {
  Dice dice(41);
  for (int round = 0; round < 1500; ++round) {
    const std::string head = some_text(dice);
    const std::string tail = some_text(dice);
    TextTable texts(4);
    std::vector<std::uint32_t> lines;
    for (int line = 0; line < 2; ++line) {
      lines.push_back(texts.fold(texts.add(kept_text(head + some_text(dice) + tail))));
      texts.count_words(lines.back());
    }
    texts.weigh_words();
    const Passage one = texts.passage(lines[0]);
    const Passage other = texts.passage(lines[1]);
    const float fresh = overlap(0, one, other).grams;
    EXPECT_EQ(one.grams.size(), one.grams.all().size());
    const float in_any_order = overlap(0, one, other).grams;
    std::vector<std::uint16_t> common;
    std::ranges::set_intersection(one.grams.sorted(), other.grams.sorted(), std::back_inserter(common));
    EXPECT_EQ(fresh, static_cast<float>(common.size())) << head << '|' << tail;
    EXPECT_EQ(in_any_order, static_cast<float>(common.size())) << head << '|' << tail;
  }
}

/// Of several ways that weigh the same the one with the earliest words, by the whole table.
std::vector<bool> naive_common_in_order(const TextTable& texts, std::span<const std::uint32_t> left,
                                        std::span<const std::uint32_t> right) {
  std::vector<std::vector<float>> best(left.size() + 1, std::vector<float>(right.size() + 1, 0));
  for (std::size_t i = 1; i <= left.size(); ++i)
    for (std::size_t j = 1; j <= right.size(); ++j) {
      best[i][j] = std::max(best[i - 1][j], best[i][j - 1]);
      if (left[i - 1] == right[j - 1])
        best[i][j] = std::max(best[i][j], best[i - 1][j - 1] + static_cast<float>(texts.weight(left[i - 1])));
    }
  std::vector<bool> common(left.size(), false);
  for (std::size_t i = left.size(), j = right.size(); i > 0 && j > 0;) {
    if (best[i][j] == best[i - 1][j]) {
      --i;
    } else if (best[i][j] == best[i][j - 1]) {
      --j;
    } else {
      common[--i] = true;
      --j;
    }
  }
  return common;
}

TEST(CommonInOrder, IsWhatTheWholeTableGives) {
  Dice dice(43);
  for (int round = 0; round < 1000; ++round) {
    TextTable texts(3);
    std::vector<std::uint32_t> lines;
    std::string head;
    for (std::size_t i = dice.roll(5); i > 0; --i) head += "w" + std::to_string(dice.roll(4)) + " ";
    for (int line = 0; line < 3; ++line) {
      std::string text = head;
      for (std::size_t i = dice.roll(9); i > 0; --i) text += "w" + std::to_string(dice.roll(4)) + " ";
      lines.push_back(texts.fold(texts.add(kept_text(text))));
      texts.count_words(lines.back());
    }
    texts.weigh_words();
    const auto left = texts.words(lines[0]);
    const auto right = texts.words(lines[1]);
    const std::vector<bool> naive = naive_common_in_order(texts, left, right);
    EXPECT_EQ(common_in_order(texts, left, right), naive) << round;
    double weight = 0;
    for (std::size_t i = 0; i < left.size(); ++i)
      if (naive[i]) weight += texts.weight(left[i]);
    const double evidence = likeness(texts, texts.passage(lines[0]), texts.passage(lines[1])).evidence;
    EXPECT_NEAR(evidence * texts.rare_weight(), weight, 1e-4) << round;
  }
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
