"""What GitHub, GitLab and Gitea do with a pipeline, as far as its shell steps can tell: checkout, variables, artifacts.

Each job gets a clone of its own. The environment of Python is a stand-in that leads to the one that runs the tests, so
that `make setup` finds everything done and no network is asked for.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from gongkai.editing.section import TEMPLATES
from tests.repositories import Repository
from tests.sample import ROOT

_PYTHON = '#!/bin/sh\nexec "{python}" "$@"\n'
_FAR = 4_000_000_000
"""Seconds since 1970: nothing is newer."""


def pipeline(file: str) -> dict[str, Any]:
    """A pipeline that we ship; YAML takes the key `on` for a truth value."""
    loaded: dict[Any, Any] = yaml.safe_load((TEMPLATES / file).read_text(encoding="utf-8"))
    return {"on" if key is True else key: value for key, value in loaded.items()}


def project(root: Path) -> Repository:
    """The repository of a bureau: Gongkai, and an empty section; nothing is committed yet."""
    repository = Repository.create(root)
    for name in ("hooks", "scripts", "Makefile", "requirements.lock"):
        (root / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "build.py", root)
    (root / ".gitignore").write_text(".venv\n.cache\nsite\n.site-releases\n__pycache__\n")
    return repository


@dataclass
class Job:
    """One job: a clone of the repository, what it may know, and what came of it."""

    origin: Path
    folder: Path
    kept: Path
    """Where artifacts go, a folder each."""
    context: dict[str, Any] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    downloads: str = ""
    """Which artifacts of earlier jobs it finds, by a pattern."""
    python: str = _PYTHON.format(python=sys.executable)
    log: str = ""

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def check_out(self, what: str, branch: str = "") -> None:
        """A whole clone at a commit or at a ref that is fetched, as on a branch where one is named."""
        subprocess.run(["git", "clone", "-q", "-n", self.origin.as_uri(), str(self.folder)], check=True)
        self.git("remote", "set-head", "origin", "--delete")
        self.git("fetch", "-q", "origin", what)
        self.git("checkout", "-q", *(("-B", branch) if branch else ("--detach",)), "FETCH_HEAD")
        tools = self.folder / ".venv/bin"
        tools.mkdir(parents=True)
        (tools / "python").write_text(self.python)
        (tools / "python").chmod(0o755)
        for done in (".ready", ".gate"):  # all that `make setup` makes
            (tools.parent / done).touch()
            os.utime(tools.parent / done, (_FAR, _FAR))

    def bash(self, script: str, options: str, environment: Mapping[str, str]) -> int:
        """Run a script as a runner does, in an environment that has nothing of ours."""
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", *options.split(), "-c", script],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(self.folder.parent),
                "LANG": "C.UTF-8",
                **environment,
            },
        )
        self.log += done.stdout + done.stderr
        return done.returncode

    def keep(self, path: str, name: str) -> None:
        """Upload: a link is taken as a link, so what is given must be a folder of files."""
        given = self.folder / path
        assert given.is_dir(), path
        assert not [file for file in (given, *given.rglob("*")) if file.is_symlink()], path
        shutil.rmtree(self.kept / name, ignore_errors=True)
        shutil.copytree(given, self.kept / name)

    def fetch(self, pattern: str) -> None:
        """Download what earlier jobs have kept."""
        for given in self.kept.glob(pattern) if pattern else ():
            shutil.copytree(given, self.folder / given.name)


class Actions(Job):
    """GitHub, Gitea and Forgejo."""

    def run(self, job: Mapping[str, Any], environment: Mapping[str, str]) -> int:
        """Run the steps up to the first that fails; 0 if none does, and for a job whose condition does not hold."""
        self.context |= {"steps": {}, "env": dict(environment)}
        if not evaluated(job.get("if", "'yes'"), self.context):
            return 0
        for step in job["steps"]:
            status = self._use(step) if "uses" in step else self._run(step)
            if status:
                return status
        return 0

    def _run(self, step: Mapping[str, Any]) -> int:
        output = self.folder.parent / "output"
        output.write_text("")
        own = {name: filled(str(value), self.context) for name, value in step.get("env", {}).items()}
        given = {**self.context["env"], **self.environment, **own, "GITHUB_OUTPUT": str(output)}
        assert "${{" not in step["run"]  # what others wrote never becomes part of a script
        status = self.bash(step["run"], "-e", given)
        told = dict(line.split("=", 1) for line in output.read_text().splitlines())
        self.context["steps"][step.get("id")] = {"outputs": told}
        return status

    def _use(self, step: Mapping[str, Any]) -> int:
        given = {name: filled(str(value), self.context) for name, value in step.get("with", {}).items()}
        action = step["uses"].removeprefix("https://github.com/").partition("@")[0]
        if action == "actions/checkout":
            assert given["fetch-depth"] == "0"
            branch = given.get("ref", "")
            self.check_out(
                branch or self.context["ref"], "" if re.fullmatch("[0-9a-f]{40}", branch) else branch
            )
        elif action == "actions/upload-artifact":
            self.keep(given["path"], given["name"])
        elif action == "actions/upload-pages-artifact":
            self.keep(given["path"], "pages")
        elif action == "actions/download-artifact":
            self.fetch(given["pattern"])
        else:
            assert action in ("actions/cache", "actions/setup-python", "actions/deploy-pages"), action
        return 0


class GitLab(Job):
    """GitLab: the lines of a script are one script."""

    def run(self, job: Mapping[str, Any], variables: Mapping[str, str]) -> int:
        self.check_out(self.context["ref"])
        self.fetch(self.downloads)
        status = self.bash("\n".join(job["script"]), "-e -o pipefail", {**variables, **self.environment})
        if not status:
            for pattern in job.get("artifacts", {}).get("paths", ()):
                for given in self.folder.glob(pattern.rstrip("/")):
                    self.keep(given.name, given.name)
        return status


def filled(text: str, context: Mapping[str, Any]) -> str:
    """A text with its expressions replaced."""
    return re.sub(r"\$\{\{(.*?)\}\}", lambda found: str(evaluated(found[1], context)), text)


def evaluated(expression: str, context: Mapping[str, Any]) -> Any:
    """`a && b || c` over names, quoted texts and comparisons: all that our pipelines use."""
    result: Any = ""
    for option in expression.split("||"):
        for part in option.split("&&"):
            result = _term(part.strip(), context)
            if not result:
                break
        if result:
            break
    return result


def _term(term: str, context: Mapping[str, Any]) -> Any:
    if compared := re.fullmatch(r"(.+?) ([!=]=) (.+)", term):
        same = _term(compared[1], context) == _term(compared[3], context)
        return same == (compared[2] == "==")
    if term.startswith("'"):
        return term.strip("'")
    value: Any = context
    for name in term.split("."):
        value = value.get(name, "") if isinstance(value, Mapping) else ""
    return value


def command_lines(folder: Path) -> Sequence[str]:
    """What a stand-in for Python was called with: the commit it saw, then its arguments."""
    return (folder / "calls").read_text().splitlines()
