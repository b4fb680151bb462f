// SPDX-License-Identifier: Apache-2.0
// stet's view in real git: what `stet git setup` writes, and what git's commands show with it.
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

std::string must(const std::string& command) {
  const Ran ran = run_command(command);
  EXPECT_EQ(ran.status, 0) << command << "\n" << ran.out;
  return ran.out;
}

/// A repository with one text, and the program by a path that must be quoted.
class GitSetupTest : public testing::Test {
 protected:
  GitSetupTest() {
    for (const char* const variable :
         {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_EXTERNAL_DIFF", "GIT_PAGER_IN_USE", "COLUMNS"})
      unsetenv(variable);
    // Of the tests' own program, not of git.
    setenv("ASAN_OPTIONS", "detect_leaks=0", 0);
    fs::create_directories("../it's \"my\" $stet");
    program_ = (folder_.path().parent_path() / "it's \"my\" $stet" / "stet").string();
    fs::create_hard_link(STET_PROGRAM, program_, failed_);
    if (failed_) fs::copy_file(STET_PROGRAM, program_);
    shell("git init -q -b main . && git config user.name A && git config user.email a@example.org");
    folder_.write("plan.md", text("300"));
    must("git add -A && git commit -q -m First");
  }

  static std::string text(const std::string& seats) {
    return "# Plan\n\nThe hall has " + seats + "\nseats. It opens\nin May.\n\nAll are welcome.\n";
  }
  std::string stet(const std::string& words) const {
    std::string quoted;
    for (const char byte : program_) quoted += byte == '\'' ? std::string("'\\''") : std::string(1, byte);
    return "'" + quoted + "' " + words;
  }
  void set_up(const std::string& words = "") const { must(stet("git setup " + words)); }
  static void commit(const std::string& message) { must("git add -A && git commit -q -m '" + message + "'"); }
  void change() const { folder_.write("plan.md", text("350")); }

  TemporaryFolder folder_;
  std::string program_;
  std::error_code failed_;
};

constexpr const char* kReworded = "  ~ The hall has [-300-]{+350+} seats.\n";

TEST_F(GitSetupTest, GitShowsWhatStetShows) {
  set_up();
  change();
  const std::string id = must("git rev-parse --short=7 HEAD:plan.md").substr(0, 7);
  EXPECT_EQ(must("git diff"),
            "── plan.md ─────────────────────────────────────────────────────────────────────\n"
            "   plan.md (" +
                id +
                ") → plan.md (working tree)\n"
                "\n"
                "● reworded · line 3 · number · substantive\n" +
                std::string(kReworded) +
                "\n"
                "1 reworded; 1 substantive.\n");
  const std::string docs = file_bytes(fs::path(STET_FIXTURES).parent_path() / "docs/git.md");
  EXPECT_THAT(docs, HasSubstr("substantive\n" + std::string(kReworded) + "\n1 reworded; 1 substantive.\n"));
  fs::create_directory("folder");
  EXPECT_EQ(must("cd folder && git diff"), must("git diff"));
  EXPECT_THAT(must("git diff --cached HEAD -- . && git diff HEAD"), HasSubstr(kReworded));
  EXPECT_EQ(run_command("git diff --exit-code").status, 1);
  EXPECT_EQ(must("git diff --stat"), must("git diff --no-ext-diff --no-textconv --stat"));
}

TEST_F(GitSetupTest, AReaderWhoLeavesIsNoFault) {
  set_up();
  change();
  // Nobody reads what the driver writes into the fifo: its other end was open for a moment only.
  must("mkfifo left; sleep 0 < left & exec 3> left; wait; git diff >&3 2> said; echo $? >> said");
  EXPECT_EQ(file_bytes("said"), "0\n");
}

TEST_F(GitSetupTest, LogShowAndBlameHaveASentenceALine) {
  set_up();
  change();
  const std::string hunk =
      "@@ -1,6 +1,6 @@\n"
      " # Plan\n"
      " \n"
      "-The hall has 300 seats.\n"
      "+The hall has 350 seats.\n"
      " It opens in May.\n"
      " \n"
      " All are welcome.\n";
  EXPECT_THAT(must("git diff --no-ext-diff"), HasSubstr(hunk));
  EXPECT_THAT(file_bytes(fs::path(STET_FIXTURES).parent_path() / "docs/git.md"), HasSubstr(hunk));
  commit("Seats");
  EXPECT_THAT(must("git log -p -1"), HasSubstr(hunk));
  EXPECT_THAT(must("git show"), HasSubstr(hunk));
  EXPECT_THAT(must("git log -p -1 --ext-diff"), HasSubstr(kReworded));
  EXPECT_EQ(must("git log --format=%s -S 'has 350 seats. It'"), "");
  EXPECT_EQ(must("git log --format=%s -S 'has 350 seats.'"), "Seats\n");
  EXPECT_EQ(must("git log --format=%s -G 'opens in May'"), "First\n");
  EXPECT_EQ(must("git grep --textconv -h 'has 350 seats'"), "The hall has 350 seats.\n");
  EXPECT_EQ(must("git blame -s plan.md | sed 's/^.\\{9\\}//'"),
            "1) # Plan\n2) \n3) The hall has 350 seats.\n4) It opens in May.\n5) \n6) All are welcome.\n");
  // A re-wrap is no change.
  folder_.write("plan.md", "# Plan\n\nThe hall has 350 seats.\nIt opens in May.\n\nAll are\nwelcome.\n");
  EXPECT_THAT(must("git diff --no-ext-diff"), Not(HasSubstr("@@")));
  EXPECT_THAT(must("git diff"), HasSubstr("No change"));
  EXPECT_EQ(must("git show HEAD:plan.md"), text("350"));
}

TEST_F(GitSetupTest, WhatGitAppliesAgainIsTheBytes) {
  set_up();
  change();
  const std::string lines = "-The hall has 300\n+The hall has 350\n seats. It opens\n";
  EXPECT_THAT(run_command("printf 'y\\n' | git add -p").out, HasSubstr(lines));
  EXPECT_EQ(must("git show :plan.md"), text("350"));
  commit("Seats");
  EXPECT_THAT(must("git format-patch -1 --stdout"), HasSubstr(lines));
  EXPECT_THAT(must("git diff-tree -p HEAD"), HasSubstr(lines));
  must("git format-patch -1 -q && git reset -q --hard HEAD~1 && git am -q 0001-Seats.patch");
  EXPECT_EQ(folder_.read("plan.md"), text("350"));
  folder_.write("plan.md", text("400"));
  must("git stash -q");
  EXPECT_THAT(must("git stash show -p"), HasSubstr("+The hall has 400\n"));
  must(
      "git stash pop -q && git diff --no-ext-diff --no-textconv > ../patch && git checkout -q . && git apply ../patch");
  EXPECT_EQ(folder_.read("plan.md"), text("400"));
}

TEST_F(GitSetupTest, FilesThatComeGoMoveAndChangeTheirMode) {
  set_up();
  folder_.write("new.md", "A new one.\n");
  folder_.write("-dash.md", "It has 1 boat.\n");
  folder_.write("ein Plan \"für\" 東京.md", "It has 1 boat.\n");
  folder_.write("mode.md", "As it was.\n");
  commit("More");
  EXPECT_THAT(must("git diff HEAD~1 -- new.md"),
              AllOf(HasSubstr("   nothing → new.md ("), HasSubstr("  + A new one.\n")));
  fs::remove("new.md");
  folder_.write("-dash.md", "It has 2 boats.\n");
  folder_.write("ein Plan \"für\" 東京.md", "It has 2 boats.\n");
  fs::permissions("mode.md", fs::perms::owner_exec, fs::perm_options::add);
  must("git mv plan.md later.md");
  folder_.write("later.md", text("350"));
  must("git add -A");
  const std::string out = must("git diff --cached -M");
  EXPECT_THAT(out, AllOf(HasSubstr("── -dash.md ─"), HasSubstr("── ein Plan \"für\" 東京.md ─"),
                         HasSubstr("It has [-1 boat-]{+2 boats+}.\n")));
  EXPECT_THAT(out, AllOf(HasSubstr(") → nothing\n"), HasSubstr("  - A new one.\n")));
  EXPECT_THAT(out, AllOf(HasSubstr("── later.md ─"), HasSubstr("), renamed from plan.md\n"), HasSubstr(kReworded)));
  EXPECT_THAT(out, HasSubstr("Mode 100644 → 100755.\n"));
  EXPECT_THAT(out, Not(HasSubstr("/tmp/")));
  EXPECT_THAT(out, HasSubstr(".\n\n── "));
  // The same bytes under another name.
  must("git reset -q --hard && git mv plan.md later.md");
  EXPECT_THAT(must("git diff --cached -M"), AllOf(HasSubstr("renamed from plan.md\n"), HasSubstr("No change")));
  // With what is not to be shown so between.
  folder_.write("code.c", "int a;\n");
  must("git add -A");
  EXPECT_THAT(must("git diff --cached -M"), HasSubstr("+int a;\n"));
}

TEST_F(GitSetupTest, LinksSubmodulesConflictsAndBinaries) {
  fs::create_symlink("plan.md", "link.md");
  folder_.write("picture.md", "\x89PNG\r\n\x1A\nAAAA");
  must(
      "git init -q sub.md && cd sub.md && git -c user.name=A -c user.email=a@example.org commit -q --allow-empty -m "
      "One");
  must("git -c advice.addEmbeddedRepo=false add -A && git commit -q -m More");
  set_up();
  fs::remove("link.md");
  fs::create_symlink("other.md", "link.md");
  folder_.write("picture.md", "\x89PNG\r\n\x1A\nBBBB");
  must("cd sub.md && git -c user.name=A -c user.email=a@example.org commit -q --allow-empty -m Two");
  const std::string out = must("git diff");
  EXPECT_THAT(out, HasSubstr("symbolic link to plan.md → symbolic link to other.md\n"));
  EXPECT_THAT(out, HasSubstr("submodule, Subproject commit "));
  EXPECT_THAT(out,
              AllOf(HasSubstr("Not compared: "), HasSubstr("Binary files a/picture.md and b/picture.md differ\n")));
  const std::string lines = must("git diff --no-ext-diff picture.md");
  EXPECT_THAT(lines, AllOf(HasSubstr("-(not a text that stet reads: "), HasSubstr("+(not a text that stet reads: ")));
  must("git checkout -q picture.md link.md");
  // A link that becomes a text.
  fs::remove("link.md");
  folder_.write("link.md", "A text.\n");
  EXPECT_THAT(must("git diff link.md"), AllOf(HasSubstr("symbolic link to plan.md → nothing"), HasSubstr("+ A text.")));
  must("git checkout -q link.md");

  must("git checkout -q -b topic");
  folder_.write("plan.md", text("310"));
  must("git commit -q -a -m Topic && git checkout -q main");
  change();
  must("git commit -q -a -m Seats");
  EXPECT_NE(run_command("git merge -q topic").status, 0);
  EXPECT_EQ(must("git diff --cached"), "* Unmerged path plan.md\n");
  EXPECT_THAT(must("git diff plan.md"),
              AllOf(HasSubstr("\n++<<<<<<< HEAD\n"), HasSubstr("\n++The hall has 350\n"), HasSubstr("\n++=======\n")));
}

TEST_F(GitSetupTest, NothingFromATextActs) {
  set_up();
  folder_.write("plan.md", text("\x1B]0;owned\x07 350") + std::string(300, 'a') + ".\n");
  EXPECT_THAT(must("git diff --color"), AllOf(HasSubstr("␛]0;owned␇"), Not(HasSubstr("\x1B]"))));
  EXPECT_THAT(must("git diff --no-ext-diff --no-color"), Not(HasSubstr("\x1B")));
  folder_.write("evil\x1B[31m.md", "One.\n");
  must("git add -A");
  EXPECT_THAT(must("git diff --cached"), AllOf(HasSubstr("── evil␛[31m.md"), Not(HasSubstr("\x1B"))));
}

TEST_F(GitSetupTest, ColourAndWidthAreThoseOfGitsPager) {
  set_up();
  change();
  EXPECT_THAT(must("git diff --color"), Not(HasSubstr("\x1B")));
  EXPECT_THAT(must("GIT_PAGER_IN_USE=1 TERM=xterm git diff"), HasSubstr("\x1B["));
  EXPECT_THAT(must("GIT_PAGER_IN_USE=1 TERM=xterm NO_COLOR=1 git diff"), Not(HasSubstr("\x1B")));
  for (const std::string columns : {"30", "x", "99999999999"}) {
    std::size_t longest = 0;
    std::size_t length = 0;
    for (const char byte : must("GIT_PAGER_IN_USE=1 NO_COLOR=1 COLUMNS=" + columns + " git diff")) {
      if (byte == '\n') length = 0;
      if (byte != '\n' && (byte & 0xC0) != 0x80) longest = std::max(longest, ++length);
    }
    EXPECT_EQ(longest <= 30, columns == "30") << longest;
  }
}

TEST_F(GitSetupTest, Difftool) {
  set_up();
  folder_.write("notes/a b.md", "The harbour has one boat.\n");
  commit("Notes");
  change();
  folder_.write("notes/a b.md", "The harbour has two boats.\n");
  folder_.write("new.md", "New.\n");
  must("git add -N new.md");
  const std::string out = must("git difftool -y -t stet");
  EXPECT_THAT(out, AllOf(HasSubstr("   plan.md (before) → plan.md (working tree)\n"), HasSubstr(kReworded)));
  EXPECT_THAT(out, AllOf(HasSubstr("── notes/a b.md ─"), HasSubstr("The harbour has [-one boat-]{+two boats+}.\n")));
  EXPECT_THAT(out, HasSubstr("   nothing → new.md (working tree)\n"));
  const std::string folders = must("git difftool -d -t stet");
  EXPECT_THAT(folders,
              AllOf(HasSubstr("3 documents, 3 changed: "), HasSubstr(kReworded), HasSubstr("── notes/a b.md ─")));
  // What is no text is trouble of its own, and git goes on.
  folder_.write("new.md", "\x89PNG\r\n\x1A\nAAAA");
  EXPECT_THAT(must("git difftool -y -t stet"), AllOf(HasSubstr("stet: new.md: is "), HasSubstr(kReworded)));
  // Another tool still has its turn.
  must("git config difftool.mine.cmd 'echo mine \"$MERGED\"'");
  EXPECT_EQ(must("git difftool -y -t mine plan.md"), "mine plan.md\n");
}

TEST_F(GitSetupTest, GitExternalDiff) {
  change();
  folder_.write("code.c", "int a;\n");
  must("git add -A");
  setenv("GIT_EXTERNAL_DIFF", stet("git diff-driver --").c_str(), 1);
  const std::string out = must("git diff --cached");
  unsetenv("GIT_EXTERNAL_DIFF");
  EXPECT_THAT(
      out, AllOf(HasSubstr(kReworded), HasSubstr("── code.c\n"), HasSubstr("Not compared: no document by its name")));
}

TEST_F(GitSetupTest, WritesWhatItSaysOnceAndTakesItBack) {
  const std::string config = folder_.read(".git/config");
  const std::string root = fs::canonical(".").string();
  const std::string first = must(stet("git setup"));
  EXPECT_THAT(first, StartsWith("Written to " + root + "/.git/config:\n  diff.stet.command = '"));
  EXPECT_THAT(first,
              HasSubstr("Written to " + root + "/.git/info/attributes:\n  *.md diff=stet\n  *.markdown diff=stet\n"));
  EXPECT_THAT(first, HasSubstr("`stet git remove` takes it back.\n"));
  const std::string written = folder_.read(".git/config") + folder_.read(".git/info/attributes");
  fs::create_directory("folder");
  EXPECT_THAT(must("cd folder && " + stet("git setup")),
              AllOf(StartsWith("Already in " + root + "/.git/config:\n"), Not(HasSubstr("Written"))));
  EXPECT_EQ(folder_.read(".git/config") + folder_.read(".git/info/attributes"), written);
  EXPECT_EQ(must("git status --porcelain"), "");
  // Its program is elsewhere now.
  const Outcome moved = run_stet({"git", "setup"});
  EXPECT_EQ(moved.status, ExitStatus::Fine) << moved.err;
  EXPECT_THAT(moved.out, HasSubstr("diff.stet.command = 'stet' git diff-driver --\n"));
  EXPECT_EQ(must("git config --get-all diff.stet.command"), "'stet' git diff-driver --\n");
  set_up("--pattern '*.txt' --pattern 'my notes/*'");
  EXPECT_EQ(must("git check-attr diff 'my notes/x' b.md c.txt d.c"),
            "my notes/x: diff: stet\nb.md: diff: stet\nc.txt: diff: stet\nd.c: diff: unspecified\n");
  const std::string removed = must(stet("git remove"));
  EXPECT_THAT(removed, AllOf(HasSubstr("Removed from " + root + "/.git/info/attributes:\n  *.md diff=stet\n"),
                             HasSubstr("  \"my notes/*\" diff=stet\n"), HasSubstr("  difftool.stet.cmd = ")));
  EXPECT_EQ(folder_.read(".git/config"), config);
  EXPECT_FALSE(fs::exists(".git/info/attributes"));
  EXPECT_EQ(must(stet("git remove")), "Nothing of stet's is there.\n");
}

TEST_F(GitSetupTest, OverwritesNothingThatSomebodyWrote) {
  must("git config diff.stet.command mine && git config diff.stet.binary true");
  const std::string attributes = "# mine\n*.md diff=markdown\n*.c diff=cpp";
  folder_.write(".git/info/attributes", attributes);
  fs::permissions(".git/info/attributes", fs::perms{0640});
  const std::string config = folder_.read(".git/config");
  const std::string out = must(stet("git setup"));
  EXPECT_THAT(out, HasSubstr("not stet's, so it stays as it is:\n  diff.stet.command = mine\n"));
  EXPECT_THAT(out, HasSubstr("another line there gives these files another driver, and wins:\n  *.md diff=stet\n"));
  EXPECT_EQ(must("git config diff.stet.command"), "mine\n");
  EXPECT_THAT(must("git config diff.stet.textconv"), HasSubstr(" git textconv --\n"));
  EXPECT_EQ(must("git check-attr diff a.md a.markdown"), "a.md: diff: markdown\na.markdown: diff: stet\n");
  EXPECT_EQ(must("stat -c %a .git/info/attributes"), "640\n");
  must("git config diff.stet.textconv \"$(git config diff.stet.textconv) --mine\"");
  EXPECT_THAT(must(stet("git remove")), HasSubstr(" git textconv -- --mine\n"));
  EXPECT_EQ(folder_.read(".git/info/attributes"), attributes);
  must("git config --unset diff.stet.textconv");
  EXPECT_EQ(folder_.read(".git/config"), config);
  // stet's own lines, edited.
  set_up();
  folder_.write(".git/info/attributes",
                "# stet: this block is written by `stet git setup` and taken away by `stet git remove`\n"
                "*.md diff=stet\n*.rst diff=mine\n# stet: end\n");
  for (const char* const action : {"setup", "remove"}) {
    const Ran ran = run_command(stet("git " + std::string(action)));
    EXPECT_EQ(ran.status, 2);
    EXPECT_THAT(ran.out, HasSubstr("info/attributes: stet's block was edited since it was written"));
  }
  EXPECT_THAT(folder_.read(".git/info/attributes"), HasSubstr("*.rst diff=mine\n"));
}

TEST_F(GitSetupTest, ForAllRepositories) {
  const std::string local = folder_.read(".git/config");
  const std::string home = std::getenv("HOME");
  EXPECT_THAT(must("cd / && " + stet("git setup --global")),
              AllOf(HasSubstr("Written to " + home + "/git/attributes:\n"),
                    HasSubstr("`stet git remove --global` takes it back.\n")));
  EXPECT_EQ(folder_.read(".git/config"), local);
  change();
  EXPECT_THAT(must("git diff"), HasSubstr(kReworded));
  // What a repository says of its files comes first.
  folder_.write(".gitattributes", "*.md diff=markdown\n");
  EXPECT_THAT(must("git diff"), HasSubstr("@@ -1,6 +1,6 @@\n"));
  fs::remove(".gitattributes");
  must("cd / && " + stet("git remove --global"));
  EXPECT_THAT(must("git diff"), HasSubstr("@@ -1,6 +1,6 @@\n"));
  EXPECT_EQ(must("git config --global --list || true"), "");
  // A file of attributes that the user keeps elsewhere, behind a link.
  folder_.write("../home/dotfiles/attributes", "*.c diff=cpp\n");
  fs::create_symlink("dotfiles/attributes", home + "/attributes");
  must("git config --global core.attributesFile '~/attributes'");
  set_up("--global");
  EXPECT_TRUE(fs::is_symlink(home + "/attributes"));
  EXPECT_THAT(folder_.read("../home/dotfiles/attributes"), HasSubstr("*.md diff=stet\n"));
  must(stet("git remove --global"));
  EXPECT_EQ(folder_.read("../home/dotfiles/attributes"), "*.c diff=cpp\n");
}

TEST_F(GitSetupTest, BareLinkedAndOtherShapes) {
  change();
  commit("Seats");
  must("git clone -q --bare . ../bare.git");
  must("cd ../bare.git && " + stet("git setup"));
  EXPECT_THAT(must("cd ../bare.git && git diff HEAD~1 HEAD"), HasSubstr(kReworded));
  EXPECT_THAT(must("cd ../bare.git && git log -p -1"), HasSubstr("+The hall has 350 seats.\n"));
  // One of several working trees, with a configuration of its own each.
  must("git worktree add -q ../linked -b linked && git config extensions.worktreeConfig true");
  must(stet("git setup --repo ../linked"));
  EXPECT_THAT(folder_.read(".git/config"), HasSubstr("[diff \"stet\"]"));
  EXPECT_THAT(must("cd ../linked && git diff HEAD~1"), HasSubstr(kReworded));
  must("cd ../linked && git config --worktree diff.stet.command other");
  EXPECT_THAT(must("cd ../linked && " + stet("git setup")),
              HasSubstr("not stet's, and it comes before what stet wrote:\n"));
  must("git init -q --object-format=sha256 ../wide");
  must("cd ../wide && " + stet("git setup") + " && " + stet("git remove"));
  // A repository that is named is meant, whatever the variables say.
  must("GIT_DIR=/nowhere " + stet("git remove --repo ../bare.git"));
  EXPECT_THAT(must("cd ../bare.git && git diff HEAD~1 HEAD"), HasSubstr("@@"));
}

TEST_F(GitSetupTest, SaysWhatCannotBe) {
  struct Case {
    std::string words;
    std::string message;
  };
  const std::vector<Case> cases = {
      {"git setup --pattern ''", "--pattern names no files"},
      {"git setup --pattern '!*.md'", "git takes no attributes for what a pattern does not name"},
      {"git setup --pattern docs/", "names a folder"},
      {"git setup --global --local", "excludes"},
      {"git", "A subcommand is required"},
      {"git diff-driver -- a b", "git calls this"},
      {"git textconv", "name one file"},
      {"git textconv missing.md", "no such file"},
      {"git setup --repo /", "no git repository here or above"},
  };
  for (const Case& one : cases) {
    const Ran ran = run_command(stet(one.words));
    EXPECT_EQ(ran.status, 2) << one.words;
    EXPECT_THAT(ran.out, AllOf(StartsWith("stet: "), HasSubstr(one.message))) << one.words;
  }
  EXPECT_THAT(folder_.read(".git/config"), Not(HasSubstr("stet")));
  // Where git would stop, the driver does not.
  EXPECT_THAT(must(stet("git diff-driver -- a.md /nowhere 1234567890 100644 /dev/null . .")),
              HasSubstr("Not compared: no such file"));
  folder_.write("stet.toml", "nonsense =\n");
  set_up();
  change();
  EXPECT_THAT(must("git diff"), AllOf(HasSubstr(kReworded), HasSubstr("stet: warning: stet.toml: line 1: is no TOML")));
}

}  // namespace
}  // namespace stet::test
