// SPDX-License-Identifier: Apache-2.0
// Commands as a user types them, in real folders and real git repositories.
#include <gmock/gmock.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

#include "support/command.hpp"
#include "support/schema.hpp"

namespace stet::test {
namespace {

using cli::ExitStatus;
using nlohmann::json;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

/// One line, on standard error alone, exit status 2.
void expect_trouble(const Outcome& outcome, const std::string& says) {
  EXPECT_EQ(outcome.status, ExitStatus::Trouble);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, AllOf(StartsWith("stet: "), HasSubstr(says), EndsWith("\n")));
  EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
}

TEST(Diff, LeavesItsReportToAProgramThatEnds) {
  const TemporaryFolder folder;
  folder.write("before.txt", "The fee is 5 euros.\n");
  folder.write("after.txt", "The fee is 6 euros.\n");
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  cli::Environment environment;
  environment.variable = [](const std::string&) { return std::optional<std::string>(); };
  std::vector<std::weak_ptr<const void>> seen;
  std::vector<std::shared_ptr<const void>> kept;
  environment.keep = [&](std::shared_ptr<const void> report) {
    seen.emplace_back(report);
    kept.push_back(std::move(report));
  };
  const std::vector<std::string> arguments{"diff", "before.txt", "after.txt"};
  EXPECT_EQ(cli::run(arguments, {in, out, err}, environment), ExitStatus::Fine);
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept.front().use_count(), 1) << "nobody else has it";
  kept.clear();
  EXPECT_TRUE(seen.front().expired());
  EXPECT_EQ(out.str(), run_stet(arguments).out) << "as where nobody keeps it";
}

struct BadInput {
  std::vector<std::string> command;
  std::string says;
};

TEST(BadInput, IsOneLineAndExitTwo) {
  const TemporaryFolder folder;
  folder.write("a.txt", "One. Two.\n");
  folder.write("binary.txt", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16));
  std::filesystem::create_directory("folder");
  for (const BadInput& bad : {
           BadInput{{"diff", "a.txt", "missing.txt"}, "missing.txt"},
           BadInput{{"diff", "a.txt", "folder"}, "folder"},
           BadInput{{"diff", "a.txt", "binary.txt"}, "binary.txt"},
           BadInput{{"diff", "-", "-"}, "standard input"},
           BadInput{{"diff", "a.txt", "b", "c"}, "too many"},
           BadInput{{"diff", "a.txt", "a.txt", "--format", "yaml"}, "yaml"},
           BadInput{{"diff", "a.txt", "a.txt", "--min-severity", "grave"}, "grave"},
           BadInput{{"diff"}, "repository"},
           BadInput{{"list"}, "repository"},
           BadInput{{"publish", "a.txt", "--as", "x"}, "repository"},
           BadInput{{"publish", "a.txt"}, "--as"},
           BadInput{{"dif"}, "did you mean 'stet diff'"},
           BadInput{{}, "--help"},
           BadInput{{"blame", "plan", "--", "other.md"},
                    "blame takes nothing behind '--': `stet blame --help` shows how"},
           BadInput{{"verify", "--", "."}, "verify takes nothing behind '--'"},
           BadInput{{"segment"}, "no file"},
           BadInput{{"diff", "--no-such-option"}, "--no-such-option"},
       })
    expect_trouble(run_stet(bad.command), bad.says);
}

