# SPDX-License-Identifier: Apache-2.0
"""As much of a GitHub Actions runner as action.yml and the workflows in docs/ci use.

Steps that `run` are run, with the files and variables that a runner gives them. Steps that use another action are handed
to a function. Expressions are those of these files: names, strings, ==, !=, && and ||; anything else is an error.
"""
import json
import os
import re
import subprocess
import tempfile
from pathlib import Path

import yaml

EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}")
TOKEN = re.compile(r"\s*('(?:[^']|'')*'|==|!=|&&|\|\||[A-Za-z_][\w.-]*)")


def load(path):
    """A YAML file, whose key `on` YAML 1.1 takes for true."""
    parsed = yaml.safe_load(Path(path).read_text())
    if True in parsed:
        parsed["on"] = parsed.pop(True)
    return parsed


def as_text(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


class Expression:
    """`a == 'b' && c != d`, over a tree of names."""

    def __init__(self, text, names):
        self.tokens = []
        at = 0
        while at < len(text.rstrip()):
            found = TOKEN.match(text, at)
            assert found, f"no expression that is known here: {text}"
            self.tokens.append(found.group(1))
            at = found.end()
        self.names = names

    def value(self):
        value = self.any_of()
        assert not self.tokens, f"left over: {self.tokens}"
        return value

    def any_of(self):
        value = self.all_of()
        while self.tokens and self.tokens[0] == "||":
            self.tokens.pop(0)
            other = self.all_of()
            value = value or other
        return value

    def all_of(self):
        value = self.comparison()
        while self.tokens and self.tokens[0] == "&&":
            self.tokens.pop(0)
            other = self.comparison()
            value = value and other
        return value

    def comparison(self):
        left = self.operand()
        if not self.tokens or self.tokens[0] not in ("==", "!="):
            return left
        operator = self.tokens.pop(0)
        same = as_text(left).lower() == as_text(self.operand()).lower()
        return same if operator == "==" else not same

    def operand(self):
        token = self.tokens.pop(0)
        if token.startswith("'"):
            return token[1:-1].replace("''", "'")
        value = self.names
        for part in token.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        return value


def filled_in(text, names):
    return EXPRESSION.sub(lambda found: as_text(Expression(found.group(1), names).value()), as_text(text))


class Job:
    """One job: its event, its environment, the outputs of its steps."""

    def __init__(self, workspace, event_name, event, path, repository="acme/texts"):
        self.temp = Path(tempfile.mkdtemp())
        self.workspace = Path(workspace)
        self.log = ""
        self.summary = ""
        self.outputs = {}
        self.used = []
        event_file = self.temp / "event.json"
        event_file.write_text(json.dumps(event))
        self.environment = {
            "PATH": path, "HOME": str(self.temp), "LANG": "C.UTF-8", "GITHUB_ACTIONS": "true", "CI": "true",
            "GITHUB_EVENT_PATH": str(event_file), "GITHUB_EVENT_NAME": event_name, "GITHUB_REPOSITORY": repository,
            "GITHUB_WORKSPACE": str(workspace), "RUNNER_TEMP": str(self.temp), "RUNNER_OS": "Linux",
        }
        self.names = {
            "github": {"event": event, "event_name": event_name, "repository": repository, "token": "a-token"},
            "runner": {"temp": str(self.temp), "os": "Linux"}, "steps": {},
        }

    def run_steps(self, steps, inputs=None, use=None, variables=None):
        """Runs steps in their order and gives the exit status of the first that fails, else 0."""
        self.names["inputs"] = inputs or {}
        for step in steps:
            if "if" in step and not Expression(step["if"], self.names).value():
                continue
            status, outputs = self.run_step(step, use, variables or {})
            if "id" in step:
                self.names["steps"][step["id"]] = {"outputs": outputs}
            if status != 0:
                return status
        return 0

    def run_step(self, step, use, variables):
        if "uses" in step:
            given = {key: filled_in(value, self.names) for key, value in step.get("with", {}).items()}
            self.used.append((step["uses"], given))
            return 0, (use(step["uses"], given) if use else None) or {}
        output, summary = self.temp / "output", self.temp / "summary"
        output.write_text("")
        summary.write_text("")
        script = self.temp / "script.sh"
        script.write_text(step["run"])
        environment = dict(self.environment, GITHUB_OUTPUT=str(output), GITHUB_STEP_SUMMARY=str(summary), **variables)
        for key, value in step.get("env", {}).items():
            environment[key] = filled_in(value, self.names)
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail"] if step.get("shell") == "bash" else ["sh", "-e"]
        folder = self.workspace / filled_in(step.get("working-directory", "."), self.names)
        done = subprocess.run(shell + [str(script)], cwd=folder, env=environment, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, check=False)
        self.log += done.stdout
        self.summary += summary.read_text()
        return done.returncode, dict(line.split("=", 1) for line in output.read_text().splitlines())


def run_action(job, action, action_path, typed=None, use=None):
    """Runs a composite action with what was typed, and gives status and outputs."""
    inputs = {name: filled_in(given.get("default", ""), job.names) for name, given in action["inputs"].items()}
    for name, value in (typed or {}).items():
        assert name in inputs, f"no input {name}"
        inputs[name] = as_text(value)
    status = job.run_steps(action["runs"]["steps"], inputs, use, {"GITHUB_ACTION_PATH": str(action_path)})
    outputs = {name: filled_in(given["value"], job.names) for name, given in action["outputs"].items()}
    return status, outputs
