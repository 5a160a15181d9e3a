"""A report cut down to some documents and what is linked with them: `check PATH …`."""

from collections.abc import Iterable, Set
from dataclasses import replace

from gongkai.model import Library, Waiver
from gongkai.model.references import named_documents
from gongkai.report import Report


def limited_report(library: Library, report: Report, paths: Iterable[str]) -> Report:
    """The report on some documents alone, and on what is linked to or from them."""
    wanted = {*paths, ""}  # what concerns the whole section concerns these documents too
    wanted |= linked_documents({path for path in wanted if library.get(path)}, library)
    wanted |= {placed.path for placed in library.entries(Waiver) if placed.entry.path in wanted}
    wanted |= library.unclear  # what cannot be read may concern any document
    findings = tuple(f for f in report.findings if f.path in wanted)
    todos = tuple(todo for todo in report.todos if todo[0] in wanted)
    return replace(report, findings=findings, todos=todos)


def linked_documents(paths: Set[str], library: Library) -> set[str]:
    """The documents that name one of these paths, and those that are named by one of them."""
    naming = {
        document.path for document in library.documents if not paths.isdisjoint(named_documents(document))
    }
    documents = filter(None, map(library.get, paths))
    return naming.union(*map(named_documents, documents))
