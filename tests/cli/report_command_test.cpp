// SPDX-License-Identifier: Apache-2.0
// `stet report`: what it compares, where it writes, and that nothing from a document acts where the output lands.
#include <gmock/gmock.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "support/command.hpp"
#include "support/formats.hpp"

namespace stet::test {
namespace {

using cli::ExitStatus;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class ReportCommand : public ::testing::Test {
 protected:
  ReportCommand() {
    shell("git init -q -b main . && git config user.name stet && git config user.email stet@localhost");
    commit("terms.md", "You pay within 30 days.\n");
    commit("terms.md", "You pay within 60 days.\n");
    commit("terms.md", "You pay within 90 days.\n");
  }

  void commit(const std::string& name, const std::string& text) const {
    folder_.write(name, text);
    shell("git add -A && git commit -q -m state");
  }

  static std::string id_of(const std::string& revision) {
    const std::string id = shell("git rev-parse " + revision);
    return id.substr(0, id.find('\n'));
  }

  void event(const std::string& payload) const { folder_.write("../event.json", payload); }
  [[nodiscard]] Variables github() const {
    return {{"GITHUB_ACTIONS", "true"}, {"GITHUB_EVENT_PATH", (folder_.path() / "../event.json").string()}};
  }

  /// "30>90": what the only changed number was and is.
  static std::string number_in(const Outcome& outcome) {
    EXPECT_EQ(outcome.err, "");
    if (outcome.status != ExitStatus::Fine) return "trouble";
    std::string found;
    const auto parsed = nlohmann::json::parse(outcome.out);
    for (const auto& document : parsed["documents"])
      for (const auto& change : document["changes"]) {
        found += found.empty() ? "" : " ";
        for (const auto& edit : change["edits"])
          if (edit["op"] != "keep") found += (edit["op"] == "insert" ? ">" : "") + edit["text"].get<std::string>();
        if (change["edits"].empty()) found += change["kind"].get<std::string>();
      }
    return found;
  }

  static std::string numbers(const Variables& variables, std::vector<std::string> arguments = {}) {
    arguments.insert(arguments.begin(), {"report", "--format", "json"});
    return number_in(run_stet_in(variables, arguments));
  }

  static void expect_trouble(const Outcome& outcome, const std::string& says) {
    EXPECT_EQ(outcome.status, ExitStatus::Trouble);
    EXPECT_EQ(outcome.out, "");
    EXPECT_THAT(outcome.err, AllOf(StartsWith("stet: "), HasSubstr(says), EndsWith("\n")));
    EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
  }

  TemporaryFolder folder_;
};

TEST_F(ReportCommand, ComparesARangeOrTheIndex) {
  EXPECT_EQ(numbers({}, {"HEAD~2..HEAD"}), "30>90");
  EXPECT_EQ(numbers({}, {"HEAD~1..HEAD"}), "60>90");
  EXPECT_EQ(numbers({}), "");
  folder_.write("terms.md", "You pay within 120 days.\n");
  EXPECT_EQ(numbers({}), "");
  shell("git add -A");
  EXPECT_EQ(numbers({}), "90>120");
  EXPECT_EQ(numbers({}, {"--staged"}), "90>120");
}

TEST_F(ReportCommand, TakesPathsBehindTheSeparator) {
  commit("other.md", "It costs 5 crowns.\n");
  const Outcome outcome = run_stet({"report", "HEAD~3..HEAD", "--format", "json", "--", "terms.md"});
  EXPECT_EQ(nlohmann::json::parse(outcome.out)["documents"].size(), 1U);
}

TEST_F(ReportCommand, TakesAPullRequestsRange) {
  event(R"({"pull_request": {"base": {"sha": ")" + id_of("HEAD~2") + R"("}, "head": {"sha": ")" + id_of("HEAD~1") +
        R"("}}, "before": "ignored"})");
  EXPECT_EQ(numbers(github()), "30>60");
  EXPECT_EQ(numbers(github(), {"HEAD~1..HEAD"}), "60>90");
}

TEST_F(ReportCommand, TakesAMergeGroupsRange) {
  event(R"({"merge_group": {"base_sha": ")" + id_of("HEAD~2") + R"(", "head_sha": ")" + id_of("HEAD") + R"("}})");
  EXPECT_EQ(numbers(github()), "30>90");
}

TEST_F(ReportCommand, ComparesAPullRequestWithWhereItBegan) {
  shell("git checkout -q -b topic HEAD~1");
  commit("topic.md", "A topic.\n");
  event(R"({"pull_request": {"base": {"sha": ")" + id_of("main") + R"("}, "head": {"sha": ")" + id_of("topic") +
        R"("}}})");
  EXPECT_EQ(numbers(github()), "added");
}

