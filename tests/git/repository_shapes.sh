#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Every shape of repository that git makes, made with git, and what stet says in each: the expected change, or one line
# that says what is wrong and how to mend it, with status 2. A crash, silence, or an empty report is a failure.
#
#     repository_shapes.sh STET [SHAPE]…      only those shapes
#
# Shapes that need another user run as root only, and say that they were left out.
set -uo pipefail
export LC_ALL=C.UTF-8
stet=$(realpath "$1")
shift
readonly stet only="$*"
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
lab=$(mktemp -d "${TMPDIR:-/tmp}/stet-shapes-XXXXXX")
trap 'cd / && rm -rf "$lab"' EXIT
chmod 755 "$lab"
unset "${!GIT_@}" "${!GITHUB_@}" "${!GITLAB_@}" "${!CI_@}"
export HOME=$lab/home XDG_CONFIG_HOME=$lab/home/.config GIT_CONFIG_NOSYSTEM=1 GIT_CEILING_DIRECTORIES=$lab
mkdir -p "$HOME"
git config --global user.name 'Press Office'
git config --global user.email press@example.org
git config --global init.defaultBranch main
git config --global protocol.file.allow always
git config --global advice.detachedHead false
printf '[rules]\nsilent-change = "error"\n' >"$lab/policy.toml"

# Shapes may be looked at in a subshell, whose variables end with it: what is counted is a line in a file.
shape=''
: >"$lab/checks" >"$lab/failures"
# One process that turns answers into lines; subshells know a copy of its descriptors alone.
coproc answers { exec python3 "$here/changes_in.py"; }
exec {ask}>&"${answers[1]}" {answer}<&"${answers[0]}"

# changes FILE: prints a line for each change in this answer of stet's.
changes() {
  local line
  printf '%s\n' "$1" >&"$ask"
  while IFS= read -r line <&"$answer" && [ "$line" != . ]; do printf '%s\n' "$line"; done
}

fail() {
  echo "$shape" >>"$lab/failures"
  printf 'FAILED %s: %s\n' "$shape" "$1"
  shift
  printf '    %s\n' "$@"
}

# run WORD…: stet, whose status, output and errors are in $status, $out and $err.
run() {
  echo >>"$lab/checks"
  # A network program that is asked for would wait; none may be.
  timeout 60 ${under:-} "$stet" "$@" >"$lab/out" 2>"$lab/err" </dev/null
  status=$?
  out=$(tr -d '\0' <"$lab/out")
  err=$(<"$lab/err")
  [ "$status" -lt 100 ] || fail "'$*' died with status $status" "$err"
}

# The commands that take these words: without a range there is only `diff`.
commands_for() {
  case "$*" in *..* | *--staged*) echo diff report check ;; *) echo diff ;; esac
}

# finds EXPECTED WORD…: every command finds these changes and no other; EXPECTED has "PATH BEFORE>AFTER" lines, or
# "PATH not read: REASON", "PATH is new", "PATH no change". $warning is what stands on standard error.
finds() {
  local expected=$1 command
  shift
  for command in $(commands_for "$@"); do
    local policy=() sound=0 wanted=$expected
    if [ "$command" = check ]; then
      policy=(--config "$lab/policy.toml")
      # The policy is about facts of what was published: not about documents that are new, or that moved.
      wanted=$(grep -v -e ' no change$' -e ' is new$' <<<"$expected")
      grep -q '>' <<<"$wanted" && sound=1
    fi
    run "$command" "${policy[@]}" --format json "$@"
    if [ "$status" != "$sound" ] || [ -n "$err" ] && ! [[ $err == ${warning:-} ]]; then
      fail "'$command --format json $*' gave status $status" "$err"
      continue
    fi
    local found
    found=$(changes "$lab/out")
    [ "$found" = "$wanted" ] || fail "'$command --format json $*' found" "$found" "instead of" "$wanted"
    run "$command" "${policy[@]}" "$@"
    if [ "$status" != "$sound" ] || [ -z "$out" ]; then fail "'$command $*' gave status $status" "$err" "$out"; fi
    local line
    while read -r line; do
      case $line in
        *' '*'>'*) line=${line##*>} ;;
        *' is new') line=${line% is new} ;;
        *) continue ;;
      esac
      [[ $out == *"$line"* ]] || fail "'$command $*' shows no '$line'" "$out"
    done <<<"$wanted"
  done
}

# refuses LINE WORD…: every command ends with status 2, writes nothing but this line (a pattern).
refuses() {
  local line=$1 command
  shift
  for command in ${only_command:-$(commands_for "$@")}; do
    for format in text json; do
      run "$command" --format "$format" "$@"
      [ "$status" = 2 ] || fail "'$command $*' gave status $status instead of 2" "$out" "$err"
      [ -z "$out" ] || fail "'$command $*' wrote half an answer" "$out"
      # shellcheck disable=SC2053  # A pattern.
      [[ $err == $line ]] || fail "'$command $*' says" "$err" "instead of" "$line"
    done
  done
}

# says TEXT WORD…: one command that ends well and prints this (a pattern).
says() {
  local text=$1
  shift
  run "$@"
  # shellcheck disable=SC2053
  [ "$status" = 0 ] && [[ $out == $text ]] || fail "'$*' gave status $status and" "$out" "$err" "instead of" "$text"
}

# in_shape NAME: begins a shape in a folder of its own. False where it was not asked for.
in_shape() {
  shape=$1
  [ -z "$only" ] || [[ " $only " == *" $shape "* ]] || return 1
  warning='' under='' only_command=''
  mkdir -p "$lab/$shape"
  cd "$lab/$shape" || exit 1
}

# by_root: true for root; else says that the shape is left out.
by_root() {
  [ "$(id -u)" = 0 ] || { echo "left out, since it needs root: $shape" && return 1; }
}

must() { "$@" >"$lab/made" 2>&1 || fail "cannot be made: $*" "$(<"$lab/made")"; }

commit() { # FILE TEXT [MESSAGE]
  mkdir -p "$(dirname "$1")"
  printf '%s\n' "$2" >"$1"
  must git add -A
  must git commit -qm "${3:-state}"
}

# three_commits [INIT OPTION]…: makes a repository here, whose terms.md says 30, 60 and 90 days.
three_commits() {
  must git init -q "$@" .
  mkdir -p docs
  echo 'It stays.' >docs/same.md
  commit terms.md 'You pay within 30 days.' one
  commit terms.md 'You pay within 60 days.' two
  commit terms.md 'You pay within 90 days.' three
}
# origin: a repository in ./origin that can be cloned in any way.
origin() {
  mkdir origin
  (cd origin && three_commits "$@" && git config uploadpack.allowFilter true && git config uploadpack.allowAnySHA1InWant true)
}
clone() { must git clone -q "$@"; }

for part in "$here"/shapes/*.sh; do . "$part"; done

echo "$(wc -l <"$lab/checks") runs of stet, $(wc -l <"$lab/failures") failures"
[ ! -s "$lab/failures" ]
