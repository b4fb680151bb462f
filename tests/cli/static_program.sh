#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The release program that is linked with md4c's source needs no loader, and finds the frames of an exception in the table
# that is sorted: registered frames would be sorted at the first one, which takes longer than two texts.
#
#   static_program.sh PROGRAM FOLDER_OF_MD4C
set -euo pipefail

if [ ! -f "$2/src/md4c.c" ]; then
  echo "skipped: md4c's source could not be fetched, so the program is linked with the shared library"
  exit 77
fi
headers=$(readelf -lW "$1")
symbols=$(nm "$1")
if grep -q INTERP <<<"$headers"; then
  echo "$1 needs a loader" >&2
  exit 1
fi
if ! grep -q GNU_EH_FRAME <<<"$headers" || ! grep -q ' __wrap___register_frame_info$' <<<"$symbols"; then
  echo "$1 has its frames registered" >&2
  exit 1
fi
"$1" --version
status=0
"$1" diff --no-such-option 2>/dev/null || status=$?
[ "$status" = 2 ]