TEST(BadInput, InAnArchive) {
  const TemporaryFolder folder;
  folder.write("a.txt", "One. Two.\n");
  ASSERT_EQ(run_stet({"init", "archive"}).status, ExitStatus::Fine);
  ASSERT_EQ(run_stet({"publish", "a.txt", "--as", "un/a", "--repo", "archive"}).err, "");
  for (const BadInput& bad : {
           BadInput{{"diff", "nothing", "--repo", "archive"}, "nothing"},
           BadInput{{"diff", "un/a@1..7", "--repo", "archive"}, "7"},
           BadInput{{"diff", "un/a", "--repo", "archive"}, "no version before"},
           BadInput{{"diff", "nothing..HEAD", "--repo", "archive"}, "nothing"},
           BadInput{{"show", "un/b", "--repo", "archive"}, "un/b"},
           BadInput{{"show", "un/a@9", "--repo", "archive"}, "9"},
           BadInput{{"log", "un/b", "--repo", "archive"}, "un/b"},
           BadInput{{"blame", "un/b", "--repo", "archive"}, "un/b"},
           BadInput{{"blame", "un/a@4", "--repo", "archive"}, "4"},
           BadInput{{"trace", "un/a", "7", "--repo", "archive"}, "counted from 0"},
           BadInput{{"trace", "un/a", "no such words", "--repo", "archive"}, "no such words"},
           BadInput{{"trace", "un/a", ".", "--repo", "archive"}, "give the number of one: 0 ('One.'), 1 ('Two.')"},
           BadInput{{"grep", " ", "--repo", "archive"}, "no text"},
           BadInput{{"grep", "(", "--regex", "--repo", "archive"}, "regular expression"},
           BadInput{{"grep", "x", "un/b", "--repo", "archive"}, "un/b"},
           BadInput{{"publish", "a.txt", "--as", "../a", "--repo", "archive"}, "../a"},
           BadInput{{"publish", "a.txt", "--as", "/a", "--repo", "archive"}, "/a"},
           BadInput{{"publish", "a.txt", "--as", "a/.git/b", "--repo", "archive"}, ".git"},
           BadInput{{"publish", "a.txt", "--as", "UN/A", "--repo", "archive"}, "case"},
           BadInput{{"publish", "a.txt", "--as", "x", "--date", "yesterday", "--repo", "archive"}, "yesterday"},
           BadInput{{"init", "archive"}, "archive"},
       })
    expect_trouble(run_stet(bad.command), bad.says);
}

TEST(PublishCommand, RefusesWhatIsNoArchive) {
  const TemporaryFolder folder;
  folder.write("a.txt", "One.\n");
  shell("git init -q plain && git init -q --object-format=sha256 sha256");
  expect_trouble(run_stet({"publish", "a.txt", "--as", "a", "--repo", "plain"}), "stet init");
  expect_trouble(run_stet({"publish", "a.txt", "--as", "a", "--repo", "sha256"}), "SHA-256");
  EXPECT_EQ(shell("git -C plain status --porcelain && git -C plain count-objects"), "0 objects, 0 kilobytes\n");
}

TEST(DiffCommand, OfAnEmptyFileIsAllAdded) {
  const TemporaryFolder folder;
  folder.write("empty.txt", "");
  folder.write("full.txt", "One sentence. And another.\n");
  const Outcome outcome = run_stet({"diff", "empty.txt", "full.txt", "--format", "json"});
  ASSERT_EQ(outcome.status, ExitStatus::Fine);
  EXPECT_EQ(json::parse(outcome.out)["summary"]["added"], 2);
}

TEST(DiffCommand, ReadsStandardInput) {
  const TemporaryFolder folder;
  folder.write("a.txt", "We paid 300 euros.\n");
  const Outcome outcome = run_stet({"diff", "a.txt", "-", "--format", "json"}, "We paid 350 euros.\n");
  ASSERT_EQ(outcome.status, ExitStatus::Fine) << outcome.err;
  EXPECT_EQ(json::parse(outcome.out)["documents"][0]["changes"][0]["kind"], "reworded");
}

TEST(DiffCommand, ExitCodeFollowsSeverity) {
  const TemporaryFolder folder;
  folder.write("a.txt", "It’s here.\n");
  folder.write("b.txt", "It's here.\n");
  folder.write("c.txt", "It's gone.\n");
  EXPECT_EQ(run_stet({"diff", "a.txt", "b.txt", "--exit-code", "--quiet"}).status, ExitStatus::Fine);
  EXPECT_EQ(run_stet({"diff", "a.txt", "b.txt", "--exit-code", "--format", "json"}).status, ExitStatus::Fine);
  EXPECT_EQ(run_stet({"diff", "a.txt", "b.txt", "--exit-code", "--min-severity", "cosmetic"}).status,
            ExitStatus::Findings);
  EXPECT_EQ(run_stet({"diff", "a.txt", "c.txt", "--exit-code"}).status, ExitStatus::Findings);
  EXPECT_EQ(run_stet({"diff", "a.txt", "c.txt"}).status, ExitStatus::Fine);
}

