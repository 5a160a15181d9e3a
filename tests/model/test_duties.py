"""Every duty of a section by date: its state from day to day, its order, and what must not be among them."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from gongkai.building import pipeline
from gongkai.model.duties import Duty, State, all_duties
from tests.faults import variant
from tests.rules.test_faults_of_duty import (
    DECISION,
    FUTURE,
    FUTURE_PATH,
    NO_FEEDBACK,
    OPEN_STILL,
    YEAR_END,
    reports,
)
from tests.sections import Section
from tests.whole_section import (
    CATALOGUE,
    DECIDED,
    DECIDED_DRAFT,
    JOB,
    JOB_LATER,
    JOB_QA,
    LOAN,
    LOAN_DIAGRAM,
    OPEN,
    PLAN,
    REPORT,
    REQUESTS,
    TODAY,
    whole_section,
)

Files = Mapping[str, str | None]
"""Files of the whole section as they are to be; None: there is none."""


def duties(root: Path, day: date = TODAY, changed: Files | None = None) -> tuple[Duty, ...]:
    files = {path: text for path, text in {**whole_section(), **(changed or {})}.items() if text is not None}
    return all_duties(Section(root, files, day).judged().library.whole, day)


def only(found: tuple[Duty, ...], code: str, path: str, line: int | None = None) -> Duty:
    (duty,) = (d for d in found if (d.code, d.path) == (code, path) and line in (None, d.line))
    return duty


REQUEST = "- no: 2024-006\n  received: 2024-05-13\n"
DUE = "2024-06-11"


def answered(day: str) -> Files:
    return {
        REQUESTS: variant(
            REQUESTS,
            (REQUEST, f"{REQUEST}  replied: {day}\n  outcome: 不予公开\n  ground: 属于四类过程性信息\n"),
        )
    }


def fed_back(day: str) -> Files:
    feedback = f"feedback: {{published: {day}, opinions: []}}\nattendance:"
    return {DECIDED: NO_FEEDBACK.replace("attendance:", feedback)}


def listed(day: str) -> Files:
    return {CATALOGUE: variant(CATALOGUE, ("published: 2024-03-15", f"published: {day}"))}


def reported(day: str) -> Files:
    return {"reports/2024.md": reports(2024)["reports/2024.md"].replace("2025-01-24", day)}


def done(day: str) -> Files:
    return {PLAN: variant(PLAN, ("due: 2024-11-29", f"due: 2024-11-29\n    done: {day}"))}


MAY, R2024 = "2024-05-13", "reports/2024.md"
LATE_LOAN = variant(LOAN, ("published: 2024-04-16", "published: 2024-05-15"))
TOLD_LATE = {JOB_QA: None, JOB: variant(JOB, ("effective:", "interpretation_late: 排版\neffective:"))}
NONE: Files = {}
STATES: list[tuple[str, str, int | None, Files, str, str | None, str, str | None]] = [
    # code, path, line, what is changed, today, due day, state, met on
    ("GK302", REQUESTS, 40, NONE, "2024-05-13", DUE, "upcoming", None),
    ("GK302", REQUESTS, 40, NONE, "2024-06-11", DUE, "upcoming", None),
    ("GK302", REQUESTS, 40, NONE, "2024-06-12", DUE, "overdue", None),
    ("GK302", REQUESTS, 40, answered("2024-06-11"), "2024-06-12", DUE, "met", "2024-06-11"),
    ("GK302", REQUESTS, 40, answered("2024-06-12"), "2024-06-12", DUE, "met-late", "2024-06-12"),
    ("GK302", REQUESTS, 40, answered("2024-06-13"), "2024-06-12", DUE, "overdue", None),
    ("GK302", REQUESTS, 40, answered("2024-06-05"), "2024-05-20", DUE, "upcoming", None),
    ("GK207", DECIDED, None, {DECIDED: NO_FEEDBACK}, "2024-04-26", MAY, "upcoming", None),
    ("GK207", DECIDED, None, {DECIDED: NO_FEEDBACK}, MAY, MAY, "upcoming", None),
    ("GK207", DECIDED, None, {DECIDED: NO_FEEDBACK}, "2024-05-14", MAY, "overdue", None),
    ("GK207", DECIDED, None, fed_back(MAY), "2024-05-14", MAY, "met", MAY),
    ("GK207", DECIDED, None, fed_back("2024-05-14"), "2024-05-14", MAY, "met-late", "2024-05-14"),
    ("GK207", DECIDED, None, fed_back("2024-05-24"), "2024-05-14", MAY, "overdue", None),
    ("GK201", CATALOGUE, 1, {CATALOGUE: None}, "2024-03-31", "2024-03-31", "upcoming", None),
    ("GK201", CATALOGUE, 1, {CATALOGUE: None}, "2024-04-01", "2024-03-31", "overdue", None),
    ("GK201", CATALOGUE, 1, NONE, "2024-03-14", "2024-03-31", "upcoming", None),
    ("GK201", CATALOGUE, 1, NONE, "2024-03-15", "2024-03-31", "met", "2024-03-15"),
    ("GK201", CATALOGUE, 1, listed("2024-04-01"), "2024-04-01", "2024-03-31", "met-late", "2024-04-01"),
    ("GK201", CATALOGUE, 1, listed("2024-04-02"), "2024-04-01", "2024-03-31", "overdue", None),
    ("GK305", R2024, 1, NONE, "2025-01-01", "2025-01-31", "upcoming", None),
    ("GK305", R2024, 1, NONE, "2025-01-31", "2025-01-31", "upcoming", None),
    ("GK305", R2024, 1, NONE, "2025-02-01", "2025-01-31", "overdue", None),
    ("GK305", R2024, 1, reported("2025-01-31"), "2025-02-01", "2025-01-31", "met", "2025-01-31"),
    ("GK305", R2024, 1, reported("2025-02-01"), "2025-02-01", "2025-01-31", "met-late", "2025-02-01"),
    ("GK305", R2024, 1, reported("2025-02-20"), "2025-02-01", "2025-01-31", "overdue", None),
    ("GK307", PLAN, 19, NONE, "2024-11-29", "2024-11-29", "upcoming", None),
    ("GK307", PLAN, 19, NONE, "2024-11-30", "2024-11-29", "overdue", None),
    ("GK307", PLAN, 19, done("2024-11-29"), "2024-11-30", "2024-11-29", "met", "2024-11-29"),
    ("GK307", PLAN, 19, done("2024-11-30"), "2024-11-30", "2024-11-29", "met-late", "2024-11-30"),
    ("GK307", PLAN, 19, done("2024-12-01"), "2024-11-30", "2024-11-29", "overdue", None),
    ("GK204", OPEN, 11, NONE, "2024-05-06", "2024-06-05", "upcoming", None),
    ("GK204", OPEN, 11, NONE, "2024-06-05", "2024-06-05", "upcoming", None),
    ("GK204", OPEN, 11, NONE, "2024-06-06", "2024-06-05", "met", "2024-06-05"),
    ("GK301", LOAN, 7, NONE, "2024-05-20", "2024-05-14", "met", "2024-04-16"),
    ("GK301", LOAN, 7, {LOAN: LATE_LOAN}, "2024-05-20", "2024-05-14", "met-late", "2024-05-15"),
    ("GK301", JOB_LATER, 8, NONE, "2024-05-20", "2024-05-21", "met", "2024-04-23"),
    ("GK101", LOAN, 1, NONE, "2024-05-20", "2024-04-16", "met", "2024-04-16"),
    ("GK101", LOAN, 1, {LOAN_DIAGRAM: None}, "2024-04-16", "2024-04-16", "upcoming", None),
    ("GK101", LOAN, 1, {LOAN_DIAGRAM: None}, "2024-04-17", "2024-04-16", "overdue", None),
    ("GK101", JOB, 1, {JOB_QA: None}, "2024-05-20", "2024-03-20", "overdue", None),
    ("GK101", JOB, 1, TOLD_LATE, "2024-05-20", "2024-03-20", "met-late", "2024-04-23"),
    ("GK101", JOB, 1, TOLD_LATE, "2024-04-22", "2024-03-20", "overdue", None),
    ("GK207", DECISION, None, YEAR_END, "2026-12-28", None, "unknown", None),
    (
        *("GK207", DECISION, None),
        YEAR_END
        | {
            DECISION: YEAR_END[DECISION].replace(
                "attendance:", "feedback: {published: 2026-12-31, opinions: []}\nattendance:"
            )
        },
        *("2027-01-04", None, "met", "2026-12-31"),
    ),
    (
        *("GK207", DECISION, None),
        YEAR_END
        | {
            DECISION: YEAR_END[DECISION].replace(
                "attendance:", "feedback: {published: 2027-01-04, opinions: []}\nattendance:"
            )
        },
        *("2027-01-04", None, "unknown", "2027-01-04"),
    ),
]


@pytest.mark.parametrize(("code", "path", "line", "changed", "day", "last", "state", "met"), STATES)
def test_a_duty_stands_where_it_should(
    code: str,
    path: str,
    line: int | None,
    changed: Files,
    day: str,
    last: str | None,
    state: str,
    met: str | None,
    tmp_path: Path,
) -> None:
    duty = only(duties(tmp_path, date.fromisoformat(day), changed), code, path, line)
    days = [None if one is None else one.isoformat() for one in (duty.due, duty.met)]
    assert (days, duty.state.value) == ([last, met], state)
    assert duty.title
    assert duty.counted


def test_they_come_by_due_day_and_the_unknown_last(tmp_path: Path) -> None:
    found = duties(tmp_path, date(2026, 12, 28), YEAR_END)
    known = [duty.due for duty in found if duty.due is not None]
    assert known == sorted(known)
    assert [duty.due is None for duty in found] == sorted(duty.due is None for duty in found)
    assert found[-1].state is State.UNKNOWN
    order = [(duty.due, duty.path, duty.line, duty.code) for duty in found if duty.due is not None]
    assert order == sorted(set(order))


def test_every_duty_of_the_whole_section_and_no_other(tmp_path: Path) -> None:
    requests = [
        (REQUESTS, line) for line in (1, 9, 20, 31, 40)
    ]  # the one that awaits its correction has no day
    assert sorted((duty.code, duty.path, duty.line) for duty in duties(tmp_path)) == [
        ("GK101", JOB, 1),
        ("GK101", LOAN, 1),  # the third is exempt, the fourth older than the duties
        ("GK201", CATALOGUE, 1),
        ("GK204", DECIDED, 11),
        ("GK204", OPEN, 11),
        ("GK207", DECIDED, 38),
        ("GK301", DECIDED_DRAFT, 7),
        ("GK301", JOB_LATER, 8),
        ("GK301", "interpretations/2024/wage-deposit-draft.md", 7),
        ("GK301", "policies/2024/job-subsidy-change.md", 7),
        ("GK301", JOB, 7),
        ("GK301", LOAN, 7),
        *(("GK302", path, line) for path, line in requests),
        *(("GK307", PLAN, line) for line in (6, 12, 19)),
    ]


# --- what leaves no trace ----------------------------------------------------------------------------


def withheld(path: str) -> str:
    """A document of the section that comes out after `TODAY`."""
    text = whole_section()[path]
    line = next(line for line in text.split("\n") if line.startswith("published:"))
    return text.replace(line, "published: 2024-05-21", 1)


@pytest.mark.parametrize("path", [LOAN, JOB_LATER, OPEN, DECIDED, PLAN, DECIDED_DRAFT])
def test_what_is_withheld_has_no_duty(path: str, tmp_path: Path) -> None:
    assert [duty for duty in duties(tmp_path, changed={path: withheld(path)}) if duty.path == path] == []


@pytest.mark.parametrize("path", [LOAN, JOB_LATER, OPEN, DECIDED, PLAN, DECIDED_DRAFT])
def test_a_draft_has_no_duty(path: str, tmp_path: Path) -> None:
    draft = whole_section()[path].replace("title:", "draft: true\ntitle:", 1)
    assert [duty for duty in duties(tmp_path, changed={path: draft}) if duty.path == path] == []


@pytest.mark.parametrize("path", [CATALOGUE, R2024])
def test_a_withheld_catalogue_or_report_is_as_if_it_were_not_there(path: str, tmp_path: Path) -> None:
    """The year's duty shows through: nothing of it may tell that something is ready."""
    day = date(2025, 2, 1) if path == R2024 else date(2024, 4, 1)
    later: Files = {CATALOGUE: listed("2024-05-27")[CATALOGUE], **reported("2025-02-20")}
    without = duties(tmp_path / "none", day, {path: None})
    assert duties(tmp_path / "later", day, {path: later[path]}) == without
    draft = str(later[path]).replace("year:", "draft: true\nyear:", 1)
    assert duties(tmp_path / "draft", day, {path: draft}) == without


