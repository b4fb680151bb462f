#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes down which functions a run of stet needs, for the linker to put side by side.

    function_order.py [--check] PROGRAM SCRIPT

Runs PROGRAM, a release build with its symbols, under callgrind on the project's own texts, and writes SCRIPT, a part of
a linker script (docs/decisions/0007-functions-in-order.md). What all commands need stands first, then what comparing
two texts needs, then what histories do. A name that the program has no more is passed over by the linker, so a stale
list costs some speed and nothing else. --check says whether too many are gone, or the program was not linked by it.
"""
import argparse
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FIXTURES = os.path.join(ROOT, "fixtures")
# Archives whose functions have no sections of their own: the objects that hold them are named.
ARCHIVES = ["icuuc", "git2", "z", "yaml"]
# Likewise, and of one object, little used, or, as the C library is, small: they stay where they are.
UNPLACED = ["sqlite3", "pcre2-8", "mbedcrypto", "c"]
LEAST_PLACED = 0.8  # Of the listed functions.
LARGEST_OBJECT = 64 * 1024  # Bytes of code; a larger one would push apart what stands around it.


def run(command, **options):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, **options).stdout


def written_pairs(language):
    """Texts of several revisions that were written for the alignment tests, as two texts with titles, lists and links."""

    def block(number, text):
        linked = f"[{text[:9]}](https://example.org/{number}){text[9:]}" if number % 5 == 0 else text
        return f"* {linked}\n" if number % 3 == 0 else f"{linked}\n"

    sides = ("before", "after")
    texts = {side: [] for side in sides}
    with open(os.path.join(FIXTURES, "alignment", "written.jsonl"), encoding="utf8") as file:
        for line in file:
            revision = json.loads(line)
            if revision["language"] == language:
                for side in sides:
                    texts[side] += [f"## {revision['name']}\n", *map(block, itertools.count(), revision[side])]
    return {side: "\n".join(texts[side]) for side in sides}


def sections(program):
    """By the name of each function, the name that its section has."""
    names = {}
    for line in run(["nm", "--defined-only", program]).splitlines():
        address, kind, name = line.split(maxsplit=2)
        if kind in "tTwW":
            names.setdefault(address, []).append(name)
    # Constructors and destructors have two names; the section has the later one of them.
    return {name: max(group) for group in names.values() for name in group}


class Trainer:
    """Runs commands, and keeps the names of the functions that each group of them used."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.groups = []
        self.known = set()
        self.sections = sections(program)
        self.unplaced = {name for archive in ARCHIVES for name in own_functions(archive)}
        self.unplaced |= {name for archive in UNPLACED for _, name, _, _ in symbols_of(archive)}

    def train(self, title, *commands):
        used = set().union(*map(self.functions, commands))
        new = used - self.known
        self.groups.append((title, sorted(new - self.unplaced), objects(new)))
        self.known |= used

    def functions(self, command):
        profile = os.path.join(self.folder, "profile")
        done = subprocess.run(["valgrind", "-q", "--tool=callgrind", "--demangle=no", f"--callgrind-out-file={profile}",
                               self.program, *command], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if done.returncode != 0 or not os.path.exists(profile):
            sys.exit(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr}")
        with open(profile, encoding="utf8") as file:
            called = {name for line in file for name in re.findall(r"^c?fn=\(\d+\) ([^'\s]+)", line)}
        os.unlink(profile)
        return {self.sections[name] for name in called if name in self.sections}


def symbols_of(archive):
    """Object, name, size and kind of each function in an archive."""
    path = run(["g++", f"-print-file-name=lib{archive}.a"]).strip()
    for line in run(["nm", "--print-size", "--print-file-name", "--defined-only", path], stderr=subprocess.DEVNULL).splitlines():
        where, *rest = line.split()
        if len(rest) == 3 and rest[1] in "tTwWi":
            yield where.split(":")[1], rest[2], int(rest[0], 16), rest[1]


def own_functions(archive):
    """The functions of an archive that no section of their own holds: weak ones have one in any case."""
    return {name for _, name, _, kind in symbols_of(archive) if kind in "tT"}


def objects(names):
    """The objects of the archives that hold functions of these names, as patterns of the linker."""
    found = []
    for archive in ARCHIVES:
        sizes = {}
        holders = set()
        for member, name, size, kind in symbols_of(archive):
            if kind in "tT":
                sizes[member] = sizes.get(member, 0) + size
                if name in names:
                    holders.add(member)
        found += [f"*lib{archive}.a:{member}(.text)" for member in sorted(holders) if sizes[member] <= LARGEST_OBJECT]
    return found


def write_texts(folder):
    for name, language in (("policy", "en"), ("spanish", "es"), ("chinese", "zh")):
        for side, text in written_pairs(language).items():
            with open(os.path.join(folder, f"{name}.{side}.md"), "w", encoding="utf8") as file:
                file.write(text)


def make_archive(program, folder):
    """An archive of one release, its objects in a pack, and its index made."""
    stet = [program]
    run([*stet, "init", "archive"], cwd=folder)
    archive = os.path.join(folder, "archive")
    texts = [os.path.join(FIXTURES, "demo", f"ferry-{number}.md") for number in (1, 2, 3)]
    texts += [os.path.join(folder, f"policy.{side}.md") for side in ("before", "after")]
    for day, text in enumerate(texts, start=1):
        run([*stet, "publish", text, "--as", "port/ferry", "--date", f"2025-03-{day:02}T09:00:00Z"], cwd=archive)
    run(["git", "gc", "-q"], cwd=archive)
    run([*stet, "log", "--patch", "--format", "json"], cwd=archive)
    run([*stet, "grep", "ferry"], cwd=archive)


def check(program, script):
    """Ends with an error where the program has too few of the listed functions side by side."""
    with open(script, encoding="ascii") as file:
        listed = set(re.findall(r"\*\(\.text\.(\S+)\)", file.read()))
    stretch = re.search(r" \.text\.first +PROGBITS +([0-9a-f]+) [0-9a-f]+ ([0-9a-f]+)", run(["readelf", "-SW", program]))
    if not listed or stretch is None:
        sys.exit(f"{program} is not linked by {script}, or that lists nothing")
    begin, size = (int(each, 16) for each in stretch.groups())
    placed = set()
    for line in run(["nm", "--defined-only", program]).splitlines():
        address, _, name = line.split(maxsplit=2)
        if begin <= int(address, 16) < begin + size:
            placed.add(name)
    count = len(listed & placed)
    print(f"{count} of {len(listed)} listed functions stand side by side")
    if count < LEAST_PLACED * len(listed):
        sys.exit(f"{script} is stale: `./dev order` writes it anew")


def main():
    arguments = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1].strip())
    arguments.add_argument("--check", action="store_true")
    arguments.add_argument("program", type=os.path.abspath)
    arguments.add_argument("script", type=os.path.abspath)
    arguments = arguments.parse_args()
    if arguments.check:
        return check(arguments.program, arguments.script)
    program, script = arguments.program, arguments.script
    os.environ |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    with tempfile.TemporaryDirectory() as folder:
        write_texts(folder)
        make_archive(program, folder)
        trainer = Trainer(program, folder)
        demo = [os.path.join(FIXTURES, "demo", f"ferry-{number}.md") for number in (2, 3)]
        of_archive = ["--repo", "archive"]
        release = "port/ferry"
        trainer.train("every command", ["--version"])
        trainer.train("two short texts", ["diff", *demo, "--format", "json"], ["diff", *demo, "--format", "text"])
        trainer.train("two long texts", ["diff", "policy.before.md", "policy.after.md", "--format", "json"])
        trainer.train("a history with its index", ["log", release, *of_archive], ["grep", "ferry", *of_archive],
                      ["blame", release, *of_archive])
        trainer.train("all pairs of a history, and a report", ["log", "--patch", "--format", "json", *of_archive],
                      ["report", "HEAD~1..HEAD", "--format", "markdown", *of_archive])
        trainer.train("a history without its index", *(["log", release, "--no-index", *of_archive],
                                                       ["grep", "ferry", "--no-index", *of_archive],
                                                       ["blame", release, "--no-index", *of_archive]))
        trainer.train("other languages", *(["diff", f"{name}.before.md", f"{name}.after.md"] for name in ("spanish", "chinese")))
    lines = ["/* SPDX-License-Identifier: Apache-2.0 */", "/* Generated by tests/bench/function_order.py (./dev order). Do not edit. */", "SECTIONS", "{", "  .text.first :", "  {",
             "    *(.text.startup .text.startup.*)"]
    placed = set()
    for title, names, holders in trainer.groups:
        lines.append(f"    /* {title} */")
        lines += [f"    *(.text.{name})" for name in names]
        lines += [f"    {each}" for each in holders if each not in placed and not placed.add(each)]
    lines += ["  }", "}", "INSERT BEFORE .text;"]
    with open(script, "w", encoding="ascii") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
