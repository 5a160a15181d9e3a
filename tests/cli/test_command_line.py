"""The command line as scripts and clerks use it: exit status, what goes to which stream, what is refused."""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from gongkai.building import pipeline
from gongkai.cli import command_line
from tests.rows import mostly_long
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


@pytest.mark.long
def test_a_valid_section(section: Section) -> None:
    done = run(section, "check")
    assert (done.returncode, done.stderr) == (FINE, "")
    assert "没有发现问题" in done.stdout


def test_warnings_alone_are_fine(section: Section, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(section, JOB_QA, ", 惠民利企]", "]")
    assert inside(section, "check") == FINE
    assert "提醒 GK107" in capsys.readouterr().out


def test_a_broken_rule_is_told_by_file_with_code_name_place_reason_and_remedy(
    section: Section, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(section, LOAN_DIAGRAM, "published: 2024-04-16", "published: 2024-04-17")
    spoil(section, LOAN_DIAGRAM, "signed: 2024-04-15", "signed: 2024-04-14")
    spoil(section, OPEN, "closes: 2024-06-05", "closes: 2024-06-04")
    assert inside(section, "check") == BROKEN_RULE
    said = capsys.readouterr()
    assert said.err == ""
    lines = said.out.split("\n")
    heads = [line for line in lines if line.endswith(".md")]
    assert heads == [OPEN, LOAN_DIAGRAM]  # each file once
    told = next(line for line in lines if "GK104" in line)
    assert told.startswith("  第 7 行  错误 GK104 ")
    assert "published-apart" in told
    after = lines[lines.index(told) + 1 :]
    assert after[0].lstrip().startswith("改法：")
    assert after[1].lstrip().startswith("依据：")
    assert "3 项错误" in said.out


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
        "follows_from": None,
    }
    assert "\\u" not in done.stdout  # Chinese stays legible


def test_json_of_a_valid_section(section: Section, capsys: pytest.CaptureFixture[str]) -> None:
    assert inside(section, "check", "--format", "json") == FINE
    told = json.loads(capsys.readouterr().out)
    assert (told["findings"], told["withheld"]) == ([], [])


@pytest.mark.parametrize("arguments", mostly_long([["build"], []], []), ids=["build", "no command"])
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

    monkeypatch.setattr(pipeline, "report_of", broken)
    assert inside(section, "check") == FAULT
    said = capsys.readouterr().err
    assert "RuntimeError: something in the program is wrong" in said
    assert "程序出错" in said


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--as-of", "2024-13-01"],
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


# --- slips ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "check --as-of 2024-03-31",
        "check —as-of 2024-03-31",
        "check –-as-of 2024-03-31",
        "check −−as-of 2024-03-31",
        "check －－ａｓ－ｏｆ ２０２４－０３－３１",
        "check ——as–of＝2024年3月31日",
        "check -as_of 2024/3/31",
        "Check --AS-OF “2024.3.31”",
        "check --as-of = 2024年3月31日",
        "——as-of 2024-3-31 check",
    ],
)
def test_what_word_makes_of_an_option_is_understood(
    section: Section, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    assert inside(section, *typed.split(" "), "——format", "ＪＳＯＮ") == FINE
    assert json.loads(capsys.readouterr().out)["as_of"] == "2024-03-31"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("chekc", "没有“chekc”这个命令，是不是 check？"),
        ("检查", "是不是 check？"),
        ("生成", "是不是 build？"),
        ("预览", "是不是 serve？"),
        ("帮助", "是不是 --help？"),
        ("policies/2024/a.md", "build.py check policies/2024/a.md"),
        ("fix --writ", "fix 没有“--writ”这个选项，是不是 --write？"),
        ("fix --w", "“--w”"),
        ("check --form json", "是不是 --format？"),
        ("check --as-off 2024-05-08", "是不是 --as-of？"),
        ("check —as-off 2024-05-08", "是不是 --as-of？"),
        ("check --write", "check 没有 --write 这个选项，它是 fix 的"),
        ("--write fix", "--write 是 fix 的选项，要写在命令后面"),
        ("check --as-of", "--as-of 后面要写日期"),
        ("check --as-of --clock report", "--as-of 后面要写日期"),
        ("check --clock", "--clock 后面要写 block 或 report"),
        ("check --clock blok", "是不是 block？"),
        ("check --format xml", "text、json"),
        ("check --no-git=1", "--no-git 后面不写值"),
        ("check --as-of 2024年2月30日", "“2024年2月30日”不是日期"),
        ("check — as-of 2024-05-08", "“—”后面不要留空格"),
        ("check -x", "没有“-x”这个选项"),
        ("check --报告", "多写了“--报告”"),
        ("explain GK104 GK105", "多写了“GK105”"),
        ("new polcy", "是不是 policy？"),
        ("new policy --topics", "--topics 后面要写主题"),
        ("gaps", "缺少：问题表"),
        ("gaps content", "“content”是文件夹，这里要写文件"),
        ("drift content", "“content”是文件夹"),
        ("import content", "“content”是文件夹"),
        ("check --config .", "“.”是文件夹，这里要写文件，例如 mkdocs.yml"),
        ("check --content mkdocs.yml", "“mkdocs.yml”是文件，这里要写文件夹"),
        ("build --site mkdocs.yml", "“mkdocs.yml”是文件"),
        ("patrol --report content", "“content”是文件夹，后面还要写文件名"),
        ("patrol --report nowhere/a.md", "没有“nowhere”这个文件夹"),
        ("check 政\udcd5\udcfe.md", "UTF-8"),
        ("explain --content content", "没有“--content”这个选项"),
        ("check " + "长" * 300, "太长，不是文件名"),
        ("serve --port 99999", "“99999”不是端口"),
        ("build --shard 5/4", "1/4"),
    ],
)
def test_other_slips_are_named_in_two_lines(
    section: Section,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    told: str,
) -> None:
    monkeypatch.chdir(section.root)
    with pytest.raises(SystemExit) as stop:
        command_line.main(typed.split(" "))
    said = capsys.readouterr()
    assert (stop.value.code, said.out) == (WRONG_USE, "")
    fault, usage = said.err.splitlines()
    assert told in fault
    assert fault.startswith("✗ ")
    assert usage.startswith("用法：build.py")
    assert not re.search("[a-z]+ [a-z]+ [a-z]+", fault.replace("build.py check ", ""))  # no English sentence