def test_a_policy_of_next_week_says_nothing_of_itself(tmp_path: Path) -> None:
    assert FUTURE_PATH not in {duty.path for duty in duties(tmp_path, changed={FUTURE_PATH: FUTURE})}


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (DECIDED, "decided: 2024-03-18", "decided: 2024-05-21"),
        (REQUESTS, "received: 2024-05-13", "received: 2024-05-21"),
        (OPEN, "opens: 2024-05-06\n  closes: 2024-06-05", "opens: 2024-05-21\n  closes: 2024-06-30"),
    ],
)
def test_what_is_dated_later_begins_no_duty_yet(path: str, old: str, new: str, tmp_path: Path) -> None:
    found = duties(tmp_path, changed={path: variant(path, (old, new))})
    assert not any(duty.start > TODAY or "2024-05-21" in duty.counted for duty in found)
    assert len(found) == len(duties(tmp_path / "before")) - 1


def test_nothing_older_than_the_duties(tmp_path: Path) -> None:
    older = {
        "policies/2023/old.md": variant(LOAN, ("〔2024〕15号", "〔2023〕15号")).replace("2024-0", "2023-0"),
        "plans/2023.md": variant(PLAN, ("evidence: about/guide.md", "evidence: []"))
        .replace("2024-", "2023-")
        .replace("2024", "2023"),
        "requests/2023.yml": "- no: 2023-001\n  received: 2023-12-29\n",
        "decisions/2023/old.md": variant(OPEN).replace("2024-0", "2023-0"),
    }
    assert duties(tmp_path / "a", changed=older) == duties(tmp_path / "b")
    files = {**whole_section(), **older}
    settings = Section(tmp_path / "c", files, TODAY, {"duties_since": 2023}).write()
    found = {duty.path for duty in all_duties(pipeline.check(settings).library.whole, TODAY)}
    assert {"policies/2023/old.md", "requests/2023.yml", "decisions/2023/old.md", REPORT} <= found


