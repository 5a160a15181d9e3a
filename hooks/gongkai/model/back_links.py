"""Which documents point to one: maps from what is named to those that name it, for the library to look up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from gongkai.model.decision import Docket
from gongkai.model.document import Document
from gongkai.model.participation import Event
from gongkai.model.register import Placed
from gongkai.model.requests import Request

Kind = TypeVar("Kind", bound=Document)


def oldest_first(document: Document) -> tuple[date, str]:
    """The order of what points to one document; what has no day yet comes last."""
    return document.published if document.has("published") else date.max, document.path


def dockets_by_subject(dockets: Iterable[Docket]) -> dict[object, list[Docket]]:
    """Dockets by the path of what they became, and by year and id of their item in the catalogue."""
    found: dict[object, list[Docket]] = defaultdict(list)
    for docket in dockets:
        if docket.has("result") and isinstance(docket.result, str):
            found[docket.result].append(docket)
        if docket.has("catalogue_item") and docket.has("catalogue_year"):
            found[docket.listed_in, docket.catalogue_item].append(docket)
    return found


def events_by_decision(events: Iterable[Event]) -> dict[str, list[Event]]:
    """Hearings and other events by the path of the docket that they belong to."""
    found: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.has("decision") and event.decision:
            found[event.decision].append(event)
    return found


def by_named(
    documents: Iterable[Kind], field: str, meant: Mapping[tuple[str, str], str] = MappingProxyType({})
) -> Mapping[str, list[Kind]]:
    """The documents by each path that this list field of theirs names, in their order. `meant`: by a document's path
    and what it says wrongly, the path that it means."""
    found: dict[str, list[Kind]] = defaultdict(list)
    for document in documents:
        for path in getattr(document, field) if document.has(field) else ():
            if isinstance(path, str):
                found[meant.get((document.path, path), path)].append(document)
    return found


def by_disclosed(requests: Iterable[Placed[Request]]) -> Mapping[str, list[Placed[Request]]]:
    """The requests by the document in which the information was then disclosed to everybody."""
    found: dict[str, list[Placed[Request]]] = defaultdict(list)
    for placed in requests:
        if placed.entry.disclosed:
            found[placed.entry.disclosed.document].append(placed)
    return found


def chain_of(first: Kind, named: Mapping[str, list[Kind]]) -> tuple[Kind, ...]:
    """The documents that name the first one, those that name these, and so on; each once."""
    found = {first.path: first}
    for path in (chain := [first.path]):
        new = [one for one in named.get(path, ()) if one.path not in found]
        chain += [one.path for one in new]
        found |= {one.path: one for one in new}
    return tuple(found.values())[1:]
