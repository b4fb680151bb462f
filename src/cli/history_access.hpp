// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "report/json_writer.hpp"
#include "stet/history.hpp"

namespace stet::cli {

/// A repository with what its versions say together.
struct OpenHistory {
  std::unique_ptr<Archive> archive;  ///< The history refers to it.
  History history;
  Settings settings;
};

/// @param build  Whether the command makes the index where there is none.
[[nodiscard]] Result<OpenHistory> open_history(const CommonOptions& options, const Context& context, bool build);

/// One version of one release, as NAME[@V] says.
struct NamedVersion {
  Release release;
  Version version;
  bool selected = false;  ///< A version was named.
};
[[nodiscard]] Result<NamedVersion> find_version(OpenHistory& opened, const std::string& word,
                                                const CommonOptions& options);

/// What a command over several histories was asked for; all that there is where nothing was named.
/// @param words  Names from the root or the reader's folder. What stood behind `--` comes besides: in a repository that
///               is no archive as paths that count from the current folder.
[[nodiscard]] Result<std::vector<Release>> named_releases(OpenHistory& opened, const std::vector<std::string>& words,
                                                          const CommonOptions& options, const Context& context);

/// The options that a command over histories takes besides its own: format, colour, language, type, index, progress.
void add_history_options(CLI::App& command, CommonOptions& options, const std::vector<std::string>& formats);

/// What --follow says where several documents are asked for, or all.
[[nodiscard]] Error follows_one_document();

/// What could not be done with the index, as warnings.
void warn_of(const History& history, const Context& context);

/// A sentence's text for a person, on lines that begin in one column.
/// @param first  Before it on the first line.
[[nodiscard]] std::string sentence_lines(const std::string& first, std::string_view text, const TerminalStyle& style);

}  // namespace stet::cli
