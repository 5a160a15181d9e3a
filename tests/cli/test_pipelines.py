"""Pipelines that we ship obey the public schemas, and every shell step of them does what it is for."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.cli import command_line
from gongkai.editing.section import TEMPLATES
from tests import whole_section as whole
from tests.repositories import Repository
from tests.rows import mostly_long
from tests.runner import Actions, GitLab, Job, command_lines, pipeline, project
from tests.sample import ROOT

ACTIONS = ("github/gongkai.yml", "github/large-site.yml", "gitea/gongkai.yml")
GITLAB = ("gitlab/gongkai.yml", "gitlab/large-site.yml")
ZERO, UNKNOWN = "0" * 40, "1234567890" * 4
DAY = whole.TODAY
NEW = "about/service/index.html"
REFUSES = '#!/bin/sh\necho "$(git rev-parse HEAD) $*" >> calls\necho "GK004：没有这个字段"\nexit 1\n'
STANDS_IN = '#!/bin/sh\necho "$(git rev-parse HEAD) $*" >> calls\nmkdir -p site\n'


# --- as they are written -------------------------------------------------------------------------------


def test_every_pipeline_is_tried_here() -> None:
    files = {file.relative_to(TEMPLATES).as_posix() for file in TEMPLATES.glob("*/*.yml")}
    assert files == {*ACTIONS, *GITLAB}


@pytest.mark.parametrize("file", mostly_long([*ACTIONS, *GITLAB], "github/gongkai.yml", "gitlab/gongkai.yml"))
def test_pipelines_obey_their_public_schemas(file: str) -> None:
    gitlab = ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"]
    schema = gitlab if file in GITLAB else ["--builtin-schema", "vendor.github-workflows"]
    command = [sys.executable, "-m", "check_jsonschema", *schema, str(TEMPLATES / file)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout


def _steps(file: str) -> list[dict[str, Any]]:
    return [step for job in pipeline(file)["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("file", ACTIONS)
def test_actions_are_pinned_see_the_whole_history_and_may_do_little(file: str) -> None:
    whole_file = pipeline(file)
    assert whole_file["permissions"] == {"contents": "read"}
    for step in _steps(file):
        if "uses" in step:
            assert re.search("@[0-9a-f]{40}$", step["uses"]), step
        if "checkout@" in step.get("uses", ""):
            assert step["with"]["fetch-depth"] == 0
    for job in whole_file["jobs"].values():
        assert "latest" not in job["runs-on"] or file.startswith("gitea")
        assert job["timeout-minutes"] <= 60
        assert set(job.get("permissions", {})) <= {"contents", "pages", "id-token", "pull-requests"}


@pytest.mark.parametrize("file", [file for file in ACTIONS if "large" not in file])
def test_a_required_check_always_reports(file: str) -> None:
    events = pipeline(file)["on"]
    assert events["pull_request"] is None  # every one, whatever it changes
    assert events["push"] == {"branches": ["main"]}
    job = pipeline(file)["jobs"]["check"]
    assert "needs" not in job
    assert "pull_request" in job["if"]
    assert file.startswith("gitea") or "merge_group" in events


def test_a_merge_request_of_gitlab_always_has_a_pipeline() -> None:
    for job in pipeline("gitlab/gongkai.yml").values():
        assert all("changes" not in rule for rule in job.get("rules", ()))
    assert pipeline("gitlab/gongkai.yml")["variables"]["GIT_DEPTH"] == "0"


def test_the_nightly_run_comes_after_midnight_in_shanghai() -> None:
    for file in ACTIONS:
        hours = [int(one["cron"].split()[1]) for one in pipeline(file)["on"]["schedule"]]
        assert hours[0] == 16  # 00:05 the next day
        assert all(16 <= hour < 24 for hour in hours)


# --- what the publishing step builds -------------------------------------------------------------------


@dataclass
class Bureau:
    """A bureau's repository, with a clone for each job."""

    root: Path
    repository: Repository

    def job(self, kind: Callable[..., Any], name: str, **context: Any) -> Any:
        folder = self.root / name
        folder.mkdir()
        kept = self.root / "kept"
        kept.mkdir(exist_ok=True)
        return kind(self.repository.root, folder / "clone", kept, context)

    def commit(self, files: Mapping[str, str | None], day: date = DAY) -> str:
        return self.repository.commit(day, files)


