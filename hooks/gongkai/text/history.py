"""What the public saw before: git's history of the section, with each earlier version of its documents."""

import hashlib
import marshal
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from gongkai.memo import Memo, Pieces, fresh
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
_AT_ONCE = 250
"""Versions that are read together."""
_FILE = re.compile(r"""(?:\]\(|src="|\]:)\s*<?([^\s<>()"'#?]+\.(?!md\b)[A-Za-z0-9]{2,5})""")
"""A file that a body links to or shows."""
_WORTH_SHARING = 4
"""Times as many from which on another process saves more than it costs."""


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
        values, sketch, _files = marshal.loads(self.said)
        front = Front(values, {})
        document, _faults = read_document(kind, SourceFile(self.path, front), front, {})
        return document, _sketch_from(sketch)

    def written(self) -> tuple[Mapping[str, Any], tuple[object, ...]] | None:
        """Its fields as they were written, and the digests of its body's parts."""
        if not self.said:
            return None
        values, (parts, _asked), _files = marshal.loads(self.said)
        return values, parts

    def files(self) -> tuple[str, ...]:
        """What the body links to or shows that is no document, as written."""
        found: tuple[str, ...] = marshal.loads(self.said)[2] if self.said else ()
        return found


@dataclass(frozen=True)
class PublicHistory:
    """Git's history, and each version of a document that is not today's, if anything can be read in it. `whole`: not
    only those of documents that moved, went, or are not out today."""

    history: History
    versions: Mapping[File, Edition]
    whole: bool = True

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
    library: Library,
    settings: Settings,
    memo: Memo = fresh,
    *,
    whole: bool = True,
    known: History | None = None,
) -> PublicHistory | HistoryMissing:
    """Ask git for the section's past; what is `known` of it is not asked again. Less than the `whole` is found sooner."""
    history = known or read_history(settings.content, settings.today, memo)
    if isinstance(history, HistoryMissing):
        return history
    paths = _wanted(history, library) if whole else _wanted_for_addresses(history, library, settings.today)
    wanted = sorted(file for file in paths if file[1] not in ("", HERE) and document_kind(file[0]))
    table = "editions" if whole else "some_editions"  # few used of many would let the many be dropped
    try:
        return PublicHistory(history, dict(_editions(wanted, settings.content, memo, table)), whole)
    except GitRefused as refused:
        return refusal(refused.said)


@cache
def document_kind(path: str) -> type[Document] | None:
    """The kind of document that counts at a path: the home page's own words are none."""
    kind = kind_of(path)
    return kind if kind and issubclass(kind, Document) and kind is not Index else None


def _wanted(history: History, library: Library) -> set[File]:
    """Every version that is not today's."""
    now = {path: blob for step in history.steps for path, blob in step.files.items()}
    known = {document.path for document in library.documents}
    trails = (trail[:-1] for path, trail in history.trails.items() if path in known)
    wanted = {(one.path, one.blob) for trail in (*trails, *history.gone) for one in trail}
    return wanted | {file for step in history.steps for file in step.files.items() if now[file[0]] != file[1]}


def _wanted_for_addresses(history: History, library: Library, today: date) -> set[File]:
    """The versions of documents that lie or lay elsewhere, are gone, or are not out today."""
    withheld = frozenset(library.withheld(today))
    trails = (t for path, t in history.trails.items() if path in withheld or any(v.path != path for v in t))
    return {(one.path, one.blob) for trail in (*trails, *history.gone) for one in trail}


def _editions(wanted: list[File], content: Path, memo: Memo, table: str) -> Iterator[tuple[File, Edition]]:
    """What each version said, if anything."""

    def blobs(files: Sequence[File]) -> Iterable[tuple[str, bytes]]:
        paths = (path for path, _blob in files)
        return zip(paths, read_blobs(content, [blob for _path, blob in files]), strict=True)

    pieces = Pieces(wanted, blobs, _AT_ONCE, _WORTH_SHARING)
    for file, told in zip(wanted, memo.each(table, _read, pieces), strict=True):
        if told:
            published, draft, said = told
            yield file, Edition(file[0], date.fromordinal(published) if published else None, draft, said)


def _read(version: tuple[str, bytes]) -> tuple[int, bool, bytes] | tuple[()]:
    """What a version said, as plain values; nothing for one that does not even say whether it is out."""
    path, raw = version
    written, kind = parsed_before(raw), document_kind(path)
    if kind is None or written is None or not isinstance(written[0].values, dict):
        return ()
    front, body = written
    document, faults = read_document(kind, SourceFile(path, front, body), front, {})
    published, draft = (document.__dict__.get(name) for name in ("published", "draft"))
    if not published and draft is not True:
        return ()
    said = b""
    if draft or not (faults or any(missing(document, bound=False))):
        said = marshal.dumps((front.values, _sketch(body, kind), tuple(dict.fromkeys(_FILE.findall(body)))))
    return published.toordinal() if published else 0, draft is not False, said


def sketches_of(documents: Iterable[Document], memo: Memo = fresh) -> dict[str, Sketch]:
    """The sketch of each document's body, by its path."""
    keys, bodies = dict[str, tuple[str, bytes]](), dict[tuple[str, bytes], tuple[str, type[Document]]]()
    for one in documents:
        body = hashlib.blake2b(one.source.body.encode(), digest_size=16).digest()
        keys[one.path] = key = one.KIND, body
        bodies[key] = one.source.body, type(one)
    pieces = Pieces(list(bodies), partial(map, bodies.__getitem__), _AT_ONCE, _WORTH_SHARING)
    made = dict(zip(bodies, map(_sketch_from, memo.each("sketches", _sketch_of, pieces)), strict=True))
    return {path: made[key] for path, key in keys.items()}


def _sketch_of(body: tuple[str, type[Document]]) -> tuple[Any, ...]:
    return _sketch(*body)


def _sketch(body: str, kind: type[Document]) -> tuple[Any, ...]:
    """The sketch of a body, as plain values."""
    sketch = sketched(body, in_parts=kind is Docket)
    return sketch.parts, tuple(map(tuple, sketch.asked))


def _sketch_from(kept: tuple[Any, ...]) -> Sketch:
    parts, asked = kept
    return Sketch(parts, tuple(SketchedQuestion(*one) for one in asked))