TEST(DiffCommand, SaysWhatADocumentWasRenamedFrom) {
  const TemporaryFolder folder;
  shell("git init -q . && git config user.name A && git config user.email a@example.org");
  folder.write("old.md",
               "It opens in May, and all are welcome.\n\nIts seats were made here.\n\nThe hall has 300 seats.\n");
  shell("git add -A && git commit -q -m One && git mv old.md new.md");
  folder.write("new.md",
               "It opens in May, and all are welcome.\n\nIts seats were made here.\n\nThe hall has 350 seats.\n");
  shell("git add -A");
  EXPECT_NE(run_stet({"diff", "--staged"}).out.find("── new.md "), std::string::npos);
  EXPECT_NE(run_stet({"diff", "--staged"}).out.find(" → index, renamed from old.md\n"), std::string::npos)
      << run_stet({"diff", "--staged"}).out;
  // Two files that are named are no rename.
  folder.write("old.md", "The hall has 300 seats.\n");
  EXPECT_EQ(run_stet({"diff", "old.md", "new.md"}).out.find("renamed"), std::string::npos);
}

TEST(DiffCommand, WritesAFileAndLeavesTheRangeAlone) {
  const TemporaryFolder folder;
  folder.write("a.txt", "One.\n");
  folder.write("b.txt", "Two.\n");
  const Outcome outcome = run_stet({"diff", "--format", "json", "--output", "out.json", "a.txt", "b.txt"});
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(json::parse(folder.read("out.json"))["format"], "stet.report");
}

TEST(DiffCommand, WritesThroughLinksIntoDevicesAndKeepsModes) {
  const TemporaryFolder folder;
  folder.write("a.txt", "One.\n");
  folder.write("b.txt", "Two.\n");
  folder.write("report.json", "old");
  namespace fs = std::filesystem;
  constexpr fs::perms kMode = fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read;
  fs::permissions("report.json", kMode);
  fs::create_symlink("report.json", "link");
  ASSERT_EQ(run_stet({"diff", "a.txt", "b.txt", "--format", "json", "-o", "link"}).err, "");
  EXPECT_TRUE(fs::is_symlink("link"));
  EXPECT_EQ(fs::status("report.json").permissions(), kMode);
  EXPECT_TRUE(json::accept(folder.read("report.json")));
  ASSERT_EQ(run_stet({"diff", "a.txt", "b.txt", "-o", "by-ending.json"}).err, "");
  EXPECT_TRUE(json::accept(folder.read("by-ending.json")));
  ASSERT_EQ(run_stet({"diff", "a.txt", "b.txt", "-o", "ndjson:lines"}).err, "");
  EXPECT_TRUE(json::accept(folder.read("lines")));
  ASSERT_EQ(run_stet({"diff", "a.txt", "b.txt", "-o", "/dev/null"}).err, "");
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
  shell("mkfifo pipe; cat pipe > piped & echo");
  ASSERT_EQ(run_stet({"diff", "a.txt", "b.txt", "-o", "pipe"}).err, "");
  EXPECT_TRUE(fs::is_fifo("pipe"));
}

TEST(DiffCommand, RefusesATargetThatItCannotWriteRightly) {
  const TemporaryFolder folder;
  folder.write("a.txt", "One.\n");
  folder.write("b.txt", "Two.\n");
  for (const std::string target : {"a.txt", "./b.txt", "report.html", "sarif:report", "github:report", "."})
    expect_trouble(run_stet({"diff", "a.txt", "b.txt", "--output=" + target}), target);
  expect_trouble(run_stet({"diff", "a.txt", "b.txt", "--output="}), "--output");
  expect_trouble(run_stet({"diff", "a.txt", "b.txt", "--output=json:"}), "names no file");
}

