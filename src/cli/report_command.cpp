// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>

#include "cli/ci.hpp"
#include "cli/commands.hpp"
#include "cli/compare_all.hpp"
#include "cli/output.hpp"
#include "cli/outputs.hpp"
#include "cli/project.hpp"
#include "cli/targets.hpp"
#include "report/change_findings.hpp"
#include "report/escape.hpp"

namespace stet::cli {
namespace {

struct ReportArguments {
  CommonOptions common;
  std::vector<std::string> words;
  std::vector<std::string> outputs;
  bool staged = false;
  std::string budget;
};

/// What is compared, and how to ask for it again.
struct Request {
  std::vector<std::string> words;
  bool staged = false;
  std::string remedy;  ///< For a clone that lacks a side; empty where a person gave the range.

  [[nodiscard]] std::string diff_command() const {
    std::string command = "stet diff";
    if (staged) command += " --staged";
    for (const std::string& word : words) command += ' ' + word;
    return command;
  }
};

/// The range that was typed, else that of the environment, else the index with HEAD.
Result<Request> requested(const ReportArguments& arguments, const Environment& environment) {
  if (arguments.words.size() > 1)
    return std::unexpected(usage_error("too many words: give one range, BASE..HEAD, and paths behind --"));
  if (!arguments.words.empty() || arguments.staged) return Request{arguments.words, arguments.staged, ""};
  auto range = ci_range(environment);
  if (!range) return std::unexpected(std::move(range).error());
  if (!*range) return Request{{}, true, ""};
  return Request{{(*range)->range}, false, (*range)->remedy};
}

Result<Targets> targets_of(const Request& request, const CommonOptions& options, const Context& context) {
  // With a separator a word is a range and nothing else.
  const Context range_alone{context.streams, context.environment, context.paths, true};
  Result<Targets> targets = resolve_targets(request.words, request.staged, options, range_alone);
  if (!targets) return std::unexpected(missing_in_clone(std::move(targets).error(), request.remedy));
  return targets;
}

/// A report is not to be written over what it is about.
Result<void> check_outputs(const std::vector<OutputTarget>& outputs, const std::vector<Pair>& pairs,
                           const CommonOptions& options, const Environment& environment) {
  if (std::ranges::all_of(outputs, [](const OutputTarget& output) { return output.file.empty(); })) return {};
  std::error_code none;
  const Result<Archive> repository = open_for_comparison(options, environment);
  const std::filesystem::path root = repository ? repository->directory() : std::string();
  for (const OutputTarget& output : outputs)
    for (const Pair& pair : pairs)
      if (!output.file.empty() && !pair.after_side.path.empty() &&
          std::filesystem::equivalent(output.file, root / pair.after_side.path, none))
        return failure(ErrorCode::InvalidInput, "is one of the documents: choose another file for --output",
                       output.file);
  return {};
}

/// A file that GitHub shows as a job's summary takes more than a comment.
MarkdownBudget budget_of(const ReportArguments& arguments, const OutputTarget& output, const Environment& environment) {
  if (arguments.budget == "comment") return MarkdownBudget::Comment;
  if (arguments.budget == "summary") return MarkdownBudget::Summary;
  if (arguments.budget == "none") return MarkdownBudget::None;
  const auto summary = environment.variable("GITHUB_STEP_SUMMARY");
  return summary && !output.file.empty() && output.file == *summary ? MarkdownBudget::Summary : MarkdownBudget::Comment;
}

std::string findings_in(const std::string& format, const Report& report, const ReportFilter& filter,
                        const std::string& whole) {
  report::FindingList list =
      report::findings_of(report, filter, format == "github" ? report::Repeats::Once : report::Repeats::Each);
  list.whole = whole;
  return report::write_findings(format, list);
}

/// The report in one format; what goes to standard output may stand in a job's log, where nothing in it may act.
std::string answer(const OutputTarget& output, const ReportArguments& arguments, const Report& report,
                   const std::string& whole, const Environment& environment) {
  const std::string& format = output.format;
  ReportFilter filter = report_filter(arguments.common, format);
  const bool folds = format == "markdown" || format == "html";
  if (folds && arguments.common.min_severity.empty()) filter.min_severity = Severity::Cosmetic;
  if (format == "text")
    return write_change_report(report, filter, terminal_style(arguments.common, output, environment));
  if (format == "markdown") return write_markdown(report, filter, {whole, budget_of(arguments, output, environment)});
  if (format == "html") return write_html(report, filter);
  const bool to_log = output.file.empty();
  const std::string text = format == "json"     ? write_json(report, filter)
                           : format == "ndjson" ? write_ndjson(report, filter)
                                                : findings_in(format, report, filter, whole);
  const bool is_json = format == "json" || format == "ndjson" || format == "sarif" || format == "codequality";
  return to_log && is_json ? report::log_json(text) : text;
}

Result<ExitStatus> run_report(const ReportArguments& arguments, const Context& context) {
  const auto outputs = output_targets(arguments.outputs, arguments.common, report_formats());
  if (!outputs) return std::unexpected(outputs.error());
  const Result<Request> request = requested(arguments, context.environment);
  if (!request) return std::unexpected(request.error());
  Result<Targets> targets = targets_of(*request, arguments.common, context);
  if (!targets) return std::unexpected(std::move(targets).error());
  if (auto usable = check_outputs(*outputs, targets->pairs, arguments.common, context.environment); !usable)
    return std::unexpected(usable.error());
  const Result<Report> report =
      compare_all(std::move(targets->pairs), diff_options(arguments.common, targets->settings), context);
  if (!report) return std::unexpected(report.error());
  const std::vector<std::string> files = whole_answers(*outputs);
  const std::string whole = files.empty() ? request->diff_command() : files.front();
  const auto make = [&](const OutputTarget& output) {
    return answer(output, arguments, *report, whole, context.environment);
  };
  if (auto written = write_outputs(*outputs, make, context); !written) return std::unexpected(written.error());
  return ExitStatus::Fine;
}

}  // namespace

Action add_report(CLI::App& program) {
  auto arguments = std::make_shared<ReportArguments>();
  CLI::App* const command = program.add_subcommand("report", "What a change of many documents comes to, for CI");
  command
      ->add_option("range", arguments->words,
                   "BASE..HEAD or BASE...HEAD (paths behind --). Nothing: in GitHub Actions and GitLab CI the job's "
                   "range, else the index with HEAD")
      ->type_name("REV..REV");
  command->add_flag("--staged,--cached", arguments->staged, "The index with HEAD");
  command
      ->add_option("-o,--output", arguments->outputs,
                   "Write to this file, in the format of its ending or as FORMAT:FILE; as often as wanted. - is "
                   "standard output")
      ->type_name("FILE")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command
      ->add_option("--markdown-budget", arguments->budget,
                   "How long Markdown may be: comment (65,000 characters), summary (1 MiB), none")
      ->check(CLI::IsMember({"comment", "summary", "none"}))
      ->type_name("BUDGET");
  add_format_options(*command, arguments->common, report_formats());
  add_comparison_options(*command, arguments->common);
  add_repository_option(*command, arguments->common);
  add_fetch_option(*command, arguments->common);
  return [arguments](const Context& context) { return run_report(*arguments, context); };
}

}  // namespace stet::cli
