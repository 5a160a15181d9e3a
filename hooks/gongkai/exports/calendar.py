"""`calendar.ics` (RFC 5545): when one can speak, until when one can apply, how long a
规范性文件 is valid, and what is due.

Names of events are permanent, and DTSTAMP is the day of the document's last change, so that a calendar that
subscribes sees a change as one, and two builds give the same bytes.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from gongkai.exports.json_output import permanent_name, root_of, updated_on
from gongkai.model import Docket, Document, Library, Policy
from gongkai.model.duties import Duty, State, all_duties
from gongkai.model.progress import rounds_of
from gongkai.model.validity import apply_periods, is_over, last_day
from gongkai.settings import SHANGHAI, Settings

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
    return _written(events, f"{settings.organisation}政务公开日历")


def duties_ics(library: Library, settings: Settings) -> bytes:
    """Every duty whose due day is known, done ones too: `due --format ics`."""
    events = _duties(all_duties(library, settings.today), library, settings)
    return _written(events, f"{settings.organisation}公开期限")


def _written(events: Iterable[Event], name: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Gongkai//zh-CN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Asia/Shanghai")
    for event in sorted(events, key=lambda one: (one.start, str(one["uid"]))):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _consultations(library: Library, settings: Settings) -> Iterator[Event]:
    """The whole time in which the public can speak, and its last day."""
    for docket in library.public(Docket, settings.today):
        if is_over(docket, library, settings.today):
            continue
        for one in rounds_of(docket, library, settings.today):
            asked, nth = one.consultation, f":{one.number}" if one.number > 1 else ""
            if one.stopped:
                continue
            ways = f"提出意见的方式：{'；'.join(map(str, asked.channels))}"
            for what, title, first in (
                (f"consultation{nth}", f"{one.which}征求意见", asked.opens),
                (f"consultation-closes{nth}", f"{one.which}征求意见截止", asked.closes),
            ):
                yield _event(docket, what, f"{title}：{docket.title}", first, asked.closes, ways, settings)


def _applications(library: Library, settings: Settings) -> Iterator[Event]:
    """The last day of each application, past ones too: of policies that hold; of several windows, of each."""
    for policy in library.public(Policy, settings.today):
        if policy.apply is None or is_over(policy, library, settings.today):
            continue
        where = f"办理网址：{policy.apply.url}" if policy.apply.url else ""
        for first, last in apply_periods(policy, library, settings.today):
            if last is not None:
                what = f"apply:{first}" if policy.apply.windows else "apply"
                yield _event(policy, what, f"申报截止：{policy.title}", last, last, where, settings)


def _ends(library: Library, settings: Settings) -> Iterator[Event]:
    """The last day of each 规范性文件 that holds, as it is known today."""
    for policy in library.public(Policy, settings.today):
        end = last_day(policy, library, settings.today) if policy.normative else None
        if end and end >= settings.today:
            event = _event(policy, "expires", f"有效期届满：{policy.title}", end, end, "", settings)
            prolonged = [
                one.published for one in library.extended_by(policy) if one.public_on(settings.today)
            ]
            event.DTSTAMP = _moment(max([updated_on(policy, settings.today), *prolonged]))
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
        return _event(document, what, title, due, due, said, settings)
    event = _bare(f"{duty.path}#{what}", title, due, due, settings)
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
