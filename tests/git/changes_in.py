# SPDX-License-Identifier: Apache-2.0
"""One line for each change in the JSON of `diff`, `report` or `check`: "PATH BEFORE>AFTER", or "PATH is new"."""
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


answer = json.load(sys.stdin)
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
print("\n".join(sorted(lines)))
