// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.hpp"
#include "cli/history_access.hpp"
#include "cli/output.hpp"
#include "cli/targets.hpp"
#include "cli/versions.hpp"
#include "report/json_values.hpp"
#include "text/iso_time.hpp"
#include "text/printable.hpp"

namespace stet::cli {
namespace {

struct GrepArguments {
  CommonOptions common;
  PhraseQuery query;
  std::vector<std::string> names;
};

void write_span(report::JsonWriter& json, const Release& release, const PhraseSpan& span) {
  const auto write_at = [&](std::size_t version) {
    const Version& at = release.versions[version];
    report::write_version(json, at, label_of(release, at), earlier_path(release, at));
  };
  json.begin_object().key("from");
  write_at(span.from);
  json.key("until");
  if (span.until)
    write_at(*span.until);
  else
    json.null();
  json.key("sentences").begin_array();
  for (const PhraseSpan::Place& place : span.sentences)
    json.begin_object().key("index").number(place.index).key("text").utf8(place.text).end_object();
  json.end_array().end_object();
}

void write_release(report::JsonWriter& json, const PhraseHistory& history) {
  json.begin_object().key("name").string(history.release.name).key("spans").begin_array();
  for (const PhraseSpan& span : history.spans) write_span(json, history.release, span);
  json.end_array().end_object();
}

void open_object(report::JsonWriter& json, const GrepArguments& arguments) {
  json.begin_object();
  report::write_head(json, "stet.grep");
  json.key("phrase").string(arguments.query.text).key("releases").begin_array();
}

std::string grep_json(const std::vector<PhraseHistory>& found, const GrepArguments& arguments) {
  std::string out;
  report::JsonWriter json(out);
  open_object(json, arguments);
  for (const PhraseHistory& history : found) write_release(json, history);
  json.end_array().end_object();
  return out += '\n';
}

std::string grep_ndjson(const std::vector<PhraseHistory>& found, const GrepArguments& arguments) {
  std::string out;
  for (const PhraseHistory& history : found) {
    report::JsonWriter json(out);
    open_object(json, arguments);
    write_release(json, history);
    json.end_array().end_object();
    out += '\n';
  }
  return out;
}

/// "since @2 (2018-02-28)", "from @2 (2018-02-28, as old.md) until @5 (2018-04-01)", "… until it was withdrawn
/// (2018-04-01)".
std::string span_words(const Release& release, const PhraseSpan& span) {
  const auto dated = [&](std::size_t at) {
    const Version& version = release.versions[at];
    const std::string date = text::format_iso_date(version.published) + earlier_name_words(release, version);
    return version.number ? fmt::format("@{} ({})", *version.number, date) : fmt::format("it was withdrawn ({})", date);
  };
  if (!span.until) return "since " + dated(span.from);
  return fmt::format("from {} until {}", dated(span.from), dated(*span.until));
}

std::string grep_text(const std::vector<PhraseHistory>& found, const TerminalStyle& style) {
  std::string out;
  for (const PhraseHistory& history : found) {
    if (!out.empty()) out += '\n';
    out += text::printable(history.release.name) + '\n';
    for (const PhraseSpan& span : history.spans) {
      out += fmt::format("  {}\n", span_words(history.release, span));
      for (const PhraseSpan::Place& place : span.sentences) out += sentence_lines("    ", place.text, style);
    }
  }
  return out;
}

/// Where the phrase was, in all releases or in those that were named.
Result<std::vector<PhraseHistory>> find_phrase(OpenHistory& opened, const GrepArguments& arguments,
                                               const Context& context) {
  if (arguments.names.empty() && context.paths.empty()) return opened.history.grep(arguments.query);
  auto releases = named_releases(opened, arguments.names, arguments.common, context);
  if (!releases) return std::unexpected(std::move(releases).error());
  auto spans = opened.history.grep(*releases, arguments.query);
  if (!spans) return std::unexpected(std::move(spans).error());
  std::vector<PhraseHistory> found;
  for (std::size_t i = 0; i < releases->size(); ++i)
    if (!(*spans)[i].empty()) found.push_back({std::move((*releases)[i]), std::move((*spans)[i])});
  return found;
}

Result<ExitStatus> run_grep(const GrepArguments& arguments, const Context& context) {
  if (auto named = refuse_empty_words(arguments.names, context); !named) return std::unexpected(named.error());
  const std::size_t asked = arguments.names.size() + context.paths.size();
  if (arguments.common.follow && asked != 1) return std::unexpected(follows_one_document());
  auto opened = open_history(arguments.common, context, true);
  if (!opened) return std::unexpected(std::move(opened).error());
  const auto found = find_phrase(*opened, arguments, context);
  if (!found) return std::unexpected(found.error());
  warn_of(opened->history, context);
  const std::string& format = arguments.common.format;
  const std::string out = format == "json" ? grep_json(*found, arguments)
                          : format == "ndjson"
                              ? grep_ndjson(*found, arguments)
                              : grep_text(*found, terminal_style(arguments.common, {}, context.environment));
  const Result<void> done = emit(out, "", format == "text", context.streams, context.environment);
  if (!done) return std::unexpected(done.error());
  return found->empty() ? ExitStatus::Findings : ExitStatus::Fine;
}

}  // namespace

Action add_grep(CLI::App& program) {
  auto arguments = std::make_shared<GrepArguments>();
  CLI::App* const command = program.add_subcommand("grep", "When a phrase came and went");
  command->add_option("phrase", arguments->query.text, "The words, however they are wrapped and quoted")
      ->type_name("PHRASE")
      ->required();
  command->add_option("names", arguments->names, "Releases, or documents' paths (default: all)")->type_name("NAME");
  command->add_flag("-i,--ignore-case", arguments->query.ignore_case, "Upper and lower case are the same");
  command->add_flag("-w,--word", arguments->query.word, "It begins and ends where words do");
  command->add_flag("-E,--regex", arguments->query.regex,
                    "PHRASE is a regular expression (ICU's), held against a block's text with plain quotes and dashes");
  add_follow_option(*command, arguments->common);
  add_history_options(*command, arguments->common, {"text", "json", "ndjson"});
  return [arguments](const Context& context) { return run_grep(*arguments, context); };
}

}  // namespace stet::cli
