// SPDX-License-Identifier: Apache-2.0
#include "cli/history_access.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/project.hpp"
#include "cli/targets.hpp"
#include "report/flow.hpp"
#include "report/width.hpp"

namespace stet::cli {
namespace {

/// As the XDG base directory specification has it; empty where the environment names no home.
std::string cache_directory(const Environment& environment) {
  const std::string cache = environment.variable("XDG_CACHE_HOME").value_or("");
  if (cache.starts_with('/')) return cache;
  const std::string home = environment.variable("HOME").value_or("");
  return home.empty() ? home : home + "/.cache";
}

/// Shows how many releases were followed, until all are.
HistoryProgress progress_line(const CommonOptions& options, const Context& context) {
  const Shown shown = progress_shown(options.progress, options.quiet, context.environment);
  auto progress = std::make_shared<Progress>("releases", shown, context.streams);
  return [progress](std::size_t done, std::size_t all) mutable {
    if (!progress) return;
    progress->show(done, all);
    if (done == all) progress.reset();
  };
}

/// What stood behind `--`, as the repository names it.
Result<std::vector<std::string>> names_behind_separator(const Archive& archive, const CommonOptions& options,
                                                        const Context& context) {
  if (archive.is_archive()) return context.paths;
  std::vector<std::string> names;
  for (const std::string& typed : context.paths) {
    Result<std::string> path = repository_path(archive, typed, options);
    if (!path) return std::unexpected(std::move(path).error());
    while (path->ends_with('/')) path->pop_back();
    if (path->empty() || *path == ".")
      return std::unexpected(Error{.code = ErrorCode::NotFound,
                                   .message = fmt::format("'{}' is a folder: name a document in it", typed),
                                   .place = ""});
    names.push_back(std::move(*path));
  }
  return names;
}

}  // namespace

Result<OpenHistory> open_history(const CommonOptions& options, const Context& context, bool build) {
  auto opened = open_repository(options, context.environment);
  if (!opened) return std::unexpected(std::move(opened).error());
  auto archive = std::make_unique<Archive>(std::move(*opened));
  auto settings = project_settings(options, *archive, "");
  if (!settings) return std::unexpected(std::move(settings).error());
  warn_of_follow(*archive, options, context);
  // What was learnt from a part of a history would stay in the index when the rest comes.
  const bool is_shallow = archive->is_shallow();
  if (is_shallow)
    warn("",
         "this clone is shallow, so versions before its oldest commit are missing: `git fetch --unshallow` brings them",
         context.streams);
  HistoryOptions history{.segment = diff_options(options, *settings).segment,
                         .type = requested_type(options),
                         .use_index = !options.no_index && !is_shallow,
                         .build_index = build,
                         .cache_directory = cache_directory(context.environment),
                         .progress = progress_line(options, context)};
  History over = History::open(*archive, history);
  return OpenHistory{std::move(archive), std::move(over), std::move(*settings)};
}

Result<NamedVersion> find_version(OpenHistory& opened, const std::string& word, const CommonOptions& options) {
  std::string selector;
  const auto lookup = [&](const std::string& name) { return opened.history.release(name, options.follow); };
  auto release = find_release(*opened.archive, lookup, word, selector, options);
  if (!release) return std::unexpected(std::move(release).error());
  auto version = Archive::select(*release, selector);
  if (!version) return std::unexpected(std::move(version).error());
  return NamedVersion{std::move(*release), std::move(*version), !selector.empty()};
}

Result<std::vector<Release>> named_releases(OpenHistory& opened, const std::vector<std::string>& words,
                                            const CommonOptions& options, const Context& context) {
  const auto more = names_behind_separator(*opened.archive, options, context);
  if (!more) return std::unexpected(more.error());
  if (words.empty() && more->empty()) return opened.history.releases();
  std::vector<Release> releases;
  const auto take = [&](const std::vector<std::string>& names) -> Result<void> {
    Result<Release> release = opened.history.release(names.front(), options.follow);
    if (!release && release.error().code == ErrorCode::NotFound && names.size() > 1)
      if (auto here = opened.history.release(names.back(), options.follow)) release = std::move(here);
    if (!release) return std::unexpected(std::move(release).error());
    releases.push_back(std::move(*release));
    return {};
  };
  for (const std::string& word : words) {
    const auto names = names_here(*opened.archive, word, options);
    if (!names) return std::unexpected(names.error());
    if (auto taken = take(*names); !taken) return std::unexpected(std::move(taken).error());
  }
  for (const std::string& name : *more)
    if (auto taken = take({name}); !taken) return std::unexpected(std::move(taken).error());
  return releases;
}

void add_history_options(CLI::App& command, CommonOptions& options, const std::vector<std::string>& formats) {
  add_format_options(command, options, formats);
  command.add_option("--lang", options.language, "Language of the texts, such as en or pt-BR")->type_name("TAG");
  command.add_option("--type", options.type, "Read the texts as this, whatever their names say")
      ->check(CLI::IsMember({"text", "markdown"}))
      ->type_name("TYPE");
  add_config_option(command, options);
  add_index_options(command, options);
  add_repository_option(command, options);
}

Error follows_one_document() { return usage_error("--follow tells the history of one document: give the path of one"); }

void warn_of(const History& history, const Context& context) {
  for (const std::string& complaint : history.complaints())
    warn("", complaint + ": answered without it", context.streams);
}

std::string sentence_lines(const std::string& first, std::string_view text, const TerminalStyle& style) {
  report::Flow flow;
  flow.add(report::Role::Plain, text);
  std::string out;
  report::append_lines(out, flow,
                       {.first = first,
                        .first_role = report::Role::Detail,
                        .indent = report::columns_of(std::string_view(first)),
                        .width = style.width},
                       report::Palette(style.colour));
  return out;
}

}  // namespace stet::cli