TEST(DiffCommand, RefusesAnEmptyWord) {
  const TemporaryFolder folder;
  shell("git init -q");
  expect_trouble(run_stet({"diff", ""}), "empty word");
  expect_trouble(run_stet({"diff", "--", ""}), "empty word");
}

TEST(DiffCommand, StopsReadingADeviceThatIsNoText) {
  const TemporaryFolder folder;
  folder.write("a.txt", "One.\n");
  expect_trouble(run_stet({"diff", "/dev/zero", "a.txt"}), "/dev/zero: is binary");
}

TEST(DiffCommand, ComparesMetadataByWhatItSays) {
  const TemporaryFolder folder;
  folder.write("a.md", "---\ntitle: “Night”\npublished: 2025-03-03T09:00:00Z\n---\n\nOne.\n");
  folder.write("b.md", "---\ntitle: '\"Night\"'\npublished: 2025-03-03T10:00:00+01:00\n---\n\nOne.\n");
  const json metadata =
      json::parse(run_stet({"diff", "a.md", "b.md", "--format", "json"}).out)["documents"][0]["metadata"];
  ASSERT_EQ(metadata.size(), 1U);
  EXPECT_EQ(metadata[0]["key"], "title");
  EXPECT_EQ(metadata[0]["severity"], "cosmetic");
}

TEST(DiffCommand, OfAnyRepository) {
  const TemporaryFolder folder;
  folder.write("terms.md", "# Terms\n\nYou may pay 300 euros.\n");
  folder.write("code.c", "int x;\n");
  shell("git init -q -b main . && git add . && git -c user.name=a -c user.email=a@b commit -qm one");
  folder.write("terms.md", "# Terms\n\nYou may pay 350 euros.\n");
  folder.write("code.c", "int y;\n");
  const auto numbers = [](const Outcome& outcome) {
    EXPECT_EQ(outcome.status, ExitStatus::Fine) << outcome.err;
    const json report = json::parse(outcome.out, nullptr, false);
    if (report.is_discarded() || report["documents"].size() != 1) return std::string("documents: ") + outcome.out;
    return report["documents"][0]["name"].get<std::string>() + " " + report["summary"]["reworded"].dump();
  };
  EXPECT_EQ(numbers(run_stet({"diff", "--format", "json"})), "terms.md 1");
  EXPECT_EQ(json::parse(run_stet({"diff", "--staged", "--format", "json"}).out)["documents"].size(), 0U);
  shell("git add .");
  EXPECT_EQ(numbers(run_stet({"diff", "--staged", "--format", "json"})), "terms.md 1");
  shell(
      "git -c user.name=a -c user.email=a@b commit -qm two && git mv terms.md rules.md && "
      "git -c user.name=a -c user.email=a@b commit -qm three");
  EXPECT_EQ(numbers(run_stet({"diff", "HEAD~2..HEAD~1", "--format", "json"})), "terms.md 1");
  EXPECT_EQ(numbers(run_stet({"diff", "HEAD~2..HEAD", "--format", "json"})), "rules.md 1");
  EXPECT_EQ(numbers(run_stet({"diff", "HEAD~2..HEAD~1", "--format", "json", "--", "terms.md"})), "terms.md 1");
  EXPECT_EQ(
      json::parse(run_stet({"diff", "HEAD~2..HEAD~1", "--format", "json", "--", "code.c"}).out)["documents"].size(),
      1U);
  std::filesystem::create_directory("sub");
  std::filesystem::current_path("sub");
  EXPECT_EQ(numbers(run_stet({"diff", "HEAD~2..HEAD~1", "--format", "json", "--", "../terms.md"})), "terms.md 1");
  expect_trouble(run_stet({"diff", "nonsense..HEAD"}), "nonsense");
}

