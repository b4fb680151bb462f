// SPDX-License-Identifier: Apache-2.0
// --follow of log, blame, trace, grep, show and diff, as a user types it.
#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "support/command.hpp"
#include "support/schema.hpp"

namespace stet::test {
namespace {

using cli::ExitStatus;
using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class FollowOption : public testing::Test {
 protected:
  void SetUp() override {
    shell("git init -q -b main r");
    folder_.write("r/fares.md", text("ten", "We sail at nine."));
    commit("2020-01-01", "Fares");
    folder_.write("r/fares.md", text("twelve", "We sail at nine."));
    commit("2020-02-01", "New fares");
    shell("cd r && mkdir port && git mv fares.md port/prices.md");
    commit("2020-03-01", "A better name");
    shell("cd r && git mv port/prices.md tickets.md");
    folder_.write("r/tickets.md", text("twelve", "We sail at ten."));
    commit("2020-04-01", "The best name");
  }

  static std::string text(std::string_view fare, std::string_view sailing) {
    return "# Fares\n\nA single ticket costs " + std::string(fare) + " crowns. Children under seven travel free.\n\n" +
           std::string(sailing) + " Dogs are welcome on deck.\n";
  }
  static void commit(const std::string& date, const std::string& note) {
    shell("cd r && git add -A && GIT_AUTHOR_DATE=" + date + "T00:00:00Z GIT_COMMITTER_DATE=" + date +
          "T00:00:00Z git -c user.name=x -c user.email=x@y commit -qm '" + note + "'");
  }

  /// Runs it with and without the index, twice, and in JSON: the answers are one, and fit the schema.
  static Outcome run(std::vector<std::string> command, const std::string& schema) {
    command.insert(command.end(), {"--follow", "--repo", "r"});
    const Outcome outcome = run_stet(command);
    EXPECT_EQ(outcome.err, "");
    std::vector<std::string> direct = command;
    direct.emplace_back("--no-index");
    EXPECT_EQ(run_stet(direct).out, outcome.out);
    EXPECT_EQ(run_stet(command).out, outcome.out);
    command.insert(command.end(), {"--format", "json"});
    const Outcome machine = run_stet(command);
    EXPECT_EQ(schema_fault(schema, json::parse(machine.out)), "");
    direct.insert(direct.end(), {"--format", "json"});
    EXPECT_EQ(run_stet(direct).out, machine.out);
    return outcome;
  }
  static json answer(std::vector<std::string> command) {
    command.insert(command.end(), {"--follow", "--repo", "r", "--format", "json"});
    return json::parse(run_stet(command).out);
  }

  TemporaryFolder folder_;
};

/// The lines of an output without ids of commits.
std::string without_ids(std::string text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    const std::string line = text.substr(at, end - at);
    out += (line.starts_with("  version") ? line.substr(0, 34) : line) + "\n";
    at = end + 1;
  }
  return out;
}

TEST_F(FollowOption, LogTellsRenames) {
  EXPECT_EQ(without_ids(run({"log", "tickets.md"}, "stet.log").out),
            "tickets.md\n"
            "  version 1   2020-01-01T00:00:00Z\n    note: Fares\n"
            "  version 2   2020-02-01T00:00:00Z\n    note: New fares\n"
            "  version 3   2020-03-01T00:00:00Z\n    renamed from fares.md\n    the same text as version 2\n"
            "    note: A better name\n"
            "  version 4   2020-04-01T00:00:00Z\n    renamed from port/prices.md\n    note: The best name\n");
  const json versions = answer({"log", "tickets.md"})["releases"][0]["versions"];
  ASSERT_EQ(versions.size(), 4U);
  EXPECT_EQ(versions[1]["path"], "fares.md");
  EXPECT_EQ(versions[2]["path"], "port/prices.md");
  EXPECT_FALSE(versions[3].contains("path"));
  EXPECT_EQ(versions[0]["label"], "tickets.md@1");
  EXPECT_EQ(run_stet({"log", "--follow", "--repo", "r", "--", "tickets.md"}).out,
            run_stet({"log", "tickets.md", "--follow", "--repo", "r"}).out);
  // Without it, it is another history.
  const json own = json::parse(run_stet({"log", "tickets.md", "--repo", "r", "--format", "json"}).out);
  EXPECT_EQ(own["releases"][0]["versions"].size(), 1U);
}

TEST_F(FollowOption, LogComparesAcrossRenames) {
  const std::string counted = run({"log", "tickets.md", "--counts"}, "stet.log").out;
  EXPECT_THAT(counted, HasSubstr("    note: New fares\n    1 reworded; 1 substantive."));
  EXPECT_THAT(counted, HasSubstr("    note: The best name\n    1 reworded; 1 substantive."));
  EXPECT_EQ(run_stet({"log", "tickets.md", "--follow", "--repo", "r"}).out.find("5 added"), std::string::npos);
  const std::string patch = run({"log", "tickets.md", "--patch"}, "stet.log").out;
  EXPECT_THAT(patch, HasSubstr("We sail at [-nine-]{+ten+}."));
  const json counts = answer({"log", "tickets.md", "--counts"});
  const json patches = answer({"log", "tickets.md", "--patch"});
  for (std::size_t i = 0; i < 4; ++i)
    EXPECT_EQ(counts["releases"][0]["versions"][i]["summary"], patches["releases"][0]["versions"][i]["summary"]);
}

TEST_F(FollowOption, BlameGoesBackBehindRenames) {
  EXPECT_EQ(run({"blame", "tickets.md"}, "stet.blame").out,
            "tickets.md@4, published 2020-04-01: 5 sentences\n"
            "Each with the version that gave it this wording (in brackets that of its first), and its date\n"
            "Named fares.md from @1, port/prices.md from @3, tickets.md from @4\n\n"
            "  @1       2020-01-01  Fares\n"
            "  @2 (@1)  2020-02-01  A single ticket costs twelve crowns.\n"
            "  @1       2020-01-01  Children under seven travel free.\n"
            "  @4 (@1)  2020-04-01  We sail at ten.\n"
            "  @1       2020-01-01  Dogs are welcome on deck.\n");
  const json blamed = answer({"blame", "tickets.md@2"});
  EXPECT_EQ(blamed["version"]["path"], "fares.md");
  EXPECT_EQ(blamed["sentences"][1]["since"]["version"], 2);
  EXPECT_EQ(blamed["sentences"][1]["origin"]["path"], "fares.md");
  EXPECT_THAT(run_stet({"blame", "tickets.md", "--repo", "r"}).out, Not(HasSubstr("@2")));
  // Names that came after the version asked for are none of its own.
  EXPECT_THAT(run({"blame", "tickets.md@2"}, "stet.blame").out, HasSubstr("\nNamed fares.md from @1\n\n"));
  EXPECT_THAT(run({"blame", "tickets.md@3"}, "stet.blame").out,
              HasSubstr("\nNamed fares.md from @1, port/prices.md from @3\n\n"));
}

TEST_F(FollowOption, TraceTellsALifeUnderEveryName) {
  EXPECT_EQ(run({"trace", "tickets.md", "sail"}, "stet.trace").out,
            "tickets.md\n\n"
            "  @1  2020-01-01  added, as fares.md\n    We sail at nine.\n\n"
            "  @4  2020-04-01  reworded\n    We sail at [-nine-]{+ten+}.\n");
  EXPECT_EQ(answer({"trace", "tickets.md", "sail"})["wordings"][0]["version"]["path"], "fares.md");
  // Gone by now, and only ever said under an earlier name.
  EXPECT_THAT(run({"trace", "tickets.md", "costs ten"}, "stet.trace").out,
              HasSubstr("@2  2020-02-01  reworded, as fares.md"));
}

TEST_F(FollowOption, GrepFindsWhatWasSaidUnderEarlierNames) {
  EXPECT_EQ(run({"grep", "at nine", "tickets.md"}, "stet.grep").out,
            "tickets.md\n  from @1 (2020-01-01, as fares.md) until @4 (2020-04-01)\n    We sail at nine.\n");
  EXPECT_EQ(run({"grep", "dogs", "tickets.md", "-i"}, "stet.grep").out,
            "tickets.md\n  since @1 (2020-01-01, as fares.md)\n    Dogs are welcome on deck.\n");
  EXPECT_EQ(run_stet({"grep", "at nine", "tickets.md", "--repo", "r"}).status, ExitStatus::Findings);
}

TEST_F(FollowOption, NumbersMeanTheSameToShowAndDiff) {
  EXPECT_EQ(run_stet({"show", "tickets.md@1", "--follow", "--repo", "r"}).out, text("ten", "We sail at nine."));
  EXPECT_EQ(run_stet({"show", "tickets.md@1", "--repo", "r"}).out, text("twelve", "We sail at ten."));
  const Outcome outcome = run_stet({"diff", "tickets.md@1..4", "--follow", "--repo", "r"});
  EXPECT_THAT(outcome.out, HasSubstr("renamed from fares.md"));
  EXPECT_THAT(outcome.out, HasSubstr("We sail at [-nine-]{+ten+}."));
  const json report =
      json::parse(run_stet({"diff", "tickets.md@3", "--follow", "--repo", "r", "--format", "json"}).out);
  EXPECT_EQ(schema_fault("stet.report", report), "");
  EXPECT_EQ(report["documents"][0]["before"]["path"], "fares.md");
  EXPECT_EQ(report["documents"][0]["after"]["path"], "port/prices.md");
  EXPECT_EQ(report["documents"][0]["changes"].size(), 0U);
  for (const std::vector<std::string>& command : {std::vector<std::string>{"diff"},
                                                  {"diff", "r/tickets.md", "r/tickets.md"},
                                                  {"diff", "tickets.md", "--staged"},
                                                  {"diff", "HEAD~1..HEAD", "--", "tickets.md"},
                                                  {"diff", "HEAD~1..HEAD"}}) {
    std::vector<std::string> whole = command;
    whole.insert(whole.begin() + 1, {"--follow", "--repo", "r"});
    EXPECT_EQ(run_stet(whole).status, ExitStatus::Trouble);
  }
}

TEST_F(FollowOption, CountsPathsFromTheCurrentFolder) {
  shell("cd r && mkdir -p port && git mv tickets.md port/a.md");
  folder_.write("r/a.md", "Ships are built here. They are large.\n");
  folder_.write("r/port/only.md", "It is here.\n");
  commit("2020-05-01", "Of one name");
  std::filesystem::current_path("r/port");
  const auto names = [](const std::vector<std::string>& command) {
    std::vector<std::string> whole = command;
    whole.insert(whole.begin() + 1, {"--format", "json"});
    const Outcome outcome = run_stet(whole);
    std::string found = outcome.err;
    if (!found.empty()) return found;
    const json answered = json::parse(outcome.out);
    for (const json& release : answered["releases"]) found += release["name"].get<std::string>() + " ";
    return found;
  };
  EXPECT_EQ(names({"log", "--", "a.md"}), "port/a.md ");
  EXPECT_EQ(names({"log", "--", "../a.md"}), "a.md ");
  EXPECT_EQ(names({"log", "--follow", "--", "./a.md"}), "port/a.md ");
  EXPECT_EQ(names({"grep", "s", "--", "a.md", "../a.md"}), "port/a.md a.md ");
  EXPECT_EQ(names({"grep", "dogs", "-i", "--follow", "--", "a.md"}), "port/a.md ");
  // Without `--` it is a name, which counts from the root.
  EXPECT_EQ(names({"log", "a.md"}), "a.md ");
  EXPECT_EQ(names({"grep", "Ships", "a.md", "--", "a.md"}), "a.md ");
  // But for one that says where it is, or that only the folder has.
  EXPECT_EQ(names({"log", "./a.md"}), "port/a.md ");
  EXPECT_EQ(names({"log", "../a.md"}), "a.md ");
  EXPECT_EQ(names({"grep", "dogs", "-i", "./a.md"}), "port/a.md ");
  EXPECT_EQ(names({"log", "only.md"}), "port/only.md ");
  EXPECT_EQ(names({"log", "port/only.md"}), "port/only.md ");
  EXPECT_THAT(run_stet({"blame", "only.md"}).out, StartsWith("port/only.md@1"));
  EXPECT_EQ(run_stet({"show", "./only.md"}).out, "It is here.\n");
  EXPECT_THAT(run_stet({"diff", "./a.md"}).err, HasSubstr("'port/a.md' has no version before version 1"));
  EXPECT_THAT(run_stet({"diff", "./b.md"}).err, HasSubstr("no file 'port/b.md'"));
  EXPECT_THAT(names({"log", "."}), HasSubstr("is a folder: name a document in it"));
  EXPECT_THAT(names({"log", "../../a.md"}), HasSubstr("lies outside the repository"));
  EXPECT_THAT(names({"log", "--", "../../a.md"}), HasSubstr("lies outside the repository"));
  EXPECT_THAT(names({"log", "--", "b.md"}), HasSubstr("no file 'port/b.md'"));
  EXPECT_THAT(names({"log", "--", "."}), HasSubstr("'port' is a folder"));
  EXPECT_THAT(names({"log", "--", ".."}), HasSubstr("'..' is a folder"));
}

TEST_F(FollowOption, AnEmptyWordNamesNothing) {
  for (const std::vector<std::string>& command : {std::vector<std::string>{"log", "--", ""},
                                                  {"log", "--follow", "--", ""},
                                                  {"log", ""},
                                                  {"log", "", "--follow"},
                                                  {"grep", "nine", "--", ""},
                                                  {"grep", "nine", "--follow", "--", ""},
                                                  {"grep", "nine", ""}}) {
    std::vector<std::string> whole = command;
    whole.insert(whole.begin() + 1, {"--repo", "r"});
    const Outcome outcome = run_stet(whole);
    EXPECT_EQ(outcome.status, ExitStatus::Trouble);
    EXPECT_EQ(outcome.err, "stet: an empty word names nothing: leave it out, or say what was meant\n");
    EXPECT_EQ(outcome.out, "");
  }
  for (const char* command : {"blame", "show"})
    EXPECT_EQ(run_stet({command, "--follow", "", "--repo", "r"}).status, ExitStatus::Trouble);
}

TEST_F(FollowOption, IsForOneDocument) {
  const std::string told = "stet: --follow tells the history of one document: give the path of one\n";
  for (const std::vector<std::string>& command : {std::vector<std::string>{"log"},
                                                  {"grep", "nine"},
                                                  {"grep", "nine", "fares.md", "tickets.md"},
                                                  {"log", "fares.md", "--", "tickets.md"}}) {
    std::vector<std::string> whole = command;
    whole.insert(whole.begin() + 1, {"--follow", "--repo", "r"});
    const Outcome outcome = run_stet(whole);
    EXPECT_EQ(outcome.status, ExitStatus::Trouble);
    EXPECT_EQ(outcome.err, told);
    EXPECT_EQ(outcome.out, "");
  }
  const Outcome several = run_stet({"log", "fares.md", "--repo", "r", "--", "tickets.md"});
  EXPECT_EQ(several.status, ExitStatus::Trouble);
  EXPECT_EQ(several.err, "stet: log takes one name, or none for all\n");
  EXPECT_EQ(run_stet({"log", "port", "--follow", "--repo", "r"}).status, ExitStatus::Trouble);
}

TEST_F(FollowOption, SaysThatAnArchiveHasNoRenames) {
  ASSERT_EQ(run_stet({"init", "archive"}).err, "");
  folder_.write("a.txt", "We sail at nine.\n");
  ASSERT_EQ(run_stet({"publish", "a.txt", "--as", "un/a", "--repo", "archive"}).err, "");
  const Outcome outcome = run_stet({"blame", "un/a", "--follow", "--repo", "archive"});
  EXPECT_EQ(outcome.status, ExitStatus::Fine);
  EXPECT_EQ(outcome.err, "stet: warning: a release keeps its name in an archive: --follow finds no more versions\n");
  EXPECT_EQ(outcome.out, run_stet({"blame", "un/a", "--repo", "archive"}).out);
  // Its names are no paths, behind `--` neither.
  folder_.write("archive/un/here", "");
  EXPECT_EQ(run_stet({"log", "--repo", "archive/un", "--", "un/a"}).out, run_stet({"log", "--repo", "archive"}).out);
}

TEST_F(FollowOption, NamesActNowhere) {
  shell("cd r && git mv tickets.md \"$(printf 'b\\033[31m.md')\"");
  commit("2020-05-01", "A bad name");
  shell("cd r && git mv b*.md good.md");
  commit("2020-06-01", "A good name");
  for (const std::vector<std::string>& command : {std::vector<std::string>{"log", "good.md"},
                                                  {"blame", "good.md"},
                                                  {"trace", "good.md", "sail"},
                                                  {"grep", "at ten", "good.md"}})
    EXPECT_EQ(run(command, "stet." + command.front()).out.find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace stet::test
