// SPDX-License-Identifier: Apache-2.0
//
// What becomes of an archive when writers crowd, are killed, or find no room on the disk.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <thread>

#include "archive/repository_fixture.hpp"
#include "fmt/format.h"
#include "stet/verify.hpp"

namespace stet::test {
namespace {

/// A count for the suite, which STET_SURVIVAL multiplies for a longer run.
int times(int count) {
  const char* const factor = std::getenv("STET_SURVIVAL");
  return count * (factor == nullptr ? 1 : std::max(1, std::atoi(factor)));
}

/// Runs `work` in a process of its own; its status is 0 where it gave true.
template <class Work>
pid_t start(const Work& work) {
  const pid_t child = fork();
  if (child == 0) _exit(work() ? 0 : 1);
  return child;
}

int end_of(pid_t child) {
  int status = -1;
  waitpid(child, &status, 0);
  return status;
}

class Survival : public RepositoryTest {
 protected:
  [[nodiscard]] bool publish_in(std::string_view folder, const std::string& name, const std::string& bytes,
                                Timestamp now) const {
    auto archive = Archive::open(path(folder));
    return archive && archive->publish(bytes, of(name, std::nullopt, now)).has_value();
  }

  /// Mounts a small file system below the test's folder; false where that is not allowed.
  bool mount_small(std::string_view folder, const std::string& size) {
    std::filesystem::create_directories(path(folder));
    if (mount("tmpfs", path(folder).c_str(), "tmpfs", 0, ("size=" + size).c_str()) != 0) return false;
    mounted_.push_back(path(folder));
    return true;
  }
  void TearDown() override {
    for (const std::string& folder : mounted_) umount2(folder.c_str(), MNT_DETACH);
    RepositoryTest::TearDown();
  }

