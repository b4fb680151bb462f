// SPDX-License-Identifier: Apache-2.0
// import as a user types it: manifests, dated files, other repositories.
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <thread>

#include "support/command.hpp"
#include "support/generated_text.hpp"

namespace stet::test {
namespace {

using cli::ExitStatus;
using nlohmann::json;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

void expect_refused(const Outcome& outcome, const std::string& says) {
  EXPECT_EQ(outcome.status, ExitStatus::Trouble);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, AllOf(StartsWith("stet: "), HasSubstr(says), EndsWith("\n")));
  EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
}

/// "name: 1 2 w 3": the versions of each release, w for a withdrawal.
std::vector<std::string> log_of(const std::string& repository) {
  std::vector<std::string> lines;
  const json log = json::parse(run_stet({"log", "--format", "json", "--repo", repository}).out);
  for (const json& release : log["releases"]) {
    std::string line = release["name"].get<std::string>() + ":";
    for (const json& version : release["versions"])
      line += version["version"].is_null() ? " w" : " " + std::to_string(version["version"].get<int>());
    lines.push_back(line);
  }
  return lines;
}

TEST(ImportCommand, RecordsAManifestAndMakesTheArchive) {
  const TemporaryFolder folder;
  folder.write("in/a.md", "# One\n");
  folder.write("in/b.md", "# Two\n");
  folder.write("in/c.txt", "Three.\n");
  folder.write("in/list.tsv",
               "\xEF\xBB\xBF"
               "2018-03-01T10:00:00+01:00\tun/a\tb.md\r\n"
               "\n"
               "1519833487\tun/a.md\ta.md\n"
               "2019-01-01\tun/a\tc.txt\n"
               "1969-07-20T20:17:40Z\tmoon\tc.txt");
  const Outcome outcome = run_stet({"import", "in/list.tsv", "--repo", "new/archive"});
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(outcome.out, "Recorded 4 versions of 2 releases\n");
  EXPECT_EQ(outcome.status, ExitStatus::Fine);
  EXPECT_EQ(run_stet({"show", "un/a@1", "--repo", "new/archive"}).out, "# One\n");
  EXPECT_EQ(run_stet({"show", "un/a@2018-03-01", "--repo", "new/archive"}).out, "# Two\n");
  EXPECT_EQ(folder.read("new/archive/un/a.txt"), "Three.\n");
  EXPECT_EQ(run_stet({"import", "in/list.tsv", "--repo", "new/archive"}).out, "Nothing new; 4 were there already\n");
  EXPECT_EQ(run_stet({"import", "in/list.tsv", "--repo", "new/archive", "--quiet"}).out, "");
  EXPECT_EQ(shell("cd new/archive && git fsck --strict && git status --porcelain"), "");
}

TEST(ImportCommand, ChecksAManifestBeforeAnythingIsWritten) {
  struct BadManifest {
    std::string lines;
    std::string says;
  };
  const TemporaryFolder folder;
  folder.write("in/a.md", "# One\n");
  std::filesystem::create_symlink("a.md", "in/link.md");
  const std::string good = "2018-02-28\tx\ta.md\n";
  for (const BadManifest& bad : {
           BadManifest{good + "2018-02-30\tx\ta.md\n", "list.tsv:2: '2018-02-30' is no time"},
           BadManifest{good + "2018-02-28 x a.md\n", "list.tsv:2: fewer than 2 tabs"},
           BadManifest{good + "2018-02-28\tx\ta.md\tmore\n", "list.tsv:2: more than 2 tabs"},
           BadManifest{good + "\n2018-02-28\ty\tmissing.md\n", "list.tsv:3: 'missing.md' is not there"},
           BadManifest{good + "2018-02-28\ty\tlink.md\n", "symbolic link"},
           BadManifest{good + "2018-02-28\ty\t\n", "folder"},
           BadManifest{good + "2018-02-28\t../y\ta.md\n", "list.tsv:2: '../y' cannot name a release"},
           BadManifest{good + "2018-02-28\t\ta.md\n", "list.tsv:2"},
           BadManifest{good + "2018-02-28\tX\ta.md\n", "list.tsv:2: 'X.md' clashes with 'x.md'"},
           BadManifest{good + "2018-02-28\tx.md/y\ta.md\n", "list.tsv:2: 'x.md/y.md' clashes"},
           BadManifest{good + "2018-02-28\tesc\x1B[31m\ta.md\n", "control characters"},
           BadManifest{std::string("\0\xFF\n", 3), "list.tsv:1"},
       }) {
    folder.write("in/list.tsv", bad.lines);
    expect_refused(run_stet({"import", "in/list.tsv", "--repo", "archive"}), bad.says);
    EXPECT_FALSE(std::filesystem::exists("archive")) << bad.says;
  }
  folder.write("in/list.tsv", "");
  EXPECT_EQ(run_stet({"import", "in/list.tsv", "--repo", "archive"}).out, "Nothing new\n");
}

TEST(ImportCommand, FindsNamesAndDatesOfFiles) {
  const TemporaryFolder folder;
  folder.write("in/2018/02/28-un-statement.md", "# One\n");
  folder.write("in/un/statement/2018-02-28.txt", "Two.\n");
  folder.write("in/un/statement/2018-03-01.txt", "Three.\n");
  folder.write("in/statement_2018-02-28T1558Z.md", "# Four\n");
  folder.write("in/un/plan.md", "---\npublished: 2018-05-01T08:00:00Z\n---\n\n# Five\n");
  folder.write("in/.git/2018-01-01.txt", "no\n");
  folder.write("in/page/2018-01-01.html", "no\n");
  folder.write("in/none.txt", "No date.\n");
  folder.write("in/bad/2018-02-30.txt", "No day.\n");
  folder.write("in/png/2018-02-28.txt", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16));
  std::filesystem::create_symlink("../none.txt", "in/un/2018-01-01-link.txt");
  const Outcome outcome = run_stet({"import", "in", "--repo", "archive"});
  EXPECT_EQ(outcome.status, ExitStatus::Fine);
  EXPECT_EQ(outcome.out, "Recorded 5 versions of 4 releases; 4 could not be read\n");
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("in/none.txt: not imported: no date in its path or its metadata"),
                                 HasSubstr("in/bad/2018-02-30.txt: not imported"), HasSubstr("PNG"),
                                 HasSubstr("link.txt: not imported: is a symbolic link")));
  EXPECT_THAT(log_of("archive"), ElementsAre("statement: 1", "un-statement: 1", "un/plan: 1", "un/statement: 1 2"));
  EXPECT_THAT(run_stet({"log", "un/plan", "--repo", "archive"}).out, HasSubstr("2018-05-01"));
}

