// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "archive/repository_fixture.hpp"
#include "fmt/format.h"

namespace stet::test {
namespace {

using ::testing::ElementsAre;

class Ranges : public RepositoryTest {
 protected:
  void SetUp() override {
    RepositoryTest::SetUp();
    git("init -q a", "");
  }
  void commit(const std::string& message) const { git("add -A && git commit -qm '" + message + "'"); }
  [[nodiscard]] Result<RangeChanges> changes(const std::string& range, std::vector<std::string> paths = {},
                                             bool staged = false) const {
    RangeRequest request;
    request.range = range;
    request.paths = std::move(paths);
    request.staged = staged;
    return changed_documents(value_of(Archive::open(path("a"))), request);
  }
  /// "before→after: old|new" for each changed path.
  [[nodiscard]] std::string outline_of(const std::string& range, std::vector<std::string> paths = {},
                                       bool staged = false) const {
    const RangeChanges found = value_of(changes(range, std::move(paths), staged));
    std::string text;
    for (const ChangedPath& changed : found.paths) {
      const auto side = [](const Result<Source>& source) {
        return source ? std::string(source->bytes()) : "<" + source.error().message + ">";
      };
      text += fmt::format("{}>{}: {}|{}\n", changed.before_path, changed.after_path, side(changed.before),
                          side(changed.after));
    }
    return text;
  }
};

TEST_F(Ranges, ComparesTwoRevisions) {
  write("a/b.md", "1");
  write("a/gone.txt", "gone");
  write("a/same.md", "same");
  write("a/code.c", "1");
  commit("one");
  write("a/b.md", "2");
  write("a/a/new.markdown", "new");
  write("a/code.c", "2");
  must("rm gone.txt", "a");
  commit("two");
  EXPECT_EQ(outline_of("HEAD~1..HEAD"), ">a/new.markdown: |new\nb.md>b.md: 1|2\ngone.txt>: gone|\n");
  EXPECT_EQ(outline_of("HEAD..HEAD~1"), "a/new.markdown>: new|\nb.md>b.md: 2|1\n>gone.txt: |gone\n");
  EXPECT_EQ(outline_of("HEAD~1.."), outline_of("HEAD~1..HEAD"));
  const RangeChanges found = value_of(changes("HEAD~1..HEAD"));
  EXPECT_EQ(found.before_label, "HEAD~1");
  EXPECT_EQ(found.after_label, "HEAD");
  EXPECT_EQ(found.after_commit, git("rev-parse HEAD"));
  EXPECT_EQ(found.before_commit, git("rev-parse HEAD~1"));
  EXPECT_EQ(found.paths.at(1).after->label(), "HEAD:b.md");
  EXPECT_EQ(found.paths.at(1).after->type(), TextType::Markdown);
  EXPECT_EQ(outline_of("4b825dc642cb6eb9a060e54bf8d69288fbee4904..HEAD~1"),
            ">b.md: |1\n>gone.txt: |gone\n>same.md: |same\n");
}

TEST_F(Ranges, TakesPathsAsGitDoes) {
  write("a/docs/a.md", "1");
  write("a/docs/b.rst", "1");
  write("a/top.md", "1");
  write("a/image.bin", "1");
  commit("one");
  for (const char* const file : {"a/docs/a.md", "a/docs/b.rst", "a/top.md", "a/image.bin"}) write(file, "2");
  commit("two");
  const std::string a = "docs/a.md>docs/a.md: 1|2\n";
  const std::string b = "docs/b.rst>docs/b.rst: 1|2\n";
  const std::string top = "top.md>top.md: 1|2\n";
  const std::string range = "HEAD~1..HEAD";
  EXPECT_EQ(outline_of(range), a + top);
  EXPECT_EQ(outline_of(range, {"docs"}), a);
  EXPECT_EQ(outline_of(range, {"docs/"}), a);
  EXPECT_EQ(outline_of(range, {"docs/b.rst"}), b);
  EXPECT_EQ(outline_of(range, {"*.rst"}), b);
  EXPECT_EQ(outline_of(range, {"*.md"}), a + top);
  EXPECT_EQ(outline_of(range, {"docs/*"}), a);
  EXPECT_EQ(outline_of(range, {"."}), a + top);
  EXPECT_EQ(outline_of(range, {"./top.md", "image.bin"}), "image.bin>image.bin: 1|2\n" + top);
  EXPECT_EQ(error_of(changes(range, {"tpo.md"})).code, ErrorCode::NotFound);
  EXPECT_EQ(error_of(changes(range, {":(exclude)x"})).code, ErrorCode::InvalidInput);
  EXPECT_EQ(outline_of(range, {"no*such"}), "");
}

TEST_F(Ranges, FollowsRenames) {
  const std::string text = "A text that is long enough to be known again.\nIt has two lines, and then some more.\n";
  write("a/old.md", text + "1");
  write("a/README", text + "plain");
  commit("one");
  git("mv old.md new.md && git mv README README.md");
  write("a/new.md", text + "2");
  commit("two");
  EXPECT_EQ(outline_of("HEAD~1..HEAD"),
            "README>README.md: " + text + "plain|" + text + "plain\nold.md>new.md: " + text + "1|" + text + "2\n");
  const std::string renamed = "old.md>new.md: " + text + "1|" + text + "2\n";
  EXPECT_EQ(outline_of("HEAD~1..HEAD", {"new.md"}), renamed);
  EXPECT_EQ(outline_of("HEAD~1..HEAD", {"old.md"}), renamed);
}

TEST_F(Ranges, FollowsRenamesOfProse) {
  // A paragraph a line, a word changed in each: no line is the same, as git sees it.
  const auto text = [](std::string_view word) {
    return fmt::format(
        "The ferry leaves the quay at nine every morning. It is {0}. Dogs travel free of charge.\n\n"
        "A ticket can be bought on board. The office is {0}. Bicycles need a ticket of their own.\n",
        word);
  };
  write("a/terms.md", text("open all year round"));
  write("a/other.md", "Something else altogether was said here, and nobody kept it.\n");
  write("a/deep/index.md",
        "The same name is enough with one sentence kept. All else about the harbour was new then.\n");
  commit("one");
  git("rm -q terms.md other.md deep/index.md");
  write("a/legal/terms-of-carriage.md", text("closed for the whole winter"));
  write("a/new.md", "What came in its place has no sentence in common with it.\n");
  write("a/flat/index.md",
        "The same name is enough with one sentence kept. Nothing of the quay is what it once was.\n");
  git("add .");
  commit("two");
  EXPECT_EQ(outline_of("HEAD~1..HEAD", {"legal"}),
            "terms.md>legal/terms-of-carriage.md: " + text("open all year round") + "|" +
                text("closed for the whole winter") + "\n");
  std::vector<std::string> moved;
  for (const ChangedPath& path : value_of(changes("HEAD~1..HEAD")).paths)
    moved.push_back(path.before_path + ">" + path.after_path);
  EXPECT_THAT(
      moved, ElementsAre("deep/index.md>flat/index.md", "terms.md>legal/terms-of-carriage.md", ">new.md", "other.md>"));
}

TEST_F(Ranges, FindsInTreesWhatGitFinds) {
  // Names that sort one way as files and another as folders, and folders whose first, last or only entry differs.
  const std::vector<std::string> names = {"a.md",     "a/a.md", "a-b.md",   "a/b/c.md", "a0/x.md",
                                          "a0/y.md",  "b.md",   "b/b/b.md", "c/1.md",   "c/2.md",
                                          "c/2/1.md", "c/3.md", "d.md",     "z/z.md",   "zz.md"};
  std::mt19937 random(1);
  std::vector<std::string> there;
  for (std::size_t round = 0; round < 24; ++round) {
    for (const std::string& name : names) {
      const bool is_there = std::ranges::find(there, name) != there.end();
      if (random() % 4 != 0) continue;
      // In one round files only come, in the next they only go: else one may be another renamed.
      if (!is_there && round % 2 == 0) there.push_back(name);
      if (is_there && round % 2 == 1 && random() % 2 == 0) {
        must("git rm -q '" + name + "'", "a");
        std::erase(there, name);
      } else if (is_there || round % 2 == 0) {
        write("a/" + name, std::to_string(random()));
      }
    }
    git("add -A && git commit -q --allow-empty -m round");
    if (round == 0) continue;
    for (const std::string range : {"HEAD~1..HEAD", "HEAD..HEAD~1"}) {
      std::string found;
      for (const ChangedPath& changed : value_of(changes(range)).paths)
        found += (changed.after_path.empty() ? changed.before_path : changed.after_path) + "\n";
      std::string expected = git("diff --no-renames --name-only " + range);
      if (!expected.empty() && expected.back() != '\n') expected += '\n';
      EXPECT_EQ(found, expected) << "round " << round << " " << range;
    }
  }
}

TEST_F(Ranges, SeesAFileBecomeALinkAndNoChangeInItsMode) {
  write("a/link.md", "a.md");
  write("a/mode.md", "1");
  commit("one");
  must("ln -sf a.md link.md && chmod +x mode.md", "a");
  commit("two");
  EXPECT_EQ(outline_of("HEAD~1..HEAD"), "link.md>link.md: a.md|<is a symbolic link>\n");
}

TEST_F(Ranges, TakesTheMergeBase) {
  write("a/x.md", "base");
  commit("base");
  git("switch -qc topic");
  write("a/x.md", "topic");
  commit("topic");
  git("switch -q main");
  write("a/x.md", "main");
  commit("main");
  EXPECT_EQ(outline_of("main...topic"), "x.md>x.md: base|topic\n");
  EXPECT_EQ(outline_of("main..topic"), "x.md>x.md: main|topic\n");
  EXPECT_EQ(value_of(changes("main...topic")).before_commit, git("rev-parse main~1"));
  git("switch -q --orphan alone");
  write("a/x.md", "alone");
  commit("alone");
  EXPECT_EQ(error_of(changes("main...alone")).code, ErrorCode::NotFound);
}

TEST_F(Ranges, ComparesTheIndexAndTheWorkingTree) {
  write("a/x.md", "1");
  write("a/y.md", "1");
  commit("one");
  write("a/x.md", "2");
  git("add x.md");
  write("a/x.md", "3");
  write("a/y.md", "2");
  write("a/untracked.md", "new");
  EXPECT_EQ(outline_of(""), "x.md>x.md: 1|3\ny.md>y.md: 1|2\n");
  EXPECT_EQ(outline_of("HEAD"), outline_of(""));
  EXPECT_EQ(outline_of("", {}, true), "x.md>x.md: 1|2\n");
  EXPECT_EQ(value_of(changes("", {}, true)).after_label, "index");
  EXPECT_EQ(value_of(changes("")).after_label, "working tree");
  EXPECT_NE(error_of(changes("", {"untracked.md"})).message.find("git add"), std::string::npos);
  write("a/x.md", "1");
  EXPECT_EQ(outline_of(""), "y.md>y.md: 1|2\n");
  must("rm y.md", "a");
  EXPECT_EQ(outline_of(""), "y.md>: 1|\n");
  git("add -A && git commit -qm two");
  EXPECT_EQ(outline_of("HEAD~1", {}, true), ">untracked.md: |new\ny.md>: 1|\n");
  EXPECT_EQ(error_of(changes("HEAD~1..HEAD", {}, true)).code, ErrorCode::InvalidInput);
}

TEST_F(Ranges, ComparesWithNothingBeforeTheFirstCommit) {
  write("a/x.md", "1");
  git("add -A");
  EXPECT_EQ(outline_of("", {}, true), ">x.md: |1\n");
  EXPECT_EQ(outline_of(""), ">x.md: |1\n");
  EXPECT_EQ(error_of(changes("HEAD..HEAD")).code, ErrorCode::NotFound);
}

TEST_F(Ranges, ReadsTheWorkingTreeThroughGitsFilters) {
  write("a/.gitattributes", "*.md text eol=crlf\n");
  write("a/x.md", "one\r\ntwo\r\n");
  commit("one");
  EXPECT_EQ(git("cat-file blob HEAD:x.md | od -c | head -1 | tr -d ' '"), "0000000one\\ntwo\\n");
  must("touch -d 2001-01-01 x.md", "a");
  EXPECT_EQ(outline_of(""), "");
  write("a/x.md", "one\r\nthree\r\n");
  EXPECT_EQ(outline_of(""), "x.md>x.md: one\ntwo\n|one\nthree\n\n");
}

TEST_F(Ranges, SaysWhichDocumentsItCannotRead) {
  write("a/link.md", "text");
  write("a/large.md", "text");
  write("a/module.md", "text");
  commit("one");
  must("rm link.md && ln -s large.md link.md", "a");
  write("a/large.md", "version https://git-lfs.github.com/spec/v1\noid sha256:" + std::string(64, '0') + "\nsize 1\n");
  must("rm module.md && git init -q module.md && cd module.md && git commit -q --allow-empty -m x", "a");
  git("add -A 2>/dev/null && git commit -qm two");
  EXPECT_EQ(
      outline_of("HEAD~1..HEAD"),
      "large.md>large.md: text|<is a Git LFS pointer whose text is not here: `git lfs pull` brings those of HEAD, "
      "`git lfs fetch --all` every one>\n"
      "link.md>link.md: text|<is a symbolic link>\n"
      "module.md>module.md: text|<is a submodule: run stet inside it>\n");
}

TEST_F(Ranges, RefusesAConflictedIndex) {
  write("a/x.md", "base");
  commit("base");
  git("switch -qc topic");
  write("a/x.md", "topic");
  commit("topic");
  git("switch -q main");
  write("a/x.md", "main");
  commit("main");
  (void)shell("git merge topic", "a");
  const Error error = error_of(changes("", {}, true));
  EXPECT_EQ(error.code, ErrorCode::InvalidInput);
  EXPECT_EQ(error.place, "x.md");
  EXPECT_EQ(outline_of(""), "x.md>x.md: main|" + read("a/x.md") + "\n");
  EXPECT_EQ(outline_of("main..topic"), "x.md>x.md: main|topic\n");
}

TEST_F(Ranges, SaysWhatARevisionMayHaveMeant) {
  write("a/x.md", "1");
  commit("one");
  git("branch release-2018 && git tag v1.0");
  EXPECT_NE(error_of(changes("release-2017..HEAD")).message.find("'release-2018'"), std::string::npos);
  const Error error = error_of(changes("nowhere..HEAD"));
  EXPECT_EQ(error.code, ErrorCode::NotFound);
  EXPECT_NE(error.message.find("'nowhere'"), std::string::npos);
  EXPECT_EQ(error_of(changes("HEAD:x.md..HEAD")).code, ErrorCode::InvalidInput);
  EXPECT_EQ(error_of(changes("HEAD^{..HEAD")).code, ErrorCode::InvalidInput);
  git("clone -q --depth 1 file://$PWD/a b", "");
  RangeRequest request;
  request.range = "HEAD~1..HEAD";
  const Error shallow = error_of(changed_documents(value_of(Archive::open(path("b"))), request));
  EXPECT_NE(shallow.message.find("fetch-depth: 0"), std::string::npos) << shallow.message;
}

TEST_F(Ranges, ReadsASplitIndexByGitsProgram) {
  write("a/x.md", "1");
  commit("one");
  git("update-index --split-index");
  write("a/x.md", "2");
  git("add x.md");
  write("a/x.md", "3");
  EXPECT_EQ(outline_of("", {}, true), "x.md>x.md: 1|2\n");
  EXPECT_EQ(outline_of(""), "x.md>x.md: 1|3\n");
  EXPECT_EQ(error_of(changes("", {"nowhere.md"})).code, ErrorCode::NotFound);
}

TEST_F(Ranges, FetchesTheTextsOfAPartialCloneWhereItMay) {
  write("a/x.md", "1");
  commit("one");
  write("a/x.md", "2");
  commit("two");
  git("config uploadpack.allowFilter true && git config uploadpack.allowAnySHA1InWant true");
  git("clone -q --filter=blob:none file://$PWD/a b", "");
  const Archive clone = value_of(Archive::open(path("b")));
  RangeRequest request;
  request.range = "HEAD~1..HEAD";
  const Error error = error_of(changed_documents(clone, request));
  EXPECT_EQ(error.code, ErrorCode::Incomplete);
  EXPECT_NE(error.message.find("x.md: --fetch"), std::string::npos) << error.message;
  request.fetch = true;
  const RangeChanges found = value_of(changed_documents(clone, request));
  ASSERT_EQ(found.paths.size(), 1U);
  EXPECT_EQ(value_of(found.paths.at(0).before).bytes(), "1");
  EXPECT_EQ(value_of(found.paths.at(0).after).bytes(), "2");
}

TEST_F(Ranges, WhatWasNotAskedForNeedsNoText) {
  write("a/x.md", "1");
  write("a/gone.md", "gone");
  commit("one");
  write("a/x.md", "2");
  git("rm -q gone.md");
  commit("two");
  git("config uploadpack.allowFilter true && git config uploadpack.allowAnySHA1InWant true");
  git("clone -q --filter=blob:none file://$PWD/a b", "");
  git("cat-file blob HEAD~1:x.md", "b");
  RangeRequest request;
  request.range = "HEAD~1..HEAD";
  request.paths = {"x.md"};
  EXPECT_EQ(value_of(changed_documents(value_of(Archive::open(path("b"))), request)).paths.size(), 1U);
}

TEST_F(Ranges, DeepensAShallowCloneWhereItMay) {
  write("a/x.md", "1");
  commit("one");
  git("switch -qc topic");
  write("a/x.md", "2");
  commit("two");
  git("switch -q main");
  write("a/x.md", "3");
  commit("three\n\nCorrection: of the number");
  git("clone -q --depth 1 --no-single-branch file://$PWD/a b", "");
  const Archive clone = value_of(Archive::open(path("b")));
  EXPECT_TRUE(clone.is_shallow());
  EXPECT_TRUE(value_of(trailers_in_range(clone, "origin/topic..HEAD", "correction")).is_cut);
  RangeRequest request;
  request.range = "HEAD...origin/topic";
  EXPECT_NE(error_of(changed_documents(clone, request)).message.find("--fetch"), std::string::npos);
  request.fetch = true;
  const RangeChanges found = value_of(changed_documents(clone, request));
  ASSERT_EQ(found.paths.size(), 1U);
  EXPECT_EQ(value_of(found.paths.at(0).before).bytes(), "1");
  EXPECT_EQ(found.before_commit, git("rev-parse main~1"));
  const RangeTrailers trailers = value_of(trailers_in_range(clone, "origin/topic..HEAD", "correction"));
  EXPECT_FALSE(trailers.is_cut);
  EXPECT_EQ(trailers.trailers.size(), 1U);
}

TEST_F(Ranges, ReadsSha256ByGitsProgram) {
  git("init -q --object-format=sha256 s", "");
  write("s/x.md", "1");
  git("add -A && git commit -qm one", "s");
  write("s/x.md", "2");
  git("add -A && git commit -qm two", "s");
  EXPECT_EQ(error_of(Archive::open(path("s"))).code, ErrorCode::Unsupported);
  RepositoryPlace place;
  place.directory = path("s");
  place.comparisons_only = true;
  const Archive repository = value_of(Archive::open(place));
  RangeRequest request;
  request.range = "HEAD~1..HEAD";
  const RangeChanges found = value_of(changed_documents(repository, request));
  ASSERT_EQ(found.paths.size(), 1U);
  EXPECT_EQ(value_of(found.paths.at(0).before).bytes(), "1");
  EXPECT_EQ(found.after_commit, git("rev-parse HEAD", "s"));
  EXPECT_EQ(value_of(repository.file("x.md")), "2");
  EXPECT_EQ(value_of(commit_of(repository, "main")), git("rev-parse HEAD", "s"));
  EXPECT_EQ(error_of(repository.release("x.md")).code, ErrorCode::Unsupported);
  EXPECT_EQ(error_of(repository.releases()).code, ErrorCode::Unsupported);
  EXPECT_FALSE(repository.is_archive());
}

TEST_F(Ranges, ReadsTheTextOfAnLfsPointerThatWasBrought) {
  const auto pointer = [](const std::string& digest) {
    return "version https://git-lfs.github.com/spec/v1\noid sha256:" + digest + "\nsize 4\n";
  };
  const std::string one = must("printf 'one\\n' | sha256sum | cut -d' ' -f1", "a");
  const std::string two = must("printf 'two\\n' | sha256sum | cut -d' ' -f1", "a");
  write("a/x.md", pointer(one));
  commit("one");
  write("a/x.md", pointer(two));
  commit("two");
  write("a/.git/lfs/objects/" + one.substr(0, 2) + "/" + one.substr(2, 2) + "/" + one, "one\n");
  EXPECT_EQ(value_of(changes("HEAD~1..HEAD")).paths.at(0).before->bytes(), "one\n");
  EXPECT_NE(error_of(value_of(changes("HEAD~1..HEAD")).paths.at(0).after).message.find("git lfs pull"),
            std::string::npos);
  write("a/.git/lfs/objects/" + two.substr(0, 2) + "/" + two.substr(2, 2) + "/" + two, "damaged\n");
  EXPECT_FALSE(value_of(changes("HEAD~1..HEAD")).paths.at(0).after);
}

TEST_F(Ranges, WorksInABareRepository) {
  write("a/x.md", "1");
  commit("one");
  write("a/x.md", "2");
  commit("two");
  RangeRequest request;
  request.range = "HEAD~1..HEAD";
  git("clone -q --bare a c", "");
  const Archive bare = value_of(Archive::open(path("c")));
  EXPECT_EQ(value_of(changed_documents(bare, request)).paths.size(), 1U);
  request.range = "";
  EXPECT_EQ(error_of(changed_documents(bare, request)).code, ErrorCode::Unsupported);
}

}  // namespace
}  // namespace stet::test
