// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/command.hpp"
#include "support/formats.hpp"
#include "support/schema.hpp"

namespace stet::test {
namespace {

using cli::ExitStatus;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

/// A repository in which `releases/plan.md` and `notes.md` are committed, and `stet.toml` says what is published.
class CheckCommand : public testing::Test {
 protected:
  CheckCommand() {
    shell("git init -q -b main . && git config user.name A && git config user.email a@example.org");
    policy("[published]\npaths = [\"releases/**\"]\n");
    folder_.write("releases/plan.md", "The hall has 300 seats.\n\nIt opens in May.\n");
    folder_.write("notes.md", "We counted 7 boats.\n");
    commit("First");
  }

  void write(const std::string& name, const std::string& bytes) const { folder_.write(name, bytes); }
  void policy(const std::string& toml) const { folder_.write("stet.toml", toml); }
  static void commit(const std::string& message) {
    shell("git add -A && git commit -q --allow-empty -m '" + message + "'");
  }
  static void stage() { shell("git add -A"); }
  /// "rule path:line" of each finding, "(rule path:line)" where it is waived.
  static std::vector<std::string> findings(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "check");
    arguments.insert(arguments.begin() + 1, {"--format", "json"});
    const Outcome outcome = run_stet(arguments);
    EXPECT_EQ(outcome.err, "");
    if (!outcome.err.empty()) return {};
    const auto parsed = nlohmann::json::parse(outcome.out);
    EXPECT_EQ(schema_fault("stet.check", parsed), "");
    EXPECT_EQ(parsed["ok"], outcome.status == ExitStatus::Fine);
    std::vector<std::string> found;
    for (const auto& finding : parsed["findings"]) {
      const std::string words = finding["rule"].get<std::string>() + " " + finding["path"].get<std::string>() + ":" +
                                std::to_string(finding["line"].get<int>());
      found.push_back(finding["waived"].is_null() ? words : "(" + words + ")");
    }
    return found;
  }

