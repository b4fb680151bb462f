// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.hpp"
#include "cli/completions.hpp"
#include "cli/output.hpp"

namespace stet::cli {
namespace {

std::string script_for(const std::string& shell, const std::vector<CompletedCommand>& commands) {
  if (shell == "bash") return bash_completions(commands);
  return shell == "zsh" ? zsh_completions(commands) : fish_completions(commands);
}

}  // namespace

Action add_completions(CLI::App& program) {
  auto shell = std::make_shared<std::string>();
  CLI::App* const command = program.add_subcommand("completions", "A script that completes stet's words in a shell");
  command->add_option("shell", *shell, "bash, zsh or fish")
      ->check(CLI::IsMember({"bash", "zsh", "fish"}))
      ->type_name("SHELL")
      ->required();
  return [shell, &program](const Context& context) -> Result<ExitStatus> {
    const auto done =
        emit(script_for(*shell, completed_commands(program)), "", false, context.streams, context.environment);
    if (!done) return std::unexpected(done.error());
    return ExitStatus::Fine;
  };
}

}  // namespace stet::cli
