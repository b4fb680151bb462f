#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compare a corpus of pairs on the workers of a Dask cluster.

    dask_diff.py SCHEDULER STET < pairs.ndjson > results.ndjson

SCHEDULER is the scheduler's address, "tcp://10.0.0.5:8786"; STET the program's path on the workers. Each task is a
chunk of lines, which a worker gives to `stet diff --batch`. A task whose worker is lost is done again by another.
Results come in the order of the pairs.
"""
import subprocess
import sys

from distributed import Client

LINES_IN_A_TASK = 20
TRIES = 5


def compare(stet, lines):
    """The results of some pairs, a line each. Pairs that cannot be read say so in their lines."""
    done = subprocess.run([stet, "diff", "--batch"], input=lines, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != 0 and done.stdout.count(b"\n") != lines.count(b"\n"):
        raise RuntimeError(done.stderr.decode(errors="replace"))
    return done.stdout


def main():
    scheduler, stet = sys.argv[1:]
    pairs = sys.stdin.buffer.read().splitlines(keepends=True)
    chunks = [b"".join(pairs[i : i + LINES_IN_A_TASK]) for i in range(0, len(pairs), LINES_IN_A_TASK)]
    with Client(scheduler) as client:
        for future in client.map(compare, [stet] * len(chunks), chunks, pure=False, retries=TRIES):
            sys.stdout.buffer.write(future.result())
            sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
