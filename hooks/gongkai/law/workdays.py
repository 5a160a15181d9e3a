"""Which days the State Council made working days, and the counting of periods in them.

Weekends and the holidays of 全国年节及纪念日放假办法 are days off; once a year (and now and then between) a
notice of the State Council's General Office (国办发明电) moves some and turns weekends into working days
(调休上班). So the working days of a year are known when its notice is out, and never before: a year without
one is an error here, never a guess.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

SHIPPED = Path(__file__).parent / "calendar"

_SATURDAY = 5
_DAY = timedelta(days=1)


class CalendarUnknown(LookupError):
    """The working days of `year` are not known: no calendar for it was shipped or given (GK309)."""

    year: int

    def __init__(self, year: int) -> None:
        super().__init__(year)  # the year alone is in args, so that the exception survives pickling
        self.year = year

    def __str__(self) -> str:
        return f"不知道{self.year}年的工作日：缺少国务院办公厅关于该年节假日安排的通知"


@dataclass(frozen=True)
class YearCalendar:
    """The days off and the make-up working days that notices set within one year.

    `notice` names the notices, number and day. `holidays` may hold weekend days too, it makes no difference.
    Both sets hold days of `year` alone: a day of late December set by the next year's notice stands under its
    own year. Whether a file keeps to that is judged where it is read; here days of another year count for
    nothing, and a day in both sets is a working day.
    """

    year: int
    notice: str
    holidays: frozenset[date]
    workdays: frozenset[date]

    def is_workday(self, day: date) -> bool:
        """Whether `day`, which must lie in this year, is a working day."""
        return day in self.workdays or (day.weekday() < _SATURDAY and day not in self.holidays)


class WorkdayCalendar:
    """Working days of the years it was given; immutable, and picklable for worker processes.

    Counting follows 民法典 art. 201: the day a period begins on is not counted, the next day is the first.
    Only the days counted have to be known, so a start on December 31 needs nothing of its own year.
    """

    __slots__ = ("_working", "_years")

    def __init__(self, years: Mapping[int, YearCalendar]) -> None:
        for year, calendar in years.items():
            if calendar.year != year:
                raise ValueError(f"calendar of {calendar.year} given for {year}")
        self._years = dict(years)
        self._working = {year: _working_days(calendar) for year, calendar in years.items()}

    @property
    def years(self) -> Mapping[int, YearCalendar]:
        """The years known, each with the notices it rests on; read-only."""
        return MappingProxyType(self._years)

    def is_workday(self, day: date) -> bool:
        """Whether `day` is a working day.

        Raises CalendarUnknown when its year is not known.
        """
        calendar = self._years.get(day.year)
        if calendar is None:
            raise CalendarUnknown(day.year)
        return calendar.is_workday(day)

    def nth_workday_after(self, start: date, n: int) -> date:
        """The `n`th working day after `start`, the last good day of "within `n` working days of `start`".

        `start` is day 0, whether or not it is a working day itself; `n` counts working days, 1 or more, else
        ValueError. Raises CalendarUnknown with the first year that is needed and not known.
        """
        if n < 1:
            raise ValueError(f"n must be at least 1 working day, not {n}")
        year, left = _first_year_after(start), n
        while True:
            working = self._working_days_of(year)
            passed = bisect_right(working, start)
            if left <= len(working) - passed:
                return working[passed + left - 1]
            left -= len(working) - passed
            year += 1

    def workdays_between(self, start: date, end: date) -> int:
        """How many working days lie after `start`, through `end`; 0 if `end` is not after `start`.

        Raises CalendarUnknown with the first year in between that is not known.
        """
        if end <= start:
            return 0
        count = 0
        for year in range(_first_year_after(start), end.year + 1):
            working = self._working_days_of(year)
            count += bisect_right(working, end) - bisect_right(working, start)
        return count

    def overridden_by(self, years: Mapping[int, YearCalendar]) -> WorkdayCalendar:
        """A calendar in which each of `years` replaces the whole year known here, or adds it.

        This is how `content/calendar/YEAR.yml` wins over what ships with the product.
        """
        return WorkdayCalendar({**self._years, **years})

    def _working_days_of(self, year: int) -> tuple[date, ...]:
        working = self._working.get(year)
        if working is None:
            raise CalendarUnknown(year)
        return working


@cache
def shipped_calendar() -> WorkdayCalendar:
    """The calendar that ships with the product, read once: one file a year, `calendar/YEAR.yml`.

    Every day of it was taken from the notices named in the files, and the tests hold it against two packages.
    """
    return WorkdayCalendar({int(path.stem): _read(path) for path in sorted(SHIPPED.glob("[0-9]*.yml"))})


def _read(path: Path) -> YearCalendar:
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return YearCalendar(
        year=int(path.stem),
        notice=data["notice"],
        holidays=frozenset(data["holidays"]),
        workdays=frozenset(data["workdays"]),
    )


def _working_days(calendar: YearCalendar) -> tuple[date, ...]:
    """All working days of the year in order, so that counting is a search and not a walk."""
    first, last = date(calendar.year, 1, 1), date(calendar.year, 12, 31)
    days = (first + _DAY * offset for offset in range((last - first).days + 1))
    return tuple(day for day in days if calendar.is_workday(day))


def _first_year_after(start: date) -> int:
    """The year of the day after `start`."""
    return start.year + 1 if (start.month, start.day) == (12, 31) else start.year
