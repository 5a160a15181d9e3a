"""A part of the units → its share of the index: which units hold each character and pair, where each triple stands.

One or two characters are answered by the units that hold them. Three and more are answered by places: a word
is cut into triples, and it stands where they stand one after the other. So every answer is exact, and no text
has to be fetched to verify it. numpy, because sorting millions of places in plain Python takes ten times as
long (measured, docs/quality.md).

A character is a UTF-16 unit, as in JavaScript: a rare one of two units is found like a pair. A unit's folded
text lies in a row of blocks: the number in the first `NUMBER` places, the title up to `HEADINGS`, then the
headings, then the body, each from a new `ZONE` on. Blocks are what makes the columns that readers fetch small:
they say a unit's length in blocks, not in characters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from gongkai.search.documents import SearchUnit
from gongkai.search.folding import fold_all

NUMBER, HEADINGS, ZONE, BLOCK = 64, 256, 64, 256
"""Places: where the title begins, where the headings begin, the measure of headings, that of units."""

IN_TITLE, IN_NUMBER, IN_HEADING, IN_BODY = range(4)
"""Where in a unit something stands, the best first: two bits of each entry of the small index."""

KEY_BITS, FACTOR = 48, 0x9E3779B97F4B
"""A key is a gram's three UTF-16 units times an odd number, modulo 2**48: no two grams share one, and those
that are alike lie far apart, so that the first bits of the key can be the number of the bucket."""

Numbers = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]
"""Numbers of which there are millions: half of the memory to go through."""
Keys = npt.NDArray[np.uint64]
Bytes = npt.NDArray[np.uint8]
Value = TypeVar("Value", bound=np.generic)


@dataclass(frozen=True)
class TextRows:
    """The folded texts of a part, one after the other, as UTF-16 units; 0 is between and after words."""

    codes: npt.NDArray[np.uint16]
    blocks: tuple[int, ...]
    """Each unit's length, in blocks."""
    zones: tuple[int, ...]
    """Each unit's headings, in zones."""
    numbers: tuple[int, ...]
    titles: tuple[int, ...]
    """Each unit's number and title, in UTF-16 units of their folded form."""

    @cached_property
    def alphabet(self) -> tuple[Numbers, Small]:
        """The characters in use, NUL first, and the text as their numbers: small enough to be packed."""
        used = np.zeros(0x10000, dtype=bool)
        used[self.codes] = True
        used[0] = True
        letters = np.flatnonzero(used)
        numbers = np.zeros(0x10000, dtype=np.int32)
        numbers[letters] = np.arange(len(letters))
        return letters, numbers[self.codes]


@dataclass(frozen=True)
class InvertedIndex:
    """A part's share of an index: grams by their keys, in order, each with the bytes of its values."""

    keys: Keys
    sizes: Small
    data: Bytes


