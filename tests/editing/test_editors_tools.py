"""What stands in editors' tools and pipelines: the git hook, VS Code's tasks, merge requests; run for real."""

import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gongkai.cli import command_line
from gongkai.editing.cms import cms_config
from gongkai.model.kinds import PLACES
from gongkai.settings import read_settings
from scripts import gitea_review
from tests.sample import ROOT

GIT = ["git", "-c", "user.name=编辑", "-c", "user.email=bianji@example.com"]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A checkout of the project with the sample section, as an editor has it."""
    root = tmp_path / "gongkai"
    root.mkdir()
    shutil.copytree(ROOT / "content", root / "content")
    (root / "hooks").symlink_to(ROOT / "hooks")  # with its bytecode
    for name in ("build.py", "mkdocs.yml"):
        shutil.copy(ROOT / name, root)
    (root / ".venv/bin").mkdir(parents=True)
    (root / ".venv/bin/python").symlink_to(sys.executable)
    shutil.copytree(ROOT / "scripts" / "hooks", root / "scripts" / "hooks")
    for arguments in (
        ["init", "-q", "-b", "main"],
        ["config", "core.hooksPath", "scripts/hooks"],
        ["add", "content", "mkdocs.yml"],
        ["commit", "-q", "--no-verify", "-m", "内容"],
    ):
        subprocess.run([*GIT, *arguments], cwd=root, check=True)
    return root


def commit(root: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [*GIT, "commit", "-q", "-m", "改"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )


def test_the_hook_stops_a_broken_commit(repository: Path) -> None:
    file = repository / "content/policies/2024/labour-harmony.md"
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace("\npublished: ", "\nfabu: ", 1), encoding="utf-8")
    subprocess.run([*GIT, "add", "content"], cwd=repository, check=True)
    refused = commit(repository)
    assert refused.returncode == 1
    assert "GK004" in refused.stderr  # git sends what a hook prints there
    assert "没有提交" in refused.stderr


@pytest.mark.long
def test_the_hook_lets_a_good_commit_through(repository: Path) -> None:
    file = repository / "content/policies/2024/labour-harmony.md"
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace("区内", "本区内"), encoding="utf-8")
    subprocess.run([*GIT, "add", "content"], cwd=repository, check=True)
    file.write_text("what lies in the folder is not judged", encoding="utf-8")
    passed = commit(repository)
    assert passed.returncode == 0, passed.stdout + passed.stderr


def _tasks() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((ROOT / ".vscode/tasks.json").read_text(encoding="utf-8"))[
        "tasks"
    ]
    return found


@pytest.mark.parametrize("task", _tasks(), ids=lambda task: task["label"])
def test_every_task_is_a_command_that_is_there(task: dict[str, Any]) -> None:
    words = task["command"].replace('"${relativeFile}"', "content/index.md").split()
    assert words[:2] == [".venv/bin/python", "build.py"]
    assert task["windows"]["command"] == task["command"].replace(".venv/bin/", ".venv\\Scripts\\")
    command_line.parser_of("build.py", command_line.SETTINGS).parse_args(words[2:])


@pytest.mark.long
def test_the_tasks_put_findings_on_their_lines(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = repository / "content/policies/2024/labour-harmony.md"
    file.write_text(
        file.read_text(encoding="utf-8").replace("\npublished: ", "\nfabu: ", 1), encoding="utf-8"
    )
    task = next(task for task in _tasks() if "build.py check" in task["command"])
    arguments = task["command"].split()[2:]
    assert command_line.main(["--config", str(repository / "mkdocs.yml"), *arguments]) == 1
    pattern = re.compile(task["problemMatcher"]["pattern"]["regexp"])
    found = [match for line in capsys.readouterr().out.splitlines() if (match := pattern.match(line))]
    assert any(
        match[2] == "content/policies/2024/labour-harmony.md" and "GK004" in match[3] for match in found
    )


def test_vs_code_knows_the_registers() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    registers = {place for _pattern, _kind, place in PLACES if place.endswith(".yml")}
    globs = {glob.removeprefix("content/").replace("*", "年份") for glob in settings["yaml.schemas"].values()}
    assert globs == registers
    assert all((ROOT / schema).is_file() for schema in settings["yaml.schemas"])


class _Gitea(http.server.BaseHTTPRequestHandler):
    seen: list[tuple[str, str, dict[str, Any]]] = []  # noqa: RUF012 (the handler is made anew for each request)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.seen.append((self.path, self.headers["Authorization"], body))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""


@pytest.fixture
def gitea() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Gitea)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/api/v1"
    server.shutdown()


@pytest.mark.long
def test_gitea_gets_a_review_on_the_changed_lines(
    repository: Path, gitea: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    subprocess.run([*GIT, "checkout", "-q", "-b", "gaidong"], cwd=repository, check=True)
    file = repository / "content/policies/2024/labour-harmony.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\ntopics:", "\ntopic:", 1), encoding="utf-8")
    line = text.split("\n").index(next(one for one in text.split("\n") if one.startswith("topics:"))) + 1
    subprocess.run([*GIT, "commit", "-q", "--no-verify", "-am", "改"], cwd=repository, check=True)
    command_line.main(
        ["--config", str(repository / "mkdocs.yml"), "check", "--format", "json", "--clock", "report"]
    )
    (repository / "report.json").write_text(capsys.readouterr().out, encoding="utf-8")
    monkeypatch.chdir(repository)
    for name, value in (
        ("GITHUB_API_URL", gitea),
        ("GITHUB_REPOSITORY", "renshe/gongkai"),
        ("GITEA_TOKEN", "x"),
    ):
        monkeypatch.setenv(name, value)
    gitea_review.main("report.json", "main", "12")
    path, token, review = _Gitea.seen[-1]
    assert (path, token) == ("/api/v1/repos/renshe/gongkai/pulls/12/reviews", "token x")
    assert review["event"] == "REQUEST_CHANGES"
    places = {(comment["path"], comment["new_position"]) for comment in review["comments"]}
    assert places == {("content/policies/2024/labour-harmony.md", line)}
    assert any("GK004" in comment["body"] for comment in review["comments"])


@pytest.mark.parametrize(
    ("backend", "mode"),
    [
        ("github", "editorial_workflow"),
        ("gitlab", "editorial_workflow"),
        ("gitea", "simple"),
        ("forgejo", "editorial_workflow"),
        ("proxy", "editorial_workflow"),
    ],
)
def test_the_browser_editor_asks_for_review_where_it_can(backend: str, mode: str) -> None:
    """A save is a merge request, and no commit on the default branch; Decap has it for these backends alone."""
    config = cms_config(read_settings(ROOT / "mkdocs.yml"), {"name": backend})
    assert config["publish_mode"] == mode
