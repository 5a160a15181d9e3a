"""Every rule's marked examples (rules/examples/CODE.md), judged as whole sections; what every finding must say."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import pytest

from gongkai.findings import Finding, WrongUse
from gongkai.report import as_json
from gongkai.rules import CLOCK_CODES, RULES
from gongkai.rules.book import Example, examples, explained
from gongkai.rules.rule import Rule
from scripts import handbook
from tests.examples import section_of
from tests.sections import Section, places

MESSAGES = handbook.shape((handbook.FOLDER / "messages.md").read_text(encoding="utf-8"))
"""The handbook's page of them; names, days and numbers left out."""
EXAMPLES = [example for rule in RULES for example in examples(rule.code)]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
FINDING_KEYS = [
    *("code", "name", "severity", "path", "line", "message", "basis", "fix", "waived_by", "follows_from")
]
REPORT_KEYS = ["version", "as_of", "documents", "withheld", "findings"]
NAMES = {
    "GK001": "front-matter-unreadable",
    "GK002": "field-missing",
    "GK003": "field-invalid",
    "GK004": "field-unknown",
    "GK005": "reference-broken",
    "GK006": "number-malformed",
    "GK007": "duplicate",
    "GK008": "dates-out-of-order",
    "GK009": "unfinished",
    "GK101": "interpretation-missing",
    "GK102": "drafted-apart",
    "GK103": "signed-apart",
    "GK104": "published-apart",
    "GK105": "followup-early",
    "GK106": "question-missing",
    "GK107": "substance-thin",
    "GK108": "diagram-untold",
    "GK109": "validity-unsettled",
    "GK110": "amount-apart",
    "GK111": "calculator-wrong",
    "GK112": "calculator-uncovered",
    "GK113": "text-apart",
    "GK201": "catalogue-overdue",
    "GK202": "catalogue-late",
    "GK203": "docket-unlisted",
    "GK204": "consultation-short",
    "GK205": "draft-incomplete",
    "GK206": "draft-uninterpreted",
    "GK207": "feedback-overdue",
    "GK208": "feedback-late",
    "GK209": "refusal-unexplained",
    "GK210": "record-incomplete",
    "GK211": "decision-out-of-order",
    "GK301": "disclosure-late",
    "GK302": "request-overdue",
    "GK303": "request-late",
    "GK304": "extension-invalid",
    "GK305": "report-overdue",
    "GK306": "report-late",
    "GK307": "task-overdue",
    "GK309": "calendar-unknown",
    "GK310": "ground-missing",
    "GK311": "correction-late",
    "GK401": "backdated",
    "GK402": "published-date-changed",
    "GK403": "history-missing",
    "GK404": "address-lost",
    "GK405": "approval-missing",
    "GK501": "personal-information",
    "GK502": "secrecy-marking",
    "GK503": "unsafe-markup",
    "GK504": "external-resource",
    "GK505": "attachment-unsafe",
    "GK506": "review-missing",
    "GK601": "link-broken",
    "GK602": "anchor-broken",
    "GK603": "image-untold",
    "GK604": "attachment-orphan",
    "GK605": "column-stale",
    "GK606": "text-changed",
    "GK901": "waiver-invalid",
    "GK902": "waiver-expired",
    "GK903": "waiver-unused",
}
"""The contract's codes and names."""
CLOCK = {"GK201", "GK207", "GK302", "GK305", "GK307", "GK309", "GK902"}
"""The contract's clock rules."""


def _name(example: Example) -> str:
    return f"{example.code}-{'good' if example.good else 'bad'}-{example.title}"


@pytest.mark.parametrize("example", EXAMPLES, ids=_name)
def test_example_yields_exactly_its_marks_told_in_full(example: Example, tmp_path: Path) -> None:
    report = section_of(example, tmp_path).check()
    assert sorted(places(report.findings)) == list(example.expected)
    assert not (example.good and report.blocked)
    for finding in report.findings:
        says_what_why_and_what_to_do_in_chinese(finding, example)
    has_exactly_the_promised_form(json.loads(as_json(report)), example)


@pytest.mark.parametrize("example", EXAMPLES, ids=_name)
def test_bad_examples_break_their_rule_and_good_ones_do_not(example: Example) -> None:
    codes = {code for _path, _line, code in example.expected}
    assert (example.code in codes) is not example.good


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_each_rule_has_good_and_bad_examples(rule: Rule) -> None:
    assert {example.good for example in examples(rule.code)} == {True, False}


