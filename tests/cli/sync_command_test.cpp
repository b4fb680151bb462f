// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "support/command.hpp"

namespace stet::test {
namespace {

using cli::ExitStatus;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(SyncCommand, SaysWhatWasBroughtTogether) {
  const TemporaryFolder folder;
  ASSERT_EQ(run_stet({"init", "hub.git", "--bare"}).status, ExitStatus::Fine);
  shell("git clone -q hub.git a && git clone -q hub.git b");
  const auto publish = [](const std::string& archive, const std::string& date) {
    EXPECT_EQ(run_stet({"publish", "-", "--as", "plan", "--date", date, "--repo", archive}, archive).err, "");
  };
  publish("a", "2020-01-01");
  publish("b", "2020-01-02");
  EXPECT_EQ(run_stet({"sync", "origin", "--repo", "a"}).out, "origin: 0 versions received, 1 version sent\n");
  EXPECT_EQ(
      run_stet({"sync", "hub.git", "--repo", "b"}).out,
      "hub.git: 1 version received, 1 version sent\n  plan: version 1 is version 2 now, for another came first\n");
  EXPECT_EQ(run_stet({"sync", "hub.git", "--repo", "b"}).out, "hub.git: no version that one side lacked\n");
  EXPECT_EQ(run_stet({"sync", "origin", "--repo", "a"}).out, "origin: 1 version received, 0 versions sent\n");
  EXPECT_EQ(run_stet({"log", "--format", "json", "--repo", "a"}).out,
            run_stet({"log", "--format", "json", "--repo", "b"}).out);
}

TEST(SyncCommand, SaysWhyItCannot) {
  const TemporaryFolder folder;
  ASSERT_EQ(run_stet({"init", "archive"}).status, ExitStatus::Fine);
  const Outcome nowhere = run_stet({"sync", "nowhere", "--repo", "archive"});
  EXPECT_EQ(nowhere.status, ExitStatus::Trouble);
  EXPECT_EQ(nowhere.out, "");
  EXPECT_THAT(nowhere.err, StartsWith("stet: nowhere: cannot fetch: "));
  EXPECT_THAT(run_stet({"sync", "--repo", "archive"}).err, HasSubstr("remote is required"));
}

TEST(SyncCommand, CleansUpAndDiesOfASignal) {
  const TemporaryFolder folder;
  ASSERT_EQ(run_stet({"init", "archive"}).status, ExitStatus::Fine);
  folder.write("ssh", "#!/bin/sh\necho $$ > asked\nexec sleep 60\n");  // A remote that never answers.
  shell("chmod +x ssh");
  const pid_t child = fork();
  if (child == 0) {
    setenv("GIT_SSH_COMMAND", (folder.path() / "ssh").c_str(), 1);
    (void)run_stet({"sync", "ssh://nowhere.invalid/archive", "--repo", "archive"});
    _exit(0);
  }
  const auto asked = [] { return file_bytes("asked") + file_bytes("archive/asked"); };
  while (!asked().ends_with('\n')) usleep(1000);
  EXPECT_NE(shell("git -C archive for-each-ref refs/stet"), "");
  kill(child, SIGTERM);
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status)) << status;
  EXPECT_EQ(WTERMSIG(status), SIGTERM);
  EXPECT_EQ(shell("git -C archive for-each-ref refs/stet"), "");
  shell("kill " + asked().substr(0, asked().size() - 1) + " 2> /dev/null || true");
}

}  // namespace
}  // namespace stet::test
