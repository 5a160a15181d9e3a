"""The formats of CI servers: each checked against its public schema, or against the rules of who reads it."""

import json
import re
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import jsonschema
import junitparser
import pytest
import xmlschema

from gongkai.building import pipeline
from gongkai.cli import command_line
from gongkai.findings import Finding
from gongkai.report import Report, Repository, as_github, as_gitlab, as_junit, as_sarif
from gongkai.rules import RULES
from tests.rows import mostly_long
from tests.sample import ROOT
from tests.sections import Section
from tests.whole_section import JOB_QA, TODAY, whole_section

SCHEMAS = ROOT / "tests" / "schemas"
REPOSITORY = Repository("栏目/content/", "栏目/mkdocs.yml")


def finding(**changes: Any) -> Finding:
    given = Finding(
        path="policies/2024/a.md",
        line=7,
        code="GK104",
        name="published-apart",
        severity="error",
        message="解读 2024-05-09 发布，政策文件 2024-05-08 发布",
        basis="工作要点三（一）",
        fix="改成同一天",
    )
    return replace(given, **changes)


FINDINGS = (
    finding(path="", line=0, code="GK403", name="history-missing", severity="warning", message="没有历史"),
    finding(path="decisions/", line=0, code="GK605", name="column-stale", severity="warning"),
    finding(message="100% 不一致: 一, 二\r\n<b>&\"']]>\x07"),
    finding(line=9),
    finding(line=9, code="GK301", severity="warning", waived_by="局党组会议"),
)


def report(findings: Sequence[Finding] = FINDINGS) -> Report:
    return Report(date(2024, 5, 20), 12, (), tuple(findings))


def sarif(findings: Sequence[Finding] = FINDINGS) -> Any:
    return json.loads(as_sarif(report(findings), REPOSITORY, RULES))


def located(result: Any) -> tuple[str, int]:
    place = result["locations"][0]["physicalLocation"]
    return unquote(place["artifactLocation"]["uri"]), place["region"]["startLine"]


@pytest.mark.parametrize("findings", [FINDINGS, ()], ids=["findings", "none"])
def test_sarif_is_valid_by_its_public_schema(findings: Sequence[Finding]) -> None:
    schema = json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    checker = jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in checker.iter_errors(sarif(findings))] == []


def test_sarif_names_rules_places_and_waivers() -> None:
    run = sarif()["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in RULES]
    for result in run["results"]:
        assert result["ruleId"] not in {r["id"] for r in rules} or (
            rules[result["ruleIndex"]]["id"] == result["ruleId"]
        )
        assert re.fullmatch(
            r"[\x21-\x7e]+", result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        )
    assert [located(result) for result in run["results"]] == [
        ("栏目/mkdocs.yml", 1),
        ("栏目/content/decisions/", 1),
        ("栏目/content/policies/2024/a.md", 7),
        ("栏目/content/policies/2024/a.md", 9),
        ("栏目/content/policies/2024/a.md", 9),
    ]
    assert [result["level"] for result in run["results"]] == [
        "warning",
        "warning",
        "error",
        "error",
        "warning",
    ]
    assert [len(result["suppressions"]) for result in run["results"]] == [0, 0, 0, 0, 1]
    assert "局党组会议" in run["results"][-1]["suppressions"][0]["justification"]


def parsed_command(line: str) -> tuple[str, dict[str, str], str]:
    """As the runner reads it (actions/runner, ActionCommand.TryParseV2)."""
    match = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line)
    assert match, line
    pairs = dict(pair.split("=", 1) for pair in match[2].split(","))

    def plain(text: str, *more: tuple[str, str]) -> str:
        for sign, number in (("\r", "%0D"), ("\n", "%0A"), *more, ("%", "%25")):
            text = text.replace(number, sign)
        return text

    properties = {name: plain(value, (":", "%3A"), (",", "%2C")) for name, value in pairs.items()}
    return match[1], properties, plain(match[3])


def test_github_commands_survive_the_runner() -> None:
    named = (*FINDINGS, finding(path="about/a,b:c%.md", name="x:y,z"))
    lines = as_github(report(named), REPOSITORY).split("\n")
    assert len(lines) == len(named)
    commands = [parsed_command(line) for line in lines]
    assert [command for command, _p, _m in commands] == [
        "warning",
        "warning",
        "error",
        "error",
        "notice",
        "error",
    ]
    assert commands[0][1] == {"title": "GK403 history-missing"}
    assert commands[1][1] == {"file": "栏目/content/decisions/", "title": "GK605 column-stale"}
    assert commands[2][1] == {
        "file": "栏目/content/policies/2024/a.md",
        "title": "GK104 published-apart",
        "line": "7",
    }
    assert commands[2][2].startswith(FINDINGS[2].message)
    assert commands[5][1]["file"] == "栏目/content/about/a,b:c%.md"
    assert commands[5][1]["title"] == "GK104 x:y,z"
    assert as_github(report(()), REPOSITORY) == ""


def gitlab(findings: Sequence[Finding] = FINDINGS) -> Any:
    return json.loads(as_gitlab(report(findings), REPOSITORY))


