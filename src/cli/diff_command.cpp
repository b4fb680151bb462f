// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "cli/batch.hpp"
#include "cli/commands.hpp"
#include "cli/compare_all.hpp"
#include "cli/output.hpp"
#include "cli/project.hpp"
#include "cli/targets.hpp"

namespace stet::cli {
namespace {

struct DiffArguments {
  CommonOptions common;
  std::vector<std::string> words;
  bool staged = false;
  bool exit_code = false;
  bool quiet = false;
  bool batch = false;
};

Result<void> write(const Report& report, const CommonOptions& options, const OutputTarget& target,
                   const Context& context) {
  const ReportFilter filter = report_filter(options, target.format);
  const auto write_to = [&](const ReportSink& sink) {
    if (target.format == "json") {
      write_json(report, filter, sink);
    } else if (target.format == "ndjson") {
      write_ndjson(report, filter, sink);
    } else {
      write_terminal(report, filter, terminal_style(options, target, context.environment), sink);
    }
  };
  return emit_pieces(write_to, target.file, target.format == "text", context.streams, context.environment);
}

/// A report is not to be written over what it is about.
Result<void> check_target(const OutputTarget& target, const std::vector<std::string>& words) {
  std::error_code none;
  for (const std::string& word : words)
    if (!target.file.empty() && std::filesystem::equivalent(target.file, word, none))
      return failure(ErrorCode::InvalidInput, "is one of the texts: choose another file for --output", target.file);
  return {};
}

/// A change at or above --min-severity, which is `editorial` here unless it was given, whatever the format.
bool has_findings(const Report& report, const CommonOptions& options) {
  const ReportFilter filter = report_filter(options, "text");
  for (const DocumentReport& document : report.documents) {
    for (const Change& change : document.diff.changes)
      if (change.kind != ChangeKind::Unchanged && filter.shows(change)) return true;
    for (const MetadataChange& change : document.diff.metadata)
      if (change.severity >= filter.min_severity) return true;
  }
  return false;
}

/// Pairs from standard input; what says which texts to compare has no place beside it.
Result<ExitStatus> run_batch(const DiffArguments& arguments, const Context& context) {
  const CommonOptions& common = arguments.common;
  if (!arguments.words.empty() || arguments.staged || common.follow || context.had_separator)
    return std::unexpected(usage_error("--batch reads the pairs from standard input: name none here"));
  if (common.output || (common.format_given && common.format != "ndjson"))
    return std::unexpected(usage_error("--batch writes NDJSON to standard output: leave out --format and --output"));
  const auto settings = named_settings(common);
  if (!settings) return std::unexpected(settings.error());
  return run_batch(common, *settings, context);
}

Result<ExitStatus> run_diff(const DiffArguments& arguments, const Context& context) {
  if (arguments.batch) return run_batch(arguments, context);
  const Result<OutputTarget> target = output_target(arguments.common);
  if (!target) return std::unexpected(target.error());
  if (auto usable = check_target(*target, arguments.words); !usable) return std::unexpected(usable.error());
  Result<Targets> targets = resolve_targets(arguments.words, arguments.staged, arguments.common, context);
  if (!targets) return std::unexpected(std::move(targets).error());
  const auto compared = std::make_shared<const Result<Report>>(
      compare_all(std::move(targets->pairs), diff_options(arguments.common, targets->settings), context));
  if (context.environment.keep) context.environment.keep(compared);
  const Result<Report>& report = *compared;
  if (!report) return std::unexpected(report.error());
  if (!arguments.quiet) {
    const Result<void> done = write(*report, arguments.common, *target, context);
    if (!done) return std::unexpected(done.error());
  }
  return arguments.exit_code && has_findings(*report, arguments.common) ? ExitStatus::Findings : ExitStatus::Fine;
}

}  // namespace

Action add_diff(CLI::App& program) {
  auto arguments = std::make_shared<DiffArguments>();
  CLI::App* const command = program.add_subcommand("diff", "What changed in the wording between two versions");
  command
      ->add_option(
          "what", arguments->words,
          "Two files (- is standard input); or NAME, NAME@V, NAME@V1..V2 of an archive; or a git revision or range "
          "(paths behind --). Nothing: the working tree with HEAD")
      ->type_name("WHAT");
  command->add_flag("--staged,--cached", arguments->staged, "The index with HEAD");
  command->add_flag("--exit-code", arguments->exit_code, "Exit with 1 where a change is shown");
  command->add_flag("-q,--quiet", arguments->quiet, "Write nothing; with --exit-code the status says it");
  command->add_flag("--batch", arguments->batch, "Compare the pairs on standard input, one JSON object a line");
  add_follow_option(*command, arguments->common);
  add_format_options(*command, arguments->common, {"text", "json", "ndjson"});
  add_comparison_options(*command, arguments->common);
  add_repository_option(*command, arguments->common);
  add_fetch_option(*command, arguments->common);
  command->add_option("-o,--output", arguments->common.output, "Write to this file instead")
      ->type_name("FILE")
      ->expected(1);
  return [arguments](const Context& context) { return run_diff(*arguments, context); };
}

}  // namespace stet::cli
