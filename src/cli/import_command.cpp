// SPDX-License-Identifier: Apache-2.0
// import: many versions at once, from dated files, manifests and other repositories.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <csignal>
#include <memory>
#include <ostream>

#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/project.hpp"
#include "stet/import.hpp"
#include "text/printable.hpp"

namespace stet::cli {
namespace {

struct ImportArguments {
  CommonOptions common;
  std::vector<std::string> paths;
  std::string rule;
  std::string git;
  std::string progress = "auto";
  bool quiet = false;
};

/// Enough to see what is wrong; a thousand lines of it would hide that.
constexpr std::size_t kShownWarnings = 20;

/// While it lives, the signals that end a program from outside are noted; then the program dies of them.
class Interruption {
 public:
  Interruption() {
    caught = 0;
    struct sigaction action {};
    action.sa_handler = [](int signal) { caught = signal; };
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
      sigaction(kSignals[i], nullptr, &former_[i]);
      // Who started the program may have said that it is to go on, as nohup does.
      if (former_[i].sa_handler != SIG_IGN) sigaction(kSignals[i], &action, nullptr);
    }
  }
  ~Interruption() {
    for (std::size_t i = 0; i < kSignals.size(); ++i) sigaction(kSignals[i], &former_[i], nullptr);
    if (caught != 0) std::raise(caught);
  }
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  [[nodiscard]] static bool came() { return caught != 0; }

 private:
  static constexpr std::array kSignals = {SIGINT, SIGTERM, SIGHUP};
  static volatile std::sig_atomic_t caught;  // A handler reaches nothing else.
  std::array<struct sigaction, kSignals.size()> former_{};
};
volatile std::sig_atomic_t Interruption::caught = 0;

Result<Incoming> incoming_of(const ImportArguments& arguments, const std::vector<std::string>& paths) {
  if (!arguments.git.empty()) {
    if (!arguments.rule.empty()) return std::unexpected(usage_error("--map is for files and folders, not for --git"));
    return read_history(arguments.git, paths);
  }
  if (paths.empty())
    return std::unexpected(usage_error("nothing to import: name folders, files or a .tsv manifest, or --git REPO"));
  std::vector<Incoming> parts;
  std::vector<std::string> dated;
  for (const std::string& path : paths) {
    if (!path.ends_with(".tsv")) {
      dated.push_back(path);
      continue;
    }
    auto manifest = read_manifest(path);
    if (!manifest) return manifest;
    parts.push_back(std::move(*manifest));
  }
  if (dated.empty() && !arguments.rule.empty())
    return std::unexpected(usage_error("--map is for files and folders: a manifest says everything itself"));
  if (!dated.empty()) {
    auto files = read_dated_files(dated, arguments.rule);
    if (!files) return files;
    parts.push_back(std::move(*files));
  }
  return joined(std::move(parts));
}

/// The archive that is there, else a new one.
Result<Archive> archive_for(const Incoming& incoming, const CommonOptions& options, const Environment& environment) {
  auto opened = open_repository(options, environment);
  if (opened || opened.error().code != ErrorCode::NotFound) return opened;
  if (auto named = check_names(incoming); !named) return std::unexpected(std::move(named).error());
  return Archive::init(repository_directory(options), false, environment.now);
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", grouped(count), noun, count == 1 ? "" : "s");
}

std::string summary_of(const Imported& imported) {
  std::string line = imported.recorded == 0 ? std::string("Nothing new")
                                            : fmt::format("Recorded {} of {}", counted(imported.recorded, "version"),
                                                          counted(imported.releases, "release"));
  if (imported.withdrawals > 0) line += fmt::format("; {}", counted(imported.withdrawals, "withdrawal"));
  if (imported.found_late > 0)
    line += fmt::format("; {} found late, behind what stays the latest", grouped(imported.found_late));
  if (imported.present > 0) {
    line += fmt::format("; {} {} there already", grouped(imported.present), imported.present == 1 ? "was" : "were");
  }
  if (!imported.not_read.empty()) line += fmt::format("; {} could not be read", grouped(imported.not_read.size()));
  return line + "\n";
}

void warn_of(const std::vector<Warning>& warnings, const std::vector<NotRead>& not_read, const Streams& streams) {
  for (std::size_t i = 0; i < std::min(warnings.size(), kShownWarnings); ++i)
    warn(warnings[i].place, warnings[i].message, streams);
  if (warnings.size() > kShownWarnings)
    warn("", fmt::format("the same of {} more", grouped(warnings.size() - kShownWarnings)), streams);
  for (std::size_t i = 0; i < std::min(not_read.size(), kShownWarnings); ++i)
    warn(not_read[i].path, "not imported: " + not_read[i].reason, streams);
  if (not_read.size() > kShownWarnings)
    warn("", fmt::format("{} more were not imported", grouped(not_read.size() - kShownWarnings)), streams);
}

Result<ExitStatus> run_import(const ImportArguments& arguments, const Context& context) {
  std::vector<std::string> paths = arguments.paths;
  paths.insert(paths.end(), context.paths.begin(), context.paths.end());
  const Result<Incoming> incoming = incoming_of(arguments, paths);
  if (!incoming) return std::unexpected(incoming.error());
  const Interruption interruption;
  Result<Archive> archive = archive_for(*incoming, arguments.common, context.environment);
  if (!archive) return std::unexpected(std::move(archive).error());
  Result<Imported> imported;
  {
    Progress progress("versions", progress_shown(arguments.progress, arguments.quiet, context.environment),
                      context.streams);
    ImportSettings settings;
    settings.now = context.environment.now;
    settings.proceed = [&](const ImportProgress& at) {
      progress.show(at.done, at.total);
      return !Interruption::came();
    };
    imported = import_versions(*archive, *incoming, settings);
  }
  if (!imported) return std::unexpected(std::move(imported).error());
  warn_of(incoming->warnings, imported->not_read, context.streams);
  if (imported->is_stopped) {
    context.streams.err << fmt::format("stet: stopped after {}: the same command goes on from here\n",
                                       counted(imported->recorded, "new version"));
    return ExitStatus::Trouble;  // Not seen: the program dies of the signal.
  }
  if (arguments.quiet) return ExitStatus::Fine;
  const Result<void> done = emit(summary_of(*imported), "", false, context.streams, context.environment);
  if (!done) return std::unexpected(done.error());
  return ExitStatus::Fine;
}

}  // namespace

Action add_import(CLI::App& program) {
  auto arguments = std::make_shared<ImportArguments>();
  CLI::App* const command =
      program.add_subcommand("import", "Record many versions: dated files, manifests, a git history");
  command
      ->add_option(
          "paths", arguments->paths,
          "Folders and files with dates in their paths or metadata; a .tsv is a manifest; with --git, documents "
          "of that repository")
      ->type_name("PATH");
  command->add_option("--map", arguments->rule, "How a path says name and date, such as '{name}/{date}.md'")
      ->type_name("RULE");
  command->add_option("--git", arguments->git, "Import the history of another git repository")->type_name("REPO");
  command->add_option("--progress", arguments->progress, "Show how far it is: auto, always, never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN");
  command->add_flag("--quiet", arguments->quiet, "Only say what went wrong");
  add_repository_option(*command, arguments->common);
  return [arguments](const Context& context) { return run_import(*arguments, context); };
}

}  // namespace stet::cli
