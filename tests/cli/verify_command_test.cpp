// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "support/command.hpp"
#include "support/schema.hpp"

namespace stet::test {
namespace {

using cli::ExitStatus;
using nlohmann::json;
using ::testing::HasSubstr;

/// An archive of one release with two versions in "archive".
void make_archive_of_two() {
  ASSERT_EQ(run_stet({"init", "archive"}).status, ExitStatus::Fine);
  for (const char* const text : {"One.\n", "Two.\n"}) {
    ASSERT_EQ(run_stet({"publish", "-", "--as", "un/plan", "--repo", "archive"}, text).err, "");
  }
}

TEST(VerifyCommand, SaysThatNothingIsWrong) {
  const TemporaryFolder folder;
  make_archive_of_two();
  const Outcome text = run_stet({"verify", "--repo", "archive"});
  EXPECT_EQ(text.status, ExitStatus::Fine);
  EXPECT_EQ(text.out, "Checked 11 objects, 1 release with 2 versions: no problem.\n");
  EXPECT_EQ(text.err, "");
  EXPECT_EQ(run_stet({"verify", "un/plan", "--repo", "archive"}).out,
            "Checked 1 release with 2 versions: no problem.\n");
  for (const char* const format : {"json", "ndjson"}) {
    const json output = json::parse(run_stet({"verify", "--format", format, "--repo", "archive"}).out);
    EXPECT_EQ(schema_fault("stet.verify", output), "");
    EXPECT_EQ(output["ok"], true);
    EXPECT_EQ(output["checked"]["versions"], 2);
  }
}

TEST(VerifyCommand, ShowsWhatIsWrong) {
  const TemporaryFolder folder;
  make_archive_of_two();
  shell("git -C archive reset -q --hard HEAD~1 && printf 'Mine\\033[2J.\\n' > archive/un/plan.txt");
  const Outcome text = run_stet({"verify", "--repo", "archive"});
  EXPECT_EQ(text.status, ExitStatus::Findings);
  EXPECT_THAT(text.out, HasSubstr("branch-set-back: un/plan@2\n    recorded in "));
  EXPECT_THAT(text.out, HasSubstr("\n    to mend it: `git merge --ff-only "));
  EXPECT_THAT(text.out, HasSubstr("working-file: un/plan.txt\n"));
  EXPECT_THAT(text.out, HasSubstr(": 2 problems.\n"));
  const Outcome output = run_stet({"verify", "--format", "json", "--repo", "archive"});
  EXPECT_EQ(output.status, ExitStatus::Findings);
  EXPECT_EQ(schema_fault("stet.verify", json::parse(output.out)), "");
  EXPECT_EQ(json::parse(output.out)["problems"].size(), 2U);
  std::istringstream lines(run_stet({"verify", "--format", "ndjson", "--repo", "archive"}).out);
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    EXPECT_EQ(schema_fault("stet.verify", json::parse(line)), "");
    EXPECT_EQ(json::parse(line)["problems"].size(), 1U);
  }
  EXPECT_EQ(count, 2U);
  const Outcome quiet = run_stet({"verify", "--quiet", "--repo", "archive"});
  EXPECT_EQ(quiet.status, ExitStatus::Findings);
  EXPECT_EQ(quiet.out, "");
}

TEST(VerifyCommand, SaysThatARepositoryIsNoArchive) {
  const TemporaryFolder folder;
  shell("git init -q plain && git -C plain -c user.name=a -c user.email=a@b commit -q --allow-empty -m one");
  EXPECT_EQ(run_stet({"verify", "--repo", "plain"}).out,
            "Checked 2 objects: no problem.\nThis repository is no archive, so only its objects were checked.\n");
  const Outcome named = run_stet({"verify", "x", "--repo", "plain"});
  EXPECT_EQ(named.status, ExitStatus::Trouble);
  EXPECT_THAT(named.err, HasSubstr("no archive"));
  EXPECT_EQ(run_stet({"verify", "--repo", "nowhere"}).status, ExitStatus::Trouble);
}

TEST(VerifyCommand, SaysHowFarItIsWhereThatIsAskedFor) {
  const TemporaryFolder folder;
  shell(
      "git init -q plain && cd plain && for i in $(seq 300); do echo $i > $i; done && git add . && "
      "git -c user.name=a -c user.email=a@b commit -qm one");
  EXPECT_EQ(run_stet({"verify", "--repo", "plain"}).err, "");
  EXPECT_THAT(run_stet({"verify", "--repo", "plain", "--progress", "always"}).err,
              ::testing::AllOf(::testing::StartsWith("\r["), ::testing::HasSubstr(" of 302 objects, "),
                               ::testing::EndsWith("\r\x1B[K")));
  EXPECT_EQ(run_stet({"verify", "--repo", "plain", "--progress", "always", "--quiet"}).err, "");
}

}  // namespace
}  // namespace stet::test
