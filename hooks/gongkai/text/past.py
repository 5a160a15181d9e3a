"""What the public saw before: git's history of the section with what each earlier version told."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Protocol

from pydantic import TypeAdapter

from gongkai.model import Document, Index, Library
from gongkai.model.kinds import kind_of
from gongkai.model.reading import read_document
from gongkai.settings import Settings
from gongkai.source import (
    HERE,
    Front,
    GitRefused,
    History,
    HistoryMissing,
    Trail,
    Version,
    read_blobs,
    read_history,
    read_source,
    refusal,
)
from gongkai.text.told import Told, told

_TOLD = TypeAdapter(Told | None)
_TABLE = "told"


class Kept(Protocol):
    """Where values are kept between runs, by key."""

    def read(self, table: str, keys: list[str]) -> Iterator[tuple[str, bytes]]:
        """The values that are there."""

    def write(self, table: str, fresh: Mapping[str, bytes], used: int) -> None:
        """Keep values; a run uses `used` of them."""


@dataclass(frozen=True)
class Past:
    """Git's history, and what was told by each version that is not today's."""

    history: History
    versions: Mapping[Version, Told]

    def earlier(self, trail: Trail) -> Iterator[tuple[Version, date, Told]]:
        """The versions of a trail before its last, each with the day on which another took its place.

        One that could not be read is left out: it stopped the build, and the one before it stayed in sight.
        """
        *before, last = trail
        counted = [one for one in before if one in self.versions or not one.blob]
        for version, following in pairwise([*counted, last]):
            if version.blob:
                yield version, following.day, self.versions[version]


def remember(library: Library, settings: Settings, kept: Kept | None = None) -> Past | HistoryMissing:
    """Ask git for the section's past; `kept` spares reading a version twice."""
    history = read_history(settings.content, settings.today)
    if isinstance(history, HistoryMissing):
        return history
    known = {document.path for document in library.documents}
    trails = [trail[:-1] for path, trail in history.trails.items() if path in known]
    wanted = [
        version for trail in (*trails, *history.gone) for version in trail if _is_of_a_document(version)
    ]
    try:
        return Past(history, dict(_told(wanted, settings.content, kept)))
    except GitRefused as refused:
        return refusal(refused.said)


def _is_of_a_document(version: Version) -> bool:
    return version.blob not in ("", HERE) and _kind(version.path) is not None


def _kind(path: str) -> type[Document] | None:
    kind = kind_of(path)
    return kind if kind and issubclass(kind, Document) and kind is not Index else None


def _told(wanted: list[Version], content: Path, kept: Kept | None) -> Iterator[tuple[Version, Told]]:
    keys = {version: f"{_code()} {version.path} {version.blob}" for version in wanted}
    known = (
        {key: _TOLD.validate_json(value) for key, value in kept.read(_TABLE, list(keys.values()))}
        if kept
        else {}
    )
    fresh = [version for version in wanted if keys[version] not in known]
    blobs = read_blobs(content, [version.blob for version in fresh])
    made = {keys[version]: _read(version, raw) for version, raw in zip(fresh, blobs, strict=True)}
    if kept and made:
        kept.write(_TABLE, {key: _TOLD.dump_json(value) for key, value in made.items()}, len(wanted))
    for version in wanted:
        key = keys[version]
        if (found := made[key] if key in made else known[key]) is not None:
            yield version, found


def _read(version: Version, raw: bytes) -> Told | None:
    """What a version told; None for one that stopped the build, so that the public went on seeing the one before."""
    source, kind = read_source(version.path, raw), _kind(version.path)
    if kind is None or not isinstance(source.front, Front) or not isinstance(source.front.values, dict):
        return None
    document, _faults = read_document(kind, source, source.front, {})
    said = told(document)
    return said if said.published or said.draft else None


@cache
def _code() -> str:
    """Changes with the code that reads versions, so that nothing is kept beyond it."""
    rooms = (Path(__file__).parent, Path(__file__).parents[1] / "model", Path(__file__).parents[1] / "source")
    files = (file.read_bytes() for room in rooms for file in sorted(room.glob("*.py")))
    return hashlib.blake2b(b"".join(files), digest_size=8).hexdigest()
