"""Due days: every start of eight years counted by two packages, cases counted by hand, and what must always hold."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.workdays import shipped_calendar
from gongkai.model import Docket, Policy, Request
from gongkai.model.request_terms import request_term
from gongkai.model.terms import Term, disclosure_term, feedback_term, used_workdays

CALENDAR = shipped_calendar()
LATER = date(2026, 12, 31)
DAY = timedelta(days=1)
Days = frozenset[date]


def request_of(received: date, **more: Any) -> Request:
    return Request.model_validate({"no": "1", "received": received, **more})


def due(received: date, today: date = LATER, **more: Any) -> Term:
    term = request_term(request_of(received, **more), CALENDAR, today)
    assert term is not None
    return term


def days_through(first: date, last: date) -> Iterator[date]:
    return (first + DAY * n for n in range((last - first).days + 1))


@cache
def by_chinesecalendar() -> Days:
    return frozenset(d for d in days_through(date(2019, 1, 1), LATER) if chinese_calendar.is_workday(d))


@cache
def by_holidays() -> Days:
    china = holidays.country_holidays("CN", years=range(2019, 2027))
    return frozenset(d for d in days_through(date(2019, 1, 1), LATER) if china.is_working_day(d))


def walked(start: date, n: int, working: Days) -> date:
    """The nth working day after `start`, one day after the other."""
    day = start
    while n:
        day += DAY
        n -= day in working
    return day


@pytest.mark.parametrize("working", [by_chinesecalendar, by_holidays])
def test_every_start_of_eight_years_is_counted_as_others_count(working: Callable[[], Days]) -> None:
    """2,892 days on which a period of twenty or ten working days may begin."""
    starts = list(days_through(date(2019, 1, 1), date(2026, 12, 1)))
    assert len(starts) == 2892
    for start in starts:
        twenty, ten = walked(start, 20, working()), walked(start, 10, working())
        policy, docket = Policy.model_validate({"signed": start}), Docket.model_validate({"decided": start})
        feedback = feedback_term(docket, CALENDAR)
        assert feedback is not None
        assert (feedback.start, feedback.days, feedback.due) == (start, 10, ten)
        assert (disclosure_term(policy, CALENDAR).due, due(start).due) == (twenty, twenty)


# --- counted by hand on the notices' own words ------------------------------------------------------


# What is off and what works in its stead, by the notices in hooks/gongkai/law/calendar; then the days that count.
BY_HAND = [
    # 春节 2020, as prolonged: 1月24日至2月2日 off; 1月19日（日） works.
    # Paused after 1/17 through 1/20: 18 is a Saturday, 19 would have counted, 20 too.
    # 1/14 15 16 17, 21 22 23, 2/3 4 5 6 7, 10 11 12 13 14, 17 18 19
    ("2020-01-13", {"paused": [("2020-01-17", "2020-01-20")]}, "2020-02-19"),
    # 元旦 2023: 2022年12月31日至2023年1月2日 off.
    # 12/21 22 23, 26 27 28 29 30, 1/3 4 5 6, 9 10 11 12 13, 16 17 18
    ("2022-12-20", {}, "2023-01-18"),
    # 中秋、国庆 2023: 9月29日至10月6日 off; 10月7日（六）、8日（日） work. Received on a day off.
    # 10/7 8, 9 10 11 12 13, 16 17 18 19 20, 23 24 25 26 27, 30 31, 11/1
    ("2023-10-02", {}, "2023-11-01"),
    # 劳动节 2024: 5月11日（六） works: received on it, it is day 0.
    # 5/13 14 15 16 17, 20 21 22 23 24, 27 28 29 30 31, 6/3 4 5 6 7
    ("2024-05-11", {}, "2024-06-07"),
    # Corrected July 15, in the middle of a pause that ends July 18: the 16th to 18th do not count.
    # 7/19, 22 23 24 25 26, 29 30 31, 8/1 2, 5 6 7 8 9, 12 13 14 15
    (
        "2024-07-01",
        {"corrected": ("2024-07-03", "2024-07-15"), "paused": [("2024-07-10", "2024-07-18")]},
        "2024-08-15",
    ),
    # 国庆 2024: 10月1日至7日 off; 9月29日（日）、10月12日（六） work.
    # 9/26 27 29 30, 10/8 9 10 11 12, 14 15 16 17 18, 21 22 23 24 25, 28
    ("2024-09-25", {}, "2024-10-28"),
    # 春节 2025: 1月28日至2月4日 off; 1月26日（日）、2月8日（六） work.
    # 1/20 21 22 23 24, 26 27, 2/5 6 7 8, 10 11 12 13 14, 17 18 19 20
    ("2025-01-17", {}, "2025-02-20"),
    # The same, paused after January 22 through February 6: 1/23 24 26 27 and 2/5 6 do not count.
    # 1/20 21 22, 2/7 8, 10 11 12 13 14, 17 18 19 20 21, 24 25 26 27 28
    ("2025-01-17", {"paused": [("2025-01-22", "2025-02-06")]}, "2025-02-28"),
    # The same, the pause in two that touch.
    ("2025-01-17", {"paused": [("2025-01-22", "2025-01-26"), ("2025-01-26", "2025-02-06")]}, "2025-02-28"),
    # Paused over the holidays alone, January 28 through February 4: nothing is gained.
    ("2025-01-17", {"paused": [("2025-01-27", "2025-02-04")]}, "2025-02-20"),
    # 劳动节 2025: 5月1日至5日 off; 端午节 2025: 5月31日至6月2日 off. Corrected on May 6.
    # 5/7 8 9, 12 13 14 15 16, 19 20 21 22 23, 26 27 28 29 30, 6/3 4
    ("2025-04-25", {"corrected": ("2025-04-28", "2025-05-06")}, "2025-06-04"),
    # 国庆、中秋 2025: 10月1日至8日 off; 9月28日（日）、10月11日（六） work. Extended by 15.
    # 9/16 17 18 19, 22 23 24 25 26, 28 29 30, 10/9 10 11, 13 14 15 16 17: twenty
    # 10/20 21 22 23 24, 27 28 29 30 31, 11/3 4 5 6 7: fifteen more
    ("2025-09-15", {"extended": ("2025-10-15", 15)}, "2025-11-07"),
    # 春节 2026: 2月15日至23日 off; 2月14日（六）、28日（六） work. Corrected February 6, paused after
    # February 11 through 26 (the 12th to 14th and 24th to 26th would have counted), extended by 5.
    # 2/9 10 11, 27 28, 3/2 3 4 5 6, 9 10 11 12 13, 16 17 18 19 20: twenty; 3/23 24 25 26 27: five more
    (
        "2026-01-30",
        {
            "corrected": ("2026-02-02", "2026-02-06"),
            "paused": [("2026-02-11", "2026-02-26")],
            "extended": ("2026-03-10", 5),
        },
        "2026-03-27",
    ),
    # A pause within the extension: after March 23 through 25 of the same.
    # …3/23, 26 27, 30 31
    (
        "2026-01-30",
        {
            "corrected": ("2026-02-02", "2026-02-06"),
            "paused": [("2026-02-11", "2026-02-26"), ("2026-03-23", "2026-03-25")],
            "extended": ("2026-03-10", 5),
        },
        "2026-03-31",
    ),
]


def fields_of(case: dict[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {"paused": [_pause(*days) for days in case.get("paused", ())]}
    if "corrected" in case:
        fields["correction_asked"], fields["correction_received"] = case["corrected"]
    if "extended" in case:
        fields["extended"] = {"on": case["extended"][0], "days": case["extended"][1], "approved_by": "负责人"}
    return fields


def _pause(first: object, last: object) -> dict[str, object]:
    return {"from": first, "to": last, "why": "征求第三方意见"}


@pytest.mark.parametrize(("received", "case", "last"), BY_HAND)
def test_requests_counted_by_hand(received: str, case: dict[str, Any], last: str) -> None:
    assert due(date.fromisoformat(received), **fields_of(case)).due == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("decided", "last"),
    [
        # 劳动节 2021: 5月1日至5日 off; 4月25日（日）、5月8日（六） work. 4/25, 26-30, 5/6 7 8, 10
        ("2021-04-23", "2021-05-10"),
        # 中秋 2026: 9月25日至27日, 国庆 2026: 10月1日至7日 off; 9月20日（日） works. 9/20, 21-24, 28 29 30, 10/8 9
        ("2026-09-18", "2026-10-09"),
    ],
)
def test_decisions_counted_by_hand(decided: str, last: str) -> None:
    term = feedback_term(Docket.model_validate({"decided": decided}), CALENDAR)
    assert term is not None
    assert term.due == date.fromisoformat(last)


# --- what a day makes of a request ------------------------------------------------------------------


def test_a_pause_that_has_not_ended_lasts_until_today_and_moves_the_day_along() -> None:
    received, paused = date(2025, 1, 17), [{"from": "2025-01-22", "why": "征求第三方意见"}]
    known = {today: due(received, today, paused=paused).due for today in (date(2025, 2, 6), date(2025, 2, 7))}
    assert known == {date(2025, 2, 6): date(2025, 2, 28), date(2025, 2, 7): date(2025, 3, 3)}
    ends_later = [_pause("2025-01-22", "2025-06-30")]
    assert due(received, date(2025, 2, 6), paused=ends_later).due == date(2025, 2, 28)
    answered = due(received, LATER, paused=paused, replied="2025-02-06")
    assert answered.due == date(2025, 2, 28)  # nobody ended it, the answer did


def test_what_is_dated_later_has_not_happened() -> None:
    received, today = date(2024, 5, 13), date(2024, 5, 20)
    plain = due(received, today)
    assert (
        due(received, today, extended={"on": "2024-05-21", "days": 5, "approved_by": "负责人"}).due
        == plain.due
    )
    assert due(received, today, paused=[_pause("2024-05-21", "2024-05-24")]).due == plain.due
    assert due(received, today, correction_asked="2024-05-21").due == plain.due
    asked = request_of(received, correction_asked="2024-05-14", correction_received="2024-05-21")
    assert request_term(asked, CALENDAR, today) is None
    assert due(
        received, date(2024, 5, 21), **asked.model_dump(include={"correction_asked", "correction_received"})
    ).start == date(2024, 5, 21)


# --- an unknown year ---------------------------------------------------------------------------------


def test_a_due_day_in_an_unknown_year_is_not_guessed() -> None:
    term = due(date(2026, 12, 21))
    assert (term.due, term.unknown_year) == (None, 2027)
    assert "2027 年的工作日安排还没有录入" in term.counted
    assert term.kept_by(date(2026, 12, 31), CALENDAR) is True  # at most eight working days later
    assert term.kept_by(date(2027, 1, 4), CALENDAR) is None


def test_an_unknown_year_that_does_not_count_need_not_be_known() -> None:
    """Received on the last day of a year that has no calendar; paused to its end for no longer than a pause may be."""
    assert due(date(2018, 12, 31)).due == walked(date(2018, 12, 31), 20, by_chinesecalendar())
    paused = [_pause("2018-12-17", "2018-12-31")]
    assert due(date(2018, 12, 17), paused=paused).due == walked(date(2018, 12, 31), 20, by_chinesecalendar())


# --- what must always hold ---------------------------------------------------------------------------

received_days = st.dates(date(2019, 1, 1), date(2025, 6, 30))
lengths = st.integers(0, 15)
pauses = st.lists(st.tuples(st.integers(0, 60), lengths), max_size=4)
"""Each within the fifteen working days that a letter may take; longer ones are for test_request_terms."""


def paused_by(start: date, drawn: list[tuple[int, int]]) -> list[dict[str, object]]:
    return [_pause(start + DAY * offset, start + DAY * (offset + length)) for offset, length in drawn]


@given(received_days, pauses)
def test_a_pause_never_makes_the_day_earlier(received: date, drawn: list[tuple[int, int]]) -> None:
    plain, paused = due(received), due(received, paused=paused_by(received, drawn))
    assert plain.due is not None
    assert paused.due is not None
    assert paused.due >= plain.due


@given(received_days, pauses)
def test_exactly_the_days_outside_the_pauses_count(received: date, drawn: list[tuple[int, int]]) -> None:
    term = due(received, paused=paused_by(received, drawn))
    spared = {received + DAY * n for offset, length in drawn for n in range(offset + 1, offset + length + 1)}
    assert term.due == walked(received, 20, by_holidays() - spared)
    assert used_workdays(received, term.due, term.gaps, CALENDAR) == 20


@given(received_days, pauses, st.integers(1, 20))
def test_an_extension_of_n_adds_exactly_n_working_days(
    received: date, drawn: list[tuple[int, int]], n: int
) -> None:
    paused = paused_by(received, drawn)
    extended = {"on": received, "days": n, "approved_by": "负责人"}
    plain, longer = due(received, paused=paused), due(received, paused=paused, extended=extended)
    assert plain.due is not None
    assert longer.due is not None
    assert longer.days == 20 + n
    assert used_workdays(plain.due, longer.due, longer.gaps, CALENDAR) == n
    assert CALENDAR.is_workday(longer.due)


@given(received_days, pauses)
def test_the_order_of_pauses_does_not_matter(received: date, drawn: list[tuple[int, int]]) -> None:
    paused = paused_by(received, drawn)
    assert due(received, paused=paused).due == due(received, paused=paused[::-1]).due


@given(received_days)
def test_a_start_on_a_day_off_counts_like_the_day_before(received: date) -> None:
    if not CALENDAR.is_workday(received) and received > date(2019, 1, 1):
        assert due(received).due == due(received - DAY).due


@given(received_days, st.integers(0, 7), lengths)
def test_a_corrected_request_counts_like_one_that_came_that_day(
    received: date, asked: int, more: int
) -> None:
    corrected = received + DAY * (asked + more)
    term = due(received, correction_asked=received + DAY * asked, correction_received=corrected)
    assert (term.start, term.due) == (corrected, due(corrected).due)


@given(received_days, pauses, st.integers(0, 60))
def test_what_is_kept_is_what_is_done_by_the_day(
    received: date, drawn: list[tuple[int, int]], later: int
) -> None:
    term, done = due(received, paused=paused_by(received, drawn)), received + DAY * later
    assert term.due is not None
    assert term.kept_by(done, CALENDAR) is (done <= term.due)
    assert (used_workdays(received, done, term.gaps, CALENDAR) <= 20) >= (done <= term.due)


@given(received_days, pauses, st.integers(0, 20))
def test_the_words_name_what_was_counted(received: date, drawn: list[tuple[int, int]], n: int) -> None:
    paused = paused_by(received, drawn)
    extended = {"on": received, "days": n, "approved_by": "负责人"} if n else None
    term = due(received, paused=paused, extended=extended)
    assert term.due is not None
    said = term.counted
    assert said.startswith(f"自 {received.year}年{received.month}月{received.day}日收到申请的次日起算")
    assert f"第 {20 + n} 个工作日" in said
    assert ("告知延长" in said) == bool(n)
    passed = list(days_through(received + DAY, term.due))
    spared = [day for day in passed if any(_within(day, received, *pause) for pause in drawn)]
    counted = [day for day in passed if day not in spared]
    off = [day for day in counted if day.weekday() < 5 and day not in by_holidays()]
    made_up = [day for day in counted if day.weekday() >= 5 and day in by_holidays()]
    assert ("放假" in said, "调休上班" in said) == (bool(off), bool(made_up))
    for day in (*off[:1], *made_up[:1]):
        assert f"{day.month}月{day.day}日" in said
    assert ("中止（征求第三方意见）" in said) == bool(spared)


def _within(day: date, received: date, offset: int, length: int) -> bool:
    return received + DAY * offset < day <= received + DAY * (offset + length)
