// SPDX-License-Identifier: Apache-2.0
// Texts built to be slow: what is here takes a fiftieth of a second each with the sanitizers, and some of it would take
// minutes if any look-back or look-ahead were unbounded.
#include <gtest/gtest.h>

#include <ctime>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "segment/segmenter.hpp"
#include "unicode/utf8.hpp"

namespace stet::segment {
namespace {

constexpr std::size_t kBytes = std::size_t{1} << 16U;
/// Of processor time, for one text.
constexpr std::clock_t kLongest = CLOCKS_PER_SEC;

std::string repeated(std::string_view piece) {
  std::string text;
  text.reserve(kBytes + piece.size());
  while (text.size() < kBytes) text += piece;
  return text;
}

void expect_tiles(std::string_view text, const std::vector<TextRange>& ranges) {
  std::size_t end = 0;
  for (const TextRange range : ranges) {
    ASSERT_EQ(range.begin, end);
    ASSERT_LT(range.begin, range.end);
    end = range.end;
  }
  ASSERT_EQ(end, text.size());
}

TEST(Hostile, TextsFinishAndTile) {
  for (const std::string_view piece :
       {"x",         "word ",    ".",      "!",      "? ",     "…",       "\"",       "“",      "”",      "(",
        ")",         "( A. ",    "[1]",    ". ",     ".\" ",   ". (",     "A.",       "A. ",    "z. B. ", "1. ",
        "1) ",       "a) ",      "• ",     "« ",     "» ",     ". »",     " ",        "\u00A0", "\u3000", "。“",
        "。」",      "「？」と", "“？”",   "\u0301", "\u200B", ".\u200B", "'",        "-",      "Mr. ",   "U.S. ",
        "5 p.m. A ", "..... ",   ". . . ", ", ",     "กขค ",   "ก ",      "ก",        "\n",     "\u2028", ":",
        ";",         "é",        "字",     "？",     "《",     "1.1.1.",  "[12][13]", ". – ",   ". 1 ",   "\u0301.",
        ". \u0301",  ".)",       "(a)",    "«.»"}) {
    const std::string text = repeated(piece);
    for (const char* const language : {"en", "de", "th"}) {
      Segmenter segmenter(language);
      const std::clock_t begin = std::clock();
      expect_tiles(text, segmenter.sentences(text));
      EXPECT_LT(std::clock() - begin, kLongest) << piece << " in " << language;
    }
  }
}

TEST(Hostile, RandomMarksTile) {
  constexpr std::u32string_view kAlphabet = U"aA1 .!?…\"'()[]«»“”„-–:;•。「」？字กМр\u0301\u200B¹";
  std::vector<Segmenter> segmenters;
  for (const char* const language : {"en", "fr", "zh", "hy", "und"}) segmenters.emplace_back(language);
  std::mt19937 random(7);
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (std::size_t i = random() % 80; i > 0; --i) unicode::append(text, kAlphabet[random() % kAlphabet.size()]);
    for (Segmenter& segmenter : segmenters) {
      const auto ranges = segmenter.sentences(text);
      expect_tiles(text, ranges);
      // Boundaries are places between code points.
      for (const TextRange range : ranges)
        ASSERT_NE(static_cast<unsigned char>(text[range.begin]) & 0xC0, 0x80) << text;
    }
  }
}

}  // namespace
}  // namespace stet::segment
