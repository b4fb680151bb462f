// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/project.hpp"
#include "cli/targets.hpp"
#include "cli/versions.hpp"
#include "report/json_values.hpp"
#include "report/terminal_parts.hpp"
#include "text/iso_time.hpp"
#include "text/printable.hpp"

namespace stet::cli {
namespace {

struct LogArguments {
  CommonOptions common;
  std::string name;
  bool patch = false;
  bool counts = false;
};

/// What became of the version before, where that was asked for.
using Compared = std::optional<DocumentDiff>;

/// The comparisons of one release's versions, each with the one before it; the text of each is read once.
class Comparer {
 public:
  Comparer(const Archive& archive, const Release& release, const LogArguments& arguments, const DiffOptions& options,
           const Context& context)
      : archive_(archive), release_(release), arguments_(arguments), options_(options), context_(context) {}

  Result<Compared> next(const Version& version) {
    if (version.withdrawn || (!arguments_.patch && !arguments_.counts)) return Compared();
    Result<Source> source = read_version(archive_, release_, version, arguments_.common);
    if (!source) return std::unexpected(std::move(source).error());
    // The first version comes out of nothing: everything in it is added.
    Result<DocumentDiff> compared = diff(last_, *source, options_);
    if (!compared) return std::unexpected(std::move(compared).error());
    warn_of(compared->after, context_.streams);  // of the other side it was said when that was the newer one
    last_ = std::move(*source);
    return Compared(std::move(*compared));
  }

 private:
  const Archive& archive_;
  const Release& release_;
  const LogArguments& arguments_;
  const DiffOptions& options_;
  const Context& context_;
  Source last_;
};

void write_json_version(report::JsonWriter& json, const Release& release, const Version& version,
                        const Compared& compared, const LogArguments& arguments) {
  json.begin_object();
  report::write_version_fields(json, version, label_of(release, version));
  json.key("recorded").string(text::format_iso_time(version.recorded));
  json.key("source").string(version.source);
  json.key("note").string(version.note);
  if (compared) {
    json.key("summary");
    report::write_summary(json, compared->summary, arguments.common.all);
    report::write_bounded(json, compared->bounded);
    if (arguments.patch) {
      json.key("changes");
      report::write_changes(json, *compared, report_filter(arguments.common, "json"));
    }
  }
  json.end_object();
}

/// "version 2 · 2018-03-01T09:00:00Z · 1a2b3c4", then note, source, counts and changes below it.
std::string text_version(const Version& version, const Compared& compared, const LogArguments& arguments,
                         const Environment& environment, bool is_first) {
  const std::string state = version.withdrawn ? "withdrawn" : fmt::format("version {}", version.number.value_or(0));
  std::string out =
      fmt::format("  {:<11} {}  {}\n", state, text::format_iso_time(version.published), version.commit.substr(0, 10));
  if (!version.note.empty()) out += fmt::format("    note: {}\n", text::printable(version.note));
  if (!version.source.empty()) out += fmt::format("    source: {}\n", text::printable(version.source));
  if (!compared || (is_first && !arguments.counts)) return out;
  out += fmt::format("    {}\n", report::summary_in_words(*compared, report_filter(arguments.common, "text")));
  for (const std::string_view words : report::bounded_words(compared->bounded)) out += fmt::format("    {}\n", words);
  if (!arguments.patch || is_first) return out;
  const ReportFilter filter = report_filter(arguments.common, "text");
  return out + report::changes_in_words(*compared, filter, terminal_style(arguments.common, {}, environment));
}

Result<std::vector<Release>> asked_for(const Archive& archive, const std::string& name) {
  if (name.empty()) return archive.releases();
  Result<Release> release = archive.release(name);
  if (!release) return std::unexpected(std::move(release).error());
  std::vector<Release> releases;
  releases.push_back(std::move(*release));
  return releases;
}

Result<std::string> log_json(const Archive& archive, const std::vector<Release>& releases,
                             const LogArguments& arguments, const DiffOptions& options, const Context& context) {
  std::string out;
  report::JsonWriter json(out);
  json.begin_object();
  report::write_head(json, "stet.log");
  json.key("releases").begin_array();
  for (const Release& release : releases) {
    json.begin_object().key("name").string(release.name).key("versions").begin_array();
    Comparer comparer(archive, release, arguments, options, context);
    for (const Version& version : release.versions) {
      const Result<Compared> compared = comparer.next(version);
      if (!compared) return std::unexpected(compared.error());
      write_json_version(json, release, version, *compared, arguments);
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
  out += '\n';
  return out;
}

Result<std::string> log_text(const Archive& archive, const std::vector<Release>& releases,
                             const LogArguments& arguments, const DiffOptions& options, const Context& context) {
  std::string out;
  for (const Release& release : releases) {
    if (!out.empty()) out += '\n';
    out += text::printable(release.name) + '\n';
    Comparer comparer(archive, release, arguments, options, context);
    bool is_first = true;
    for (const Version& version : release.versions) {
      const Result<Compared> compared = comparer.next(version);
      if (!compared) return std::unexpected(compared.error());
      out += text_version(version, *compared, arguments, context.environment, is_first);
      is_first = false;
    }
  }
  return out.empty() ? "No releases yet: `stet publish FILE --as NAME` records the first.\n" : out;
}

Result<ExitStatus> run_log(const LogArguments& arguments, const Context& context) {
  const Result<Archive> archive = Archive::open(repository_directory(arguments.common));
  if (!archive) return std::unexpected(archive.error());
  const Result<std::vector<Release>> releases = asked_for(*archive, arguments.name);
  if (!releases) return std::unexpected(releases.error());
  const Result<Settings> settings = project_settings(arguments.common, *archive, "");
  if (!settings) return std::unexpected(settings.error());
  const DiffOptions options = diff_options(arguments.common, *settings);
  const bool as_json = arguments.common.format == "json";
  const Result<std::string> out = as_json ? log_json(*archive, *releases, arguments, options, context)
                                          : log_text(*archive, *releases, arguments, options, context);
  if (!out) return std::unexpected(out.error());
  const Result<void> done = emit(*out, "", !as_json, context.streams, context.environment);
  if (!done) return std::unexpected(done.error());
  return ExitStatus::Fine;
}

}  // namespace

Action add_log(CLI::App& program) {
  auto arguments = std::make_shared<LogArguments>();
  CLI::App* const command = program.add_subcommand("log", "The versions of a release, or of all, oldest first");
  command->add_option("name", arguments->name, "The release, or a document's path")->type_name("NAME");
  command->add_flag("-p,--patch", arguments->patch, "What changed in each version");
  command->add_flag("--counts", arguments->counts, "How many changes each version brought");
  add_format_options(*command, arguments->common, {"text", "json"});
  add_comparison_options(*command, arguments->common);
  add_repository_option(*command, arguments->common);
  return [arguments](const Context& context) { return run_log(*arguments, context); };
}

}  // namespace stet::cli
