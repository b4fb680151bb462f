// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "cli/check_output.hpp"
#include "cli/ci.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/outputs.hpp"
#include "cli/project.hpp"
#include "cli/targets.hpp"
#include "compare.hpp"
#include "report/escape.hpp"
#include "stet/policy.hpp"

namespace stet::cli {
namespace {

struct CheckArguments {
  CommonOptions common;
  std::vector<std::string> words;
  std::vector<std::string> outputs;
  bool staged = false;
  bool quiet = false;
};

/// What is checked.
struct Scope {
  std::string range;   ///< "A..B", "A...B"; empty for the index.
  std::string remedy;  ///< For a CI job's clone that lacks a side; empty where a person gave the range.
};

constexpr std::string_view kHowToStart =
    "\nNo policy is set, so nothing is held against these changes. To start one, write `stet.toml` in the root of the\n"
    "repository:\n\n"
    "    [published]\n"
    "    paths = [\"releases/**/*.md\"]     # what is published; without this line, every document\n\n"
    "    [rules]\n"
    "    silent-change = \"error\"          # a changed fact needs a correction note\n";

/// The range that was typed, else that of the CI job, else the index.
Result<Scope> scope_of(const CheckArguments& arguments, const Environment& environment) {
  if (arguments.words.size() > 1)
    return std::unexpected(usage_error("too many words: give one range, BASE..HEAD, and paths behind --"));
  if (arguments.words.empty()) {
    if (arguments.staged) return Scope{};
    auto range = ci_range(environment);
    if (!range) return std::unexpected(std::move(range).error());
    return *range ? Scope{(*range)->range, (*range)->remedy} : Scope{};
  }
  const std::string& word = arguments.words.front();
  if (arguments.staged)
    return std::unexpected(
        usage_error(fmt::format("--staged checks the index, '{}' a range: give one of the two", word)));
  if (word.find("..") == std::string::npos)
    return std::unexpected(usage_error(
        fmt::format("'{0}' is no range: `stet check {0}..HEAD` checks what came since, paths go behind --", word)));
  return Scope{word, ""};
}

/// The side whose policy holds in a bare repository.
Result<std::string> policy_commit(const Archive& repository, const std::string& range) {
  if (!repository.is_bare() || range.empty()) return std::string();
  const std::string after = range.substr(range.rfind("..") + 2);
  return after.empty() ? std::string() : commit_of(repository, after);
}

bool is_looked_at(const Policy& policy, const ChangedPath& path) {
  return !policy.is_set || concerns(policy, path.before_path) || concerns(policy, path.after_path);
}

/// What is known of a changed document besides its texts.
class Histories {
 public:
  Histories(const Archive& repository, const Policy& policy) : repository_(repository), policy_(policy) {}

  /// @param fetch  git may fetch what a shallow clone lacks.
  Result<void> prepare(const std::string& range, bool fetch) {
    if (!policy_.since.empty()) {
      auto since = commit_of(repository_, policy_.since);
      if (!since) return std::unexpected(since_error(std::move(since).error()));
      since_ = std::move(*since);
    }
    if (range.empty()) return {};
    auto found = trailers_in_range(repository_, range, "Correction", fetch);
    if (!found) return std::unexpected(std::move(found).error());
    trailers_ = std::move(found->trailers);
    is_cut_ = found->is_cut;
    return {};
  }

  /// Whether commits of the range are missing, with trailers that may be on them.
  [[nodiscard]] bool is_cut() const { return is_cut_; }

  Result<DocumentHistory> of(const ChangedPath& path) const {
    DocumentHistory history;
    if (!policy_.since.empty()) {
      const auto there =
          path.before_path.empty() ? std::optional<std::string>() : repository_.file(path.before_path, since_);
      if (!there) return std::unexpected(there.error());
      history.is_published = there->has_value();
    }
    history.has_note =
        std::ranges::any_of(trailers_, [&](const CommitTrailer& trailer) { return is_about(trailer, path); });
    return history;
  }

 private:
  /// A commit speaks of the documents that it changes; one that changes nothing the policy looks at, of all.
  [[nodiscard]] bool is_about(const CommitTrailer& trailer, const ChangedPath& path) const {
    const auto is_path = [&](const std::string& changed) {
      return changed == path.before_path || changed == path.after_path;
    };
    const auto is_concern = [&](const std::string& changed) { return concerns(policy_, changed); };
    return std::ranges::any_of(trailer.paths, is_path) || std::ranges::none_of(trailer.paths, is_concern);
  }

