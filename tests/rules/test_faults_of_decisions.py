"""The order of a decision and what became of it (GK211), in the whole section: what is lawful raises nothing, a fault is
found where it was made."""
# ruff: noqa: E501 (a fault is a row of a table)

from pathlib import Path

import pytest

from tests.faults import Fault, at, change, changes, remove
from tests.rules.test_faults_of_duty import LATE
from tests.whole_section import CATALOGUE, DECIDED, EVENT, LOAN, LOAN_DIAGRAM, OPEN, OPEN_DRAFT

# fmt: off
ITEM = '    planned: "2024"\n    participation: [听证会]\n'
CALLED_OFF = (CATALOGUE, ITEM, ITEM + "    status: 取消\n    changed: 2024-05-15\n    reason: 全市统一规定\n    approved_by: 局党组会议\n")
PUT_OFF = (CATALOGUE, ITEM, ITEM + "    status: 延期\n    changed: 2024-05-15\n    reason: 等待市级文件\n    approved_by: 局党组会议\n")
ROUND = "consultation:\n  opens: 2024-05-06\n  closes: 2024-06-05\n  channels: [网上留言]\n"
TWICE = "consultation:\n  - {opens: 2024-05-06, closes: 2024-06-05, channels: [网上留言]}\n  - opens: 2024-06-10\n    closes: 2024-07-10\n    channels: [网上留言]\n"
ASKED = "consultation:\n  opens: 2024-01-15\n  closes: 2024-02-20\n  channels: [网上留言, 书面提交就业促进科]\n"
HEARD = "participation:\n  - form: 座谈会\n    date: 2024-02-01\n    summary: 听取12家企业的意见。\n    people: 12\n"
STEPS = "legal_review: 2024-03-13\ncollective: 2024-03-16\n"
LEAD = 'lead: {issuer: 示例区财政局, url: "https://www.example.com/1"}\ntopics:'


def ended(how: str, on: str = "2024-05-15") -> tuple[str, str, str]:
    return OPEN, "consultation:", f"ended: {{on: {on}, how: {how}, reason: 全市统一规定}}\nconsultation:"


ORDER = [
    change("closes the day before the decision, discussed before that", DECIDED, "closes: 2024-02-20", "closes: 2024-03-17", at("GK211", DECIDED, "collective:")),
    changes("closes and is discussed the day after", [(DECIDED, "closes: 2024-02-20", "closes: 2024-03-15")]),
    changes("no major decision, discussed before it closes", [(DECIDED, "closes: 2024-02-20", "closes: 2024-03-17"), (DECIDED, 'catalogue_item: "2024-01"', "major: false")]),
    changes("late_reason does not set the order right", [(DECIDED, "closes: 2024-02-20", "closes: 2024-04-13"), (DECIDED, "attendance:", LATE + "attendance:")], at("GK211", DECIDED, "decided:")),
    change("closes before it opens, told once", DECIDED, "closes: 2024-02-20", "closes: 2024-01-10", "GK008"),
    change("attended two months after", DECIDED, "date: 2024-03-16", "date: 2024-05-16", "GK211"),
    change("attended on the day", DECIDED, "date: 2024-03-16", "date: 2024-03-18"),
    change("reviewed the day after", DECIDED, "legal_review: 2024-03-13", "legal_review: 2024-03-19", "GK211"),
    change("discussed the day after", DECIDED, "collective: 2024-03-16", "collective: 2024-03-19", "GK211"),
    change("reviewed on the day of the discussion", DECIDED, "legal_review: 2024-03-13", "legal_review: 2024-03-16"),
    changes("no major decision, reviewed after it was discussed", [(DECIDED, "legal_review: 2024-03-13", "legal_review: 2024-03-17"), (DECIDED, 'catalogue_item: "2024-01"', "major: false")]),
    changes("no major decision, attended after it", [(DECIDED, "date: 2024-03-16", "date: 2024-05-16"), (DECIDED, 'catalogue_item: "2024-01"', "major: false")], at("GK211", DECIDED, "date: 2024-05-16")),
    change("a reason for the review and for the discussion", DECIDED, STEPS, "legal_review: 只执行市级文件，无需审查\ncollective: 由区政府常务会议讨论\n"),
    change("neither review nor discussion", DECIDED, STEPS, "", at("GK211", DECIDED, "decided:")),
    change("no major decision, neither review nor discussion", DECIDED, STEPS + "decided:", "major: false\ndecided:"),
    changes("no consultation, but a meeting", [(DECIDED, ASKED, "")], at("GK005", "interpretations/2024/job-subsidy-draft.md", "interprets:")),
    changes("no consultation and no meeting", [(DECIDED, ASKED + HEARD, "")], at("GK211", DECIDED, "decided:"), removed=("interpretations/2024/job-subsidy-draft.md",)),
    change("decided later than today is judged too", DECIDED, "decided: 2024-03-18", "decided: 2024-02-20", at("GK211", DECIDED, "decided:"), at("GK211", DECIDED, "date: 2024-03-16"), at("GK211", DECIDED, "legal_review:"), at("GK211", DECIDED, "collective:"), at("GK208", DECIDED, "published: 2024-04-01")),
]