 private:
  std::vector<std::string> mounted_;
};

TEST_F(Survival, WritersTakeTurns) {
  for (const bool bare : {false, true}) {
    const std::string folder = bare ? "bare" : "a";
    (void)make_archive(bare, folder);
    const int writers = times(8);
    std::vector<pid_t> children;
    for (int i = 0; i < writers; ++i) {
      children.push_back(start([&] { return publish_in(folder, "x", fmt::format("text {}\n", i), kNow + i); }));
    }
    for (const pid_t child : children) EXPECT_EQ(end_of(child), 0);
    const Release release = value_of(value_of(Archive::open(path(folder))).release("x"));
    EXPECT_EQ(release.versions.size(), static_cast<std::size_t>(writers));
    std::vector<bool> seen(static_cast<std::size_t>(writers) + 1);
    for (const Version& version : release.versions) seen.at(version.number.value()) = true;
    EXPECT_EQ(std::count(seen.begin(), seen.end(), true), writers);
    EXPECT_EQ(git("rev-list --min-parents=2 --count HEAD", folder), "0");
    EXPECT_EQ(git("rev-list --count HEAD", folder), fmt::format("{}", writers + 1));  // Whoever waits is not late.
    expect_sound(folder);
  }
}

TEST_F(Survival, AKilledWriterLeavesNothingHalfDone) {
  Archive archive = make_archive();
  (void)value_of(archive.publish("0\n", of("d/x")));
  std::size_t acknowledged = 1;
  unsigned random = 7;
  for (int i = 1; i <= times(20); ++i) {
    const pid_t child = start([&] { return publish_in("a", "d/x", fmt::format("text {}\n", i), kNow + 2 * i); });
    random = random * 1103515245 + 12345;
    // The span of one publication, from before it opens the repository to after it ended.
    std::this_thread::sleep_for(std::chrono::microseconds(random / 65536 % 30'000));
    kill(child, SIGKILL);
    if (end_of(child) == 0) ++acknowledged;
    const Ran checked = shell("git fsck --strict --no-dangling", "a");
    ASSERT_EQ(checked.status, 0) << checked.out;
    VerifyRequest request;
    request.now = 2 * kNow;
    const Verification verification = value_of(verify(archive, request));
    for (const Problem& problem : verification.problems)
      ADD_FAILURE() << problem.code << " " << problem.where << ": " << problem.message;
    const Published next =
        value_of(archive.publish(fmt::format("next {}\n", i), of("d/x", std::nullopt, kNow + 2 * i + 1)));
    ++acknowledged;
    const Release release = value_of(archive.release("d/x"));
    ASSERT_GE(release.versions.size(), acknowledged);
    acknowledged = release.versions.size();  // A version may be recorded whose writer died before it could say so.
    EXPECT_EQ(next.version.number, acknowledged);
    EXPECT_EQ(read("a/d/x.txt"), fmt::format("next {}\n", i));
    expect_sound();
  }
}

TEST_F(Survival, FinishesWhatWasRecordedBeforeTheWorkingTreeFollowed) {
  Archive archive = make_archive();
  (void)value_of(archive.publish("1\n", of("d/x")));
  const std::string before = git("rev-parse HEAD");
  must("cp -p .git/index index.1", "a");
  (void)value_of(archive.publish("2\n", of("d/x", std::nullopt, kNow + 1)));
  // As if the writer of version 2 had died just after it moved the branch.
  must(
      "mv index.1 .git/index && mkdir -p .git/stet/tmp && touch .git/stet/tmp/index-lock && "
      "ln .git/stet/tmp/index-lock .git/index.lock && touch .git/stet/tmp/index.lock .git/stet/tmp/index",
      "a");
  write("a/d/x.txt", "1\n");
  write("a/.git/stet/journal",
        fmt::format(
            "stet-journal 1\nbranch refs/heads/main\nbefore {}\nafter {}\nworktree .\nfile {} {} tmp d/x.txt\nend\n",
            before, git("rev-parse HEAD"), git("rev-parse HEAD:d/x.txt"), git("rev-parse HEAD~1:d/x.txt")));
  EXPECT_FALSE(value_of(archive.publish("2\n", of("d/x", std::nullopt, kNow + 2))).recorded);
  EXPECT_EQ(read("a/d/x.txt"), "2\n");
  expect_sound();
}

TEST_F(Survival, KeepsWorkDoneSinceAWriterWasKilled) {
  Archive archive = make_archive();
  (void)value_of(archive.publish("1\n", of("x")));
  const std::string before = git("rev-parse HEAD");
  must("cp -p .git/index index.1", "a");
  (void)value_of(archive.publish("2\n", of("x", std::nullopt, kNow + 1)));
  must("mv index.1 .git/index", "a");
  write("a/x.txt", "mine\n");
  write("a/.git/stet/journal",
        fmt::format(
            "stet-journal 1\nbranch refs/heads/main\nbefore {}\nafter {}\nworktree .\nfile {} {} tmp x.txt\nend\n",
            before, git("rev-parse HEAD"), git("rev-parse HEAD:x.txt"), git("rev-parse HEAD~1:x.txt")));
  (void)value_of(archive.publish("1\n", of("y")));
  EXPECT_EQ(read("a/x.txt"), "mine\n");
  EXPECT_EQ(git("status --porcelain"), " M x.txt");
}

TEST_F(Survival, SaysWhatItCannotMakeOfAJournal) {
  Archive archive = make_archive();
  (void)value_of(archive.publish("1\n", of("x")));
  write("a/.git/stet/journal", "stet-journal 2\n");
  const Error error = error_of(archive.publish("2\n", of("x", std::nullopt, kNow + 1)));
  EXPECT_EQ(error.code, ErrorCode::Unsupported);
  EXPECT_EQ(error.place, path("a/.git/stet/journal"));
}

TEST_F(Survival, WaitsForAnotherProgramsLockAndGivesUp) {
  Archive archive = make_archive();
  (void)value_of(archive.publish("1\n", of("d/x")));
  write("a/.git/index.lock", "");
  const pid_t other = start([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    std::filesystem::remove(path("a/.git/index.lock"));
    return true;
  });
  EXPECT_TRUE(value_of(archive.publish("2\n", of("d/x", std::nullopt, kNow + 1))).recorded);
  end_of(other);
  write("a/.git/refs/heads/main.lock", "");
  const Error error = error_of(archive.publish("1\n", of("e/y", std::nullopt, kNow + 1)));
  EXPECT_EQ(error.code, ErrorCode::Busy);
  EXPECT_EQ(error.place, path("a/.git/refs/heads/main.lock"));
  EXPECT_FALSE(exists("a/e"));
  must("rm .git/refs/heads/main.lock", "a");
  expect_sound();
}

TEST_F(Survival, RecordsNothingOnAFullDisk) {
  if (!mount_small("a", "1m")) GTEST_SKIP() << "only root can mount a small file system";
  Archive archive = make_archive();
  (void)value_of(archive.publish("1\n", of("d/x")));
  const std::string before = git("rev-parse HEAD");
  // Bytes that do not compress, ever more of them: first the working file does not fit, then not even the blob.
  for (const int kilobytes : {300, 420, 480, 600, 800, 2000}) {
    const std::string bytes = must(fmt::format("head -c {} /dev/urandom | base64 -w0", kilobytes * 750));
    const auto refused = archive.publish(bytes, of("e/y", std::nullopt, kNow + 1));
    if (refused) {  // It fitted: make room again for the next one.
      git("reset -q --hard " + before + " && git reflog expire --expire=now --all && git prune");
      continue;
    }
    EXPECT_EQ(refused.error().code, ErrorCode::CannotWrite) << refused.error().message;
    EXPECT_EQ(git("rev-parse HEAD"), before);
    EXPECT_FALSE(exists("a/e"));
    expect_sound();
  }
  must("dd if=/dev/zero of=.git/filler bs=1k 2>/dev/null; true", "a");
  EXPECT_EQ(error_of(archive.publish("2\n", of("d/x", std::nullopt, kNow + 1))).code, ErrorCode::CannotWrite);
  EXPECT_EQ(git("rev-parse HEAD"), before);
  must("rm .git/filler", "a");
  EXPECT_TRUE(value_of(archive.publish("2\n", of("d/x", std::nullopt, kNow + 1))).recorded);
  expect_sound();
}

TEST_F(Survival, WorksWhereTheWorkingTreeIsOnAnotherDisk) {
  if (!mount_small("tree", "200k")) GTEST_SKIP() << "only root can mount a small file system";
  (void)make_archive(false, "main");
  git("worktree add -q ../tree/b -b other", "main");
  Archive archive = value_of(Archive::open(path("tree/b")));
  (void)value_of(archive.publish("1\n", of("d/x")));
  EXPECT_EQ(read("tree/b/d/x.txt"), "1\n");
  EXPECT_EQ(git("status --porcelain", "tree/b"), "");
  // The blob fits beside git's data, the working file does not fit here.
  const std::string before = git("rev-parse HEAD", "tree/b");
  const Error error = error_of(archive.publish(std::string(400'000, 'x'), of("d/x", std::nullopt, kNow + 1)));
  EXPECT_EQ(error.code, ErrorCode::CannotWrite);
  EXPECT_EQ(git("rev-parse HEAD", "tree/b"), before);
  EXPECT_EQ(git("status --porcelain", "tree/b"), "");
  EXPECT_EQ(read("tree/b/d/x.txt"), "1\n");
  expect_sound("tree/b");
}

TEST_F(Survival, SaysWhereItMayNotWrite) {
  (void)make_archive();
  must("chown -R 65534:65534 . && chmod -R a-w a", "");
  if (geteuid() != 0) GTEST_SKIP() << "only root can become another user";
  const pid_t child = start([&] {
    if (setgid(65534) != 0 || setuid(65534) != 0) return false;
    auto archive = Archive::open(path("a"));
    if (!archive) return false;
    const auto refused = archive->publish("1\n", of("x"));
    return !refused && refused.error().code == ErrorCode::CannotWrite;
  });
  EXPECT_EQ(end_of(child), 0);
  must("chmod -R u+w a", "");
}

}  // namespace
}  // namespace stet::test
