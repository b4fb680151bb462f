// SPDX-License-Identifier: Apache-2.0
#include "cli/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>

namespace stet::cli {
namespace {

constexpr std::array kKinds = {ChangeKind::Unchanged, ChangeKind::Reworded, ChangeKind::Split,  ChangeKind::Merged,
                               ChangeKind::Moved,     ChangeKind::Added,    ChangeKind::Removed};
constexpr std::array kShownSeverities = {Severity::Cosmetic, Severity::Editorial, Severity::Substantive};

std::vector<Category> all_categories() {
  std::vector<Category> categories;
  for (std::size_t i = 0; i < kCategories; ++i) categories.push_back(static_cast<Category>(i));
  return categories;
}

template <class Values>
std::vector<std::string> names_of(const Values& values) {
  std::vector<std::string> names;
  for (const auto value : values) names.emplace_back(name_of(value));
  return names;
}

template <class Values>
auto value_named(const Values& values, const std::string& name) {
  return *std::ranges::find_if(values, [&](auto value) { return name_of(value) == name; });
}

}  // namespace

void add_repository_option(CLI::App& command, CommonOptions& options) {
  command.add_option("--repo", options.repository, "The git repository, or a folder inside it")->type_name("DIR");
}

void add_fetch_option(CLI::App& command, CommonOptions& options) {
  command.add_flag("--fetch", options.fetch,
                   "Let git fetch what a shallow or partial clone lacks; without it no network is used");
}

void add_follow_option(CLI::App& command, CommonOptions& options) {
  command.add_flag("--follow", options.follow, "On under the names that the document had before it was renamed");
}

void add_format_options(CLI::App& command, CommonOptions& options, const std::vector<std::string>& formats) {
  command.add_option("--format", options.format, "How to write it")
      ->check(CLI::IsMember(formats))
      ->type_name("FORMAT")
      ->each([&options](const std::string&) { options.format_given = true; });
  add_colour_option(command, options);
}

void add_colour_option(CLI::App& command, CommonOptions& options) {
  command.add_option("--color", options.color, "Colour: auto, always, never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN");
}

void add_reading_options(CLI::App& command, CommonOptions& options) {
  command.add_option("--lang", options.language, "Language of the texts, such as en or pt-BR")->type_name("TAG");
  command.add_option("--type", options.type, "Read the texts as this, whatever their names say")
      ->check(CLI::IsMember({"text", "markdown"}))
      ->type_name("TYPE");
  command.add_option("--segment", options.segment, "What is a unit: sentence, line, paragraph")
      ->check(CLI::IsMember({"sentence", "line", "paragraph"}))
      ->type_name("UNIT");
  add_config_option(command, options);
}

void add_comparison_options(CLI::App& command, CommonOptions& options) {
  add_reading_options(command, options);
  command.add_option("--ignore", options.ignore, "Leave out changes of these categories alone")
      ->delimiter(',')
      ->check(CLI::IsMember(names_of(all_categories())))
      ->type_name("CATEGORY,…")
      ->allow_extra_args(false);
  command.add_option("--only", options.only, "Show changes of these kinds alone")
      ->delimiter(',')
      ->check(CLI::IsMember(names_of(kKinds)))
      ->type_name("KIND,…")
      ->allow_extra_args(false);
  command.add_option("--min-severity", options.min_severity, "Show changes from this severity on")
      ->check(CLI::IsMember(names_of(kShownSeverities)))
      ->type_name("SEVERITY");
  command.add_flag("--all", options.all, "Unchanged sentences too");
  command.add_flag("--explain", options.explain, "Say of each change why its sentences were matched");
}

void add_index_options(CLI::App& command, CommonOptions& options) {
  command.add_flag("--no-index", options.no_index, "Answer without the index, and write none");
  command.add_flag("-q,--quiet", options.quiet, "No progress");
  command.add_option("--progress", options.progress, "Progress on standard error: auto, always, never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN");
}

void add_config_option(CLI::App& command, CommonOptions& options) {
  command.add_option("--config", options.config, "Settings to use instead of the repository's stet.toml")
      ->type_name("FILE");
}

DiffOptions diff_options(const CommonOptions& options, const Settings& settings) {
  DiffOptions diff;
  diff.segment.words = settings.words;
  diff.segment.language = options.language;
  diff.segment.unit = options.segment == "line"        ? SegmentUnit::Line
                      : options.segment == "paragraph" ? SegmentUnit::Paragraph
                                                       : SegmentUnit::Sentence;
  diff.all = options.all;
  diff.explain = options.explain;
  return diff;
}

ReportFilter report_filter(const CommonOptions& options, std::string_view format) {
  ReportFilter filter;
  const bool for_programs = format == "json" || format == "ndjson";
  filter.min_severity = for_programs ? Severity::Cosmetic : Severity::Editorial;
  if (!options.min_severity.empty()) filter.min_severity = value_named(kShownSeverities, options.min_severity);
  for (const std::string& name : options.only) filter.only.push_back(value_named(kKinds, name));
  for (const std::string& name : options.ignore) filter.ignore.insert(value_named(all_categories(), name));
  filter.all = options.all;
  filter.explain = options.explain;
  return filter;
}

TerminalStyle terminal_style(const CommonOptions& options, const OutputTarget& target, const Environment& environment) {
  TerminalStyle style;
  // A pager that git started shows colours, though standard output is a pipe.
  const bool shows_colour = environment.out_is_terminal || environment.variable("GIT_PAGER_IN_USE").has_value();
  const bool wanted = shows_colour && environment.variable("NO_COLOR").value_or("").empty() &&
                      environment.variable("TERM").value_or("") != "dumb";
  style.colour = options.color == "always" || (options.color == "auto" && wanted && target.file.empty());
  style.width = environment.width;
  return style;
}

Result<OutputTarget> output_target(const CommonOptions& options) {
  constexpr std::array<std::string_view, 3> kWritten = {"text", "json", "ndjson"};
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kEndings = {
      {{".txt", "text"}, {".json", "json"}, {".ndjson", "ndjson"}}};
  constexpr std::array<std::string_view, 10> kOthers = {
      ".md", ".html", ".sarif", ".xml", "markdown:", "html:", "sarif:", "junit:", "codequality:", "github:"};
  OutputTarget target{options.format, options.output.value_or("-")};
  if (target.file.empty()) return failure(ErrorCode::InvalidInput, "--output names no file");
  for (const std::string_view format : kWritten) {
    if (!target.file.starts_with(fmt::format("{}:", format))) continue;
    target = {std::string(format), target.file.substr(format.size() + 1)};
    if (target.file.empty()) return failure(ErrorCode::InvalidInput, "--output names no file");
    return target;
  }
  for (const std::string_view other : kOthers)
    if (!options.format_given && (other.front() == '.' ? target.file.ends_with(other) : target.file.starts_with(other)))
      return failure(ErrorCode::Unsupported, "is of a kind that is not written here: .txt, .json and .ndjson are",
                     target.file);
  for (const auto& [ending, format] : kEndings)
    if (!options.format_given && target.file.ends_with(ending)) target.format = format;
  if (target.file == "-") target.file.clear();
  return target;
}

std::optional<TextType> requested_type(const CommonOptions& options) {
  if (options.type.empty()) return std::nullopt;
  return options.type == "markdown" ? TextType::Markdown : TextType::Plain;
}

std::string repository_directory(const CommonOptions& options) {
  return options.repository.empty() ? "." : options.repository;
}

}  // namespace stet::cli
