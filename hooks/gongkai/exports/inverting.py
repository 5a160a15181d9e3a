"""A part of the units → its index: which units hold each character and pair, and where each triple stands.

One or two characters are answered by the units that hold them. Three and more are answered by places: a word
is cut into triples, and it stands where they stand one after the other. So every answer is exact, and no text
has to be fetched to verify it. numpy, because sorting millions of places in plain Python takes ten times as
long (measured, docs/quality.md).

A unit's folded text lies in a row of blocks: the number in the first `NUMBER` places, the title up to
`HEADINGS`, then the headings, then the body, each from a new `ZONE` on. Blocks are what makes the columns
that readers fetch small: they say a unit's length in blocks, not in characters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from gongkai.exports.units import Unit

NUMBER, HEADINGS, ZONE, BLOCK = 64, 256, 64, 256
"""Places: where the title begins, where the headings begin, the measure of headings, that of units."""

IN_TITLE, IN_NUMBER, IN_HEADING, IN_BODY = range(4)
"""Where in a unit something stands, the best first: two bits of each entry of the small index."""

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Rows:
    """The folded texts of a part, one after the other, as code points; 0 is between and after words."""

    codes: Numbers
    blocks: tuple[int, ...]
    """Each unit's length, in blocks."""
    zones: tuple[int, ...]
    """Each unit's headings, in zones."""
    numbers: tuple[int, ...]
    titles: tuple[int, ...]
    """Each unit's number and title, in characters of their folded form."""


@dataclass(frozen=True)
class Sections:
    """A part's share of every bucket of an index: bytes that only need to be put one after another."""

    of_bucket: tuple[bytes, ...]


