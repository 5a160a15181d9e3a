"""The term of a request: from which day it runs, what it leaves out, what lengthens it (条例 art. 30-35).

Nothing that is dated later has happened, and nothing that the law does not know counts: a correction asked for too late,
a pause for another reason or beyond its 15 working days, an extension without approval or after the due day.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from gongkai import law
from gongkai.law import in_words
from gongkai.law.workdays import CalendarUnknown, WorkdayCalendar
from gongkai.model.requests import PAUSES, UNPAID, Extension, Pause, Progress, Request
from gongkai.model.terms import Gap, Term, term_from


@dataclass(frozen=True)
class Granted:
    """The working days that an extension adds, and what is wrong with it, in Chinese."""

    days: int
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Span:
    """A lawful pause and the last day that it spares, so far; whether it ran out by then (条例 art. 32, 34)."""

    pause: Pause
    end: date
    ran_out: bool

    def lasts(self, today: date) -> bool:
        """Whether the opinion is still awaited."""
        return not self.ran_out and not (self.pause.to and self.pause.to <= today)


def request_term(
    request: Request,
    calendar: WorkdayCalendar,
    today: date,
    terms: law.Terms = law.STATUTORY,
    *,
    extended: bool = True,
) -> Term | None:
    """When a request must have been answered; None while a correction is awaited. `extended=False` leaves out the
    extension.

    A pause that has not ended lasts until today, or until the answer.
    """
    ended = request.ended_by(today)
    last = ended or today
    try:
        start = counts_from(request, calendar, today)
        if start is None:
            return None
        paused = tuple(spans(request, calendar, last))
        late = asked_late(request, calendar)
    except CalendarUnknown as unknown:
        term = term_from(request.received, "收到申请", law.REQUEST, terms, calendar)
        return replace(term, due=None, unknown_year=unknown.year)
    gaps: tuple[Gap, ...] = tuple(
        Gap(one.pause.from_, one.end, one.pause.why, ended is None and one.lasts(today))
        for one in paused
        if one.pause.from_ < one.end
    )
    what = "收到申请" if start == request.received else "收到补正"
    asides = tuple(_asides(request, paused, late))
    term = replace(term_from(start, what, law.REQUEST, terms, calendar, gaps), asides=asides)
    added = request.extended
    if not extended or added is None or not request.received <= added.on <= today:
        return term
    granted = granted_by(added, start, term.due, terms)
    if not granted.days:
        return replace(term, asides=(*asides, f"延长{'；'.join(granted.faults)}，不计入"))
    words = f"，{in_words(added.on)}告知延长 {added.days} 个工作日"
    if granted.days < added.days:
        words += f"（计 {granted.days} 个）"
    longer = term_from(start, what, law.REQUEST, terms, calendar, gaps, granted.days, words)
    return replace(longer, asides=asides)


def granted_by(added: Extension, start: date, due: date | None, terms: law.Terms) -> Granted:
    """What an extension adds to a term from `start` that is due on `due`: nothing when it was not approved, or granted
    after that day; no more than the longest, unless 条例 art. 35 gives more."""
    most = terms.days(law.EXTENSION, start)
    faults, days = [], added.days
    if added.days > most and not added.art35:
        faults.append(f"为 {added.days} 个工作日，最长只能 {most} 个工作日{terms.note(law.EXTENSION, start)}")
        days = most
    if not added.approved_by:
        faults.append("没有写明批准人（approved_by）")
        days = 0
    if due and added.on > due:
        faults.append(f"{added.on} 才告知申请人，原期限 {due} 已经届满")
        days = 0
    return Granted(days, tuple(faults))


def counts_from(request: Request, calendar: WorkdayCalendar, today: date) -> date | None:
    """Day 0 of the term: the day received, or the day the correction came that was asked for in time; None while it
    is awaited. Raises `CalendarUnknown` where nobody can tell whether it was in time.

    An answer that did without the correction shows that none was needed: its term ran from the receipt.
    """
    asked = request.correction_asked
    if asked is None or asked > today or asked_late(request, calendar):
        return request.received
    corrected = request.correction_received
    if corrected and corrected <= today:
        return corrected
    answered = request.replied_by(today) and request.outcome != "其他处理"
    return request.received if answered else None


def asked_late(request: Request, calendar: WorkdayCalendar) -> bool:
    """Whether a correction was asked for after the seventh working day; raises `CalendarUnknown`."""
    asked = request.correction_asked
    return asked is not None and not _within(asked, request.received, law.CORRECTION_DAYS, calendar)


def spans(request: Request, calendar: WorkdayCalendar, last: date) -> Iterator[Span]:
    """The pauses for a reason that the law knows, begun within the request's time; raises `CalendarUnknown`."""
    for pause in request.paused:
        if pause.why in PAUSES and request.received <= pause.from_ <= last:
            end = min(pause.to or last, last)
            begins = pause.arrived if pause.arrived and pause.arrived <= end else pause.from_
            in_time = _within(end, begins, law.OPINION_DAYS, calendar)
            yield Span(
                pause, end if in_time else calendar.nth_workday_after(begins, law.OPINION_DAYS), not in_time
            )


def progress(request: Request, calendar: WorkdayCalendar, today: date) -> Progress:
    """Where the request stands."""
    if request.replied_by(today):
        return Progress.ANSWERED
    if request.closed_by(today):
        return Progress.CLOSED
    try:
        if counts_from(request, calendar, today) is None:
            return Progress.WAITING
        paused = any(span.lasts(today) for span in spans(request, calendar, today))
    except CalendarUnknown:
        return Progress.OPEN
    return Progress.PAUSED if paused else Progress.OPEN


def term_is_told(request: Request, today: date) -> bool:
    """Whether an end without an answer can be held against the term: while a fee is unpaid nobody knows it, for the
    register does not say when the applicant was asked to pay."""
    closed = request.closed_by(today)
    return closed is None or closed.why != UNPAID


def _within(day: date, start: date, n: int, calendar: WorkdayCalendar) -> bool:
    """Whether a day is no later than the nth working day after another, as far as the calendar must tell."""
    if (day - start).days <= n:
        return True
    try:
        return day <= calendar.nth_workday_after(start, n)
    except CalendarUnknown as unknown:
        if day.year < unknown.year:
            return True
        raise


def _asides(request: Request, paused: tuple[Span, ...], late: bool) -> Iterator[str]:
    """What was recorded and does not count, or not to its end."""
    if late and request.correction_asked:
        asked = in_words(request.correction_asked)
        yield f"{asked}才通知补正，晚于第 {law.CORRECTION_DAYS} 个工作日，不重新起算"
    for pause in request.paused:
        if pause.why not in PAUSES:
            yield f"“{pause.why}”不是法定的中止事由，不扣除"
        elif pause.from_ < request.received:
            yield "收到申请以前开始的中止不扣除"
    for span in paused:
        if span.ran_out:
            yield f"征求意见满 {law.OPINION_DAYS} 个工作日后照算"