TEST_F(ReportCommand, TakesAPushesRange) {
  event(R"({"before": ")" + id_of("HEAD~1") + R"(", "after": ")" + id_of("HEAD") + R"("})");
  EXPECT_EQ(numbers(github()), "60>90");
}

TEST_F(ReportCommand, TakesAFirstPushSinceTheDefaultBranch) {
  const std::string zero(40, '0');
  shell("git update-ref refs/remotes/origin/main HEAD~1");
  event(R"({"before": ")" + zero + R"(", "after": ")" + id_of("HEAD") +
        R"(", "repository": {"default_branch": "main"}})");
  Variables variables = github();
  variables["GITHUB_REF_NAME"] = "topic";
  EXPECT_EQ(numbers(variables), "60>90");
  variables["GITHUB_REF_NAME"] = "main";
  EXPECT_EQ(numbers(variables), "added");
}

TEST_F(ReportCommand, TakesTheBaseBranchWhereTheEventSaysNothing) {
  shell("git update-ref refs/remotes/origin/main HEAD~2");
  EXPECT_EQ(numbers({{"GITHUB_ACTIONS", "true"}, {"GITHUB_BASE_REF", "main"}}), "30>90");
}

TEST_F(ReportCommand, TakesGitlabsRange) {
  Variables variables = {
      {"GITLAB_CI", "true"}, {"CI_COMMIT_SHA", id_of("HEAD")}, {"CI_COMMIT_BEFORE_SHA", id_of("HEAD~1")}};
  EXPECT_EQ(numbers(variables), "60>90");
  variables["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = id_of("HEAD~2");
  EXPECT_EQ(numbers(variables), "30>90");
  variables["CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"] = id_of("HEAD~1");
  EXPECT_EQ(numbers(variables), "30>60");
}

TEST_F(ReportCommand, TakesGitlabsFirstPushAndNoOtherZero) {
  Variables variables = {
      {"GITLAB_CI", "true"},        {"CI_COMMIT_SHA", id_of("HEAD")}, {"CI_COMMIT_BEFORE_SHA", std::string(40, '0')},
      {"CI_COMMIT_BRANCH", "main"}, {"CI_DEFAULT_BRANCH", "main"},    {"CI_PIPELINE_SOURCE", "push"}};
  EXPECT_EQ(numbers(variables), "added");
  variables["CI_PIPELINE_SOURCE"] = "schedule";
  EXPECT_EQ(numbers(variables), "");
}

TEST_F(ReportCommand, TakesTheIndexInJobsThatNoChangeStarted) {
  event(R"({"schedule": "0 0 * * *"})");
  EXPECT_EQ(numbers(github()), "");
  event(R"({"before": "--evil", "after": "HEAD; rm"})");
  EXPECT_EQ(numbers(github()), "");
}

TEST_F(ReportCommand, SaysWhatAShallowCloneNeeds) {
  event(R"({"pull_request": {"base": {"sha": ")" + id_of("HEAD~2") + R"("}, "head": {"sha": ")" + id_of("HEAD") +
        R"("}}})");
  shell("git clone -q --depth 1 file://$PWD ../shallow");
  std::vector<std::string> command = {"report", "--repo", "../shallow"};
  expect_trouble(run_stet_in(github(), command), "`fetch-depth: 0`");
  expect_trouble(run_stet_in(github(), command), id_of("HEAD~2"));
  const Variables gitlab = {
      {"GITLAB_CI", "true"}, {"CI_COMMIT_SHA", id_of("HEAD")}, {"CI_COMMIT_BEFORE_SHA", id_of("HEAD~1")}};
  expect_trouble(run_stet_in(gitlab, command), "`GIT_DEPTH: 0`");
  expect_trouble(run_stet_in(gitlab, command), "`fetch-depth: 0`");
  expect_trouble(run_stet({"report", "HEAD~1..HEAD", "--repo", "../shallow"}), "`fetch-depth: 0`");
}

TEST_F(ReportCommand, SaysWhatIsWrongWithAnEvent) {
  expect_trouble(run_stet_in({{"GITHUB_ACTIONS", "true"}, {"GITHUB_EVENT_PATH", "missing.json"}}, {"report"}),
                 "missing.json");
  event("{");
  expect_trouble(run_stet_in(github(), {"report"}), "is no JSON");
}

