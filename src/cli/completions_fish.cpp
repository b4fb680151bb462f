// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "cli/completions.hpp"

namespace stet::cli {
namespace {

constexpr std::string_view kFishFunctions = R"fish(
# Whether the command line is in this command; '' is before any.
function __stet_on
    set -l tokens (commandline -opc)
    set -l command $tokens[2]
    if contains -- "$command $tokens[3]" $__stet_subcommands
        set command "$command $tokens[3]"
    end
    test "$command" = "$argv[1]"
end

function __stet_repo
    set -l repo .
    set -l tokens (commandline -opc)
    if set -l at (contains -i -- --repo $tokens)
        set repo (string replace -r '^~/' "$HOME/" -- $tokens[(math $at + 1)])
    end
    for token in $tokens
        string match -q -- '--repo=*' $token; and set repo (string replace -- --repo= '' $token)
    end
    printf '%s\n' "$repo"
end

function __stet_git
    git -C (__stet_repo) $argv 2>/dev/null
end

# Names of releases, where there is an archive.
function __stet_releases
    __stet_git cat-file -e HEAD:stet.toml; and command stet list --format names --repo (__stet_repo) 2>/dev/null
end

# Branches and tags; behind .. or ... another one.
function __stet_revisions
    set -l first (string match -r '^.*\.\.\.?' -- (commandline -ct))
    set -l names (__stet_git for-each-ref '--format=%(refname:short)' refs/heads refs/tags refs/remotes)
    __stet_git rev-parse --verify -q HEAD >/dev/null; and set -p names HEAD
    for name in $names
        printf '%s\n' "$first$name"
    end
end

complete -c stet -f
)fish";

/// In single quotes of fish, where a backslash escapes.
std::string in_fish_quotes(std::string_view text) {
  std::string quoted = "'";
  for (const char byte : text) quoted += byte == '\'' || byte == '\\' ? std::string{'\\', byte} : std::string(1, byte);
  return quoted + "'";
}

/// What is offered for a value (`required`) or at a place.
std::string fish_offer(const CompletedOption& option, bool required) {
  const std::string exclusive = required ? " -x" : "";
  std::string values;
  for (const std::string& value : option.values) values += (values.empty() ? "" : " ") + value;
  switch (option.offered) {
    case Offered::Nothing:
      return exclusive;
    case Offered::Values:
      return exclusive +
             fmt::format(" -a {}",
                         in_fish_quotes(option.is_list ? fmt::format("(__fish_append , {})", values) : values));
    case Offered::Files:
      return required ? " -r -F" : " -F";
    case Offered::Folders:
      return exclusive + " -a '(__fish_complete_directories)'";
    case Offered::Releases:
      return std::string(required ? " -r" : "") + " -F -a '(__stet_releases)'";
    case Offered::Revisions:
      return exclusive + " -a '(__stet_revisions)'";
    case Offered::Anything:
      return std::string(required ? " -r" : "") + " -F -a '(__stet_releases; __stet_revisions)'";
  }
  return {};
}

std::string fish_line(const CompletedCommand& command, const std::string& words) {
  return fmt::format("complete -c stet -n {}{}\n", in_fish_quotes("__stet_on " + in_fish_quotes(command.words)), words);
}

std::string fish_option(const CompletedOption& option) {
  std::string words;
  for (const std::string& name : option.names)
    words += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  words += " -d " + in_fish_quotes(option.description);
  return option.takes_value ? words + fish_offer(option, true) : words;
}

}  // namespace

std::string fish_completions(const std::vector<CompletedCommand>& commands) {
  std::string script = "# fish completion for stet, written by `stet completions fish`.\n\nset -g __stet_subcommands";
  for (const CompletedCommand& command : commands)
    if (command.words.find(' ') != std::string::npos) script += " " + in_fish_quotes(command.words);
  script += '\n';
  script += kFishFunctions;
  for (const CompletedCommand& command : commands) {
    script += '\n';
    for (const std::string& name : command.subcommands) {
      const std::string words = command.words + (command.words.empty() ? "" : " ") + name;
      const auto found = std::ranges::find(commands, words, &CompletedCommand::words);
      script +=
          fish_line(command, fmt::format(" -a {} -d {}", in_fish_quotes(name), in_fish_quotes(found->description)));
    }
    for (const CompletedOption& option : command.options) script += fish_line(command, fish_option(option));
    for (const CompletedOption& place : command.places)
      if (place.offered != Offered::Nothing) script += fish_line(command, fish_offer(place, false));
  }
  return script;
}

}  // namespace stet::cli
