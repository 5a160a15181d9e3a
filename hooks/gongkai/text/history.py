"""What the public saw before: git's history of the section, with each earlier version of its documents."""

import hashlib
import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import islice, pairwise
from typing import Any

from gongkai.incremental.cache import Cache
from gongkai.incremental.processes import chunks, making, spread
from gongkai.incremental.product import product_digest
from gongkai.model import Docket, Document, Index, Library
from gongkai.model.kinds import kind_of
from gongkai.model.reading import missing, read_document
from gongkai.settings import Settings
from gongkai.source import (
    HERE,
    Front,
    GitRefused,
    History,
    HistoryMissing,
    SourceFile,
    Trail,
    Version,
    parsed_before,
    read_blobs,
    read_history,
    refusal,
)
from gongkai.text.sketch import Sketch, SketchedQuestion, sketched

File = tuple[str, str]
"""A path below the content folder and the blob that lay there."""
_CHUNK = 250
"""Versions that a worker reads at a time."""
_WORTH_SHARING = 4
"""Chunks below which another process costs more than it saves."""
_KEPT, _SKETCHES = "editions", "sketches"
"""In the store: what each earlier version said, and the sketches of today's, so that none is read twice."""


@dataclass(frozen=True)
class Edition:
    """One version of a document: what it said of its publication, and the rest as it is kept; of one with a faulty
    field, that is no draft, nothing (the build was refused, and the public went on seeing the version before)."""

    path: str
    published: date | None
    draft: bool
    said: bytes = field(repr=False)

    def document(self) -> tuple[Document, Sketch] | None:
        """The document, without its body, and the sketch of that."""
        kind = document_kind(self.path)
        if kind is None or not self.said:
            return None
        values, sketch = marshal.loads(self.said)
        front = Front(values, {})
        document, _faults = read_document(kind, SourceFile(self.path, front), front, {})
        return document, _sketch_from(sketch)


@dataclass(frozen=True)
class PublicHistory:
    """Git's history, and each version of a document that is not today's, if anything can be read in it."""

    history: History
    versions: Mapping[File, Edition]

    def earlier(self, trail: Trail) -> Iterator[tuple[Version, date, Edition]]:
        """The versions of a trail before its last, each with the day on which another took its place.

        One that could not be read is left out: it stopped the build, and the one before it stayed in sight.
        """
        *before, last = trail
        counted = [one for one in before if (one.path, one.blob) in self.versions or not one.blob]
        for one, following in pairwise([*counted, last]):
            if one.blob:
                yield one, following.day, self.versions[one.path, one.blob]


def public_history(
    library: Library, settings: Settings, store: Cache | None = None
) -> PublicHistory | HistoryMissing:
    """Ask git for the section's past; what `store` (None: the settings' own) has is not read again."""
    history = read_history(settings.content, settings.today)
    if isinstance(history, HistoryMissing):
        return history
    wanted = [file for file in _wanted(history, library) if document_kind(file[0])]
    try:
        with making():
            return PublicHistory(history, dict(_editions(wanted, settings, store or Cache(settings.cache))))
    except GitRefused as refused:
        return refusal(refused.said)


@cache
def document_kind(path: str) -> type[Document] | None:
    """The kind of document that counts at a path: the home page's own words are none."""
    kind = kind_of(path)
    return kind if kind and issubclass(kind, Document) and kind is not Index else None


def _wanted(history: History, library: Library) -> list[File]:
    """Every version that is not today's, once."""
    now = {path: blob for step in history.steps for path, blob in step.files.items()}
    known = {document.path for document in library.documents}
    trails = (trail[:-1] for path, trail in history.trails.items() if path in known)
    wanted = {(one.path, one.blob) for trail in (*trails, *history.gone) for one in trail}
    wanted |= {file for step in history.steps for file in step.files.items() if now[file[0]] != file[1]}
    return sorted(file for file in wanted if file[1] not in ("", HERE))


def _editions(wanted: list[File], settings: Settings, store: Cache) -> Iterator[tuple[File, Edition]]:
    """What each version said, if anything: as `store` has it, or else found out and kept."""
    keys = {file: f"{product_digest()} {' '.join(file)}" for file in wanted}
    known = dict(store.read(_KEPT, list(keys.values())))
    missing_ = [file for file in wanted if keys[file] not in known]
    store.close()  # before processes are started
    raw = zip(missing_, read_blobs(settings.content, [blob for _path, blob in missing_]), strict=True)
    fresh: dict[str, bytes] = {}
    pieces = iter(lambda: list(islice(raw, _CHUNK)), [])
    for some in spread(_read_some, pieces, settings.jobs, _WORTH_SHARING):
        fresh.update((keys[file], said) for file, said in some)
    store.write(_KEPT, fresh, len(keys))
    known |= fresh
    for file, key in keys.items():
        told = marshal.loads(known[key])
        if told is not None:
            published, draft, said = told
            yield file, Edition(file[0], date.fromordinal(published) if published else None, draft, said)


def _read_some(some: Sequence[tuple[File, bytes]]) -> list[tuple[File, bytes]]:
    return [(file, marshal.dumps(_read(file[0], raw))) for file, raw in some]


def _read(path: str, raw: bytes) -> tuple[int, bool, bytes] | None:
    """What a version said, as plain values; None for one that does not even say whether it is out."""
    written, kind = parsed_before(raw), document_kind(path)
    if kind is None or written is None or not isinstance(written[0].values, dict):
        return None
    front, body = written
    document, faults = read_document(kind, SourceFile(path, front, body), front, {})
    published, draft = (document.__dict__.get(name) for name in ("published", "draft"))
    if not published and draft is not True:
        return None
    said = b""
    if draft or not (faults or any(missing(document, bound=False))):
        said = marshal.dumps((front.values, _sketch(body, kind)))
    return published.toordinal() if published else 0, draft is not False, said


def sketches_of(documents: Iterable[Document], store: Cache, jobs: int | None) -> dict[str, Sketch]:
    """The sketch of each document's body, by its path; what `store` has is not made again."""
    keys = {one.path: _sketch_key(one) for one in documents}
    known = dict(store.read(_SKETCHES, list(dict.fromkeys(keys.values()))))
    store.close()  # before processes are started
    bodies = {keys[one.path]: (one.source.body, type(one)) for one in documents}
    missing_ = [(key, *body) for key, body in bodies.items() if key not in known]
    fresh = dict[str, bytes]()
    for some in spread(_sketch_some, chunks(missing_, _CHUNK), jobs, _WORTH_SHARING):
        fresh.update(some)
    store.write(_SKETCHES, fresh, len(keys))
    known |= fresh
    return {path: _sketch_from(marshal.loads(known[key])) for path, key in keys.items()}


def _sketch_some(some: Sequence[tuple[str, str, type[Document]]]) -> list[tuple[str, bytes]]:
    return [(key, marshal.dumps(_sketch(body, kind))) for key, body, kind in some]


def _sketch_key(document: Document) -> str:
    body = hashlib.blake2b(document.source.body.encode(), digest_size=16).hexdigest()
    return f"{product_digest()} {document.KIND} {body}"


def _sketch(body: str, kind: type[Document]) -> tuple[Any, ...]:
    """The sketch of a body, as plain values."""
    sketch = sketched(body, in_parts=kind is Docket)
    return sketch.parts, tuple(map(tuple, sketch.asked))


def _sketch_from(kept: tuple[Any, ...]) -> Sketch:
    parts, asked = kept
    return Sketch(parts, tuple(SketchedQuestion(*one) for one in asked))