@pytest.fixture
def bureau(tmp_path: Path) -> Bureau:
    """A section without the year's catalogue: its duty has been overdue since April."""
    repository = project(tmp_path / "origin")
    settings = {"clock": DAY, "organisation": "示例区人力资源和社会保障局"}
    (repository.root / "mkdocs.yml").write_text(
        yaml.safe_dump({"site_name": "示例", "docs_dir": "content", "extra": {"gongkai": settings}}),
        encoding="utf-8",
    )
    files = dict(whole.whole_section())
    del files[whole.CATALOGUE]
    made = Bureau(tmp_path, repository)
    made.commit(files)
    return made


SERVICE = {"about/service.md": "---\ntitle: 服务须知\npublished: 2024-05-20\n---\n正文。\n"}
BROKEN = {"about/service.md": "---\ntitle: 服务须知\nfabu: 2024-05-20\n---\n正文。\n"}


def published(
    bureau: Bureau, platform: str, event: str, before: str, sha: str, python: str = ""
) -> tuple[int, Job]:
    """Run the job that publishes, started by an event at a commit."""
    site = bureau.root / "srv" / "site"
    site.parent.mkdir(exist_ok=True)
    name = f"{platform}-{len([*bureau.root.iterdir()])}"
    if platform == "gitlab":
        job = bureau.job(GitLab, name, ref=sha)
        variables = {
            "CI_PIPELINE_SOURCE": event,
            "CI_COMMIT_BEFORE_SHA": before,
            "CI_COMMIT_SHA": sha,
            "CI_DEFAULT_BRANCH": "main",
        }
        definition = pipeline("gitlab/gongkai.yml")["pages"]
    else:
        told = {"event_name": event, "event": {"before": before}, "run_id": 1}
        job = bureau.job(Actions, name, ref=sha, github=told, vars={"GONGKAI_SITE": str(site)})
        whole_file = pipeline(f"{platform}/gongkai.yml")
        variables, definition = whole_file["env"], whole_file["jobs"]["publish"]
    job.python = python or job.python
    return job.run(definition, variables), job


PLATFORMS = ("github", "gitlab", "gitea")


def really(one: str) -> list[Any]:
    """All platforms, but only one with real builds in the short run: the others' steps are run there too, with a
    stand-in for Python."""
    return [pytest.param(name, marks=() if name == one else pytest.mark.long) for name in PLATFORMS]


@pytest.mark.parametrize("platform", mostly_long(PLATFORMS, "gitlab"))
def test_a_push_is_compared_with_the_commit_before_it_and_a_schedule_only_reports(
    bureau: Bureau, platform: str
) -> None:
    def options(event: str, before: str) -> str:
        tip = bureau.repository.git("rev-parse", "HEAD")
        status, job = published(bureau, platform, event, before, tip, STANDS_IN)
        assert status == 0, job.log
        (line,) = command_lines(job.folder)
        commit, _, arguments = line.partition(" build.py build")
        assert commit == tip
        return arguments.replace(f" --site {bureau.root}/srv/site", "").strip()

    first = bureau.repository.git("rev-parse", "HEAD")
    assert options("push", ZERO) == ""  # the first commit there is: nothing stood before
    second = bureau.commit(SERVICE)
    bureau.commit({"about/service.md": SERVICE["about/service.md"] + "\n再一段。\n"})
    assert options("push", first) == f"--base {first}"
    assert options("push", ZERO) == f"--base {second}"
    assert options("push", UNKNOWN) == f"--base {second}"  # before a force push
    manual = {"github": "workflow_dispatch", "gitlab": "web", "gitea": "workflow_dispatch"}[platform]
    for event in ("schedule", manual):
        assert options(event, ZERO if platform == "gitlab" else "") == "--clock report"


