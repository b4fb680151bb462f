// SPDX-License-Identifier: Apache-2.0
// What real shells offer once they have read what `stet completions` writes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "support/command.hpp"
#include "support/formats.hpp"

namespace stet::test {
namespace {

namespace fs = std::filesystem;

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

/// What is offered, by the line that was typed.
using Offers = std::map<std::string, std::set<std::string>>;

/// Calls the function as bash does: words are cut at = and : and @ too, and the line is there as it was typed.
constexpr const char* kBash = R"bash(
source ../completions
COMP_WORDBREAKS=$' \t\n"\'@><=;|&(:'
while IFS= read -r COMP_LINE; do
  COMP_WORDS=()
  word='' rest=$COMP_LINE
  while [[ -n $rest ]]; do
    sign=${rest:0:1} rest=${rest:1}
    case $sign in
      ' ') COMP_WORDS+=("$word"); word='' ;;
      [=:@]) [[ -z $word ]] || COMP_WORDS+=("$word"); COMP_WORDS+=("$sign"); word='' ; [[ -n $rest ]] || break 1 ;;
      *) word+=$sign ;;
    esac
  done
  [[ $COMP_LINE == *[=:@] ]] || COMP_WORDS+=("$word")
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  _stet stet
  printf '## %s\n' "$COMP_LINE"
  ((${#COMPREPLY[@]} == 0)) || printf '%s\n' "${COMPREPLY[@]}"
done
)bash";

constexpr const char* kFish = R"fish(
source ../completions
while read -l line
  echo "## $line"
  complete -C "$line" | string replace -r '\t.*' ''
end
)fish";

/// A shell at a terminal of its own, in which whatever would be offered is written to a file too, out of the way of
/// what the shell shows meanwhile. A key behind the one that completes tells when that is done.
constexpr const char* kZsh = R"zsh(
zmodload zsh/zpty || exit 1
zpty shell zsh -f -i
zpty -w shell 'PS1=; RPS1=; stty -echo; autoload -U compinit; compinit -u -D; source ../completions'
zpty -w shell 'compadd() { if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return; fi; local -a offered; builtin compadd -A offered "$@"; ((${#offered} == 0)) || print -rl -- "${offered[@]}" >> ../offered; builtin compadd "$@"; }'
zpty -w shell 'finished() { BUFFER=; print -r -- FINI"SH"ED; }; zle -N finished; bindkey "^G" finished; bindkey "^I" complete-word'
zpty -w shell 'print RE"A"DY'
while zpty -r shell output; do [[ $output == *READY* ]] && break; done
while IFS= read -r line; do
  : > ../offered
  zpty -n -w shell "$line"$'\t\x07'
  while zpty -r shell output; do [[ $output == *FINISHED* ]] && break; done
  print -r -- "## $line"
  cat ../offered
done
zpty -d shell
)zsh";

/// A repository with a branch, and one that is an archive with a release; the program is on the PATH.
class CompletionsTest : public testing::TestWithParam<std::string> {
 protected:
  CompletionsTest() {
    setenv("ASAN_OPTIONS", "detect_leaks=0", 0);
    const char* const path = std::getenv("PATH");
    former_path_ = path == nullptr ? "" : path;
    setenv("PATH", (fs::path(STET_PROGRAM).parent_path().string() + ":" + former_path_).c_str(), 1);
  }
  ~CompletionsTest() override { setenv("PATH", former_path_.c_str(), 1); }

  static std::string script(const std::string& shell_name) {
    const Outcome outcome = run_stet({"completions", shell_name});
    EXPECT_EQ(outcome.err, "");
    return outcome.out;
  }

