// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "archive/repository_fixture.hpp"

namespace stet::test {
namespace {

class Init : public RepositoryTest {};

TEST_F(Init, MakesAnArchiveOfOneCommit) {
  const Archive archive = make_archive();
  EXPECT_TRUE(archive.is_archive());
  EXPECT_EQ(archive.directory(), path("a"));
  EXPECT_EQ(git("rev-list --count HEAD"), "1");
  EXPECT_EQ(git("ls-tree -r --name-only HEAD"), "stet.toml");
  EXPECT_EQ(git("branch --show-current"), "main");
  EXPECT_EQ(git("log -1 --format='%an %at %ct'"), "Press Office 1600000000 1600000000");
  EXPECT_EQ(read("a/stet.toml"), "[archive]\nformat = 1\n");
  EXPECT_TRUE(value_of(archive.releases()).empty());
  expect_sound();
}

TEST_F(Init, TakesTheBranchThatGitIsToldTo) {
  git("config --global init.defaultBranch trunk", "");
  (void)make_archive();
  EXPECT_EQ(git("branch --show-current"), "trunk");
  (void)make_archive(true, "b");
  EXPECT_EQ(git("symbolic-ref HEAD", "b"), "refs/heads/trunk");
}

TEST_F(Init, MakesTheFoldersAboveIt) {
  EXPECT_TRUE(value_of(Archive::init(path("b/c/d"), false, kNow)).is_archive());
  EXPECT_TRUE(value_of(Archive::init(path("b/c/e.git"), true, kNow)).is_archive());
}

TEST_F(Init, LeavesFilesThatAreThere) {
  write("a/draft.md", "Draft.\n");
  EXPECT_TRUE(make_archive().is_archive());
  EXPECT_EQ(git("status --porcelain"), "?? draft.md");
}

TEST_F(Init, TakesARepositoryWithoutCommits) {
  git("init -q a", "");
  EXPECT_TRUE(make_archive().is_archive());
  expect_sound();
  git("init -q --bare b", "");
  EXPECT_TRUE(make_archive(true, "b").is_archive());
}

TEST_F(Init, RefusesWhatIsOneAlready) {
  (void)make_archive();
  EXPECT_EQ(error_of(Archive::init(path("a"), false, kNow)).code, ErrorCode::InvalidInput);
  EXPECT_EQ(error_of(Archive::init(path("a"), true, kNow)).code, ErrorCode::InvalidInput);
  (void)make_archive(true, "b");
  EXPECT_EQ(error_of(Archive::init(path("b"), true, kNow)).code, ErrorCode::InvalidInput);
  EXPECT_EQ(git("rev-list --count HEAD"), "1");
}

TEST_F(Init, RefusesWhatWouldBeOverwritten) {
  git("init -q a", "");
  write("a/x.md", "x\n");
  git("add . && git commit -qm x");
  EXPECT_EQ(error_of(Archive::init(path("a"), false, kNow)).code, ErrorCode::InvalidInput);
  write("b/stet.toml", "[rules]\n");
  EXPECT_EQ(error_of(Archive::init(path("b"), false, kNow)).code, ErrorCode::LocalChange);
  EXPECT_FALSE(exists("b/.git"));
  EXPECT_EQ(read("b/stet.toml"), "[rules]\n");
  write("c/file", "x\n");
  EXPECT_EQ(error_of(Archive::init(path("c"), true, kNow)).code, ErrorCode::InvalidInput);
  EXPECT_FALSE(exists("c/HEAD"));
  EXPECT_EQ(error_of(Archive::init(path("c/file"), false, kNow)).code, ErrorCode::InvalidInput);
}

class Open : public RepositoryTest {};

TEST_F(Open, LooksUpwards) {
  (void)make_archive();
  write("a/d/e/f.txt", "x\n");
  EXPECT_EQ(value_of(Archive::open(path("a/d/e"))).directory(), path("a"));
}

TEST_F(Open, SaysThatThereIsNone) {
  write("b/x", "x\n");
  const Error error = error_of(Archive::open(path("b")));
  EXPECT_EQ(error.code, ErrorCode::NotFound);
  EXPECT_NE(error.message.find("stet init"), std::string::npos);
  EXPECT_EQ(error_of(Archive::open(path("nowhere"))).code, ErrorCode::NotFound);
}

TEST_F(Open, SaysWhatIsWrongWithSha256) {
  if (shell("git init -q --object-format=sha256 a").status != 0)
    GTEST_SKIP() << "this git makes no SHA-256 repositories";
  const Error error = error_of(Archive::open(path("a")));
  EXPECT_EQ(error.code, ErrorCode::Unsupported);
  EXPECT_NE(error.message.find("SHA-256"), std::string::npos) << error.message;
  EXPECT_EQ(error_of(Archive::init(path("a"), false, kNow)).code, ErrorCode::Unsupported);
}

TEST_F(Open, SaysHowToTrustAnotherUsersRepository) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can give files away";
  (void)make_archive();
  must("chown -R 65534:65534 a");
  const Error error = error_of(Archive::open(path("a")));
  EXPECT_EQ(error.code, ErrorCode::NotReadable);
  EXPECT_NE(error.message.find("safe.directory " + path("a")), std::string::npos) << error.message;
}

TEST_F(Open, TakesWhatGitsEnvironmentSays) {
  Archive archive = make_archive();
  (void)value_of(archive.publish("1\n", of("x")));
  RepositoryPlace place;
  place.git_directory = path("a/.git");
  place.work_tree = path("a");
  EXPECT_EQ(value_of(Archive::open(place)).directory(), path("a"));
  // The index of a partial commit: another file than the repository's own.
  write("a/x.txt", "of another size, which git sees whatever the clock says\n");
  must("cp -p .git/index other && GIT_INDEX_FILE=$PWD/other git add x.txt", "a");
  place.index_file = path("a/other");
  RangeRequest request;
  request.staged = true;
  EXPECT_EQ(value_of(changed_documents(value_of(Archive::open(place)), request)).paths.size(), 1U);
  EXPECT_TRUE(value_of(changed_documents(archive, request)).paths.empty());
}

}  // namespace
}  // namespace stet::test
