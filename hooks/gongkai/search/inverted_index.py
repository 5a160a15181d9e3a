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

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

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

_ROOM = 64 - KEY_BITS
"""Bits beside a key in a number of 64: to sort such numbers is to sort keys, and what belongs to each."""

_SOME = 1 << 15
"""Numbers that are gone through at a time: they stay in the processor's cache, which takes half of the time."""

Codes = npt.NDArray[np.uint16]
Entries = npt.NDArray[np.uint32]
Numbers = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]
"""Numbers of which there are millions: half of the memory to go through."""
Keys = npt.NDArray[np.uint64]
Bytes = npt.NDArray[np.uint8]
Value = TypeVar("Value", bound=np.generic)


@dataclass(frozen=True)
class TextRows:
    """The folded texts of a part, one after the other, as UTF-16 units; 0 is between and after words."""

    codes: Codes
    blocks: tuple[int, ...]
    """Each unit's length, in blocks."""
    zones: tuple[int, ...]
    """Each unit's headings, in zones."""
    numbers: tuple[int, ...]
    titles: tuple[int, ...]
    """Each unit's number and title, in UTF-16 units of their folded form."""


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
    units = len(rows.blocks)
    if units << 2 > 1 << _ROOM:
        raise OverflowError("a part of the index has too many units: make parts smaller")
    entries = _entries(rows)
    pairs = _packed(rows.codes, 2, entries, _ROOM)
    pairs.sort()
    best = np.flatnonzero(_is_first(pairs >> np.uint64(2)))  # of several places in one unit the first
    pairs = pairs[best]
    packed = np.concatenate((_singles(rows.codes, entries, units), pairs))
    packed.sort(kind="stable")  # fast with two lists that are in order
    low = (1 << _ROOM) - 1
    return _inverted(((one >> np.uint64(_ROOM), (one & low).view(np.int64)) for one in _stretches(packed)), 2)


def _singles(codes: Codes, entries: Entries, units: int) -> Keys:
    """Each character with each unit that has it and its best place there, in order: characters are so few that a
    table has room for all, and nothing has to be sorted."""
    letters = np.flatnonzero(np.bincount(codes, minlength=0x10000)[1:]).astype(np.uint16) + 1
    keys = keys_of(letters, 1)
    order = np.argsort(keys)
    rows = np.zeros(0x10000, dtype=np.int32)  # the first is of what is between words
    rows[letters[order]] = units * np.arange(1, len(letters) + 1)
    cells = rows[codes]
    cells += entries >> 2
    best = np.full((len(letters) + 1) * units, IN_BODY + 1, dtype=np.uint8)
    best[cells] = IN_BODY
    better = np.flatnonzero(entries & 3 < IN_BODY)
    cells, places = cells[better], entries[better] & 3
    for where in (IN_HEADING, IN_NUMBER, IN_TITLE):
        best[cells[places == where]] = where
    best = best[units:]
    found = np.flatnonzero(best <= IN_BODY)
    letter, unit = np.divmod(found, units)
    return keys[order][letter] | (unit << 2 | best[found]).view(np.uint64)


def places_of_grams(rows: TextRows) -> InvertedIndex:
    """The places of each triple of characters, as gaps."""
    width = max(len(rows.codes).bit_length(), _ROOM)
    if width > 2 * _ROOM:
        raise OverflowError("a part of the index has too much text: make parts smaller")
    packed = _packed(rows.codes, 3, np.arange(len(rows.codes), dtype=np.uint32), width)
    packed.sort()
    lost = width - _ROOM
    ends = rows.codes[2:] * np.uint16(FACTOR & 0xFFFF) & (1 << lost) - 1
    ends = ends.astype(np.uint8, copy=False) if lost <= 8 else ends
    return _inverted((_unpacked(one, width, ends) for one in _stretches(packed)), 0)


def _unpacked(packed: Keys, width: int, ends: npt.NDArray[Any]) -> tuple[Keys, Numbers]:
    """Keys, whole again, with their places. `ends`: for each place the bits of its key for which there was no room; they
    depend on the last character alone."""
    places = (packed & (1 << width) - 1).view(np.int64)
    keys = packed >> width << width - _ROOM | ends.take(places)
    if (keys[1:] < keys[:-1]).any():  # once in a hundred parts two keys differ in these bits alone
        order = np.argsort(keys, kind="stable")
        keys, places = keys[order], places[order]
    return keys, places


