"""Working days: the shipped years against the notices and two packages, and the counting against itself."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import chinese_calendar
import holidays
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.workdays import SHIPPED, CalendarUnknown, WorkdayCalendar, YearCalendar, shipped_calendar

YEARS = range(2019, 2027)
CALENDAR = shipped_calendar()


def days_of(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


# --- the data -------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", YEARS)
def test_agrees_with_chinesecalendar(year: int) -> None:
    disagree = [day for day in days_of(year) if CALENDAR.is_workday(day) != chinese_calendar.is_workday(day)]
    assert disagree == []


@pytest.mark.parametrize("year", YEARS)
def test_agrees_with_holidays(year: int) -> None:
    china = holidays.country_holidays("CN", years=year)  # knows the make-up days as `weekend_workdays`
    disagree = [day for day in days_of(year) if CALENDAR.is_workday(day) != china.is_working_day(day)]
    assert disagree == []


def test_ships_each_year_once() -> None:
    assert sorted(path.name for path in SHIPPED.iterdir()) == [f"{year}.yml" for year in YEARS]
    assert sorted(CALENDAR.years) == list(YEARS)
    assert shipped_calendar() is CALENDAR


def read(year: int) -> dict[str, Any]:
    data = yaml.safe_load((SHIPPED / f"{year}.yml").read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


@pytest.mark.parametrize("year", YEARS)
def test_file_has_the_published_form(year: int) -> None:
    data = read(year)
    assert list(data) == ["notice", "holidays", "workdays"]
    for name in ("holidays", "workdays"):
        dates = data[name]
        assert all(type(day) is date and day.year == year for day in dates)
        assert dates == sorted(set(dates))
    assert not set(data["holidays"]) & set(data["workdays"])
    assert all(day.weekday() >= 5 for day in data["workdays"])


# Each number and day as the notice itself bears them; a year that was changed later names both notices.
NOTICES = {
    2019: ["国办发明电〔2018〕15号（2018年12月4日）", "国办发明电〔2019〕3号（2019年3月22日）"],
    2020: ["国办发明电〔2019〕16号（2019年11月21日）", "国办发明电〔2020〕1号（2020年1月26日）"],
    2021: ["国办发明电〔2020〕27号（2020年11月25日）"],
    2022: ["国办发明电〔2021〕11号（2021年10月25日）"],
    2023: ["国办发明电〔2022〕16号（2022年12月8日）"],
    2024: ["国办发明电〔2023〕7号（2023年10月25日）"],
    2025: ["国办发明电〔2024〕12号（2024年11月12日）"],
    2026: ["国办发明电〔2025〕7号（2025年11月4日）"],
}


@pytest.mark.parametrize("year", YEARS)
def test_file_names_its_notices(year: int) -> None:
    assert re.findall(r"国办发明电〔\d{4}〕\d+号（\d{4}年\d+月\d+日）", read(year)["notice"]) == NOTICES[year]
    assert CALENDAR.years[year].notice == read(year)["notice"]


# --- due days, counted by hand on the notices' own words ------------------------------------------

DUE_DAYS = [
    # 劳动节 2019, as changed: 5月1日至4日放假, 4月28日（日）、5月5日（日）上班
    ("2019-04-26", 1, "2019-04-28"),  # a Sunday that works
    ("2019-04-26", 10, "2019-05-13"),  # 4/28 29 30, 5/5 6 7 8 9 10, 13
    # 春节 2020, as prolonged: 1月24日至2月2日放假, 1月19日（日）上班; 2月1日（六） does not work after all
    ("2020-01-17", 10, "2020-02-07"),  # 1/19 20 21 22 23, 2/3 4 5 6 7
    # 中秋 and 国庆 2021: 9月19日至21日, 10月1日至7日放假; 9月18日（六）、26日（日）、10月9日（六）上班
    ("2021-09-17", 10, "2021-10-08"),  # 9/18 22 23 24 26 27 28 29 30, 10/8
    ("2021-09-17", 11, "2021-10-09"),
    # 清明 2022: 4月3日至5日放假, 4月2日（六）上班
    ("2022-04-01", 10, "2022-04-18"),  # 4/2 6 7 8 11 12 13 14 15, 18
    # 元旦 2023 (2022年12月31日至1月2日) and 春节 2023 (1月21日至27日, 28日（六）、29日（日）上班)
    ("2022-12-29", 2, "2023-01-03"),  # 12/30, 1/3
    ("2022-12-30", 20, "2023-02-02"),  # 1/3-6, 9-13, 16-20, 28 29 30 31, 2/1 2
    # 国庆 2023: 9月29日至10月6日放假, 10月7日（六）、8日（日）上班; the start is itself a day off
    ("2023-10-01", 1, "2023-10-07"),
    ("2023-10-01", 3, "2023-10-09"),
    # 春节 2024: 2月10日至17日放假, 4日（日）、18日（日）上班; 除夕, 2月9日, is a working day
    ("2024-02-02", 6, "2024-02-09"),  # 2/4 5 6 7 8 9
    ("2024-02-02", 10, "2024-02-21"),  # … 18 19 20 21
    ("2024-02-02", 20, "2024-03-06"),  # … 22 23 26 27 28 29, 3/1 4 5 6
    # 端午 2024: 6月10日放假; the example in the specification's `due --format json`
    ("2024-06-03", 10, "2024-06-18"),  # 6/4 5 6 7 11 12 13 14 17 18
    # 国庆 2024: 10月1日至7日放假, 9月29日（日）、10月12日（六）上班
    ("2024-09-27", 10, "2024-10-16"),  # 9/29 30, 10/8 9 10 11 12 14 15 16
    # 国庆、中秋 2025: 10月1日至8日放假, 9月28日（日）、10月11日（六）上班
    ("2025-09-26", 10, "2025-10-16"),  # 9/28 29 30, 10/9 10 11 13 14 15 16
    # 元旦 2026: 1月1日至3日放假, 4日（日）上班
    ("2025-12-31", 1, "2026-01-04"),
    # 春节 2026: 2月15日至23日放假, 14日（六）、28日（六）上班
    ("2026-02-13", 10, "2026-03-05"),  # 2/14 24 25 26 27 28, 3/2 3 4 5
    # the last day that is known
    ("2026-12-17", 10, "2026-12-31"),  # 12/18 21-25 28-31
]


@pytest.mark.parametrize(("start", "n", "due"), DUE_DAYS)
def test_due_days(start: str, n: int, due: str) -> None:
    first, last = date.fromisoformat(start), date.fromisoformat(due)
    assert CALENDAR.nth_workday_after(first, n) == last
    assert CALENDAR.workdays_between(first, last) == n


# --- properties -----------------------------------------------------------------------------------

# Up to 200 working days after the last of these starts still lie in 2026.
starts = st.dates(date(2018, 12, 31), date(2025, 12, 31))
known_days = st.dates(date(2019, 1, 1), date(2026, 12, 31))
counts = st.integers(1, 200)


@given(starts, counts)
def test_due_day_is_the_nth_by_walking(start: date, n: int) -> None:
    due = CALENDAR.nth_workday_after(start, n)
    walked = [start + timedelta(days=offset) for offset in range(1, (due - start).days + 1)]
    assert CALENDAR.is_workday(due)
    assert sum(CALENDAR.is_workday(day) for day in walked) == n


@given(starts, counts, counts)
def test_later_count_is_later_day(start: date, n: int, more: int) -> None:
    n, more = min(n, more), max(n, more)
    due, later = CALENDAR.nth_workday_after(start, n), CALENDAR.nth_workday_after(start, more)
    assert (due < later) == (n < more)


@given(starts, starts, counts)
def test_later_start_is_no_earlier_day(one: date, other: date, n: int) -> None:
    early, late = min(one, other), max(one, other)
    assert CALENDAR.nth_workday_after(early, n) <= CALENDAR.nth_workday_after(late, n)


@given(starts, counts)
def test_between_undoes_nth(start: date, n: int) -> None:
    assert CALENDAR.workdays_between(start, CALENDAR.nth_workday_after(start, n)) == n


@given(starts, st.integers(1, 280))
def test_nth_undoes_between(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    n = CALENDAR.workdays_between(start, end)
    assert n == 0 or CALENDAR.nth_workday_after(start, n) <= end
    assert CALENDAR.nth_workday_after(start, n + 1) > end


@given(known_days, known_days, known_days)
def test_periods_add_up(one: date, two: date, three: date) -> None:
    a, b, c = sorted((one, two, three))
    between = CALENDAR.workdays_between
    assert between(a, b) + between(b, c) == between(a, c)
    assert between(c, a) == 0


@given(starts, st.integers(1, 100), st.integers(1, 100))
def test_an_extension_adds_its_days(start: date, n: int, more: int) -> None:
    extended = CALENDAR.nth_workday_after(CALENDAR.nth_workday_after(start, n), more)
    assert extended == CALENDAR.nth_workday_after(start, n + more)


# --- what is not known ----------------------------------------------------------------------------


@pytest.mark.parametrize("day", [date(2018, 6, 1), date(2018, 12, 31), date(2027, 1, 1), date(2027, 6, 1)])
def test_unknown_year_is_refused(day: date) -> None:
    with pytest.raises(CalendarUnknown) as caught:
        CALENDAR.is_workday(day)
    assert caught.value.year == day.year
    assert str(day.year) in str(caught.value)


@pytest.mark.parametrize(
    ("start", "n", "year"),
    [
        (date(2018, 6, 1), 1, 2018),
        (date(2018, 12, 30), 1, 2018),
        (date(2026, 12, 17), 11, 2027),
        (date(2026, 12, 31), 1, 2027),
        (date(2024, 6, 1), 9999, 2027),
        (date.max, 1, 10000),
    ],
)
def test_due_day_in_an_unknown_year_is_refused(start: date, n: int, year: int) -> None:
    with pytest.raises(CalendarUnknown) as caught:
        CALENDAR.nth_workday_after(start, n)
    assert caught.value.year == year


@pytest.mark.parametrize(
    ("start", "end", "year"),
    [
        (date(2018, 12, 30), date(2019, 1, 31), 2018),
        (date(2026, 12, 1), date(2027, 1, 1), 2027),
        (date(2017, 1, 1), date(2030, 1, 1), 2017),
    ],
)
def test_counting_through_an_unknown_year_is_refused(start: date, end: date, year: int) -> None:
    with pytest.raises(CalendarUnknown) as caught:
        CALENDAR.workdays_between(start, end)
    assert caught.value.year == year


def test_day_zero_needs_no_calendar() -> None:
    assert CALENDAR.nth_workday_after(date(2018, 12, 31), 1) == date(2019, 1, 2)
    assert CALENDAR.workdays_between(date(2018, 12, 31), date(2019, 1, 2)) == 1
    assert CALENDAR.workdays_between(date(2030, 1, 2), date(2030, 1, 1)) == 0
    assert CALENDAR.workdays_between(date(2030, 1, 1), date(2030, 1, 1)) == 0


@pytest.mark.parametrize("n", [0, -1])
def test_less_than_one_working_day_is_refused(n: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        CALENDAR.nth_workday_after(date(2024, 1, 1), n)


# --- content/calendar/YEAR.yml wins ---------------------------------------------------------------


def calendar_of(year: int, off: str = "", works: str = "") -> YearCalendar:
    def days(listed: str) -> frozenset[date]:
        return frozenset(date.fromisoformat(f"{year}-{day}") for day in listed.split())

    return YearCalendar(year, "国办发明电〔2099〕1号", days(off), days(works))


def test_override_adds_a_year() -> None:
    longer = CALENDAR.overridden_by({2027: calendar_of(2027, off="01-01 01-02 01-03")})
    assert longer.nth_workday_after(date(2026, 12, 31), 1) == date(2027, 1, 4)
    assert longer.workdays_between(date(2026, 12, 30), date(2027, 1, 4)) == 2
    assert 2027 not in CALENDAR.years
    with pytest.raises(CalendarUnknown):
        CALENDAR.is_workday(date(2027, 1, 4))


def test_override_replaces_the_whole_year() -> None:
    other = CALENDAR.overridden_by({2026: calendar_of(2026, off="01-05", works="01-10")})
    assert other.is_workday(date(2026, 1, 1))  # the shipped holiday is gone
    assert not other.is_workday(date(2026, 1, 4))  # and so is the shipped make-up day
    assert not other.is_workday(date(2026, 1, 5))
    assert other.nth_workday_after(date(2026, 1, 9), 1) == date(2026, 1, 10)
    assert other.is_workday(date(2025, 1, 26))  # another year stays as shipped
    assert not CALENDAR.is_workday(date(2026, 1, 1))


def test_gap_between_known_years_is_refused() -> None:
    gap = WorkdayCalendar({2028: calendar_of(2028), 2030: calendar_of(2030)})
    for call in (
        lambda: gap.nth_workday_after(date(2028, 12, 29), 1),
        lambda: gap.workdays_between(date(2028, 12, 1), date(2030, 1, 31)),
    ):
        with pytest.raises(CalendarUnknown) as caught:
            call()
        assert caught.value.year == 2029


def test_a_year_without_working_days_is_counted_over() -> None:
    every_day = frozenset(days_of(2028))
    empty = YearCalendar(2028, "", every_day, frozenset())
    calendar = WorkdayCalendar({2027: calendar_of(2027), 2028: empty, 2029: calendar_of(2029)})
    assert calendar.nth_workday_after(date(2027, 12, 30), 2) == date(2029, 1, 1)


def test_calendar_under_the_wrong_year_is_refused() -> None:
    with pytest.raises(ValueError, match="2027"):
        WorkdayCalendar({2027: calendar_of(2028)})


def test_given_mapping_and_years_stay_apart() -> None:
    given_years = {2028: calendar_of(2028)}
    calendar = WorkdayCalendar(given_years)
    given_years[2029] = calendar_of(2029)
    assert list(calendar.years) == [2028]
    with pytest.raises(TypeError):
        calendar.years[2029] = calendar_of(2029)  # type: ignore[index]


def test_travels_to_worker_processes() -> None:
    copy: WorkdayCalendar = pickle.loads(pickle.dumps(CALENDAR))
    assert copy.years == CALENDAR.years
    assert copy.nth_workday_after(date(2024, 9, 27), 10) == date(2024, 10, 16)
    error: CalendarUnknown = pickle.loads(pickle.dumps(CalendarUnknown(2027)))
    assert (error.year, str(error)) == (2027, str(CalendarUnknown(2027)))
