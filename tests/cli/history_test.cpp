// SPDX-License-Identifier: Apache-2.0
// blame, trace, grep and log --counts as a user types them.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "support/command.hpp"
#include "support/schema.hpp"

namespace stet::test {
namespace {

using cli::ExitStatus;
using nlohmann::json;
using ::testing::HasSubstr;

class HistoryCommands : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(run_stet({"init", "archive"}).err, "");
    publish("Title\n\nThe board met on Monday. It agreed to go on. Nobody spoke.\n", "2020-01-01");
    publish("Title\n\nThe board met on Tuesday. It agreed to\ngo on. Nobody spoke.\n", "2020-02-01");
    publish("Title\n\nNobody spoke. The board met on Tuesday, and it agreed to go on.\n", "2020-03-01");
    publish("Title\n\nThe board met on Tuesday, and it agreed to go on.\n", "2020-04-01");
  }

  void publish(const std::string& text, const std::string& date) const {
    folder_.write("a.txt", text);
    ASSERT_EQ(run_stet({"publish", "a.txt", "--as", "un/a", "--date", date, "--repo", "archive"}).err, "");
  }

  /// Runs it with and without the index and in JSON: the answers are one, and fit the schema.
  Outcome run(std::vector<std::string> command, const std::string& schema) const {
    command.insert(command.end(), {"--repo", "archive"});
    const Outcome outcome = run_stet(command);
    std::vector<std::string> direct = command;
    direct.emplace_back("--no-index");
    EXPECT_EQ(run_stet(direct).out, outcome.out);
    EXPECT_EQ(run_stet(command).out, outcome.out);
    command.insert(command.end(), {"--format", "json"});
    const Outcome machine = run_stet(command);
    EXPECT_EQ(machine.status, outcome.status);
    EXPECT_EQ(schema_fault(schema, json::parse(machine.out)), "");
    direct.insert(direct.end(), {"--format", "json"});
    EXPECT_EQ(run_stet(direct).out, machine.out);
    return outcome;
  }

  TemporaryFolder folder_;
};

TEST_F(HistoryCommands, BlameSaysSinceWhen) {
  EXPECT_EQ(run({"blame", "un/a"}, "stet.blame").out,
            "un/a@4, published 2020-04-01: 2 sentences\n"
            "Each with the version that gave it this wording (in brackets that of its first), and its date\n\n"
            "  @1       2020-01-01  Title\n"
            "  @3 (@1)  2020-03-01  The board met on Tuesday, and it agreed to go on.\n");
  EXPECT_THAT(run({"blame", "un/a@2"}, "stet.blame").out, HasSubstr("@1       2020-01-01  It agreed to go on.\n"));
}

TEST_F(HistoryCommands, TraceTellsALife) {
  const std::string life =
      "un/a\n\n"
      "  @1  2020-01-01  added\n    The board met on Monday.\n\n"
      "  @2  2020-02-01  reworded\n    The board met on [-Monday-]{+Tuesday+}.\n\n"
      "  @3  2020-03-01  merged\n    The board met on Tuesday[-.-]{+,+} [-It-]{+and it+} agreed to go on.\n";
  EXPECT_EQ(run({"trace", "un/a", "1"}, "stet.trace").out, life);
  EXPECT_EQ(run({"trace", "un/a@1", "1"}, "stet.trace").out, life);
  EXPECT_EQ(run({"trace", "un/a", "board met"}, "stet.trace").out, life);
  // Gone by now: the last version that had it is asked.
  EXPECT_EQ(run({"trace", "un/a", "Nobody"}, "stet.trace").out,
            "un/a\n\n  @1  2020-01-01  added\n    Nobody spoke.\n\n  @4  2020-04-01  removed\n    Nobody spoke.\n");
}

TEST_F(HistoryCommands, GrepSaysWhenAPhraseCameAndWent) {
  EXPECT_EQ(run({"grep", "agreed to go"}, "stet.grep").out, "un/a\n  since @1 (2020-01-01)\n    It agreed to go on.\n");
  EXPECT_EQ(run({"grep", "on. Nobody", "un/a"}, "stet.grep").out,
            "un/a\n  from @1 (2020-01-01) until @3 (2020-03-01)\n    It agreed to go on.\n    Nobody spoke.\n");
  EXPECT_EQ(run({"grep", "Wednesday"}, "stet.grep").status, ExitStatus::Findings);
  EXPECT_EQ(run({"grep", "MONDAY|TUESDAY", "-E", "-i"}, "stet.grep").status, ExitStatus::Fine);
}

