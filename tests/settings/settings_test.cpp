// SPDX-License-Identifier: Apache-2.0
#include "stet/settings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stet {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string fault_of(std::string_view toml) {
  const Result<Settings> settings = parse_settings(toml, "stet.toml");
  return settings ? std::string() : settings.error().place + ": " + settings.error().message;
}

TEST(Settings, WordsOfLanguages) {
  const Result<Settings> settings = parse_settings(
      "[archive]\nformat = 1\n[rules]\nnumber = \"off\"\n[language.en]\nabbreviations = [\"Ofcom.\"]\nstarters = "
      "[\"Hansard\"]\n[language.de]\nstarters = []\n",
      "stet.toml");
  ASSERT_TRUE(settings) << settings.error().message;
  ASSERT_EQ(settings->words.size(), 2U);
  EXPECT_EQ(settings->words[0].language, "de");
  EXPECT_EQ(settings->words[1].language, "en");
  EXPECT_THAT(settings->words[1].abbreviations, ElementsAre("Ofcom."));
  EXPECT_THAT(settings->words[1].starters, ElementsAre("Hansard"));
}

TEST(Settings, NothingSaid) {
  const Result<Settings> settings = parse_settings("", "stet.toml");
  ASSERT_TRUE(settings);
  EXPECT_THAT(settings->words, IsEmpty());
}

TEST(Settings, FaultsNameTheLineAndTheRemedy) {
  EXPECT_EQ(fault_of("[languge.en]\n"), "stet.toml: line 1: unknown key 'languge': did you mean 'language'?");
  EXPECT_EQ(fault_of("\n[language.en]\nabreviations = []\n"),
            "stet.toml: line 3: unknown key 'abreviations' in [language.en]: did you mean 'abbreviations'?");
  EXPECT_EQ(fault_of("[language.en]\nwords = []\n"),
            "stet.toml: line 2: unknown key 'words' in [language.en]: known are abbreviations, starters");
  EXPECT_EQ(fault_of("[language.en]\nstarters = \"Hansard\"\n"),
            "stet.toml: line 2: 'starters' is to be a list of words: [\"Ofcom.\"]");
  EXPECT_EQ(fault_of("[language.en]\nstarters = [\"two words\"]\n"),
            "stet.toml: line 2: 'starters' holds what is no single word");
  EXPECT_EQ(fault_of("[language.English]\n"),
            "stet.toml: line 1: 'English' is no language: name it as in [language.en]");
  EXPECT_EQ(fault_of("language = 1\n"), "stet.toml: line 1: 'language' is to be a table: [language.en]");
  EXPECT_THAT(fault_of("[language\n"), HasSubstr("stet.toml: line 1: is no TOML: "));
}

}  // namespace
}  // namespace stet