TEST(Settings, WordsOfTheProjectCutItsSentences) {
  const TemporaryFolder folder;
  const std::string text = "We asked Zofc. Hansard was quoted here.\n";
  folder.write("a.md", text);
  folder.write("other.toml", "[language.en]\nabbreviations = [\"Zofc.\"]\n");
  const auto sentences = [](const Outcome& outcome) {
    EXPECT_EQ(outcome.status, ExitStatus::Fine) << outcome.err;
    return json::parse(outcome.out)["sentences"].size();
  };
  EXPECT_EQ(sentences(run_stet({"segment", "a.md", "--lang", "en", "--format", "json"})), 2U);
  EXPECT_EQ(sentences(run_stet({"segment", "a.md", "--lang", "en", "--format", "json", "--config", "other.toml"})), 1U);

  // In a repository the nearest stet.toml is read, and in a bare one that of the newer commit.
  shell(
      "git init -q -b main . && cp other.toml stet.toml && git add . && git -c user.name=a -c user.email=a@b commit "
      "-qm one");
  folder.write("a.md", "We asked Zofc. Hansard was quoted there.\n");
  const auto changed = [](const Outcome& outcome) {
    EXPECT_EQ(outcome.status, ExitStatus::Fine) << outcome.err;
    return json::parse(outcome.out)["documents"][0]["changes"][0]["after"][0]["text"].get<std::string>();
  };
  const std::string whole = "We asked Zofc. Hansard was quoted there.";
  std::filesystem::create_directory("sub");
  EXPECT_EQ(changed(run_stet({"diff", "--format", "json", "--repo", "sub"})), whole);
  folder.write("plain.toml", "");
  EXPECT_EQ(changed(run_stet({"diff", "--format", "json", "--config", "plain.toml"})), "Hansard was quoted there.");
  shell("git add . && git -c user.name=a -c user.email=a@b commit -qm two && git clone -q --bare . bare.git");
  EXPECT_EQ(changed(run_stet({"diff", "HEAD~1..HEAD", "--format", "json", "--repo", "bare.git"})), whole);

  folder.write("stet.toml", "[langage.en]\n");
  expect_trouble(run_stet({"diff"}), "stet.toml: line 1: unknown key 'langage': did you mean 'language'?");
  expect_trouble(run_stet({"diff", "a.md", "a.md", "--config", "missing.toml"}), "missing.toml");
}

TEST(ArchiveCommands, PublishesListsLogsShows) {
  const TemporaryFolder folder;
  folder.write("a.txt", "The plan\n\nWe paid 300 euros.\n");
  folder.write("b.txt", "The plan\n\nWe paid 350 euros.\n");
  ASSERT_EQ(run_stet({"init", "archive"}).status, ExitStatus::Fine);
  const auto in_archive = [](std::vector<std::string> words, const std::string& input = "") {
    words.insert(words.end(), {"--repo", "archive"});
    return run_stet(words, input);
  };
  EXPECT_EQ(in_archive({"publish", "a.txt", "--as", "un/plan", "--date", "2018-02-28T15:58:07Z"}).out,
            "un/plan: version 1 recorded, published 2018-02-28T15:58:07Z\n");
  EXPECT_EQ(in_archive({"publish", "a.txt", "--as", "un/plan"}).out,
            "un/plan: nothing new, these bytes are version 1 (2018-02-28T15:58:07Z)\n");
  EXPECT_EQ(in_archive({"publish", "-", "--as", "un/plan", "--date", "2018-03-01"}, folder.read("b.txt")).out,
            "un/plan: version 2 recorded, published 2018-03-01T00:00:00Z\n");
  EXPECT_EQ(in_archive({"show", "un/plan@1"}).out, folder.read("a.txt"));
  EXPECT_EQ(in_archive({"show", "un/plan"}).out, folder.read("b.txt"));
  const json list = json::parse(in_archive({"list", "--format", "json"}).out);
  EXPECT_EQ(list["releases"][0]["name"], "un/plan");
  EXPECT_EQ(list["releases"][0]["versions"], 2);
  EXPECT_EQ(list["releases"][0]["title"], "The plan");
  const json log = json::parse(in_archive({"log", "un/plan", "--patch", "--format", "json"}).out);
  EXPECT_EQ(log["releases"][0]["versions"][1]["summary"]["reworded"], 1);
  const json diff = json::parse(in_archive({"diff", "un/plan@1..2", "--format", "json"}).out);
  EXPECT_EQ(diff["documents"][0]["before"]["version"], 1);
  EXPECT_EQ(diff["documents"][0]["changes"][0]["categories"], json::array({"amount"}));
  EXPECT_EQ(shell("cat archive/un/plan.txt"), folder.read("b.txt"));
  EXPECT_EQ(shell("git -C archive status --porcelain"), "");
}

