// SPDX-License-Identifier: Apache-2.0
#include "classify/tokens.hpp"

#include <gtest/gtest.h>

#include <iterator>
#include <string>

#include "support/generated_text.hpp"

namespace stet::classify {
namespace {

std::string shown(const std::vector<Token>& tokens) {
  std::string text;
  for (const Token& token : tokens) {
    for (const std::uint32_t number : {token.begin, token.end, token.id}) text += std::to_string(number) + ' ';
    text += std::to_string(static_cast<int>(token.kind)) + (token.capital ? "C" : "") + (token.all_caps ? "A" : "") +
            (token.unspaced ? "U" : "") + "; ";
  }
  return text;
}

TEST(TokenizeLike, GivesTheTokensOfTheWholeText) {
  const std::string_view pieces[] = {" ",    " ",      " ",    "a",    "The",
                                     "of",   "1",      "23",   ",",    ".",
                                     "-",    "'",      "U.S.", "€",    "%",
                                     "三月", "第",     "会议", "é",    "\u00A0",
                                     "\n",   "@",      "two",  "year", "http://a.b/c",
                                     "l'",   "\u0301", "不"};
  stet::test::Dice dice(5);
  for (const std::string_view language : {"en", "zh", "fr"}) {
    const Lexicon lexicon(language);
    Vocabulary vocabulary(lexicon);
    unicode::Breaks breaks{std::string(language)};
    for (int round = 0; round < 4000; ++round) {
      const auto made = [&](std::size_t most) {
        std::string text;
        for (std::size_t i = dice.roll(most); i > 0; --i) text += pieces[dice.roll(std::size(pieces))];
        return text;
      };
      const std::string head = made(12);
      const std::string tail = made(12);
      const std::string other = head + made(4) + tail;
      const std::string text = head + made(4) + tail;
      const std::vector<Token> known = tokenize(other, vocabulary, breaks);
      ASSERT_EQ(shown(tokenize_like(text, other, known, vocabulary, breaks)), shown(tokenize(text, vocabulary, breaks)))
          << other << "\n"
          << text;
    }
  }
}

}  // namespace
}  // namespace stet::classify