def lay_out(part: Sequence[Unit]) -> Rows:
    """The rows of a part's units, in order."""
    rows: list[str] = []
    blocks, zones, numbers, titles = [], [], [], []
    for unit in part:
        number, title, headings, body = unit.fields
        if (
            len(number) >= NUMBER or len(title) >= HEADINGS - NUMBER
        ):  # what its place cannot hold is found here
            headings = f"{number}\0{title}\0{headings}"
        zone = len(headings) // ZONE + 1 if headings else 0
        row = (
            number[: NUMBER - 1].ljust(NUMBER, "\0")
            + title[: HEADINGS - NUMBER - 1].ljust(HEADINGS - NUMBER, "\0")
            + headings.ljust(zone * ZONE, "\0")
            + body
            + "\0"
        )
        count = -(-len(row) // BLOCK)
        rows.append(row.ljust(count * BLOCK, "\0"))
        blocks.append(count)
        zones.append(zone)
        numbers.append(len(number))
        titles.append(len(title))
    codes = np.frombuffer("".join(rows).encode("utf-32-le"), dtype="<u4").astype(np.int64)
    return Rows(codes, tuple(blocks), tuple(zones), tuple(numbers), tuple(titles))


def small_sections(rows: Rows, buckets: int) -> Sections:
    """The units of each pair of characters and of each character (written as NUL and the character).

    An entry is `gap of units * 4 + where`, `where` being the best place of the unit that has it.
    """
    letters, ids = _alphabet(rows.codes)
    units = np.repeat(np.arange(len(rows.blocks)), np.array(rows.blocks) * BLOCK)
    first, second = ids[:-1], ids[1:]
    single, pair = ids != 0, (first != 0) & (second != 0)
    entries = (units << 2) | _where(rows)
    grams = np.concatenate((ids[single], (first * len(letters) + second)[pair]))
    entries = np.concatenate((entries[single], entries[:-1][pair]))
    width = (len(rows.blocks) << 2).bit_length()
    packed = np.sort((grams << width) | entries)
    best = np.diff(packed >> 2, prepend=-1) != 0  # of several places in one unit the first is the best
    packed = packed[best]
    grams, entries = packed >> width, packed & ((1 << width) - 1)
    starts = _starts(grams)
    unit, where = entries >> 2, entries & 3
    values = (_gaps(unit, starts) << 2) | where
    keys = grams[starts]
    characters = np.stack((letters[keys // len(letters)], letters[keys % len(letters)]), axis=1)
    return _in_buckets(characters, starts, values, buckets)


def place_sections(rows: Rows, buckets: int) -> Sections:
    """The places of each triple of characters, as gaps."""
    letters, ids = _alphabet(rows.codes)
    whole = (ids[:-2] != 0) & (ids[1:-1] != 0) & (ids[2:] != 0)
    places = np.flatnonzero(whole)
    size = len(letters)
    grams = ((ids[:-2] * size + ids[1:-1]) * size + ids[2:])[places]
    width = len(ids).bit_length()
    if size**3 << width >= 1 << 63:
        raise OverflowError("a part of the index is too large: make parts smaller")
    packed = np.sort((grams << width) | places)
    grams, places = packed >> width, packed & ((1 << width) - 1)
    starts = _starts(grams)
    keys = grams[starts]
    characters = np.stack(
        (letters[keys // size**2], letters[keys // size % size], letters[keys % size]), axis=1
    )
    return _in_buckets(characters, starts, _gaps(places, starts), buckets)


def _alphabet(codes: Numbers) -> tuple[Numbers, Numbers]:
    """The characters in use, NUL first, and the text as their numbers: small enough to be packed."""
    used = np.zeros(0x110000, dtype=bool)
    used[codes] = True
    used[0] = True
    letters = np.flatnonzero(used)
    numbers = np.zeros(0x110000, dtype=np.int64)
    numbers[letters] = np.arange(len(letters))
    return letters, numbers[codes]


def _where(rows: Rows) -> Numbers:
    where = np.full(len(rows.codes), IN_BODY, dtype=np.int64)
    start = 0
    for blocks, zones in zip(rows.blocks, rows.zones, strict=True):
        where[start : start + NUMBER] = IN_NUMBER
        where[start + NUMBER : start + HEADINGS] = IN_TITLE
        where[start + HEADINGS : start + HEADINGS + zones * ZONE] = IN_HEADING
        start += blocks * BLOCK
    return where


def _starts(grams: Numbers) -> Numbers:
    """Where in the sorted list each gram's entries begin."""
    return np.flatnonzero(np.diff(grams, prepend=-1))


def _gaps(values: Numbers, starts: Numbers) -> Numbers:
    """Each value less the one before it of the same gram; the first of a gram as it is."""
    gaps = np.diff(values, prepend=0)
    gaps[starts] = values[starts]
    return gaps


def bucket_of(characters: Numbers, buckets: int) -> Numbers:
    """The bucket of each gram, from its code points: below 2**53, so that JavaScript gets the same."""
    number = np.zeros(len(characters), dtype=np.int64)
    for column in characters.T:
        number = number * 131 + column
    return number % buckets


def _in_buckets(characters: Numbers, starts: Numbers, values: Numbers, buckets: int) -> Sections:
    """Grams with their values, sorted into buckets, each section: size of the grams in bytes, the grams,
    then for each its size in bytes, then all their values; numbers as varints."""
    bucket = bucket_of(characters, buckets)
    order = np.argsort(bucket, kind="stable")
    counts = np.diff(starts, append=len(values))[order]
    ends = np.cumsum(counts)
    moved = np.arange(len(values)) + np.repeat(starts[order] - (ends - counts), counts)
    data, data_ends = varints(values[moved])
    value_ends = np.concatenate(([0], data_ends))[np.concatenate(([0], ends))]
    sizes, size_ends = varints(np.diff(value_ends))
    size_ends = np.concatenate(([0], size_ends))
    grams = characters[order].astype("<u4").tobytes().decode("utf-32-le")
    long = characters.shape[1]
    cuts = np.searchsorted(bucket[order], np.arange(buckets + 1)).tolist()
    return Sections(
        tuple(
            _section(
                grams[start * long : end * long].encode(),
                sizes[size_ends[start] : size_ends[end]].tobytes(),
                data[value_ends[start] : value_ends[end]].tobytes(),
            )
            for start, end in pairwise(cuts)
        )
    )


def _section(grams: bytes, sizes: bytes, data: bytes) -> bytes:
    return _varint(len(grams)) + grams + sizes + data


def _varint(value: int) -> bytes:
    """One number, as `varints` has it: that takes much longer for a single one."""
    written = bytearray()
    while value > 127:
        written.append(value & 127 | 128)
        value >>= 7
    return bytes((*written, value))


def varints(values: Numbers) -> tuple[npt.NDArray[np.uint8], Numbers]:
    """The numbers, seven bits a byte, the lowest first, all but the last byte with the high bit; and the
    place after each."""
    most = -(-int(values.max(initial=1)).bit_length() // 7)
    length = np.ones(len(values), dtype=np.int8)
    for byte in range(1, most):
        length += values >= 1 << (7 * byte)
    ends = np.cumsum(length, dtype=np.int64)
    begin = ends - length
    data = np.zeros(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    for byte in range(most):
        chosen = np.flatnonzero(length > byte)
        more = (length[chosen] > byte + 1).astype(np.uint8) << 7
        data[begin[chosen] + byte] = (values[chosen] >> (7 * byte) & 127).astype(np.uint8) | more
    return data, ends
