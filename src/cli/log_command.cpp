// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <deque>
#include <memory>
#include <optional>

#include "cli/commands.hpp"
#include "cli/history_access.hpp"
#include "cli/output.hpp"
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
  std::optional<std::string> name;
  bool patch = false;
  bool counts = false;
};

/// What a version changed, as far as that is known or was asked for.
struct VersionChange {
  std::optional<Counts> counts;
  std::shared_ptr<const DocumentDiff> diff;  ///< With --patch.
};

/// What each version of one release changed.
class Changes {
 public:
  Changes(OpenHistory& opened, const Release& release, const LogArguments& arguments, const Context& context)
      : opened_(opened), release_(release), arguments_(arguments), context_(context) {}

  Result<void> prepare() {
    if (arguments_.patch) {
      auto diffs = opened_.history.diffs(release_, diff_options(arguments_.common, opened_.settings));
      if (!diffs) return std::unexpected(std::move(diffs).error());
      diffs_ = std::move(*diffs);
      return {};
    }
    auto counts = arguments_.counts ? opened_.history.counts(release_) : opened_.history.known_counts(release_);
    if (!counts) return std::unexpected(std::move(counts).error());
    counts_ = std::move(*counts);
    return {};
  }

  Result<VersionChange> at(std::size_t position) {
    const Version& version = release_.versions[position];
    if (!diffs_) return VersionChange{counts_[position], nullptr};
    if (version.withdrawn) return VersionChange();
    const Result<Source> source = read_version(*opened_.archive, release_, version, arguments_.common);
    if (!source) return std::unexpected(source.error());
    // The first version comes out of nothing: everything in it is added.
    const auto diff = diffs_->next(version, *source);
    if (!diff) return std::unexpected(diff.error());
    warn_of((*diff)->after, context_.streams);  // of the other side it was said when that was the newer one
    return VersionChange{Counts{(*diff)->summary, (*diff)->bounded}, *diff};
  }

  /// Once all were asked for.
  Result<void> finish() { return diffs_ ? opened_.history.keep(*diffs_) : Result<void>(); }

 private:
  OpenHistory& opened_;
  const Release& release_;
  const LogArguments& arguments_;
  const Context& context_;
  std::optional<VersionDiffs> diffs_;
  std::vector<std::optional<Counts>> counts_;
};

void write_json_version(report::JsonWriter& json, const Release& release, const Version& version,
                        const VersionChange& change, const LogArguments& arguments) {
  json.begin_object();
  report::write_version_fields(json, version, label_of(release, version), earlier_path(release, version));
  json.key("recorded").string(text::format_iso_time(version.recorded));
  json.key("source").string(version.source);
  json.key("note").string(version.note);
  if (version.same_text_as) json.key("same_text_as").number(*version.same_text_as);
  if (change.counts) {
    json.key("summary");
    report::write_summary(json, change.counts->summary, arguments.common.all);
    report::write_bounded(json, change.counts->bounded);
  }
  if (change.diff != nullptr) {
    json.key("changes");
    report::write_changes(json, *change.diff, report_filter(arguments.common, "json"));
  }
  json.end_object();
}

/// "version 2 · 2018-03-01T09:00:00Z · 1a2b3c4", then note, source, counts and changes below it.
std::string text_version(const Release& release, std::size_t position, const VersionChange& change,
                         const LogArguments& arguments, const Environment& environment) {
  const Version& version = release.versions[position];
  const bool is_first = position == 0;
  const std::string state = version.withdrawn ? "withdrawn" : fmt::format("version {}", version.number.value_or(0));
  std::string out =
      fmt::format("  {:<11} {}  {}\n", state, text::format_iso_time(version.published), version.commit.substr(0, 10));
  if (release.follows_renames && !is_first && release.versions[position - 1].path != version.path)
    out += fmt::format("    renamed from {}\n", text::printable(release.versions[position - 1].path));
  if (version.same_text_as) out += fmt::format("    the same text as version {}\n", *version.same_text_as);
  if (!version.note.empty()) out += fmt::format("    note: {}\n", text::printable(version.note));
  if (!version.source.empty()) out += fmt::format("    source: {}\n", text::printable(version.source));
  if (!change.counts || (is_first && !arguments.counts)) return out;
  const ReportFilter filter = report_filter(arguments.common, "text");
  out += fmt::format("    {}\n", change.diff != nullptr ? report::summary_in_words(*change.diff, filter)
                                                        : report::summary_in_words(change.counts->summary, filter));
  for (const std::string_view words : report::bounded_words(change.counts->bounded))
    out += fmt::format("    {}\n", words);
  if (change.diff == nullptr || is_first) return out;
  return out + report::changes_in_words(*change.diff, filter, terminal_style(arguments.common, {}, environment));
}

Result<void> write_json_release(report::JsonWriter& json, OpenHistory& opened, const Release& release,
                                const LogArguments& arguments, const Context& context) {
  json.begin_object().key("name").string(release.name).key("versions").begin_array();
  Changes changes(opened, release, arguments, context);
  if (auto prepared = changes.prepare(); !prepared) return prepared;
  for (std::size_t i = 0; i < release.versions.size(); ++i) {
    const auto change = changes.at(i);
    if (!change) return std::unexpected(change.error());
    write_json_version(json, release, release.versions[i], *change, arguments);
    json.pass_on();
  }
  json.end_array().end_object();
  return changes.finish();
}