TEST(ArchiveCommands, SayWhichTextCameBack) {
  const TemporaryFolder folder;
  ASSERT_EQ(run_stet({"init", "archive"}).status, ExitStatus::Fine);
  const auto publish = [](const std::string& text, const std::string& date) {
    return run_stet({"publish", "-", "--as", "plan", "--date", date, "--repo", "archive"}, text).out;
  };
  publish("One.\n", "2020-01-01");
  publish("Two.\n", "2020-01-02");
  EXPECT_EQ(publish("One.\n", "2020-01-03"),
            "plan: version 3 recorded, published 2020-01-03T00:00:00Z, the same text as version 1\n");
  const std::string text = run_stet({"log", "plan", "--repo", "archive"}).out;
  EXPECT_EQ(text.find("the same text"), text.find("\n    the same text as version 1\n") + 5);
  const json log = json::parse(run_stet({"log", "plan", "--format", "json", "--repo", "archive"}).out);
  EXPECT_EQ(schema_fault("stet.log", log), "");
  EXPECT_FALSE(log["releases"][0]["versions"][1].contains("same_text_as"));
  EXPECT_EQ(log["releases"][0]["versions"][2]["same_text_as"], 1);
}

TEST(ArchiveCommands, LogSaysWhereAComparisonWasBounded) {
  const TemporaryFolder folder;
  for (const std::string name : {"a", "b"}) {
    std::string text;
    for (int i = 0; i < 400; ++i) text += name + std::to_string(i) + " " + name + std::to_string(i) + "x.\n\n";
    folder.write(name + ".txt", text);
  }
  ASSERT_EQ(run_stet({"init", "archive"}).status, ExitStatus::Fine);
  for (const std::string name : {"a", "b"})
    ASSERT_EQ(run_stet({"publish", name + ".txt", "--as", "plan", "--repo", "archive"}).status, ExitStatus::Fine);
  const json log =
      json::parse(run_stet({"log", "plan", "--counts", "--format", "json", "--repo", "archive"}).out)["releases"][0];
  EXPECT_FALSE(log["versions"][0].contains("bounded"));
  EXPECT_EQ(log["versions"][1]["bounded"], json::array({"sentences"}));
  EXPECT_THAT(run_stet({"log", "plan", "--counts", "--repo", "archive"}).out,
              HasSubstr("removed; 800 substantive.\n    Not every sentence was compared"));
}

TEST(ArchiveCommands, LogWarnsOfWhatWasReadOtherwise) {
  const TemporaryFolder folder;
  folder.write("a.txt", "We paid 300 euros.\n");
  folder.write("b.txt", "We paid 350 \xFF euros. This sentence is \u201Cvalid\u201D.\n");
  ASSERT_EQ(run_stet({"init", "archive"}).status, ExitStatus::Fine);
  for (const char* file : {"a.txt", "b.txt", "a.txt"})
    ASSERT_EQ(run_stet({"publish", file, "--as", "plan", "--repo", "archive"}).status, ExitStatus::Fine);
  for (const char* format : {"text", "json"}) {
    const std::string err = run_stet({"log", "plan", "--patch", "--format", format, "--repo", "archive"}).err;
    EXPECT_THAT(err, HasSubstr("plan@2: is UTF-8 with 1 byte that is shown as U+FFFD"));
    EXPECT_EQ(std::ranges::count(err, '\n'), 1) << err;
  }
}