  /// What the shell offers at the end of each line.
  [[nodiscard]] Offers offers(const std::vector<std::string>& lines) const {
    folder_.write("../completions", script(GetParam()));
    folder_.write("../harness", GetParam() == "bash" ? kBash : GetParam() == "zsh" ? kZsh : kFish);
    std::string input;
    for (const std::string& line : lines) input += line + "\n";
    const std::string options = GetParam() == "bash" ? " --norc " : GetParam() == "zsh" ? " -f " : " --no-config ";
    std::istringstream answers(piped("TERM=dumb " + GetParam() + options + "../harness 2>&1", input));
    Offers offers;
    std::set<std::string>* current = nullptr;
    for (std::string line; std::getline(answers, line);) {
      if (line.starts_with("## "))
        current = &offers[line.substr(3)];
      else if (current != nullptr)
        current->insert(line);
    }
    EXPECT_EQ(offers.size(), std::set(lines.begin(), lines.end()).size());
    return offers;
  }

  TemporaryFolder folder_;
  std::string former_path_;
};

/// Options and subcommands as the command's help has them.
struct Helped {
  std::set<std::string> options;
  std::set<std::string> subcommands;
};

Helped helped(std::vector<std::string> words) {
  words.emplace_back("--help");
  std::istringstream lines(run_stet(words).out);
  Helped found;
  bool in_subcommands = false;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(' ')) in_subcommands = line == "Subcommands:" || line == "Called by git:";
    if (!line.starts_with("  ") || line.starts_with("   ")) continue;
    std::string names = line.substr(2, line.find(' ', 2) - 2);
    if (in_subcommands) found.subcommands.insert(names);
    if (!names.starts_with('-')) continue;
    std::istringstream parts(names);
    for (std::string name; std::getline(parts, name, ',');) found.options.insert(name);
  }
  return found;
}

TEST_P(CompletionsTest, OfferEveryCommandAndOption) {
  if (!has_program(GetParam())) GTEST_SKIP() << GetParam() << " is not installed: apt-get install " << GetParam();
  std::map<std::string, Helped> commands;
  commands["stet "] = helped({});
  for (const std::string& name : commands["stet "].subcommands) commands["stet " + name + " "] = helped({name});
  for (const std::string& name : commands["stet git "].subcommands)
    commands["stet git " + name + " "] = helped({"git", name});
  EXPECT_GE(commands.size(), 24U);
  std::vector<std::string> lines;
  for (const auto& [line, helped] : commands) {
    if (!helped.subcommands.empty()) lines.push_back(line);
    for (const std::string& option : helped.options)
      if (option.starts_with("--")) lines.push_back(line + option);
  }
  const Offers offered = offers(lines);
  for (const auto& [line, helped] : commands) {
    EXPECT_GE(helped.options.size(), 2U) << line;
    if (!helped.subcommands.empty()) {
      EXPECT_EQ(offered.at(line), helped.subcommands) << line;
    }
    for (const std::string& option : helped.options) {
      if (option.starts_with("--")) {
        EXPECT_THAT(offered.at(line + option), Contains(option));
      }
    }
  }
}

