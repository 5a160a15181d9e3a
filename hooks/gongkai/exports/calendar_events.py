"""Events of a calendar (RFC 5545), of whole days, and the calendar that holds them.

Names of events are permanent, and DTSTAMP is the day of the document's last change, so that a calendar that
subscribes sees a change as one, and two builds give the same bytes.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from gongkai.exports.json_output import permanent_name, root_of, updated_on
from gongkai.model import Docket, Document, Library, Policy
from gongkai.model.progress import rounds_of
from gongkai.model.validity import apply_periods, is_over
from gongkai.settings import SHANGHAI, Settings


def written_calendar(events: Iterable[Event], name: str) -> bytes:
    """A calendar with a name, its events by day."""
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


def consultation_events(docket: Docket, library: Library, settings: Settings) -> Iterator[Event]:
    """The whole time in which the public can speak, and its last day; nothing of a decision that was given up."""
    if is_over(docket, library, settings.today):
        return
    for one in rounds_of(docket, library, settings.today):
        asked, nth = one.consultation, f":{one.number}" if one.number > 1 else ""
        if one.stopped:
            continue
        ways = f"提出意见的方式：{'；'.join(map(str, asked.channels))}"
        for what, title, first in (
            (f"consultation{nth}", f"{one.which}征求意见", asked.opens),
            (f"consultation-closes{nth}", f"{one.which}征求意见截止", asked.closes),
        ):
            yield event_of(docket, what, f"{title}：{docket.title}", first, asked.closes, ways, settings)


def application_events(policy: Policy, library: Library, settings: Settings) -> Iterator[Event]:
    """The last day of each application, past ones too; of several windows, of each."""
    where = f"办理网址：{policy.apply.url}" if policy.apply and policy.apply.url else ""
    for first, last in apply_periods(policy, library, settings.today):
        if last is not None:
            what = f"apply:{first}" if policy.apply and policy.apply.windows else "apply"
            yield event_of(policy, what, f"申报截止：{policy.title}", last, last, where, settings)


def event_of(
    document: Document, what: str, title: str, first: date, last: date, said: str, settings: Settings
) -> Event:
    """An event of a document that is out, with the address of its page."""
    event = bare_event(f"{document.path}#{what}", title, first, last, settings)
    event.DTSTAMP = moment(updated_on(document, settings.today))
    if said:
        event.add("description", said)
    if root := root_of(settings):
        event.add("url", f"{root}{document.url}")
    return event


def bare_event(name: str, title: str, first: date, last: date, settings: Settings) -> Event:
    """An event of whole days; the end is the day after the last (RFC 5545 3.6.1)."""
    event = Event()
    event.add("uid", f"{permanent_name(settings, name)}@gongkai")
    event.add("summary", title)
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def moment(day: date) -> datetime:
    """The first moment of a day in Beijing, in UTC."""
    return datetime.combine(day, time(), SHANGHAI).astimezone(UTC)
