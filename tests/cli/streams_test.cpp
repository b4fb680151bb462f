// SPDX-License-Identifier: Apache-2.0
// What a person's text is shown with, and standard streams that cannot be used, the latter with the program itself.
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "cli/output.hpp"
#include "fmt/format.h"
#include "support/command.hpp"

namespace stet::test {
namespace {

TEST(Pager, IsOneThatIsThere) {
  const TemporaryFolder folder;
  Variables variables{{"PATH", "/nowhere:" + std::filesystem::current_path().string()}};
  std::string paged_with;
  cli::Environment environment;
  environment.variable = [&](const std::string& name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  };
  environment.page = [&](const std::string& command, const std::string&) {
    paged_with = command;
    return true;
  };
  const auto shown = [&] {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    paged_with.clear();
    EXPECT_TRUE(cli::emit("Text.\n", "", true, {in, out, err}, environment));
    return paged_with + "|" + out.str();
  };
  EXPECT_EQ(shown(), "|Text.\n");
  for (const char* const name : {"pager", "less"}) {
    folder.write(name, "");
    std::filesystem::permissions(name, std::filesystem::perms::owner_all);
    EXPECT_EQ(shown(), std::string(name) + "|");
  }
  variables["PAGER"] = "most -s";
  EXPECT_EQ(shown(), "most -s|");
}

TEST(StandardStreams, ThatCannotBeUsedAreOneLineOfTrouble) {
  const TemporaryFolder folder;
  setenv("ASAN_OPTIONS", "detect_leaks=0", 0);
  folder.write("a.md", "One came.\n");
  folder.write("b.md", "Two came.\n");
  struct Case {
    const char* words;
    const char* redirection;
    const char* message;
  };
  constexpr const char* kFull = "stet: standard output: cannot be written: No space left on device\n";
  constexpr const char* kClosedOutput = "stet: standard output: cannot be written: Bad file descriptor\n";
  constexpr const char* kClosedInput =
      "stet: standard input: is closed: give the text through a pipe, or name a file\n";
  const std::vector<Case> cases = {
      {"--help", ">/dev/full", kFull},
      {"diff --help", ">/dev/full", kFull},
      {"--version", ">/dev/full", kFull},
      {"diff a.md b.md", ">/dev/full", kFull},
      {"completions bash", ">/dev/full", kFull},
      {"--help", ">&-", kClosedOutput},
      {"diff a.md b.md", ">&-", kClosedOutput},
      {"diff a.md b.md --format json", ">&-", kClosedOutput},
      {"diff --batch", ">&- <pairs", kClosedOutput},
      {"git textconv -- a.md", ">&-", kClosedOutput},
      {"diff a.md -", "<&-", kClosedInput},
      {"diff --batch", "<&-", kClosedInput},
      {"segment -", "<&-", kClosedInput},
      {"diff a.md -", "<.", "stet: standard input: cannot be read: Is a directory\n"},
  };
  folder.write("pairs", "{\"before\": \"a.md\", \"after\": \"b.md\"}\n");
  for (const Case& one : cases) {
    const std::string command =
        fmt::format("{{ '{}' {} {}; }} 2>&1; echo $?", STET_PROGRAM, one.words, one.redirection);
    EXPECT_EQ(shell(command), std::string(one.message) + "2\n") << one.words << " " << one.redirection;
  }
}

TEST(StandardStreams, AFileThatMayNotGrowIsTroubleAndLeavesNothing) {
  const TemporaryFolder folder;
  setenv("ASAN_OPTIONS", "detect_leaks=0", 0);
  folder.write("a.md", "One came.\n");
  folder.write("b.md", "Two came, and were sorry for it afterwards.\n");
  const std::string command =
      fmt::format("{{ ulimit -f 1; '{}' diff a.md b.md --format json -o out.json; }} 2>&1; echo $?; ls", STET_PROGRAM);
  EXPECT_EQ(shell(command), "stet: out.json: cannot be written: File too large\n2\na.md\nb.md\n");
}

}  // namespace
}  // namespace stet::test
