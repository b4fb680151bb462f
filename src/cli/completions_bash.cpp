// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "cli/completions.hpp"

namespace stet::cli {
namespace {

// `compgen -W` would expand its words once more, so candidates are filtered by hand: names come from strangers.
constexpr std::string_view kFunctions = R"bash(# bash completion for stet, written by `stet completions bash`.

# Adds to COMPREPLY each line of standard input that begins with $1; $2 is put before it. In quotes, but where bash
# puts them itself since there are files beside.
_stet_offer() {
  local line
  while IFS= read -r line; do
    [[ $line == "$1"* ]] && COMPREPLY+=("$2$(printf "$_stet_quote" "$line")")
  done
}

# Files ($2: f) or folders ($2: d) that begin with $1.
_stet_paths() {
  local line
  compopt -o filenames 2>/dev/null
  while IFS= read -r line; do
    COMPREPLY+=("$line")
  done < <(compgen -"$2" -- "$1")
}

# Names of releases, where there is an archive.
_stet_releases() {
  git ${_stet_repo:+-C "$_stet_repo"} cat-file -e HEAD:stet.toml 2>/dev/null || return
  _stet_offer "$1" '' < <(command stet list --format names ${_stet_repo:+--repo "$_stet_repo"} 2>/dev/null)
}

# Branches and tags; behind .. or ... another one.
_stet_revisions() {
  local first='' last=$1
  if [[ $1 == *..* ]]; then
    last=${1##*..}
    last=${last#.}
    first=${1%"$last"}
  fi
  _stet_offer "$last" "$first" < <(
    git ${_stet_repo:+-C "$_stet_repo"} rev-parse --verify -q HEAD >/dev/null 2>&1 && echo HEAD
    git ${_stet_repo:+-C "$_stet_repo"} for-each-ref --format='%(refname:short)' refs/heads refs/tags refs/remotes 2>/dev/null)
}

# What $1 says for the word $2, from the values $3… .
_stet_word() {
  local what=$1 word=$2 before=''
  shift 2
  case $what in
    values) _stet_offer "$word" '' < <(printf '%s\n' "$@") ;;
    list)
      [[ $word == *,* ]] && before=${word%,*},
      compopt -o nospace 2>/dev/null
      _stet_offer "${word##*,}" "$before" < <(printf '%s\n' "$@")
      ;;
    files) _stet_paths "$word" f ;;
    folders) _stet_paths "$word" d ;;
    releases) _stet_quote=%s; _stet_releases "$word"; _stet_paths "$word" f ;;
    revisions) _stet_revisions "$word" ;;
    anything) _stet_quote=%s; _stet_releases "$word"; _stet_revisions "$word"; _stet_paths "$word" f ;;
  esac
}
)bash";