def test_gitlab_has_what_code_quality_asks_for() -> None:
    issues = gitlab()
    for issue in issues:
        assert all(
            isinstance(issue[key], str) and issue[key] for key in ("description", "check_name", "fingerprint")
        )
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["path"] and not issue["location"]["path"].startswith(("/", "./"))
        assert issue["location"]["lines"]["begin"] >= 1
    assert [issue["severity"] for issue in issues] == ["minor", "minor", "blocker", "blocker", "info"]
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert gitlab(()) == []


def test_fingerprints_tell_equals_apart_and_stay_when_lines_move() -> None:
    same = "编号与 a.md 第 {} 行的问题相同，已逾期 {} 天"
    before = (
        finding(line=3, message=same.format(9, 30)),
        finding(line=9, message=same.format(9, 30)),
        finding(line=9, code="GK301"),
    )
    after = tuple(
        replace(
            f,
            line=f.line + 20,
            message=f.message.replace("第 9 行", "第 29 行").replace("30 天", "31 天"),
        )
        for f in before
    )
    names = [issue["fingerprint"] for issue in gitlab(before)]
    assert len(set(names)) == 3
    assert names == [issue["fingerprint"] for issue in gitlab(after)]
    assert names == [r["partialFingerprints"]["gongkai/v1"] for r in sarif(after)["runs"][0]["results"]]
    assert [c.get("name") for c in ET.fromstring(as_junit(report(before), REPOSITORY)).iter("testcase")] == [
        c.get("name") for c in ET.fromstring(as_junit(report(after), REPOSITORY)).iter("testcase")
    ]


@pytest.mark.parametrize("findings", [FINDINGS, ()], ids=["findings", "none"])
def test_junit_is_valid_by_jenkins_schema(findings: Sequence[Finding]) -> None:
    schema = xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd"))
    assert [error.reason for error in schema.iter_errors(as_junit(report(findings), REPOSITORY))] == []


def test_junit_counts_as_a_reader_does(tmp_path: Path) -> None:
    file = tmp_path / "junit.xml"
    file.write_text(as_junit(report(), REPOSITORY), encoding="utf-8")
    read = junitparser.JUnitXml.fromfile(str(file))
    cases = [case for suite in read for case in suite]
    assert (read.tests, read.failures, read.errors) == (5, 2, 0)
    assert [case.is_failure for case in cases] == [False, False, True, True, False]
    assert [case.is_skipped for case in cases] == [False, False, False, False, True]
    names = [(case.classname, case.name) for case in cases]
    assert len(set(names)) == len(names)
    assert [suite.name for suite in read] == [
        "栏目/mkdocs.yml",
        "栏目/content/decisions/",
        "栏目/content/policies/2024/a.md",
    ]


def in_repository(root: Path) -> Section:
    """The whole section with a fault, in a folder of a repository."""
    files = whole_section()
    files[JOB_QA] = files[JOB_QA].replace("published: 2024-03-20", "published: 2024-03-21")
    section = Section(root / "site files", files, TODAY)
    section.write()
    subprocess.run(["git", "init", "--quiet", str(root)], check=True)
    return section


@pytest.mark.parametrize("form", ["sarif", "github", "gitlab", "junit"])
@pytest.mark.parametrize("command", mostly_long(["check", "build"], "check"))
def test_the_command_line_tells_paths_from_the_root_of_the_repository(
    form: str, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    section = in_repository(tmp_path)
    status = command_line.main([command, "--format", form, "--config", str(section.config)])
    said = capsys.readouterr().out
    assert status == 1
    path, line = f"site files/content/{JOB_QA}", 7
    if form == "sarif":
        assert [located(r) for r in json.loads(said)["runs"][0]["results"]] == [(path, line)]
    elif form == "github":
        assert [(p["file"], p["line"]) for _c, p, _m in map(parsed_command, said.splitlines())] == [
            (path, str(line))
        ]
    elif form == "gitlab":
        where = [issue["location"] for issue in json.loads(said)]
        assert where == [{"path": path, "lines": {"begin": line}}]
    else:
        assert [case.get("classname") for case in ET.fromstring(said).iter("testcase")] == [path]


def test_json_keeps_paths_below_the_content_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    section = in_repository(tmp_path)
    command_line.main(["check", "--format", "json", "--config", str(section.config)])
    assert [f["path"] for f in json.loads(capsys.readouterr().out)["findings"]] == [JOB_QA]


@pytest.mark.parametrize("form", mostly_long(["sarif", "github", "gitlab", "junit"], "sarif"))
def test_stdout_holds_nothing_else_after_a_good_build(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    section = Section(tmp_path, whole_section(), TODAY)
    section.write()
    assert command_line.main(["build", "--format", form, "--config", str(section.config)]) == 0
    said = capsys.readouterr().out
    if form == "github":
        assert said == ""
    elif form == "junit":
        assert ET.fromstring(said).get("failures") == "0"
    else:
        json.loads(said)


def test_without_a_repository_paths_begin_at_the_settings(tmp_path: Path) -> None:
    settings = Section(tmp_path, whole_section(), TODAY).write()
    assert pipeline.repository_of(settings) == Repository("content/", "mkdocs.yml")
    (tmp_path / "elsewhere").mkdir()
    elsewhere = replace(
        settings, content=tmp_path / "content" / "policies", config_file=Path("/nowhere/mkdocs.yml")
    )
    assert pipeline.repository_of(elsewhere) == Repository("", "mkdocs.yml")
