// SPDX-License-Identifier: Apache-2.0
// fixtures/report/<what>/: `before` and `after`, two states of a repository, and what `stet report` makes of them in
// every format.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "report/json_values.hpp"
#include "support/command.hpp"
#include "support/formats.hpp"
#include "support/schema.hpp"

namespace stet::test {
namespace {

namespace fs = std::filesystem;

/// Commits of the same files at the same time by the same person are the same commits.
constexpr const char* kCommit =
    "git add -A && GIT_AUTHOR_DATE='2025-01-01T00:00:00Z' GIT_COMMITTER_DATE='2025-01-01T00:00:00Z' "
    "git -c user.name=stet -c user.email=stet@localhost commit -q -m state";

class ReportGolden : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    shell("git init -q -b main .");
    copy("before");
    shell(kCommit);
    shell("git rm -q -r .");
    copy("after");
    shell(kCommit);
  }

  [[nodiscard]] fs::path golden(const std::string& file) const { return case_folder("report", GetParam()) / file; }

  static std::string report(const std::string& format) {
    const Outcome outcome = run_stet({"report", "HEAD~1..HEAD", "--format", format});
    EXPECT_EQ(outcome.err, "");
    EXPECT_EQ(outcome.status, cli::ExitStatus::Fine);
    return outcome.out;
  }

  /// JSON as its reader sees it, without what differs from release to release.
  static std::string laid_out(const std::string& output) {
    std::string text = nlohmann::ordered_json::parse(output).dump(1) + "\n";
    const std::string version = "\"version\": \"" + std::string(report::program_version()) + "\"";
    for (std::size_t at = text.find(version); at != std::string::npos; at = text.find(version))
      text.replace(at, version.size(), "\"version\": \"…\"");
    return text;
  }

 private:
  void copy(const std::string& state) const {
    fs::copy(case_folder("report", GetParam()) / state, folder_.path(), fs::copy_options::recursive);
  }

  TemporaryFolder folder_;
};

TEST_P(ReportGolden, Text) { expect_golden(golden("expected.txt"), report("text")); }
TEST_P(ReportGolden, Markdown) { expect_golden(golden("expected.md"), report("markdown")); }
TEST_P(ReportGolden, Html) { expect_golden(golden("expected.html"), report("html")); }
TEST_P(ReportGolden, Github) { expect_golden(golden("expected.github"), report("github")); }

TEST_P(ReportGolden, Json) {
  const std::string out = report("json");
  EXPECT_EQ(schema_fault("stet.report", nlohmann::json::parse(out)), "");
  expect_golden(golden("expected.json"), laid_out(out));
}

TEST_P(ReportGolden, Ndjson) {
  std::istringstream lines(report("ndjson"));
  const auto whole = nlohmann::json::parse(report("json"));
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const auto parsed = nlohmann::json::parse(line);
    EXPECT_EQ(schema_fault("stet.report", parsed), "");
    ASSERT_LT(count, whole["documents"].size());
    EXPECT_EQ(parsed["documents"][0], whole["documents"][count]);
  }
  EXPECT_EQ(count, whole["documents"].size());
}

TEST_P(ReportGolden, Sarif) {
  const std::string out = report("sarif");
  EXPECT_EQ(sarif_fault(out), "");
  expect_golden(golden("expected.sarif"), laid_out(out));
}

TEST_P(ReportGolden, Codequality) {
  const std::string out = report("codequality");
  EXPECT_EQ(codequality_fault(out), "");
  expect_golden(golden("expected.codequality.json"), laid_out(out));
}

TEST_P(ReportGolden, Junit) {
  const std::string out = report("junit");
  expect_golden(golden("expected.xml"), out);
  if (!has_program("xmllint")) GTEST_SKIP() << "xmllint (libxml2-utils) is not installed";
  EXPECT_EQ(junit_fault(out), "");
}

INSTANTIATE_TEST_SUITE_P(Fixtures, ReportGolden, ::testing::ValuesIn(case_names("report")),
                         [](const auto& golden) { return golden.param; });

}  // namespace
}  // namespace stet::test
