"""All files for other platforms, as they lie below the site; the manifest comes last, when all is written."""

import json
from collections.abc import Iterator
from pathlib import Path

from gongkai.exports.calendar import calendar_ics
from gongkai.exports.changes import changes_json, changes_of, last_days
from gongkai.exports.common import as_bytes, root_of
from gongkai.exports.documents import documents_json
from gongkai.exports.feeds import feed_files
from gongkai.exports.knowledge import knowledge
from gongkai.exports.questions import questions_csv, questions_json
from gongkai.model import Library
from gongkai.settings import Settings
from gongkai.text import Past, Texts

_SCHEMAS = Path(__file__).parents[1] / "data" / "schema"


def api_files(
    library: Library, texts: Texts, settings: Settings, past: Past | None = None
) -> Iterator[tuple[str, bytes]]:
    """Every file: its path below the site, and its bytes. Days of change are those of `past`, what git knows."""
    entries = knowledge(library, texts, settings)
    changes = changes_of(library, texts, settings, past)
    days = last_days(changes) if past else {}
    yield "api/v1/documents.json", documents_json(library, texts, settings, days)
    yield "api/v1/questions.json", questions_json(entries, settings, days)
    yield "api/v1/changes.json", changes_json(changes, settings, by_git=past is not None)
    yield "api/v1/questions.csv", questions_csv(entries, settings, days)
    yield from schema_files(settings)
    yield from feed_files(library, settings)
    yield "calendar.ics", calendar_ics(library, settings)


def schema_files(settings: Settings) -> Iterator[tuple[str, bytes]]:
    """The JSON Schema of each JSON file; it bears its own address where the site has one."""
    for file in sorted(_SCHEMAS.glob("*.json")):
        path, root = f"api/v1/schema/{file.name}", root_of(settings)
        schema = json.loads(file.read_text(encoding="utf-8"))
        yield path, as_bytes(schema | ({"$id": f"{root}{path}"} if root else {}))