ROUNDS = [
    change("held twice", OPEN, ROUND, TWICE),
    change("held twice, the second short with a reason", OPEN, ROUND, TWICE.replace("07-10\n", "06-25\n    shortened_reason: 只就修改过的两条征求意见\n")),
    change("held twice, the second ends before it begins", OPEN, ROUND, TWICE.replace("07-10", "06-07"), at("GK008", OPEN, "closes: 2024-06-07")),
    change("held twice, the second before the docket was out", OPEN, ROUND, TWICE.replace("opens: 2024-06-10\n    closes: 2024-07-10", "opens: 2024-04-01\n    closes: 2024-05-05"), at("GK008", OPEN, "opens: 2024-04-01"), at("GK206", OPEN, "opens: 2024-04-01")),
    changes("held twice, no interpretation", [(OPEN, ROUND, TWICE.replace("  - {opens: 2024-05-06, closes: 2024-06-05, channels: [网上留言]}", "  - opens: 2024-05-06\n    closes: 2024-06-05\n    channels: [网上留言]"))], at("GK206", OPEN, "opens: 2024-05-06"), removed=(OPEN_DRAFT,)),
    change("a list of one", OPEN, ROUND, "consultation:\n  - opens: 2024-05-06\n    closes: 2024-06-04\n    channels: [网上留言]\n", at("GK204", OPEN, "closes: 2024-06-04")),
    change("extended", OPEN, "closes: 2024-06-05\n", "closes: 2024-06-20\n  extended: {from: 2024-06-05, on: 2024-05-18, reason: 意见较多}\n"),
    change("extended before it opened", OPEN, "closes: 2024-06-05\n", "closes: 2024-06-20\n  extended:\n    from: 2024-06-05\n    on: 2024-05-01\n    reason: 意见较多\n", at("GK008", OPEN, "on: 2024-05-01")),
    change("extended without a reason", OPEN, "closes: 2024-06-05\n", "closes: 2024-06-20\n  extended: {from: 2024-06-05, on: 2024-05-18}\n", at("GK002", OPEN)),
    changes("an interpretation of a docket that asked nobody", [(OPEN, ROUND, "consultation: {none_reason: 依法不予公开的决策事项}\n")], at("GK005", OPEN_DRAFT, "interprets:")),
    change("a hearing announced for a decision", EVENT, "form: 座谈会", "form: 听证会"),
]

ENDED = [
    changes("handed over, and the catalogue knows", [ended("移交"), CALLED_OFF]),
    changes("suspended", [ended("中止")]),
    changes("given up before it was listed", [ended("移交")], at("GK201", CATALOGUE), at("GK203", DECIDED, "catalogue_item"), at("GK203", OPEN, "catalogue_item"), removed=(CATALOGUE,)),
    changes("given up, no major decision", [ended("终止"), (OPEN, 'catalogue_item: "2024-02"', "major: false")]),
    changes("given up before it was asked about", [ended("终止", "2024-05-05"), CALLED_OFF], at("GK211", OPEN, "opens:")),
    changes("ended in words that the field does not have", [(OPEN, "consultation:", "ended:\n  on: 2024-05-15\n  how: 撤销\n  reason: 全市统一规定\nconsultation:")], at("GK003", OPEN, "how:")),
    changes("ended without a reason", [(OPEN, "consultation:", "ended: {on: 2024-05-15, how: 中止}\nconsultation:")], at("GK002", OPEN)),
]

LED = [
    changes("a joint document of another organ keeps no step", [(LOAN, "topics:", LEAD), (LOAN_DIAGRAM, "published: 2024-04-16", "published: 2024-04-18")]),
    changes("a joint document of another organ may come late", [(LOAN, "topics:", LEAD), (LOAN, "published: 2024-04-16", "published: 2024-05-20")]),
    changes("a joint document of another organ is reviewed all the same", [(LOAN, "topics:", LEAD), (LOAN, "reviewed: {secrecy: 2024-04-10, legal: 2024-04-10}\n", "")], at("GK506", LOAN)),
    changes("who led is a name at least", [(LOAN, "topics:", "lead: {url: https://www.example.com/1}\ntopics:")], at("GK002", LOAN)),
    changes("who led with a page that is none", [(LOAN, "topics:", "lead: {issuer: 示例区财政局, url: 财政局网站}\ntopics:")], "GK003"),
    changes("who led written as words", [(LOAN, "topics:", "lead: 示例区财政局\ntopics:")], "GK003"),
    remove("a joint document without an interpretation and without its lead", LOAN_DIAGRAM, at("GK101", LOAN)),
]
FAULTS = [*ORDER, *ROUNDS, *ENDED, *LED]
WARNS = {"neither review nor discussion", "no consultation and no meeting", "closes the day before the decision, discussed before that"}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault_yields_exactly_what_follows_from_it(fault: Fault, tmp_path: Path) -> None:
    report = fault.report(tmp_path)
    assert [(one.path, one.line, one.code) for one in report.findings] == fault.found()
    assert report.blocked is (bool(fault.expected) and fault.name not in WARNS)
