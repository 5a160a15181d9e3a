"""`calendar.ics` (RFC 5545): when one can speak, until when one can apply, how long a
规范性文件 is valid, and what is due."""

from collections.abc import Iterable, Iterator
from datetime import date

from icalendar import Event

from gongkai.exports.calendar_events import (
    application_events,
    bare_event,
    consultation_events,
    event_of,
    moment,
    written_calendar,
)
from gongkai.exports.json_output import updated_on
from gongkai.model import Docket, Library, Policy
from gongkai.model.duties import Duty, State, all_duties
from gongkai.model.validity import is_over, last_day
from gongkai.settings import Settings

_STATES = {
    State.UPCOMING: "到期",
    State.OVERDUE: "已逾期",
    State.MET: "已办结",
    State.MET_LATE: "逾期办结",
    State.UNKNOWN: "期限待定",
}
_APART = "GK204"
"""The end of a consultation is an event of its own here, whoever is bound by the duty."""


def calendar_ics(library: Library, settings: Settings) -> bytes:
    """All events of the public calendar, by day: of duties those that are still due, or overdue."""
    open_ = (duty for duty in all_duties(library, settings.today) if duty.code != _APART and _is_open(duty))
    events = [
        *_consultations(library, settings),
        *_applications(library, settings),
        *_ends(library, settings),
        *_duties(open_, library, settings),
    ]
    return written_calendar(events, f"{settings.organisation}政务公开日历")


def duties_ics(library: Library, settings: Settings) -> bytes:
    """Every duty whose due day is known, done ones too: `due --format ics`."""
    events = _duties(all_duties(library, settings.today), library, settings)
    return written_calendar(events, f"{settings.organisation}公开期限")


def _consultations(library: Library, settings: Settings) -> Iterator[Event]:
    for docket in library.public(Docket, settings.today):
        yield from consultation_events(docket, library, settings)


def _applications(library: Library, settings: Settings) -> Iterator[Event]:
    """Of policies that hold."""
    for policy in library.public(Policy, settings.today):
        if policy.apply is not None and not is_over(policy, library, settings.today):
            yield from application_events(policy, library, settings)


def _ends(library: Library, settings: Settings) -> Iterator[Event]:
    """The last day of each 规范性文件 that holds, as it is known today."""
    for policy in library.public(Policy, settings.today):
        end = last_day(policy, library, settings.today) if policy.normative else None
        if end and end >= settings.today:
            event = event_of(policy, "expires", f"有效期届满：{policy.title}", end, end, "", settings)
            prolonged = [
                one.published for one in library.extended_by(policy) if one.public_on(settings.today)
            ]
            event.DTSTAMP = moment(max([updated_on(policy, settings.today), *prolonged]))
            yield event


def _duties(duties: Iterable[Duty], library: Library, settings: Settings) -> Iterator[Event]:
    """The due day of each duty, as far as it is known."""
    for duty in duties:
        if duty.due:
            yield _duty(duty, duty.due, library, settings)


def _is_open(duty: Duty) -> bool:
    return duty.state in (State.UPCOMING, State.OVERDUE)


def _duty(duty: Duty, due: date, library: Library, settings: Settings) -> Event:
    title = f"{_STATES[duty.state]}：{duty.title}"
    document = library.get(duty.path)
    said = f"期限计算：{duty.counted}"
    what = f"{duty.code}:{duty.title}"
    if document is not None and document.public_on(settings.today):
        return event_of(document, what, title, due, due, said, settings)
    event = bare_event(f"{duty.path}#{what}", title, due, due, settings)
    event.add("description", said)
    event.DTSTAMP = moment(duty.start)
    return event
