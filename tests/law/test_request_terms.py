"""When a request must have been answered: by hand, and against days lived through one by one (`request_oracle`)."""

from datetime import date, timedelta
from random import Random
from typing import Any

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.workdays import shipped_calendar
from gongkai.model import Request
from gongkai.model.request_terms import progress, request_term
from gongkai.model.requests import Progress
from gongkai.model.terms import used_workdays
from tests.law.request_oracle import last_good_day

CALENDAR = shipped_calendar()
DAY = timedelta(days=1)
LATER = date(2026, 12, 31)
THIRD, ORGAN = "征求第三方意见", "征求其他机关意见"


def term_of(entry: dict[str, Any], today: date = LATER) -> Any:
    return request_term(Request.model_validate({"no": "1", **entry}), CALENDAR, today)


def due(entry: dict[str, Any], today: date = LATER) -> date | None:
    term = term_of(entry, today)
    return term.due if term else None


def lived(entry: dict[str, Any], today: date = LATER) -> date | None:
    return last_good_day(entry, today, chinese_calendar.is_workday)


def day(text: str) -> date:
    return date.fromisoformat(text)


def _dated(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _dated(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_dated(inner) for inner in value]
    is_day = isinstance(value, str) and len(value) == 10 and value[4] == "-"
    return day(value) if is_day else value


def pause(first: str, last: str | None = None, why: str = THIRD, **more: Any) -> dict[str, Any]:
    return {"from": first, **({"to": last} if last else {}), "why": why, **more}


def extended(on: str, days: int, **more: Any) -> dict[str, Any]:
    return {"on": on, "days": days, "approved_by": "局办公室负责人", **more}


# Received, what else is written, the last good day as it stands at the end of 2026. 2026: 春节 2月15日至23日 off, 2月14日
# （六）、28日（六） work; 清明 4月4日至6日, 劳动节 5月1日至5日 off, 5月9日（六） works; 端午 6月19日至21日 off.
BY_HAND: list[tuple[str, dict[str, Any], str | None]] = [
    # 3/3-6, 9-13, 16-20, 23-27, 30
    ("2026-03-02", {}, "2026-03-30"),
    # The lawyer's case: a notice on April 20 makes no new term.
    ("2026-03-02", {"correction_asked": "2026-04-20", "correction_received": "2026-04-22"}, "2026-03-30"),
    # The seventh working day is March 11; the term runs from March 16: 17-20, 23-27, 30-4/3, 7-10, 13, 14.
    ("2026-03-02", {"correction_asked": "2026-03-11", "correction_received": "2026-03-16"}, "2026-04-14"),
    ("2026-03-02", {"correction_asked": "2026-03-12", "correction_received": "2026-03-16"}, "2026-03-30"),
    ("2026-03-02", {"correction_asked": "2026-03-11"}, None),
    ("2026-03-02", {"correction_asked": "2026-03-12"}, "2026-03-30"),
    # Asked on a Saturday, or within a holiday, is within the seven.
    ("2026-02-12", {"correction_asked": "2026-02-22"}, None),
    # Open since January 12: thirteen to 1/30, 2/2; so 1/13-2/2 are spared, then 2/3-6, 9-14, 24-28, 3/2-6.
    ("2026-01-12", {"paused": [pause("2026-01-12")]}, "2026-03-06"),
    ("2026-01-12", {"paused": [pause("2026-01-12", "2026-06-15")]}, "2026-03-06"),
    # The letter came on January 16: 1/19-23, 26-30, 2/2-6 are the fifteen; 2/9-14, 24-28, 3/2-6, 9-12.
    ("2026-01-12", {"paused": [pause("2026-01-12", arrived="2026-01-16")]}, "2026-03-12"),
    # A leave stops nothing: 1/13-16, 19-23, 26-30, 2/2-6, 9.
    ("2026-01-12", {"paused": [pause("2026-01-12", "2026-06-01", "经办人休假")]}, "2026-02-09"),
    # Nor does a pause from before it came.
    ("2026-01-12", {"paused": [pause("2026-01-05", "2026-01-30")]}, "2026-02-09"),
    # Third party, then another organ: fifteen each. 1/13-2/2 and 2/3-6, 9-14, 24-28: thirty; then 3/2-6 … 3/27.
    ("2026-01-12", {"paused": [pause("2026-01-12"), pause("2026-02-02", None, ORGAN)]}, "2026-03-27"),
    # Begun on the last good day it saves nothing; begun the day before, it saves that one.
    ("2026-03-02", {"paused": [pause("2026-03-30", "2026-04-10")]}, "2026-03-30"),
    ("2026-03-02", {"paused": [pause("2026-03-27", "2026-04-10")]}, "2026-04-13"),
    # Answered before the pause ends: the answer ends it. 3/10-13, 16-20 are spared (nine), 3/31, 4/1-3, 7-10, 13.
    ("2026-03-02", {"paused": [pause("2026-03-09")], "replied": "2026-03-20"}, "2026-04-13"),
    # Granted on the last good day, and a day later. 3/31-4/3, 7-10, 13, 14: ten.
    ("2026-03-02", {"extended": extended("2026-03-30", 10)}, "2026-04-14"),
    ("2026-03-02", {"extended": extended("2026-03-31", 10)}, "2026-03-30"),
    # Nobody approved it.
    ("2026-03-02", {"extended": {"on": "2026-03-16", "days": 10}}, "2026-03-30"),
    # Nor is one from before the request came any.
    ("2026-03-02", {"extended": extended("2026-02-27", 10)}, "2026-03-30"),
    # Twenty at most: 3/31-4/3, 7-10, 13-17, 20-24, 27, 28; with art. 35 twenty-five: 29, 30, 5/6, 7, 8.
    ("2026-03-02", {"extended": extended("2026-03-16", 25)}, "2026-04-28"),
    ("2026-03-02", {"extended": extended("2026-03-16", 25, art35="同日申请六十件，理由合理")}, "2026-05-08"),
    # Art. 35 makes no late one good.
    ("2026-03-02", {"extended": extended("2026-04-01", 25, art35="同日申请六十件")}, "2026-03-30"),
    # Paused, and extended on a day that is in time by the pause alone (nine spared, as above): 4/13, then 14-17, 20.
    (
        "2026-03-02",
        {"paused": [pause("2026-03-09", "2026-03-20")], "extended": extended("2026-04-13", 5)},
        "2026-04-20",
    ),
    # Over new year: 12/23-27, 30, 31, 1/2, 3, 6-10, 13-17, 20 (元旦 2025: 1月1日 alone).
    ("2024-12-20", {}, "2025-01-20"),
    # The same, paused over it, after December 25 through January 6: 12/23-25, 1/7-10, 13-17, 20-24, 26, 27, 2/5.
    ("2024-12-20", {"paused": [pause("2024-12-25", "2025-01-06")]}, "2025-02-05"),
    # Asked for a correction in the old year, corrected in the new: from January 3, 6-10, 13-17, 20-24, 26, 27, 2/5-7.
    (
        "2024-12-20",
        {"correction_asked": "2024-12-31", "correction_received": "2025-01-03"},
        "2025-02-07",
    ),
    # Never corrected, and answered in substance: the answer did without, and its term ran from the receipt.
    (
        "2026-03-02",
        {"correction_asked": "2026-03-05", "replied": "2026-05-20", "outcome": "予以公开"},
        "2026-03-30",
    ),
    ("2026-03-02", {"correction_asked": "2026-03-05", "replied": "2026-05-20", "outcome": "其他处理"}, None),
    (
        "2026-03-02",
        {"correction_asked": "2026-03-05", "closed": {"on": "2026-05-20", "why": "逾期不补正"}},
        None,
    ),
    # Withdrawn in a pause.
    (
        "2026-03-02",
        {"paused": [pause("2026-03-09")], "closed": {"on": "2026-03-20", "why": "申请人撤回"}},
        "2026-04-13",
    ),
]


@pytest.mark.parametrize(("received", "more", "last"), BY_HAND)
def test_counted_by_hand(received: str, more: dict[str, Any], last: str | None) -> None:
    entry = _dated({"received": received, **more})
    assert due(entry) == lived(entry) == (day(last) if last else None)


# --- generated --------------------------------------------------------------------------------------


def drawn(chance: Random) -> tuple[dict[str, Any], date]:
    """A register's entry as a busy, sloppy office may write it, and the day on which it is looked at."""
    received = date(2019, 1, 2) + DAY * chance.randrange(365 * 6 + 200)
    entry: dict[str, Any] = {"received": received}

    def after(least: int, most: int) -> date:
        return received + DAY * chance.randint(least, most)

    if chance.random() < 0.4:
        entry["correction_asked"] = after(0, 16)
        if chance.random() < 0.8:
            entry["correction_received"] = entry["correction_asked"] + DAY * chance.randint(0, 25)
    for _ in range(chance.choice((0, 0, 1, 1, 2, 3))):
        first = after(-3, 45)
        length = chance.randint(0, 45)
        one: dict[str, Any] = {"from": first, "why": chance.choice((THIRD, ORGAN, THIRD, "经办人休假"))}
        if chance.random() < 0.5:
            one["arrived"] = first + DAY * chance.randint(0, min(length, 8))
        if chance.random() < 0.7:
            one["to"] = first + DAY * length
        entry.setdefault("paused", []).append(one)
    if chance.random() < 0.5:
        entry["extended"] = {"on": after(-5, 70), "days": chance.randint(1, 30)}
        entry["extended"] |= {"approved_by": "负责人"} if chance.random() < 0.8 else {}
        entry["extended"] |= {"art35": "申请量过大"} if chance.random() < 0.2 else {}
    if chance.random() < 0.5:
        entry |= {"replied": after(0, 120), "outcome": chance.choice(("予以公开", "其他处理"))}
    elif chance.random() < 0.2:
        entry["closed"] = {"on": after(0, 90), "why": chance.choice(("申请人撤回", "逾期不补正"))}
    return entry, after(0, 150)


@pytest.mark.parametrize("seed", range(4))
def test_as_lived_through_day_by_day(seed: int) -> None:
    """400 entries; and some are of each kind that a count can get wrong."""
    chance = Random(seed)
    kinds = {"waiting": 0, "late notice": 0, "ran out": 0, "lengthened": 0, "not lengthened": 0}
    for _ in range(100):
        entry, today = drawn(chance)
        term = term_of(entry, today)
        assert (term.due if term else None) == lived(entry, today), (entry, today)
        if term:
            assert used_workdays(term.start, term.due, term.gaps, CALENDAR) == term.days
            assert term.kept_by(today, CALENDAR) is (today <= term.due)
        said = term.counted if term else ""
        kinds["waiting"] += term is None
        kinds["late notice"] += "才通知补正" in said
        kinds["ran out"] += "个工作日后照算" in said
        kinds["lengthened"] += "告知延长" in said
        kinds["not lengthened"] += "不计入" in said and "；延长" in said
    assert min(kinds.values()) >= 3, kinds


@pytest.mark.long
def test_many_lives() -> None:
    for seed in range(100, 12_100):
        entry, today = drawn(Random(seed))
        assert due(entry, today) == lived(entry, today), (seed, entry, today)


received_days = st.dates(date(2019, 1, 2), date(2025, 6, 30))


@given(received_days, st.integers(8, 60), st.integers(0, 30))
def test_a_notice_after_the_seventh_working_day_launders_nothing(
    received: date, asked: int, more: int
) -> None:
    late = CALENDAR.nth_workday_after(received, 7) + DAY * (asked - 7)
    entry = {"received": received, "correction_asked": late, "correction_received": late + DAY * more}
    assert due(entry) == due({"received": received})


@given(received_days, st.integers(0, 20), st.integers(0, 200))
def test_no_pause_is_longer_than_the_letter_allows(received: date, offset: int, length: int) -> None:
    first = received + DAY * offset
    paused = [{"from": first, "to": first + DAY * length, "why": THIRD}]
    term = term_of({"received": received, "paused": paused})
    plain = CALENDAR.nth_workday_after(received, 35)
    assert term.due <= plain
    for gap in term.gaps:
        assert CALENDAR.workdays_between(gap.first, gap.last) <= 15


@given(received_days, st.integers(1, 60), st.integers(1, 60))
def test_no_extension_wakes_what_is_overdue(received: date, late: int, days: int) -> None:
    plain = due({"received": received})
    assert plain is not None
    added = {"on": plain + DAY * late, "days": days, "approved_by": "负责人", "art35": "申请量过大"}
    assert due({"received": received, "extended": added}) == plain


# --- what a day makes of it -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "stands"),
    [
        ({}, Progress.OPEN),
        ({"replied": "2024-05-20", "outcome": "予以公开"}, Progress.ANSWERED),
        ({"replied": "2024-05-21"}, Progress.OPEN),
        ({"closed": {"on": "2024-05-20", "why": "申请人撤回"}}, Progress.CLOSED),
        ({"closed": {"on": "2024-05-21", "why": "申请人撤回"}}, Progress.OPEN),
        ({"correction_asked": "2024-05-14"}, Progress.WAITING),
        ({"correction_asked": "2024-05-14", "correction_received": "2024-05-20"}, Progress.OPEN),
        ({"paused": [pause("2024-05-20", None, ORGAN)]}, Progress.PAUSED),
        ({"paused": [pause("2024-05-14", "2024-05-20")]}, Progress.OPEN),
        ({"paused": [pause("2024-05-14", None, "经办人休假")]}, Progress.OPEN),
    ],
)
def test_where_a_request_stands(more: dict[str, Any], stands: Progress) -> None:
    request = Request.model_validate({"no": "1", "received": "2024-05-13", **more})
    assert progress(request, CALENDAR, date(2024, 5, 20)) is stands


