// SPDX-License-Identifier: Apache-2.0
#include "intake/path_rule.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/iso_time.hpp"

namespace stet::test {
namespace {

using intake::DatedName;
using intake::PathRule;
using intake::UsualForms;

/// "name 2018-02-28T00:00:00Z", "name" without a date, "!" for an impossible date, "-" for no match.
std::string shown(const std::optional<Result<DatedName>>& matched) {
  if (!matched) return "-";
  if (!*matched) return "!";
  const DatedName& dated = **matched;
  return dated.published ? dated.name + " " + text::format_iso_time(*dated.published) : dated.name;
}

struct UsualCase {
  const char* path;
  const char* expected;
};

TEST(UsualForms, SayNameAndDate) {
  const UsualForms forms;
  for (const auto& [path, expected] : {
           UsualCase{"un/statement/2018-02-28.txt", "un/statement 2018-02-28T00:00:00Z"},
           UsualCase{"2018/02/28-un-statement.md", "un-statement 2018-02-28T00:00:00Z"},
           UsualCase{"2018/02/28/un-statement.md", "un-statement 2018-02-28T00:00:00Z"},
           UsualCase{"un/2018/02/28-statement.md", "un/statement 2018-02-28T00:00:00Z"},
           UsualCase{"un/statement/2018/02/28.md", "un/statement 2018-02-28T00:00:00Z"},
           UsualCase{"statement_2018-02-28T1558Z.md", "statement 2018-02-28T15:58:00Z"},
           UsualCase{"statement_2018-02-28T15-58-07+0100.md", "statement 2018-02-28T14:58:07Z"},
           UsualCase{"statement-20180228T155807Z.txt", "statement 2018-02-28T15:58:07Z"},
           UsualCase{"a/b-c 2018_02_28.txt", "a/b-c 2018-02-28T00:00:00Z"},
           UsualCase{"2018-02-28 statement.txt", "statement 2018-02-28T00:00:00Z"},
           UsualCase{"un/2018.02.28.statement.txt", "un/statement 2018-02-28T00:00:00Z"},
           UsualCase{"2018-02-28/un/statement.txt", "un/statement 2018-02-28T00:00:00Z"},
           UsualCase{"terms.v2@2018-02-28.md", "terms.v2 2018-02-28T00:00:00Z"},
           UsualCase{"2018-02-28.md", " 2018-02-28T00:00:00Z"},
           UsualCase{"plan-2018-02-28-2019-01-01.md", "plan-2018-02-28 2019-01-01T00:00:00Z"},
           UsualCase{"un/statement.txt", "-"},
           UsualCase{"statement-201802281.txt", "-"},
           UsualCase{"statement-2018-02-281.txt", "-"},
           UsualCase{"statement-2018-02-30.txt", "!"},
           UsualCase{"statement-2018-02-28T2558Z.txt", "!"},
           UsualCase{"report-12345678.txt", "!"},
           UsualCase{"", "-"},
       }) {
    EXPECT_EQ(shown(forms.match(path)), expected) << path;
  }
}

struct RuleCase {
  const char* rule;
  const char* path;
  const char* expected;
};

TEST(PathRule, ReadsAPathAsItSays) {
  for (const auto& [rule, path, expected] : {
           RuleCase{"{name}/{date}.md", "un/x/2018-02-28.md", "un/x 2018-02-28T00:00:00Z"},
           RuleCase{"{name}/{date}.md", "un/x/2018-02-28.txt", "-"},
           RuleCase{"{name}/{date}", "un/x/2018-02-28.html", "un/x 2018-02-28T00:00:00Z"},
           RuleCase{"{year}/{name}/*-{month}{day}", "2018/un/statement/final-0228.md",
                    "un/statement 2018-02-28T00:00:00Z"},
           RuleCase{"{name}/{year}-{month}", "x/2018-03.md", "x 2018-03-01T00:00:00Z"},
           RuleCase{"{name}/{year}", "x/2018.md", "x 2018-01-01T00:00:00Z"},
           RuleCase{"{name}/{date}_{time}", "x/2018-02-28_1558.md", "x 2018-02-28T15:58:00Z"},
           RuleCase{"{name}/{date} {time}", "x/2018-02-28 15.58.07.md", "x 2018-02-28T15:58:07Z"},
           RuleCase{"{name}/archive/{name}/{date}", "un/archive/x/2018-02-28.md", "un/x 2018-02-28T00:00:00Z"},
           RuleCase{"{name}-*", "ferry-1.md", "ferry"},
           RuleCase{"{name}/*", "a/b.md", "a"},
           RuleCase{"{name}/*", "a/b/c.md", "a/b"},
           RuleCase{"{name}/{date}", "/2018-02-28.md", "-"},
           RuleCase{"{name}/{date}", "x/2018-99-99.md", "!"},
       }) {
    const auto parsed = PathRule::parse(rule);
    ASSERT_TRUE(parsed) << rule << ": " << parsed.error().message;
    EXPECT_EQ(shown(parsed->match(path)), expected) << rule << " " << path;
  }
}

TEST(PathRule, SaysWhatIsWrongWithARule) {
  struct BadRule {
    const char* rule;
    const char* says;
  };
  for (const auto& [rule, says] : {BadRule{"", "neither"}, BadRule{"{title}/{date}", "no '{title}'"},
                                   BadRule{"{name", "no '{name'"}, BadRule{"{name}/{date}{year}", "both"},
                                   BadRule{"{name}/{date}/{date}", "twice"}, BadRule{"{name}/{month}", "no {year}"},
                                   BadRule{"{name}/{year}/{day}", "no {month}"}, BadRule{"*/x", "neither"}}) {
    const auto parsed = PathRule::parse(rule);
    ASSERT_FALSE(parsed) << rule;
    EXPECT_EQ(parsed.error().code, ErrorCode::InvalidInput);
    EXPECT_THAT(parsed.error().message, testing::HasSubstr(says)) << rule;
  }
}

TEST(PathRule, IsQuickOnLongPaths) {
  const auto parsed = PathRule::parse("{name}-{name}-*{name}-{name}-{name}-{name}-{date}");
  ASSERT_TRUE(parsed);
  std::string path;
  for (int i = 0; i < 150; ++i) path += "-x";
  EXPECT_EQ(shown(parsed->match(path)), "-");
}

}  // namespace
}  // namespace stet::test
