"""The search index: what `theme/.scripts/search.js` fetches, piece by piece, from below `search/`.

- `search/index.z`: what can be filtered by, and columns that say a few small numbers of every unit.
- `search/INDEX/s/BUCKET`, `…/p/BUCKET`: the two indexes of `inverted_index.py`, a bucket a file.
- `search/INDEX/m/…`: search by meaning, see `meaning_files.py`; INDEX is its own.
- `search/PART/t/UNIT.z`: a document with its questions, each as it is shown, with its text for excerpts.
- `search/PART/h/BLOCK.z`: what is shown of `HEADS` units before their texts are needed.

What ends in `.z` is a zlib stream, as small from a server that does not compress; buckets hold nothing that
could be made smaller. INDEX and PART carry a digest of their content: a reader whose page outlives a release
meets missing files, never mixed ones, and what has not changed stays in his browser's cache. A part is the
units of one year (of at most about `LARGEST`): it is made without knowing the others (`index_parts.py`).
"""

import hashlib
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from gongkai.memo import Memo, fresh
from gongkai.model import Library
from gongkai.search.buckets import FEWEST_BITS, LAYOUT, merge_parts
from gongkai.search.documents import KINDS, QUESTION, FoundDocument, findable_documents
from gongkai.search.index_parts import HEADS, Files, IndexPart, make_parts, packed
from gongkai.search.inverted_index import BLOCK, HEADINGS, NUMBER, ZONE, InvertedIndex
from gongkai.search.meaning_index import files_of_meaning
from gongkai.search.standings import STATUSES
from gongkai.search.words import words_of
from gongkai.settings import Settings
from gongkai.text import SectionTexts

_BUCKET = {"s": 10_000, "p": 4500}
"""Bytes in a bucket of each index, about: the smaller, the less is fetched, and the more files there are. A query of one or two
characters fetches one of the first, a long one many of the second."""

_COLUMN_BASE = 48


def search_files(library: Library, texts: SectionTexts, settings: Settings, memo: Memo = fresh) -> Files:
    """Every file of the search index: its path below the site, and its bytes."""
    return files_of(findable_documents(library, texts, settings), settings, memo)


def files_of(found: Sequence[FoundDocument], settings: Settings, memo: Memo = fresh) -> Files:
    """The files for these documents, which come newest first."""
    parts: list[IndexPart] = []
    for part in make_parts(found, memo):
        yield from ((f"search/{part.name}/{path}", data) for path, data in part.shown)
        parts.append(replace(part, shown=()))
    small, places = [part.small for part in parts], [part.places for part in parts]
    digest = _digest_of((*small, *places))
    by_meaning, meaning = files_of_meaning([part.meaning for part in parts], found, words_of(settings), memo)
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
    yield "search/index.z", packed(head | _filters(settings) | _columns(found, parts, settings))
    del parts  # half of a gigabyte, at a hundred thousand units
    yield from _buckets(f"search/{digest}/s", merge_parts(small, bits["s"]))
    del small
    yield from _buckets(f"search/{digest}/p", merge_parts(places, bits["p"]))


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


def _columns(
    found: Sequence[FoundDocument], parts: Sequence[IndexPart], settings: Settings
) -> dict[str, object]:
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


def _of_units(found: Sequence[FoundDocument], number: Callable[[FoundDocument], int]) -> list[int]:
    """A document's number for it and for each of its questions."""
    return [value for one in found for value in [number(one)] * (1 + one.asked)]


def _column(values: list[int]) -> str:
    return "".join(chr(value + _COLUMN_BASE) for value in values)


def _digest_of(shares: Sequence[InvertedIndex]) -> str:
    """Changes whenever any bucket does: buckets are made of nothing else. They need not all be in memory for it."""
    digest = hashlib.sha256(f"{LAYOUT}".encode())
    for share in shares:
        for array in (share.keys, share.sizes, share.data):
            digest.update(f"{len(array)} ".encode())
            digest.update(array.data)
    return digest.hexdigest()[:10]


def _bits(index: str, shares: Sequence[InvertedIndex]) -> int:
    """A power of two for the number of buckets: a change of content seldom changes it."""
    size = sum(len(share.data) for share in shares)
    return min(max(FEWEST_BITS, round(math.log2(max(size, 1) / _BUCKET[index]))), 14)