TEST_F(HistoryCommands, LogCountsWhatEachVersionChanged) {
  const std::string counted = run({"log", "un/a", "--counts"}, "stet.log").out;
  EXPECT_THAT(counted, HasSubstr("1 reworded; 1 substantive."));
  EXPECT_THAT(counted, HasSubstr("1 removed; 1 substantive."));
  // The index has them now, so they are shown without being asked for.
  EXPECT_THAT(run_stet({"log", "un/a", "--repo", "archive"}).out, HasSubstr("1 reworded; 1 substantive."));
  EXPECT_THAT(run_stet({"log", "un/a", "--repo", "archive", "--no-index"}).out, Not(HasSubstr("reworded")));
  const std::string patch = run_stet({"log", "un/a", "--patch", "--format", "json", "--repo", "archive"}).out;
  const json counts = json::parse(run_stet({"log", "un/a", "--counts", "--format", "json", "--repo", "archive"}).out);
  const json patches = json::parse(patch);
  for (std::size_t i = 0; i < 4; ++i)
    EXPECT_EQ(counts["releases"][0]["versions"][i]["summary"], patches["releases"][0]["versions"][i]["summary"]);
  const std::string line = run_stet({"log", "--format", "ndjson", "--repo", "archive"}).out;
  EXPECT_EQ(schema_fault("stet.log", json::parse(line)), "");
}

TEST_F(HistoryCommands, LogShowsTheSameChangesFromTheIndex) {
  for (const char* format : {"json", "ndjson", "text"}) {
    const auto patch = [&](const std::vector<std::string>& more) {
      std::vector<std::string> arguments{"log", "--patch", "--format", format, "--repo", "archive"};
      arguments.insert(arguments.end(), more.begin(), more.end());
      return run_stet(arguments).out;
    };
    std::filesystem::remove_all("archive/.git/stet");
    const std::string expected = patch({"--no-index"});
    EXPECT_THAT(expected, HasSubstr("reworded"));
    EXPECT_FALSE(std::filesystem::exists("archive/.git/stet/index.sqlite"));
    // One release alone makes no index, but has a part in one that is there.
    const std::string one = patch({"un/a"});
    EXPECT_FALSE(std::filesystem::exists("archive/.git/stet/index.sqlite"));
    EXPECT_EQ(patch({}), expected);
    EXPECT_EQ(patch({"un/a"}), one);
    EXPECT_TRUE(std::filesystem::exists("archive/.git/stet/index.sqlite"));
    EXPECT_EQ(patch({}), expected);
    // What the index is not about is found out without it.
    EXPECT_EQ(patch({"--all"}), patch({"--all", "--no-index"}));
    EXPECT_EQ(patch({"--segment", "paragraph"}), patch({"--segment", "paragraph", "--no-index"}));
    EXPECT_EQ(patch({"--lang", "de"}), patch({"--lang", "de", "--no-index"}));
    EXPECT_EQ(patch({}), expected);
  }
}

TEST_F(HistoryCommands, NothingFromATextActs) {
  std::string long_text = "Title\n\nIt \x1b[31mglows\x1b[0m and \xE2\x80\xAEturns.";
  for (int i = 0; i < 30; ++i) long_text += " And so it goes on.";
  publish(long_text + "\n", "2020-05-01");
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"blame", "un/a"}, {"trace", "un/a", "glows"}, {"grep", "glows"}}) {
    std::vector<std::string> whole = command;
    whole.insert(whole.end(), {"--repo", "archive"});
    const std::string out = run_stet(whole).out;
    EXPECT_THAT(out, HasSubstr("glows"));
    EXPECT_EQ(out.find('\x1b'), std::string::npos);
    EXPECT_EQ(out.find("\xE2\x80\xAE"), std::string::npos);
  }
}

}  // namespace
}  // namespace stet::test