TEST_F(ReportCommand, WritesManyFormatsInOneRun) {
  const Outcome outcome =
      run_stet({"report",   "HEAD~1..HEAD", "--output", "a.txt",  "--output", "a.md",
                "--output", "a.html",       "--output", "a.json", "--output", "a.ndjson",
                "--output", "a.sarif",      "--output", "a.xml",  "--output", "codequality:quality.json",
                "--output", "github:-"});
  EXPECT_EQ(outcome.err, "");
  EXPECT_THAT(outcome.out, StartsWith("::warning file=terms.md,line=1,title=number::"));
  EXPECT_THAT(folder_.read("a.txt"), StartsWith("1 substantive change in 1 document\n"));
  EXPECT_THAT(folder_.read("a.md"), StartsWith("## 1 substantive change in 1 document\n"));
  EXPECT_THAT(folder_.read("a.html"), StartsWith("<!DOCTYPE html>"));
  EXPECT_EQ(nlohmann::json::parse(folder_.read("a.json"))["format"], "stet.report");
  EXPECT_EQ(folder_.read("a.json"), run_stet({"diff", "HEAD~1..HEAD", "--format", "json"}).out);
  EXPECT_EQ(nlohmann::json::parse(folder_.read("a.ndjson"))["format"], "stet.report");
  EXPECT_EQ(sarif_fault(folder_.read("a.sarif")), "");
  EXPECT_THAT(folder_.read("a.xml"), StartsWith("<?xml"));
  EXPECT_EQ(codequality_fault(folder_.read("quality.json")), "");
}

TEST_F(ReportCommand, WritesNothingWhereItCannotWriteAsAsked) {
  for (const auto& [outputs, says] : {
           std::pair(std::vector<std::string>{"a.md", "a.md"}, "twice"),
           std::pair(std::vector<std::string>{"a.md", "./a.md"}, "twice"),
           std::pair(std::vector<std::string>{"-", "github:-"}, "standard output"),
           std::pair(std::vector<std::string>{"a.md", "terms.md"}, "one of the documents"),
           std::pair(std::vector<std::string>{"junit:b.xml", "missing/a.md"}, "missing/a.md"),
           std::pair(std::vector<std::string>{"b.xml", "markdown:.git"}, "is a folder"),
           std::pair(std::vector<std::string>{"junit:"}, "names no file"),
       }) {
    std::vector<std::string> command = {"report", "HEAD~1..HEAD"};
    for (const std::string& output : outputs) command.insert(command.end(), {"--output", output});
    expect_trouble(run_stet(command), says);
    EXPECT_EQ(shell("git status --porcelain"), "") << says;
  }
  expect_trouble(run_stet({"report", "HEAD~1..HEAD", "--format", "pdf"}), "pdf");
  expect_trouble(run_stet({"report", "HEAD~1..missing"}), "missing");
  expect_trouble(run_stet({"report", "HEAD~1", "HEAD"}), "give one range");
  expect_trouble(run_stet({"report", "HEAD~1..HEAD", "--staged"}), "--staged");
  expect_trouble(run_stet({"report", "--markdown-budget", "much"}), "much");
}

TEST_F(ReportCommand, ListsWhatItCannotRead) {
  commit("image.md", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16));
  EXPECT_THAT(run_stet({"report", "HEAD~1..HEAD"}).out, HasSubstr("image.md: "));
  EXPECT_THAT(run_stet({"report", "HEAD~1..HEAD", "--format", "github"}).out,
              HasSubstr("1 document could not be read, such as image.md"));
  EXPECT_THAT(run_stet({"report", "HEAD~1..HEAD", "--format", "junit"}).out, HasSubstr("<skipped>"));
}

TEST_F(ReportCommand, SaysOfNothingThatItIsNothing) {
  EXPECT_EQ(run_stet({"report", "HEAD..HEAD"}).out, "No change in any document\n");
  EXPECT_EQ(run_stet({"report", "HEAD..HEAD", "--format", "markdown"}).out, "## No change in any document\n");
  EXPECT_EQ(run_stet({"report", "HEAD..HEAD", "--format", "github"}).out, "");
  EXPECT_EQ(run_stet({"report", "HEAD..HEAD", "--format", "codequality"}).out, "[]\n");
}

TEST_F(ReportCommand, CountsWhatItLeavesOut) {
  commit("terms.md", "You pay within 90 days. It’s due.\n");
  commit("terms.md", "You pay within 90 days. It's due.\n");
  EXPECT_THAT(run_stet({"report", "HEAD~1..HEAD"}).out,
              HasSubstr("1 cosmetic change left out (--min-severity cosmetic shows it)."));
  EXPECT_THAT(run_stet({"report", "HEAD~1..HEAD", "--format", "markdown"}).out,
              HasSubstr("<details><summary>1 cosmetic change in 1 document</summary>"));
  EXPECT_THAT(run_stet({"report", "HEAD~1..HEAD", "--format", "markdown", "--min-severity", "editorial"}).out,
              AllOf(HasSubstr("1 cosmetic change left out"), Not(HasSubstr("<details>"))));
  EXPECT_THAT(run_stet({"report", "HEAD~3..HEAD~2", "--ignore", "number"}).out,
              HasSubstr("1 change left out by --only or --ignore."));
}

