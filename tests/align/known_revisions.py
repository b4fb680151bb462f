#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the alignment of revisions against what a reader made of them, or who wrote them.

usage: known_revisions.py STET REVISIONS.jsonl FOLDER LEAST_F1 LEAST_PRECISION

The file says which sentences became which; a pair of equal texts that either side has once need not be written down.
Doubtful groups ("either") count neither way. Revisions that were written for this have their sentences there. Of real
ones it names blobs and the bytes at which sentences begin, since the texts are others'; FOLDER holds bundles of the
public histories that they are of, and without it the test is skipped (status 77).

A link is a pair of sentences in one change; counted are those whose words differ ("hard").
"""
import glob
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

SIGNS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "…": "..."})


def folded(text):
    return re.sub(r"[\s\"']+", "", unicodedata.normalize("NFKC", text).translate(SIGNS).casefold())


def run(*command):
    return subprocess.run(command, check=True, capture_output=True).stdout


def sentences(stet, folder, name, data, revision):
    """The texts of the sentences that begin at the bytes which the file names."""
    path = os.path.join(folder, name + ".md")
    with open(path, "wb") as file:
        file.write(data)
    made = json.loads(run(stet, "segment", "--lang", revision["language"], "--format", "json", path))["sentences"]
    by_start = {each["start"]: " ".join(each["text"].split()) for each in made}
    return [by_start.get(start) for start in revision[name + "_starts"]]


def without_directives(data):
    """What the readers read was cut as CommonMark has it, to which the body of a directive is code."""
    return re.sub(rb"(?m)^( {0,3})\.\.(?= [\w-]+::)", rb"\1//", data)


def lay_out(folder, name, texts, paragraphs):
    """A sentence a line, an empty line between paragraphs."""
    path = os.path.join(folder, name + ".txt")
    with open(path, "w", encoding="utf8", newline="\n") as file:
        rest = iter(texts)
        file.write("\n".join("".join(next(rest) + "\n" for _ in range(count)) for count in paragraphs))
    return path


def links_of(stet, before, after):
    status = subprocess.run([stet, "diff", "--segment", "line", "--all", "--format", "json", before, after], capture_output=True)
    if status.returncode not in (0, 1):
        sys.exit(status.stderr.decode())
    found = set()
    for change in json.loads(status.stdout)["documents"][0]["changes"]:
        for one in change["before"]:
            found |= {(one["index"], other["index"]) for other in change["after"]}
    return found


def fetch_all(bundles, repository):
    """Whether there are any."""
    files = glob.glob(os.path.join(bundles, "*.bundle"))
    run("git", "init", "-q", "--bare", repository)
    for number, file in enumerate(files):
        run("git", "-C", repository, "fetch", "-q", os.path.abspath(file), f"refs/*:refs/{number}/*")
    return bool(files)


def texts_of(stet, folder, repository, revision):
    """The sentences of both sides."""
    if "commit" not in revision:
        return [revision["before"], revision["after"]]
    texts = [
        sentences(stet, folder, side, without_directives(run("git", "-C", repository, "cat-file", "blob", revision[side])), revision)
        for side in ("before", "after")
    ]
    if None in texts[0] + texts[1]:
        sys.exit(f"{revision['path']}@{revision['commit'][:12]}: sentences begin elsewhere than when it was read")
    return texts


def main(stet, file, bundles, least_f1, least_precision):
    revisions = [json.loads(line) for line in open(file, encoding="utf8")]
    right = wrong = missed = documents = 0
    with tempfile.TemporaryDirectory() as folder:
        repository = os.path.join(folder, "histories")
        if any("commit" in revision for revision in revisions) and not fetch_all(bundles, repository):
            print(f"skipped: no bundles of the public histories in {bundles}")
            return 77
        for revision in revisions:
            texts = texts_of(stet, folder, repository, revision)
            answer = links_of(stet, *(lay_out(folder, side, each, revision[side + "_paragraphs"]) for side, each in zip(("before", "after"), texts)))
            known, doubtful = set(), set()
            for old, new, *either in revision["groups"]:
                (doubtful if either else known).update((i, j) for i in old for j in new)
            hard = {(i, j) for i, j in known | answer if folded(texts[0][i]) != folded(texts[1][j])} - doubtful
            right += len(hard & known & answer)
            wrong += len(hard & answer - known)
            missed += len(hard & known - answer)
            documents += 1
    precision, recall = 100 * right / (right + wrong), 100 * right / (right + missed)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{documents} revisions, {right + missed} hard links: precision {precision:.1f}, recall {recall:.1f}, F1 {f1:.1f}")
    return 0 if f1 >= float(least_f1) and precision >= float(least_precision) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