@pytest.mark.parametrize("platform", mostly_long(PLATFORMS, "gitea"))
def test_an_old_run_publishes_the_branch_as_it_is_now(bureau: Bureau, platform: str) -> None:
    first = bureau.repository.git("rev-parse", "HEAD")
    second = bureau.commit(SERVICE)
    tip = bureau.commit({"about/service.md": None})
    status, job = published(bureau, platform, "push", first, second, STANDS_IN)
    assert status == 0, job.log
    assert command_lines(job.folder)[0].startswith(f"{tip} build.py build --")


@pytest.mark.long
@pytest.mark.parametrize("platform", really("gitea"))
def test_an_overdue_duty_holds_up_nobody_elses_change(bureau: Bureau, platform: str) -> None:
    before = bureau.repository.git("rev-parse", "HEAD")
    sha = bureau.commit(SERVICE)
    status, job = published(bureau, platform, "push", before, sha)
    assert status == 0, job.log
    name = {"github": "kept/pages", "gitlab": "kept/public", "gitea": "srv/site"}[platform]
    site = bureau.root / name
    assert (site / NEW).is_file()
    told = json.loads((site / "status.json").read_text(encoding="utf-8"))
    assert (told["commit"], told["day"]) == (sha, DAY.isoformat())
    assert told["findings"]["let_through"] > 0
    refused = bureau.commit(BROKEN)
    status, job = published(bureau, platform, "schedule", "", refused)
    assert status == 1
    assert "GK004" in job.log
    assert (site / NEW).is_file()


# --- what a change is told -----------------------------------------------------------------------------


def proposed(bureau: Bureau, files: Mapping[str, str | None]) -> tuple[str, str]:
    """A branch with these files, offered as number 1; its head, and the commit that it left main at."""
    repository = bureau.repository
    base = repository.git("rev-parse", "HEAD")
    repository.branch("gaidong")
    head = repository.commit(DAY, files)
    repository.git("update-ref", "refs/pull/1/head", head)
    repository.merge("gaidong", DAY)
    repository.git("update-ref", "refs/pull/1/merge", "HEAD")
    repository.git("reset", "-q", "--hard", base)
    return head, base


def checked(bureau: Bureau, platform: str, head: str, base: str, python: str = "") -> tuple[int, Job]:
    """Run the jobs of a merge request."""
    if platform == "gitlab":
        variables = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "CI_DEFAULT_BRANCH": "main"}
        for name in ("check", "preview"):
            job = bureau.job(GitLab, name, ref=head)
            job.python = python or job.python
            if status := job.run(pipeline("gitlab/gongkai.yml")[name], variables):
                return status, job
        return 0, job
    ref = "refs/pull/1/" + ("merge" if platform == "github" else "head")
    told = {"event_name": "pull_request", "event": {"number": 1}, "base_ref": "main", "ref": ref}
    job = bureau.job(Actions, "check", ref=ref, github=told, secrets={"GITHUB_TOKEN": "x"})
    job.python = python or job.python
    job.environment = {"GITHUB_SERVER_URL": "http://127.0.0.1:9", "GITHUB_REPOSITORY": "zwgk/zwgk"}
    whole_file = pipeline(f"{platform}/gongkai.yml")
    return job.run(whole_file["jobs"]["check"], whole_file["env"]), job


@pytest.mark.parametrize("platform", mostly_long(PLATFORMS, "github"))
def test_a_change_is_compared_with_the_branch_without_it(bureau: Bureau, platform: str) -> None:
    head, base = proposed(bureau, SERVICE)
    bureau.commit({"about/another.md": SERVICE["about/service.md"]})  # main has gone on
    status, job = checked(bureau, platform, head, base, STANDS_IN)
    assert status == 0, job.log
    first, *_more = command_lines(bureau.root / "check/clone")
    assert re.fullmatch(r"[0-9a-f]{40} build\.py check --base \S+ --format (github|gitlab|json)", first)
    told = first.split(" --base ")[1].split()[0]
    assert job.git("rev-parse", told) == base
    *_before, last = command_lines(job.folder)
    assert last.endswith("build.py build --clock report")


