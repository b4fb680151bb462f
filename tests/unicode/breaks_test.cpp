// SPDX-License-Identifier: Apache-2.0
#include "unicode/breaks.hpp"

#include <gmock/gmock.h>

namespace stet::unicode {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Breaks, CountsSentencesInBytes) {
  Breaks english("en");
  EXPECT_THAT(english.sentences(""), IsEmpty());
  EXPECT_THAT(english.sentences("One. Two."), ElementsAre(5U, 9U));
  EXPECT_THAT(english.sentences("Café. \U0001F600 Two."), ElementsAre(7U, 16U));
}

TEST(Breaks, CountsWordsInBytes) {
  Breaks chinese("zh");
  std::vector<std::size_t> ends;
  for (const WordBreak& word : chinese.words("é 12 中文")) ends.push_back(word.end);
  EXPECT_THAT(ends, ElementsAre(2U, 3U, 5U, 6U, 12U));
}

TEST(Breaks, KeepsClustersTogether) {
  Breaks root("");
  EXPECT_THAT(root.graphemes("e\u0301\U0001F468\u200D\U0001F469x"), ElementsAre(3U, 14U, 15U));
}

TEST(Breaks, TakesAnyLanguageTag) {
  Breaks unknown("not a language \xFF");
  EXPECT_THAT(unknown.sentences("A. B."), ::testing::SizeIs(2));
}

}  // namespace
}  // namespace stet::unicode
