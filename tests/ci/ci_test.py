#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds action.yml and what docs/ci offers to copy to what docs/ci.md says of them, by running them.

    ci_test.py STET [unittest's arguments]

GitHub is a program, GitLab a server on loopback. Exits with 77 where a program that it needs is not installed.
"""
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path

for needed in ("jq", "curl", "git", "bash"):
    if shutil.which(needed) is None:
        print(f"{needed} is not installed: nothing was tested")
        sys.exit(77)
try:
    import yaml  # noqa: F401 (runner.py needs it)
except ImportError:
    print("python3-yaml is not installed: nothing was tested")
    sys.exit(77)

from runner import Job, filled_in, load, run_action  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
CI = ROOT / "docs" / "ci"
WORKFLOWS = ("stet-report.yml", "stet-comment.yml", "stet-pull-request.yml", "stet-code-scanning.yml")
MARKER = "<!-- stet report -->"
# What a branch may be called, and what it does where it gets into a script.
HOSTILE_BRANCH = "x\";touch${IFS}pwned;$(touch${IFS}pwned)`touch${IFS}pwned`'"
HOSTILE_FILE = "$(touch pwned);::error::.md"
STET = ""


def git(folder, *words):
    done = subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@localhost", *words], cwd=folder, check=True,
                          stdout=subprocess.PIPE, text=True)
    return done.stdout.strip()


def steps_of(workflow):
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def scripts():
    """Every script in the files, with its name and the shells that may run it."""
    action = load(ROOT / "action.yml")
    found = [("action.yml", step["run"], ["bash"]) for step in action["runs"]["steps"] if "run" in step]
    for name in WORKFLOWS:
        for step in steps_of(load(CI / name)):
            if "run" in step:
                found.append((name, step["run"], ["bash"] if step.get("shell") == "bash" else ["sh", "bash"]))
    found += [("gitlab.yml", part, ["sh", "bash"]) for part in load(CI / "gitlab.yml")["stet"]["script"]]
    found.append(("plain.sh", (CI / "plain.sh").read_text(), ["sh", "bash"]))
    return found


class Files(unittest.TestCase):
    def test_scripts_are_valid(self):
        self.assertGreater(len(scripts()), 10)
        for name, script, shells in scripts():
            for shell in shells:
                done = subprocess.run([shell, "-n"], input=script, text=True, stderr=subprocess.PIPE, check=False)
                self.assertEqual(done.stderr, "", f"{name}\n{script}")

    @unittest.skipUnless(shutil.which("shellcheck"), "shellcheck is not installed")
    def test_scripts_have_no_usual_mistake(self):
        for name, script, shells in scripts():
            # Hosts run them with -e.
            script = script if script.startswith("#!") else "set -e\n" + script
            done = subprocess.run(["shellcheck", "--shell", shells[0], "--exclude", "SC1091", "-"], input=script, text=True,
                                  stdout=subprocess.PIPE, check=False)
            self.assertEqual(done.stdout, "", name)

    def test_no_value_is_put_into_a_script(self):
        for name, script, _ in scripts():
            self.assertNotIn("${{", script, name)

    def test_actions_of_others_are_the_host_s_own_and_pinned(self):
        allowed = re.compile(r"(actions/[a-z-]+|github/codeql-action/[a-z-]+|OWNER/stet)@v\d+$")
        files = [load(ROOT / "action.yml")["runs"]["steps"]] + [steps_of(load(CI / name)) for name in WORKFLOWS]
        for step in (step for steps in files for step in steps if "uses" in step):
            self.assertRegex(step["uses"], allowed)

    def test_workflows_may_do_no_more_than_they_need(self):
        allowed = {"stet-report.yml": set(), "stet-pull-request.yml": {"pull-requests"},
                   "stet-comment.yml": {"pull-requests"}, "stet-code-scanning.yml": {"security-events"}}
        for name in WORKFLOWS:
            workflow = load(CI / name)
            self.assertIn("permissions", workflow, name)
            writes = set()
            for permissions in [workflow["permissions"]] + [job.get("permissions", {}) for job in workflow["jobs"].values()]:
                writes |= {key for key, value in permissions.items() if value == "write"}
            self.assertEqual(writes, allowed[name], name)
            self.assertNotIn("pull_request_target", workflow["on"])

    def test_checkouts_have_the_whole_history_and_keep_no_token(self):
        for name in WORKFLOWS:
            for step in steps_of(load(CI / name)):
                if step.get("uses", "").startswith("actions/checkout"):
                    self.assertEqual(step["with"], {"fetch-depth": 0, "persist-credentials": False}, name)
        self.assertNotIn("checkout", (CI / "stet-comment.yml").read_text().split("jobs:")[1])

    def test_what_is_given_to_the_action_is_an_input(self):
        inputs = load(ROOT / "action.yml")["inputs"]
        for name in WORKFLOWS:
            for step in steps_of(load(CI / name)):
                if step.get("uses", "").startswith("OWNER/stet"):
                    self.assertLessEqual(set(step.get("with", {})), set(inputs), name)

    def test_comment_waits_for_the_report_by_its_name(self):
        self.assertEqual(load(CI / "stet-comment.yml")["on"]["workflow_run"]["workflows"],
                         [load(CI / "stet-report.yml")["name"]])


class Case(unittest.TestCase):
    """A repository with a pull request, and programs on PATH."""

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="stet-ci-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.repository = self.folder / "repository"
        self.repository.mkdir()
        self.bin = self.folder / "bin"
        self.bin.mkdir()
        (self.bin / "stet").symlink_to(STET)
        (self.bin / "gh").symlink_to(ROOT / "tests" / "ci" / "fake_gh.py")
        self.path = f"{self.bin}:/usr/bin:/bin"
        git(self.repository, "init", "-q", "-b", "main", ".")
        demo = ROOT / "fixtures" / "demo"
        (self.repository / HOSTILE_FILE).write_text("We paid 5 euros.\n")
        shutil.copy(demo / "ferry-1.md", self.repository / "ferry.md")
        self.base = self.commit()
        git(self.repository, "checkout", "-q", "-b", HOSTILE_BRANCH)
        shutil.copy(demo / "ferry-2.md", self.repository / "ferry.md")
        (self.repository / HOSTILE_FILE).write_text("We paid 6 euros to @acme/all.\n\n::error::$(touch pwned)\n")
        self.head = self.commit()
        self.gh = self.folder / "gh.json"
        self.say_to_gh(comments=[])

    def tearDown(self):
        self.assertEqual([str(path) for path in self.folder.rglob("pwned*")], [], "a stranger's text was run")

    def commit(self):
        git(self.repository, "add", "-A")
        git(self.repository, "commit", "-q", "-m", "state")
        return git(self.repository, "rev-parse", "HEAD")

    def say_to_gh(self, comments, pulls=None):
        self.gh.write_text(json.dumps({"login": "github-actions[bot]", "comments": comments, "pulls": pulls or {},
                                       "calls": []}))

    def comments(self):
        return json.loads(self.gh.read_text())["comments"]

    def event(self, head_repository="acme/texts"):
        return {"number": 7, "pull_request": {
            "number": 7, "base": {"sha": self.base, "ref": "main"},
            "head": {"sha": self.head, "ref": HOSTILE_BRANCH, "repo": {"full_name": head_repository}}}}

    def job(self, event=None, name="pull_request"):
        job = Job(self.repository, name, self.event() if event is None else event, self.path)
        self.addCleanup(shutil.rmtree, job.temp)
        job.environment.update(FAKE_GH=str(self.gh), GITHUB_HEAD_REF=HOSTILE_BRANCH, GITHUB_BASE_REF="main")
        return job

    def act(self, job, action_path=ROOT, use=None, **typed):
        return run_action(job, load(ROOT / "action.yml"), action_path,
                          {name.replace("_", "-"): value for name, value in typed.items()}, use)


class Action(Case):
    def test_reports_a_pull_request(self):
        job = self.job()
        status, outputs = self.act(job, formats="html, sarif\njunit codequality")
        self.assertEqual(status, 0, job.log)
        self.assertEqual(outputs["substantive"], "true")
        self.assertEqual(outputs["changed"], "true")
        made = sorted(os.listdir(outputs["directory"]))
        self.assertEqual(made, ["codequality.json", "report.html", "report.md", "report.sarif", "report.xml"])
        self.assertIn("substantive changes", job.summary)
        self.assertIn("::warning file=ferry.md,line=15,title=number::", job.log)
        self.assertEqual(job.used, [], "stet was on PATH")
        self.assertEqual([line for line in job.log.splitlines() if line.startswith("::error")], [])
        report = Path(outputs["directory"], "report.md").read_text()
        self.assertNotIn(str(job.temp), report)
        self.assertNotIn("@acme", report)

    def test_takes_a_range_and_paths(self):
        job = self.job(event={}, name="workflow_dispatch")
        status, outputs = self.act(job, range=f"main..{HOSTILE_BRANCH}", paths=f"{HOSTILE_FILE}\n\n", formats="json",
                                   summary=False, annotations=False)
        self.assertEqual(status, 0, job.log)
        report = json.loads(Path(outputs["directory"], "report.json").read_text())
        self.assertEqual([document["name"] for document in report["documents"]], [HOSTILE_FILE])
        self.assertEqual((job.summary, job.log), ("", ""))

    def test_takes_a_folder_settings_and_a_severity(self):
        (self.repository / "texts").mkdir()
        (self.repository / "texts" / "a.md").write_text("We have “five” ships.\n")
        (self.repository / "policy.toml").write_text("[rules]\nsilent-change = \"off\"\n")
        before = self.commit()
        (self.repository / "texts" / "a.md").write_text("We have \"five\" ships.\n")
        after = self.commit()
        job = self.job(event={}, name="push")
        status, outputs = self.act(job, range=f"{before}..{after}", working_directory="texts", paths="a.md",
                                   config="../policy.toml", min_severity="cosmetic", fail_on="policy")
        self.assertEqual(status, 0, job.log)
        self.assertEqual((outputs["substantive"], outputs["changed"]), ("false", "false"))
        self.assertIn("1 cosmetic change", Path(outputs["directory"], "report.md").read_text())

    def test_reads_a_checkout_of_another_user(self):
        if os.geteuid() != 0:
            self.skipTest("only root can give files away")
        for path in [self.repository, *self.repository.rglob("*")]:
            os.lchown(path, 12345, 12345)
        job = self.job()
        status, _ = self.act(job, fail_on="policy")
        self.assertEqual(status, 0, job.log)

    def test_reads_a_checkout_of_another_user_from_a_folder_in_it(self):
        if os.geteuid() != 0:
            self.skipTest("only root can give files away")
        (self.repository / "\"a\\b").mkdir()
        for path in [self.repository, *self.repository.rglob("*")]:
            os.lchown(path, 12345, 12345)
        job = self.job()
        status, _ = self.act(job, working_directory="\"a\\b", fail_on="policy")
        self.assertEqual(status, 0, job.log)

    def test_judges(self):
        for fail_on, expected in (("never", 0), ("substantive", 1), ("editorial", 1), ("policy", 0), ("sometimes", 2)):
            job = self.job()
            self.assertEqual(self.act(job, fail_on=fail_on)[0], expected, f"{fail_on}: {job.log}")
        (self.repository / "stet.toml").write_text("[rules]\nnumber = \"error\"\n")
        job = self.job()
        status, outputs = self.act(job, fail_on="policy")
        self.assertEqual(status, 1, job.log)
        self.assertIn("::error file=ferry.md", job.log)
        self.assertIn("check.sarif", os.listdir(outputs["directory"]))

    def test_takes_a_program_by_its_place(self):
        (self.repository / "texts").mkdir()
        (self.bin / "stet").rename(self.repository / "program")
        job = self.job()
        status, outputs = self.act(job, stet="./program", working_directory="texts", fail_on="policy")
        self.assertEqual(status, 0, job.log)
        self.assertEqual(outputs["stet"], STET)
        self.assertEqual(job.used, [])

    def test_says_what_is_wrong(self):
        for typed in ({"formats": "pdf"}, {"range": "--staged"}, {"range": "none..HEAD"}, {"stet": "/no/such"},
                      {"config": "none.toml"}):
            job = self.job()
            self.assertNotEqual(self.act(job, **typed)[0], 0, typed)
            self.assertEqual(len(job.log.splitlines()), 1, job.log)

    def test_writes_one_comment_and_replaces_it(self):
        strangers = {"id": 1, "user": {"login": "mallory"}, "body": MARKER + "\nall is well"}
        self.say_to_gh([strangers])
        self.assertEqual(self.act(self.job(), comment=True)[0], 0)
        first = self.comments()
        self.assertEqual(len(first), 2)
        self.assertTrue(first[1]["body"].startswith(MARKER + "\n"))
        self.assertIn("ferry", first[1]["body"])
        self.assertEqual(first[1]["number"], 7)
        (self.repository / "ferry.md").write_text("Nothing is left.\n")
        self.head = self.commit()
        self.assertEqual(self.act(self.job(), comment=True)[0], 0)
        second = self.comments()
        self.assertEqual(len(second), 2)
        self.assertEqual(second[0], strangers)
        self.assertIn("Nothing is left", second[1]["body"])
        # A comment that is there is told when nothing differs any more.
        self.head = self.base
        self.assertEqual(self.act(self.job(), comment=True)[0], 0)
        self.assertNotIn("Nothing is left", self.comments()[1]["body"])

    def test_writes_no_comment_where_nothing_changed_or_it_may_not(self):
        self.head = self.base
        self.assertEqual(self.act(self.job(), comment=True)[0], 0)
        self.assertEqual(self.comments(), [])
        self.setUp()
        job = self.job(self.event("mallory/texts"))
        self.assertEqual(self.act(job, comment=True)[0], 0)
        self.assertEqual(self.comments(), [])
        self.assertIn("::notice title=stet::no comment", job.log)
        (self.bin / "gh").unlink()
        if shutil.which("gh", path=self.path) is None:
            job = self.job()
            self.assertEqual(self.act(job, comment=True)[0], 0)
            self.assertIn("::warning title=stet::no comment: gh is not installed", job.log)

    def test_a_long_report_fits_into_a_comment(self):
        for i in range(300):
            text = "".join(f"The ship {chr(97 + j)}{i} has {j} decks 🚢.\n\n" for j in range(26))
            (self.repository / f"{i}.md").write_text(text)
        self.head = self.commit()
        self.assertEqual(self.act(self.job(), comment=True)[0], 0)
        self.assertGreater(len(self.comments()[0]["body"]), 40000)

    def builder(self):
        """An action's folder whose `./dev build` makes stet, and a PATH without one."""
        action = self.folder / "action"
        for name in ("cmake", "include", "src"):
            (action / name).mkdir(parents=True)
        for name in ("CMakeLists.txt", "CMakePresets.json", "src/a.cpp"):
            (action / name).write_text(name)
        (action / "dev").write_text(
            f'#!/bin/sh\ncd "$(dirname "$0")"\necho built "$@"\nmkdir -p build/release\nln -sf "{STET}" build/release/stet\n')
        (action / "dev").chmod(0o755)
        (self.bin / "stet").unlink()
        return action

    @unittest.skipIf(shutil.which("stet", path="/usr/bin:/bin"), "a stet is installed")
    def test_builds_stet_where_there_is_none_and_keeps_it(self):
        action = self.builder()
        job = self.job()
        status, outputs = self.act(job, action)
        self.assertEqual(status, 0, job.log)
        self.assertIn("built build\n", job.log)
        self.assertEqual(outputs["stet"], str(action / "build/release/stet"))
        (uses, given), = job.used
        self.assertEqual((uses, given["path"]), ("actions/cache@v5", outputs["stet"]))
        again = self.job()
        self.assertEqual(self.act(again, action)[0], 0)
        self.assertNotIn("built build\n", again.log)
        self.assertEqual(again.used[0][1]["key"], given["key"])
        (action / "src/a.cpp").write_text("other")
        other = self.job()
        self.assertEqual(self.act(other, action)[0], 0)
        self.assertNotEqual(other.used[0][1]["key"], given["key"])


class TwoWorkflows(Case):
    """stet-report.yml, whose artifact stet-comment.yml takes."""

    def report(self):
        self.artifact = self.folder / "artifact"
        job = self.job(self.event("mallory/texts"))
        action = load(ROOT / "action.yml")

        def use(name, given):
            if name.startswith("OWNER/stet"):
                inner = self.job(self.event("mallory/texts"))
                status, outputs = run_action(inner, action, ROOT, given)
                self.assertEqual(status, 0, inner.log)
                return outputs
            if name.startswith("actions/upload-artifact"):
                self.assertEqual(given["name"], "stet-report")
                shutil.copytree(given["path"], self.artifact)
            return {}

        steps = [step for step in load(CI / "stet-report.yml")["jobs"]["report"]["steps"]
                 if "apt-get" not in step.get("run", "")]
        self.assertEqual(job.run_steps(steps, use=use), 0, job.log)

    def comment(self, sha=None, repository="mallory/texts"):
        event = {"workflow_run": {"id": 99, "event": "pull_request", "conclusion": "success", "head_sha": sha or self.head,
                                  "head_branch": HOSTILE_BRANCH, "html_url": "https://github.com/acme/texts/actions/runs/99",
                                  "head_repository": {"full_name": repository}}}
        job = self.job(event, "workflow_run")

        def use(name, given):
            self.assertTrue(name.startswith("actions/download-artifact"))
            self.assertEqual(given["run-id"], "99")
            shutil.copytree(self.artifact, given["path"], symlinks=True)

        return job.run_steps(load(CI / "stet-comment.yml")["jobs"]["comment"]["steps"], use=use), job

    def setUp(self):
        super().setUp()
        self.report()
        self.pull = {"state": "open", "head": {"sha": self.head, "repo": {"full_name": "mallory/texts"}}}
        self.say_to_gh([], {"7": self.pull, "8": {**self.pull, "head": {"sha": self.base, "repo": {"full_name": "acme/texts"}}}})

    def test_a_fork_s_report_becomes_one_comment(self):
        for _ in range(2):
            status, job = self.comment()
            self.assertEqual(status, 0, job.log)
        (comment,) = self.comments()
        self.assertEqual(comment["number"], 7)
        self.assertTrue(comment["body"].startswith(MARKER + "\n"))
        self.assertIn("ferry", comment["body"])
        self.assertIn("actions/runs/99", comment["body"])
        calls = json.loads(self.gh.read_text())["calls"]
        self.assertEqual([call.split(" ")[0] for call in calls if not call.startswith("GET")], ["POST", "PATCH"])

    def test_the_artifact_s_number_alone_counts_for_nothing(self):
        (self.artifact / "number").write_text("8\n")
        self.assertEqual(self.comment()[0], 0)
        (self.artifact / "number").write_text("7\n")
        self.assertEqual(self.comment(sha=self.base)[0], 0)
        self.assertEqual(self.comment(repository="acme/texts")[0], 0)
        self.say_to_gh([], {"7": {**self.pull, "state": "closed"}})
        self.assertEqual(self.comment()[0], 0)
        self.assertEqual(self.comments(), [])

    def test_a_forged_artifact_does_nothing(self):
        for number in ("", "7; touch pwned", "$(touch pwned)", "7/comments", "-7", "99999999999", "../7"):
            (self.artifact / "number").write_text(number)
            self.assertEqual(self.comment()[0], 1, number)
        (self.artifact / "number").write_text("7")
        (self.artifact / "report.md").unlink()
        (self.artifact / "report.md").symlink_to("/etc/passwd")
        self.assertEqual(self.comment()[0], 1)
        self.assertEqual(self.comments(), [])

    def test_a_forged_report_has_room_and_no_more(self):
        (self.artifact / "report.md").write_bytes(b"\0\xff$(touch pwned)" + "ä".encode() * 300000)
        status, job = self.comment()
        self.assertEqual(status, 0, job.log)
        body = self.comments()[0]["body"]
        self.assertIn("$(touch pwned)ää", body)
        self.assertIn("actions/runs/99", body.splitlines()[1], "whose it is comes before the text")

    def test_nothing_changed_is_no_comment(self):
        (self.artifact / "changed").write_text("false\n")
        self.assertEqual(self.comment()[0], 0)
        self.assertEqual(self.comments(), [])

    def test_only_pull_requests_that_went_well(self):
        job = load(CI / "stet-comment.yml")["jobs"]["comment"]
        from runner import Expression
        for event, conclusion, expected in (("pull_request", "success", True), ("push", "success", False),
                                            ("pull_request", "failure", False)):
            names = {"github": {"event": {"workflow_run": {"event": event, "conclusion": conclusion}}}}
            self.assertEqual(Expression(job["if"], names).value(), expected)


class GitLab(http.server.BaseHTTPRequestHandler):
    """What the template asks of GitLab: who a token is, the notes of merge request 3, a new one, another text for one."""
    notes = []
    calls = []

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle_call(self):
        self.calls.append((self.command, self.path))
        text = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        notes = "/projects/5/merge_requests/3/notes"
        if self.headers.get("PRIVATE-TOKEN") != "s3cret":
            return self.answer(401, {})
        if self.path == "/user":
            return self.answer(200, {"id": 40})
        if found := re.match(re.escape(notes) + r"\?per_page=100&page=(\d+)$", self.path):
            page = int(found.group(1)) - 1
            return self.answer(200, self.notes[page * 100:page * 100 + 100])
        body = json.loads(text)["body"]
        if self.command == "POST" and self.path == notes:
            self.notes.append({"id": len(self.notes), "author": {"id": 40}, "body": body})
            return self.answer(201, {})
        found = re.match(re.escape(notes) + r"/(\d+)$", self.path)
        if self.command == "PUT" and found:
            self.notes[int(found.group(1))]["body"] = body
            return self.answer(200, {})
        return self.answer(404, {})

    do_GET = do_POST = do_PUT = handle_call

    def log_message(self, *_):
        pass


class GitLabTemplate(Case):
    def setUp(self):
        super().setUp()
        GitLab.notes, GitLab.calls = [], []
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), GitLab)
        thread = threading.Thread(target=self.server.serve_forever)
        thread.start()
        self.addCleanup(thread.join)
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)

    def run_job(self, shell="bash", **more):
        template = load(CI / "gitlab.yml")["stet"]
        environment = {"PATH": self.path, "HOME": str(self.folder), "LANG": "C.UTF-8", "GITLAB_CI": "true", "CI": "true",
                       "CI_COMMIT_SHA": self.head, "CI_MERGE_REQUEST_DIFF_BASE_SHA": self.base,
                       "CI_MERGE_REQUEST_IID": "3", "CI_PROJECT_ID": "5", "CI_COMMIT_REF_NAME": HOSTILE_BRANCH,
                       "CI_API_V4_URL": f"http://127.0.0.1:{self.server.server_port}", **template["variables"], **more}
        done = subprocess.run([shell, "-e", "-c", "\n".join(template["script"])], cwd=self.repository, env=environment,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        return done.returncode, done.stdout

    def test_writes_what_gitlab_reads(self):
        for shell in ("bash", "sh"):
            status, log = self.run_job(shell)
            self.assertEqual(status, 0, log)
            self.assertIn("substantive changes", log)
            artifacts = load(CI / "gitlab.yml")["stet"]["artifacts"]
            for name in [*artifacts["paths"], *artifacts["reports"].values()]:
                self.assertGreater((self.repository / name).stat().st_size, 10, name)
            self.assertEqual(GitLab.calls, [], "no token, no note")

    def test_reads_a_checkout_of_another_user(self):
        if os.geteuid() != 0:
            self.skipTest("only root can give files away")
        for path in [self.repository, *self.repository.rglob("*")]:
            os.lchown(path, 12345, 12345)
        status, log = self.run_job(STET_FAIL_ON="policy")
        self.assertEqual(status, 0, log)

    def test_writes_one_note_and_replaces_it(self):
        GitLab.notes = [{"id": i, "author": {"id": 1}, "body": MARKER + "\nall is well"} for i in range(101)]
        for shell in ("sh", "bash"):
            status, log = self.run_job(shell, STET_NOTE_TOKEN="s3cret")
            self.assertEqual(status, 0, log)
            self.assertNotIn("s3cret", log)
        self.assertEqual(len(GitLab.notes), 102)
        self.assertTrue(GitLab.notes[101]["body"].startswith(MARKER + "\n"))
        self.assertEqual([command for command, _ in GitLab.calls if command != "GET"], ["POST", "PUT"])

    def test_writes_no_note_where_nothing_changed(self):
        self.head = self.base
        status, log = self.run_job(STET_NOTE_TOKEN="s3cret")
        self.assertEqual(status, 0, log)
        self.assertEqual(GitLab.notes, [])

    def test_says_that_a_token_is_not_taken(self):
        status, log = self.run_job(STET_NOTE_TOKEN="other")
        self.assertNotEqual(status, 0)
        self.assertIn("401", log)

    def test_judges(self):
        for fail_on, expected in (("never", 0), ("substantive", 1), ("editorial", 1), ("policy", 0), ("sometimes", 2)):
            status, log = self.run_job(STET_FAIL_ON=fail_on)
            self.assertEqual(status, expected, log)

    @unittest.skipIf(shutil.which("stet", path="/usr/bin:/bin"), "a stet is installed")
    def test_says_where_stet_could_come_from(self):
        (self.bin / "stet").unlink()
        status, log = self.run_job()
        self.assertEqual(status, 2)
        self.assertIn("set STET_REPOSITORY", log)
        # What an earlier job kept is taken.
        (self.repository / ".stet").mkdir()
        (self.repository / ".stet" / "stet").symlink_to(STET)
        self.assertEqual(self.run_job()[0], 0)


class Plain(Case):
    def run_plain(self, *words, **more):
        done = subprocess.run(["sh", str(CI / "plain.sh"), *words], cwd=self.repository, text=True, check=False,
                              env={"PATH": self.path, "HOME": str(self.folder), "LANG": "C.UTF-8", **more},
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.returncode, done.stdout

    def test_reports_and_judges(self):
        output = self.folder / "made"
        status, log = self.run_plain("main", HOSTILE_BRANCH, STET_OUTPUT=str(output))
        self.assertEqual(status, 0, log)
        self.assertEqual(sorted(os.listdir(output)), ["report.html", "report.md", "report.sarif", "report.xml"])
        self.assertIn("substantive changes", log)
        self.assertEqual(self.run_plain("main", "HEAD", "ferry.md", STET_FAIL_ON="substantive")[0], 1)
        self.assertEqual(self.run_plain("main", "main", STET_FAIL_ON="editorial")[0], 0)
        self.assertEqual(self.run_plain("main", "HEAD", STET_FAIL_ON="policy")[0], 0)

    def test_says_what_is_wrong(self):
        for words in ((), ("main",), ("none", "HEAD"), ("main", "none"), ("--staged", "HEAD"), ("main..HEAD", "HEAD")):
            status, log = self.run_plain(*words)
            self.assertEqual(status, 2, log)
            self.assertEqual(len(log.splitlines()), 1, log)
        self.assertEqual(self.run_plain("main", "HEAD", STET_FAIL_ON="no")[0], 2)


if __name__ == "__main__":
    STET = str(Path(sys.argv.pop(1)).resolve())
    unittest.main()
