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

TEST(Settings, Policy) {
  const Result<Settings> settings = parse_settings(
      "[published]\npaths = [\"releases/**\"]\nsince = \"published\"\n[rules]\nsilent-change = \"warning\"\nlink = "
      "\"error\"\n[[keep]]\nphrase = \"Provisional.\"\nseverity = \"warning\"\n[[avoid]]\nphrase = \"embargo\"\npaths "
      "= "
      "[\"a\"]\n[[waiver]]\nrule = \"keep\"\npath = \"a.md\"\nreason = \"so\"\nexpires = 2026-12-31\n[[waiver]]\nrule "
      "= "
      "\"link\"\npath = \"b.md\"\nreason = \"so\"\n",
      "stet.toml");
  ASSERT_TRUE(settings) << settings.error().message;
  const Policy& policy = settings->policy;
  EXPECT_TRUE(policy.is_set);
  EXPECT_THAT(policy.paths, ElementsAre("releases/**"));
  EXPECT_EQ(policy.since, "published");
  EXPECT_EQ(policy.levels[static_cast<std::size_t>(Rule::SilentChange)], RuleLevel::Warning);
  EXPECT_EQ(policy.levels[static_cast<std::size_t>(Rule::Link)], RuleLevel::Error);
  EXPECT_EQ(policy.levels[static_cast<std::size_t>(Rule::Number)], RuleLevel::Off);
  ASSERT_EQ(policy.keep.size(), 1U);
  EXPECT_EQ(policy.keep[0].level, RuleLevel::Warning);
  ASSERT_EQ(policy.avoid.size(), 1U);
  EXPECT_EQ(policy.avoid[0].level, RuleLevel::Error);
  EXPECT_THAT(policy.avoid[0].paths, ElementsAre("a"));
  ASSERT_EQ(policy.waivers.size(), 2U);
  EXPECT_EQ(policy.waivers[0].rule, Rule::Keep);
  EXPECT_EQ(policy.waivers[0].expires, Timestamp{1798675200});
  EXPECT_EQ(policy.waivers[0].line, 13U);
  EXPECT_EQ(policy.waivers[1].expires, std::nullopt);
}

TEST(Settings, NoPolicy) {
  const Result<Settings> settings = parse_settings("[archive]\nformat = 1\n[language.en]\n", "stet.toml");
  ASSERT_TRUE(settings);
  EXPECT_FALSE(settings->policy.is_set);
  EXPECT_EQ(settings->policy.levels[0], RuleLevel::Error);
}

TEST(Settings, FaultsOfAPolicy) {
  EXPECT_EQ(fault_of("[rules]\nnmber = \"off\"\n"),
            "stet.toml: line 2: unknown key 'nmber' in [rules]: did you mean 'number'?");
  EXPECT_EQ(fault_of("[rules]\nnumber = \"errr\"\n"),
            "stet.toml: line 2: 'number' in [rules] cannot be 'errr': did you mean 'error'?");
  EXPECT_EQ(fault_of("[rules]\nnumber = true\n"),
            "stet.toml: line 2: 'number' in [rules] is to be a text in quotation marks");
  EXPECT_EQ(fault_of("[rules]\nkeep = \"error\"\n").substr(0, 52),
            "stet.toml: line 2: unknown key 'keep' in [rules]: kn");
  EXPECT_EQ(fault_of("[published]\npath = []\n"),
            "stet.toml: line 2: unknown key 'path' in [published]: did you mean 'paths'?");
  EXPECT_EQ(fault_of("[published]\npaths = \"a\"\n"),
            "stet.toml: line 2: 'paths' in [published] is to be a list of texts: [\"releases/**/*.md\"]");
  EXPECT_EQ(fault_of("[published]\npaths = [\"../a\"]\n"),
            "stet.toml: line 2: '../a' leads outside the repository: paths are relative to its root");
  EXPECT_EQ(fault_of("[keep]\nphrase = \"a\"\n"),
            "stet.toml: line 1: 'keep' is to be a table in double brackets, as often as it is needed: [[keep]]");
  EXPECT_EQ(fault_of("[[keep]]\npaths = [\"a\"]\n"),
            "stet.toml: line 1: there is no 'phrase' in [[keep]]: it must have one");
  EXPECT_THAT(fault_of("[[avoid]]\nphrase = \"\\u00ad\"\n"), HasSubstr("stet.toml: line 2: "));
  EXPECT_EQ(fault_of("[[waiver]]\nrule = \"nubmer\"\npath = \"a\"\nreason = \"b\"\n"),
            "stet.toml: line 2: 'rule' in [[waiver]] cannot be 'nubmer': did you mean 'number'?");
  EXPECT_EQ(fault_of("[[waiver]]\nrule = \"number\"\npath = \"a\"\n"),
            "stet.toml: line 1: there is no 'reason' in [[waiver]]: it must have one");
  EXPECT_EQ(fault_of("[[waiver]]\nrule = \"number\"\npath = \"a\"\nreason = \"b\"\nexpires = \"soon\"\n"),
            "stet.toml: line 5: 'expires' in [[waiver]] is to be a date: 2026-12-31");
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