void open_object(report::JsonWriter& json) {
  json.begin_object();
  report::write_head(json, "stet.log");
  json.key("releases").begin_array();
}

/// What is to be written, held in pieces until all of it is known to be there: a string that grows to so much would
/// take its memory twice.
using HeldPieces = std::deque<std::string>;

Result<HeldPieces> log_json(OpenHistory& opened, const std::vector<Release>& releases, const LogArguments& arguments,
                            const Context& context) {
  HeldPieces pieces;
  const ReportSink hold = [&](std::string_view piece) { pieces.emplace_back(piece); };
  std::string out;
  report::JsonWriter json(out, hold);
  open_object(json);
  for (const Release& release : releases)
    if (auto written = write_json_release(json, opened, release, arguments, context); !written)
      return std::unexpected(std::move(written).error());
  json.end_array().end_object();
  pieces.push_back(out += '\n');
  return pieces;
}

Result<HeldPieces> log_ndjson(OpenHistory& opened, const std::vector<Release>& releases, const LogArguments& arguments,
                              const Context& context) {
  HeldPieces pieces;
  const ReportSink hold = [&](std::string_view piece) { pieces.emplace_back(piece); };
  for (const Release& release : releases) {
    std::string out;
    report::JsonWriter json(out, hold);
    open_object(json);
    if (auto written = write_json_release(json, opened, release, arguments, context); !written)
      return std::unexpected(std::move(written).error());
    json.end_array().end_object();
    pieces.push_back(out += '\n');
  }
  return pieces;
}

Result<std::string> text_release(OpenHistory& opened, const Release& release, const LogArguments& arguments,
                                 const Context& context) {
  std::string out = text::printable(release.name) + '\n';
  Changes changes(opened, release, arguments, context);
  if (auto prepared = changes.prepare(); !prepared) return std::unexpected(std::move(prepared).error());
  for (std::size_t i = 0; i < release.versions.size(); ++i) {
    const auto change = changes.at(i);
    if (!change) return std::unexpected(change.error());
    out += text_version(release, i, *change, arguments, context.environment);
  }
  if (auto finished = changes.finish(); !finished) return std::unexpected(std::move(finished).error());
  return out;
}

Result<HeldPieces> log_text(OpenHistory& opened, const std::vector<Release>& releases, const LogArguments& arguments,
                            const Context& context) {
  HeldPieces pieces;
  for (const Release& release : releases) {
    auto text = text_release(opened, release, arguments, context);
    if (!text) return std::unexpected(std::move(text).error());
    pieces.push_back(pieces.empty() ? std::move(*text) : '\n' + *text);
  }
  if (pieces.empty()) pieces.emplace_back("No releases yet: `stet publish FILE --as NAME` records the first.\n");
  return pieces;
}

Result<ExitStatus> run_log(const LogArguments& arguments, const Context& context) {
  std::vector<std::string> words;
  if (arguments.name) words.push_back(*arguments.name);
  if (auto named = refuse_empty_words(words, context); !named) return std::unexpected(named.error());
  const std::size_t asked = words.size() + context.paths.size();
  if (arguments.common.follow && asked != 1) return std::unexpected(follows_one_document());
  if (asked > 1) return std::unexpected(usage_error("log takes one name, or none for all"));
  // For the changes of one document the versions of all others need not be known.
  const bool build = arguments.counts || (arguments.patch && asked == 0);
  auto opened = open_history(arguments.common, context, build);
  if (!opened) return std::unexpected(std::move(opened).error());
  const auto releases = named_releases(*opened, words, arguments.common, context);
  if (!releases) return std::unexpected(releases.error());
  const std::string& format = arguments.common.format;
  const auto write = format == "json" ? log_json : format == "ndjson" ? log_ndjson : log_text;
  const Result<HeldPieces> out = write(*opened, *releases, arguments, context);
  if (!out) return std::unexpected(out.error());
  warn_of(opened->history, context);
  const Result<void> done = emit_pieces([&](const ReportSink& sink) { std::ranges::for_each(*out, sink); }, "",
                                        format == "text", context.streams, context.environment);
  if (!done) return std::unexpected(done.error());
  return ExitStatus::Fine;
}

}  // namespace

Action add_log(CLI::App& program) {
  auto arguments = std::make_shared<LogArguments>();
  CLI::App* const command = program.add_subcommand("log", "The versions of a release, or of all, oldest first");
  // CLI11 would take an empty word for no word.
  const auto set_name = [arguments](const std::string& name) { arguments->name = name; };
  command->add_option_function<std::string>("name", set_name, "The release, or a document's path")->type_name("NAME");
  command->add_flag("-p,--patch", arguments->patch, "What changed in each version");
  command->add_flag("--counts", arguments->counts, "How many changes each version brought");
  add_follow_option(*command, arguments->common);
  add_format_options(*command, arguments->common, {"text", "json", "ndjson"});
  add_comparison_options(*command, arguments->common);
  add_index_options(*command, arguments->common);
  add_repository_option(*command, arguments->common);
  return [arguments](const Context& context) { return run_log(*arguments, context); };
}

}  // namespace stet::cli
