"""Converted bodies, kept by content hash in one SQLite file: what has not changed is not converted again.

The key names everything that can change the result: the body, the seed of its ids, the code of this room
and the versions of the libraries that convert. A damaged or unwritable cache costs time, never a result.
"""

import hashlib
import json
import logging
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from gongkai.model import Document, Interpretation, Library, Policy
from gongkai.sensitive import BANK_PREFIXES, ROOM
from gongkai.store import code_of, keep, read_kept
from gongkai.text.convert import Text, convert

Texts = Mapping[str, Text]
"""Converted bodies by the document's path."""

log = logging.getLogger("gongkai")
_TEXT = TypeAdapter(Text)


def convert_all(library: Library, folder: Path | None) -> Texts:
    """Convert the body of every document; `folder` is where the cache lies, None for none."""
    wanted = {document.path: (document, _key(document, library)) for document in library.documents}
    file = folder / "texts.sqlite" if folder else None
    keys = [key for _document, key in wanted.values()]
    known = dict(_understood(read_kept(file, keys))) if file else {}
    fresh: dict[str, Text] = {}
    texts: dict[str, Text] = {}
    for path, (document, key) in wanted.items():
        text = known.get(key) or fresh.get(key)
        if text is None:
            text = fresh[key] = convert(document.source.body, _seed(document, library))
        texts[path] = text
    if file and fresh:
        keep(file, {key: _TEXT.dump_json(text) for key, text in fresh.items()})
    return texts


def _understood(kept: Mapping[str, bytes]) -> Iterator[tuple[str, Text]]:
    for key, value in kept.items():
        try:
            yield key, _TEXT.validate_json(value)
        except ValidationError:
            log.warning("缓存中有一处损坏，已重新转换")


def _seed(document: Document, library: Library) -> str:
    """What ids of questions are made from besides their words: the policy's 发文字号, else the path."""
    subjects = library.subjects_of(document) if isinstance(document, Interpretation) else (document,)
    policies = (subject for subject in subjects if isinstance(subject, Policy) and subject.has("number"))
    return next((policy.own_number for policy in policies if policy.own_number), document.path)


def _key(document: Document, library: Library) -> str:
    parts = (_converter_version(), document.source.digest, _seed(document, library))
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@cache
def _converter_version() -> str:
    """Changes whenever the code of this room or a library that it converts with does."""
    code = code_of(Path(__file__).parent, ROOM) + BANK_PREFIXES.read_text(encoding="utf-8")
    libraries = [version(name) for name in ("markdown", "merman", "nh3", "tinycss2", "cssselect2")]
    return hashlib.sha256((code + json.dumps(libraries)).encode()).hexdigest()