TEST(ImportCommand, FollowsARule) {
  const TemporaryFolder folder;
  folder.write("in/2018/un/statement/final-0228.md", "# One\n");
  folder.write("in/2018/un/statement/other.md", "# Two\n");
  folder.write("page-20180301.html", "<p>Three</p>\n");
  const Outcome outcome = run_stet({"import", "in", "--map", "{year}/{name}/*-{month}{day}", "--repo", "archive"});
  EXPECT_EQ(outcome.out, "Recorded 1 version of 1 release; 1 could not be read\n");
  EXPECT_THAT(outcome.err, HasSubstr("other.md: not imported: its path does not fit the rule of --map"));
  EXPECT_EQ(run_stet({"import", "page-20180301.html", "--map", "{name}-{date}.html", "--repo", "archive"}).out,
            "Recorded 1 version of 1 release\n");
  EXPECT_THAT(log_of("archive"), ElementsAre("page: 1", "un/statement: 1"));
}

TEST(ImportCommand, OfWhatWasNamedItselfIsTrouble) {
  const TemporaryFolder folder;
  folder.write("none.txt", "No date.\n");
  folder.write("good_2018-01-01.txt", "Good.\n");
  folder.write("png_2018-02-28.txt", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16));
  shell(
      "git init -q plain && git -C plain -c user.name=x -c user.email=x@x commit -q --allow-empty -m x && "
      "git init -q empty");
  struct BadImport {
    std::vector<std::string> words;
    std::string says;
  };
  for (const BadImport& bad : {
           BadImport{{"none.txt"}, "none.txt: no date"},
           BadImport{{"good_2018-01-01.txt", "none.txt"}, "none.txt: no date"},
           BadImport{{"png_2018-02-28.txt"}, "PNG"},
           BadImport{{"missing"}, "missing: no such file"},
           BadImport{{"missing.tsv"}, "missing.tsv"},
           BadImport{{}, "nothing to import"},
           BadImport{{"good_2018-01-01.txt", "--map", "{what}"}, "{what}"},
           BadImport{{"--git", "empty"}, "no commit"},
           BadImport{{"--git", "missing"}, "missing"},
           BadImport{{"--git", "plain", "x.md"}, "no document 'x.md'"},
           BadImport{{"--git", "plain", "--map", "{name}"}, "--map"},
       }) {
    std::vector<std::string> words = {"import", "--repo", "archive"};
    words.insert(words.end(), bad.words.begin(), bad.words.end());
    expect_refused(run_stet(words), bad.says);
    EXPECT_FALSE(std::filesystem::exists("archive")) << bad.says;
  }
  expect_refused(run_stet({"import", "good_2018-01-01.txt", "--repo", "plain"}), "stet init");
  expect_refused(run_stet({"import", "good_2018-01-01.txt", "--repo", "empty"}), "stet init");
  EXPECT_EQ(shell("ls plain"), "");
}