@pytest.mark.long
@pytest.mark.parametrize("platform", really("github"))
def test_a_good_change_passes_and_its_preview_is_made_of_files(bureau: Bureau, platform: str) -> None:
    head, base = proposed(bureau, SERVICE)
    bureau.commit({"about/another.md": SERVICE["about/service.md"]})  # main has gone on
    status, job = checked(bureau, platform, head, base)
    assert status == 0, job.log
    assert (bureau.root / "kept" / ("preview" if platform == "gitlab" else "预览") / NEW).is_file()
    if platform == "gitlab":
        report = (bureau.root / "check/clone/gl-code-quality-report.json").read_text(encoding="utf-8")
        assert "GK201" in report


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize(
    "python", [REFUSES, pytest.param("", marks=pytest.mark.long)], ids=["stand-in", "real"]
)
def test_a_broken_change_fails_and_says_why(bureau: Bureau, platform: str, python: str) -> None:
    status, job = checked(bureau, platform, *proposed(bureau, BROKEN), python)
    assert status == 1
    if not (python and platform == "gitea"):  # there the report is put into words by the next command
        assert "GK004" in job.log
    assert not [*(bureau.root / "kept").iterdir()]


def test_jobs_of_other_events_report_at_once(bureau: Bureau) -> None:
    told = {"event_name": "pull_request", "event": {}}
    for file in ("github/gongkai.yml", "gitea/gongkai.yml"):
        job = bureau.job(Actions, file.split("/")[0], github=told)
        assert job.run(pipeline(file)["jobs"]["publish"], {}) == 0
        assert not job.folder.exists()


def test_a_merge_queue_is_compared_with_what_it_is_built_on(bureau: Bureau) -> None:
    base = bureau.repository.git("rev-parse", "HEAD")
    tip = bureau.commit(SERVICE)
    told = {"event_name": "merge_group", "event": {"merge_group": {"base_sha": base}}}
    job = bureau.job(Actions, "queue", ref=tip, github=told)
    job.python = STANDS_IN
    assert job.run(pipeline("github/gongkai.yml")["jobs"]["check"], {}) == 0, job.log
    assert f"check --base {base} " in command_lines(job.folder)[0]


# --- what operators and editors are told ---------------------------------------------------------------


def test_the_operators_guide_names_what_is_there() -> None:
    text = (ROOT / "docs/operators.md").read_text(encoding="utf-8")
    for path in re.findall(r"`((?:deploy|hooks)/[^`*;]+)`", text):
        assert (ROOT / path).exists(), path
    gitea = pipeline("gitea/gongkai.yml")
    assert f"`{gitea['name']} / {gitea['jobs']['check']['name']} (pull_request)`" in text
    for link in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (ROOT / "docs" / link).is_file(), link
    for words in re.findall(r"python build\.py ([^`\n]+)", text):
        command_line.parser_of("build.py", command_line.SETTINGS).read(words.split())


def test_hooks_of_pre_commit_are_commands_that_are_there() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    for hook in hooks:
        python, *words = hook["entry"].split()
        assert (python, words[0]) == (".venv/bin/python", "build.py")
        files = [] if hook.get("pass_filenames") is False else ["content/policies/2024/a.md"]
        command_line.parser_of("build.py", command_line.SETTINGS).read([*words[1:], *files])
        assert all(re.search(hook["files"], file) for file in files)
        assert re.search(hook["files"], "content/waivers.yml")


# --- large sites ---------------------------------------------------------------------------------------


