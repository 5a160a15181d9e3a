"""`status.json`: a monitor can tell what is live and that it is still built, and learns nothing that is not out."""

import json
import subprocess
import tomllib
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from gongkai.building import pipeline
from gongkai.exports import status
from gongkai.package import VERSION
from gongkai.settings import SHANGHAI, Settings, read_settings
from tests import whole_section as whole
from tests.exports.test_exports import described
from tests.repositories import Repository
from tests.sample import ROOT, renderer
from tests.sections import Section

Files = dict[str, str]
NOON = datetime(2024, 5, 20, 12, 0, 7, tzinfo=SHANGHAI)
QUIET = {"let_through": 0, "warnings": 0, "waived": 0}
OVERDUE = whole.CATALOGUE


def built(settings: Settings) -> Any:
    """What the status says after a build."""
    pipeline.build(settings, renderer(settings))
    return json.loads((settings.site / "status.json").read_bytes())


def counted(settings: Settings) -> Any:
    """The numbers of findings that a build would tell."""
    judged = pipeline.check(settings)
    return json.loads(status({}, judged.library, judged.report, settings))["findings"]


def written(root: Path, files: Files | None = None, today: date = whole.TODAY) -> Settings:
    return Section(root, files or dict(whole.whole_section()), today).write()


def test_it_tells_day_release_and_version_and_obeys_its_schema(tmp_path: Path) -> None:
    settings = written(tmp_path)
    told = built(settings)
    schema = json.loads((settings.site / "api/v1/schema/status.json").read_bytes())
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(told)
    assert set(described(schema, told)) == set()
    assert (told["day"], told["commit"], told["built"]) == ("2024-05-20", None, None)
    assert told["product"] == VERSION
    assert told["findings"] == QUIET
    judged = pipeline.check(settings)
    at_noon = json.loads(status({}, judged.library, judged.report, replace(settings, now=NOON)))
    assert at_noon["built"] == "2024-05-20T12:00:07+08:00"


def test_the_version_is_the_packages() -> None:
    assert (
        tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"] == VERSION
    )


def test_the_moment_is_told_only_where_nobody_said_the_day(tmp_path: Path) -> None:
    config = written(tmp_path).config_file
    assert read_settings(config).now is None  # its clock stands
    config.write_text("docs_dir: content\n", encoding="utf-8")
    now = read_settings(config).now
    assert now is not None
    assert now.date() == read_settings(config).today
    assert read_settings(config, as_of=now.date()).now is None


def test_a_release_is_named_after_its_files_by_a_command_that_anybody_has(tmp_path: Path) -> None:
    settings = written(tmp_path)
    told = built(settings)
    lines = (ROOT / "docs/api.md").read_text(encoding="utf-8").splitlines()
    command = next(line for line in lines if line.startswith("find . "))
    shell = ["bash", "-c", command]
    done = subprocess.run(shell, cwd=settings.site.resolve(), capture_output=True, text=True, check=True)
    assert done.stdout.split()[0] == told["release"]


@pytest.mark.long
def test_commits_are_told_and_a_nightly_build_is_seen(tmp_path: Path) -> None:
    repository = Repository.create(tmp_path)
    settings = written(tmp_path)
    first = repository.commit(date(2024, 5, 20))
    assert built(settings)["commit"] == first
    judged = pipeline.check(settings)
    assert (
        json.loads(status({}, judged.library, judged.report, replace(settings, ask_git=False)))["commit"]
        is None
    )
    night = built(replace(settings, today=date(2024, 5, 21)))
    assert (night["commit"], night["day"]) == (first, "2024-05-21")
    repository.git("commit", "-q", "--allow-empty", "-m", "别处的改动", day=date(2024, 5, 21))
    assert built(replace(settings, today=date(2024, 5, 21)))["commit"] != first


def test_findings_are_counted_by_what_became_of_them(tmp_path: Path) -> None:
    files = dict(whole.whole_section())
    files[whole.JOB_QA] = files[whole.JOB_QA].replace(", 惠民利企]", "]")  # GK107
    del files[OVERDUE]  # GK201, GK203
    settings = replace(written(tmp_path / "a", files), clock_failures="report")
    let_through = sum(f.by_time for f in pipeline.check(settings).report.findings)
    assert counted(settings) == {"let_through": let_through, "warnings": 1, "waived": 0}
    assert let_through > 0
    files = dict(whole.whole_section())
    files[whole.OPEN] = files[whole.OPEN].replace("closes: 2024-06-05", "closes: 2024-06-04")  # GK204
    files["waivers.yml"] = _waiver("GK204", whole.OPEN)
    assert counted(written(tmp_path / "b", files)) == QUIET | {"waived": 1}


def _waiver(rule: str, path: str) -> str:
    return f"- rule: {rule}\n  path: {path}\n  reason: 理由\n  approved_by: 某某\n  expires: 2024-12-31\n"


@pytest.mark.parametrize("waiver", ["", "GK107", "GK301"], ids=["no waiver", "waived", "an unused waiver"])
def test_what_is_withheld_is_not_even_counted(tmp_path: Path, waiver: str) -> None:
    files = dict(whole.whole_section())
    late, answers = "policies/2024/later.md", "interpretations/2024/later.md"
    days = (("2024-04-16", "2024-06-03"), ("2024-04-15", "2024-06-03"))
    for path, source in ((late, whole.LOAN), (answers, whole.LOAN_DIAGRAM)):
        text = files[source].replace("startup-loan", "later")
        for old, new in days:
            text = text.replace(old, new)
        files[path] = text
    files[late] = files[late].replace(_number(files[whole.LOAN]), "示人社〔2024〕99号")
    covers = next(line for line in files[answers].splitlines() if line.startswith("covers:"))
    files[answers] = files[answers].replace(covers, "covers: [适用范围, 办事指引]")
    files["policies/2024/secret.txt"] = "没有文件提到它"  # GK604
    if waiver:
        files["waivers.yml"] = _waiver(waiver, answers)
    settings = written(tmp_path / "more", files)
    report = pipeline.check(settings).report
    assert {f.code for f in report.findings} >= {"GK107", "GK604"}
    assert counted(settings) == QUIET
    if not waiver:
        assert built(settings) == built(written(tmp_path / "plain"))


def _number(text: str) -> str:
    return next(line.removeprefix("number: ") for line in text.splitlines() if line.startswith("number: "))
