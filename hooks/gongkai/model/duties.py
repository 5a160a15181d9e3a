"""Every duty with its start, its last good day and its state: the arithmetic behind rules, pages and `due`.

"Within N working days of D": D is day 0, the Nth working day after it is the last good day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai import law
from gongkai.model.decision import Docket
from gongkai.model.library import Library
from gongkai.workdays import CalendarUnknown, WorkdayCalendar


class State(StrEnum):
    """Where a duty stands."""

    UPCOMING = "upcoming"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met-late"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Deadline:
    """The last good day of a duty, or the year without a calendar that keeps it from being known."""

    due: date | None
    unknown_year: int | None = None


def feedback_deadline(docket: Docket, calendar: WorkdayCalendar) -> Deadline | None:
    """When the public must have been told what became of its opinions; None before a decision."""
    if docket.decided is None:
        return None
    try:
        return Deadline(calendar.nth_workday_after(docket.decided, law.FEEDBACK_WORKING_DAYS))
    except CalendarUnknown as unknown:
        return Deadline(None, unknown.year)


def feedback_state(docket: Docket, calendar: WorkdayCalendar, today: date) -> State | None:
    """How the feedback duty of a docket stands; None before a decision."""
    deadline = feedback_deadline(docket, calendar)
    if deadline is None or docket.decided is None or docket.decided > today:
        return None
    feedback = docket.feedback_on(today)
    if deadline.due is None:
        return State.MET if feedback and _surely_in_time(docket, calendar) else State.UNKNOWN
    if feedback:
        return State.MET if feedback.published <= deadline.due else State.MET_LATE
    return State.OVERDUE if today > deadline.due else State.UPCOMING


def _surely_in_time(docket: Docket, calendar: WorkdayCalendar) -> bool:
    """Whether the feedback came so early that the unknown rest of the calendar cannot matter."""
    if docket.decided is None or docket.feedback is None:
        return False
    try:
        taken = calendar.workdays_between(docket.decided, docket.feedback.published)
    except CalendarUnknown:
        return False
    return taken <= law.FEEDBACK_WORKING_DAYS


def catalogue_years_due(library: Library, today: date) -> Iterator[int]:
    """The years whose catalogue should be out by now: March 31 is past."""
    for year in range(library.duties_since, today.year + 1):
        if today > law.catalogue_due(year):
            yield year
