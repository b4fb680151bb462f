// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/project.hpp"
#include "cli/signals.hpp"
#include "stet/hook.hpp"
#include "text/printable.hpp"

namespace stet::cli {
namespace {

struct HookArguments {
  CommonOptions common;
  std::string action;
};

std::string kept_words(const Hook& hook) {
  if (hook.kept.empty()) return {};
  const std::string kept = text::printable(hook.kept);
  if (hook.kept_is_executable) return fmt::format("The hook that was there runs first: {}\n", kept);
  return fmt::format("The hook that was there is not executable, so it is not called: {}\n", kept);
}

std::string shared_words(const Hook& hook) {
  if (!hook.is_shared) return {};
  return "core.hooksPath names a folder outside this repository: every repository that uses it has this hook.\n";
}

std::string installed_words(const Hook& hook) {
  return fmt::format("Installed: `git commit` runs `stet check --staged` ({})\n", text::printable(hook.path)) +
         kept_words(hook) + shared_words(hook);
}

std::string uninstalled_words(const Hook& before, const Hook& after) {
  const std::string path = text::printable(after.path);
  const bool was_stets = before.state == Hook::State::Stet;
  if (!before.kept.empty() && after.kept.empty())
    return fmt::format("Uninstalled: the hook that was there is back ({})\n", path);
  if (was_stets) return fmt::format("Uninstalled ({})\n", path);
  if (before.state == Hook::State::Foreign)
    return fmt::format("Not installed: the hook is not stet's and stays ({})\n", path);
  return fmt::format("Not installed: there is no hook ({})\n", path);
}

/// Whether git runs stet's hook, and what is in the way where it does not.
ExitStatus status_words(const Hook& hook, std::string& out) {
  const std::string path = text::printable(hook.path);
  switch (hook.state) {
    case Hook::State::None:
      out = fmt::format("Not installed: `stet hook install` does it ({})\n", path);
      return ExitStatus::Findings;
    case Hook::State::Foreign:
      out = fmt::format("Not installed: the hook there is not stet's, and `stet hook install` keeps it ({})\n", path);
      return ExitStatus::Findings;
    case Hook::State::Stet:
    case Hook::State::Edited:
      break;
  }
  if (!hook.is_executable) {
    out =
        fmt::format("Installed, but git passes over it, since it is not executable: `chmod +x` mends it ({})\n", path);
    return ExitStatus::Findings;
  }
  out = installed_words(hook);
  if (hook.state == Hook::State::Edited) out += "It was edited since it was installed.\n";
  return ExitStatus::Fine;
}

Result<ExitStatus> run_hook(const HookArguments& arguments, const Context& context) {
  const auto repository = open_for_comparison(arguments.common, context.environment);
  if (!repository) return std::unexpected(repository.error());
  const SignalsHeld held;
  const auto before = read_hook(*repository);
  if (!before) return std::unexpected(before.error());
  std::string out;
  ExitStatus status = ExitStatus::Fine;
  if (arguments.action == "status") {
    status = status_words(*before, out);
  } else if (arguments.action == "install") {
    const auto hook = install_hook(*repository, context.environment.program);
    if (!hook) return std::unexpected(hook.error());
    out = installed_words(*hook);
  } else {
    const auto hook = uninstall_hook(*repository);
    if (!hook) return std::unexpected(hook.error());
    out = uninstalled_words(*before, *hook);
  }
  const auto done = emit(out, "", false, context.streams, context.environment);
  if (!done) return std::unexpected(done.error());
  return status;
}

}  // namespace

Action add_hook(CLI::App& program) {
  auto arguments = std::make_shared<HookArguments>();
  CLI::App* const command = program.add_subcommand("hook", "The git pre-commit hook that runs `stet check --staged`");
  command->add_option("action", arguments->action, "install, uninstall or status")
      ->check(CLI::IsMember({"install", "uninstall", "status"}))
      ->type_name("ACTION")
      ->required();
  add_repository_option(*command, arguments->common);
  return [arguments](const Context& context) { return run_hook(*arguments, context); };
}

}  // namespace stet::cli
