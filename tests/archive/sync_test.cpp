// SPDX-License-Identifier: Apache-2.0
//
// Archives on several machines: clones of one bare repository, brought together by sync.
#include "stet/sync.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <map>
#include <thread>

#include "archive/repository_fixture.hpp"
#include "fmt/format.h"
#include "stet/verify.hpp"

namespace stet::test {
namespace {

using ::testing::HasSubstr;

class SyncTest : public RepositoryTest {
 protected:
  /// "hub" is bare; "a" and "b" (and more) are clones with one version of "x" in common.
  void SetUp() override {
    RepositoryTest::SetUp();
    (void)make_archive(true, "hub");
    (void)publish("hub", "x", "One.\n", kNow - 10 * kDay);
    for (const char* const clone : {"a", "b", "c"}) git(fmt::format("clone -q hub {}", clone), "");
  }

  [[nodiscard]] Archive in(std::string_view folder) const { return value_of(Archive::open(path(folder))); }
  Published publish(std::string_view folder, const std::string& name, const std::string& text, Timestamp when) const {
    Archive archive = in(folder);
    return value_of(archive.publish(text, of(name, when, kNow)));
  }
  [[nodiscard]] Result<Synced> sync_from(std::string_view folder, const std::string& remote = "origin") const {
    Archive archive = in(folder);
    return sync(archive, {remote, kNow + 100});
  }
  void expect_together(std::initializer_list<const char*> clones) const {
    const std::string tip = git("rev-parse main", "hub");
    for (const char* const clone : clones) {
      EXPECT_EQ(git("rev-parse HEAD", clone), tip) << clone;
      expect_sound(clone);
      EXPECT_EQ(git("for-each-ref refs/stet", clone), "") << clone;
      VerifyRequest request;
      request.now = kNow + 100 * 365 * kDay;
      for (const Problem& problem : value_of(verify(in(clone), request)).problems) {
        ADD_FAILURE() << clone << ": " << problem.code << " " << problem.where << ": " << problem.message;
      }
    }
  }
  /// "number text" of each version of a release, in order.
  [[nodiscard]] std::string texts(std::string_view folder, const std::string& name) const {
    const Archive archive = in(folder);
    std::string text;
    for (const Version& version : value_of(archive.release(name)).versions) {
      const std::string bytes = version.withdrawn ? "-\n" : std::string(value_of(archive.read(version)).bytes());
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", version.number.value_or(0),
                          bytes.substr(0, bytes.size() - 1));
    }
    return text;
  }
};

TEST_F(SyncTest, SendsAndReceivesInALine) {
  publish("a", "x", "Two.\n", kNow - 5 * kDay);
  publish("a", "d/y", "New.\n", kNow - 4 * kDay);
  const std::string tip = git("rev-parse HEAD", "a");
  Synced synced = value_of(sync_from("a"));
  EXPECT_EQ(synced.sent, 2U);
  EXPECT_EQ(synced.received, 0U);
  EXPECT_EQ(git("rev-parse main", "hub"), tip);
  synced = value_of(sync_from("b", path("hub")));
  EXPECT_EQ(synced.sent, 0U);
  EXPECT_EQ(synced.received, 2U);
  EXPECT_EQ(read("b/d/y.txt"), "New.\n");
  EXPECT_EQ(git("reflog -1 --format=%gs main", "b"), "sync: " + path("hub"));
  synced = value_of(sync_from("b", "file://" + path("hub")));
  EXPECT_EQ(synced.sent + synced.received, 0U);
  expect_together({"a", "b"});
}

TEST_F(SyncTest, FillsARemoteThatHasNoBranchYet) {
  git("init -q --bare empty", "");
  EXPECT_EQ(value_of(sync_from("a", path("empty"))).sent, 1U);
  EXPECT_EQ(git("rev-parse main", "empty"), git("rev-parse HEAD", "a"));
}

TEST_F(SyncTest, FindsARemoteThatIsNamedFromTheArchive) {
  publish("a", "x", "Two.\n", kNow - 5 * kDay);
  git("remote set-url origin ../hub", "a");
  EXPECT_EQ(value_of(sync_from("a")).sent, 1U);
  git("clone -q --bare hub bare", "");
  git("remote set-url origin ../hub", "bare");
  publish("a", "x", "Three.\n", kNow - 4 * kDay);
  EXPECT_EQ(value_of(sync_from("a")).sent, 1U);
  EXPECT_EQ(value_of(sync_from("bare")).received, 1U);
}

TEST_F(SyncTest, RecordsAnewWhatTheRemoteLacks) {
  Publication publication = of("x", kNow - 3 * kDay);
  publication.note = "Of b";
  publication.source = "https://example.org/b";
  publish("a", "x", "Two of a.\n", kNow - 4 * kDay);
  git("config user.name 'Office B'", "b");
  Archive b = in("b");
  (void)value_of(b.publish("Two of b.\n", publication));
  publish("b", "y", "Of b.\n", kNow - 2 * kDay);
  (void)value_of(sync_from("a"));
  const std::string pushed = git("rev-parse main", "hub");
  const Synced synced = value_of(sync_from("b"));
  EXPECT_EQ(synced.received, 1U);
  EXPECT_EQ(synced.sent, 2U);
  ASSERT_EQ(synced.renumbered.size(), 1U);
  EXPECT_EQ(synced.renumbered[0].release, "x");
  EXPECT_EQ(synced.renumbered[0].before, 2U);
  EXPECT_EQ(synced.renumbered[0].after, 3U);
  EXPECT_EQ(git("merge-base " + pushed + " main", "hub"), pushed);  // Nothing that was pushed changed.
  EXPECT_EQ(texts("b", "x"), "1 One., 2 Two of a., 3 Two of b.");
  const Version third = value_of(b.release("x")).versions.back();
  EXPECT_EQ(third.note, "Of b");
  EXPECT_EQ(third.source, "https://example.org/b");
  EXPECT_EQ(third.recorded, kNow + 100);
  EXPECT_EQ(git("log -1 --format='%an %cn' HEAD~1", "b"), "Office B Office B");
  (void)value_of(sync_from("a"));
  expect_together({"a", "b"});
}

TEST_F(SyncTest, PutsWhatIsFoundLateAtItsDate) {
  publish("a", "x", "Latest.\n", kNow);
  (void)value_of(sync_from("a"));
  publish("b", "x", "Between.\n", kNow - 5 * kDay);
  (void)value_of(sync_from("b"));
  EXPECT_EQ(texts("b", "x"), "1 One., 3 Between., 2 Latest.");
  EXPECT_EQ(read("b/x.txt"), "Latest.\n");
  // Late on both sides: the restoration of one side is not the other's.
  publish("a", "x", "Earlier of a.\n", kNow - 20 * kDay);
  publish("b", "x", "Earlier of b.\n", kNow - 21 * kDay);
  (void)value_of(sync_from("a"));
  (void)value_of(sync_from("b"));
  (void)value_of(sync_from("a"));
  EXPECT_EQ(texts("a", "x"), "5 Earlier of b., 4 Earlier of a., 1 One., 3 Between., 2 Latest.");
  EXPECT_EQ(read("a/x.txt"), "Latest.\n");
  expect_together({"a", "b"});
}

TEST_F(SyncTest, RecordsNothingTwice) {
  publish("a", "x", "Two.\n", kNow - 5 * kDay);
  publish("b", "x", "Two.\n", kNow - 5 * kDay);
  (void)value_of(sync_from("a"));
  const Synced synced = value_of(sync_from("b"));
  EXPECT_EQ(synced.sent + synced.received, 0U);
  EXPECT_EQ(texts("b", "x"), "1 One., 2 Two.");
  expect_together({"a", "b"});
}

TEST_F(SyncTest, CarriesOtherCommitsOver) {
  publish("a", "x", "Two.\n", kNow - 5 * kDay);
  write("a/stet.toml", "[archive]\nformat = 1\n\n[rules]\nnumber = \"off\"\n");
  git("commit -qam 'Policy of a'", "a");
  (void)value_of(sync_from("a"));
  write("b/README.md", "# Of b\n");
  must("ln -s README.md LINK && git add . && git commit -qm 'Notes of b'", "b");
  write("b/stet.toml", "# Of b\n[archive]\nformat = 1\n");
  git("commit -qam 'Comment of b'", "b");
  const Synced synced = value_of(sync_from("b"));
  EXPECT_EQ(synced.received, 1U);
  EXPECT_EQ(git("log --format=%s -2", "b"), "Comment of b\nNotes of b");
  EXPECT_EQ(read("b/stet.toml"), "# Of b\n[archive]\nformat = 1\n\n[rules]\nnumber = \"off\"\n");
  EXPECT_EQ(git("ls-tree HEAD LINK | cut -c1-6", "b"), "120000");
  expect_together({"b"});
}

TEST_F(SyncTest, RefusesCommitsThatContradict) {
  write("a/stet.toml", "[archive]\nformat = 1\n# of a\n");
  git("commit -qam 'Comment of a'", "a");
  (void)value_of(sync_from("a"));
  write("b/stet.toml", "[archive]\nformat = 1\n# of b\n");
  git("commit -qam 'Comment of b'", "b");
  publish("b", "x", "Two.\n", kNow - 5 * kDay);
  const std::string there = git("rev-parse main", "hub");
  const std::string here = git("rev-parse HEAD", "b");
  const Error error = error_of(sync_from("b"));
  EXPECT_EQ(error.code, ErrorCode::InvalidInput);
  EXPECT_EQ(error.place, git("rev-parse HEAD~1", "b"));
  EXPECT_EQ(git("rev-parse main", "hub"), there);
  EXPECT_EQ(git("rev-parse HEAD", "b"), here);
  expect_sound("b");
  // As the message says.
  const std::size_t at = error.message.find('`') + 1;
  must(error.message.substr(at, error.message.find('`', at) - at), "b");
  EXPECT_EQ(value_of(sync_from("b")).sent, 1U);
  expect_together({"b"});
}

TEST_F(SyncTest, CarriesAWithdrawalOver) {
  git("rm -q x.txt && git commit -qm 'Withdrawn by b' --date 1600000000", "b");
  publish("a", "x", "Two.\n", kNow - 5 * kDay);
  (void)value_of(sync_from("a"));
  (void)value_of(sync_from("b"));
  EXPECT_EQ(texts("b", "x"), "1 One., 2 Two., 0 -");
  EXPECT_FALSE(exists("b/x.txt"));
  expect_together({"b"});
  // Something published after a withdrawal that turns up later stays.
  (void)value_of(sync_from("a"));
  publish("a", "x", "Three.\n", kNow + 3 * kDay);
  (void)value_of(sync_from("a"));
  (void)value_of(sync_from("c"));
  publish("c", "x", "Four.\n", kNow + 9 * kDay);
  git(fmt::format("pull -q && git rm -q x.txt && git commit -qm 'Withdrawn again' --date {}", kNow + 5 * kDay), "b");
  (void)value_of(sync_from("c"));
  (void)value_of(sync_from("b"));
  EXPECT_EQ(texts("b", "x"), "1 One., 2 Two., 0 -, 3 Three., 0 -, 4 Four.");
  EXPECT_EQ(read("b/x.txt"), "Four.\n");
  (void)value_of(sync_from("c"));
  expect_together({"b", "c"});
}

TEST_F(SyncTest, LeavesLocalChangesAlone) {
  publish("a", "x", "Two.\n", kNow - 5 * kDay);
  (void)value_of(sync_from("a"));
  const std::string here = git("rev-parse HEAD", "b");
  publish("b", "y", "Of b.\n", kNow);
  const auto refused = [&] {
    const Error error = error_of(sync_from("b"));
    EXPECT_EQ(error.code, ErrorCode::LocalChange) << error.message;
    EXPECT_EQ(git("rev-parse HEAD~1", "b"), here);
    return error.place;
  };
  write("b/x.txt", "Mine.\n");
  EXPECT_EQ(refused(), "x.txt");
  git("add x.txt", "b");
  write("b/x.txt", "One.\n");
  EXPECT_EQ(refused(), "x.txt");
  git("reset -q", "b");
  write("b/y.txt", "Mine.\n");  // Not touched by what comes.
  EXPECT_EQ(refused(), "y.txt");
  git("checkout -q y.txt", "b");
  // A file in the way of what comes is not even known here.
  publish("a", "new", "Of a.\n", kNow);
  (void)value_of(sync_from("a"));
  write("b/new.txt", "Mine.\n");
  EXPECT_EQ(refused(), "new.txt");
  EXPECT_EQ(read("b/new.txt"), "Mine.\n");
  must("rm new.txt", "b");
  write("b/notes", "Of no release.\n");
  (void)value_of(sync_from("b"));
  EXPECT_EQ(read("b/new.txt"), "Of a.\n");
  must("rm notes", "b");
  expect_together({"b"});
}

TEST_F(SyncTest, WorksInABareArchive) {
  git("clone -q --bare hub d && git -C d remote rm origin", "");
  publish("d", "x", "Two of d.\n", kNow - 4 * kDay);
  publish("a", "x", "Two of a.\n", kNow - 5 * kDay);
  (void)value_of(sync_from("a"));
  (void)value_of(sync_from("d", path("hub")));
  EXPECT_EQ(texts("d", "x"), "1 One., 2 Two of a., 3 Two of d.");
  expect_together({"d"});
}

TEST_F(SyncTest, SaysWhatIsWrongWithTheRemote) {
  const std::string here = git("rev-parse HEAD", "a");
  git("init -q -b main plain && cd plain && git commit -q --allow-empty -m x", "");
  EXPECT_EQ(error_of(sync_from("a", path("plain"))).code, ErrorCode::NotAnArchive);
  EXPECT_EQ(error_of(sync_from("a", path("nowhere"))).code, ErrorCode::NotReadable);
  EXPECT_EQ(error_of(sync_from("a", "--upload-pack=touch x")).code, ErrorCode::InvalidInput);
  EXPECT_EQ(error_of(sync_from("plain", path("hub"))).code, ErrorCode::NotAnArchive);
  publish("a", "x", "Two.\n", kNow);
  EXPECT_THAT(error_of(sync_from("a", path("b"))).message, HasSubstr("checked out"));
  write("hub/hooks/pre-receive", "#!/bin/sh\nexit 1\n");
  must("chmod +x hub/hooks/pre-receive");
  const Error declined = error_of(sync_from("a"));
  EXPECT_EQ(declined.code, ErrorCode::CannotWrite);
  EXPECT_THAT(declined.message, HasSubstr("hook declined"));
  EXPECT_EQ(git("rev-parse HEAD~1", "a"), here);
  must("rm hub/hooks/pre-receive");
  EXPECT_EQ(value_of(sync_from("a")).sent, 1U);
  expect_together({"a"});
}

TEST_F(SyncTest, WritesNothingOutsideItsFiles) {
  write("evil", "#!/bin/sh\n");
  const std::string blob = git("hash-object -w ../evil", "hub");
  for (const char* const name : {".git", ".GIT", "..", ".g\xE2\x80\x8Cit", "git~1"}) {
    const std::string inner = must(fmt::format("printf '100644 blob {}\thooks-post\n' | git mktree", blob), "hub");
    const std::string tree =
        must(fmt::format("{{ git ls-tree main; printf '040000 tree {}\t{}\n'; }} | LC_ALL=C sort -k4 | git mktree",
                         inner, name),
             "hub");
    const std::string commit = git(fmt::format("commit-tree {} -p main -m evil", tree), "hub");
    git("branch -f kept main && git update-ref refs/heads/main " + commit, "hub");
    EXPECT_EQ(error_of(sync_from("b")).code, ErrorCode::InvalidInput) << name;
    EXPECT_FALSE(exists("b/.git/hooks-post"));
    EXPECT_FALSE(exists("hooks-post"));
    EXPECT_FALSE(exists(fmt::format("b/{}/hooks-post", name)));
    git("update-ref refs/heads/main kept", "hub");
  }
}

TEST_F(SyncTest, TriesAgainWhenAnotherPushCrossedIt) {
  publish("a", "x", "Of a.\n", kNow - 4 * kDay);
  publish("b", "x", "Of b.\n", kNow - 5 * kDay);
  // Between the fetch of b and its push, a pushes.
  write("b/.git/hooks/pre-push",
        fmt::format("#!/bin/sh\nunset GIT_DIR GIT_WORK_TREE\n"
                    "test -e '{0}/once' || {{ touch '{0}/once'; git -C '{0}/a' push -q origin main; }}\n",
                    path()));
  must("chmod +x b/.git/hooks/pre-push");
  const Synced synced = value_of(sync_from("b"));
  EXPECT_TRUE(exists("once"));
  EXPECT_EQ(synced.sent, 1U);
  EXPECT_EQ(synced.received, 1U);
  EXPECT_EQ(texts("b", "x"), "1 One., 3 Of b., 2 Of a.");
  EXPECT_EQ(read("b/x.txt"), "Of a.\n");
  (void)value_of(sync_from("a"));
  expect_together({"a", "b"});
}

TEST_F(SyncTest, BringsTogetherWhatWasMadeApart) {
  (void)make_archive(false, "d");
  publish("d", "x", "Of d.\n", kNow - 2 * kDay);
  EXPECT_EQ(value_of(sync_from("d", path("hub"))).sent, 1U);
  EXPECT_EQ(texts("d", "x"), "1 One., 2 Of d.");
  expect_together({"d"});
}

TEST_F(SyncTest, MendsAMergeMadeByHand) {
  publish("a", "x", "Of a.\n", kNow - 4 * kDay);
  publish("b", "x", "Of b.\n", kNow - 5 * kDay);
  (void)value_of(sync_from("a"));
  git("pull -q --no-rebase -X ours --no-edit", "b");
  VerifyRequest request;
  request.now = kNow + 100 * 365 * kDay;
  const std::vector<Problem> problems = value_of(verify(in("b"), request)).problems;
  ASSERT_FALSE(problems.empty());
  EXPECT_EQ(problems.front().code + " " + problems.front().where, "number-duplicate x@2");
  const std::string& remedy = problems.front().remedy;
  must(remedy.substr(1, remedy.find('`', 1) - 1), "b");
  (void)value_of(sync_from("b"));
  must("rm -r .git/logs .git/ORIG_HEAD", "b");
  EXPECT_EQ(texts("b", "x"), "1 One., 3 Of b., 2 Of a.");
  (void)value_of(sync_from("a"));
  expect_together({"a", "b"});
}

TEST_F(SyncTest, SendsNoMergeMadeByHand) {
  publish("a", "x", "Of a.\n", kNow - 4 * kDay);
  publish("b", "x", "Of b.\n", kNow - 5 * kDay);
  (void)value_of(sync_from("a"));
  git("pull -q --no-rebase -X ours --no-edit", "b");
  const Synced synced = value_of(sync_from("b"));
  EXPECT_EQ(synced.sent, 1U);
  ASSERT_EQ(synced.renumbered.size(), 1U);
  must("rm -r .git/logs .git/ORIG_HEAD", "b");
  EXPECT_EQ(texts("b", "x"), "1 One., 3 Of b., 2 Of a.");
  (void)value_of(sync_from("a"));
  expect_together({"a", "b"});
}

/// Ends `group` and all the programs that it started: none of them writes any more afterwards.
void kill_group(pid_t group) {
  kill(-group, SIGKILL);
  kill(group, SIGKILL);
  int status = 0;
  while (waitpid(group, &status, 0) > 0 || errno == EINTR) continue;
  // The programs that it left behind are this process's now.
  while (waitpid(-group, &status, 0) > 0 || errno == EINTR) continue;
}

TEST_F(SyncTest, LosesNothingWhenItIsKilled) {
  ASSERT_EQ(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
  unsigned random = 3;
  std::map<std::string, int> published;
  for (int i = 0; i < 8; ++i) {
    const std::string of_a = fmt::format("a {}.\n", i);
    const std::string of_b = fmt::format("b {}.\n", i);
    publish("a", "x", of_a, kNow + 2 * i);
    (void)value_of(sync_from("a"));
    publish("b", "x", of_b, kNow + 2 * i + 1);
    const pid_t child = fork();
    if (child == 0) {
      setpgid(0, 0);
      _exit(sync_from("b") ? 0 : 1);
    }
    random = random * 1103515245 + 12345;
    std::this_thread::sleep_for(std::chrono::microseconds(random / 65536 % 60'000));
    kill_group(child);
    // What git leaves: it locks the branch, and HEAD, which is that branch.
    must("rm -f hub/refs/heads/main.lock hub/HEAD.lock b/.git/refs/remotes/origin/main.lock b/.git/packed-refs.lock");
    const Ran checked = shell("git fsck --strict --no-dangling", "b");
    ASSERT_EQ(checked.status, 0) << checked.out;
    (void)value_of(sync_from("b"));
    (void)value_of(sync_from("a"));
    ++published[of_a];
    ++published[of_b];
  }
  const Release release = value_of(in("b").release("x"));
  ASSERT_EQ(release.versions.size(), 17U);
  for (const Version& version : release.versions) {
    --published[std::string(value_of(in("b").read(version)).bytes())];
  }
  for (const auto& [text, count] : published) EXPECT_EQ(count, text == "One.\n" ? -1 : 0) << text;
  expect_together({"a", "b"});
}

TEST_F(SyncTest, GoesOnBehindALockOfItsOwn) {
  publish("a", "x", "Two.\n", kNow + 1);
  must("mkdir -p a/.git/refs/stet/sync");
  for (const char* name : {"before-sync", "sync/theirs", "sync/ours"})
    write(fmt::format("a/.git/refs/stet/{}.lock", name), "");
  (void)value_of(sync_from("a"));
  EXPECT_FALSE(exists("a/.git/refs/stet/before-sync.lock"));
}

TEST_F(SyncTest, NamesALockThatAKilledPushLeftAtTheRemote) {
  publish("a", "x", "Two.\n", kNow + 1);
  write("hub/refs/heads/main.lock", "");
  Archive archive = in("a");
  const auto synced = sync(archive, {"origin", kNow + 100, 2});
  ASSERT_FALSE(synced);
  EXPECT_EQ(synced.error().code, ErrorCode::Busy);
  EXPECT_NE(synced.error().message.find("refs/heads/main.lock"), std::string::npos) << synced.error().message;
  must("rm hub/refs/heads/main.lock");
  EXPECT_EQ(value_of(sync_from("a")).sent, 1U);
}

TEST_F(SyncTest, ThreeOfficesPublishAtOnce) {
  constexpr int kRounds = 4;
  const std::vector<std::string> offices = {"a", "b", "c"};
  for (int round = 0; round < kRounds; ++round) {
    std::vector<pid_t> children;
    for (std::size_t office = 0; office < offices.size(); ++office) {
      const pid_t child = fork();
      if (child == 0) {
        Archive archive = in(offices[office]);
        const Timestamp when = kNow + 10 * round + static_cast<Timestamp>(7 * office % 5);
        const std::string text = fmt::format("{} {}.\n", offices[office], round);
        const bool done = archive.publish(text, of("x", when, kNow)) &&
                          archive.publish(text, of(offices[office] + "/own", when, kNow)) &&
                          sync(archive, {"origin", kNow + 100});
        _exit(done ? 0 : 1);
      }
      children.push_back(child);
    }
    for (const pid_t child : children) {
      int status = -1;
      waitpid(child, &status, 0);
      EXPECT_EQ(status, 0) << round;
    }
  }
  for (const std::string& office : offices) (void)value_of(sync_from(office));
  expect_together({"a", "b", "c"});
  const Release release = value_of(in("a").release("x"));
  ASSERT_EQ(release.versions.size(), 1 + kRounds * offices.size());
  std::set<std::uint32_t> numbers;
  std::set<std::string> found;
  for (const Version& version : release.versions) {
    numbers.insert(version.number.value());
    found.insert(std::string(value_of(in("a").read(version)).bytes()));
  }
  EXPECT_EQ(numbers.size(), release.versions.size());
  EXPECT_EQ(*numbers.rbegin(), release.versions.size());
  EXPECT_EQ(found.size(), release.versions.size());
  for (const std::string& office : offices) {
    EXPECT_EQ(value_of(in("b").release(office + "/own")).versions.size(), static_cast<std::size_t>(kRounds));
  }
}

}  // namespace
}  // namespace stet::test
