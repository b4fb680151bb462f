// SPDX-License-Identifier: Apache-2.0
#include "history/phrase.hpp"

#include <gtest/gtest.h>

#include "fmt/format.h"
#include "stet/read.hpp"
#include "support/generated_text.hpp"
#include "unicode/fold.hpp"

namespace stet::history {
namespace {

/// The sentences of a block that a phrase touches, "0 1"; the error where there is one.
std::string touched(const PhraseQuery& query, const std::vector<std::string>& sentences, bool joined = false) {
  const auto phrase = Phrase::of(query);
  if (!phrase) return "error: " + phrase.error().message;
  std::vector<std::string> folded;
  for (const std::string& sentence : sentences) folded.push_back(unicode::fold_typography(sentence));
  std::vector<FoldedSentence> block;
  for (const std::string& sentence : folded) block.push_back({sentence, joined});
  const auto found = phrase->touched(block);
  if (!found) return "error: " + found.error().message;
  std::string text;
  for (const std::uint32_t at : *found) text += fmt::format("{}{}", text.empty() ? "" : " ", at);
  // What a sentence says by itself never contradicts the whole.
  bool may_hold = false;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const auto sight = phrase->sight(folded[i]);
    may_hold = may_hold || sight == Phrase::Sight::Holds || sight == Phrase::Sight::Ask ||
               (sight == Phrase::Sight::Begins && i + 1 < folded.size());
    if (sight == Phrase::Sight::Holds) {
      EXPECT_NE(text, "");
    }
  }
  if (!text.empty()) {
    EXPECT_TRUE(may_hold);
  }
  return text;
}

TEST(Phrase, IsBlindToTypographyAndSpace) {
  EXPECT_EQ(touched({.text = "the  \"board\"\nshall"}, {"Yes.", "So the “board” shall pay."}), "1");
  EXPECT_EQ(touched({.text = "2015-2016"}, {"In 2015–2016."}), "0");
  EXPECT_EQ(touched({.text = "e\u0301tat"}, {"L’état."}), "0");
  EXPECT_EQ(touched({.text = "3000 euros"}, {"It costs 3,000 euros."}), "0");
}

TEST(Phrase, RunsOverTheEndsOfSentences) {
  EXPECT_EQ(touched({.text = "spoke. They went"}, {"Nobody spoke.", "They went home."}), "0 1");
  EXPECT_EQ(touched({.text = "spoke. Yes. They"}, {"Nobody spoke.", "Yes.", "They went home."}), "0 1 2");
  EXPECT_EQ(touched({.text = "讲话。他们"}, {"没有人讲话。", "他们回家了。"}, true), "0 1");
  EXPECT_EQ(touched({.text = "spoke.They"}, {"Nobody spoke.", "They went home."}), "");
}

TEST(Phrase, MindsCaseUnlessTold) {
  EXPECT_EQ(touched({.text = "board"}, {"The Board."}), "");
  EXPECT_EQ(touched({.text = "bOARD", .ignore_case = true}, {"The Board."}), "0");
  EXPECT_EQ(touched({.text = "STRASSE", .ignore_case = true}, {"Die Straße."}), "0");
}

TEST(Phrase, BeginsInsideAWordUnlessTold) {
  EXPECT_EQ(touched({.text = "oar"}, {"The board."}), "0");
  EXPECT_EQ(touched({.text = "oar", .word = true}, {"The board.", "An oar."}), "1");
  EXPECT_EQ(touched({.text = "board", .word = true}, {"The (board)."}), "0");
  EXPECT_EQ(touched({.text = "国人", .word = true}, {"中国人民。", "国人说了。"}), "1");
}

TEST(Phrase, NeverEndsInsideACharacter) {
  EXPECT_EQ(touched({.text = "x"}, {"An x\u0302."}), "");
  EXPECT_EQ(touched({.text = "cafe"}, {"Un café."}), "");
}

TEST(Phrase, MayBeAnExpression) {
  EXPECT_EQ(touched({.text = "\\bboards?\\b.*went", .regex = true}, {"The board spoke.", "They went."}), "0 1");
  EXPECT_EQ(touched({.text = "(?i)ЗАСЕДАНИ\\w+", .regex = true}, {"На заседании."}), "0");
  EXPECT_EQ(touched({.text = "(", .regex = true}, {"x"}).substr(0, 28), "error: is no regular express");
  EXPECT_EQ(touched({.text = "(a+)+$", .regex = true}, {std::string(40, 'a') + "b"}).substr(0, 34),
            "error: the regular expression take");
}

TEST(Phrase, WithoutTextIsNone) {
  EXPECT_EQ(touched({.text = " \n"}, {"x"}), "error: the phrase has no text: give the words to look for");
  EXPECT_EQ(touched({.text = "\xFF"}, {"x"}), "error: the phrase is no UTF-8");
}

/// Where a phrase stands for certain in Markdown; -1 where that is open.
int plain_place(const std::string& phrase, const std::string& markdown) {
  const std::size_t place = Phrase::of({.text = phrase})->plain_place_in(markdown);
  return place == std::string::npos ? -1 : static_cast<int>(place);
}

TEST(Phrase, StandsPlainlyWhereNothingCanHideIt) {
  EXPECT_EQ(plain_place("personal data", "Your personal data.\n"), 5);
  EXPECT_EQ(plain_place("personal data", "Your *personal data*.\n"), 6);
  EXPECT_EQ(plain_place("personal data", "See [this](a.html) on personal data.\n"), 22);
  EXPECT_EQ(plain_place("personal data", "personal  data\n"), -1);
  EXPECT_EQ(plain_place("personal data", "See [this](a.html \"on personal data\").\n"), -1);
  EXPECT_EQ(plain_place("data", "See [this](data.html).\n"), -1);
  EXPECT_EQ(plain_place("personal data", "<!-- personal data -->\n"), -1);
  EXPECT_EQ(plain_place("personal data", "| a |\n|---|\n| b | personal data |\n"), -1);
  EXPECT_EQ(plain_place("personal dat", "personal dat\u0301a\n"), -1);
  EXPECT_EQ(plain_place("3 euros", "3 euros\n"), -1);
}

TEST(Phrase, IsNotLookedForWhereOneOfItsWordsIsMissing) {
  const auto phrase = Phrase::of({.text = "personal data"});
  EXPECT_TRUE(phrase->may_be_in("personal da*ta*", true));
  EXPECT_FALSE(phrase->may_be_in("personal matters", true));
  EXPECT_FALSE(phrase->may_be_in("data", false));
}

TEST(Phrase, IsNotLookedForWhereItsWordsStandApart) {
  const auto phrase = Phrase::of({.text = "personal data"});
  EXPECT_FALSE(phrase->may_be_in("personal, then data", true));
  EXPECT_FALSE(phrase->may_be_in("data that is personal", true));
  EXPECT_TRUE(phrase->may_be_in("impersonal, and personal\n> **data**", true));
  EXPECT_TRUE(phrase->may_be_in("[personal](a.html) data", true));
  EXPECT_TRUE(phrase->may_be_in("personal <!-- or not --> data", true));
}

TEST(Phrase, IsLookedForWhereverAReadingOfMarkdownHoldsIt) {
  const std::string_view pieces[] = {
      "personal", "data",   "person", "al",     "da",     "ta",     " ",    " ",    "\n",
      "*",        "**",     "_",      "~~",     "`",      "[",      "](t)", "]",    "](t \"x\")",
      "&nbsp;",   "&#100;", "&amp;",  "\u00AD", "\u200B", "\u00A0", "<b>",  "</b>", "<!-- n -->",
      "\\",       "> ",     "\n\n",   "- ",     "1. ",    "|",      "!",    ", ",   "\u0301"};
  stet::test::Dice dice(41);
  std::size_t held = 0;
  for (const std::string_view words : {"personal data", "data"}) {
    const auto phrase = Phrase::of({.text = std::string(words)});
    for (int round = 0; round < 40000; ++round) {
      std::string text;
      for (std::size_t i = 1 + dice.roll(9); i > 0; --i) text += pieces[dice.roll(std::size(pieces))];
      text += dice.chance(50) ? "personal" : "";
      for (std::size_t i = 1 + dice.roll(3); i > 0; --i) text += pieces[dice.roll(std::size(pieces))];
      text += dice.chance(50) ? "data" : "";
      const auto document = read_document(Source::of(text, "text", TextType::Markdown));
      ASSERT_TRUE(document);
      for (const Block& block : document->blocks) {
        if (!*phrase->is_in(unicode::fold_typography(document->text(block)))) continue;
        ++held;
        ASSERT_TRUE(phrase->may_be_in(text, true)) << text;
        ASSERT_TRUE(phrase->may_be_in(document->text(block), false)) << text;
      }
    }
  }
  EXPECT_GT(held, 1000U) << "the texts are to hold it often";
}

}  // namespace
}  // namespace stet::history
