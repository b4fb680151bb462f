// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/project.hpp"
#include "cli/signals.hpp"
#include "stet/sync.hpp"
#include "text/printable.hpp"

namespace stet::cli {
namespace {

struct SyncArguments {
  CommonOptions common;
  std::string remote;
};

std::string versions(std::size_t count) { return fmt::format("{} {}", count, count == 1 ? "version" : "versions"); }

std::string synced_text(const Synced& synced, const std::string& remote) {
  const std::string name = text::printable(remote);
  if (synced.received == 0 && synced.sent == 0) return fmt::format("{}: no version that one side lacked\n", name);
  std::string out = fmt::format("{}: {} received, {} sent\n", name, versions(synced.received), versions(synced.sent));
  for (const Renumbered& version : synced.renumbered) {
    out += fmt::format("  {}: version {} is version {} now, for another came first\n", text::printable(version.release),
                       version.before, version.after);
  }
  return out;
}

Result<ExitStatus> run_sync(const SyncArguments& arguments, const Context& context) {
  Result<Archive> archive = open_repository(arguments.common, context.environment);
  if (!archive) return std::unexpected(std::move(archive).error());
  // Ctrl-C ends git's programs, what is half-done is taken back, and then the signal does its work.
  const SignalsHeld held;
  const Result<Synced> synced = sync(*archive, {arguments.remote, context.environment.now});
  if (!synced) return std::unexpected(synced.error());
  const Result<void> done =
      emit(synced_text(*synced, arguments.remote), "", false, context.streams, context.environment);
  if (!done) return std::unexpected(done.error());
  return ExitStatus::Fine;
}

}  // namespace

Action add_sync(CLI::App& program) {
  auto arguments = std::make_shared<SyncArguments>();
  CLI::App* const command = program.add_subcommand("sync", "Bring an archive and a remote one together");
  command->add_option("remote", arguments->remote, "What git takes for a remote: a name, a path, a URL")
      ->type_name("REMOTE")
      ->required();
  add_repository_option(*command, arguments->common);
  return [arguments](const Context& context) { return run_sync(*arguments, context); };
}

}  // namespace stet::cli
