// SPDX-License-Identifier: Apache-2.0
// The README stays true: every `$ stet …` in its console blocks is run, in order, and prints what stands below it.
#include <gtest/gtest.h>

#include <sstream>

#include "support/command.hpp"

namespace stet::test {
namespace {

namespace fs = std::filesystem;

struct Step {
  std::string command;
  std::string output;
};

std::vector<Step> steps_of(const std::string& readme) {
  std::vector<Step> steps;
  bool inside = false;
  std::istringstream lines(readme);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("```")) {
      inside = line == "```console";
    } else if (inside && line.starts_with("$ ")) {
      steps.push_back({line.substr(2), ""});
    } else if (inside) {
      steps.back().output += line + "\n";
    }
  }
  return steps;
}

/// The words of a command line; double quotes keep spaces.
std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  bool quoted = false;
  bool open = false;
  for (const char letter : line) {
    if (letter == '"') {
      quoted = !quoted;
    } else if (letter == ' ' && !quoted) {
      open = false;
    } else {
      if (!open) words.emplace_back();
      open = true;
      words.back() += letter;
    }
  }
  return words;
}

TEST(Readme, PrintsWhatItSays) {
  const TemporaryFolder folder;
  const fs::path fixtures = STET_FIXTURES;
  for (const auto& entry : fs::directory_iterator(fixtures / "demo"))
    fs::copy_file(entry.path(), folder.path() / entry.path().filename());
  const std::vector<Step> steps = steps_of(file_bytes(fixtures.parent_path() / "README.md"));
  ASSERT_GE(steps.size(), 8U);
  for (const Step& step : steps) {
    std::vector<std::string> words = words_of(step.command);
    ASSERT_EQ(words.front(), "stet") << step.command;
    words.erase(words.begin());
    const Outcome outcome = run_stet(words);
    EXPECT_EQ(outcome.err, "") << step.command;
    // A block may show a command without its output; where it shows one, it is all of it.
    if (!step.output.empty()) {
      EXPECT_EQ(outcome.out, step.output) << step.command;
    }
  }
}

}  // namespace
}  // namespace stet::test
