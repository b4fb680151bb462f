// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <span>

#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/project.hpp"
#include "report/json_values.hpp"
#include "stet/history.hpp"
#include "stet/verify.hpp"
#include "text/printable.hpp"

namespace stet::cli {
namespace {

struct VerifyArguments {
  CommonOptions common;
  std::vector<std::string> names;
  bool quiet = false;
  std::string progress = "auto";
};

/// How far each step is, one after the other.
class StepProgress {
 public:
  StepProgress(Shown shown, const Streams& streams) : shown_(shown), streams_(streams) {}
  void show(std::string_view step, std::size_t done, std::size_t total) {
    if (step != step_) {
      step_ = step;
      progress_.emplace(step_, shown_, streams_);
    }
    progress_->show(done, total);
  }

 private:
  Shown shown_;
  const Streams& streams_;
  std::string step_;
  std::optional<Progress> progress_;
};

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

/// "12 objects, 2 releases with 5 versions"
std::string what_was_checked(const Verification& verification) {
  std::string text;
  if (verification.objects > 0) text = counted(verification.objects, "object", "objects");
  if (!verification.is_archive) return text.empty() ? "no object" : text;
  if (!text.empty()) text += ", ";
  return text + fmt::format("{} with {}", counted(verification.releases, "release", "releases"),
                            counted(verification.versions, "version", "versions"));
}

std::string verification_text(const Verification& verification) {
  std::string out;
  const auto add = [&](const Problem& problem, std::string_view what_follows) {
    out += fmt::format("{}: {}\n    {}\n    {}: {}\n", problem.code, text::printable(problem.where),
                       text::printable(problem.message), what_follows, text::printable(problem.remedy));
  };
  for (const Problem& problem : verification.problems) add(problem, "to mend it");
  for (const Problem& note : verification.notes) add(note, "no problem");
  if (!out.empty()) out += '\n';
  out += fmt::format(
      "Checked {}: {}.\n", what_was_checked(verification),
      verification.problems.empty() ? "no problem" : counted(verification.problems.size(), "problem", "problems"));
  if (!verification.is_archive) out += "This repository is no archive, so only its objects were checked.\n";
  return out;
}

void write_problems(report::JsonWriter& json, std::span<const Problem> problems) {
  json.begin_array();
  for (const Problem& problem : problems) {
    json.begin_object();
    json.key("code").string(problem.code);
    json.key("where").string(problem.where);
    json.key("message").string(problem.message);
    json.key("remedy").string(problem.remedy);
    json.end_object();
  }
  json.end_array();
}

void write_verification(std::string& out, const Verification& verification, std::span<const Problem> problems) {
  report::JsonWriter json(out);
  json.begin_object();
  report::write_head(json, "stet.verify");
  json.key("ok").boolean(verification.problems.empty());
  json.key("archive").boolean(verification.is_archive);
  json.key("checked").begin_object();
  json.key("objects").number(verification.objects);
  json.key("releases").number(verification.releases);
  json.key("versions").number(verification.versions);
  json.end_object();
  json.key("problems");
  write_problems(json, problems);
  json.key("notes");
  write_problems(json, verification.notes);
  json.end_object();
  out += '\n';
}

/// One object, or for NDJSON one for each problem; one all the same where there is none.
std::string verification_json(const Verification& verification, bool by_line) {
  std::string out;
  const std::span<const Problem> problems = verification.problems;
  if (!by_line || problems.empty()) {
    write_verification(out, verification, problems);
  } else {
    for (std::size_t i = 0; i < problems.size(); ++i) write_verification(out, verification, problems.subspan(i, 1));
  }
  return out;
}

Result<ExitStatus> run_verify(const VerifyArguments& arguments, const Context& context) {
  const Result<Archive> archive = open_repository(arguments.common, context.environment);
  if (!archive) return std::unexpected(archive.error());
  VerifyRequest request;
  request.names = arguments.names;
  request.now = context.environment.now;
  if (arguments.names.empty()) request.further.emplace_back(History::check_index);
  Result<Verification> verification;
  {
    StepProgress progress(progress_shown(arguments.progress, arguments.quiet, context.environment), context.streams);
    request.progress = [&](std::string_view step, std::size_t done, std::size_t total) {
      progress.show(step, done, total);
    };
    verification = verify(*archive, request);
  }
  if (!verification) return std::unexpected(verification.error());
  const ExitStatus status = verification->problems.empty() ? ExitStatus::Fine : ExitStatus::Findings;
  const bool as_text = arguments.common.format == "text";
  if (as_text && arguments.quiet) return status;
  const std::string out = as_text ? verification_text(*verification)
                                  : verification_json(*verification, arguments.common.format == "ndjson");
  const Result<void> done = emit(out, "", as_text, context.streams, context.environment);
  if (!done) return std::unexpected(done.error());
  return status;
}

}  // namespace

Action add_verify(CLI::App& program) {
  auto arguments = std::make_shared<VerifyArguments>();
  CLI::App* const command = program.add_subcommand("verify", "Check an archive's integrity, end to end");
  command->add_option("names", arguments->names, "Releases to check (default: everything)")->type_name("NAME");
  command->add_flag("-q,--quiet", arguments->quiet, "Say nothing; the exit status tells");
  command->add_option("--progress", arguments->progress, "Say how far it is: auto, always, never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN");
  add_format_options(*command, arguments->common, {"text", "json", "ndjson"});
  add_repository_option(*command, arguments->common);
  return [arguments](const Context& context) { return run_verify(*arguments, context); };
}

}  // namespace stet::cli
