"""`calendar.ics` (RFC 5545): when one can speak, until when one can apply, and what is due.

Names of events are permanent, and DTSTAMP is the day of the document's last change, so that a calendar that
subscribes sees a change as one, and two builds give the same bytes.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from gongkai.exports.common import permanent_name, root_of, updated_on
from gongkai.model import Docket, Document, Library, Policy, Status
from gongkai.model.duties import Duty, State, all_duties
from gongkai.settings import SHANGHAI, Settings

_APART = "GK204"
"""The end of a consultation is an event of its own here, whoever is bound by the duty."""


def calendar_ics(library: Library, settings: Settings) -> bytes:
    """All events, by day."""
    calendar = Calendar()
    calendar.add("prodid", "-//Gongkai//zh-CN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    name = f"{settings.organisation}政务公开日历"
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Asia/Shanghai")
    events = [
        *_consultations(library, settings),
        *_applications(library, settings),
        *_duties(library, settings),
    ]
    for event in sorted(events, key=lambda one: (one.start, str(one["uid"]))):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _consultations(library: Library, settings: Settings) -> Iterator[Event]:
    """The whole time in which the public can speak, and its last day."""
    for docket in library.public(Docket, settings.today):
        asked = docket.consultation
        if asked is None or asked.opens > settings.today or docket.withdrawn_on(settings.today):
            continue
        ways = f"提出意见的方式：{'；'.join(asked.channels)}"
        for what, title, first in (
            ("consultation", "征求意见", asked.opens),
            ("consultation-closes", "征求意见截止", asked.closes),
        ):
            yield _event(docket, what, f"{title}：{docket.title}", first, asked.closes, ways, settings)


def _applications(library: Library, settings: Settings) -> Iterator[Event]:
    """The last day of each application that is still open."""
    for policy in library.public(Policy, settings.today):
        over = library.status(policy, settings.today) in (Status.EXPIRED, Status.REPEALED)
        if over or policy.withdrawn_on(settings.today) or policy.apply is None or policy.apply.until is None:
            continue
        last, where = policy.apply.until, f"办理网址：{policy.apply.url}" if policy.apply.url else ""
        yield _event(policy, "apply", f"申报截止：{policy.title}", last, last, where, settings)


def _duties(library: Library, settings: Settings) -> Iterator[Event]:
    """What is still due, or overdue."""
    for duty in all_duties(library, settings.today):
        if duty.due and duty.state in (State.UPCOMING, State.OVERDUE) and duty.code != _APART:
            yield _duty(duty, duty.due, library, settings)


def _duty(duty: Duty, due: date, library: Library, settings: Settings) -> Event:
    title = f"{'已逾期' if duty.state is State.OVERDUE else '到期'}：{duty.title}"
    document = library.get(duty.path)
    said = f"期限计算：{duty.counted}"
    if document is not None and document.public_on(settings.today):
        what = f"{duty.code}:{duty.title}"
        return _event(document, what, title, due, due, said, settings)
    event = _bare(f"{duty.path}#{duty.code}:{duty.title}", title, due, due, settings)
    event.add("description", said)
    event.DTSTAMP = _moment(duty.start)
    return event


def _event(
    document: Document, what: str, title: str, first: date, last: date, said: str, settings: Settings
) -> Event:
    event = _bare(f"{document.path}#{what}", title, first, last, settings)
    event.DTSTAMP = _moment(updated_on(document, settings.today))
    if said:
        event.add("description", said)
    if root := root_of(settings):
        event.add("url", f"{root}{document.url}")
    return event


def _bare(name: str, title: str, first: date, last: date, settings: Settings) -> Event:
    """An event of whole days; the end is the day after the last (RFC 5545 3.6.1)."""
    event = Event()
    event.add("uid", f"{permanent_name(settings, name)}@gongkai")
    event.add("summary", title)
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _moment(day: date) -> datetime:
    """The first moment of a day in Beijing, in UTC."""
    return datetime.combine(day, time(), SHANGHAI).astimezone(UTC)
