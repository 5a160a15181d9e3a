"""The parts of the search index: the units of one year, each inverted without knowing the others."""

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

import numpy as np
from pydantic_core import to_json

from gongkai.memo import Memo, Pieces
from gongkai.search.documents import FoundDocument, SearchUnit, snippet
from gongkai.search.inverted_index import InvertedIndex, lay_out, places_of_grams, units_of_grams
from gongkai.search.meaning_index import MeaningPart, digest_of, from_plain, plain_part

Files = Iterator[tuple[str, bytes]]

LARGEST = 2000
"""Units in one part: more need much memory at once."""

HEADS = 16
"""Units in a block of heads: the more, the fewer files, and the more is fetched for a page of results."""

_LEVEL = 3
"""Of zlib: beside 6, a twenty-fifth of the index's time for less than a hundredth more bytes."""

_WORTH_SHARING = 1000
"""Units below which a second process costs more than it saves."""

PlainPart = tuple[Any, ...]
"""The fields of a part as plain values."""


@dataclass(frozen=True)
class IndexPart:
    """Units that are inverted together, and what became of them: it depends on nothing but them."""

    year: int
    name: str
    shown: tuple[tuple[str, bytes], ...]
    numbers: tuple[int, ...]
    titles: tuple[int, ...]
    blocks: tuple[int, ...]
    zones: tuple[int, ...]
    small: InvertedIndex
    places: InvertedIndex
    meaning: MeaningPart


def make_parts(found: Sequence[FoundDocument], memo: Memo) -> Iterator[IndexPart]:
    """The parts of these documents, which come newest first."""
    parts = {_key(part): part for part in _cut(found)}
    units = sum(1 + one.asked for one in found)
    worth = 2 if units >= _WORTH_SHARING else len(parts) + 1
    inputs: Callable[[Sequence[bytes]], Iterable[tuple[SearchUnit, ...]]]
    inputs = partial(map, lambda key: _units(parts[key]))
    return map(_from_plain, memo.each("parts", make_part, Pieces(list(parts), inputs, 1, worth)))


def _key(part: Sequence[FoundDocument]) -> bytes:
    """What is only a column of the index (status, topics) does not count."""
    return hashlib.blake2b(b"".join(document.digest for document in part), digest_size=20).digest()


def _units(part: Sequence[FoundDocument]) -> tuple[SearchUnit, ...]:
    return tuple(unit for one in part for unit in one.units())


def make_part(part: tuple[SearchUnit, ...]) -> PlainPart:
    """Everything that is made of the units of one part alone."""
    rows = lay_out(part)
    shown = tuple(_shown(part))
    year = part[0].day.year
    columns = rows.numbers, rows.titles, rows.blocks, rows.zones
    small, places = (_plain(index) for index in (units_of_grams(rows), places_of_grams(rows)))
    return (year, f"{year}-{digest_of(shown)}", shown, *columns, small, places, plain_part(part))


def _plain(index: InvertedIndex) -> tuple[bytes, bytes, bytes]:
    return index.keys.tobytes(), index.sizes.tobytes(), index.data.tobytes()


def _from_plain(part: PlainPart) -> IndexPart:
    made: PlainPart = (*map(_inverted, part[-3:-1]), from_plain(part[-1]))
    return IndexPart(*part[:-3], *made)


def _inverted(plain: tuple[bytes, bytes, bytes]) -> InvertedIndex:
    keys, sizes, data = plain
    return InvertedIndex(
        np.frombuffer(keys, np.uint64), np.frombuffer(sizes, np.int32), np.frombuffer(data, np.uint8)
    )


def _cut(found: Sequence[FoundDocument]) -> Iterator[tuple[FoundDocument, ...]]:
    """The documents of each year, cut where their units are too many."""
    for _year, of_year in groupby(found, key=lambda one: one.day.year):
        part: list[FoundDocument] = []
        count = 0
        for one in of_year:
            if count >= LARGEST:
                yield tuple(part)
                part, count = [], 0
            part.append(one)
            count += 1 + one.asked
        yield tuple(part)


def _shown(part: tuple[SearchUnit, ...]) -> Files:
    heads = [_head(unit) for unit in part]
    for start in range(0, len(part), HEADS):
        yield f"h/{start // HEADS}.z", packed(heads[start : start + HEADS])
    firsts = [number for number, unit in enumerate(part) if not unit.question]
    for first, end in zip(firsts, [*firsts[1:], len(part)], strict=True):
        whole = [
            heads[number] | {"summary": snippet(part[number]), "text": part[number].text}
            for number in range(first, end)
        ]
        yield f"t/{first}.z", packed(whole)


def _head(unit: SearchUnit) -> dict[str, str]:
    head = {
        "path": unit.path,
        "url": unit.url,
        "title": unit.title,
        "number": unit.number,
        "day": unit.day.isoformat(),
        "within": unit.within,
        "question": unit.question,
    }
    return {key: value for key, value in head.items() if value}


def packed(value: object) -> bytes:
    """As one stream of JSON, made smaller."""
    return zlib.compress(to_json(value), _LEVEL)