@pytest.mark.long
def test_four_machines_of_github_publish_one_site(bureau: Bureau) -> None:
    before = bureau.repository.git("rev-parse", "HEAD")
    sha = bureau.commit(SERVICE)
    whole_file = pipeline("github/large-site.yml")
    told = {"event_name": "push", "event": {"before": before}, "run_attempt": 1}
    plan = bureau.job(Actions, "plan", github=told)
    assert plan.run(whole_file["jobs"]["plan"], whole_file["env"]) == 0, plan.log
    outputs = plan.context["steps"]["plan"]["outputs"]
    assert (outputs["commit"], outputs["options"]) == (sha, f"--base={before}")
    needs = {"plan": {"outputs": outputs}}
    for number in (1, 2, 3, 4):
        share = bureau.job(Actions, f"s{number}", github=told, needs=needs, matrix={"number": number})
        assert share.run(whole_file["jobs"]["share"], whole_file["env"]) == 0, share.log
    merge = bureau.job(Actions, "merge", github=told, needs=needs)
    assert merge.run(whole_file["jobs"]["merge"], whole_file["env"]) == 0, merge.log
    assert (bureau.root / "kept/pages" / NEW).is_file()
    bureau.commit({"about/service.md": None})
    again = bureau.job(Actions, "again", github=told | {"run_attempt": 2}, needs=needs)
    assert again.run(whole_file["jobs"]["merge"], whole_file["env"]) == 1
    assert "计划已经过时" in again.log


@pytest.mark.long
def test_four_machines_of_gitlab_publish_one_site(bureau: Bureau) -> None:
    before = bureau.repository.git("rev-parse", "HEAD")
    sha = bureau.commit(SERVICE)
    whole_file = pipeline("gitlab/large-site.yml")
    created = subprocess.run(["date", "-u", "+%FT%TZ"], capture_output=True, text=True, check=True)
    variables = {
        "CI_PIPELINE_SOURCE": "push",
        "CI_COMMIT_BEFORE_SHA": before,
        "CI_DEFAULT_BRANCH": "main",
        "CI_PIPELINE_CREATED_AT": created.stdout.strip(),
    }
    for number in range(1, whole_file["share"]["parallel"] + 1):
        share = bureau.job(GitLab, f"s{number}", ref=sha)
        nodes = {"CI_NODE_INDEX": str(number), "CI_NODE_TOTAL": "4"}
        assert share.run(whole_file["share"], variables | nodes) == 0, share.log

    def pages(name: str) -> GitLab:
        job: GitLab = bureau.job(GitLab, name, ref=sha)
        job.downloads = "share-*"
        return job

    merge = pages("merge")
    assert merge.run(whole_file["pages"], variables) == 0, merge.log
    assert (bureau.root / "kept/public" / NEW).is_file()
    bureau.commit({"about/service.md": None})
    assert pages("late").run(whole_file["pages"], variables) == 75


# --- who must agree ------------------------------------------------------------------------------------


def owners(platform: str, path: str, folder: Path) -> set[str]:
    """Whom a platform asks about a path: the last line that matches, or, on Gitea, every one."""
    rules = [
        line.split()
        for line in (TEMPLATES / platform / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    if platform == "gitea":
        return {
            team
            for pattern, *teams in rules
            for team in teams
            if (re.fullmatch(pattern.removeprefix("!"), path) is None) == pattern.startswith("!")
        }
    for pattern, *teams in reversed(rules):
        (folder / ".gitignore").write_text(pattern)  # patterns of the same kind
        command = ["git", "check-ignore", "--no-index", "-q", path]
        if subprocess.run(command, cwd=folder, check=False).returncode == 0:
            return set(teams)
    return set()


@pytest.mark.parametrize("platform", mostly_long(PLATFORMS, "github"))
def test_settings_waivers_pipelines_hooks_and_templates_are_the_keepers(
    platform: str, tmp_path: Path
) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    keepers = "@example-district/zwgk-keepers"
    tracked = ("mkdocs.yml", "build.py", "Makefile", "requirements.lock", "CODEOWNERS", ".gitlab-ci.yml")
    folders = (
        ".github/workflows/a.yml",
        ".gitea/workflows/a.yml",
        ".forgejo/workflows/a.yml",
        "scripts/a.py",
    )
    rooms = (
        "hooks/site_hook.py",
        "hooks/gongkai/theme/main.html",
        "theme/main.html",
        ".pre-commit-config.yaml",
    )
    for path in (*tracked, *folders, *rooms, "content/waivers.yml", "content/calendar/2026.yml"):
        assert keepers in owners(platform, path, tmp_path), path
    for path in ("content/policies/2024/a.md", "content/requests/2024.yml", "content/index.md"):
        assert owners(platform, path, tmp_path) == {"@example-district/zwgk-editors"}, path
