// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "cli/commands.hpp"
#include "cli/git_driver.hpp"
#include "cli/output.hpp"
#include "cli/signals.hpp"
#include "stet/git_setup.hpp"
#include "text/printable.hpp"

namespace stet::cli {
namespace {

namespace fs = std::filesystem;

struct GitArguments {
  CommonOptions common;
  bool global = false;
  bool local = false;
  std::vector<std::string> patterns;
  std::vector<std::string> words;  ///< Of what git calls; most stand behind `--`.
};

/// A `stet` on the PATH that is this very program: such a path stays when an installed program is replaced by a newer
/// one. Else the program's own.
std::string lasting_program(const Environment& environment) {
  const std::string path = environment.variable("PATH").value_or("");
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find(':', begin), path.size());
    const std::string folder = path.substr(begin, end - begin);
    const std::string candidate = folder + "/stet";
    std::error_code failed;
    if (folder.starts_with('/') && fs::equivalent(candidate, environment.program, failed) && !failed) return candidate;
    begin = end + 1;
  }
  return environment.program.empty() ? "stet" : environment.program;
}

std::string home_attributes(const Environment& environment) {
  if (const auto folder = environment.variable("XDG_CONFIG_HOME"); folder && !folder->empty())
    return *folder + "/git/attributes";
  const auto home = environment.variable("HOME");
  return home && !home->empty() ? *home + "/.config/git/attributes" : std::string();
}

std::string_view introduction(GitSetupStep::Kind kind) {
  switch (kind) {
    case GitSetupStep::Kind::Written:
      return "Written to";
    case GitSetupStep::Kind::Already:
      return "Already in";
    case GitSetupStep::Kind::Removed:
      return "Removed from";
    case GitSetupStep::Kind::Kept:
      return "Left in";
  }
  return {};
}

/// The steps in their order, those of one kind and file under one line.
std::string in_words(const std::vector<GitSetupStep>& steps) {
  std::string out;
  const GitSetupStep* previous = nullptr;
  for (const GitSetupStep& step : steps) {
    if (previous == nullptr || previous->kind != step.kind || previous->file != step.file ||
        previous->reason != step.reason)
      out += fmt::format("{} {}{}{}:\n", introduction(step.kind), text::printable(step.file),
                         step.reason.empty() ? "" : ", ", step.reason);
    out += fmt::format("  {}\n", text::printable(step.line));
    previous = &step;
  }
  return out;
}

Result<ExitStatus> write(const std::string& text, const Context& context) {
  const auto done = emit(text, "", false, context.streams, context.environment);
  if (!done) return std::unexpected(done.error());
  return ExitStatus::Fine;
}

GitSetupRequest request_of(const GitArguments& arguments, const Environment& environment) {
  return {.global = arguments.global,
          .directory = arguments.common.repository,
          .program = lasting_program(environment),
          .home_attributes = home_attributes(environment),
          .patterns = arguments.patterns};
}

Result<ExitStatus> run_setup(const GitArguments& arguments, const Context& context) {
  const SignalsHeld held;
  const auto steps = set_up_git(request_of(arguments, context.environment));
  if (!steps) return std::unexpected(steps.error());
  return write(
      in_words(*steps) + fmt::format("`stet git remove{}` takes it back.\n", arguments.global ? " --global" : ""),
      context);
}

Result<ExitStatus> run_remove(const GitArguments& arguments, const Context& context) {
  const SignalsHeld held;
  const auto steps = remove_git_setup(request_of(arguments, context.environment));
  if (!steps) return std::unexpected(steps.error());
  if (steps->empty()) return write("Nothing of stet's is there.\n", context);
  return write(in_words(*steps), context);
}

void add_scope_options(CLI::App& command, GitArguments& arguments) {
  CLI::Option* const global = command.add_flag("--global", arguments.global, "For all repositories of yours");
  command.add_flag("--local", arguments.local, "For this repository (the default)")->excludes(global);
  add_repository_option(command, arguments.common);
}

CLI::App* add_called(CLI::App& git, GitArguments& arguments, const char* name, const char* description) {
  CLI::App* const command = git.add_subcommand(name, description);
  command->add_option("words", arguments.words, "As git gives them, behind --")->type_name("WORD…");
  command->group("Called by git");
  return command;
}

}  // namespace

Action add_git(CLI::App& program) {
  auto arguments = std::make_shared<GitArguments>();
  CLI::App* const git = program.add_subcommand("git", "stet's view in git's own diff, log, blame and difftool");
  git->require_subcommand(1);
  CLI::App* const setup = git->add_subcommand("setup", "Make git show changed documents as stet does");
  add_scope_options(*setup, *arguments);
  setup
      ->add_option("--pattern", arguments->patterns,
                   "Files to show so, as in gitattributes (default: *.md, *.markdown)")
      ->type_name("PATTERN")
      ->allow_extra_args(false);
  CLI::App* const remove = git->add_subcommand("remove", "Take back what setup wrote");
  add_scope_options(*remove, *arguments);
  CLI::App* const driver = add_called(*git, *arguments, "diff-driver", "One changed file: diff.<driver>.command");
  CLI::App* const textconv = add_called(*git, *arguments, "textconv", "A sentence a line: diff.<driver>.textconv");
  CLI::App* const difftool = add_called(*git, *arguments, "difftool", "Two files or folders: difftool.<tool>.cmd");
  for (CLI::App* const command : {driver, difftool}) {
    add_comparison_options(*command, arguments->common);
    add_colour_option(*command, arguments->common);
  }
  return [=](const Context& context) -> Result<ExitStatus> {
    std::vector<std::string> words = arguments->words;
    words.insert(words.end(), context.paths.begin(), context.paths.end());
    if (setup->parsed()) return run_setup(*arguments, context);
    if (remove->parsed()) return run_remove(*arguments, context);
    if (textconv->parsed()) return run_textconv(words, context);
    if (difftool->parsed()) return run_difftool(arguments->common, words, context);
    return run_diff_driver(arguments->common, words, context);
  };
}

}  // namespace stet::cli