  Error since_error(Error error) const {
    error.message = fmt::format(
        "[published] since = \"{}\": {}; `git tag {}` at what is published makes it, `git fetch "
        "--tags` brings it",
        policy_.since, error.message, policy_.since);
    error.place = policy_.place;
    return error;
  }

  const Archive& repository_;
  const Policy& policy_;
  std::string since_;
  std::vector<CommitTrailer> trailers_;
  bool is_cut_ = false;
};

DocumentReport document_report(const ChangedPath& path, const RangeChanges& changes, DocumentDiff diff) {
  return {.name = path.after_path.empty() ? path.before_path : path.after_path,
          .before = {.label = changes.before_label,
                     .version = {},
                     .commit = changes.before_commit,
                     .path = path.before_path,
                     .published = ""},
          .after = {.label = changes.after_label,
                    .version = {},
                    .commit = changes.after_commit,
                    .path = path.after_path,
                    .published = ""},
          .diff = std::move(diff)};
}

Result<DocumentDiff> difference(const ChangedPath& path, const CommonOptions& options, const DiffOptions& comparison,
                                Shared& shared) {
  if (!path.before) return std::unexpected(path.before.error());
  if (!path.after) return std::unexpected(path.after.error());
  const auto type = requested_type(options);
  const auto typed = [&](const Source& source) { return type ? source.with_type(*type) : source; };
  auto compared = compare_sources(typed(*path.before), typed(*path.after), comparison, shared);
  if (!compared) return std::unexpected(std::move(compared).error());
  return std::move(compared->diff);
}

/// Compares what the policy looks at, and holds it against the policy.
Result<void> compare_and_check(Checked& checked, const RangeChanges& changes, const RangeRequest& request,
                               const Histories& histories, const Settings& settings, const CheckArguments& arguments,
                               const Context& context) {
  std::vector<DocumentHistory> known;
  const DiffOptions comparison = diff_options(arguments.common, settings);
  Shared shared(comparison.segment, changes.paths.size() > 1);
  for (const ChangedPath& path : changes.paths) {
    if (!is_looked_at(checked.policy, path)) continue;
    auto compared = difference(path, arguments.common, comparison, shared);
    const std::string name = path.after_path.empty() ? path.before_path : path.after_path;
    if (!compared) {
      const bool named =
          std::ranges::find(request.paths, name) != request.paths.end() || names_itself(checked.policy, name);
      if (named) return std::unexpected(std::move(compared).error());
      warn(name, fmt::format("cannot be checked: {}", compared.error().message), context.streams);
      checked.report.not_read.push_back({.path = name, .reason = compared.error().message});
      continue;
    }
    warn_of(compared->before, context.streams);
    warn_of(compared->after, context.streams);
    auto history = histories.of(path);
    if (!history) return std::unexpected(std::move(history).error());
    known.push_back(*history);
    checked.report.documents.push_back(document_report(path, changes, std::move(*compared)));
  }
  if (!checked.policy.is_set) return {};
  auto findings = check(checked.policy, checked.report, known, checked.now);
  if (!findings) return std::unexpected(std::move(findings).error());
  checked.findings = std::move(*findings);
  return {};
}

Result<Checked> run_policy(const CheckArguments& arguments, const Context& context) {
  const auto scope = scope_of(arguments, context.environment);
  if (!scope) return std::unexpected(scope.error());
  const std::string& range = scope->range;
  const auto repository = open_for_comparison(arguments.common, context.environment);
  if (!repository) return std::unexpected(repository.error());
  const auto commit = policy_commit(*repository, range);
  if (!commit) return std::unexpected(missing_in_clone(commit.error(), scope->remedy));
  const auto settings = project_settings(arguments.common, *repository, *commit);
  if (!settings) return std::unexpected(settings.error());
  Checked checked;
  checked.policy = settings->policy;
  checked.range = range;
  checked.now = context.environment.now;
  RangeRequest request{.range = range, .staged = range.empty(), .paths = {}};
  request.fetch = arguments.common.fetch;
  request.also_document = [&](std::string_view path) { return names_as_document(checked.policy, path); };
  for (const std::string& typed : context.paths) {
    auto path = repository_path(*repository, typed, arguments.common);
    if (!path) return std::unexpected(std::move(path).error());
    request.paths.push_back(std::move(*path));
  }
  const auto changes = changed_documents(*repository, request);
  if (!changes) return std::unexpected(missing_in_clone(changes.error(), scope->remedy));
  checked.before = changes->before_label;
  Histories histories(*repository, checked.policy);
  if (auto ready = histories.prepare(range, arguments.common.fetch); !ready)
    return std::unexpected(std::move(ready).error());
  if (histories.is_cut() && checked.policy.is_set)
    warn("",
         "this clone is shallow, so a Correction trailer on a commit that it lacks is not seen: --fetch lets git bring "
         "the rest",
         context.streams);
  auto done = compare_and_check(checked, *changes, request, histories, *settings, arguments, context);
  if (!done) return std::unexpected(std::move(done).error());
  return checked;
}

std::string text_answer(const Checked& checked, const CheckArguments& arguments, const OutputTarget& target,
                        const Context& context) {
  const TerminalStyle style = terminal_style(arguments.common, target, context.environment);
  if (checked.policy.is_set) return check_text(checked, style);
  return write_terminal(checked.report, report_filter(arguments.common, "text"), style) + std::string(kHowToStart);
}

std::string answer_in(const std::string& format, const Checked& checked) {
  if (format == "json") return check_json(checked);
  if (format == "ndjson") return check_ndjson(checked);
  if (format == "markdown") return check_markdown(checked);
  if (format == "html") return check_html(checked);
  return report::write_findings(format, check_findings(checked));
}

/// What goes to standard output may stand in a job's log, where nothing in it may act.
std::string answer(const OutputTarget& target, const Checked& checked, const CheckArguments& arguments,
                   const Context& context) {
  const std::string& format = target.format;
  const bool to_log = target.file.empty();
  if (format == "text") {
    const std::string text = text_answer(checked, arguments, target, context);
    return to_log ? report::log_text(text) : text;
  }
  const std::string text = answer_in(format, checked);
  const bool is_json = format == "json" || format == "ndjson" || format == "sarif" || format == "codequality";
  return to_log && is_json ? report::log_json(text) : text;
}

Result<ExitStatus> run_check(const CheckArguments& arguments, const Context& context) {
  const auto targets = output_targets(arguments.outputs, arguments.common, report_formats());
  if (!targets) return std::unexpected(targets.error());
  const auto checked = run_policy(arguments, context);
  if (!checked) return std::unexpected(checked.error());
  const bool for_person =
      std::ranges::any_of(*targets, [](const OutputTarget& target) { return target.format == "text"; });
  if (!checked->policy.is_set && !for_person && !arguments.quiet)
    warn("", "no policy is set, so nothing was held against the changes: `stet check` says how to start one",
         context.streams);
  if (!arguments.quiet) {
    // In a hook a pager would wait for a key that nobody presses.
    Environment without_pager = context.environment;
    without_pager.page = nullptr;
    const Context plain{context.streams, without_pager, context.paths, context.had_separator};
    const auto make = [&](const OutputTarget& target) { return answer(target, *checked, arguments, plain); };
    if (auto written = write_outputs(*targets, make, plain); !written)
      return std::unexpected(std::move(written).error());
  }
  return has_error(checked->findings) ? ExitStatus::Findings : ExitStatus::Fine;
}

}  // namespace

Action add_check(CLI::App& program) {
  auto arguments = std::make_shared<CheckArguments>();
  CLI::App* const command =
      program.add_subcommand("check", "Hold changes of published texts against the policy in stet.toml");
  command
      ->add_option("range", arguments->words,
                   "BASE..HEAD, or BASE...HEAD for what came since they parted (paths behind --)")
      ->type_name("REV..REV");
  command->add_flag("--staged,--cached", arguments->staged,
                    "The index with HEAD, as without a range outside of GitHub Actions and GitLab CI");
  command->add_flag("-q,--quiet", arguments->quiet, "Write nothing: the status says it");
  add_format_options(*command, arguments->common, report_formats());
  add_reading_options(*command, arguments->common);
  add_repository_option(*command, arguments->common);
  add_fetch_option(*command, arguments->common);
  command
      ->add_option("-o,--output", arguments->outputs,
                   "Write to this file, in the format of its ending or as FORMAT:FILE; as often as wanted. - is "
                   "standard output")
      ->type_name("FILE")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  return [arguments](const Context& context) { return run_check(*arguments, context); };
}

}  // namespace stet::cli
