// SPDX-License-Identifier: Apache-2.0
// Every rule has its cases in fixtures/segment/rules, and without the rule at least one of them fails.
#include "segment/rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "segment/cases.hpp"
#include "segment/segmenter.hpp"

namespace stet::segment {
namespace {

std::vector<std::string_view> rule_names() {
  std::vector<std::string_view> names{kBulletRule, kInlineListRule, kColonRule, kPhraseRule};
  for (const auto& rule : move_rules()) names.push_back(rule.name);
  for (const auto& rule : drop_rules()) names.push_back(rule.name);
  for (const auto& rule : add_rules()) names.push_back(rule.name);
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<test::Case> cases_of(std::string_view rule) {
  return test::read_cases(std::string(STET_FIXTURES) + "/segment/rules/" + std::string(rule) + ".txt");
}

std::vector<std::size_t> cuts_in(Segmenter& segmenter, std::string_view text, std::vector<RuleTrace>* trace = nullptr) {
  std::vector<std::size_t> cuts;
  for (const TextRange range : segmenter.sentences(text, trace))
    if (range.begin > 0) cuts.push_back(range.begin);
  return cuts;
}

class RuleCases : public ::testing::TestWithParam<std::string_view> {};

TEST_P(RuleCases, GiveTheSentencesWritten) {
  const std::vector<test::Case> cases = cases_of(GetParam());
  ASSERT_FALSE(cases.empty());
  for (const test::Case& one : cases) {
    Segmenter segmenter(one.language);
    EXPECT_EQ(cuts_in(segmenter, one.text), one.cuts) << one.line;
  }
}

TEST_P(RuleCases, FailWithoutTheRule) {
  const std::vector<std::string_view> off{GetParam()};
  bool missed = false;
  for (const test::Case& one : cases_of(GetParam())) {
    Segmenter segmenter = Segmenter::without_rules(one.language, off);
    missed = missed || cuts_in(segmenter, one.text) != one.cuts;
  }
  EXPECT_TRUE(missed);
}

TEST_P(RuleCases, AreTraced) {
  bool traced = false;
  for (const test::Case& one : cases_of(GetParam())) {
    Segmenter segmenter(one.language);
    std::vector<RuleTrace> traces;
    static_cast<void>(cuts_in(segmenter, one.text, &traces));
    for (const RuleTrace& trace : traces) {
      EXPECT_LE(trace.position, one.text.size());
      traced = traced || trace.rule == GetParam();
    }
  }
  EXPECT_TRUE(traced);
}

INSTANTIATE_TEST_SUITE_P(Rules, RuleCases, ::testing::ValuesIn(rule_names()), [](const auto& rule) {
  std::string name(rule.param);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST(HardParagraphs, AreMostlyCutRight) {
  std::size_t right = 0;
  const std::vector<test::Case> cases = test::read_cases(STET_FIXTURES "/segment/hard_paragraphs.txt");
  for (const test::Case& one : cases) {
    Segmenter segmenter(one.language);
    if (cuts_in(segmenter, one.text) == one.cuts) ++right;
  }
  EXPECT_EQ(cases.size(), 169U);
  EXPECT_GE(right, 127U);
}

TEST(RuleNames, AreDistinct) {
  const std::vector<std::string_view> names = rule_names();
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
}

}  // namespace
}  // namespace stet::segment
