# SPDX-License-Identifier: Apache-2.0
"""One line for each change in the JSON of `diff`, `report` or `check`: "PATH BEFORE>AFTER", or "PATH is new".

Reads names of files, a line each, and ends what it says of each with a line ".": a process for each would take a third of
the test's time.
"""
import json
import sys


def edited(change):
    """What was deleted and inserted; whole sentences where there are no edits."""
    edits = change["edits"]
    if not edits:
        return "{}>{}".format(*(" ".join(s["text"] for s in change[side]) for side in ("before", "after")))
    parts = {"delete": [], "insert": [], "keep": []}
    for edit in edits:
        parts[edit["op"]].append(edit["text"])
    return "{}>{}".format(" ".join(parts["delete"]), " ".join(parts["insert"]))


def lines_of(answer):
    lines = set()
    for document in answer.get("documents", []):
        if not document["before"]["path"]:
            lines.add("{} is new".format(document["name"]))
            continue
        if not document["changes"]:
            lines.add("{} no change".format(document["name"]))
        for change in document["changes"]:
            lines.add("{} {}".format(document["name"], edited(change)))
    for finding in answer.get("findings", []):
        if finding["change"]:
            lines.add("{} {}".format(finding["path"], edited(finding["change"])))
    for left_out in answer.get("not_read", []):
        lines.add("{} not read: {}".format(left_out["path"], left_out["reason"]))
    return sorted(lines)


for name in sys.stdin:
    try:
        with open(name.rstrip("\n"), encoding="utf-8") as file:
            lines = lines_of(json.load(file))
    except (ValueError, KeyError, TypeError) as fault:
        lines = ["no answer of stet's: {!r}".format(fault)]
    print("\n".join(lines + ["."]), flush=True)
