"""The search index: what `theme/assets/search.js` fetches, piece by piece, from below `search/`.

- `search/index.z`: what can be filtered by, and columns that say a few small numbers of every unit.
- `search/INDEX/s/BUCKET`, `…/p/BUCKET`: the two indexes of `inverting.py`, a bucket a file.
- `search/INDEX/m/…`: search by meaning, see `meaning_files.py`; INDEX is its own.
- `search/PART/t/UNIT.z`: a document with its questions, each as it is shown, with its text for excerpts.
- `search/PART/h/BLOCK.z`: what is shown of `HEADS` units before their texts are needed.

What ends in `.z` is a zlib stream, as small from a server that does not compress; buckets hold nothing that
could be made smaller. INDEX and PART carry a digest of their content: a reader whose page outlives a release
meets missing files, never mixed ones, and what has not changed stays in his browser's cache. A part is the
units of one year (of at most about `LARGEST`): it is inverted without knowing the others, and kept while it
is unchanged.
"""

import hashlib
import json
import math
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from gongkai.incremental.processes import cores, spread
from gongkai.model import Library
from gongkai.search.buckets import FEWEST_BITS, LAYOUT, merged
from gongkai.search.documents import KINDS, QUESTION, Found, Unit, findable, snippet
from gongkai.search.inverted_index import (
    BLOCK,
    HEADINGS,
    NUMBER,
    ZONE,
    Inverted,
    lay_out,
    places_of_grams,
    units_of_grams,
)
from gongkai.search.meaning_index import files_of_meaning, meaning_part
from gongkai.search.part_cache import IndexPart, forget_others, is_kept, keep, kept, key_of
from gongkai.search.standings import STATUSES
from gongkai.search.words import words_of
from gongkai.settings import Settings
from gongkai.text import KeptTexts

Files = Iterator[tuple[str, bytes]]

LARGEST = 2000
"""Units in one part: more need much memory at once."""

_BUCKET = {"s": 5000, "p": 4500}
"""Bytes in a bucket of each index, about: the smaller, the less is fetched, and the more files there are."""

HEADS = 16
"""Units in a block of heads: the more, the fewer files, and the more is fetched for a page of results."""

_WORTH_SHARING = 1000
"""Units below which a second process costs more than it saves."""

_COLUMN_BASE = 48


def search_files(library: Library, texts: KeptTexts, settings: Settings) -> Files:
    """Every file of the search index: its path below the site, and its bytes."""
    return files_of(findable(library, texts, settings), settings)


def files_of(found: Sequence[Found], settings: Settings) -> Files:
    """The files for these documents, which come newest first."""
    parts: list[IndexPart] = []
    for part in _made(tuple(_parts(found)), settings):
        yield from ((f"search/{part.name}/{path}", data) for path, data in part.shown)
        parts.append(replace(part, shown=()))
    small, places = [part.small for part in parts], [part.places for part in parts]
    digest = _digest_of((*small, *places))
    meaning = tuple(files_of_meaning([part.meaning for part in parts], found, words_of(settings)))
    by_meaning = _digest(meaning)
    yield from ((f"search/{by_meaning}/m/{path}", data) for path, data in meaning)
    del meaning
    bits = {"s": _bits("s", small), "p": _bits("p", places)}
    head = {
        "index": digest,
        "meaning": by_meaning,
        "bits": bits,
        "heads": HEADS,
        "layout": {"number": NUMBER, "headings": HEADINGS, "zone": ZONE, "block": BLOCK},
        "parts": [{"name": part.name, "year": part.year, "units": len(part.blocks)} for part in parts],
    }
    yield "search/index.z", _packed(head | _filters(settings) | _columns(found, parts, settings))
    del parts  # half of a gigabyte, at a hundred thousand units
    yield from _buckets(f"search/{digest}/s", merged(small, bits["s"]))
    del small
    yield from _buckets(f"search/{digest}/p", merged(places, bits["p"]))


