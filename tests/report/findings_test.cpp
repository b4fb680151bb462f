// SPDX-License-Identifier: Apache-2.0
#include "report/findings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/formats.hpp"

namespace stet::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

using report::Finding;
using report::FindingList;
using report::Fingerprints;
using report::Level;

constexpr const char* kHostile =
    "::error::x %0A\n::warning::y [a](http://evil) {0} <script>]]> @team `x` ##[group] \x1b[31m \u202E \xff\uFFFF";

FindingList sample() {
  FindingList list;
  list.rules = {{"number", "A number changed.", Level::Warning}, {"moved", "A sentence moved.", Level::Note}};
  list.findings = {
      {"number", Level::Warning, "releases/ä b.md", 9, "300 became 350", std::string(32, 'a'), std::nullopt},
      {"moved", Level::Note, "releases/c.md", 1, kHostile, std::string(32, 'b'), std::nullopt},
      {"number", Level::Error, "releases/c.md", 2, "7 became 8", std::string(32, 'c'), "agreed"},
  };
  list.paths = {"releases/a.md", "releases/c.md"};
  list.not_read = {{"logo.md", "is a symbolic link"}};
  return list;
}

TEST(Sarif, IsValidAndSaysIt) {
  const std::string out = report::write_sarif(sample());
  EXPECT_EQ(sarif_fault(out), "");
  const auto run = nlohmann::json::parse(out)["runs"][0];
  EXPECT_EQ(run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "releases/%C3%A4%20b.md");
  EXPECT_EQ(run["results"][1]["ruleIndex"], 1);
  EXPECT_EQ(run["results"][2]["suppressions"][0]["justification"], "agreed");
  EXPECT_EQ(run["invocations"][0]["toolExecutionNotifications"].size(), 1U);
  EXPECT_EQ(sarif_fault(report::write_sarif({})), "");
}

TEST(Sarif, HoldsNoMoreResultsThanCodeScanningTakes) {
  FindingList list;
  list.rules = sample().rules;
  list.whole = "report.html";
  for (std::size_t i = 0; i < 27; ++i)
    list.findings.push_back({"number", i % 26 == 0 ? Level::Note : Level::Warning, "a.md", i + 1, "7 became 8",
                             std::to_string(i), std::nullopt});
  EXPECT_EQ(report::kMostSarifResults, kMostCodeScanningResults);
  const std::string out = report::write_sarif(list, 25);
  EXPECT_EQ(code_scanning_fault(out), "");
  const auto run = nlohmann::json::parse(out)["runs"][0];
  ASSERT_EQ(run["results"].size(), 25U);
  EXPECT_EQ(run["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"], 2);
  EXPECT_EQ(run["results"][24]["level"], "warning");
  EXPECT_EQ(run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"],
            "2 results left out, so that code scanning takes the file: see report.html");
}

TEST(PublishedSchemas, FindWhatIsWrong) {
  const auto good = nlohmann::json::parse(report::write_sarif(sample()));
  auto bad = good;
  bad["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0;
  EXPECT_THAT(sarif_fault(bad.dump()), HasSubstr("sarif-2.1.0-rtm.5.json: "));
  bad = good;
  bad["runs"][0]["results"][0]["suppressions"][0]["kind"] = "inside";
  EXPECT_THAT(sarif_fault(bad.dump()), HasSubstr("sarif-2.1.0-rtm.5.json: "));
  bad = good;
  bad["runs"][0]["results"][1]["partialFingerprints"] = good["runs"][0]["results"][0]["partialFingerprints"];
  EXPECT_NE(sarif_fault(bad.dump()), "");
  if (!has_program("xmllint")) GTEST_SKIP() << "xmllint (libxml2-utils) is not installed";
  EXPECT_THAT(junit_fault("<testsuites><testsuite/></testsuites>"), HasSubstr("jenkins-junit.xsd: "));
  EXPECT_THAT(junit_fault(report::write_junit(sample())), IsEmpty());
}

TEST(Codequality, IsValidWithoutTheWaived) {
  const std::string out = report::write_codequality(sample());
  EXPECT_EQ(codequality_fault(out), "");
  EXPECT_EQ(nlohmann::json::parse(out).size(), 2U);
  EXPECT_EQ(report::write_codequality({}), "[]\n");
}

TEST(Junit, IsValidAndCounts) {
  if (!has_program("xmllint")) GTEST_SKIP() << "xmllint (libxml2-utils) is not installed";
  FindingList list = sample();
  EXPECT_EQ(junit_fault(report::write_junit(list)), "");
  EXPECT_NE(report::write_junit(list).find("<testsuites name=\"stet\" tests=\"5\" failures=\"0\""), std::string::npos);
  list.failing = Level::Warning;
  EXPECT_NE(report::write_junit(list).find("tests=\"5\" failures=\"1\""), std::string::npos);
  EXPECT_EQ(junit_fault(report::write_junit({})), "");
}

TEST(Junit, TellsEqualFindingsApart) {
  FindingList list;
  for (std::size_t i = 0; i < 2; ++i)
    list.findings.push_back({"number", Level::Warning, "a.md", i + 1, "7 became 8", "", std::nullopt});
  const std::string out = report::write_junit(list);
  EXPECT_NE(out.find("name=\"number: 7 became 8\""), std::string::npos) << out;
  EXPECT_NE(out.find("name=\"number: 7 became 8 (2)\""), std::string::npos) << out;
}

std::size_t lines_with(const std::string& out, std::string_view beginning) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < out.size(); at = out.find('\n', at) + 1)
    if (std::string_view(out).substr(at).starts_with(beginning)) ++count;
  return count;
}

