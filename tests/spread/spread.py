#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Spreads a corpus of pairs over processes and holds the result against that of one process.

    spread.py STET parallel|dask

parallel: GNU parallel, in order. dask: a scheduler and three workers on loopback, one of which is killed while it
works. Exits with 77 where the engine is not installed.
"""
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SKIPPED = 77
PAIRS = 240
PATIENCE = 60


def pairs():
    """Pairs of texts made up from their number, files of the fixtures among them, as NDJSON."""
    lines = []
    demo = ROOT / "fixtures" / "demo"
    for i in range(PAIRS):
        before = f"Title {i}\n\nWe paid {i} euros. It was Monday. “Nobody” spoke.\n"
        after = f"Title {i}\n\nWe paid {i + i % 3} euros. It was Tuesday. \"Nobody\" spoke.\n"
        pair = {"name": f"pair {i}", "before": {"text": before}, "after": {"text": after}}
        if i % 20 == 0:
            pair = {"name": f"files {i}", "before": str(demo / "ferry-1.md"), "after": str(demo / "ferry-2.md")}
        lines.append(json.dumps(pair, ensure_ascii=False) + "\n")
    return "".join(lines).encode()


def skip(what):
    print(f"{what} is not installed: nothing was tested")
    sys.exit(SKIPPED)


def with_parallel(stet, given):
    if shutil.which("parallel") is None:
        skip("GNU parallel")
    command = ["parallel", "--will-cite", "--jobs", "2", "--pipe", "--keep-order", "-N", "20", stet, "diff", "--batch"]
    return subprocess.run(command, input=given, stdout=subprocess.PIPE, check=True).stdout


def wait_for(what, condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            sys.exit(f"waited for {what} in vain")
        time.sleep(0.05)


def with_dask(stet, given, folder):
    python = "/usr/bin/python3"
    if subprocess.run([python, "-c", "import distributed"], stderr=subprocess.DEVNULL).returncode != 0:
        skip("Dask")
    # Each task takes long enough to be met by the kill.
    slow = folder / "slow-stet"
    slow.write_text(f'#!/bin/sh\necho x >> "{folder}/started"\nsleep 0.3\nexec "{stet}" "$@"\n')
    slow.chmod(0o755)
    environment = dict(os.environ, DASK_DISTRIBUTED__ADMIN__LOG_FORMAT="%(message)s", PYTHONPATH="")
    address = folder / "scheduler.json"
    running = []

    def start(*arguments):
        module = "distributed.cli." + arguments[0]
        log = open(folder / f"log-{len(running)}", "wb")
        running.append(subprocess.Popen([python, "-m", module, *arguments[1:]], env=environment, cwd=folder, stdout=log, stderr=log))
        return running[-1]

    try:
        start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(address))
        wait_for("the scheduler", address.exists)
        worker = ["dask_worker", "--scheduler-file", str(address), "--host", "127.0.0.1", "--nworkers", "1", "--nthreads", "1",
                  "--no-nanny", "--no-dashboard"]
        doomed = start(*worker)
        start(*worker)
        start(*worker)
        client = subprocess.Popen([python, str(ROOT / "docs/examples/dask_diff.py"), json.loads(address.read_text())["address"], str(slow)],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, cwd=folder)
        client.stdin.write(given)
        client.stdin.close()
        wait_for("the work", lambda: (folder / "started").exists() and (folder / "started").read_text().count("x") >= 3)
        doomed.send_signal(signal.SIGKILL)
        result = client.stdout.read()
        if client.wait() != 0:
            sys.exit("the client failed")
        return result
    finally:
        for process in running:
            process.kill()
            process.wait()


def main():
    stet, engine = sys.argv[1:]
    given = pairs()
    alone = subprocess.run([stet, "diff", "--batch"], input=given, stdout=subprocess.PIPE, check=True).stdout
    assert alone.count(b"\n") == PAIRS
    with tempfile.TemporaryDirectory() as name:
        spread = with_parallel(stet, given) if engine == "parallel" else with_dask(stet, given, Path(name))
    if engine == "dask":
        alone, spread = (b"".join(sorted(result.splitlines(keepends=True))) for result in (alone, spread))
    if spread != alone:
        sys.exit(f"another result: {len(spread)} bytes for {len(alone)}")
    print(f"{PAIRS} pairs, {len(alone)} bytes: the same as from one process")


if __name__ == "__main__":
    main()
