// SPDX-License-Identifier: Apache-2.0
// The pre-commit hook in real commits, with git's own program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>

#include "support/command.hpp"

namespace stet::test {
namespace {

namespace fs = std::filesystem;

using cli::ExitStatus;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// A repository with a published text, a policy and the hook; `stet` is on the PATH.
class HookTest : public testing::Test {
 protected:
  HookTest() {
    for (const char* const variable : {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"}) unsetenv(variable);
    const char* const path = std::getenv("PATH");
    former_path_ = path == nullptr ? "" : path;
    setenv("PATH", (fs::path(STET_PROGRAM).parent_path().string() + ":" + former_path_).c_str(), 1);
    // Of the tests' own program, not of git.
    setenv("ASAN_OPTIONS", "detect_leaks=0", 0);
    shell("git init -q -b main . && git config user.name A && git config user.email a@example.org");
    folder_.write("stet.toml", "[published]\npaths = [\"releases/**\"]\n");
    folder_.write("releases/plan.md", text("300"));
    folder_.write("notes.md", "We counted 7 boats.\n");
    must("git add -A && git commit -q -m First");
  }
  ~HookTest() override { setenv("PATH", former_path_.c_str(), 1); }

  static std::string text(const std::string& seats) {
    return "---\ntitle: Plan\n---\nThe hall has " + seats + " seats.\n\nIt opens in May.\n";
  }
  static std::string noted(const std::string& seats) {
    return text(seats) + "\nCorrection: the hall has " + seats + " seats.\n";
  }

  static Ran run(const std::string& command) { return run_command(command); }
  static std::string must(const std::string& command) {
    const Ran ran = run(command);
    EXPECT_EQ(ran.status, 0) << command << "\n" << ran.out;
    return ran.out;
  }
  static void install() {
    const Outcome outcome = run_stet({"hook", "install"});
    EXPECT_EQ(outcome.status, ExitStatus::Fine) << outcome.err;
  }
  static void expect_blocked(const std::string& command) {
    const std::string head = must("git rev-parse HEAD");
    const Ran ran = run(command);
    EXPECT_NE(ran.status, 0) << command << "\n" << ran.out;
    EXPECT_THAT(ran.out, HasSubstr("error silent-change: ")) << command;
    EXPECT_EQ(must("git rev-parse HEAD"), head);
  }

  TemporaryFolder folder_;
  std::string former_path_;
};

TEST_F(HookTest, BlocksASilentChangeAndSaysTheWaysOn) {
  install();
  folder_.write("releases/plan.md", text("350"));
  must("git add -A");
  const Ran blocked = run("git commit -q -m Seats");
  EXPECT_NE(blocked.status, 0);
  EXPECT_THAT(blocked.out, HasSubstr("The hall has [-300-]{+350+} seats."));
  EXPECT_THAT(blocked.out, HasSubstr("a fact changed without a correction note: \"300\" became \"350\""));
  EXPECT_THAT(blocked.out, AllOf(HasSubstr("1. Say it, with a correction note"), HasSubstr("2. Or waive it"),
                                 HasSubstr("3. Or take it back")));
  EXPECT_THAT(blocked.out, HasSubstr("stet: nothing was committed"));
  EXPECT_EQ(must("git log --format=%s"), "First\n");

  must("git commit -q --no-verify -m Unchecked");
  folder_.write("releases/plan.md", noted("360"));
  must("git add -A && git commit -q -m 'With a note'");
  EXPECT_EQ(must("git log --format=%s"), "With a note\nUnchecked\nFirst\n");
}

TEST_F(HookTest, TheWayBackThatItNamesWorks) {
  install();
  folder_.write("releases/plan.md", text("350"));
  must("git add -A");
  const std::string out = run("git commit -q -m Seats").out;
  const std::size_t at = out.find("git restore");
  ASSERT_NE(at, std::string::npos);
  must(out.substr(at, out.find('\n', at) - at));
  EXPECT_EQ(must("git status --porcelain"), "");
  // And the waiver.
  folder_.write("releases/plan.md", text("350"));
  const std::size_t waiver = out.find("[[waiver]]");
  folder_.write("stet.toml", folder_.read("stet.toml") + out.substr(waiver, out.find("  3. ") - waiver));
  must("git add -A && SOURCE_DATE_EPOCH=1735689600 git commit -q -m Waived");
}

TEST_F(HookTest, TheWayBackTakesNothingElse) {
  install();
  folder_.write("releases/a1.md", text("300"));
  folder_.write("releases/a[1].md", text("300"));
  must("git add -A && git commit -q -m Two");
  folder_.write("stet.toml", folder_.read("stet.toml") + "\n[[avoid]]\nphrase = \"very\"\nseverity = \"error\"\n");
  folder_.write("releases/a[1].md", text("350"));
  folder_.write("releases/new.md", "It is very new.\n");
  must("git add -A");
  folder_.write("releases/a1.md", "Of today, and not staged.\n");
  const std::string out = run("git commit -q -m Seats").out;
  EXPECT_THAT(out, HasSubstr("-- ':(top,literal)releases/a[1].md'\n       git rm --cached -- :/releases/new.md\n"));
  for (const char* const command : {"git restore", "git rm"}) {
    const std::size_t at = out.find(command);
    must("cd releases && " + out.substr(at, out.find('\n', at) - at));
  }
  EXPECT_EQ(folder_.read("releases/a[1].md"), text("300"));
  EXPECT_EQ(folder_.read("releases/a1.md"), "Of today, and not staged.\n");
  EXPECT_EQ(folder_.read("releases/new.md"), "It is very new.\n");
  EXPECT_EQ(must("git diff --cached --name-only"), "stet.toml\n");
}

TEST_F(HookTest, LooksAtWhatACommitWillHold) {
  install();
  folder_.write("releases/plan.md", text("350"));
  folder_.write("notes.md", "We counted 8 boats.\n");
  expect_blocked("git commit -q -a -m All");
  // A partial commit has an index of its own.
  must("git commit -q -m Notes notes.md");
  EXPECT_EQ(must("git diff --name-only HEAD"), "releases/plan.md\n");
  expect_blocked("git commit -q -m Plan releases/plan.md");
  // What is staged counts, not the working tree.
  folder_.write("releases/plan.md", text("350"));
  must("git add -A");
  folder_.write("releases/plan.md", text("300"));
  expect_blocked("git commit -q -m Staged");
  must("git add -A");
  folder_.write("releases/plan.md", text("350"));
  must("git commit -q --allow-empty -m 'Nothing staged'");
  // From a folder below, and with git told where it is.
  expect_blocked("cd releases && git commit -q -a -m Below");
  expect_blocked("cd / && git --git-dir='" + (folder_.path() / ".git").string() + "' --work-tree='" +
                 folder_.path().string() + "' commit -q -a -m Elsewhere");
  must("git checkout -q -- . && git rm -q releases/plan.md");
  expect_blocked("git commit -q -m Gone");
}

TEST_F(HookTest, AmendsMergesAndRebases) {
  install();
  folder_.write("notes.md", "We counted 8 boats.\n");
  must("git commit -q -a -m Notes");
  folder_.write("releases/plan.md", text("350"));
  must("git add -A");
  expect_blocked("git commit -q --amend -m Amended");
  folder_.write("releases/plan.md", noted("350"));
  must("git add -A && git commit -q --amend -m Amended");
  // A branch whose changes have their notes comes in, though with a conflict to be resolved.
  must("git checkout -q -b topic HEAD && git checkout -q main");
  folder_.write("notes.md", "We counted 9 boats.\n");
  must("git commit -q -a -m Nine && git checkout -q topic");
  folder_.write("notes.md", "We counted 10 boats.\n");
  folder_.write("releases/plan.md", noted("350") + "\nCorrection: it opens in June.\n");
  must("git commit -q -a -m Ten && git checkout -q main");
  EXPECT_NE(run("git merge -q topic").status, 0);
  folder_.write("notes.md", "We counted 11 boats.\n");
  must("git add -A && git commit -q -m Merged");
  EXPECT_EQ(must("git rev-list --merges --count HEAD"), "1\n");
  // Rebased commits are made again as they were; git runs no hook for them.
  must("git checkout -q -b other HEAD~1");
  folder_.write("others.md", "A.\n");
  must("git add -A && git commit -q -m Other && git rebase -q main");
  EXPECT_EQ(must("git log -1 --format=%s"), "Other\n");
  // With conflicts in the index git makes no commit at all.
  folder_.write("notes.md", "We counted 12 boats.\n");
  must("git commit -q -a -m Twelve && git checkout -q main");
  folder_.write("notes.md", "We counted 13 boats.\n");
  must("git commit -q -a -m Thirteen");
  EXPECT_NE(run("git merge -q other").status, 0);
  EXPECT_NE(run("git commit -q -m Conflict").status, 0);
  EXPECT_THAT(run_stet({"check", "--staged"}).err, HasSubstr("the index has conflicts"));
}

TEST_F(HookTest, PathsWithSpacesAndOtherScripts) {
  install();
  folder_.write("releases/ein Plan für 東京.md", text("300"));
  folder_.write("releases/it's.md", text("300"));
  must("git add -A && git commit -q -m New");
  folder_.write("releases/ein Plan für 東京.md", text("350"));
  folder_.write("releases/it's.md", text("350"));
  must("git add -A");
  const std::string out = run("git commit -q -m Seats").out;
  EXPECT_THAT(out, HasSubstr("── releases/ein Plan für 東京.md\n"));
  EXPECT_THAT(out, HasSubstr("-- ':/releases/ein Plan für 東京.md' ':/releases/it'\\''s.md'\n"));
  const std::size_t at = out.find("git restore");
  must(out.substr(at, out.find('\n', at) - at));
  EXPECT_EQ(must("git status --porcelain"), "");
}

TEST_F(HookTest, InstallsTakesAwayAndTells) {
  EXPECT_EQ(run_stet({"hook", "status"}).status, ExitStatus::Findings);
  EXPECT_THAT(run_stet({"hook", "status"}).out, StartsWith("Not installed: `stet hook install` does it ("));
  fs::remove_all(".git/hooks");
  install();
  install();
  EXPECT_EQ(run_stet({"hook", "status"}).status, ExitStatus::Fine);
  EXPECT_THAT(run_stet({"hook", "status"}).out, StartsWith("Installed: `git commit` runs `stet check --staged` ("));
  fs::permissions(".git/hooks/pre-commit", fs::perms::owner_exec, fs::perm_options::remove);
  fs::permissions(".git/hooks/pre-commit", fs::perms::group_exec | fs::perms::others_exec, fs::perm_options::remove);
  install();
  EXPECT_EQ(run_stet({"hook", "uninstall"}).status, ExitStatus::Fine);
  EXPECT_FALSE(fs::exists(".git/hooks/pre-commit"));
  EXPECT_THAT(run_stet({"hook", "uninstall"}).out, StartsWith("Not installed: there is no hook ("));
  EXPECT_EQ(run_stet({"hook", "remove"}).status, ExitStatus::Trouble);
  shell("git init -q --bare ../bare.git");
  EXPECT_EQ(run_stet({"hook", "install", "--repo", "../bare.git"}).status, ExitStatus::Trouble);
}

TEST_F(HookTest, KeepsAForeignHookAndCallsItFirst) {
  const std::string hook = "#!/bin/sh\necho foreign >> log\nexit $(cat verdict)\n";
  folder_.write(".git/hooks/pre-commit", hook);
  fs::permissions(".git/hooks/pre-commit", fs::perms{0750});
  const auto file = must("stat -c '%i %a %Y' .git/hooks/pre-commit");
  install();
  install();
  EXPECT_THAT(run_stet({"hook", "status"}).out, HasSubstr("The hook that was there runs first: "));
  folder_.write("verdict", "7");
  folder_.write(".gitignore", "log\nverdict\n");
  must("git add -A");
  const Ran refused = run("git commit -q -m Refused");
  EXPECT_NE(refused.status, 0);
  EXPECT_THAT(refused.out, Not(HasSubstr("stet")));
  EXPECT_EQ(folder_.read("log"), "foreign\n");
  folder_.write("verdict", "0");
  must("git commit -q -m Taken");
  folder_.write("releases/plan.md", text("350"));
  expect_blocked("git commit -q -a -m Seats");
  EXPECT_EQ(folder_.read("log"), "foreign\nforeign\nforeign\n");
  EXPECT_THAT(run_stet({"hook", "uninstall"}).out, StartsWith("Uninstalled: the hook that was there is back ("));
  EXPECT_EQ(folder_.read(".git/hooks/pre-commit"), hook);
  EXPECT_EQ(must("stat -c '%i %a %Y' .git/hooks/pre-commit"), file);
  EXPECT_FALSE(fs::exists(".git/hooks/pre-commit.before-stet"));
  EXPECT_THAT(run_stet({"hook", "uninstall"}).out, StartsWith("Not installed: the hook is not stet's and stays ("));
  EXPECT_EQ(folder_.read(".git/hooks/pre-commit"), hook);
}

TEST_F(HookTest, OverwritesNothingThatSomebodyWrote) {
  // A link stays a link.
  folder_.write("scripts/hook", "#!/bin/sh\nexit 0\n");
  fs::create_symlink("../../scripts/hook", ".git/hooks/pre-commit");
  install();
  (void)run_stet({"hook", "uninstall"});
  EXPECT_EQ(fs::read_symlink(".git/hooks/pre-commit"), "../../scripts/hook");
  // Nor is one lost that came over stet's: both are there, and nothing is done.
  install();
  fs::remove(".git/hooks/pre-commit");
  folder_.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 1\n");
  const Outcome again = run_stet({"hook", "install"});
  EXPECT_EQ(again.status, ExitStatus::Trouble);
  EXPECT_THAT(again.err, HasSubstr("a hook is kept here already"));
  EXPECT_EQ(folder_.read(".git/hooks/pre-commit"), "#!/bin/sh\nexit 1\n");
  // Stet's own is gone: what it kept comes back.
  fs::remove(".git/hooks/pre-commit");
  EXPECT_EQ(run_stet({"hook", "install"}).status, ExitStatus::Trouble);
  EXPECT_THAT(run_stet({"hook", "uninstall"}).out, StartsWith("Uninstalled: the hook that was there is back ("));
  fs::remove(".git/hooks/pre-commit");
  // One of stet's that was edited.
  install();
  const std::string edited = folder_.read(".git/hooks/pre-commit") + "echo mine\n";
  folder_.write(".git/hooks/pre-commit", edited);
  for (const char* const action : {"install", "uninstall"}) {
    const Outcome outcome = run_stet({"hook", action});
    EXPECT_EQ(outcome.status, ExitStatus::Trouble);
    EXPECT_THAT(outcome.err, HasSubstr("was edited since it was installed"));
  }
  EXPECT_EQ(folder_.read(".git/hooks/pre-commit"), edited);
}

TEST_F(HookTest, GoesWhereGitLooks) {
  must("git config core.hooksPath .githooks");
  install();
  EXPECT_TRUE(fs::exists(".githooks/pre-commit"));
  EXPECT_FALSE(fs::exists(".git/hooks/pre-commit"));
  folder_.write("releases/plan.md", text("350"));
  expect_blocked("git commit -q -a -m Seats");
  must("git checkout -q -- releases && git config --unset core.hooksPath");
  // A linked working tree has the hooks of the repository, and an index of its own.
  must("git worktree add -q ../linked -b linked");
  EXPECT_EQ(run_stet({"hook", "install", "--repo", "../linked"}).status, ExitStatus::Fine);
  EXPECT_TRUE(fs::exists(".git/hooks/pre-commit"));
  folder_.write("../linked/releases/plan.md", text("350"));
  const Ran blocked = run("cd ../linked && git commit -q -a -m Seats");
  EXPECT_NE(blocked.status, 0);
  EXPECT_THAT(blocked.out, HasSubstr("error silent-change: "));
  must("cd ../linked && git checkout -q -- . && echo x > y.md && git add -A && git commit -q -m Fine");
  // One folder for all repositories.
  must("git config core.hooksPath ~/hooks");
  EXPECT_THAT(run_stet({"hook", "install"}).out, HasSubstr("every repository that uses it has this hook"));
}

TEST_F(HookTest, WithoutTheProgramNothingPassesUnseen) {
  install();
  setenv("PATH", former_path_.c_str(), 1);
  if (run("command -v stet").status == 0) GTEST_SKIP() << "another stet is on the PATH";
  const Ran ran = run("git commit -q --allow-empty -m Empty");
  EXPECT_NE(ran.status, 0);
  EXPECT_THAT(ran.out, StartsWith("stet: not found on the PATH, so nothing was checked"));
}

TEST_F(HookTest, RunsInTheFrameworkThatIsCalledPreCommit) {
  if (run("command -v pre-commit").status != 0)
    GTEST_SKIP() << "pre-commit is not installed: apt-get install pre-commit";
  const fs::path hooks = folder_.path().parent_path() / "hooks";
  fs::create_directory(hooks);
  fs::copy_file(fs::path(STET_FIXTURES).parent_path() / ".pre-commit-hooks.yaml", hooks / ".pre-commit-hooks.yaml");
  must("cd '" + hooks.string() +
       "' && git init -q . && git add -A && git -c user.name=A -c user.email=a@example.org commit -q -m Hooks");
  const std::string attempt = "pre-commit try-repo '" + hooks.string() + "' stet-check --verbose";
  const Ran passed = run(attempt);
  EXPECT_EQ(passed.status, 0) << passed.out;
  EXPECT_THAT(passed.out, HasSubstr("No published document changed."));
  must("git rm -q releases/plan.md");
  const Ran failed = run(attempt);
  EXPECT_EQ(failed.status, 1) << failed.out;
  EXPECT_THAT(failed.out, HasSubstr("error silent-change: a sentence is gone without a correction note"));
}

}  // namespace
}  // namespace stet::test
