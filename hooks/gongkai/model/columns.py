"""The columns (栏目) of the section: one top-level folder each, and when each was last updated."""

from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.model.document import Document, is_out
from gongkai.model.library import Library
from gongkai.model.participation import Interaction
from gongkai.model.requests import Request
from gongkai.model.standing import About


def last_updates(library: Library, today: date) -> dict[str, date]:
    """By each column that is not blank, the day on which it was last updated, as far as the public can see."""
    found: dict[str, date] = {}
    for path, day in _days(library, today):
        column = path.partition("/")[0]
        if day <= today and day > found.get(column, date.min):
            found[column] = day
    return found


def _days(library: Library, today: date) -> Iterator[tuple[str, date]]:
    """Path and day of everything that the public saw come or change, and may yet."""
    for document in library.documents:
        if is_out(document, today):
            yield document.path, document.published
            yield from ((document.path, day) for day in _later(document))
    for placed in library.registered:
        if isinstance(placed.entry, Request):
            yield placed.path, placed.entry.received
            if placed.entry.replied:
                yield placed.path, placed.entry.replied
        elif isinstance(placed.entry, Interaction):
            yield placed.path, month_end(placed.entry.month)


def _later(document: Document) -> Iterator[date]:
    """Days on which a document changed after it came out."""
    if document.has("corrected"):
        yield from (correction.on for correction in document.corrected)
    if document.has("withdrawn") and document.withdrawn:
        yield document.withdrawn.on
    if isinstance(document, About) and document.has("updated") and document.updated:
        yield document.updated


def month_end(month: str) -> date:
    """The last day of a month that is written as 2024-05."""
    year, number = map(int, month.split("-"))
    return date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)