TEST(Github, WritesALineForEachFinding) {
  const std::string out = report::write_github(sample());
  EXPECT_EQ(lines_with(out, ""), 3U);
  EXPECT_TRUE(out.starts_with("::warning file=releases/ä b.md,line=9,title=number::300 became 350\n")) << out;
  EXPECT_EQ(lines_with(out, "::error"), 0U) << out;
  EXPECT_NE(out.find("1 document could not be read, such as logo.md: is a symbolic link"), std::string::npos) << out;
}

TEST(Github, KeepsToItsBudgetBySeverityAndSaysWhatItCut) {
  FindingList list;
  list.whole = "report.md";
  for (std::size_t i = 0; i < 30; ++i)
    list.findings.push_back({"number", Level::Note, "a.md", i + 1, "a note", "", std::nullopt});
  for (std::size_t i = 0; i < 12; ++i)
    list.findings.push_back({"number", Level::Warning, "a.md", i + 1, "a warning", "", std::nullopt});
  const std::string out = report::write_github(list);
  EXPECT_EQ(lines_with(out, "::notice"), 10U);
  EXPECT_EQ(lines_with(out, "::warning"), 10U);
  EXPECT_TRUE(out.starts_with("::warning"));
  EXPECT_NE(out.find("::notice title=stet::2 warnings and 21 notes are not shown here: see report.md\n"),
            std::string::npos)
      << out;
}

TEST(Github, ChoosesByTheOrderOfTheRules) {
  FindingList list;
  list.rules = {{"quotation", "", Level::Warning}, {"number", "", Level::Warning}};
  for (std::size_t i = 0; i < 10; ++i)
    list.findings.push_back({"number", Level::Warning, "a.md", i + 1, "a number", "", std::nullopt});
  list.findings.push_back({"quotation", Level::Warning, "b.md", 1, "a quotation", "", std::nullopt});
  EXPECT_TRUE(report::write_github(list).starts_with("::warning file=b.md"));
}

TEST(Github, ShowsExactlyTenOfAKind) {
  FindingList list;
  for (std::size_t i = 0; i < 10; ++i)
    list.findings.push_back({"number", Level::Note, "a.md", i + 1, "a note", "", std::nullopt});
  EXPECT_EQ(lines_with(report::write_github(list), "::notice file="), 10U);
}

TEST(Fingerprint, StaysThroughTypographyAndCountsRepeats) {
  Fingerprints once;
  Fingerprints again;
  const std::string first = once.of("a.md", "number", "reworded", "It's 300.", "It's 350.");
  EXPECT_EQ(first.size(), 32U);
  EXPECT_EQ(again.of("a.md", "number", "reworded", "It’s  300.", "IT’S 350."), first);
  EXPECT_NE(once.of("a.md", "number", "reworded", "It's 300.", "It's 350."), first);
  EXPECT_NE(Fingerprints().of("b.md", "number", "reworded", "It's 300.", "It's 350."), first);
  EXPECT_NE(Fingerprints().of("a.md", "number", "reworded", "It's 300. It's", "350."), first);
}

}  // namespace
}  // namespace stet::test