def test_exempt_republished_and_withdrawn(tmp_path: Path) -> None:
    republished = "republished: {from: 示例市人社局, url: https://www.example.com/1}\ntopics:"
    taken_down = "withdrawn: {on: 2024-05-16, reason: 有误}\n"
    for changed, gone in (
        ({LOAN: variant(LOAN, ("topics:", republished))}, {("GK101", LOAN), ("GK301", LOAN)}),
        ({LOAN: variant(LOAN, ("topics:", "interpretation_exempt: 无需\ntopics:"))}, {("GK101", LOAN)}),
        ({LOAN: variant(LOAN, ("topics:", f"{taken_down}topics:"))}, {("GK101", LOAN)}),
        ({PLAN: variant(PLAN, ("tasks:", f"{taken_down}tasks:"))}, {("GK307", PLAN)}),
        ({OPEN: variant(OPEN, ("topics:", f"{taken_down}topics:"))}, {("GK204", OPEN)}),
    ):
        before = {(duty.code, duty.path) for duty in duties(tmp_path / "before")}
        after = {(duty.code, duty.path) for duty in duties(tmp_path, changed=changed)}
        assert before - after == gone


# --- a duty and its rule agree -----------------------------------------------------------------------

DAYS = [date(2024, month, day) for month in range(1, 13) for day in (1, 15)]
BY_TIME = {"GK201", "GK207", "GK302", "GK305", "GK307"}


