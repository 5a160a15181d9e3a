"""What comes next in each request that is open: whom the bureau tells what, or waits for, and until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai import law
from gongkai.law.workdays import CalendarUnknown
from gongkai.model.library import Library
from gongkai.model.register import Placed
from gongkai.model.request_terms import counts_from, request_term, spans
from gongkai.model.requests import PAUSES, Request


@dataclass(frozen=True)
class Step:
    """One step; `to` is whom it concerns, `by` its last good day, None where none is set."""

    path: str
    line: int
    no: str
    to: str
    what: str
    by: date | None


def next_steps(library: Library, today: date) -> tuple[Step, ...]:
    """The steps of all open requests, by day; those without a day come last. The library must be whole."""
    found = [
        step
        for placed in library.entries(Request)
        if library.bound(placed) and placed.entry.received <= today and not placed.entry.ended_by(today)
        for step in _steps(placed, library, today)
    ]
    return tuple(sorted(found, key=lambda step: (step.by or date.max, step.path, step.line)))


def _steps(placed: Placed[Request], library: Library, today: date) -> Iterator[Step]:
    try:
        said = tuple(_said(placed.entry, library, today))
    except CalendarUnknown:
        return  # GK309 says so
    for to, what, by in said:
        yield Step(placed.path, placed.line(), placed.entry.no, to, what, by)


def _said(request: Request, library: Library, today: date) -> Iterator[tuple[str, str, date | None]]:
    calendar, asked = library.calendar, request.correction_asked
    if counts_from(request, calendar, today) is None:
        yield "申请人", f"{asked} 已通知补正，等待补正；无正当理由逾期不补正的，登记 closed", None
        return
    if asked is None or asked > today:
        last = calendar.nth_workday_after(request.received, law.CORRECTION_DAYS)
        if today <= last:
            yield "申请人", "内容不明确、需要补正的，一次性告知", last
    for span in spans(request, calendar, today):
        if span.lasts(today):
            whom = "第三方" if span.pause.why == PAUSES[0] else "被征求意见的机关"
            begins = span.pause.arrived or span.pause.from_
            last = calendar.nth_workday_after(begins, law.OPINION_DAYS)
            yield whom, "提出意见；逾期未提出的，由本机关依法决定，期限继续计算", last
    term = request_term(request, calendar, today, library.terms, extended=False)
    if term and term.due and today <= term.due and not (request.extended and request.extended.on <= today):
        yield "申请人", "需要延长答复期限的，经政府信息公开工作机构负责人同意后告知", term.due
