// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/environment.hpp"
#include "stet/diff.hpp"
#include "stet/report.hpp"
#include "stet/settings.hpp"

namespace CLI {
class App;
}

namespace stet::cli {

/// The options that commands share, as they were typed. INTERFACE "Common options".
struct CommonOptions {
  std::string format = "text";
  std::string color = "auto";
  std::string language;
  std::string type;
  std::string segment = "sentence";
  std::vector<std::string> ignore;
  std::vector<std::string> only;
  std::string min_severity;
  bool all = false;
  bool explain = false;
  std::string repository;
  std::string config;                 ///< Stands in for the `stet.toml` that would be found.
  bool format_given = false;          ///< By `--format`; else `--output` may say it.
  std::optional<std::string> output;  ///< As it was typed.
  bool no_index = false;
  bool quiet = false;
  std::string progress = "auto";
  bool follow = false;  ///< Histories go on under earlier names.
  bool fetch = false;   ///< git may fetch what a shallow or partial clone left out.
};

/// What is written where.
struct OutputTarget {
  std::string format;
  std::string file;  ///< Empty: standard output.
};

/// Adds to a command the options that say how texts are read and compared, and which changes are shown.
void add_comparison_options(CLI::App& command, CommonOptions& options);
/// Those of them that say how texts are read: `--lang`, `--type`, `--segment`, `--config`.
void add_reading_options(CLI::App& command, CommonOptions& options);
/// Adds `--format` with these names and `--color`.
void add_format_options(CLI::App& command, CommonOptions& options, const std::vector<std::string>& formats);
void add_colour_option(CLI::App& command, CommonOptions& options);
void add_repository_option(CLI::App& command, CommonOptions& options);
/// `--fetch`, for commands that compare states of a repository.
void add_fetch_option(CLI::App& command, CommonOptions& options);

/// `--follow`, for commands that ask for versions of one document.
void add_follow_option(CLI::App& command, CommonOptions& options);

/// `--no-index`, `--quiet` and `--progress`, for commands that may take long over many versions.
void add_index_options(CLI::App& command, CommonOptions& options);

/// `--config`, for a command that opens no repository.
void add_config_option(CLI::App& command, CommonOptions& options);
[[nodiscard]] DiffOptions diff_options(const CommonOptions& options, const Settings& settings);
/// @param format  Of the output that it is for: JSON shows cosmetic changes unless told otherwise, a person's does not.
[[nodiscard]] ReportFilter report_filter(const CommonOptions& options, std::string_view format);
[[nodiscard]] TerminalStyle terminal_style(const CommonOptions& options, const OutputTarget& target,
                                           const Environment& environment);
/// What `--format` and `--output` say: FORMAT:FILE, else `--format`, else the file's ending, else text.
[[nodiscard]] Result<OutputTarget> output_target(const CommonOptions& options);
[[nodiscard]] std::optional<TextType> requested_type(const CommonOptions& options);
/// The folder in which the repository is looked for.
[[nodiscard]] std::string repository_directory(const CommonOptions& options);

}  // namespace stet::cli