def _made(parts: Sequence[Sequence[Found]], settings: Settings) -> Iterator[IndexPart]:
    """The parts: those that are unchanged as they were kept, the others inverted, on half of the cores where that
    is worth starting processes: pages are written meanwhile."""
    wanted = {key_of(part): part for part in parts}
    fresh = {key: part for key, part in wanted.items() if not is_kept(settings.cache, key)}
    many = sum(1 + one.asked for part in fresh.values() for one in part) >= _WORTH_SHARING
    jobs = max((settings.jobs or cores()) // 2, 1) if many else 1
    inverted = spread(make_part, map(_units, fresh.values()), jobs)
    for key, part in wanted.items():
        made = None if key in fresh else kept(settings.cache, key)
        if made is None:
            made = next(inverted) if key in fresh else make_part(_units(part))
            keep(settings.cache, key, made)
        yield made
    forget_others(settings.cache, wanted)


def _units(part: Sequence[Found]) -> tuple[Unit, ...]:
    return tuple(unit for one in part for unit in one.units())


def make_part(part: tuple[Unit, ...]) -> IndexPart:
    """Everything that is made of the units of one part alone."""
    rows = lay_out(part)
    shown = tuple(_shown(part))
    year = part[0].day.year
    return IndexPart(
        year=year,
        name=f"{year}-{_digest(shown)}",
        shown=shown,
        numbers=rows.numbers,
        titles=rows.titles,
        blocks=rows.blocks,
        zones=rows.zones,
        small=units_of_grams(rows),
        places=places_of_grams(rows),
        meaning=meaning_part(part),
    )


def _parts(found: Sequence[Found]) -> Iterator[tuple[Found, ...]]:
    """The documents of each year, cut where their units are too many."""
    for _year, of_year in groupby(found, key=lambda one: one.day.year):
        part: list[Found] = []
        count = 0
        for one in of_year:
            if count >= LARGEST:
                yield tuple(part)
                part, count = [], 0
            part.append(one)
            count += 1 + one.asked
        yield tuple(part)


def _shown(part: tuple[Unit, ...]) -> Files:
    heads = [_head(unit) for unit in part]
    for start in range(0, len(part), HEADS):
        yield f"h/{start // HEADS}.z", _packed(heads[start : start + HEADS])
    firsts = [number for number, unit in enumerate(part) if not unit.question]
    for first, end in zip(firsts, [*firsts[1:], len(part)], strict=True):
        whole = [
            heads[number] | {"summary": snippet(part[number]), "text": part[number].text}
            for number in range(first, end)
        ]
        yield f"t/{first}.z", _packed(whole)


def _head(unit: Unit) -> dict[str, str]:
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


def _buckets(folder: str, buckets: Iterator[bytes]) -> Files:
    return ((f"{folder}/{number}", data) for number, data in enumerate(buckets))


def _filters(settings: Settings) -> dict[str, object]:
    """Every value that can be filtered by: what it is called, and its name in addresses."""
    return {
        "kinds": list(KINDS.items()),
        "statuses": [(str(label), slug) for label, slug in STATUSES.items()],
        "topics": list(settings.topics.items()),
        "audiences": list(settings.audiences.items()),
    }


def _columns(found: Sequence[Found], parts: Sequence[IndexPart], settings: Settings) -> dict[str, object]:
    """A few small numbers of every unit, a column a string, a number a character; sets of labels by their
    place in a list of all sets that occur."""
    kinds, statuses = list(KINDS), [*STATUSES]
    topics, audiences = list(settings.topics), list(settings.audiences)
    topic_sets = sorted({one.topics for one in found})
    audience_sets = sorted({one.audiences for one in found})
    topic_place = {labels: place for place, labels in enumerate(topic_sets)}
    audience_place = {labels: place for place, labels in enumerate(audience_sets)}
    asked = kinds.index(QUESTION)
    marks = sorted({"", *(mark for one in found for mark in one.marks)})
    columns = {
        "kind": [kind for one in found for kind in (kinds.index(one.kind), *[asked] * one.asked)],
        "status": _of_units(found, lambda one: statuses.index(one.status) + 1 if one.status else 0),
        "topic": _of_units(found, lambda one: topic_place[one.topics]),
        "audience": _of_units(found, lambda one: audience_place[one.audiences]),
        "past": [past for one in found for past in one.past],
        "mark": [marks.index(mark) for one in found for mark in one.marks],
        "asked": [place for one in found for place in range(1 + one.asked)],
        "number": [length for part in parts for length in part.numbers],
        "title": [length for part in parts for length in part.titles],
        "blocks": [blocks for part in parts for blocks in part.blocks],
        "zones": [zones for part in parts for zones in part.zones],
    }
    return {
        "marks": marks,
        "topicSets": [[topics.index(label) for label in labels] for labels in topic_sets],
        "audienceSets": [[audiences.index(label) for label in labels] for labels in audience_sets],
        "columns": {name: _column(values) for name, values in columns.items()},
    }


def _of_units(found: Sequence[Found], number: Callable[[Found], int]) -> list[int]:
    """A document's number for it and for each of its questions."""
    return [value for one in found for value in [number(one)] * (1 + one.asked)]


def _column(values: list[int]) -> str:
    return "".join(chr(value + _COLUMN_BASE) for value in values)


def _packed(value: object) -> bytes:
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def _digest(files: Sequence[tuple[str, bytes]]) -> str:
    digest = hashlib.sha256()
    for path, data in files:
        digest.update(f"{path} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()[:10]


def _digest_of(shares: Sequence[Inverted]) -> str:
    """Changes whenever any bucket does: buckets are made of nothing else. They need not all be in memory for it."""
    digest = hashlib.sha256(f"{LAYOUT}".encode())
    for share in shares:
        for array in (share.keys, share.sizes, share.data):
            digest.update(f"{len(array)} ".encode())
            digest.update(array.data)
    return digest.hexdigest()[:10]


def _bits(index: str, shares: Sequence[Inverted]) -> int:
    """A power of two for the number of buckets: a change of content seldom changes it."""
    size = sum(len(share.data) for share in shares)
    return min(max(FEWEST_BITS, round(math.log2(max(size, 1) / _BUCKET[index]))), 14)
