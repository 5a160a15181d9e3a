"""What an annual report must say itself (GK002), and how its numbers must be written (GK002-GK004)."""

from datetime import date
from pathlib import Path

import pytest

from gongkai import law
from tests.sections import Section, line_of, places

PATH = "reports/2025.md"
DAY = date(2026, 2, 2)
HEAD = "title: 2025年政府信息公开工作年度报告\nyear: 2025\npublished: 2026-01-20\n"
ZERO = "{upheld: 0, corrected: 0, other: 0, pending: 0}"
ADMINISTRATION = "administration: {licences: 3, penalties: 0, coercions: 0, fees: 12.35}\n"
DISPUTES = f"disputes:\n  reconsideration: {ZERO}\n  litigation: {ZERO}\n  litigation_after: {ZERO}\n"
NUMBERS = ADMINISTRATION + DISPUTES
FIRST, FIFTH, SIXTH = (f"## {part.heading}\n\n没有。\n\n" for part in law.REPORT_PARTS if part.told_by_editor)
PARTS = FIRST + FIFTH + SIXTH
TABLE = "| 类别 | 维持 |\n| --- | --- |\n| 行政复议 | 1 |\n\n"
FOURTH = "## 四、政府信息公开行政复议、行政诉讼情况\n\n"

CASES = [
    ("all three parts", NUMBERS, PARTS, []),
    ("the numbers may be left out: the table says so", "", PARTS, []),
    ("headings without numbers", NUMBERS, PARTS.replace("一、", "").replace("五、", ""), []),
    ("as many bureaus write it", NUMBERS, PARTS.replace("存在的主要问题及", "存在问题及"), []),
    ("in another order", NUMBERS, SIXTH + FIRST + FIFTH, []),
    ("a numbered heading within a part", NUMBERS, PARTS.replace("没有。", "## （一）主动公开\n\n按期。", 1), []),
    ("words below a lesser heading", NUMBERS, PARTS.replace("没有。", "### 主动公开\n\n按期。", 1), []),
    ("x", NUMBERS, "x\n", [("GK002", "")]),
    ("nothing at all", NUMBERS, "", [("GK002", "")]),
    ("a heading without words", NUMBERS, FIRST + FIFTH + SIXTH.replace("没有。", ""), [("GK002", "")]),
    ("a note to the editor is no text", NUMBERS, PARTS.replace("没有。", "<!-- 问题和改进措施 -->", 1), [("GK002", "")]),
    ("one part is missing", NUMBERS, FIRST + SIXTH, [("GK002", "")]),
    ("the parts as plain lines", NUMBERS, PARTS.replace("## ", ""), [("GK002", "")]),
    ("the parts as lesser headings", NUMBERS, PARTS.replace("## ", "### "), [("GK002", "")]),
    ("numbers in a table of the text alone", ADMINISTRATION, PARTS + FOURTH + TABLE, [("GK002", "")]),
    ("a table of the text beside the numbers", NUMBERS, PARTS + FOURTH + TABLE, []),
    ("taken down", NUMBERS + "withdrawn: {on: 2026-01-30, reason: 数字有误}\n", "x\n", []),
    ("a draft", NUMBERS + "draft: true\n", "x\n", [("GK305", "")]),
    ("numbers without fees", NUMBERS.replace(", fees: 12.35", ""), PARTS, [("GK002", "")]),
    ("disputes without what is pending", NUMBERS.replace(", pending: 0", "", 1), PARTS, [("GK002", "")]),
    ("disputes of one kind missing", NUMBERS.replace(f"  litigation: {ZERO}\n", ""), PARTS, [("GK002", "")]),
    ("fees with a unit", NUMBERS.replace("12.35", "12.35万元"), PARTS, [("GK003", "fees")]),
    ("fees with a thousands sign", NUMBERS.replace("12.35", "'1,200'"), PARTS, [("GK003", "fees")]),
    ("less than none", NUMBERS.replace("licences: 3", "licences: -3"), PARTS, [("GK003", "licences")]),
    ("half a decision", NUMBERS.replace("licences: 3", "licences: 1.5"), PARTS, [("GK003", "licences")]),
    ("a number in words", NUMBERS.replace("upheld: 0", "upheld: 无", 1), PARTS, [("GK003", "无")]),
    ("a misspelt name", NUMBERS.replace("penalties", "penaltys"), PARTS, [("GK002", ""), ("GK004", "penaltys")]),
]  # fmt: skip


def found(root: Path, fields: str, body: str, since: int = 2025) -> tuple[str, list[tuple[str, int, str]]]:
    text = f"---\n{HEAD}{fields}---\n\n{body}"
    report = Section(root, {PATH: text}, DAY, {"duties_since": since}).check()
    about = tuple(one for one in report.findings if one.path == PATH)
    warned = {one.message for one in about if one.severity == "warning"}
    assert all("表" in message for message in warned), "only a table that nobody counts is a warning"
    return text, places(about)


@pytest.mark.parametrize(
    ("fields", "body", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_report_says_what_only_its_editor_knows(
    tmp_path: Path, fields: str, body: str, expected: list[tuple[str, str]]
) -> None:
    text, told = found(tmp_path, fields, body)
    assert told == sorted((PATH, line_of(text, words) if words else 1, code) for code, words in expected)


def test_a_report_older_than_the_duties_is_taken_in_as_it_is(tmp_path: Path) -> None:
    assert found(tmp_path, "", "x\n", since=2026)[1] == []


def test_the_finding_names_every_part_that_is_missing(tmp_path: Path) -> None:
    report = Section(tmp_path, {PATH: f"---\n{HEAD}---\n\n{FIFTH}"}, DAY, {"duties_since": 2025}).check()
    (told,) = (one for one in report.findings if one.path == PATH)
    assert "“一、总体情况”、“六、其他需要报告的事项”" in told.message
    assert "存在的主要问题" not in told.message
    assert "第五十条" in told.basis
