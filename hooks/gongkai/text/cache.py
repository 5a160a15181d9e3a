"""Converted bodies, kept by content hash in one SQLite file: what has not changed is not converted again.

The key names everything that can change the result: the body, the seed of its ids, the code of this room
and the versions of the libraries that convert. A damaged or unwritable cache costs time, never a result.
"""

import hashlib
import json
import logging
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from gongkai.model import Document, Interpretation, Library, Policy
from gongkai.text.convert import Text, convert

Texts = Mapping[str, Text]
"""Converted bodies by the document's path."""

log = logging.getLogger("gongkai")
_TEXT = TypeAdapter(Text)


def convert_all(library: Library, folder: Path | None) -> Texts:
    """Convert the body of every document; `folder` is where the cache lies, None for none."""
    wanted = {document.path: (document, _key(document, library)) for document in library.documents}
    known = _read(folder, [key for _document, key in wanted.values()]) if folder else {}
    fresh: dict[str, Text] = {}
    texts: dict[str, Text] = {}
    for path, (document, key) in wanted.items():
        text = known.get(key) or fresh.get(key)
        if text is None:
            text = fresh[key] = convert(document.source.body, _seed(document, library))
        texts[path] = text
    if folder and fresh:
        _write(folder, fresh)
    return texts


def _seed(document: Document, library: Library) -> str:
    """What ids of questions are made from besides their words: the policy's 发文字号, else the path."""
    subjects = library.subjects_of(document) if isinstance(document, Interpretation) else (document,)
    policies = (subject for subject in subjects if isinstance(subject, Policy) and subject.has("number"))
    return next((policy.number for policy in policies if policy.number != "无"), document.path)


def _key(document: Document, library: Library) -> str:
    parts = (_converter_version(), document.source.digest, _seed(document, library))
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@cache
def _converter_version() -> str:
    """Changes whenever the code of this room or a library that it converts with does."""
    rooms = (Path(__file__).parent, Path(sensitive.__file__).parent)
    files = [file for room in rooms for file in sorted(room.glob("*.py"))]
    code = b"".join(file.read_bytes() for file in files) + DATA.read_bytes()
    libraries = [version(name) for name in ("markdown", "merman", "nh3", "tinycss2", "cssselect2")]
    return hashlib.sha256(code + json.dumps(libraries).encode()).hexdigest()


def _read(folder: Path, keys: Iterable[str]) -> dict[str, Text]:
    found: dict[str, Text] = {}
    with _opened(folder) as store:
        if store is not None:
            wanted = set(keys)
            for key, kept in store.execute("SELECT key, text FROM texts"):
                if key in wanted:
                    try:
                        found[key] = _TEXT.validate_json(kept)
                    except ValidationError:
                        log.warning("缓存中有一处损坏，已重新转换")
    return found


def _write(folder: Path, fresh: Mapping[str, Text]) -> None:
    with _opened(folder) as store:
        if store is not None:
            rows = [(key, _TEXT.dump_json(text)) for key, text in fresh.items()]
            store.executemany("INSERT OR REPLACE INTO texts VALUES (?, ?)", rows)


@contextmanager
def _opened(folder: Path) -> Iterator[sqlite3.Connection | None]:
    """The cache, committed at the end; None when it cannot be used, which is said and costs only time."""
    file = folder / "texts.sqlite"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        store = sqlite3.connect(file, timeout=5)
    except (OSError, sqlite3.Error) as problem:
        log.warning("缓存用不了（%s），本次不用缓存", problem)
        yield None
        return
    try:
        store.execute("CREATE TABLE IF NOT EXISTS texts (key TEXT PRIMARY KEY, text BLOB)")
        yield store
        store.commit()
    except sqlite3.DatabaseError as problem:
        log.warning("缓存损坏或写不进（%s），已弃用，下次重建", problem)
        if not isinstance(problem, sqlite3.OperationalError):
            file.unlink(missing_ok=True)
    finally:
        store.close()
