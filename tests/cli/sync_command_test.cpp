// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

}  // namespace
}  // namespace stet::test
