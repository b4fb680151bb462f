#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`gh api` over a file, $FAKE_GH: {"login": …, "pulls": {…}, "comments": […], "calls": […]}. Filters are jq's, as gh's are."""
import json
import os
import re
import subprocess
import sys

COMMENTS = re.compile(r"repos/acme/texts/issues/(\d+)/comments(\?per_page=100)?$")
COMMENT = re.compile(r"repos/acme/texts/issues/comments/(\d+)$")
PULL = re.compile(r"repos/acme/texts/pulls/(\d+)$")


def parsed(words):
    """The endpoint and the options of `gh api …`."""
    options = {"method": "GET"}
    endpoint = None
    words = iter(words)
    for word in words:
        if word in ("--paginate", "--silent"):
            options[word[2:]] = True
        elif word in ("--jq", "--method", "--field"):
            options[word[2:]] = next(words)
        else:
            assert not word.startswith("-") and endpoint is None, f"no word of gh's: {word}"
            endpoint = word
    return endpoint, options


def answered(state, endpoint, options):
    body = None
    if "field" in options:
        assert options["field"].startswith("body=@")
        with open(options["field"][len("body=@"):], encoding="utf-8") as file:
            body = file.read()
        assert len(body.encode("utf-16-le")) // 2 <= 65536, "the comment is too long"
    if found := COMMENTS.match(endpoint):
        if options["method"] == "GET":
            return state["comments"]
        comment = {"id": len(state["comments"]) + 1, "user": {"login": state["login"]}, "body": body,
                   "number": int(found.group(1))}
        state["comments"].append(comment)
        return comment
    if found := COMMENT.match(endpoint):
        assert options["method"] == "PATCH"
        comment = state["comments"][int(found.group(1)) - 1]
        comment["body"] = body
        return comment
    found = PULL.match(endpoint)
    return state["pulls"].get(found.group(1)) if found else None


def main():
    assert sys.argv[1] == "api" and os.environ.get("GH_TOKEN")
    path = os.environ["FAKE_GH"]
    with open(path, encoding="utf-8") as file:
        state = json.load(file)
    endpoint, options = parsed(sys.argv[2:])
    state["calls"].append(options["method"] + " " + endpoint)
    answer = answered(state, endpoint, options)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(state, file)
    if answer is None:
        sys.exit("gh: Not Found (HTTP 404)")
    if "jq" in options:
        done = subprocess.run(["jq", "--raw-output", options["jq"]], input=json.dumps(answer), text=True, check=True,
                              stdout=subprocess.PIPE)
        sys.stdout.write(done.stdout)
    elif "silent" not in options:
        print(json.dumps(answer))


main()
