"""What all files for other platforms share: addresses, permanent names, days of change, one way to write JSON."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, UUID, uuid5

from gongkai.model import About, Document
from gongkai.model.references import attachment_path
from gongkai.settings import Settings

VERSION = 1
"""Of the form of all JSON files below `api/v1/`: it grows when a reader of the old form would be misled."""


def root_of(settings: Settings) -> str:
    """What stands before a path below the site: `site_url`; empty where there is none, so that addresses are
    relative to the site's first page."""
    url = settings.site_url
    return f"{url.rstrip('/')}/" if url else ""


def permanent_name(settings: Settings, what: str) -> UUID:
    """A name that is the same in every build and survives another address of the site (feeds, calendar)."""
    return uuid5(NAMESPACE_URL, f"gongkai:{settings.organisation}:{what}")


def updated_on(document: Document, today: date) -> date:
    """The last day, up to today, on which the document tells of a change of itself."""
    return max(day for day in _days(document) if day <= today)


def last_change(name: str, document: Document, days: Mapping[str, str], today: date) -> str:
    """The day of the last change of a document, or of something in it, by git (`days`, by path or id); where git
    knows nothing, the last one that the document tells of."""
    return days.get(name) or updated_on(document, today).isoformat()


def _days(document: Document) -> Iterator[date]:
    yield document.published
    yield from (correction.on for correction in document.corrected)
    if document.withdrawn:
        yield document.withdrawn.on
    if document.date_corrected:
        yield document.date_corrected.on
    if isinstance(document, About) and document.updated:
        yield document.updated


def attachment_address(document: Document, file: str) -> str:
    """The address of an attachment below the site."""
    return quote(attachment_path(document, file))


def head(name: str, settings: Settings) -> dict[str, Any]:
    """What every JSON file begins with."""
    root = root_of(settings)
    return {
        "$schema": f"{root}api/v1/schema/{name}.json" if root else f"schema/{name}.json",
        "version": VERSION,
        "as_of": settings.today.isoformat(),
        "organisation": settings.organisation,
        "site": root,
    }


as_json = json.JSONEncoder(ensure_ascii=False).encode
"""A value as JSON in one line; `json.dumps` would make an encoder for each."""


def as_bytes(value: Mapping[str, object], rows: tuple[str, Iterable[bytes]] | None = None) -> bytes:
    """JSON for people too: Chinese as it is, a field a line, and of a list of rows a row a line. `rows`: the name of
    a last field, and its rows as JSON already.

    Python's JSON indents in plain Python, which took a second for a thousand documents.
    """
    return b"".join(_pieces(value, rows))  # the only copy there is of it


def _pieces(value: Mapping[str, object], rows: tuple[str, Iterable[bytes]] | None) -> Iterator[bytes]:
    fields = [*value.items(), *((rows,) if rows else ())]
    for number, (name, field) in enumerate(fields):
        yield f"{',' if number else '{'}\n{as_json(name)}: ".encode()
        if rows and name == rows[0]:
            yield from _listed(rows[1])
        elif isinstance(field, list) and field and isinstance(field[0], dict):
            yield from _listed(as_json(row).encode() for row in field)
        else:
            yield as_json(field).encode()
    yield b"\n}\n"


def _listed(rows: Iterable[bytes]) -> Iterator[bytes]:
    before = b"[\n"
    for row in rows:
        yield before
        yield row
        before = b",\n"
    yield b"[]" if before == b"[\n" else b"\n]"


_in_order = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def digest(value: object) -> str:
    """SHA-256 of a value's JSON: changes whenever anything in it does."""
    return hashlib.sha256(_in_order(value).encode()).hexdigest()
