// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/project.hpp"
#include "report/json_values.hpp"
#include "report/width.hpp"
#include "text/printable.hpp"

namespace stet::cli {
namespace {

/// "stet.toml:5", or where a value comes from that no file says.
std::string origin_of(const Setting& setting, const Settings& settings) {
  return setting.line == 0 ? std::string("default") : fmt::format("{}:{}", settings.place, setting.line);
}

std::string config_text(const Settings& settings) {
  std::string out = settings.place.empty() ? std::string("No stet.toml here or above: these are the defaults.\n\n")
                                           : fmt::format("Settings of {}:\n\n", text::printable(settings.place));
  std::size_t columns = 0;
  std::vector<std::string> lines;
  for (const Setting& setting : settings.in_force()) {
    lines.push_back(text::printable(fmt::format("{} = {}", setting.key, setting.value)));
    columns = std::max(columns, report::columns_of(std::string_view(lines.back())));
  }
  constexpr std::size_t kMostColumns = 60;
  columns = std::min(columns, kMostColumns);
  std::size_t i = 0;
  for (const Setting& setting : settings.in_force()) {
    const std::size_t used = report::columns_of(std::string_view(lines[i]));
    out += lines[i++] + std::string(used < columns ? columns - used : 0, ' ');
    out += fmt::format("  # {}\n", text::printable(origin_of(setting, settings)));
  }
  return out;
}

std::string config_json(const Settings& settings) {
  std::string out;
  report::JsonWriter json(out);
  json.begin_object();
  report::write_head(json, "stet.config");
  json.key("file").string_or_null(settings.place).key("settings").begin_array();
  for (const Setting& setting : settings.in_force()) {
    json.begin_object().key("key").string(setting.key).key("value").string(setting.value);
    json.key("origin").string(setting.line == 0 ? std::string("default") : settings.place).key("line");
    if (setting.line == 0)
      json.null();
    else
      json.number(setting.line);
    json.end_object();
  }
  json.end_array().end_object();
  return out += '\n';
}

Result<ExitStatus> run_config(const CommonOptions& options, const Context& context) {
  const auto repository = open_for_comparison(options, context.environment);
  if (!repository && options.config.empty()) return std::unexpected(repository.error());
  const auto settings = repository ? project_settings(options, *repository, "") : named_settings(options);
  if (!settings) return std::unexpected(settings.error());
  const bool for_person = options.format == "text";
  const auto done = emit(for_person ? config_text(*settings) : config_json(*settings), "", for_person, context.streams,
                         context.environment);
  if (!done) return std::unexpected(done.error());
  return ExitStatus::Fine;
}

}  // namespace

Action add_config(CLI::App& program) {
  auto options = std::make_shared<CommonOptions>();
  CLI::App* const command = program.add_subcommand("config", "The settings in force, and where each comes from");
  add_format_options(*command, *options, {"text", "json"});
  add_config_option(*command, *options);
  add_repository_option(*command, *options);
  return [options](const Context& context) { return run_config(*options, context); };
}

}  // namespace stet::cli