def test_every_command_explains_itself_in_chinese_and_in_lines_that_fit(
    capsys: pytest.CaptureFixture[str],
) -> None:
    commands = ["", "build", "check", "due", "explain", "fix", "gaps", "import", "links", "new", "serve"]
    for command in commands:
        with pytest.raises(SystemExit) as stop:
            command_line.main([*command.split(), "--help"])
        said = capsys.readouterr().out
        assert stop.value.code == FINE
        assert not re.search("[a-z]+ [a-z]+ [a-z]+ [a-z]+", said)
        for line in said.splitlines():
            assert len(line) + len(re.findall(r"[^\x00-\xff]", line)) <= 80, line


def test_a_report_that_cannot_be_written_is_wrong_use(
    section: Section, capsys: pytest.CaptureFixture[str]
) -> None:
    assert inside(section, "patrol", "--report", "/proc/patrol.md") == WRONG_USE
    assert "没有这个文件" in capsys.readouterr().err


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


@pytest.mark.parametrize(
    "typed",
    [
        "{}",
        "content/{}",
        "./content/{}",
        "content/{}/",
        "“content/{}”",
        '"{}"',
        "『{}』",
        r"content\{}",
        r'"C:\Users\张三\gongkai\content\{}"',
        "/mnt/d/gongkai/content/{}",
    ],
)
@pytest.mark.parametrize("folder", mostly_long([".", "content/policies"], "content/policies"))
def test_a_path_may_be_typed_in_many_ways(
    section: Section,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    folder: str,
) -> None:
    spoil(section, LOAN_DIAGRAM, "published: 2024-04-16", "published: 2024-04-17")
    monkeypatch.chdir(section.root / folder)
    path = LOAN_DIAGRAM.replace("/", "\\") if "\\" in typed else LOAN_DIAGRAM
    assert _told(section, capsys, typed.format(path)) == (BROKEN_RULE, [f"{LOAN_DIAGRAM} GK104"])
    spoil(section, LOAN_DIAGRAM, "published: 2024-04-17", "published：2024-04-16")
    assert inside(section, "fix", typed.format(path)) == FINE
    assert LOAN_DIAGRAM in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [["gaps", "asked.csv"], ["drift", "listing.csv"], ["check", "--config", "no.yml"]],
    ids=" ".join,
)
def test_what_the_system_says_is_told_in_chinese(
    section: Section, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    config = [] if "--config" in arguments else ["--config", str(section.config)]
    assert command_line.main([*arguments, *config]) == WRONG_USE
    said = capsys.readouterr().err
    assert said.endswith("：没有这个文件\n")
    assert not re.search("[a-z]+ [a-z]+ [a-z]+", said)


def test_new_understands_paths_and_days_as_they_are_typed(
    section: Section, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = f"“content\\{LOAN}”".replace("/", "\\")
    assert inside(section, "new", "interpretation", "--interprets", typed) == FINE
    assert f"interprets: {LOAN}\n" in (section.content / _new_file(capsys)).read_text(encoding="utf-8")
    assert inside(section, "new", "policy", "--title", "通知", "--published", "２０２４年５月２日") == FINE
    assert "published: 2024-05-02" in (section.content / _new_file(capsys)).read_text(encoding="utf-8")


def _new_file(capsys: pytest.CaptureFixture[str]) -> str:
    found = re.search(r"\S+\.md", capsys.readouterr().out.partition("：")[2])
    assert found
    return found[0]


def test_a_misspelt_path_is_told_which_may_be_meant(
    section: Section, capsys: pytest.CaptureFixture[str]
) -> None:
    assert inside(section, "check", LOAN.replace("startup", "strtup")) == WRONG_USE
    assert f"是不是 {LOAN}？" in capsys.readouterr().err


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


@pytest.mark.parametrize(
    "code", ["GK104", "gk104", "104", "ＧＫ１０４", "published-apart", "解读没有同日发布"]
)
def test_explain(capsys: pytest.CaptureFixture[str], code: str) -> None:
    assert command_line.main(["explain", code]) == FINE
    said = capsys.readouterr().out
    for words in ("GK104", "published-apart", "同步发布", "## 错误：", "## 正确：", "interpretation_late"):
        assert words in said


def test_explain_knows_no_such_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["explain", "publishd-apart"]) == WRONG_USE
    assert "是不是 published-apart？" in capsys.readouterr().err
    assert command_line.main(["explain", "GK999"]) == WRONG_USE
    assert "GK999" in capsys.readouterr().err
