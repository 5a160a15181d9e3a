"""`matters.z`: the table of matters as a browser reads it, and which units are about which."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from gongkai.search.matters import CURVE, STRONGEST, Matters
from gongkai.search.meaning_lists import Entry

MOST = 60
"""Documents of a matter that are told: the surest."""
COLUMN_BASE = 48
MARK = "\0"
"""After a pair: the key of what it says of matters. No query has it."""
_GAP = 4096
"""Gaps between units are told in two numbers: this times the first, and the second."""

MatterRow = tuple[int, int, int, int]
"""A matter's place, the first of some units that follow one another, how many there are, and how surely they are about it."""


def table_told(matters: Matters, rows: Sequence[MatterRow]) -> dict[str, object]:
    """The file: single characters, for each how many weights it has, the gaps between their matters, these weights; for each matter of
    ours which others may serve too, and its units. What pairs say is in their buckets (`entries_told`)."""
    characters = sorted(piece for piece in matters.asked if len(piece) == 1)
    weights = [matters.asked[one] for one in characters]
    return {
        "matters": len(matters.numbers),
        "own": matters.own,
        "curve": CURVE,
        "strongest": STRONGEST,
        "characters": "".join(characters),
        "counts": column(len(own) for own in weights),
        "gaps": column(
            place - before for own in weights for before, place in pairwise((0, *(at for at, _weight in own)))
        ),
        "weights": column(weight for own in weights for _place, weight in own),
        "near": [column(number for pair in own for number in pair) for own in matters.near],
        "units": [column(_units_of(place, rows)) for place in range(matters.own)],
    }


def entries_told(matters: Matters) -> Iterator[tuple[str, Entry]]:
    """What pairs say, as entries of their buckets: matters for units, weights for levels."""
    for piece, own in matters.asked.items():
        if len(piece) > 1:
            places, weights = zip(*own, strict=True)
            yield piece + MARK, Entry(0, 0, True, np.array(places, np.int64), np.array(weights, np.uint8))


def units_told(lists: Sequence[Sequence[int]]) -> list[dict[int, int]]:
    """For each matter how surely each unit is about it, as `table_told` wrote it."""
    return [dict(_read(numbers)) for numbers in lists]


def column(values: Iterable[int]) -> str:
    """Small numbers, a character each."""
    return "".join(chr(value + COLUMN_BASE) for value in values)


def _units_of(matter: int, rows: Sequence[MatterRow]) -> Iterator[int]:
    own = sorted(((-level, first, count) for place, first, count, level in rows if place == matter))[:MOST]
    last = 0
    for first, count, level in sorted((first, count, -level) for level, first, count in own):
        yield from (*divmod(first - last, _GAP), count, level)
        last = first


def _read(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    first = 0
    for at in range(0, len(numbers), 4):
        high, low, count, level = numbers[at : at + 4]
        first += _GAP * high + low
        yield from ((unit, level) for unit in range(first, first + count))
