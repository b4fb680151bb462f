// SPDX-License-Identifier: Apache-2.0
// fixtures/policy/NAME: before.md is published as releases/plan.md, after.md is staged, and `check` says expected.txt.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/command.hpp"
#include "support/schema.hpp"

namespace stet::test {
namespace {

namespace fs = std::filesystem;

class PolicyGolden : public testing::TestWithParam<std::string> {};

TEST_P(PolicyGolden, SaysWhatBreaksTheRules) {
  const fs::path folder = case_folder("policy", GetParam());
  const TemporaryFolder work;
  shell("git init -q -b main . && git config user.name A && git config user.email a@example.org");
  work.write("releases/plan.md", file_bytes(folder / "before.md"));
  work.write("stet.toml", file_bytes(folder / "stet.toml"));
  shell("git add -A && git commit -q -m Before");
  work.write("releases/plan.md", file_bytes(folder / "after.md"));
  shell("git add -A");
  const Outcome text = run_stet({"check", "--staged"});
  EXPECT_EQ(text.err, "");
  expect_golden(folder / "expected.txt", text.out);
  const Outcome json = run_stet({"check", "--format", "json"});
  EXPECT_EQ(json.status, text.status);
  const auto parsed = nlohmann::json::parse(json.out);
  EXPECT_EQ(schema_fault("stet.check", parsed), "");
  EXPECT_EQ(parsed["ok"], text.status == cli::ExitStatus::Fine);
  for (const auto& finding : parsed["findings"])
    EXPECT_NE(text.out.find(finding["rule"].get<std::string>() + ": "), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Fixtures, PolicyGolden, testing::ValuesIn(case_names("policy")),
                         [](const auto& golden) { return golden.param; });

}  // namespace
}  // namespace stet::test