  TemporaryFolder folder_;
};

TEST_F(CheckCommand, WithoutPolicyShowsTheChangesAndHowToStart) {
  shell("git rm -q stet.toml && git commit -q -m 'No policy'");
  write("releases/plan.md", "The hall has 350 seats.\n\nIt opens in May.\n");
  stage();
  const Outcome outcome = run_stet({"check", "--staged"});
  EXPECT_EQ(outcome.status, ExitStatus::Fine);
  EXPECT_THAT(outcome.out, HasSubstr("The hall has [-300-]{+350+} seats."));
  EXPECT_THAT(outcome.out, HasSubstr("No policy is set"));
  EXPECT_THAT(outcome.out, HasSubstr("silent-change = \"error\""));
  const Outcome parsed = run_stet({"check", "--format", "json"});
  EXPECT_EQ(parsed.status, ExitStatus::Fine);
  EXPECT_EQ(
      parsed.err,
      "stet: warning: no policy is set, so nothing was held against the changes: `stet check` says how to start one\n");
  EXPECT_EQ(schema_fault("stet.check", nlohmann::json::parse(parsed.out)), "");
  policy("[archive]\nformat = 1\n[language.en]\n");
  EXPECT_THAT(run_stet({"check"}).out, HasSubstr("No policy is set"));
}

TEST_F(CheckCommand, BlocksASilentChangeOfWhatIsPublished) {
  EXPECT_EQ(run_stet({"check"}).out, "No published document changed.\n");
  write("releases/plan.md", "The hall has 350 seats.\n\nIt opens in May.\n");
  write("notes.md", "We counted 8 boats.\n");
  EXPECT_THAT(findings({"--staged"}), IsEmpty()) << "the working tree is not looked at";
  stage();
  EXPECT_THAT(findings({"--staged"}), ElementsAre("silent-change releases/plan.md:1"));
  EXPECT_EQ(run_stet({"check"}).status, ExitStatus::Findings);
  EXPECT_EQ(run_stet({"check", "-q"}).out, "");
  EXPECT_EQ(run_stet({"check", "--", "notes.md"}).status, ExitStatus::Fine);
  commit("Second");
  EXPECT_THAT(findings({}), IsEmpty());
  EXPECT_THAT(findings({"HEAD~1..HEAD"}), ElementsAre("silent-change releases/plan.md:1"));
  EXPECT_THAT(findings({"HEAD~1..HEAD", "--", "notes.md"}), IsEmpty());
}

TEST_F(CheckCommand, CountsTrailersOfTheRangesCommits) {
  write("releases/plan.md", "The hall has 350 seats.\n\nIt opens in May.\n");
  commit("Seats\n\nCorrection:");
  EXPECT_THAT(findings({"HEAD~1.."}), ElementsAre("silent-change releases/plan.md:1")) << "an empty one says nothing";
  shell("git commit -q --amend -m 'Seats' -m 'The Correction: is not here' -m 'correction: 350 seats, not 300'");
  EXPECT_THAT(findings({"HEAD~1.."}), IsEmpty());
  EXPECT_THAT(findings({"HEAD~1...HEAD"}), IsEmpty());
  // A commit speaks of what it changes.
  write("releases/other.md", "A.\n");
  commit("Other");
  shell("git tag base");
  write("releases/other.md", "B.\n");
  commit("Other again\n\nCorrection: it is B");
  write("releases/plan.md", "The hall has 360 seats.\n\nIt opens in May.\n");
  commit("Seats again");
  EXPECT_THAT(findings({"base..HEAD"}), ElementsAre("silent-change releases/plan.md:1"));
  EXPECT_THAT(findings({"base..HEAD", "--", "releases/plan.md"}), ElementsAre("silent-change releases/plan.md:1"));
  // One that changes no published document speaks of all.
  commit("Sorry\n\nCorrection: 360 seats");
  EXPECT_THAT(findings({"base..HEAD"}), IsEmpty());
  // The commits before the range do not.
  write("releases/plan.md", "The hall has 370 seats.\n\nIt opens in May.\n");
  commit("Seats once more");
  EXPECT_THAT(findings({"HEAD~1..HEAD"}), ElementsAre("silent-change releases/plan.md:1"));
}

TEST_F(CheckCommand, WhatIsNewOrElsewhereMayChange) {
  write("releases/new.md", "It has 3 doors.\n");
  stage();
  EXPECT_THAT(findings({}), IsEmpty());
  commit("New");
  // Out of the published folder, and changed on the way: it was published.
  shell("git mv releases/plan.md old.md");
  write("old.md", "The hall has 301 seats.\n\nIt opens in May.\n");
  stage();
  EXPECT_THAT(findings({}), ElementsAre("silent-change old.md:1"));
  EXPECT_THAT(run_stet({"check"}).out, HasSubstr("--worktree -- :/releases/plan.md :/old.md\n"));
  commit("Moved");
  // Into it: it was not.
  shell("git mv notes.md releases/notes.md");
  write("releases/notes.md", "We counted 8 boats.\n\nAll are blue.\n\nThree are red.\n");
  stage();
  EXPECT_THAT(findings({}), IsEmpty());
  commit("Published");
  shell("git rm -q releases/notes.md");
  EXPECT_THAT(findings({}), ElementsAre("silent-change releases/notes.md:1", "silent-change releases/notes.md:3",
                                        "silent-change releases/notes.md:5"));
}

TEST_F(CheckCommand, SinceSaysWhatIsPublishedYet) {
  shell("git tag -a published -m x");
  write("releases/draft.md", "It has 3 doors.\n");
  policy("[published]\npaths = [\"releases/**\"]\nsince = \"published\"\n[[avoid]]\nphrase = \"doors\"\n");
  commit("Draft");
  write("releases/draft.md", "It has 4 wide doors.\n");
  write("releases/plan.md", "The hall has 350 seats.\n\nIt opens in May.\n");
  stage();
  EXPECT_THAT(findings({}), ElementsAre("silent-change releases/plan.md:1"));
  shell("git tag -f published >/dev/null");
  EXPECT_THAT(findings({}), ElementsAre("silent-change releases/draft.md:1", "silent-change releases/plan.md:1"));
  shell("git tag -d published >/dev/null");
  const Outcome outcome = run_stet({"check"});
  EXPECT_EQ(outcome.status, ExitStatus::Trouble);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, StartsWith("stet: stet.toml: [published] since = \"published\": no revision 'published': "));
  EXPECT_THAT(outcome.err, HasSubstr("`git tag published`"));
}

TEST_F(CheckCommand, TitleAndDateOfPublicationAreFacts) {
  write("releases/a.md", "---\ntitle: Plan\npublished: 2020-01-01\ntopics: [a]\n---\nText.\n");
  commit("A");
  write("releases/a.md", "---\ntitle: Plan B\npublished: 2020-01-02\ntopics: [b]\n---\nText.\n");
  stage();
  EXPECT_THAT(findings({}), ElementsAre("silent-change releases/a.md:1", "silent-change releases/a.md:1"));
  EXPECT_THAT(run_stet({"check"}).out,
              HasSubstr("the date of publication changed without a correction note: \"2020-01-01\" became"));
}

