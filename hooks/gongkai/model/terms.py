"""Terms in working days: from when, until when, and how that was counted. The arithmetic behind duties.

"Within N working days of D": D is day 0, the Nth working day after it is the last good day (民法典 art. 201).
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from gongkai import law
from gongkai.law import in_words
from gongkai.law.workdays import CalendarUnknown, WorkdayCalendar
from gongkai.model.decision import Docket
from gongkai.model.interpretation import Interpretation
from gongkai.model.policy import Policy

_DAY = timedelta(days=1)


class Gap(NamedTuple):
    """Days after the first through the last do not count; why, and whether it goes on (`last` is today then)."""

    first: date
    last: date
    why: str
    goes_on: bool = False


@dataclass(frozen=True)
class Term:
    """A number of working days from a day on, less the gaps; `due` is None where a year's calendar is missing."""

    start: date
    days: int
    due: date | None
    what: str
    """What happened on the first day, in Chinese."""
    calendar: WorkdayCalendar = field(repr=False, compare=False)
    unknown_year: int | None = None
    gaps: tuple[Gap, ...] = ()
    words: str = ""
    """What was added to the days and why, in Chinese."""
    note: str = ""
    """Which local rule made the days fewer than the law's, in Chinese."""
    asides: tuple[str, ...] = ()
    """What was recorded and does not count, and why, in Chinese."""

    @property
    def counted(self) -> str:
        """How the last good day was found, in Chinese."""
        said = (
            f"自 {in_words(self.start)}{self.what}的次日起算{self.words}，第 {self.days} 个工作日{self.note}"
        )
        if self.due is None:
            return f"{said}；{self.unknown_year} 年的工作日安排还没有录入，算不出最后一天"
        spared = _spared(self.start, self.due, self.gaps, self.calendar)
        return "；".join((f"{said}{spared}", *self.asides))

    def kept_by(self, done: date, calendar: WorkdayCalendar) -> bool | None:
        """Whether `done` is in time; None when the calendar does not tell."""
        if self.due is not None:
            return done <= self.due
        try:
            return True if used_workdays(self.start, done, self.gaps, calendar) <= self.days else None
        except CalendarUnknown:
            return None


def disclosure_term(
    document: Policy | Interpretation, calendar: WorkdayCalendar, terms: law.Terms = law.STATUTORY
) -> Term:
    """When a document must have been published, counted from its signing (条例 art. 26)."""
    return term_from(document.signed, "签发", law.DISCLOSURE, terms, calendar)


def feedback_term(docket: Docket, calendar: WorkdayCalendar, terms: law.Terms = law.STATUTORY) -> Term | None:
    """When the public must have been told what became of its opinions; None before a decision, or where the docket
    says that none will come."""
    if docket.decided is None or docket.given_up:
        return None
    return term_from(docket.decided, "决策出台", law.FEEDBACK, terms, calendar)


def used_workdays(start: date, end: date, gaps: tuple[Gap, ...], calendar: WorkdayCalendar) -> int:
    """Working days after `start` through `end` that are in no gap; raises `CalendarUnknown`."""
    used, day = 0, start
    while day < end:
        day += _DAY
        used += not _in_gap(day, gaps) and calendar.is_workday(day)
    return used


def term_from(
    start: date,
    what: str,
    statutory: law.StatutoryTerm,
    terms: law.Terms,
    calendar: WorkdayCalendar,
    gaps: tuple[Gap, ...] = (),
    more: int = 0,
    words: str = "",
) -> Term:
    """A term by the number in force on its first day, and `more` days; `what` happened then, in Chinese."""
    days = terms.days(statutory, start) + more
    due, unknown_year = None, None
    try:
        due = _nth_counted(start, days, gaps, calendar)
    except CalendarUnknown as unknown:
        unknown_year = unknown.year
    return Term(start, days, due, what, calendar, unknown_year, gaps, words, terms.note(statutory, start))


def _nth_counted(start: date, days: int, gaps: tuple[Gap, ...], calendar: WorkdayCalendar) -> date:
    if not gaps:
        return calendar.nth_workday_after(start, days)
    day = start
    while days:
        day += _DAY
        days -= not _in_gap(day, gaps) and calendar.is_workday(day)
    return day


def _in_gap(day: date, gaps: tuple[Gap, ...]) -> bool:
    return any(gap.first < day <= gap.last for gap in gaps)


def _spared(start: date, due: date, gaps: tuple[Gap, ...], calendar: WorkdayCalendar) -> str:
    """What was not counted on the way, and which weekend days were."""
    said = ""
    for gap in gaps:
        if gap.first < due and gap.last > start:
            first = in_words(gap.first + _DAY)
            until = f"起中止（{gap.why}），截至{in_words(gap.last)}仍在中止" if gap.goes_on else ""
            said += f"；{first}{until or f'至 {in_words(gap.last)}中止（{gap.why}）'}，不计入"
    days = [day for n in range(1, (due - start).days + 1) if not _in_gap(day := start + _DAY * n, gaps)]
    off = [day for day in days if day.weekday() < 5 and not calendar.is_workday(day)]
    made_up = [day for day in days if day.weekday() >= 5 and calendar.is_workday(day)]
    if off:
        said += f"；放假 {_listed(off)}不计入"
    if made_up:
        said += f"；调休上班 {_listed(made_up)}计入"
    return said


def _listed(days: list[date]) -> str:
    """Days in words, runs of them joined: 10月1日至7日."""
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == _DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    return "、".join(_run(run[0], run[-1]) for run in runs)


def _run(first: date, last: date) -> str:
    start = f"{first.month}月{first.day}日"
    if first == last:
        return start
    return f"{start}至{last.day}日" if first.month == last.month else f"{start}至{last.month}月{last.day}日"
