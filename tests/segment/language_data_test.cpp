// SPDX-License-Identifier: Apache-2.0
#include "segment/language_data.hpp"

#include <gtest/gtest.h>

#include <span>
#include <string_view>

#include "segment/segmenter.hpp"

namespace stet::segment {
namespace {

TEST(LanguageData, LowerCaseStandsForEveryCaseAndACapitalForItself) {
  const LanguageData english("en");
  EXPECT_TRUE(english.classes("Mr").contains(WordClass::Title));
  EXPECT_TRUE(english.classes("MR").contains(WordClass::Title));
  EXPECT_TRUE(english.classes("Gen").contains(WordClass::Title));
  EXPECT_FALSE(english.classes("gen").contains(WordClass::Title));
  EXPECT_TRUE(english.classes("zebra").empty());
  EXPECT_TRUE(english.classes("").empty());
}

TEST(LanguageData, OnlyThePrimaryPartOfATagCounts) {
  EXPECT_TRUE(LanguageData("pt-BR").known());
  EXPECT_TRUE(LanguageData("PT_br").known());
  EXPECT_FALSE(LanguageData("und").known());
  EXPECT_FALSE(LanguageData("").known());
  EXPECT_EQ(primary_language("zh-Hant-TW"), "zh");
}

TEST(LanguageData, EveryLanguageHasAbbreviations) {
  for (const std::string_view name : languages_with_data()) {
    const LanguageData data(name);
    EXPECT_EQ(data.words(WordClass::Title).empty(), name == "th") << name;
  }
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