TEST_F(CheckCommand, PhrasesThatStayAndPhrasesThatMustNotCome) {
  policy(
      "[published]\npaths = [\"releases/**\"]\n[rules]\nsilent-change = \"off\"\n[[keep]]\nphrase = \"opens in "
      "May\"\n[[avoid]]\nphrase = \"don't know\"\nseverity = \"warning\"\n[[avoid]]\nphrase = \"seats. It\"\n");
  commit("Policy");
  // Wraps, quotation marks and moves hide nothing, and are nothing.
  write("releases/plan.md", "It opens\nin May. We don’t\nknow.\n\nThe hall has 300 seats.\n");
  stage();
  EXPECT_THAT(findings({}), ElementsAre("avoid releases/plan.md:2"));
  EXPECT_EQ(run_stet({"check"}).status, ExitStatus::Fine) << "a warning";
  commit("Second");
  // What was there already is not new, though its sentence is.
  write("releases/plan.md", "It opens in May. We still don't know. We don't know that.\n\nThe hall has 300 seats.\n");
  stage();
  EXPECT_THAT(findings({}), ElementsAre("avoid releases/plan.md:1"));
  EXPECT_THAT(run_stet({"check"}).out, HasSubstr("+ We don't know that.\n"));
  write("releases/plan.md", "It opens in May. We don't know yet.\n\nThe hall has 300 seats. It is red.\n");
  stage();
  EXPECT_THAT(findings({}), ElementsAre("avoid releases/plan.md:3"));
  write("releases/plan.md", "It opens in June. We don't know yet.\n\nThe hall has 300 seats.\n");
  stage();
  EXPECT_THAT(findings({}), ElementsAre("keep releases/plan.md:1"));
  EXPECT_THAT(findings({"--", "notes.md"}), IsEmpty());
  // A new document has new wording only.
  shell("git checkout -q HEAD -- releases");
  write("releases/new.md", "We don't know.\n");
  stage();
  EXPECT_THAT(findings({}), ElementsAre("avoid releases/new.md:1"));
}

TEST_F(CheckCommand, ReadsWhatPathsName) {
  policy("[published]\npaths = [\"legal/**/*.rst\", \"TERMS\"]\n");
  write("legal/a.rst", "It has 3 doors.\n");
  write("legal/a.png", "3");
  write("TERMS", "It has 3 doors.\n");
  commit("Legal");
  write("legal/a.rst", "It has 4 doors.\n");
  write("legal/a.png", "4");
  write("TERMS", "It has 4 doors.\n");
  write("releases/plan.md", "The hall has 350 seats.\n\nIt opens in May.\n");
  stage();
  EXPECT_THAT(findings({}), ElementsAre("silent-change TERMS:1", "silent-change legal/a.rst:1"));
  EXPECT_THAT(run_stet({"diff", "--staged", "--format", "ndjson"}).out, HasSubstr("\"name\":\"legal/a.rst\""));
  write("legal/a.rst", std::string("\x7f"
                                   "ELF\0\0\0",
                                   7));
  stage();
  const Outcome unreadable = run_stet({"check", "--format", "json"});
  EXPECT_THAT(unreadable.err, StartsWith("stet: warning: legal/a.rst: cannot be checked: "));
  EXPECT_EQ(nlohmann::json::parse(unreadable.out)["not_read"].size(), 1U);
  write("TERMS", std::string("\x7f"
                             "ELF\0\0\0",
                             7));
  stage();
  EXPECT_EQ(run_stet({"check"}).status, ExitStatus::Trouble);
}

TEST_F(CheckCommand, ABareRepositoryHasThePolicyOfTheRangesRightSide) {
  write("releases/plan.md", "The hall has 350 seats.\n\nIt opens in May.\n");
  commit("Second");
  policy("[rules]\nsilent-change = \"off\"\n");
  commit("No rule");
  shell("git clone -q --bare . ../bare.git");
  EXPECT_THAT(findings({"HEAD~2..HEAD~1", "--repo", "../bare.git"}), ElementsAre("silent-change releases/plan.md:1"));
  EXPECT_THAT(findings({"HEAD~2..", "--repo", "../bare.git"}), IsEmpty());
  EXPECT_THAT(findings({"HEAD~2..HEAD"}), IsEmpty());
}