/// Words and names that act somewhere: in logs, in Markdown and on the sites that show it, in HTML, on a terminal.
constexpr const char* kHostileText =
    "::error file=x::Pay 7 now ##[error]x ##vso[task.x] %0A::warning::y @octo/team a@b.example #12 GH-3 !4 "
    "~bug :smile: deadbeef12 www.evil.example https://evil.example [x](https://evil.example) ![i](http://e/i.png) "
    "`code` **b** a|b $$x$$ &lt;i&gt; \\<script>alert(1)\\</script> ]]> {0} {{1}} \x1b[31mred \u202Eabc\u2066 \uFFFF "
    "''\" &colon;\n";

class HostileReport : public ReportCommand {
 protected:
  HostileReport() {
    commit(kName, std::string(kHostileText) + "\n::error::alone\n");
    std::string changed = kHostileText;
    changed.replace(changed.find("Pay 7"), 5, "Pay 8");
    commit(kName, changed + "\n::error::alone at last\n\n##[group]new <img src=x onerror=alert(1)>\n");
  }

  static std::string report(const std::string& format) {
    const Outcome outcome = run_stet({"report", "HEAD~1..HEAD", "--format", format});
    EXPECT_EQ(outcome.status, ExitStatus::Fine) << outcome.err;
    return outcome.out;
  }

  static constexpr const char* kName = "::error ::x,y`|<b>@team ##[group] \u202E%0A.md";
};

TEST_F(HostileReport, GivesNoCommandToALog) {
  for (const char* format : {"text", "markdown", "html", "json", "ndjson", "sarif", "junit", "codequality", "github"}) {
    std::istringstream lines(report(format));
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
      const std::size_t first = line.find_first_not_of(" \t");
      const bool command = first != std::string::npos && line.compare(first, 2, "::") == 0;
      const bool ours = std::string_view(format) == "github" &&
                        (line.starts_with("::warning file=%3A%3Aerror %3A%3Ax%2Cy`|<b>@team ") ||
                         line.starts_with("::notice file=%3A%3Aerror %3A%3Ax%2Cy`|<b>@team "));
      EXPECT_TRUE(!command || ours) << format << ": " << line;
      if (std::string_view(format) != "github") {
        EXPECT_EQ(line.find("##["), std::string::npos) << format << ": " << line;
        EXPECT_EQ(line.find("##vso"), std::string::npos) << format << ": " << line;
      }
      for (const char* sign : {"\x1b", "\u202E", "\u2066", "\uFFFF"})
        if (std::string_view(sign) != "\uFFFF" || std::string_view(format) == "junit") {
          EXPECT_EQ(line.find(sign), std::string::npos) << format << ": " << line;
        }
    }
    EXPECT_GT(count, 0U) << format;
  }
}

TEST_F(HostileReport, StaysValid) {
  EXPECT_EQ(sarif_fault(report("sarif")), "");
  EXPECT_EQ(codequality_fault(report("codequality")), "");
  if (!has_program("xmllint")) GTEST_SKIP() << "xmllint (libxml2-utils) is not installed";
  EXPECT_EQ(junit_fault(report("junit")), "");
}

TEST_F(HostileReport, IsInertHtml) {
  const std::string out = report("html");
  for (const char* element : {"<script", "<img", "<a ", "<i>", "onerror=alert(1)>"})
    EXPECT_THAT(out, Not(HasSubstr(element)));
  EXPECT_THAT(out, HasSubstr("default-src 'none'"));
}

TEST_F(HostileReport, IsInertMarkdown) {
  if (!has_program("cmark-gfm")) GTEST_SKIP() << "cmark-gfm is not installed";
  const std::string out =
      piped("cmark-gfm --unsafe -e table -e autolink -e strikethrough -e tasklist -e tagfilter", report("markdown"));
  // What its own words need and no more.
  std::string rest = out;
  for (const char* tag : {"p", "b", "h2", "h3", "ul", "li", "del", "ins", "details", "summary", "table", "thead",
                          "tbody", "tr", "th", "td", "code"})
    for (const std::string& form : {"<" + std::string(tag) + ">", "</" + std::string(tag) + ">"})
      for (std::size_t at = rest.find(form); at != std::string::npos; at = rest.find(form)) rest.erase(at, form.size());
  for (std::size_t at = rest.find("<br />"); at != std::string::npos; at = rest.find("<br />")) rest.erase(at, 6);
  for (std::size_t at = rest.find("<br>"); at != std::string::npos; at = rest.find("<br>")) rest.erase(at, 4);
  EXPECT_EQ(rest.find('<'), std::string::npos) << rest.substr(rest.find('<'));
  for (const char* reference :
       {"@octo", "@team", "@b.example", "#12", "GH-3", "!4", ":smile:", "deadbeef12", "www.evil", "://evil"})
    EXPECT_THAT(out, Not(HasSubstr(reference)));
}

}  // namespace
}  // namespace stet::test
