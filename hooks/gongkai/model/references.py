"""The documents that a document names in its fields."""

from gongkai.model.decision import Docket
from gongkai.model.document import Document
from gongkai.model.planning import Plan


def named_documents(document: Document) -> set[str]:
    """The paths, as they are written, of the documents that the fields of this one name."""
    named: set[str] = set()
    for field in ("interprets", "repeals", "amends", "result", "decision"):
        value = getattr(document, field, ()) if document.has(field) else ()
        named |= {value} if isinstance(value, str) else {one for one in value or () if isinstance(one, str)}
    if isinstance(document, Plan) and document.has("tasks"):
        named |= {evidence for task in document.tasks for evidence in task.evidence}
    if isinstance(document, Docket) and document.has("catalogue_year"):
        named.add(f"decisions/{document.listed_in}/catalogue.md")
    return named
