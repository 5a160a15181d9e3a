"""Units → for each pair of characters the units that have it, and how well.

A unit's title, the title of the document a question belongs to, its headings and the beginning of its body are looked at:
more of a body finds no more of what people mean (measured, docs/search-by-meaning.md), and takes ten times as long.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from gongkai.search.dictionary import SCALE
from gongkai.search.inverted_index import gathered
from gongkai.search.letters import folded, simplified

TITLE, WITHIN, HEAD, BODY = 15, 12, 9, 6
"""How well a unit has what stands in each of its parts."""
BEGINNING = 600
"""Characters of a body that are looked at."""

GRADES = np.array((TITLE, WITHIN, HEAD, BODY), dtype=np.uint8)
"""What pairs have of these: a row says which in its two lowest bits, above them the unit."""

_LEAST_SIZE = 100
"""Units from which their number tells how rare a pair is: in a small section every pair would be common."""
KINDS = np.zeros(0x10000, dtype=np.uint8)
KINDS[0x3400:0xA000] = 1
KINDS[ord("a") : ord("z") + 1] = 2
KINDS[ord("0") : ord("9") + 1] = 3
"""For each character: 1 Chinese, 2 a Latin letter, 3 a digit, 0 anything else."""

Numbers = npt.NDArray[np.int64]
Codes = npt.NDArray[np.uint32]
Rows = npt.NDArray[np.int32]
Levels = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Unit:
    """One possible result, as its words are told: `within` is the title of the document that a question belongs to."""

    title: str
    within: str = ""
    head: str = ""
    body: str = ""


@dataclass(frozen=True)
class SearchPairs:
    """Where pairs stand: the pairs in order, how many rows each has, and these: units in order, each with its best grade."""

    keys: Codes
    counts: Codes
    rows: Rows
    size: int
    """How many units there are."""


def rarity(size: int, having: int) -> int:
    """How rare something is that so many of all units have."""
    rare = math.log((max(size, _LEAST_SIZE) + 1) / (having + 0.5))
    return min(round(max(rare, 0.1) * SCALE), 255)


def pairs_of(units: Sequence[Unit]) -> SearchPairs:
    """The pairs of one part's units."""
    parts = (part for one in units for part in (one.title, one.within, one.head, one.body[:BEGINNING]))
    text = "\0".join((*(part.replace("\0", " ") for part in parts), ""))
    codes = _squashed_codes(np.frombuffer(text.encode("utf-16-le", "replace"), dtype="<u2"))
    part_of = np.cumsum(codes == 0)
    kind = KINDS[codes]
    place = np.flatnonzero((kind[:-1] > 0) & (kind[:-1] == kind[1:]))
    packed = (codes[place] << 16 | codes[place + 1]) << 26 | part_of[
        place
    ]  # a unit's four parts, the best first
    packed.sort()
    packed = packed[np.diff(packed >> 2, prepend=-1) > 0]  # of several places in one unit the first is best
    keys = packed >> 26
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    counts = np.diff(starts, append=len(keys))
    rows = (packed & 0x3FFFFFF).astype(np.int32)
    return SearchPairs(keys[starts].astype(np.uint32), counts.astype(np.uint32), rows, len(units))


def together(parts: Iterable[SearchPairs]) -> SearchPairs:
    """The pairs of all parts, whose units follow one another."""
    kept = list(parts)
    firsts = np.cumsum([0, *(part.size for part in kept)])
    none = SearchPairs(np.zeros(0, np.uint32), np.zeros(0, np.uint32), np.zeros(0, np.int32), 0)
    keys = np.concatenate([part.keys for part in kept or [none]])
    counts = np.concatenate([part.counts for part in kept or [none]]).astype(np.int64)
    rows = np.concatenate([none.rows, *(one.rows + (at << 2) for one, at in zip(kept, firsts, strict=False))])
    order = np.argsort(keys, kind="stable")
    rows = gathered(rows, (np.cumsum(counts) - counts)[order], counts[order])
    keys = keys[order]
    starts = np.flatnonzero(np.diff(keys.astype(np.int64), prepend=-1))
    summed = np.add.reduceat(counts[order], starts) if len(starts) else counts
    return SearchPairs(keys[starts], summed.astype(np.uint32), rows.astype(np.int32), int(firsts[-1]))


def _squashed_codes(codes: npt.NDArray[np.uint16]) -> Numbers:
    """Each character as what it is taken for; what becomes several (㎡) is taken for a gap."""
    taken = np.zeros(0x10000, dtype=np.int64)
    used = np.zeros(0x10000, dtype=bool)
    used[codes] = True
    for code in np.flatnonzero(used).tolist():
        taken[code] = _taken_for(code)
    return taken[codes]


@cache
def _taken_for(code: int) -> int:
    one = chr(code) if 0xD800 <= code < 0xE000 else simplified(folded(chr(code)))
    return ord(one) if len(one) == 1 else 32