constexpr std::string_view kMain = R"bash(
_stet() {
  local i piece adjacent=0 line=$COMP_LINE command='' option='' place=0 _stet_repo='' _stet_quote=%q
  local -a words=()
  COMPREPLY=()
  # Bash cuts words at signs such as = and :, here they are whole again.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    piece=${COMP_WORDS[i]}
    if ((adjacent)); then words[-1]+=$piece; else words+=("$piece"); fi
    line=${line#"${line%%[![:space:]]*}"}
    line=${line#"$piece"}
    if [[ $line == [[:space:]]* ]]; then adjacent=0; else adjacent=1; fi
  done
  local word=${words[-1]} typed=${words[-1]}

  for ((i = 1; i < ${#words[@]} - 1; i++)); do
    piece=${words[i]}
    if [[ -n $option ]]; then
      if [[ $option == --repo ]]; then _stet_repo=$piece; fi
      option=''
    elif [[ $piece == -- ]]; then
      _stet_paths "$word" f
      return
    elif [[ $piece == --repo=* ]]; then
      _stet_repo=${piece#*=}
    elif [[ $piece == -* ]]; then
      if _stet_takes_value "$command" "$piece"; then option=$piece; fi
    elif ((place == 0)) && _stet_is_command "${command:+$command }$piece"; then
      command=${command:+$command }$piece
    else
      place=$((place + 1))
    fi
  done
  if [[ $_stet_repo == '~/'* ]]; then _stet_repo=$HOME/${_stet_repo#'~/'}; fi

  if [[ -n $option ]]; then
    _stet_value "$command" "$option" "$word"
  elif [[ $word == --*=* ]]; then
    option=${word%%=*}
    _stet_value "$command" "$option" "${word#*=}"
    COMPREPLY=("${COMPREPLY[@]/#/$option=}")
  elif [[ $word == -* ]]; then
    _stet_offer "$word" '' < <(_stet_options "$command")
  else
    _stet_offer "$word" '' < <(_stet_commands "$command")
    _stet_place "$command" "$place" "$word"
  fi
  # Of the word, bash replaces what stands behind the last sign that it cuts at.
  piece=${COMP_WORDS[COMP_CWORD]}
  if [[ $piece == ["$COMP_WORDBREAKS"] ]]; then piece=''; fi
  typed=${typed%"$piece"}
  if [[ -n $typed ]]; then COMPREPLY=("${COMPREPLY[@]#"$typed"}"); fi
  return 0
}

complete -F _stet stet
)bash";

std::string word_of(const CompletedOption& option) {
  std::string values;
  for (const std::string& value : option.values) values += " " + in_single_quotes(value);
  switch (option.offered) {
    case Offered::Nothing:
      return ":";
    case Offered::Values:
      return fmt::format("_stet_word {} \"$3\"{}", option.is_list ? "list" : "values", values);
    case Offered::Files:
      return "_stet_word files \"$3\"";
    case Offered::Folders:
      return "_stet_word folders \"$3\"";
    case Offered::Releases:
      return "_stet_word releases \"$3\"";
    case Offered::Revisions:
      return "_stet_word revisions \"$3\"";
    case Offered::Anything:
      return "_stet_word anything \"$3\"";
  }
  return {};
}

/// A function whose body is a `case` over commands.
std::string function(std::string_view name, const std::string& subject, const std::string& cases) {
  return fmt::format("\n{}() {{\n  case {} in\n{}    *) return 1 ;;\n  esac\n}}\n", name, subject, cases);
}

std::string lines_function(std::string_view name, const std::vector<CompletedCommand>& commands,
                           std::vector<std::string> (*lines)(const CompletedCommand&)) {
  std::string cases;
  for (const CompletedCommand& command : commands) {
    std::string words;
    for (const std::string& line : lines(command)) words += " " + in_single_quotes(line);
    if (!words.empty()) cases += fmt::format("    {}) printf '%s\\n'{} ;;\n", in_single_quotes(command.words), words);
  }
  return function(name, "$1", cases);
}

std::vector<std::string> option_names(const CompletedCommand& command) {
  std::vector<std::string> names;
  for (const CompletedOption& option : command.options)
    names.insert(names.end(), option.names.begin(), option.names.end());
  return names;
}

}  // namespace

std::string bash_completions(const std::vector<CompletedCommand>& commands) {
  std::string known;
  std::string taking;
  std::string values;
  std::string places;
  for (const CompletedCommand& command : commands) {
    if (!command.words.empty()) known += fmt::format("    {}) return 0 ;;\n", in_single_quotes(command.words));
    for (const CompletedOption& option : command.options) {
      if (!option.takes_value) continue;
      for (const std::string& name : option.names) {
        const std::string pattern = in_single_quotes(command.words + " " + name);
        taking += fmt::format("    {}) return 0 ;;\n", pattern);
        values += fmt::format("    {}) {} ;;\n", pattern, word_of(option));
      }
    }
    for (std::size_t i = 0; i < command.places.size(); ++i)
      places += fmt::format("    {}{}) {} ;;\n", in_single_quotes(command.words + " "),
                            i + 1 == command.places.size() ? "*" : std::to_string(i), word_of(command.places[i]));
  }
  std::string script(kFunctions);
  script += function("_stet_is_command", "$1", known);
  script += function("_stet_takes_value", "\"$1 $2\"", taking);
  script +=
      lines_function("_stet_commands", commands, [](const CompletedCommand& command) { return command.subcommands; });
  script += lines_function("_stet_options", commands, option_names);
  script += function("_stet_value", "\"$1 $2\"", values);
  script += function("_stet_place", "\"$1 $2\"", places);
  return script + std::string(kMain);
}

}  // namespace stet::cli
