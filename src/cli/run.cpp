// SPDX-License-Identifier: Apache-2.0
#include "cli/run.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdint>
#include <iterator>
#include <ostream>
#include <span>

#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "text/nearest.hpp"

namespace stet::cli {
namespace {

constexpr const char* kDescription =
    "What changed in the wording of a published text, sentence by sentence, and whether it matters.";

/// What may stand behind `--`.
enum class Behind : std::uint8_t { Nothing, Paths };

struct Command {
  CLI::App* app;
  Action action;
  Behind behind;
};

struct CommandEntry {
  std::string_view name;
  Action (*add)(CLI::App& program);
  Behind behind = Behind::Nothing;
};

/// In the order of the help.
constexpr CommandEntry kCommands[] = {{"diff", add_diff, Behind::Paths},
                                      {"report", add_report, Behind::Paths},
                                      {"segment", add_segment, Behind::Paths},
                                      {"init", add_init},
                                      {"publish", add_publish},
                                      {"list", add_list},
                                      {"log", add_log, Behind::Paths},
                                      {"show", add_show},
                                      {"blame", add_blame},
                                      {"trace", add_trace},
                                      {"grep", add_grep, Behind::Paths},
                                      {"verify", add_verify},
                                      {"sync", add_sync},
                                      {"import", add_import, Behind::Paths},
                                      {"check", add_check, Behind::Paths},
                                      {"config", add_config},
                                      {"hook", add_hook},
                                      {"git", add_git, Behind::Paths},
                                      {"completions", add_completions}};

/// Adds the command that the first word names, or all of them where it names none. Describing every option of every
/// command costs more than comparing two short texts.
std::vector<Command> add_commands(CLI::App& program, std::span<const std::string> words) {
  constexpr std::string_view kNeedsAll = "completions";  // it writes down the others
  const auto* const named = words.empty() || words.front() == kNeedsAll
                                ? std::end(kCommands)
                                : std::ranges::find(kCommands, words.front(), &CommandEntry::name);
  std::vector<Command> commands;
  for (const CommandEntry& entry : kCommands) {
    if (named != std::end(kCommands) && entry.name != named->name) continue;
    Action action = entry.add(program);
    commands.push_back({program.get_subcommands({}).back(), std::move(action), entry.behind});
  }
  return commands;
}

/// The arguments before `--`, and those behind it. CLI11 2.1 would hand what follows to the parent command.
struct SplitArguments {
  std::vector<std::string> words;
  std::vector<std::string> paths;
  bool had_separator = false;
};

SplitArguments split_at_separator(std::span<const std::string> arguments) {
  SplitArguments split;
  const auto separator = std::ranges::find(arguments, "--");
  split.words.assign(arguments.begin(), separator);
  split.had_separator = separator != arguments.end();
  if (split.had_separator) split.paths.assign(separator + 1, arguments.end());
  return split;
}

/// CLI11 speaks in several lines here and there; a message of ours is one.
std::string one_line(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  while (!text.empty() && (text.back() == ' ' || text.back() == '.')) text.pop_back();
  return text;
}

Error unknown_command(const std::string& word, const std::vector<Command>& commands) {
  std::vector<std::string> names;
  for (const Command& command : commands) names.push_back(command.app->get_name());
  const std::string near = text::nearest(word, names);
  const std::string hint = near.empty() ? "" : fmt::format("did you mean 'stet {}'? ", near);
  return usage_error(fmt::format("there is no command '{}': {}`stet --help` lists them", word, hint));
}

/// What CLI11 found wrong, and where the way to write it is shown.
Error misuse(const CLI::ParseError& error, std::string_view command) {
  std::string message = one_line(error.what());
  if (message.starts_with("The ")) message.front() = 't';
  return usage_error(fmt::format("{}: `stet {}{}--help` shows how", message, command, command.empty() ? "" : " "));
}

ExitStatus say(const std::string& text, const Streams& streams) {
  const Result<void> done = stream([&](const ReportSink& sink) { sink(text); }, streams);
  return done ? ExitStatus::Fine : trouble(done.error(), streams);
}

ExitStatus run_chosen(const std::vector<Command>& commands, SplitArguments arguments, const Streams& streams,
                      const Environment& environment) {
  for (const Command& command : commands) {
    if (!command.app->parsed()) continue;
    if (command.behind == Behind::Nothing && !arguments.paths.empty())
      return trouble(usage_error(fmt::format("{} takes nothing behind '--': `stet {} --help` shows how",
                                             command.app->get_name(), command.app->get_name())),
                     streams);
    const Context context{streams, environment, std::move(arguments.paths), arguments.had_separator};
    const Result<ExitStatus> status = command.action(context);
    return status ? *status : trouble(status.error(), streams);
  }
  return trouble(usage_error("no command given: `stet --help` lists them"), streams);
}

}  // namespace

ExitStatus run(std::span<const std::string> arguments, const Streams& streams, const Environment& environment) {
  CLI::App program(kDescription, "stet");
  program.set_version_flag("--version", "stet " STET_VERSION);
  program.set_help_flag("-h,--help", "Show this help");
  program.require_subcommand(0, 1);
  SplitArguments split = split_at_separator(arguments);
  const std::vector<Command> commands = add_commands(program, split.words);
  const auto is_command = [&](const Command& command) { return command.app->get_name() == split.words.front(); };
  if (!split.words.empty() && !split.words.front().starts_with('-') && std::ranges::none_of(commands, is_command))
    return trouble(unknown_command(split.words.front(), commands), streams);
  try {
    std::vector<std::string> reversed(split.words.rbegin(), split.words.rend());
    program.parse(std::move(reversed));
  } catch (const CLI::CallForHelp&) {
    return say(program.help(), streams);
  } catch (const CLI::CallForVersion& version) {
    return say(fmt::format("{}\n", version.what()), streams);
  } catch (const CLI::ParseError& error) {
    const bool known = !split.words.empty() && std::ranges::any_of(commands, is_command);
    return trouble(misuse(error, known ? split.words.front() : ""), streams);
  }
  return run_chosen(commands, std::move(split), streams, environment);
}

}  // namespace stet::cli
