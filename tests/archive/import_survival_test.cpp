// SPDX-License-Identifier: Apache-2.0
//
// What becomes of an import that is killed, interrupted, or finds no room. STET_SURVIVAL=10 makes ten times as many
// kills.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <thread>

#include "archive/repository_fixture.hpp"
#include "fmt/format.h"
#include "stet/import.hpp"
#include "support/generated_text.hpp"

namespace stet::test {
namespace {

/// Made-up versions: `per_release` of each of `releases` releases, one a minute.
Incoming made_up(std::size_t releases, std::size_t per_release, std::size_t size = 300) {
  Incoming incoming;
  for (std::size_t i = 0; i < releases; ++i) {
    const std::string name = fmt::format("folder-{}/release-{}", i % 7, i);
    incoming.files.push_back({name, ".md", name, false});
  }
  for (std::size_t i = 0; i < releases * per_release; ++i) {
    incoming.versions.push_back(
        {static_cast<std::uint32_t>(i % releases), kNow - 10'000'000 + static_cast<Timestamp>(i) * 60, false});
  }
  incoming.bytes = [releases, size](std::size_t i) -> Result<Source> {
    std::string text;
    while (text.size() < size) text += fmt::format("Sentence {} of {}.\n", text.size() / 20, i % releases);
    return Source::of(text + fmt::format("Version {}.\n", i), "");
  };
  incoming.place = [](std::size_t i) { return fmt::format("version {}", i); };
  return incoming;
}

class ImportSurvival : public RepositoryTest {
 protected:
  static Result<Imported> run(Archive& archive, const Incoming& incoming, std::size_t batch) {
    ImportSettings settings;
    settings.now = kNow;
    settings.batch = batch;
    return import_versions(archive, incoming, settings);
  }

