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
ARCHIVES = ["icuuc", "git2", "z", "yaml", "c", "m"]
C_LIBRARY = ["c", "m"]
# Of some functions it has an object for each kind of processor. Whichever was used here, elsewhere it is another.
KINDS_OF_PROCESSOR = re.compile(r"-(avx|evex|sse|ssse|erms|fma|no-vzeroupper)[^.]*")
# Likewise without sections, and of one object or little used: they stay where they are.
UNPLACED = ["sqlite3", "pcre2-8", "mbedcrypto"]
# Every start uses these, but not under callgrind, which starts the program itself and hides the system's clock.
EVERY_START = ["*crt1.o(.text)", "*crtbeginT.o(.text)", *(f"*libc.a:dl-{part}.o(.text)" for part in ("lookup", "object", "setup_hash"))]
# What Markdown has besides paragraphs, titles and lists, with three words that change.
RICH = """
1.  **Who may apply**

    Anybody who lives here ("a resident") may apply, and *nobody* pays more than £{} at the café.

    - Bring the form &amp; a photograph (of this year).
    - Bring a letter [from your school](https://example.org/letters?year=1&place=2), if you {} one.

2.  **How we answer**

    We write to you within {} days (see above).
    “That is long,” said J. R. Smith of the council.
"""
RICH_WORDS = {"before": ("1,000", "have", "ten"), "after": ("1,200", "still have", "14")}
LEAST_PLACED = 0.8  # Of the listed functions.
LARGEST_OBJECT = 64 * 1024  # Bytes of code; a larger one would push apart what stands around it.


def run(command, **options):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, **options).stdout


def written_pairs(language):
    """Two texts: those of revisions that were written for the alignment tests, with titles, lists and links, and RICH."""

    def block(number, text):
        linked = f"[{text[:9]}](https://example.org/{number}){text[9:]}" if number % 5 == 0 else text
        return f"* {linked}\n" if number % 3 == 0 else f"{linked}\n"

    texts = {side: [RICH.format(*words)] for side, words in RICH_WORDS.items()}
    with open(os.path.join(FIXTURES, "alignment", "written.jsonl"), encoding="utf8") as file:
        for line in file:
            revision = json.loads(line)
            if revision["language"] == language:
                for side in texts:
                    texts[side] += [f"## {revision['name']}\n", *map(block, itertools.count(), revision[side])]
    return {side: "\n".join(each) for side, each in texts.items()}


def sections(program):
    """By the name of each function, the name that its section has."""
    names = {}
    for line in run(["nm", "--defined-only", program]).splitlines():
        address, kind, name = line.split(maxsplit=2)
        if kind in "tTwWi":
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
        self.unplaced = {name for archive in ARCHIVES + UNPLACED for name in own_functions(archive)}

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


def path_of(archive):
    """Where the linker finds it."""
    path = run(["g++", f"-print-file-name=lib{archive}.a"]).strip()
    with open(path, "rb") as file:
        beginning = file.read(256)
    if beginning.startswith(b"!<arch>"):
        return path
    return re.search(r"\S+\.a\b", beginning.decode())[0]  # a script that names the archive


def symbols_of(archive):
    """Object, name, size and kind of each function in an archive."""
    command = ["nm", "--print-size", "--print-file-name", "--defined-only", path_of(archive)]
    for line in run(command, stderr=subprocess.DEVNULL).splitlines():
        where, *rest = line.split()
        if len(rest) == 3 and rest[1] in "tTwWi":
            yield where.split(":")[1], rest[2], int(rest[0], 16), rest[1]


def own_functions(archive):
    """The functions of an archive that no section of their own holds. Weak ones of C++ have one; in C they are second names."""
    kinds = "tTwWi" if archive in C_LIBRARY else "tTi"
    return {name for _, name, _, kind in symbols_of(archive) if kind in kinds}


def objects(names):
    """The objects of the archives that hold functions of these names, as patterns of the linker."""
    found = []
    for archive in ARCHIVES:
        own = own_functions(archive)
        sizes = {}
        holders = {}
        for member, name, size, kind in symbols_of(archive):
            if name in own:
                sizes[member] = sizes.get(member, 0) + size
                holders.setdefault(name, set()).add(member)
        # Of a local name in several objects nobody knows which one was used.
        used = {next(iter(holders[name])) for name in names if len(holders.get(name, ())) == 1}
        kept = {KINDS_OF_PROCESSOR.sub("-*", member) for member in used if sizes[member] <= LARGEST_OBJECT}
        code = ".text .text.*" if archive in C_LIBRARY else ".text"
        file = re.sub(r"-[\d.]+\.a$", "-*.a", os.path.basename(path_of(archive)))
        found += [f"*{file}:{pattern}({code})" for pattern in sorted(kept)]
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
        trainer.train("two short texts", ["diff", *demo, "--format", "json"])
        trainer.train("two long texts", ["diff", "policy.before.md", "policy.after.md", "--format", "json"])
        trainer.train("for people", ["diff", *demo, "--format", "text"])
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
    lines += [f"    {each}" for each in EVERY_START]
    for title, names, holders in trainer.groups:
        lines.append(f"    /* {title} */")
        lines += [f"    *(.text.{name})" for name in names]
        lines += [f"    {each}" for each in holders if each not in placed and not placed.add(each)]
    lines += ["  }", "}", "INSERT BEFORE .text;"]
    with open(script, "w", encoding="ascii") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