TEST(Batch, GivesALineForEachPair) {
  const TemporaryFolder folder;
  folder.write("a.txt", "We paid 300 euros.\n");
  const Outcome outcome = run_stet({"diff", "--batch"},
                                   "{\"before\": \"a.txt\", \"after\": {\"text\": \"We paid 350 euros.\"}}\n\n"
                                   "{\"name\": \"n\", \"before\": {\"text\": \"# A\", \"label\": \"a.md\"}, "
                                   "\"after\": {\"text\": \"# A\", \"type\": \"markdown\"}}\n"
                                   "{\"before\": {\"text\": \"\"}, \"after\": \"missing.txt\"}");
  EXPECT_EQ(outcome.status, ExitStatus::Trouble);
  EXPECT_THAT(outcome.err, HasSubstr("1 of 3 pairs could not be read"));
  std::istringstream lines(outcome.out);
  std::vector<json> results;
  for (std::string line; std::getline(lines, line);) results.push_back(json::parse(line));
  ASSERT_EQ(results.size(), 3U);
  for (const json& result : results) EXPECT_EQ(schema_fault("stet.report", result), "");
  EXPECT_EQ(results[0]["documents"][0]["changes"][0]["edits"][1]["text"], "300 euros");
  EXPECT_EQ(results[1]["documents"][0]["name"], "n");
  EXPECT_TRUE(results[1]["documents"][0]["changes"].empty());
  EXPECT_EQ(results[2]["not_read"][0]["path"], "missing.txt");
}

TEST(Batch, StopsAtALineThatIsNoPair) {
  for (const std::string& line :
       {std::string("{"), std::string("[]"), std::string("{\"before\": \"a\"}"),
        std::string("{\"before\": 1, \"after\": \"a\"}"), std::string("{\"before\": {}, \"after\": \"a\"}"),
        std::string("{\"before\": {\"text\": \"a\", \"path\": \"b\"}, \"after\": \"a\"}"),
        std::string("{\"before\": {\"text\": \"a\", \"type\": \"x\"}, \"after\": \"a\"}"),
        std::string("{\"before\": {\"text\": \"a\"}, \"after\": {\"text\": \"a\"}, \"befor\": 1}")}) {
    const Outcome outcome =
        run_stet({"diff", "--batch"}, "{\"before\": {\"text\": \"a\"}, \"after\": {\"text\": \"b\"}}\n" + line + "\n");
    EXPECT_EQ(outcome.status, ExitStatus::Trouble);
    EXPECT_THAT(outcome.err, StartsWith("stet: standard input:2: ")) << line;
    EXPECT_EQ(std::ranges::count(outcome.out, '\n'), 1) << line;
  }
  expect_trouble(run_stet({"diff", "--batch", "a.txt"}), "name none here");
  expect_trouble(run_stet({"diff", "--batch", "--format", "json"}), "NDJSON");
}

TEST(HostileText, TextPrintsInert) {
  const TemporaryFolder folder;
  folder.write("a.txt", "Before \x1B[2J and \u202E end.\n");
  folder.write("b.txt", std::string("Before \x1B[2J and \u202E the </script> end\0.\n", 41));
  for (const char* format : {"text", "json", "ndjson"}) {
    const std::string out = run_stet({"diff", "a.txt", "b.txt", "--all", "--format", format}).out;
    EXPECT_THAT(out, ::testing::Not(HasSubstr("\x1B"))) << format;
    EXPECT_THAT(out, ::testing::Not(HasSubstr("\u202E"))) << format;
    EXPECT_EQ(out.find('\0'), std::string::npos) << format;
    if (format != std::string("text")) {
      EXPECT_THAT(out, ::testing::Not(HasSubstr("</script>")));
    }
  }
  const std::string sentences = run_stet({"segment", "a.txt", "--format", "text"}).out;
  EXPECT_THAT(sentences, ::testing::Not(HasSubstr("\x1B")));
}

}  // namespace
}  // namespace stet::test