@pytest.mark.parametrize("day", [*DAYS, date(2025, 1, 31), date(2025, 2, 1), date(2025, 4, 1)], ids=str)
def test_what_is_overdue_is_what_the_rules_say(day: date, tmp_path: Path) -> None:
    """Day by day through a section in which much is left undone."""
    undone = {**whole_section(), DECIDED: NO_FEEDBACK}
    undone |= {
        REQUESTS: variant(
            REQUESTS, ("  replied: 2024-04-10\n  outcome: 不予公开\n  ground: 属于四类过程性信息\n", "")
        )
    }
    del undone[CATALOGUE]
    judged = Section(tmp_path, undone, day).judged()
    overdue = {
        (duty.code, duty.path, duty.line)
        for duty in all_duties(judged.library.whole, day)
        if duty.state is State.OVERDUE and duty.code in BY_TIME
    }
    out = {path for path in undone if path not in judged.report.withheld}
    assert overdue == {
        (finding.code, finding.path, finding.line)
        for finding in judged.report.findings
        if finding.code in BY_TIME and (finding.path in out or finding.path not in undone)
    }


def test_what_is_open_still_is_what_the_other_tests_leave_out(tmp_path: Path) -> None:
    assert {d.path for d in duties(tmp_path) if d.state is State.UPCOMING and d.code != "GK204"} == set(
        OPEN_STILL
    )
