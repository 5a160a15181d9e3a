"""The documents and files that a document names in its fields."""

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeVar

from gongkai.model.decision import Docket
from gongkai.model.document import Document
from gongkai.model.planning import Plan
from gongkai.model.register import Placed
from gongkai.model.requests import Request

Kind = TypeVar("Kind", bound=Document)


def named_documents(document: Document) -> set[str]:
    """The paths, as they are written, of the documents that the fields of this one name."""
    named: set[str] = set()
    for field in ("interprets", "repeals", "amends", "result", "decision", "based_on"):
        value = getattr(document, field, ()) if document.has(field) else ()
        named |= {value} if isinstance(value, str) else {one for one in value or () if isinstance(one, str)}
    if isinstance(document, Plan) and document.has("tasks"):
        named |= {evidence for task in document.tasks for evidence in task.evidence}
    if isinstance(document, Docket) and document.has("catalogue_year"):
        named.add(f"decisions/{document.listed_in}/catalogue.md")
    return named


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


def by_result_and_item(dockets: Iterable[Docket]) -> Mapping[object, list[Docket]]:
    """Dockets by the path of what they became, and by year and id of their item in the catalogue."""
    found: dict[object, list[Docket]] = defaultdict(list)
    for docket in dockets:
        if docket.has("result") and isinstance(docket.result, str):
            found[docket.result].append(docket)
        if docket.has("catalogue_item") and docket.has("catalogue_year"):
            found[docket.listed_in, docket.catalogue_item].append(docket)
    return found


def by_disclosed(requests: Iterable[Placed[Request]]) -> Mapping[str, list[Placed[Request]]]:
    """The requests by the document in which the information was then disclosed to everybody."""
    found: dict[str, list[Placed[Request]]] = defaultdict(list)
    for placed in requests:
        if placed.entry.disclosed:
            found[placed.entry.disclosed.document].append(placed)
    return found


def attachment_path(document: Document, written: str) -> str:
    """Where an attachment lies below the content folder, by what its `file` says: Windows' backslashes and drives are
    understood."""
    path = written.replace("\\", "/")
    if len(path) > 1 and path[1] == ":":  # C:/…
        path = path[2:] if path[2:3] == "/" else f"/{path}"
    return posixpath.normpath(posixpath.join(posixpath.dirname(document.path), path))