/// How many first-parent commits gave a document other bytes (AM), or deleted it (D), as git says.
std::string counted_by_git(const std::string& path, const std::string& filter) {
  const std::string ids = shell("git -C source log --first-parent --no-renames -m --format=%H --diff-filter=" + filter +
                                " -- '" + path + "'");
  return std::to_string(std::ranges::count(ids, '\n'));
}

TEST(ImportCommand, HasAVersionForEachCommitOfADocument) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    SCOPED_TRACE(seed);
    const TemporaryFolder folder;
    Dice dice(seed);
    const bool goes_back = seed % 2 == 0;
    const std::string git = "git -C source -c user.name=C -c user.email=c@example.org ";
    shell("git init -q -b main source");
    folder.write("source/README", "x\n");
    shell(git + "add . && " + git + "commit -q -m first");
    std::vector<std::string> paths = {"a.md", "b/c.txt", "b/d.markdown", "b/f g.md", "ünï.md", "code.c"};
    Timestamp time = 1'500'000'000;
    for (int i = 0; i < 40; ++i) {
      for (std::size_t changes = 1 + dice.roll(3); changes > 0; --changes) {
        const std::string& path = paths[dice.roll(paths.size())];
        if (dice.chance(20)) {
          shell("rm -f 'source/" + path + "'");
        } else {
          folder.write("source/" + path, "Text " + std::to_string(dice.roll(6)) + "\n");
        }
      }
      // Dates that stand still, or go back.
      time += dice.chance(20) ? 0 : goes_back && dice.chance(15) ? -5000 : 1000;
      const std::string when = std::to_string(time) + " +0130";
      const std::string commit = "GIT_AUTHOR_NAME='A. Uthor' GIT_AUTHOR_EMAIL=a@example.org GIT_AUTHOR_DATE='" + when +
                                 "' " + git + "commit -q --allow-empty -m 'Change " + std::to_string(i) + "'";
      if (dice.chance(15)) {
        // A merge: on the first parent everything of the branch comes in one commit.
        shell(git + "switch -q -c side && " + git + "add -A && " + commit + " && " + git +
              "switch -q main && GIT_AUTHOR_DATE='" + when + "' " + git + "merge -q --no-ff -m merge side && " + git +
              "branch -q -d side");
      } else {
        shell(git + "add -A && " + commit);
      }
    }
    const Outcome outcome = run_stet({"import", "--git", "source", "--repo", "archive"});
    // Where dates go back, each document that ends otherwise than its history is named.
    for (const std::string path : {"a.md", "b/c.txt", "b/d.markdown", "b/f g.md", "ünï.md"}) {
      const bool same = folder.read("archive/" + path) == folder.read("source/" + path);
      EXPECT_TRUE(same || outcome.err.find(path + ": the dates along its history go back") != std::string::npos)
          << path;
    }
    if (!goes_back) {
      EXPECT_EQ(outcome.err, "");
    }
    EXPECT_EQ(shell("git -C archive fsck --strict && git -C archive status --porcelain"), "");
    const json log = json::parse(run_stet({"log", "--format", "json", "--repo", "archive"}).out);
    std::size_t documents = 0;
    for (const json& release : log["releases"]) {
      const std::string name = release["name"];
      std::size_t versions = 0;
      std::size_t withdrawals = 0;
      for (const json& version : release["versions"]) ++(version["version"].is_null() ? withdrawals : versions);
      for (const std::string& path : paths) {
        if (path.substr(0, path.rfind('.')) != name) continue;
        ++documents;
        EXPECT_EQ(std::to_string(versions), counted_by_git(path, "AM")) << path;
        if (goes_back) continue;
        // The order of dates is that of history, so all else is the same, and so is the end.
        EXPECT_EQ(std::to_string(withdrawals), counted_by_git(path, "D")) << path;
        EXPECT_EQ(folder.read("archive/" + path), folder.read("source/" + path));
      }
    }
    EXPECT_EQ(documents, 5U);
    EXPECT_EQ(shell("git -C archive log --all --format='%an %ad' --date=format:%z | sort | uniq -c | grep -c Uthor"),
              "1\n");
    EXPECT_THAT(run_stet({"import", "--git", "source", "--repo", "archive"}).out, StartsWith("Nothing new"));
    // By halves: what a shorter history gave first, then the rest.
    shell("git clone -q source half && git -C half reset -q --hard HEAD~20");
    EXPECT_EQ(run_stet({"import", "--git", "half", "--repo", "twice"}).status, ExitStatus::Fine);
    EXPECT_EQ(run_stet({"import", "--git", "source", "--repo", "twice"}).status, ExitStatus::Fine);
    if (!goes_back) {
      EXPECT_EQ(log_of("twice"), log_of("archive"));
    }
  }
}

