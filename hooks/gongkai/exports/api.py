"""All files for other platforms, as they lie below the site; the manifest comes last, when all is written."""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from gongkai.exports.calculators import calculator_rows
from gongkai.exports.calendar import calendar_ics
from gongkai.exports.changes import Row, change_files, last_days_of_change
from gongkai.exports.documents import document_row
from gongkai.exports.feeds import feed_files
from gongkai.exports.inspection import inspection_files
from gongkai.exports.json_output import as_bytes, as_json, head, root_of
from gongkai.exports.questions import in_table, question_row, table_of
from gongkai.exports.timeline import changes_of
from gongkai.memo import Memo, fresh
from gongkai.model import Document, Library, open_data
from gongkai.model.validity import public_documents
from gongkai.search.knowledge_base import entries_of
from gongkai.settings import Settings
from gongkai.text import PublicHistory, SectionTexts, Texts, shown_questions

_SCHEMAS = Path(__file__).parents[1] / "data" / "schema"


def api_files(
    library: Library,
    texts: SectionTexts,
    settings: Settings,
    past: PublicHistory | None = None,
    memo: Memo = fresh,
) -> Iterator[tuple[str, bytes]]:
    """Every file: its path below the site, and its bytes. Days of change are those of `past`, what git knows."""
    for path, data in _files(library, texts, settings, past, memo):
        yield open_data.listed(path), data


def _files(
    library: Library, texts: SectionTexts, settings: Settings, past: PublicHistory | None, memo: Memo
) -> Iterator[tuple[str, bytes]]:
    changes = changes_of(library, settings, past, memo)
    days = last_days_of_change(changes) if past else {}
    documents = public_documents(library, settings.today)
    section = library, texts, settings
    seen = {one.path: _days_of(one, texts, settings, days) for one in documents} if days else None
    rows: list[bytes] = []
    asked: list[bytes] = []
    table: list[bytes] = []
    lists: dict[str, list[Row]] = {"documents": [], "questions": []}
    for made in memo.recorded("rows", partial(_said, days=days), documents, section, seen):
        row, questions, lines, document, ids = made
        rows.append(row)
        asked += questions
        table.append(lines)
        lists["documents"].append(document)
        lists["questions"] += ids
    yield open_data.QUESTIONS_TABLE.path, table_of(table)
    del table  # for the sake of memory: what comes next is as large
    yield (
        open_data.DOCUMENTS.path,
        as_bytes(head("documents", settings) | {"count": len(rows)}, ("documents", rows)),
    )
    yield (
        open_data.QUESTIONS.path,
        as_bytes(head("questions", settings) | {"count": len(asked)}, ("questions", asked)),
    )
    del asked
    calculators = list(calculator_rows(library, texts, settings))
    yield (
        open_data.CALCULATORS.path,
        as_bytes(head("calculators", settings) | {"count": len(calculators), "calculators": calculators}),
    )
    yield from change_files(changes, lists, settings, by_git=past is not None)
    yield from schema_files(settings)
    yield from feed_files(library, settings)
    yield open_data.CALENDAR.path, calendar_ics(library, settings)
    yield from inspection_files(library, settings, memo)


def _said(
    document: Document, library: Library, texts: Texts, settings: Settings, days: Mapping[str, str]
) -> tuple[bytes, list[bytes], bytes, Row, list[Row]]:
    """A document's row, its rows of the knowledge base, the same as lines of the table, and the hash of each row."""
    row = document_row(document, library, texts, settings, days)
    entries = entries_of(document, library, texts, settings.today)
    questions = [question_row(entry, settings, days) for entry in entries]
    return (
        as_json(row).encode(),
        [as_json(one).encode() for one in questions],
        in_table(questions),
        (row["path"], row["hash"]),
        [(one["id"], one["hash"]) for one in questions],
    )


def _days_of(
    document: Document, texts: Texts, settings: Settings, days: Mapping[str, str]
) -> list[str | None]:
    """What `last_change` finds for a document and its questions."""
    asked = shown_questions(document, texts[document.path], settings.today)
    return [days.get(name) for name in (document.path, *(question.id for question in asked))]


def schema_files(settings: Settings) -> Iterator[tuple[str, bytes]]:
    """The JSON Schema of each JSON file; it bears its own address where the site has one."""
    for file in sorted(_SCHEMAS.glob("*.json")):
        path, root = f"api/v1/schema/{file.name}", root_of(settings)
        schema = json.loads(file.read_text(encoding="utf-8"))
        yield path, as_bytes(schema | ({"$id": f"{root}{path}"} if root else {}))
