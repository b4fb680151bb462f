// SPDX-License-Identifier: Apache-2.0
#include "cli/completions.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>

namespace stet::cli {
namespace {

/// What words of a type name mean; the first that fits, by its beginning.
struct Meaning {
  std::string_view type;
  Offered offered;
};
constexpr std::array kMeanings = {
    Meaning{"FILE", Offered::Files},    Meaning{"PATH", Offered::Files},     Meaning{"DIR", Offered::Folders},
    Meaning{"REPO", Offered::Folders},  Meaning{"REMOTE", Offered::Folders}, Meaning{"NAME", Offered::Releases},
    Meaning{"REV", Offered::Revisions}, Meaning{"WHAT", Offered::Anything},
};

/// "FORMAT:{text,json}" has text and json.
std::vector<std::string> values_of(const std::string& type) {
  std::vector<std::string> values;
  const std::size_t open = type.find('{');
  const std::size_t close = type.rfind('}');
  if (open == std::string::npos || close == std::string::npos || close < open) return values;
  for (std::size_t at = open + 1; at < close;) {
    const std::size_t end = std::min(type.find(',', at), close);
    values.push_back(type.substr(at, end - at));
    at = end + 1;
  }
  return values;
}

CompletedOption described(const CLI::Option& option) {
  CompletedOption completed;
  for (const std::string& name : option.get_snames()) completed.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) completed.names.push_back("--" + name);
  completed.description = option.get_description();
  completed.takes_value = option.get_items_expected_max() > 0;
  completed.is_list = option.get_delimiter() == ',';
  if (!completed.takes_value) return completed;
  const std::string type = option.get_type_name();
  completed.values = values_of(type);
  if (!completed.values.empty()) {
    completed.offered = Offered::Values;
    return completed;
  }
  for (const Meaning& meaning : kMeanings)
    if (completed.offered == Offered::Nothing && type.starts_with(meaning.type)) completed.offered = meaning.offered;
  return completed;
}

void add(std::vector<CompletedCommand>& commands, const CLI::App& app, const std::string& words) {
  CompletedCommand command;
  command.words = words;
  command.description = app.get_description();
  for (const CLI::Option* const option : app.get_options()) {
    CompletedOption completed = described(*option);
    (completed.names.empty() ? command.places : command.options).push_back(std::move(completed));
  }
  const std::vector<const CLI::App*> subcommands = app.get_subcommands([](const CLI::App*) { return true; });
  for (const CLI::App* const subcommand : subcommands) command.subcommands.push_back(subcommand->get_name());
  commands.push_back(std::move(command));
  for (const CLI::App* const subcommand : subcommands)
    add(commands, *subcommand, words + (words.empty() ? "" : " ") + subcommand->get_name());
}

}  // namespace

std::vector<CompletedCommand> completed_commands(const CLI::App& program) {
  std::vector<CompletedCommand> commands;
  add(commands, program, "");
  return commands;
}

std::string_view last_word(const CompletedCommand& command) {
  const std::string_view words = command.words;
  return words.substr(words.rfind(' ') + 1);
}

std::string in_single_quotes(std::string_view text) {
  std::string quoted = "'";
  for (const char byte : text) quoted += byte == '\'' ? std::string("'\\''") : std::string(1, byte);
  return quoted + "'";
}

}  // namespace stet::cli
