"""One occasion of public participation (政民互动): when, how, and what became of it."""

from collections.abc import Iterator

from gongkai.model import Event
from gongkai.pages.context import Context
from gongkai.pages.notices import notices
from gongkai.pages.participation import event_days_left
from gongkai.pages.site import Page
from gongkai.pages.subjects import Fact


def event_pages(context: Context) -> Iterator[Page]:
    """One page for each event that is out."""
    for event in context.library.public(Event, context.today):
        yield _event(event, context)


def _event(event: Event, context: Context) -> Page:
    today = context.today
    shown = not event.withdrawn_on(today)
    left = event_days_left(event, today) if shown else 0
    docket = context.library.get(event.decision) if event.decision else None
    html = context.render(
        "event.html",
        event.url,
        document=event,
        notices=tuple(notices(event, context)),
        shown=shown,
        state="进行中" if left else "即将开始" if event.opens > today else "已结束",
        days_left=left,
        outcome=event.outcome_on(today) if shown else None,
        docket=context.link(docket) if docket and context.is_public(docket.path) else None,
        body=context.localised(context.text(event).html, event) if shown else "",
        attachments=context.attach(event) if shown else (),
        facts=tuple(_facts(event)),
    )
    summary = context.described(event, event.summary if shown else "")
    return Page(event.url, event.path, event.title, html, summary, updated=event.published, kind="event")


def _facts(event: Event) -> Iterator[Fact]:
    yield "形式", event.form
    yield "发布日期", event.published
