// SPDX-License-Identifier: Apache-2.0
// fixtures/diff/<behaviour>/: before.* and after.*, what `stet diff` says of them as JSON and to a person, and perhaps
// `arguments`, one a line.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "support/command.hpp"

namespace stet::test {
namespace {

namespace fs = std::filesystem;

class DiffGolden : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    former_ = fs::current_path();
    fs::current_path(case_folder("diff", GetParam()));
  }
  void TearDown() override { fs::current_path(former_); }

  static std::string side(const std::string& stem) {
    for (const auto& entry : fs::directory_iterator("."))
      if (entry.path().stem() == stem) return entry.path().filename().string();
    return stem;
  }

  static std::vector<std::string> command(const std::string& format) {
    std::vector<std::string> arguments = {"diff", side("before"), side("after"), "--format", format};
    std::istringstream lines(file_bytes("arguments"));
    for (std::string line; std::getline(lines, line);) arguments.push_back(line);
    return arguments;
  }

 private:
  fs::path former_;
};

TEST_P(DiffGolden, ReportsExpectedJson) {
  const Outcome outcome = run_stet(command("json"));
  EXPECT_EQ(outcome.err, "");
  ASSERT_EQ(outcome.status, cli::ExitStatus::Fine);
  // Laid out for the reader of a golden's diff; the bytes themselves are held by the reporter's own tests.
  const auto document = nlohmann::ordered_json::parse(outcome.out)["documents"][0];
  expect_golden("expected.json", document.dump(1) + "\n");
}

TEST_P(DiffGolden, PrintsExpectedText) {
  const Outcome outcome = run_stet(command("text"));
  EXPECT_EQ(outcome.status, cli::ExitStatus::Fine);
  expect_golden("expected.txt", outcome.out);
}

INSTANTIATE_TEST_SUITE_P(Fixtures, DiffGolden, ::testing::ValuesIn(case_names("diff")),
                         [](const auto& golden) { return golden.param; });

}  // namespace
}  // namespace stet::test