def test_a_pause_that_ran_out_is_none() -> None:
    request = Request.model_validate({"no": "1", "received": "2024-05-13", "paused": [pause("2024-05-14")]})
    # 5/15-17, 20-24, 27-31, 6/3, 4: fifteen.
    stands = [progress(request, CALENDAR, date(2024, 6, one)) for one in (4, 5)]
    assert stands == [Progress.PAUSED, Progress.OPEN]


def test_what_did_not_count_is_told() -> None:
    entry = _dated(
        {
            "received": "2026-01-12",
            "correction_asked": "2026-01-22",
            "paused": [pause("2026-01-12"), pause("2026-01-14", None, "经办人休假"), pause("2026-01-05")],
            "extended": extended("2026-03-09", 10),
        }
    )
    said = term_of(entry).counted
    for words in (
        "2026年1月22日才通知补正，晚于第 7 个工作日，不重新起算",
        "“经办人休假”不是法定的中止事由，不扣除",
        "收到申请以前开始的中止不扣除",
        "征求意见满 15 个工作日后照算",
        "延长2026-03-09 才告知申请人，原期限 2026-03-06 已经届满，不计入",
    ):
        assert words in said, said


def test_a_year_without_calendar_is_not_guessed() -> None:
    """Nor needed where it cannot matter: the notice and the pause are too short for it."""
    term = term_of({"received": date(2026, 12, 28), "correction_asked": date(2026, 12, 31)}, date(2027, 1, 4))
    assert term is None, "asked on the third day: awaited"
    late = term_of({"received": date(2026, 12, 28), "correction_asked": date(2027, 1, 20)}, date(2027, 2, 1))
    assert (late.due, late.unknown_year) == (None, 2027)
    paused = [{"from": date(2026, 12, 14), "to": date(2026, 12, 31), "why": THIRD}]
    open_ = term_of({"received": date(2026, 11, 2), "paused": paused}, date(2026, 12, 31))
    assert open_.due == date(2026, 11, 30)