def lay_out(part: Sequence[SearchUnit]) -> TextRows:
    """The rows of a part's units, in order."""
    rows: list[bytes] = []
    blocks, zones, numbers, titles = [], [], [], []
    folded = fold_all([text for unit in part for text in unit.searched])
    for number, title, own_headings, body in zip(folded, folded, folded, folded, strict=True):
        headings = own_headings
        if len(number) >= 2 * NUMBER or len(title) >= 2 * (HEADINGS - NUMBER):
            # what its place cannot hold is found in the headings
            headings = b"\0\0".join((number, title, headings))
        zone = len(headings) // (2 * ZONE) + 1 if headings else 0
        row = (
            number[: 2 * NUMBER - 2].ljust(2 * NUMBER, b"\0")
            + title[: 2 * (HEADINGS - NUMBER) - 2].ljust(2 * (HEADINGS - NUMBER), b"\0")
            + headings.ljust(2 * zone * ZONE, b"\0")
            + body
            + b"\0\0"
        )
        count = -(-len(row) // (2 * BLOCK))
        rows.append(row.ljust(2 * count * BLOCK, b"\0"))
        blocks.append(count)
        zones.append(zone)
        numbers.append(len(number) // 2)
        titles.append(len(title) // 2)
    codes = np.frombuffer(b"".join(rows), dtype="<u2")
    return TextRows(codes, tuple(blocks), tuple(zones), tuple(numbers), tuple(titles))


def units_of_grams(rows: TextRows) -> InvertedIndex:
    """The units of each character and each pair of characters.

    A value is `gap of units * 4 + where`, `where` being the best place of the unit that has it.
    """
    letters, ids = rows.alphabet
    units = len(rows.blocks)
    width = (units << 2).bit_length()
    entries = _entries(rows)
    pairs = _pairs(ids, entries, len(letters), width)
    pairs.sort()
    pairs = pairs[_is_first(pairs >> 2)]  # of several places in one unit the first is best
    packed = np.concatenate((_singles(ids, entries, len(letters), units, width), pairs))
    grams, entries = packed >> width, packed & ((1 << width) - 1)
    starts = _starts(grams)
    entries = entries.astype(np.int32)
    values = _gaps(entries >> 2, starts) << 2 | entries & 3
    return _by_key(letters, grams[starts], starts, values)


def _singles(ids: Small, entries: Small, size: int, units: int, width: int) -> Numbers:
    """Each character before each unit that has it and its best place there, in order: characters are so few that a
    table has room for all, and nothing has to be sorted."""
    cells = ids * units + (entries >> 2)
    best = np.full(size * units, IN_BODY + 1, dtype=np.uint8)
    best[cells] = IN_BODY
    for where in (IN_HEADING, IN_NUMBER, IN_TITLE):
        best[cells[entries & 3 == where]] = where
    best[:units] = IN_BODY + 1  # what is between words
    found = np.flatnonzero(best <= IN_BODY)
    return found // units << width | found % units << 2 | best[found]


def _pairs(ids: Small, entries: Small, size: int, width: int) -> Numbers:
    """Each pair, where it occurs, before its entry."""
    packed = ids[:-1].astype(np.int64)
    packed *= size
    packed += ids[1:]
    packed <<= width
    packed |= entries[:-1]
    pairs: Numbers = packed[(ids[:-1] != 0) & (ids[1:] != 0)]
    return pairs


def places_of_grams(rows: TextRows) -> InvertedIndex:
    """The places of each triple of characters, as gaps."""
    letters, ids = rows.alphabet
    size, width = len(letters), len(ids).bit_length()
    if size**3 << width >= 1 << 63:
        raise OverflowError("a part of the index is too large: make parts smaller")
    packed = ids[:-2].astype(np.int64)
    packed *= size
    packed += ids[1:-1]
    packed *= size
    packed += ids[2:]
    packed <<= width
    packed |= np.arange(len(packed))
    packed = packed[(ids[:-2] != 0) & (ids[1:-1] != 0) & (ids[2:] != 0)]
    packed.sort()
    grams, places = packed >> width, (packed & ((1 << width) - 1)).astype(np.int32)
    starts = _starts(grams)
    return _by_key(letters, grams[starts], starts, _gaps(places, starts))


def keys_of(units: npt.NDArray[np.uint64]) -> Keys:
    """The keys of grams whose three UTF-16 units are the rows; missing ones are 0, and come first."""
    number = units[:, 0] << np.uint64(32) | units[:, 1] << np.uint64(16) | units[:, 2]
    keys: Keys = number * np.uint64(FACTOR) & np.uint64((1 << KEY_BITS) - 1)
    return keys


def _by_key(letters: Numbers, grams: Numbers, starts: Numbers, values: Small) -> InvertedIndex:
    size = len(letters)
    units = np.stack((grams // size**2, grams // size % size, grams % size), axis=1)
    keys = keys_of(letters[units].astype(np.uint64))
    order = np.argsort(keys)
    counts = np.diff(starts, append=len(values))[order]
    data, ends = varints(gathered(values, starts[order], counts))
    sizes = np.diff(ends[np.cumsum(counts) - 1], prepend=0).astype(np.int32)
    return InvertedIndex(keys[order], sizes, data)


def _entries(rows: TextRows) -> Small:
    """For each place, its unit and which field it is in."""
    entries = np.repeat(np.arange(len(rows.blocks), dtype=np.int32) << 2, np.array(rows.blocks) * BLOCK)
    entries |= IN_BODY
    start = 0
    for unit, (blocks, zones) in enumerate(zip(rows.blocks, rows.zones, strict=True)):
        entries[start : start + NUMBER] = unit << 2 | IN_NUMBER
        entries[start + NUMBER : start + HEADINGS] = unit << 2 | IN_TITLE
        entries[start + HEADINGS : start + HEADINGS + zones * ZONE] = unit << 2 | IN_HEADING
        start += blocks * BLOCK
    return entries


def _is_first(values: Numbers) -> npt.NDArray[np.bool_]:
    """Whether each value is another than the one before it."""
    first = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=first[1:])
    return first


def _starts(grams: Numbers) -> Numbers:
    """Where in the sorted list each gram's entries begin."""
    return np.flatnonzero(_is_first(grams))


def _gaps(values: Small, starts: Numbers) -> Small:
    """Each value less the one before it of the same gram; the first of a gram as it is."""
    gaps = values.copy()
    gaps[1:] -= values[:-1]
    gaps[starts] = values[starts]
    return gaps


def gathered(data: npt.NDArray[Value], starts: Numbers, sizes: Small | Numbers) -> npt.NDArray[Value]:
    """The pieces of `data` that begin at `starts`, one after another."""
    ends = np.cumsum(sizes, dtype=np.int64)
    small = np.int32 if len(data) < 1 << 31 else np.int64  # half of the memory to go through
    from_where = np.repeat((starts - (ends - sizes)).astype(small), sizes)
    from_where += np.arange(len(from_where), dtype=small)
    return np.take(data, from_where)


def varints(values: Small | Numbers) -> tuple[Bytes, Numbers]:
    """The numbers, seven bits a byte, the lowest first, all but the last byte with the high bit; and the
    place after each."""
    most = max(-(-int(values.max(initial=1)).bit_length() // 7), 1)
    rest = values.astype(np.uint32) if most <= 4 else values  # half of the memory to go through
    length = np.ones(len(values), dtype=np.uint8)
    data = np.empty((len(values), most), dtype=np.uint8)
    needed = np.ones((len(values), most), dtype=bool)
    data[:, 0] = rest & 127
    for byte in range(1, most):
        rest = rest >> 7
        needed[:, byte] = more = rest > 0
        length += more
        data[:, byte - 1] |= more.view(np.uint8) << 7
        data[:, byte] = rest & 127
    return data[needed], np.cumsum(length, dtype=np.int64)
