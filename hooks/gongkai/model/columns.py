"""The columns (栏目) of the section: one top-level folder each, and when each was last updated."""

from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.model.document import Document
from gongkai.model.library import Library
from gongkai.model.participation import Interaction
from gongkai.model.requests import Request
from gongkai.model.standing import About


def last_updated(library: Library, column: str, today: date) -> date | None:
    """The day on which the column was last updated, as far as the public can see; None for a blank one."""
    return max((day for day in _days(library, column, today) if day <= today), default=None)


def _days(library: Library, column: str, today: date) -> Iterator[date]:
    for document in library.documents:
        out = document.has("published") and document.has("draft") and document.public_on(today)
        if out and document.path.startswith(f"{column}/"):
            yield document.published
            yield from _later(document)
    for placed in library.registered:
        if placed.path.startswith(f"{column}/"):
            if isinstance(placed.entry, Request):
                yield placed.entry.received
                if placed.entry.replied:
                    yield placed.entry.replied
            elif isinstance(placed.entry, Interaction):
                yield _month_end(placed.entry.month)


def _later(document: Document) -> Iterator[date]:
    """Days on which a document changed after it came out."""
    if document.has("corrected"):
        yield from (correction.on for correction in document.corrected)
    if document.has("withdrawn") and document.withdrawn:
        yield document.withdrawn.on
    if isinstance(document, About) and document.has("updated") and document.updated:
        yield document.updated


def _month_end(month: str) -> date:
    year, number = map(int, month.split("-"))
    return date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)
