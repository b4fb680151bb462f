#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The main job on a real example: three versions of one release in a fresh archive, and what changed between them.
#   demo.sh PROGRAM FOLDER
set -euo pipefail
fixtures=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../fixtures/demo" && pwd)
stet=$(realpath "$1")
folder=$2

run() {
  printf '\n\033[1m$ stet %s\033[0m\n' "$*"
  "$stet" "$@"
}

rm -rf "$folder"
mkdir -p "$folder"
cd "$folder"
run init archive
cd archive
run publish "$fixtures/ferry-1.md" --as port/night-ferry --date 2025-03-03T09:00:00Z
run publish "$fixtures/ferry-2.md" --as port/night-ferry --date 2025-03-17T09:00:00Z --note "Start put off by two weeks"
run publish "$fixtures/ferry-3.md" --as port/night-ferry --date 2025-05-02T07:30:00Z
run log port/night-ferry
run diff port/night-ferry@1..2
run diff port/night-ferry@2..3
printf '\nThe archive is a git repository: %s\n' "$PWD"