TEST(ImportCommand, KeepsWhatAHistorySays) {
  const TemporaryFolder folder;
  const std::string git = "git -C source -c user.name=C -c user.email=c@example.org ";
  shell("git init -q -b main source");
  folder.write("source/un/a.txt", "One.\n");
  folder.write("source/both.md", "# Both\n");
  shell(git +
        "add . && GIT_AUTHOR_NAME='Zoë <b>' GIT_AUTHOR_EMAIL=zoe@example.org GIT_AUTHOR_DATE='1519833487 +0100' " +
        git + "commit -q -m 'First text' -m 'Stet-Release: other\nStet-Version: 7'");
  shell(git + "mv un/a.txt un/a.md");
  folder.write("source/both.txt", "Both.\n");
  folder.write("source/png.md", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16));
  folder.write("source/LICENSE", "Licence.\n");
  std::filesystem::create_symlink("both.md", "source/link.md");
  shell(git + "add . && GIT_AUTHOR_DATE='1519900000 +0000' " + git + "commit -q -m Second");
  shell(git + "rm -q un/a.md && GIT_AUTHOR_DATE='1519990000 +0000' " + git +
        "commit -q -m 'Gone' -m 'Stet-Release: un/a'");
  const Outcome outcome = run_stet({"import", "--git", "source", "--repo", "archive"});
  EXPECT_EQ(outcome.out, "Recorded 3 versions of 2 releases; 1 withdrawal; 3 could not be read\n");
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("both.txt: not imported: would be one release with 'both.md'"),
                                 HasSubstr("png.md: not imported: is a PNG image"),
                                 HasSubstr("link.md: not imported: is a symbolic link")));
  EXPECT_THAT(log_of("archive"), ElementsAre("both: 1", "un/a: 1 2 w"));
  EXPECT_EQ(shell("git -C archive log --format='%an|%ae|%ad' --date=raw --diff-filter=A -- un/a.txt"),
            "Zoë b|zoe@example.org|1519833487 +0100\n");
  const json log = json::parse(run_stet({"log", "un/a", "--format", "json", "--repo", "archive"}).out);
  const json& first = log["releases"][0]["versions"][0];
  EXPECT_EQ(first["note"], "First text\n\nStet-Release: other\nStet-Version: 7");
  EXPECT_EQ(first["source"], shell(git + "rev-parse HEAD~2").substr(0, 40) + ":un/a.txt");
  EXPECT_EQ(run_stet({"import", "--git", "source", "LICENSE", "--repo", "archive"}).out,
            "Recorded 1 version of 1 release\n");
  EXPECT_EQ(folder.read("archive/LICENSE.txt"), "Licence.\n");
  for (const std::string name : {"png.md", "link.md"}) {
    EXPECT_EQ(run_stet({"import", "--git", "source", name, "--repo", "archive"}).status, ExitStatus::Trouble) << name;
  }
}

TEST(ImportCommand, ShowsItsProgressWhereAskedTo) {
  const TemporaryFolder folder;
  folder.write("a.md", "# One\n");
  folder.write("list.tsv", "2018-02-28\tx\ta.md\n");
  const Outcome outcome = run_stet({"import", "list.tsv", "--repo", "archive", "--progress", "always"});
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("of 1 versions"), EndsWith("\r\x1B[K")));
  EXPECT_EQ(outcome.out, "Recorded 1 version of 1 release\n");
  EXPECT_EQ(run_stet({"import", "list.tsv", "--repo", "archive", "--progress", "always", "--quiet"}).err, "");
}

TEST(ImportCommand, DiesOfTheSignalAndGoesOn) {
  const TemporaryFolder folder;
  folder.write("a.md", "# One\n");
  std::string manifest;
  for (int i = 0; i < 40'000; ++i) manifest += std::to_string(1'500'000'000 + i) + "\tx\ta.md\n";
  folder.write("list.tsv", manifest);
  const pid_t child = fork();
  if (child == 0) {
    (void)run_stet({"import", "list.tsv", "--repo", "archive"});
    _exit(0);
  }
  while (!std::filesystem::exists("archive/.git/stet/tmp")) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  kill(child, SIGINT);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT);
  EXPECT_EQ(shell("cd archive && git fsck --strict && git status --porcelain && ls .git/stet"), "lock\n");
  const Outcome rest = run_stet({"import", "list.tsv", "--repo", "archive"});
  EXPECT_EQ(rest.status, ExitStatus::Fine);
  EXPECT_EQ(shell("git -C archive rev-list --count HEAD"), "40001\n");
}

}  // namespace
}  // namespace stet::test
