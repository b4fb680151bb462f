#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Fuzzes every target for a while each: run.sh BUILD [SECONDS]. New inputs go to BUILD/corpus, crashes to BUILD/crashes.
set -euo pipefail
build=$(realpath "$1")
seconds=${2:-60}
fixtures=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../fixtures/fuzz" && pwd)
mkdir -p "$build/crashes"
for target in "$build"/tests/fuzz/*_fuzz; do
  name=$(basename "$target" _fuzz)
  mkdir -p "$build/corpus/$name"
  printf '== %s, %s s\n' "$name" "$seconds"
  "$target" -max_total_time="$seconds" -rss_limit_mb=2048 -timeout=20 -print_final_stats=1 \
    -artifact_prefix="$build/crashes/$name-" "$build/corpus/$name" "$fixtures/$name" 2>&1 | tail -n 12
done
