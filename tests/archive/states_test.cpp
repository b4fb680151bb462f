// SPDX-License-Identifier: Apache-2.0
// libgit2 and git's own program, asked the same of one repository; and what git fetches, and when.
#include "archive/states.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "archive/fetch.hpp"
#include "archive/lfs.hpp"
#include "archive/repository_fixture.hpp"
#include "archive/sha256.hpp"
#include "fmt/format.h"

namespace stet::test {
namespace {

using archive::FileDifference;
using archive::Sides;
using archive::Snapshot;
using archive::StateKind;
using archive::States;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string side(const archive::FileState& file) {
  if (!file.is_there()) return "-";
  return fmt::format("{} {:o}", file.path, file.mode);
}

std::string outline_of(const std::vector<FileDifference>& changes) {
  std::vector<std::string> lines;
  for (const FileDifference& change : changes) lines.push_back(side(change.before) + " > " + side(change.after));
  std::ranges::sort(lines);
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

class BothStates : public RepositoryTest {
 protected:
  void SetUp() override {
    RepositoryTest::SetUp();
    git("init -q a", "");
    write("a/terms.md", kText + "It costs 5 crowns.\n");
    write("a/docs/deep/one.md", "One.\n");
    write("a/code.c", "int a;\n");
    write("a/README", kText + kText);
    git("add -A && git commit -qm one");
    write("a/docs/deep/one.md", "Two.\n");
    write("a/code.c", "int b;\n");
    git("mv terms.md conditions.md && git mv README README.md");
    write("a/conditions.md", kText + "It costs 6 crowns.\n");
    must("ln -s code.c link.md && chmod +x docs/deep/one.md", "a");
    git("add -A && git commit -qm 'two\n\nCorrection: the price'");
    git("switch -qc topic HEAD~1");
    write("a/topic.txt", "Topic.\n");
    git("add -A && git commit -qm topic && git switch -q main && git merge -q --no-edit topic");
    git("tag -a -m tagged v1 HEAD~1 && git tag tree HEAD^{tree} && git tag blob HEAD:code.c");
    archive_.emplace(value_of(Archive::open(path("a"))));
    const auto& state = Revisions::state(*archive_);
    both_.push_back(archive::libgit2_states(state));
    both_.push_back(archive::program_states(archive::program_of(state)));
  }

  [[nodiscard]] Sides sides(const States& states, const std::string& before, const std::string& after) const {
    return {value_of(states.snapshot(before)), value_of(states.snapshot(after)), StateKind::Committed};
  }
  static Result<std::vector<FileDifference>> differing(const States& states, const Sides& sides,
                                                       const std::vector<std::string>& paths = {}) {
    const auto filter = value_of(archive::PathFilter::make(paths));
    return states.differing(sides, filter, [](const auto&) { return Result<void>(); });
  }

  const std::string kText = "A text that is long enough to be known again.\nIt has two lines, and then some more.\n";
  std::optional<Archive> archive_;
  std::vector<std::unique_ptr<States>> both_;
};

TEST_F(BothStates, MeanTheSameByRevisions) {
  for (const auto& states : both_) {
    for (const char* const revision : {"HEAD", "HEAD~1", "v1", "topic", "main^2"}) {
      const Snapshot found = value_of(states->snapshot(revision));
      EXPECT_EQ(found.commit, git(fmt::format("rev-parse '{}^{{commit}}'", revision)));
      EXPECT_EQ(found.tree, git(fmt::format("rev-parse '{}^{{tree}}'", revision)));
    }
    EXPECT_EQ(value_of(states->snapshot(":/topic")).commit, git("rev-parse :/topic"));
    EXPECT_EQ(value_of(states->snapshot("tree")).commit, "");
    EXPECT_EQ(value_of(states->snapshot("tree")).tree, git("rev-parse tree"));
    EXPECT_EQ(value_of(states->snapshot(std::string(archive::kEmptyTree))).tree, "");
    EXPECT_THAT(error_of(states->snapshot("mian")).message, HasSubstr("'main'"));
    EXPECT_EQ(error_of(states->snapshot("mian")).code, ErrorCode::NotFound);
    EXPECT_EQ(error_of(states->snapshot("blob")).code, ErrorCode::InvalidInput);
    EXPECT_EQ(error_of(states->snapshot("HEAD:code.c")).code, ErrorCode::InvalidInput);
  }
}

TEST_F(BothStates, FindTheSameDifferences) {
  for (const auto& states : both_) {
    EXPECT_EQ(outline_of(value_of(differing(*states, sides(*states, "HEAD~2", "HEAD~1")))),
              "- > link.md 120000\n"
              "README 100644 > README.md 100644\n"
              "docs/deep/one.md 100644 > docs/deep/one.md 100755\n"
              "terms.md 100644 > conditions.md 100644\n");
    EXPECT_EQ(outline_of(value_of(differing(*states, sides(*states, "HEAD~1", "HEAD")))), "- > topic.txt 100644\n");
    EXPECT_EQ(outline_of(value_of(differing(*states, sides(*states, "HEAD", "HEAD")))), "");
    EXPECT_EQ(outline_of(value_of(differing(*states, sides(*states, "HEAD~2", "HEAD~1"), {"code.c"}))),
              "- > link.md 120000\n"
              "README 100644 > README.md 100644\n"
              "code.c 100644 > code.c 100644\n"
              "terms.md 100644 > conditions.md 100644\n");
    const Snapshot nothing{"nothing", {}, {}};
    const Sides all{nothing, value_of(states->snapshot("topic")), StateKind::Committed};
    EXPECT_EQ(value_of(differing(*states, all)).size(), 3U);
  }
}

TEST_F(BothStates, CompareTheIndexAndTheWorkingTree) {
  write("a/topic.txt", "Staged.\n");
  git("add -A");
  write("a/topic.txt", "Working.\n");
  must("rm conditions.md", "a");
  for (const auto& states : both_) {
    Sides sides{value_of(states->head()), {}, StateKind::Staged};
    const auto staged = value_of(differing(*states, sides));
    EXPECT_EQ(outline_of(staged), "topic.txt 100644 > topic.txt 100644\n");
    EXPECT_EQ(value_of(states->blobs({staged.front().after.id}).front()), "Staged.\n");
    sides.target = StateKind::Working;
    EXPECT_EQ(outline_of(value_of(differing(*states, sides))),
              "conditions.md 100644 > -\ntopic.txt 100644 > topic.txt 100644\n");
    const auto texts = states->working_files({"topic.txt", "nowhere.md", "code.c"});
    EXPECT_EQ(value_of(texts[0]), "Working.\n");
    EXPECT_FALSE(texts[1]);
    EXPECT_EQ(value_of(texts[2]), "int b;\n");
    EXPECT_TRUE(value_of(states->tracks("docs/deep")));
    EXPECT_FALSE(value_of(states->tracks("docs/dee")));
  }
}

TEST_F(BothStates, FindAndReadTheSameFiles) {
  for (const auto& states : both_) {
    const Snapshot head = value_of(states->head());
    const auto file = value_of(states->find(head, "docs/deep/one.md"));
    ASSERT_TRUE(file);
    EXPECT_EQ(file->mode, 0100755U);
    EXPECT_EQ(value_of(states->blobs({file->id}).front()), "Two.\n");
    EXPECT_FALSE(value_of(states->find(head, "docs/deep"))->is_file());
    EXPECT_FALSE(value_of(states->find(head, "docs/nowhere.md")));
    EXPECT_FALSE(value_of(states->find(head, "docs/deep/*")));
    const std::string absent(40, '1');
    const auto texts = states->blobs({absent, file->id});
    EXPECT_THAT(error_of(texts[0]).message, HasSubstr("not here"));
    EXPECT_EQ(value_of(texts[1]), "Two.\n");
    EXPECT_TRUE(value_of(states->left_out({absent})).empty());  // Lost, since this is no partial clone.
  }
}

TEST_F(BothStates, WalkTheSameCommits) {
  for (const auto& states : both_) {
    const auto range = value_of(states->commits(value_of(states->snapshot("topic")), value_of(states->head())));
    ASSERT_EQ(range.commits.size(), 2U);
    EXPECT_FALSE(range.is_cut);
    EXPECT_EQ(range.commits[1].message, "two\n\nCorrection: the price\n");
    EXPECT_THAT(value_of(states->paths_changed_by(git("rev-parse topic"))), ElementsAre("topic.txt"));
    EXPECT_THAT(value_of(states->paths_changed_by(git("rev-parse main"))), ElementsAre("topic.txt"));
    EXPECT_EQ(value_of(states->paths_changed_by(git("rev-parse main~2"))).size(), 4U);
    const auto base =
        value_of(states->merge_base(value_of(states->snapshot("main~1")), value_of(states->snapshot("topic"))));
    EXPECT_EQ(base.commit, git("rev-parse main~2"));
    EXPECT_EQ(error_of(states->merge_base(value_of(states->snapshot("tree")), base)).code, ErrorCode::InvalidInput);
  }
}

TEST_F(BothStates, KeepGitFromFetchingUnasked) {
  git("config uploadpack.allowFilter true && git config uploadpack.allowAnySHA1InWant true");
  git("clone -q --filter=blob:none file://$PWD/a b", "");
  // What is told to allow a protocol is not stronger.
  git("config protocol.file.allow always", "b");
  const Archive clone = value_of(Archive::open(path("b")));
  const auto& state = Revisions::state(clone);
  const std::string absent = git("rev-parse HEAD~2:terms.md", "b");
  const std::string here = git("rev-parse HEAD:topic.txt", "b");
  const auto by_program = archive::program_states(archive::program_of(state));
  const auto by_libgit2 = archive::libgit2_states(state);
  for (const States* const states : {by_program.get(), by_libgit2.get()}) {
    EXPECT_THAT(value_of(states->left_out({here, absent})), ElementsAre(absent));
    const auto texts = states->blobs({absent, here});
    EXPECT_FALSE(texts[0]);
    EXPECT_EQ(value_of(texts[1]), "Topic.\n");
  }
  ASSERT_TRUE(archive::fetch_objects(archive::program_of(state), {absent}));
  for (const States* const states : {by_program.get(), by_libgit2.get()})
    EXPECT_EQ(value_of(states->blobs({absent}).front()), kText + "It costs 5 crowns.\n");
}

TEST_F(BothStates, FetchSaysWhatGitCouldNotReach) {
  const auto program = archive::program_of(Revisions::state(*archive_));
  const auto enough = [] { return false; };
  EXPECT_THAT(error_of(archive::fetch_history(program, {"main"}, enough)).message, HasSubstr("git remote add origin"));
  git("remote add origin file://$PWD/nowhere");
  EXPECT_THAT(error_of(archive::fetch_history(program, {"origin/main"}, enough)).message,
              HasSubstr("could not fetch from 'origin'"));
}

TEST(GitLfs, GivesTheTextThatWasBrought) {
  const std::string text = "A long text.\n";
  const std::string digest = archive::sha256(text);
  const std::string pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:" + digest + "\nsize " +
                              std::to_string(text.size()) + "\n";
  EXPECT_EQ(archive::lfs_pointer(pointer), digest);
  EXPECT_EQ(archive::lfs_pointer("version https://git-lfs.github.com/spec/v1\noid sha256:00\n"), "");
  EXPECT_EQ(archive::lfs_pointer("version 1"), std::nullopt);
  EXPECT_EQ(archive::lfs_pointer(pointer + std::string(2000, ' ')), std::nullopt);
}

}  // namespace
}  // namespace stet::test