TEST_F(CheckCommand, HonoursTheIndexThatGitNames) {
  write("releases/plan.md", "The hall has 350 seats.\n\nIt opens in May.\n");
  shell("cp -p .git/index other && GIT_INDEX_FILE=$PWD/other git add releases");
  EXPECT_EQ(run_stet({"check", "--staged"}).status, ExitStatus::Fine);
  EXPECT_EQ(run_stet_in({{"GIT_INDEX_FILE", "other"}}, {"check", "--staged"}).status, ExitStatus::Findings);
  EXPECT_EQ(run_stet_in({{"GIT_INDEX_FILE", "other"}, {"GIT_DIR", ".git"}}, {"check", "--staged"}).status,
            ExitStatus::Findings);
  EXPECT_EQ(run_stet_in({{"GIT_INDEX_FILE", "other"}}, {"check", "--staged", "--repo", "."}).status, ExitStatus::Fine);
  const Outcome diff = run_stet_in({{"GIT_INDEX_FILE", "other"}}, {"diff", "--staged"});
  EXPECT_THAT(diff.out, HasSubstr("350"));
}

TEST_F(CheckCommand, WritesALineForEachDocument) {
  write("releases/b.md", "It has 3 doors.\n");
  commit("B");
  write("releases/plan.md", "The hall has 350 seats.\n\nIt opens in June.\n");
  write("releases/b.md", "It has 4 doors.\n");
  stage();
  const std::string out = run_stet({"check", "--format", "ndjson"}).out;
  EXPECT_EQ(std::ranges::count(out, '\n'), 2);
  const auto first = nlohmann::json::parse(out.substr(0, out.find('\n')));
  EXPECT_EQ(schema_fault("stet.check", first), "");
  EXPECT_EQ(first["findings"].size(), 1U);
  EXPECT_EQ(run_stet({"check", "--output", "out.json"}).out, "");
  EXPECT_FALSE(nlohmann::json::parse(folder_.read("out.json"))["ok"].get<bool>());
}

TEST_F(CheckCommand, WritesManyFormatsInOneRun) {
  policy(
      "[published]\npaths = [\"releases/**\"]\n[rules]\nnumber = \"warning\"\n[[waiver]]\nrule = \"number\"\npath = "
      "\"**\"\nreason = \"agreed\"\n");
  commit("Policy");
  write("releases/plan.md", "The hall has 350 <b>seats</b>, says @press.\n\nIt opens in May.\n");
  stage();
  const Outcome outcome = run_stet({"check", "-o", "a.sarif", "-o", "b.xml", "-o", "codequality:c.json", "-o",
                                    "github:d.log", "-o", "e.md", "-o", "f.html", "-o", "-"});
  EXPECT_EQ(outcome.status, ExitStatus::Findings);
  EXPECT_THAT(outcome.out, HasSubstr("1 error and 1 waived"));
  EXPECT_EQ(sarif_fault(folder_.read("a.sarif")), "");
  const auto sarif = nlohmann::json::parse(folder_.read("a.sarif"));
  EXPECT_EQ(sarif["runs"][0]["results"].size(), 2U);
  EXPECT_TRUE(sarif["runs"][0]["results"][1].contains("suppressions"));
  EXPECT_EQ(codequality_fault(folder_.read("c.json")), "");
  EXPECT_EQ(nlohmann::json::parse(folder_.read("c.json")).size(), 1U);
  if (has_program("xmllint")) {
    EXPECT_EQ(junit_fault(folder_.read("b.xml")), "");
  }
  EXPECT_THAT(folder_.read("d.log"), StartsWith("::error file=releases/plan.md,line=1,"));
  EXPECT_THAT(folder_.read("e.md"),
              StartsWith("## stet check: 1 error and 1 waived\n\n**releases/plan.md**\n\n- **error**"));
  EXPECT_THAT(folder_.read("e.md"), Not(HasSubstr("@press")));
  EXPECT_THAT(folder_.read("f.html"), HasSubstr("<li class=\"waived\">"));
}

