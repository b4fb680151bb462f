// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "cli/completions.hpp"

namespace stet::cli {
namespace {

constexpr std::string_view kZshFunctions = R"zsh(#compdef stet
# zsh completion for stet, written by `stet completions zsh`.

_stet_git() {
  local repo=${opt_args[--repo]:-.}
  git -C "${(Q)repo/#\~\//$HOME/}" "$@" 2>/dev/null
}

# Names of releases, where there is an archive; files are names elsewhere.
_stet_releases() {
  local repo=${opt_args[--repo]:-.}
  local -a names
  if _stet_git cat-file -e HEAD:stet.toml; then
    names=("${(@f)$(command stet list --format names --repo "${(Q)repo/#\~\//$HOME/}" 2>/dev/null)}")
    compadd -- ${names:#}
  fi
  _files
}

# Branches and tags; behind .. or ... another one.
_stet_revisions() {
  local -a names
  compset -P '*..' && compset -P '.'
  _stet_git rev-parse --verify -q HEAD >/dev/null && names=(HEAD)
  names+=("${(@f)$(_stet_git for-each-ref --format='%(refname:short)' refs/heads refs/tags refs/remotes)}")
  compadd -- ${names:#}
}

_stet_anything() {
  _stet_releases
  _stet_revisions
}
)zsh";

constexpr std::string_view kZshEnd = R"zsh(
if [[ $funcstack[1] == _stet ]]; then
  _stet "$@"
else
  compdef _stet stet
fi
)zsh";

/// Inside of [ ] or between colons of a specification.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char byte : text) {
    if (byte == '[' || byte == ']' || byte == ':' || byte == '\\') out += '\\';
    out += byte;
  }
  return out;
}

std::string zsh_action(const CompletedOption& option) {
  std::string values;
  for (const std::string& value : option.values) values += (values.empty() ? "" : " ") + value;
  switch (option.offered) {
    case Offered::Nothing:
      return " ";
    case Offered::Values:
      return option.is_list ? fmt::format("_sequence compadd - {}", values) : fmt::format("({})", values);
    case Offered::Files:
      return "_files";
    case Offered::Folders:
      return "_files -/";
    case Offered::Releases:
      return "_stet_releases";
    case Offered::Revisions:
      return "_stet_revisions";
    case Offered::Anything:
      return "_stet_anything";
  }
  return {};
}

/// "(-q --quiet)-q[No progress]" and the like: a line for each name.
std::string option_specifications(const CompletedOption& option) {
  std::string all;
  for (const std::string& name : option.names) all += (all.empty() ? "" : " ") + name;
  std::string lines;
  for (const std::string& name : option.names) {
    const bool is_long = name.starts_with("--");
    std::string specification = fmt::format("({}){}{}[{}]", all, name, option.takes_value ? (is_long ? "=" : "+") : "",
                                            escaped(option.description));
    if (option.takes_value) specification += fmt::format(":{}:{}", escaped(name), zsh_action(option));
    lines += fmt::format(" \\\n    {}", in_single_quotes(specification));
  }
  return lines;
}

std::string function_name(std::string words) {
  std::ranges::replace(words, ' ', '-');
  return words.empty() ? std::string("_stet") : "_stet-" + words;
}

/// The list of subcommands, then the one that was chosen.
std::string zsh_subcommands(const CompletedCommand& command, const std::vector<CompletedCommand>& commands) {
  std::string described;
  std::string cases;
  for (const std::string& name : command.subcommands) {
    const std::string words = command.words + (command.words.empty() ? "" : " ") + name;
    const auto found = std::ranges::find(commands, words, &CompletedCommand::words);
    described += fmt::format("      {}\n", in_single_quotes(escaped(name) + ":" + found->description));
    cases += fmt::format("        ({}) {} ;;\n", name, function_name(words));
  }
  return fmt::format(
      "  case $state in\n    (command)\n      local -a commands\n      commands=(\n{}      )\n"
      "      _describe command commands\n      ;;\n    (words)\n      case $words[1] in\n{}      esac\n      ;;\n  "
      "esac\n",
      described, cases);
}

std::string zsh_function(const CompletedCommand& command, const std::vector<CompletedCommand>& commands) {
  std::string out = fmt::format("\n{}() {{\n", function_name(command.words));
  out +=
      "  local curcontext=\"$curcontext\" state state_descr context\n  local -a line\n  typeset -A opt_args\n"
      "  _arguments -C";
  for (const CompletedOption& option : command.options) out += option_specifications(option);
  for (std::size_t i = 0; i < command.places.size(); ++i) {
    const CompletedOption& place = command.places[i];
    const bool last = i + 1 == command.places.size();
    out += fmt::format(" \\\n    {}", in_single_quotes(fmt::format("{}:{}:{}", last ? "*" : "",
                                                                   escaped(place.description), zsh_action(place))));
  }
  if (!command.subcommands.empty()) out += " \\\n    '1: :->command' \\\n    '*:: :->words'";
  out += '\n';
  if (!command.subcommands.empty()) out += zsh_subcommands(command, commands);
  return out + "}\n";
}

}  // namespace

std::string zsh_completions(const std::vector<CompletedCommand>& commands) {
  std::string script(kZshFunctions);
  for (const CompletedCommand& command : commands) script += zsh_function(command, commands);
  return script + std::string(kZshEnd);
}

}  // namespace stet::cli
