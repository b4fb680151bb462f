// SPDX-License-Identifier: Apache-2.0
#include "segment/plain_end.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>
#include <vector>

#include "segment/segmenter.hpp"
#include "support/rounds.hpp"

namespace stet::segment {
namespace {

/// At the first full stop of a text that is one sentence up to there.
bool ends_at_first_stop(std::string_view text, const char* language = "en") {
  const std::size_t mark = text.find('.');
  return ends_plainly(text, 0, mark, mark + 2, LanguageData(language));
}

TEST(PlainEnd, IsThatOfMostSentences) {
  EXPECT_TRUE(ends_at_first_stop("The fee is small. The park is open."));
  EXPECT_TRUE(ends_at_first_stop("Agreed. The park is open."));
  EXPECT_TRUE(ends_at_first_stop("Der Park ist offen. Er bleibt es.", "de"));
}

TEST(PlainEnd, IsNoneWhereARuleMayHaveASay) {
  for (const char* text :
       {"The fee is 12. The park is open.", "They saw Mr. Smith go.", "He met J. Smith.", "See Art. Smith there.",
        "World War II. Then it ended.", "iv. The fee is small.", "A . The", "The fee is small.  The park is open.",
        "The fee is small.\nThe park is open.", "The fee is small. the park is open.", "The fee is small. “The park",
        "The fee is small.”The park is open.", "It costs 5 p. The park", "The café. The park is open.",
        "The fee is small.", " Agreed. The park is open."})
    EXPECT_FALSE(ends_at_first_stop(text)) << text;
  LanguageData own("en");
  own.add({"Dipl.Ing."}, {});
  EXPECT_FALSE(ends_plainly("She is Dipl. Ing. of it.", 0, 11, 13, own));
  EXPECT_FALSE(ends_plainly("See op. cit. The park is open.", 0, 11, 13, LanguageData("en")));
  EXPECT_FALSE(ends_at_first_stop("Er wohnt in der Hauptstr. Das Haus", "de"));
  EXPECT_FALSE(ends_at_first_stop(std::string(60, 'a') + ". The park is open."));
}

TEST(PlainEnd, LooksNoFurtherBackThanTheSentence) {
  const LanguageData english("en");
  const std::string_view text = "It rained. Nobody came. The end.";
  EXPECT_TRUE(ends_plainly(text, 11, 22, 24, english));
  // "ody came": the sentence begins inside a word.
  EXPECT_FALSE(ends_plainly("It. came. The", 5, 8, 10, english));
}

/// The rules, asked one by one, are what the short way has to agree with.
TEST(PlainEnd, IsWhatTheRulesSay) {
  constexpr std::array kPieces{
      "word", "Word", "Mr",  "Dr",   "no",    "No",  "IV",  "ix", "etc",     "U.S",     "z",      "B",
      "u",    "a",    "The", "the",  "(",     ")",   "[",   "]",  "\"",      "”",       "“",      "«",
      "»",    "[1]",  "1",   "12",   "…",     ".",   ". ",  ". ", ". ",      ". ",      " ",      " ",
      " ",    "  ",   "! ",  "? ",   ":",     ": ",  "• ",  "- ", "Article", "Section", "S",      "Hauptstr",
      "Jan",  "p",    "m",   "café", "École", "है",   "।",   "。", "，",      "\u00AD",  "\u2029", "said",
      "vol",  "Ph",   "Ll",  "B.",   "D",     "op",  "cit", "et", "al",      "lib",     "Art",    "ed",
      "it",   "St",   "e",   "g",    "i",     "Inc", "p.m", "’s", "²",       ",",       "ok",     "Ⅳ"};
  std::mt19937 dice(20261130);
  for (const char* language : {"en", "de", "fr", "es", "ru", "hi", "zh", "und"}) {
    Segmenter segmenter(language);
    for (int round = 0; round < test::rounds(2000); ++round) {
      std::string text;
      for (int i = 0; i < 24; ++i) text += kPieces.at(dice() % kPieces.size());
      std::vector<RuleTrace> trace;
      const auto by_rules = segmenter.sentences(text, &trace);
      const auto plainly = segmenter.sentences(text);
      ASSERT_EQ(plainly.size(), by_rules.size()) << language << ": " << text;
      for (std::size_t i = 0; i < plainly.size(); ++i)
        ASSERT_EQ(plainly[i].begin, by_rules[i].begin) << language << ": " << text;
    }
  }
}

}  // namespace
}  // namespace stet::segment