def keys_of(codes: Codes, length: int) -> Keys:
    """The keys of grams of that many characters, one from each place on, in the upper bits of 64."""
    own = codes * np.uint64(FACTOR << _ROOM)
    keys = own
    for further in range(1, length):
        keys = (keys[:-1] << np.uint64(16)) + own[further:]
    return keys


def _packed(codes: Codes, length: int, numbers: Entries, width: int) -> Keys:
    """For each gram of that many characters its key and the number at its place in one, of which the number takes `width` bits: where
    these are many, the key's last ones are left out."""
    return np.concatenate(
        [
            _packed_some(codes[start : start + _SOME + length - 1], length, numbers[start:], width)
            for start in range(0, len(codes), _SOME)
        ]
    )


def _packed_some(codes: Codes, length: int, numbers: Entries, width: int) -> Keys:
    keys: Keys = keys_of(codes, length) >> np.uint64(width) << np.uint64(width)
    keys |= numbers[: len(keys)]
    there = codes != 0
    whole = there
    for further in range(1, length):
        whole = whole[:-1] & there[further:]
    return keys.take(np.flatnonzero(whole))


def _stretches(packed: Keys) -> list[Keys]:
    """Cut between keys, for as much at a time as stays in the processor's cache."""
    bits = max(len(packed).bit_length() - _SOME.bit_length(), 0)
    return np.split(packed, np.searchsorted(packed, np.arange(1, 1 << bits, dtype=np.uint64) << 64 - bits))


def _inverted(stretches: Iterable[tuple[Keys, Numbers]], marks: int) -> InvertedIndex:
    """Of keys in order, each with a number: the numbers as gaps, but for so many of their lowest bits, which stay as they are."""
    made = []
    for keys, numbers in stretches:
        starts = np.flatnonzero(_is_first(keys))
        values = _gaps(numbers >> marks, starts) << marks | numbers & (1 << marks) - 1
        data, ends = varints(values)
        sizes = np.diff(np.append(0, ends)[np.append(starts, len(keys))])
        made.append((keys[starts], sizes.astype(np.int32), data))
    return InvertedIndex(*map(np.concatenate, zip(*made, strict=True)))


def _entries(rows: TextRows) -> Entries:
    """For each place, its unit and which field it is in."""
    entries = np.repeat(np.arange(len(rows.blocks), dtype=np.uint32) << 2, np.array(rows.blocks) * BLOCK)
    entries |= IN_BODY
    start = 0
    for unit, (blocks, zones) in enumerate(zip(rows.blocks, rows.zones, strict=True)):
        entries[start : start + NUMBER] = unit << 2 | IN_NUMBER
        entries[start + NUMBER : start + HEADINGS] = unit << 2 | IN_TITLE
        entries[start + HEADINGS : start + HEADINGS + zones * ZONE] = unit << 2 | IN_HEADING
        start += blocks * BLOCK
    return entries


def _is_first(values: Keys) -> npt.NDArray[np.bool_]:
    """Whether each value is another than the one before it."""
    first = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=first[1:])
    return first


def _gaps(values: Numbers, starts: Numbers) -> Numbers:
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
    word = np.uint32 if values.max(initial=0) < 1 << 28 else np.uint64  # room for four bytes, for eight
    pieces = (values[start : start + _SOME] for start in range(0, max(len(values), 1), _SOME))
    data, sizes = map(np.concatenate, zip(*(_varints(piece.astype(word)) for piece in pieces), strict=True))
    return data, np.cumsum(sizes, dtype=np.int64)


def _varints(values: npt.NDArray[Any]) -> tuple[Bytes, npt.NDArray[Any]]:
    """The varints of words, and the size of each: seven bits go to each byte of a word, then those that are not needed are left out."""
    most, ones = values.itemsize, values.dtype.type(0x0101010101010101 >> 64 - 8 * values.itemsize)
    words = values & 127
    for byte in range(1, most):
        words |= (values & (127 << 7 * byte)) << byte
    more = words >> 8  # of each byte whether any is after it
    for byte in range(most.bit_length() - 1):
        more |= more >> (8 << byte)
    more = more + 127 * ones & 128 * ones
    needed = more << 1 | 1
    return (words | more).view(np.uint8).take(np.flatnonzero(needed.view(np.bool_))), needed * ones >> 8 * (
        most - 1
    )