TEST_F(CheckCommand, MarkdownFitsIntoAComment) {
  std::string before;
  std::string after;
  for (int i = 0; i < 2000; ++i) {
    const std::string words = "Hall number " + std::to_string(i) + " has ";
    before += words + "300 seats by the harbour of the town.\n\n";
    after += words + "350 seats by the harbour of the town.\n\n";
  }
  write("releases/long.md", before);
  commit("Long");
  write("releases/long.md", after);
  stage();
  const std::string out = run_stet({"check", "--format", "markdown"}).out;
  EXPECT_LT(out.size(), 65'536U);
  EXPECT_THAT(out, HasSubstr(" more, which `stet check` shows.\n"));
  EXPECT_THAT(out, HasSubstr("Three ways on"));
}

TEST_F(CheckCommand, TakesTheRangeOfTheCiJob) {
  write("releases/plan.md", "The hall has 350 seats.\n\nIt opens in May.\n");
  commit("Second");
  std::string base = shell("git rev-parse HEAD~1");
  base.pop_back();
  std::string head = shell("git rev-parse HEAD");
  head.pop_back();
  const std::map<std::string, std::string> job = {
      {"GITLAB_CI", "true"}, {"CI_COMMIT_SHA", head}, {"CI_MERGE_REQUEST_DIFF_BASE_SHA", base}};
  EXPECT_EQ(run_stet_in(job, {"check"}).status, ExitStatus::Findings);
  EXPECT_EQ(run_stet_in(job, {"check", "--staged"}).status, ExitStatus::Fine);
  EXPECT_EQ(run_stet({"check"}).status, ExitStatus::Fine);
}

TEST_F(CheckCommand, NothingInAMessageActs) {
  EXPECT_THAT(run_stet({"diff", "##vso[task.x]y.md", "b.txt"}).err,
              StartsWith("stet: #⟨⟩#vso[task.x]y.md: no such file"));
  EXPECT_THAT(run_stet({"diff", "a", "b", "--config", "##[error]x"}).err, Not(HasSubstr("##")));
}

TEST_F(CheckCommand, NothingInATextActs) {
  write("releases/\x1b[2Jx\ny.md", "The hall has 300 seats.\n");
  commit("Hostile");
  write("releases/\x1b[2Jx\ny.md", "The hall has 350 \x1b]0;t\x07 seats.\n" + std::string(500, ' ') + "\n");
  stage();
  const std::string out = run_stet({"check"}).out;
  EXPECT_EQ(out.find('\x1b'), std::string::npos);
  EXPECT_EQ(out.find('\x07'), std::string::npos);
  EXPECT_THAT(out, HasSubstr("-- $':(top,literal)releases/\\x1b[2Jx\\x0ay.md'\n"));
  EXPECT_EQ(run_stet({"check", "--format", "json"}).out.find('\x1b'), std::string::npos);
}

TEST_F(CheckCommand, SaysWhatIsWrongWithItsArguments) {
  const auto err = [](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "check");
    const Outcome outcome = run_stet(arguments);
    EXPECT_EQ(outcome.status, ExitStatus::Trouble);
    EXPECT_EQ(outcome.out, "");
    return outcome.err;
  };
  EXPECT_EQ(err({"HEAD~1"}),
            "stet: 'HEAD~1' is no range: `stet check HEAD~1..HEAD` checks what came since, paths go behind --\n");
  EXPECT_EQ(err({"a..b", "c"}), "stet: too many words: give one range, BASE..HEAD, and paths behind --\n");
  EXPECT_EQ(err({"--staged", "a..b"}), "stet: --staged checks the index, 'a..b' a range: give one of the two\n");
  EXPECT_THAT(err({"nope..HEAD"}), StartsWith("stet: no revision 'nope': "));
  policy("[rules]\nnunber = \"off\"\n");
  EXPECT_EQ(err({}), "stet: stet.toml: line 2: unknown key 'nunber' in [rules]: did you mean 'number'?\n");
}

TEST_F(CheckCommand, ConfigSaysWhereEachSettingComesFrom) {
  policy(
      "[published]\npaths = [\"releases/**\"]\n[rules]\nnumber = \"warning\"\n[[keep]]\nphrase = \"so \\\"be\\\" "
      "it\"\n");
  const Outcome text = run_stet({"config"});
  EXPECT_EQ(text.err, "");
  EXPECT_THAT(text.out, StartsWith("Settings of stet.toml:\n\n"));
  EXPECT_THAT(text.out, HasSubstr("keep[0].phrase = \"so \\\"be\\\" it\"    # stet.toml:6\n"));
  EXPECT_THAT(text.out, HasSubstr("rules.number = \"warning\"           # stet.toml:4\n"));
  EXPECT_THAT(text.out, HasSubstr("rules.silent-change = \"error\"      # default\n"));
  const auto parsed = nlohmann::json::parse(run_stet({"config", "--format", "json"}).out);
  EXPECT_EQ(schema_fault("stet.config", parsed), "");
  shell("rm stet.toml");
  EXPECT_THAT(run_stet({"config"}).out, StartsWith("No stet.toml here or above: these are the defaults.\n"));
  EXPECT_EQ(schema_fault("stet.config", nlohmann::json::parse(run_stet({"config", "--format", "json"}).out)), "");
}

}  // namespace
}  // namespace stet::test