def columns(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def says_what_why_and_what_to_do_in_chinese(finding: Finding, example: Example) -> None:
    """What is wrong and how to mend it are each at most two lines of a terminal of 120 columns, and in the handbook."""
    assert max(map(columns, (finding.message, finding.fix))) <= 2 * 120, finding
    for said in (finding.message, finding.basis, finding.fix):
        assert CHINESE.search(said), finding
        assert said == said.strip(), finding
        assert "None" not in said, finding
        assert "\n" not in said, finding
    assert not finding.message.endswith("。"), finding
    assert finding.fix.endswith("。"), finding
    assert finding.name == NAMES[finding.code]
    if not example.good:  # what is waived stands in good ones only
        assert finding.severity == ("warning" if finding.code in _warned(example) else "error")
        assert finding.waived_by is None
    assert finding.code != example.code or handbook.shape(handbook.row(finding)) in MESSAGES, "run make docs"


def _warned(example: Example) -> set[str]:
    """Codes that only warn in this example: GK107 and the like always, GK309 until the year in question has come,
    others where the example's title says so."""
    told = {example.code} if example.title.endswith("只提醒") else set()
    early = {"GK309"} if example.today < date(2027, 1, 1) else set()
    return {rule.code for rule in RULES if rule.severity == "warning"} | early | told


def has_exactly_the_promised_form(told: dict[str, Any], example: Example) -> None:
    assert list(told) == REPORT_KEYS
    assert (told["version"], told["as_of"]) == (1, example.today.isoformat())
    assert [list(finding) for finding in told["findings"]] == [FINDING_KEYS] * len(told["findings"])
    order = [(finding["path"], finding["line"], finding["code"]) for finding in told["findings"]]
    assert order == sorted(order)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_bears_the_contract_s_name_and_kind(rule: Rule) -> None:
    assert rule.name == NAMES[rule.code]
    assert (rule.kind == "clock") == (rule.code in CLOCK) == (rule.code in CLOCK_CODES)
    unwaivable = rule.code[2] in "059" or rule.code in ("GK104", "GK201")
    assert rule.waivable is not unwaivable
    assert rule.is_duty is (rule.code[2] in "123")


def test_rules_stand_in_order_and_once() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_explain_tells_the_rule_its_basis_and_both_kinds_of_example(rule: Rule) -> None:
    told = explained(rule.code.lower())
    assert rule.code in told
    for words in ("什么情况", "怎么改", "依据", "## 错误：", "## 正确："):
        assert words in told


def test_explain_refuses_a_code_that_does_not_exist() -> None:
    with pytest.raises(WrongUse, match="GK999"):
        explained("GK999")


# --- what no Markdown example can show --------------------------------------------------------------

GUIDE = (
    "---\ntitle: 政府信息公开指南\npublished: 2024-01-02\n---\n\n## 怎样申请？\n\n当面、书面或者网上申请。\n"
)
UNTIL = "---\ntitle: 政府信息公开指南\npublished: 2024-01-02\n"


def _guide(root: Path, raw: bytes) -> list[tuple[str, int, str]]:
    return places(Section(root, {"about/guide.md": raw}, date(2024, 3, 1)).check().findings)


def test_gbk_bytes_are_found_on_their_line(tmp_path: Path) -> None:
    assert _guide(tmp_path, GUIDE.encode("gbk")) == [("about/guide.md", 2, "GK001")]


def test_gbk_bytes_in_the_body_alone_are_found_on_their_line(tmp_path: Path) -> None:
    raw = "---\ntitle: Guide\npublished: 2024-01-02\n---\n\nplain\n指南\n".encode("gbk")
    assert _guide(tmp_path, raw) == [("about/guide.md", 7, "GK001")]


def test_utf_16_is_refused(tmp_path: Path) -> None:
    assert _guide(tmp_path, GUIDE.encode("utf-16")) == [("about/guide.md", 1, "GK001")]


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"], ids=["plain", "bom"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_byte_order_mark_and_line_ends_do_not_matter(tmp_path: Path, bom: bytes, end: str) -> None:
    assert _guide(tmp_path, bom + GUIDE.replace("\n", end).encode()) == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_lines_count_alike_whatever_the_line_ends(tmp_path: Path, end: str) -> None:
    text = GUIDE.replace("published: 2024-01-02", "published: 2024-01-32").replace(
        "当面、书面或者网上申请。", ""
    )
    found = _guide(tmp_path, b"\xef\xbb\xbf" + text.replace("\n", end).encode())
    assert found == [("about/guide.md", 3, "GK003"), ("about/guide.md", 6, "GK106")]


def test_a_control_character_is_found_on_its_line(tmp_path: Path) -> None:
    raw = (UNTIL + "updated: 2024-01-03\x01\n---\n\n正文。\n").encode()
    assert _guide(tmp_path, raw) == [("about/guide.md", 4, "GK001")]


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\u0085"], ids=["LS", "PS", "NEL"])
def test_line_separators_from_a_word_processor_move_no_line(tmp_path: Path, character: str) -> None:
    raw = f"---\ntitle: 政府信息{character}公开指南\npublished: 2024-01-32\n---\n\n正文。\n".encode()
    assert _guide(tmp_path, raw) == [("about/guide.md", 3, "GK003")]


def test_a_file_name_that_is_not_utf_8_is_told_and_not_fatal(tmp_path: Path) -> None:
    section = Section(tmp_path, {"about/guide.md": GUIDE}, date(2024, 3, 1))
    section.write()
    name = bytes(section.content) + "/about/指南.md".encode("gbk")
    with open(name, "wb") as file:  # noqa: PTH123 (a path that pathlib cannot spell in UTF-8)
        file.write(GUIDE.encode())
    report = section.check()
    assert [finding.code for finding in report.findings if finding.path != "about/guide.md"] == ["GK001"]
    as_json(report).encode()
