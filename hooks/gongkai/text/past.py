"""What the public saw before: git's history of the section with what each earlier version told."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from gongkai.model import Document, Index, Library
from gongkai.model.kinds import kind_of
from gongkai.model.reading import read_document
from gongkai.product import product_digest
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
from gongkai.store import Store
from gongkai.text.cache import KeptTexts
from gongkai.text.told import Told, told

What = TypeVar("What", bound=Hashable)
_TOLD = TypeAdapter(Told | None)
_KEPT, _NOW = "told", "told_now"
"""In the store: what each version told, the earlier ones and today's, so that none is read twice."""


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


def remember(library: Library, settings: Settings, store: Store | None = None) -> Past | HistoryMissing:
    """Ask git for the section's past; what `store` (None: the settings' own) has is not read again."""
    history = read_history(settings.content, settings.today)
    if isinstance(history, HistoryMissing):
        return history
    known = {document.path for document in library.documents}
    trails = [trail[:-1] for path, trail in history.trails.items() if path in known]
    wanted = [
        version for trail in (*trails, *history.gone) for version in trail if _is_of_a_document(version)
    ]
    try:
        return Past(history, dict(_told(wanted, settings.content, store or Store(settings.cache))))
    except GitRefused as refused:
        return refusal(refused.said)


def _is_of_a_document(version: Version) -> bool:
    return version.blob not in ("", HERE) and _kind(version.path) is not None


def _kind(path: str) -> type[Document] | None:
    kind = kind_of(path)
    return kind if kind and issubclass(kind, Document) and kind is not Index else None


def told_now(documents: Sequence[Document], texts: KeptTexts, store: Store) -> dict[str, Told]:
    """What each document tells as it is now, by its path; what `store` has is not found out again."""
    keys = {
        one.path: f"{product_digest()} {one.path} {one.source.front_fingerprint.hex()} {texts.key(one.path)}"
        for one in documents
    }
    by_path = {one.path: one for one in documents}
    return dict(_known(_NOW, keys, lambda fresh: [told(by_path[path]) for path in fresh], store))


def _told(wanted: list[Version], content: Path, store: Store) -> Iterator[tuple[Version, Told]]:
    keys = {version: f"{product_digest()} {version.path} {version.blob}" for version in wanted}

    def read(fresh: list[Version]) -> Iterator[Told | None]:
        return map(_read, fresh, read_blobs(content, [version.blob for version in fresh]))

    return _known(_KEPT, keys, read, store)


def _known(
    table: str,
    keys: Mapping[What, str],
    find_out: Callable[[list[What]], Iterable[Told | None]],
    store: Store,
) -> Iterator[tuple[What, Told]]:
    """What each of these told, if anything: as `store` has it by its key, or else found out and kept."""
    known = {key: _TOLD.validate_json(value) for key, value in store.read(table, list(keys.values()))}
    fresh = [what for what, key in keys.items() if key not in known]
    made = {keys[what]: said for what, said in zip(fresh, find_out(fresh), strict=True)}
    store.write(table, {key: _TOLD.dump_json(said) for key, said in made.items()}, len(keys))
    known |= made
    for what, key in keys.items():
        if (said := known[key]) is not None:
            yield what, said


def _read(version: Version, raw: bytes) -> Told | None:
    """What a version told; None for one that stopped the build, so that the public went on seeing the one before."""
    source, kind = read_source(version.path, raw), _kind(version.path)
    if kind is None or not isinstance(source.front, Front) or not isinstance(source.front.values, dict):
        return None
    document, _faults = read_document(kind, source, source.front, {})
    said = told(document)
    return said if said.published or said.draft else None
