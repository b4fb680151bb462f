#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A step for any other CI: a report between two commits, and a verdict.
#
#     plain.sh BASE HEAD [PATH…]
#
# BASE and HEAD are commits, branches or tags of the repository in the current folder; what came to HEAD since the two parted is
# reported. STET is the program (else the one on PATH), STET_OUTPUT the folder for the files (else stet-report), STET_FAIL_ON
# never (else), substantive, editorial or policy. Ends with 0, with 1 where STET_FAIL_ON says so, with 2 on trouble.
set -eu

if [ $# -lt 2 ]; then
  echo "usage: $0 BASE HEAD [PATH…]" >&2
  exit 2
fi
base=$1
head=$2
shift 2
program=${STET:-stet}
output=${STET_OUTPUT:-stet-report}
fail_on=${STET_FAIL_ON:-never}

case $fail_on in
  never | substantive | editorial | policy) ;;
  *)
    echo "STET_FAIL_ON is never, substantive, editorial or policy" >&2
    exit 2
    ;;
esac
# A commit's id can be no option, and no two dots.
commit() {
  git rev-parse --verify --quiet --end-of-options "$1^{commit}" || {
    echo "$1 is no commit here: fetch it, with the whole history (git fetch --unshallow)" >&2
    return 2
  }
}
before=$(commit "$base")
after=$(commit "$head")
range=$before...$after

mkdir -p "$output"
"$program" report "$range" --output - --output "$output/report.md" --output "$output/report.html" \
  --output "$output/report.sarif" --output "junit:$output/report.xml" -- "$@"

case $fail_on in
  never) ;;
  policy) "$program" check "$range" -- "$@" ;;
  *)
    if [ "$("$program" report "$range" --min-severity "$fail_on" --format codequality -- "$@")" != '[]' ]; then
      echo "there are changes of this severity or a graver one: $fail_on" >&2
      exit 1
    fi
    ;;
esac
