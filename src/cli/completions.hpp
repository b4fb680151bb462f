// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

// What a shell is told of stet's words, taken from the definitions that parse them.
namespace stet::cli {

/// What a shell offers for a word.
enum class Offered : std::uint8_t {
  Nothing,
  Values,  ///< Those that are listed.
  Files,
  Folders,
  Releases,  ///< Names of an archive's releases, and files: in another repository those are the names.
  Revisions,
  Anything,  ///< Releases, revisions and files.
};

/// An option, or a word at a place of its own.
struct CompletedOption {
  std::vector<std::string> names;  ///< "--format", "-q"; none for a place.
  std::string description;
  bool takes_value = false;
  bool is_list = false;  ///< Several values with commas between.
  Offered offered = Offered::Nothing;
  std::vector<std::string> values;  ///< Of Offered::Values.
};

struct CompletedCommand {
  std::string words;  ///< "diff", "git setup"; empty for the program itself.
  std::string description;
  std::vector<CompletedOption> options;
  std::vector<CompletedOption> places;  ///< In order; the last stands for all that follow.
  std::vector<std::string> subcommands;
};

/// The program and all its commands, each before its own subcommands.
[[nodiscard]] std::vector<CompletedCommand> completed_commands(const CLI::App& program);

/// A script that the shell sources. Words of a command line are compared and never evaluated.
[[nodiscard]] std::string bash_completions(const std::vector<CompletedCommand>& commands);
[[nodiscard]] std::string zsh_completions(const std::vector<CompletedCommand>& commands);
[[nodiscard]] std::string fish_completions(const std::vector<CompletedCommand>& commands);

/// Its last word: "setup" of "git setup".
[[nodiscard]] std::string_view last_word(const CompletedCommand& command);
/// In single quotes of a POSIX shell.
[[nodiscard]] std::string in_single_quotes(std::string_view text);

}  // namespace stet::cli