  void TearDown() override {
    if (!mounted_.empty()) umount2(mounted_.c_str(), MNT_DETACH);
    RepositoryTest::TearDown();
  }
  std::string mounted_;
};

TEST_F(ImportSurvival, AKilledImportGoesOn) {
  const char* const factor = std::getenv("STET_SURVIVAL");
  const int kills = 8 * (factor == nullptr ? 1 : std::max(1, std::atoi(factor)));
  const Incoming incoming = made_up(40, 15);
  // The second one is as fast as those that will be killed: its length says when.
  std::chrono::microseconds span{};
  for (const char* folder : {"first", "whole"}) {
    Archive whole = make_archive(false, folder);
    const auto begin = std::chrono::steady_clock::now();
    ASSERT_TRUE(run(whole, incoming, 100));
    span = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
  }
  const std::string expected = git("rev-parse HEAD", "whole");
  Dice dice(11);
  std::size_t unfinished = 0;
  for (int i = 0; i < kills; ++i) {
    SCOPED_TRACE(i);
    const bool bare = i % 4 == 3;
    const std::string folder = fmt::format("killed-{}", i);
    (void)make_archive(bare, folder);
    std::string tip = git("rev-parse HEAD", folder);
    const int deaths = 1 + static_cast<int>(dice.roll(3));
    for (int death = 0; death < deaths; ++death) {
      const pid_t child = fork();
      if (child == 0) {
        auto archive = Archive::open(path(folder));
        _exit(archive && run(*archive, incoming, 100) ? 0 : 1);
      }
      std::this_thread::sleep_for(
          std::chrono::microseconds(dice.roll(static_cast<std::size_t>(span.count()) * 9 / 10)));
      kill(child, SIGKILL);
      int status = 0;
      waitpid(child, &status, 0);
      if (WIFSIGNALED(status))
        ++unfinished;
      else
        span = span * 3 / 4;  // A machine that was busy when the length was taken is not any more.
      const Ran checked = shell("git fsck --strict --no-dangling", folder);
      ASSERT_EQ(checked.status, 0) << checked.out;
      EXPECT_EQ(checked.out.find("error"), std::string::npos) << checked.out;
      git("merge-base --is-ancestor " + tip + " HEAD", folder);  // What was there stays.
      tip = git("rev-parse HEAD", folder);
      EXPECT_EQ((std::stoul(git("rev-list --count HEAD", folder)) - 1) % 100, 0U);  // Batches are whole.
    }
    Archive archive = value_of(Archive::open(path(folder)));
    if (i % 2 == 0) {
      // Any writer clears up, and brings the working tree to what is recorded by then.
      (void)value_of(archive.publish("other\n", of("other")));
      expect_sound(folder);
      EXPECT_EQ(value_of(run(archive, incoming, 100)).present,
                (std::stoul(git("rev-list --count " + tip, folder)) - 1));
      EXPECT_EQ(git("rev-list --count HEAD", folder), "602");
    } else {
      ASSERT_TRUE(run(archive, incoming, 100));
      EXPECT_EQ(git("rev-parse HEAD", folder), expected);
    }
    expect_sound(folder);
    EXPECT_EQ(value_of(run(archive, incoming, 100)).recorded, 0U);
    std::filesystem::remove_all(path(folder));
  }
  EXPECT_GT(unfinished, static_cast<std::size_t>(kills) / 2);
}

TEST_F(ImportSurvival, ClearsAPackWithoutItsIndex) {
  Archive archive = make_archive();
  (void)value_of(archive.publish("1\n", of("x", kNow - 9)));
  const std::string tip = git("rev-parse HEAD");
  // As if an import had died between the two renames of its first batch.
  must(
      "mkdir -p .git/stet/tmp/objects/pack && touch .git/stet/tmp/objects/pack/pack-0123.idx "
      ".git/objects/pack/pack-0123.pack",
      "a");
  must("touch .git/stet/tmp/index-lock && ln .git/stet/tmp/index-lock .git/index.lock", "a");
  write("a/.git/stet/journal", fmt::format("stet-journal 1\nbranch refs/heads/main\nbefore {0}\nafter {1}\nworktree "
                                           ".\nbehind {0}\nend\n",
                                           tip, std::string(40, 'a')));
  (void)value_of(archive.publish("2\n", of("x", kNow - 8)));
  EXPECT_FALSE(exists("a/.git/objects/pack/pack-0123.pack"));
  expect_sound();
}

TEST_F(ImportSurvival, BringsTheWorkingTreeAfterTheBranch) {
  Archive archive = make_archive();
  const std::string before = git("rev-parse HEAD");
  ASSERT_TRUE(run(archive, made_up(10, 3), 10));
  must("git show HEAD:folder-1/release-1.md > one && git read-tree " + before + " && git checkout-index -f stet.toml",
       "a");
  must("mv one .. && rm -r folder-*", "a");
  write("a/folder-2/release-2.md", "mine\n");
  write("a/.git/stet/journal", fmt::format("stet-journal 1\nbranch refs/heads/main\nbefore {}\nafter {}\nworktree "
                                           ".\nbehind {}\nend\n",
                                           git("rev-parse HEAD~10"), git("rev-parse HEAD"), before));
  (void)value_of(archive.publish("2\n", of("x", kNow - 8)));
  EXPECT_EQ(read("a/folder-1/release-1.md"), read("one"));
  EXPECT_EQ(read("a/folder-2/release-2.md"), "mine\n");
  EXPECT_EQ(git("status --porcelain"), " M folder-2/release-2.md");
}

TEST_F(ImportSurvival, WithoutRoomEveryBatchIsWholeOrNot) {
  std::filesystem::create_directories(path("a"));
  if (mount("tmpfs", path("a").c_str(), "tmpfs", 0, "size=3m") != 0)
    GTEST_SKIP() << "only root can mount a file system";
  mounted_ = path("a");
  Archive archive = make_archive();
  const Incoming incoming = made_up(20, 60, 4000);
  const Incoming incompressible = [&] {
    Incoming copy = incoming;
    copy.bytes = [](std::size_t i) -> Result<Source> {
      Dice dice(i);
      std::string text(6000, ' ');
      for (char& letter : text)
        letter = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ."[dice.roll(64)];
      return Source::of(std::move(text), "");
    };
    return copy;
  }();
  const auto imported = run(archive, incompressible, 50);
  ASSERT_FALSE(imported);
  EXPECT_EQ(imported.error().code, ErrorCode::CannotWrite);
  EXPECT_THAT(imported.error().message, testing::HasSubstr("no space left"));
  const std::size_t commits = std::stoul(git("rev-list --count HEAD")) - 1;
  EXPECT_EQ(commits % 50, 0U);
  EXPECT_EQ(shell("git fsck --strict --no-dangling", "a").status, 0);
  must("mount -o remount,size=40m " + path("a"));
  const Imported rest = value_of(run(archive, incompressible, 50));
  EXPECT_EQ(rest.present, commits);
  EXPECT_EQ(rest.recorded, 1200 - commits);
  expect_sound();
}

TEST_F(ImportSurvival, TwoImportsTakeTurns) {
  (void)make_archive();
  std::vector<pid_t> children;
  for (int i = 0; i < 3; ++i) {
    children.push_back(fork());
    if (children.back() == 0) {
      auto archive = Archive::open(path("a"));
      _exit(archive && run(*archive, made_up(20, 10), 30) ? 0 : 1);
    }
  }
  for (const pid_t child : children) {
    int status = -1;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
  }
  EXPECT_EQ(git("rev-list --count HEAD"), "201");
  expect_sound();
}

}  // namespace
}  // namespace stet::test