TEST_P(CompletionsTest, OfferValuesFilesReleasesAndRevisions) {
  if (!has_program(GetParam())) GTEST_SKIP() << GetParam() << " is not installed";
  shell("git init -q -b main . && git config user.name A && git config user.email a@example.org");
  folder_.write("plan.md", "One.\n");
  shell("git add -A && git commit -q -m One && git branch topic && git tag v1");
  EXPECT_EQ(run_stet({"init", "archive"}).status, cli::ExitStatus::Fine);
  folder_.write("archive.toml", "");
  EXPECT_EQ(run_stet({"publish", "plan.md", "--as", "port/ferry", "--repo", "archive"}).status, cli::ExitStatus::Fine);
  const Offers offered =
      offers({"stet diff --format ", "stet report --format s", "stet diff --only mo", "stet diff --only split,mo",
              "stet hook ", "stet completions ", "stet diff --ignore ", "stet report to", "stet report main..to",
              "stet report main...v", "stet blame pl", "stet blame --repo archive po", "stet init arch",
              "stet diff --repo archive po", "stet diff pl", "stet check --config arch", "stet publish --as "});
  const auto& at = [&](const char* line) { return offered.at(line); };
  EXPECT_THAT(at("stet diff --format "), UnorderedElementsAre("text", "json", "ndjson"));
  EXPECT_THAT(at("stet report --format s"), UnorderedElementsAre("sarif"));
  EXPECT_THAT(at("stet hook "), UnorderedElementsAre("install", "uninstall", "status"));
  EXPECT_THAT(at("stet completions "), UnorderedElementsAre("bash", "zsh", "fish"));
  EXPECT_THAT(at("stet diff --only mo"), UnorderedElementsAre("moved"));
  EXPECT_THAT(at("stet diff --only split,mo"), UnorderedElementsAre(GetParam() == "zsh" ? "moved" : "split,moved"));
  EXPECT_THAT(at("stet diff --ignore "), IsSupersetOf({"link", "typography", "quotation"}));
  EXPECT_THAT(at("stet report to"), UnorderedElementsAre("topic"));
  EXPECT_THAT(at("stet report main..to"), UnorderedElementsAre(GetParam() == "zsh" ? "topic" : "main..topic"));
  EXPECT_THAT(at("stet report main...v"), UnorderedElementsAre(GetParam() == "zsh" ? "v1" : "main...v1"));
  EXPECT_THAT(at("stet blame pl"), UnorderedElementsAre("plan.md"));
  EXPECT_THAT(at("stet blame --repo archive po"), UnorderedElementsAre("port/ferry"));
  EXPECT_THAT(at("stet diff --repo archive po"), UnorderedElementsAre("port/ferry"));
  EXPECT_THAT(at("stet diff pl"), UnorderedElementsAre("plan.md"));
  EXPECT_THAT(at("stet init arch"), Not(Contains("archive.toml")));
  EXPECT_THAT(at("stet check --config arch"), Contains("archive.toml"));
}

TEST_P(CompletionsTest, ExecuteNothingAndStaySilent) {
  if (!has_program(GetParam())) GTEST_SKIP() << GetParam() << " is not installed";
  // Outside of any repository there is nothing, and no word of complaint.
  EXPECT_THAT(offers({"stet report "}).at("stet report "), IsEmpty());
  EXPECT_EQ(run_stet({"init", "."}).status, cli::ExitStatus::Fine);
  folder_.write("text.md", "One.\n");
  EXPECT_EQ(run_stet({"publish", "text.md", "--as", "x$(touch owned)`touch owned`;touch owned"}).status,
            cli::ExitStatus::Fine);
  shell("git branch 'x$(touch${IFS}owned)'");
  const Offers offered =
      offers({"stet blame x", "stet report x", "stet report $(touch${IFS}owned)", "stet blame `touch",
              "stet $(touch${IFS}owned) --format ", "stet diff --repo $(touch${IFS}owned) x",
              "stet diff --unknown $(touch${IFS}owned) --format=x$(touch${IFS}owned)"});
  EXPECT_FALSE(fs::exists("owned"));
  EXPECT_FALSE(offered.at("stet blame x").empty());
  EXPECT_FALSE(offered.at("stet report x").empty());
}

TEST_P(CompletionsTest, AreTheSameEveryTime) {
  EXPECT_EQ(script(GetParam()), script(GetParam()));
  EXPECT_THAT(script(GetParam()), Not(testing::HasSubstr(fs::path(STET_PROGRAM).parent_path().string())));
}

INSTANTIATE_TEST_SUITE_P(Shells, CompletionsTest, testing::Values("bash", "zsh", "fish"),
                         [](const auto& tested) { return tested.param; });

TEST(Completions, OfOtherShells) {
  const Outcome outcome = run_stet({"completions", "tcsh"});
  EXPECT_EQ(outcome.status, cli::ExitStatus::Trouble);
  EXPECT_THAT(outcome.err, testing::HasSubstr("tcsh not in {bash,zsh,fish}"));
}

}  // namespace
}  // namespace stet::test
