"""The command line as scripts and clerks use it: exit status, what goes to which stream, what is refused."""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import build as command_line
from gongkai import pipeline
from tests.sample import ROOT
from tests.sections import Section
from tests.whole_section import (
    CATALOGUE,
    DECIDED,
    JOB,
    JOB_QA,
    LOAN,
    LOAN_DIAGRAM,
    OPEN,
    TODAY,
    whole_section,
)

FINE, BROKEN_RULE, WRONG_USE, FAULT = 0, 1, 2, 3
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def section(tmp_path: Path) -> Section:
    """The whole section on disk, without a fault."""
    section = Section(tmp_path, whole_section(), TODAY)
    section.write()
    return section


def run(section: Section, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`python build.py …` with the section's settings."""
    command = [sys.executable, str(ROOT / "build.py"), *arguments, "--config", str(section.config)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=section.root)


def inside(section: Section, *arguments: str) -> int:
    """The same without a new process."""
    try:
        return command_line.main([*arguments, "--config", str(section.config)])
    except SystemExit as stop:
        assert isinstance(stop.code, int)
        return stop.code


def spoil(section: Section, path: str, old: str, new: str) -> None:
    file = section.content / path
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_valid_section(section: Section) -> None:
    done = run(section, "check")
    assert (done.returncode, done.stderr) == (FINE, "")
    assert "没有发现问题" in done.stdout


def test_warnings_alone_are_fine(section: Section, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(section, JOB_QA, ", 惠民利企]", "]")
    assert inside(section, "check") == FINE
    assert "提醒 GK107" in capsys.readouterr().out


def test_a_broken_rule_is_told_by_file_with_code_name_place_reason_and_remedy(section: Section) -> None:
    spoil(section, LOAN_DIAGRAM, "published: 2024-04-16", "published: 2024-04-17")
    spoil(section, LOAN_DIAGRAM, "signed: 2024-04-15", "signed: 2024-04-14")
    spoil(section, OPEN, "closes: 2024-06-05", "closes: 2024-06-04")
    done = run(section, "check")
    assert (done.returncode, done.stderr) == (BROKEN_RULE, "")
    lines = done.stdout.split("\n")
    heads = [line for line in lines if line.endswith(".md")]
    assert heads == [OPEN, LOAN_DIAGRAM]  # each file once
    told = next(line for line in lines if "GK104" in line)
    assert told.startswith("  第 7 行  错误 GK104 ")
    assert "published-apart" in told
    after = lines[lines.index(told) + 1 :]
    assert after[0].lstrip().startswith("改法：")
    assert after[1].lstrip().startswith("依据：")
    assert "3 项错误" in done.stdout


def test_no_colour_codes_but_on_a_terminal(section: Section, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(section, OPEN, "closes: 2024-06-05", "closes: 2024-06-04")
    assert inside(section, "check") == BROKEN_RULE
    assert "\033" not in capsys.readouterr().out


def test_colour_on_a_terminal_unless_unwanted(
    section: Section, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert inside(section, "check") == FINE
    assert "\033[32m" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    assert inside(section, "check") == FINE
    assert "\033" not in capsys.readouterr().out


def test_json_holds_to_the_contract_and_stands_alone_on_stdout(section: Section) -> None:
    spoil(section, LOAN_DIAGRAM, "published: 2024-04-16", "published: 2024-05-27")
    done = run(section, "check", "--format", "json")
    assert (done.returncode, done.stderr) == (BROKEN_RULE, "")
    told = json.loads(done.stdout)
    assert list(told) == ["version", "as_of", "documents", "withheld", "findings"]
    assert (told["version"], told["as_of"]) == (1, "2024-05-20")
    assert told["documents"] == sum(path.endswith(".md") for path in whole_section())
    assert told["withheld"] == [LOAN_DIAGRAM]
    (finding,) = told["findings"]
    words = {name: finding.pop(name) for name in ("message", "basis", "fix")}
    assert all(CHINESE.search(said) for said in words.values())
    assert finding == {
        "code": "GK104",
        "name": "published-apart",
        "severity": "error",
        "path": LOAN_DIAGRAM,
        "line": 7,
        "waived_by": None,
    }
    assert "\\u" not in done.stdout  # Chinese stays legible


def test_json_of_a_valid_section(section: Section, capsys: pytest.CaptureFixture[str]) -> None:
    assert inside(section, "check", "--format", "json") == FINE
    told = json.loads(capsys.readouterr().out)
    assert (told["findings"], told["withheld"]) == ([], [])


@pytest.mark.parametrize("arguments", [["build"], []], ids=["build", "no command"])
def test_building_is_the_default_and_json_stays_alone(
    section: Section, capsys: pytest.CaptureFixture[str], arguments: Sequence[str]
) -> None:
    (section.root / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: {section.content}\nsite_dir: {section.root / 'site'}\n"
        f"hooks: [{ROOT / 'hooks/site_hook.py'}]\n"
        f"extra:\n  gongkai:\n    clock: {TODAY}\n",
        encoding="utf-8",
    )
    assert inside(section, *arguments, "--format", "json") == FINE
    assert json.loads(capsys.readouterr().out)["findings"] == []
    assert (section.root / "site/policies/2024/job-subsidy/index.html").is_file()
    spoil(section, OPEN, "closes: 2024-06-05", "closes: 2024-06-04")
    before = sorted(section.root.joinpath("site").resolve().rglob("*"))
    assert inside(section, *arguments) == BROKEN_RULE
    assert "GK204" in capsys.readouterr().out
    assert sorted(section.root.joinpath("site").resolve().rglob("*")) == before


def test_check_writes_nothing_but_the_cache(section: Section) -> None:
    def there() -> set[Path]:
        return {file for file in section.root.rglob("*") if ".cache" not in file.parts}

    before = there()
    assert inside(section, "check") == FINE
    assert there() == before
    assert (section.root / ".cache" / "gongkai").is_dir()


def test_a_fault_of_the_program_is_3_with_its_traceback(
    section: Section, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: Any, **_more: Any) -> None:
        raise RuntimeError("something in the program is wrong")

    monkeypatch.setattr(pipeline, "check", broken)
    assert inside(section, "check") == FAULT
    said = capsys.readouterr().err
    assert "RuntimeError: something in the program is wrong" in said
    assert "程序出错" in said


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--as-of", "2024-13-01"],
        ["check", "--as-of", "2024/05/08"],
        ["check", "--as-of", "20240508"],
        ["check", "--as-of", "yesterday"],
        ["check", "--as-of"],
        ["check", "--format", "xml"],
        ["check", "--clock", "ignore"],
        ["check", "--jobs", "0"],
        ["check", "--content", "no-such-folder"],
        ["check", "--unknown"],
        ["check", "policies/2024/no-such-file.md"],
        ["check", "../mkdocs.yml"],
        ["check", "--base", "--output=x"],
        ["publish"],
        ["explain"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_2_and_told_in_chinese(
    section: Section, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    if "--base" in arguments:  # only asked where there is an overdue duty
        (section.content / CATALOGUE).unlink()
    assert inside(section, *arguments) == WRONG_USE
    said = capsys.readouterr()
    assert said.out == ""
    assert CHINESE.search(said.err)
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    "settings",
    [
        "extra: [",
        "- a",
        "extra: {gongkai: 1}",
        "extra: {gongkai: {duty_since: 2024}}",
        "extra: {gongkai: {clock: 昨天}}",
    ],
)
def test_wrong_settings_are_2(section: Section, capsys: pytest.CaptureFixture[str], settings: str) -> None:
    section.config.write_text(settings, encoding="utf-8")
    assert inside(section, "check") == WRONG_USE
    assert CHINESE.search(capsys.readouterr().err)


def test_missing_settings_are_2(section: Section) -> None:
    section.config.unlink()
    assert inside(section, "check") == WRONG_USE


def test_a_missing_content_folder_is_2(section: Section) -> None:
    section.config.write_text("docs_dir: nowhere\n", encoding="utf-8")
    assert inside(section, "check") == WRONG_USE


def test_as_of_wins_over_the_clock_wherever_it_stands(
    section: Section, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (["check", "--as-of", "2024-03-31"], ["--as-of", "2024-03-31", "check"]):
        assert inside(section, *arguments, "--format", "json") == FINE
        assert json.loads(capsys.readouterr().out)["as_of"] == "2024-03-31"


def test_content_elsewhere(section: Section, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "elsewhere"
    section.content.rename(other)
    assert inside(section, "check") == WRONG_USE
    assert inside(section, "check", "--content", str(other)) == FINE
    capsys.readouterr()


# --- check PATH… ---------------------------------------------------------------------------------------


def _told(section: Section, capsys: pytest.CaptureFixture[str], *paths: str) -> tuple[int, list[str]]:
    status = inside(section, "check", "--format", "json", *paths)
    told = json.loads(capsys.readouterr().out)
    return status, [f"{finding['path']} {finding['code']}" for finding in told["findings"]]


def test_paths_limit_what_is_reported_and_the_status(
    section: Section, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(section, LOAN_DIAGRAM, "published: 2024-04-16", "published: 2024-04-17")
    spoil(section, OPEN, "closes: 2024-06-05", "closes: 2024-06-04")
    loan = (BROKEN_RULE, [f"{LOAN_DIAGRAM} GK104"])
    assert _told(section, capsys, JOB) == (FINE, [])
    assert _told(section, capsys, LOAN_DIAGRAM) == loan
    assert _told(section, capsys, LOAN) == loan  # linked to it
    assert _told(section, capsys, JOB, LOAN) == loan
    assert _told(section, capsys, str(section.content / LOAN)) == loan
    monkeypatch.chdir(section.root)
    assert _told(section, capsys, f"content/{LOAN}") == loan
    assert _told(section, capsys, "policies/2024") == loan
    assert _told(section, capsys, "decisions") == (BROKEN_RULE, [f"{OPEN} GK204"])
    assert len(_told(section, capsys, "content")[1]) == 2


def test_paths_reach_what_a_document_names(section: Section, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(section, JOB, "number: 示人社〔2024〕11号", "number: 示人社（2024）11号")
    job = (BROKEN_RULE, [f"{JOB} GK006"])
    assert _told(section, capsys, DECIDED) == job  # its result
    assert _told(section, capsys, JOB_QA) == job  # what it interprets
    assert _told(section, capsys, "policies/2024/job-subsidy-change.md") == job  # what it amends
    assert _told(section, capsys, LOAN) == (FINE, [])


def test_a_missing_catalogue_can_be_asked_for(section: Section, capsys: pytest.CaptureFixture[str]) -> None:
    (section.content / CATALOGUE).unlink()
    assert _told(section, capsys, CATALOGUE)[0] == BROKEN_RULE
    assert _told(section, capsys, LOAN) == (FINE, [])


def test_paths_with_a_document_whose_references_cannot_be_read(
    section: Section, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(section, LOAN_DIAGRAM, "interprets: policies/2024/startup-loan.md\n", "")
    assert _told(section, capsys, LOAN_DIAGRAM) == (BROKEN_RULE, [f"{LOAN_DIAGRAM} GK002"])


# --- explain -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["GK104", "gk104"])
def test_explain(capsys: pytest.CaptureFixture[str], code: str) -> None:
    assert command_line.main(["explain", code]) == FINE
    said = capsys.readouterr().out
    for words in ("GK104", "published-apart", "同步发布", "## 错误：", "## 正确：", "interpretation_late"):
        assert words in said


def test_explain_knows_no_such_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["explain", "GK999"]) == WRONG_USE
    assert "GK999" in capsys.readouterr().err
