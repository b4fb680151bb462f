// SPDX-License-Identifier: Apache-2.0
#include "segment/language_data.hpp"

#include <gtest/gtest.h>

#include <span>
#include <string_view>
#include <vector>

#include "segment/segmenter.hpp"
#include "segment/stop_words.hpp"

namespace stet::segment {
namespace {

TEST(LanguageData, TellsWhatMayBeginAnAbbreviationOfParts) {
  const LanguageData german("de");
  for (const char* word : {"z", "Z", "u", "d"}) EXPECT_TRUE(german.may_begin_parts(word)) << word;
  for (const char* word : {"Zeit", "x", ""}) EXPECT_FALSE(german.may_begin_parts(word)) << word;
  LanguageData english("en");
  EXPECT_FALSE(english.may_begin_parts("Dipl.Ing"));
  english.add({"Dipl.Ing.Arch."}, {});
  for (const char* word : {"Dipl", "dipl.ing", "DIPL.ING"}) EXPECT_TRUE(english.may_begin_parts(word)) << word;
  EXPECT_FALSE(english.may_begin_parts("Diplomatic"));
  for (const char* word : {"и", "И", "т", "до"}) EXPECT_TRUE(LanguageData("ru").may_begin_parts(word)) << word;
}

TEST(LanguageData, LowerCaseStandsForEveryCaseAndACapitalForItself) {
  const LanguageData english("en");
  EXPECT_TRUE(english.classes("Mr").contains(WordClass::Title));
  EXPECT_TRUE(english.classes("MR").contains(WordClass::Title));
  EXPECT_TRUE(english.classes("Gen").contains(WordClass::Title));
  EXPECT_FALSE(english.classes("gen").contains(WordClass::Title));
  EXPECT_TRUE(english.classes("zebra").empty());
  EXPECT_TRUE(english.classes("").empty());
}

TEST(LanguageData, KnowsCasesOfOtherScriptsToo) {
  const LanguageData russian("ru");
  for (const char* word : {"проф", "Проф", "ПРОФ"})
    EXPECT_TRUE(russian.classes(word).contains(WordClass::Title)) << word;
  // Minutes and seconds are written small: "Мин" is a name's beginning.
  EXPECT_TRUE(russian.classes("мин").contains(WordClass::Measure));
  EXPECT_FALSE(russian.classes("Мин").contains(WordClass::Measure));
  EXPECT_TRUE(russian.classes("профиль").empty());
}

TEST(LanguageData, OnlyThePrimaryPartOfATagCounts) {
  EXPECT_TRUE(LanguageData("pt-BR").known());
  EXPECT_TRUE(LanguageData("PT_br").known());
  EXPECT_FALSE(LanguageData("und").known());
  EXPECT_FALSE(LanguageData("").known());
  EXPECT_EQ(primary_language("zh-Hant-TW"), "zh");
}

TEST(LanguageData, EveryLanguageHasAbbreviations) {
  for (const std::string_view name : kStopWords.names) {
    const LanguageData data(name);
    EXPECT_EQ(data.words(WordClass::Title).empty(), name == "th") << name;
  }
}

TEST(StopWords, AreThoseOfEachLanguage) {
  const auto languages_of = [](std::string_view word) {
    std::vector<std::string_view> languages;
    const StopWords::Languages bits = kStopWords.languages_of(*short_word(word));
    for (std::size_t i = 0; i < kStopWords.names.size(); ++i)
      if ((bits >> i & 1U) != 0) languages.push_back(kStopWords.names[i]);
    return languages;
  };
  EXPECT_EQ(languages_of("und"), std::vector<std::string_view>{"de"});
  EXPECT_EQ(languages_of("the"), std::vector<std::string_view>{"en"});
  EXPECT_GT(languages_of("de").size(), 2U);
  EXPECT_TRUE(languages_of("zebra").empty());
  EXPECT_FALSE(short_word("abcdefghi"));
}

TEST(LanguageData, TakesAProjectsOwnWords) {
  const LanguageWords own{"en", {"Ofcom.", "s. o."}, {"Hansard"}};
  Segmenter without("en");
  Segmenter with("en", SegmentUnit::Sentence, std::span(&own, 1));
  constexpr std::string_view kText = "It went to Ofcom. Chairs met. It went to Ofcom. Hansard has it.";
  EXPECT_EQ(without.sentences(kText).size(), 4U);
  EXPECT_EQ(with.sentences(kText).size(), 3U);
  Segmenter other("de", SegmentUnit::Sentence, std::span(&own, 1));
  EXPECT_EQ(other.sentences(kText).size(), 4U);
}

}  // namespace
}  // namespace stet::segment
