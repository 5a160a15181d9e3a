"""The anchors that a document's page has on a day: rules ask here, so that no link is let through that would lead
to a place which is not shown."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from html import unescape

from gongkai.model import AnnualReport, Docket, Document, Event, Library, Plan, Policy, Response
from gongkai.model.annual_figures import has_all_tables, known_requests
from gongkai.text.body import Text
from gongkai.text.clauses import clause_ids
from gongkai.text.visibility import shown_html

_ID = re.compile(r'\bid="([^"]*)"')


def page_anchors(document: Document, text: Text, library: Library, day: date) -> frozenset[str]:
    """Every anchor of a page: of the text as far as it is shown, and of what the page adds. None of what was taken
    down: its page is a notice without the text."""
    if document.withdrawn_on(day):
        return frozenset()
    ids = text.ids
    if isinstance(document, Docket):
        ids &= set(map(unescape, _ID.findall(shown_html(document, text, day))))
    return ids | frozenset(_added(document, text, library, day))


def _added(document: Document, text: Text, library: Library, day: date) -> Iterator[str]:
    """What the page adds to the text, see pages/templates/."""
    if document.attachments:
        yield "gk-attachments"
    if _any_shown(library.responses_to(document), day):
        yield "gk-responses"
    if isinstance(document, Policy):
        yield from ("gk-text", "gk-history", "gk-about-file")
        yield from clause_ids(text.html)
        if _any_shown(library.interpretations_of(document), day):
            yield "gk-answers"
    elif isinstance(document, Docket):
        yield from _of_docket(document, library, day)
    elif isinstance(document, Response):
        yield "gk-about-file"
    elif isinstance(document, Event):
        yield "gk-when"
        if document.closes < day or document.outcome_on(day):
            yield "gk-outcome"
    elif isinstance(document, AnnualReport):
        yield from _of_report(document, library)
    elif isinstance(document, Plan):
        if document.tasks:
            yield from ("gk-offices", *(task.anchor for task in document.tasks))
        if any(training.date <= day for training in document.trainings):
            yield "gk-trainings"


def _any_shown(documents: Iterable[Document], day: date) -> bool:
    return any(one.public_on(day) and not one.withdrawn_on(day) for one in documents)


def _of_report(report: AnnualReport, library: Library) -> Iterator[str]:
    if not report.is_whole or has_all_tables(report, library):
        yield from ("gk-documents", "gk-requests", "gk-disputes")
    elif known_requests(report, library):
        yield "gk-requests"


def _of_docket(docket: Docket, library: Library, day: date) -> Iterator[str]:
    yield "gk-timeline"
    if docket.rounds_on(day):
        yield "gk-consultation"
    if docket.feedback_on(day):
        yield "gk-feedback"
    if any(one.date <= day for one in docket.participation) or _announced(docket, library, day):
        yield "gk-participation"
    if docket.attendance and (docket.attendance.date or day) <= day:
        yield "gk-attendance"
    if docket.decided and docket.decided <= day and docket.result:
        became = library.get(docket.result) if isinstance(docket.result, str) else None
        if not isinstance(docket.result, str) or (became and became.public_on(day)):
            yield "gk-result"


def _announced(docket: Docket, library: Library, day: date) -> bool:
    """Whether an event that belongs to the decision, a hearing say, has a page."""
    return any(event.public_on(day) for event in library.events_of(docket))
