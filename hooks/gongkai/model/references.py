"""The documents and files that a document names in its fields."""

import posixpath

from gongkai.model.decision import Docket
from gongkai.model.document import Document
from gongkai.model.planning import Plan


def named_documents(document: Document) -> set[str]:
    """The paths, as they are written, of the documents that the fields of this one name."""
    named: set[str] = set()
    for field in ("interprets", "repeals", "amends", "extends", "result", "decision", "based_on"):
        value = getattr(document, field, ()) if document.has(field) else ()
        named |= {value} if isinstance(value, str) else {one for one in value or () if isinstance(one, str)}
    if isinstance(document, Plan) and document.has("tasks"):
        named |= {evidence for task in document.tasks for evidence in task.evidence}
    if isinstance(document, Docket) and document.has("catalogue_year"):
        named.add(f"decisions/{document.listed_in}/catalogue.md")
    return named


def attachment_path(document: Document, written: str) -> str:
    """Where an attachment lies below the content folder, by what its `file` says: Windows' backslashes and drives are
    understood."""
    path = written.replace("\\", "/")
    if len(path) > 1 and path[1] == ":":  # C:/…
        path = path[2:] if path[2:3] == "/" else f"/{path}"
    return posixpath.normpath(posixpath.join(posixpath.dirname(document.path), path))
