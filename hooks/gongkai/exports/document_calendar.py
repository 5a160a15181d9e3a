"""A calendar of one document: when it takes effect, when one can apply, when it ends; when the public can speak on a
decision, and when it must be told what became of the opinions. What was is in it too: whoever subscribes keeps it."""

from collections.abc import Iterator
from datetime import date

from icalendar import Event

from gongkai.exports.calendar_events import (
    application_events,
    consultation_events,
    event_of,
    moment,
    written_calendar,
)
from gongkai.exports.json_output import updated_on
from gongkai.model import Docket, Document, Library, Policy
from gongkai.model.news import NOTICE
from gongkai.model.terms import feedback_term
from gongkai.model.validity import is_over, last_day
from gongkai.settings import Settings


def document_calendar(document: Document, library: Library, settings: Settings) -> bytes:
    """All events of a policy or a docket that is out; at least one."""
    found: Iterator[Event] = iter(())
    if isinstance(document, Policy):
        found = _of_policy(document, library, settings)
    elif isinstance(document, Docket):
        found = _of_docket(document, library, settings)
    return written_calendar(found, document.title)


def _of_policy(policy: Policy, library: Library, settings: Settings) -> Iterator[Event]:
    today, start = settings.today, policy.in_force_from
    own = updated_on(policy, today)
    yield _day(policy, "effective", "施行", start, own, settings)
    if not is_over(policy, library, today):
        yield from application_events(policy, library, settings)
    for newer in library.amended_by(policy):
        if newer.public_on(today):
            said, known = f"修改它的文件：{newer.title}", max(own, newer.published)
            what, day = f"amended:{newer.path}", newer.in_force_from
            yield _day(policy, what, "开始按修改后的规定执行", day, known, settings, said)
    end = None if policy.only_prolongs else last_day(policy, library, today)
    if end is None:
        return
    newer_ones = (*library.extended_by(policy), *library.repealed_by(policy))
    known = max([own, *(one.published for one in newer_ones if one.public_on(today))])
    if end - NOTICE >= start:
        yield _day(policy, "expires-soon", f"还有{NOTICE.days}天停止执行", end - NOTICE, known, settings)
    if end >= start:
        yield _day(policy, "expires", "执行的最后一天", end, known, settings)


def _of_docket(docket: Docket, library: Library, settings: Settings) -> Iterator[Event]:
    today = settings.today
    yield _day(docket, "published", "决策档案公开", docket.published, docket.published, settings)
    yield from consultation_events(docket, library, settings)
    if not docket.decided or docket.decided > today or docket.withdrawn_on(today):
        return
    yield _day(docket, "decided", "作出决策", docket.decided, docket.decided, settings)
    feedback, term = docket.feedback_on(today), feedback_term(docket, library.calendar, library.terms)
    if feedback:
        day = feedback.published
        yield _day(docket, "feedback", "意见采纳情况公开", day, max(day, docket.decided), settings)
    elif term and term.due and docket.folder_year >= settings.duties_since:
        said = f"期限计算：{term.counted}"
        yield _day(docket, "feedback", "意见采纳情况应公开", term.due, docket.decided, settings, said)


def _day(
    document: Document, what: str, title: str, day: date, known: date, settings: Settings, said: str = ""
) -> Event:
    """An event of one day. `known`: the day on which this became known, by which a calendar sees that it changed."""
    event = event_of(document, what, f"{title}：{document.title}", day, day, said, settings)
    event.DTSTAMP = moment(known)
    return event
