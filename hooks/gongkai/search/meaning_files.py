"""Lists → the files that a reader's browser fetches, below one folder.

- `head.z`: what is the same for every query: JSON, see `head_of`.
- `BUCKET`: the keys whose first two characters fall into it (`bucket_of`), raw bytes, see `_bucket`.
- `spelling.z`: JSON: how characters sound, and the pairs that a wrong spelling is compared with; fetched for pinyin and for
  short queries with a strange character.

What ends in `.z` is a zlib stream. All numbers in a bucket are varints: seven bits a byte, the lowest first.
"""

import json
import math
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from gongkai.search.asks import Asks
from gongkai.search.inverted_index import varints
from gongkai.search.letters import (
    RUN,
    fuzzy,
    is_phrase,
    reading,
    sounds,
    split_sound,
    squashed,
    traditional_pairs,
)
from gongkai.search.meaning_lists import Entry, Lists
from gongkai.search.standings import STANDINGS
from gongkai.search.words import LONGEST, Words

Files = Iterator[tuple[str, bytes]]

LAYOUT = 2
"""Of these files: it stands in the head, and a script that knows another does not read on."""

_BUCKET = 1300
"""Bytes in a bucket, about: each character of a query asks for one."""
_SPELLINGS = 8000
_TIERS = (500, 1500, 4000)
"""Of pairs whose order by frequency is kept as far as this, for fewer bytes."""
_COLUMN_BASE = 48


@dataclass(frozen=True)
class Told:
    """What is told of a unit beside its words: what it asks, and its place among `STANDINGS`."""

    asks: int
    standing: int
    title: int
    """Pairs in its title."""
    contact: bool = False
    """Whether it tells whom to turn to."""


def meaning_files(lists: Lists, told: Sequence[Told], words: Words, asks: Asks) -> Files:
    """Every file: its path below the folder, and its bytes."""
    entries = list(lists.entries(words))
    encoded = list(_encoded(entries))
    bits = max(round(math.log2(max(sum(len(data) for _key, data in encoded), 1) / _BUCKET)), 0)
    standing = [key for key, entry in entries if entry.phrase and len(entry.units)]
    spelling = spelling_of(lists, standing, asks)
    begins = asks.begins(key for key, entry in entries if entry.phrase)
    yield "head.z", _packed(head_of(told, asks, bits, "".join(spelling["pairs"])) | {"begins": begins})
    buckets: dict[int, list[bytes]] = defaultdict(list)
    for key, data in encoded:
        buckets[bucket_of(key, bits)].append(data)
    for number in range(1 << bits):
        yield str(number), b"".join(buckets[number])
    yield "spelling.z", _packed(spelling)


def head_of(told: Sequence[Told], asks: Asks, bits: int, characters: str) -> dict[str, object]:
    """What every query needs; the columns have a character for each unit. `characters`: those in use."""
    return {
        "layout": LAYOUT,
        "bits": bits,
        "longest": LONGEST,
        "asks": asks.kinds,
        "idle": asks.idle,
        "elsewhere": asks.elsewhere,
        "whom": asks.whom,
        "contact": next((unit for unit, one in enumerate(told) if one.contact), -1),
        "single": asks.single,
        "traditional": traditional_pairs(characters),
        "standings": STANDINGS,
        "asked": _column(one.asks for one in told),
        "standing": _column(one.standing for one in told),
        "titles": _column(one.title for one in told),
    }


def spelling_of(lists: Lists, said: Sequence[str], asks: Asks) -> dict[str, Any]:
    """How characters sound, and the pairs of the section, of citizens' words that lead somewhere in it and of questions, frequent
    ones first."""
    pairs = dict.fromkeys(lists.spellings()[:_SPELLINGS])
    for word in (*said, *(word for kind in asks.kinds for word in kind), *asks.idle):
        pairs.update(
            dict.fromkeys(
                word[at : at + 2] for at in range(len(word) - 1) if word[at] > "\u33ff" < word[at + 1]
            )
        )
    known = sounds("".join(pairs) + _usual_characters())
    by_sound: dict[str, str] = defaultdict(str)
    for character, sound in known.items():
        by_sound[sound] += character
    read_otherwise = {
        pair: read
        for pair in filter(is_phrase, pairs)
        if (read := reading(pair)) != (known[pair[0]], known[pair[1]])
    }
    return {
        "sounds": dict(sorted(by_sound.items())),
        "alike": {sound: (fuzzy(sound), split_sound(sound)[1]) for sound in sorted(by_sound)},
        "pairs": [_grouped(tier) for tier in _tiers(list(pairs))],
        "readings": {pair: " ".join(read) for pair, read in read_otherwise.items()},
    }


def _tiers(pairs: Sequence[str]) -> Iterator[Sequence[str]]:
    """Of pairs that come most frequent first, these tiers, and the rest."""
    start = 0
    for end in (*_TIERS, len(pairs)):
        yield pairs[start:end]
        start = end


def _grouped(pairs: Iterable[str]) -> str:
    """Pairs as each first character with all its second ones: half as long, once packed, as side by side."""
    groups: dict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        groups[pair[0]].append(pair[1])
    return " ".join(first + "".join(sorted(groups[first])) for first in sorted(groups))


def pairs_in_title(title: str) -> int:
    """How many different pairs a title has."""
    return len({run[at : at + 2] for run in RUN.findall(squashed(title)) for at in range(len(run) - 1)})


def bucket_of(key: str, bits: int) -> int:
    """Where a key is: by its first two characters."""
    mixed = (ord(key[0]) * 0x9E3779B1 ^ ord(key[1]) * 0x85EBCA6B) & 0xFFFFFFFF
    return mixed >> (32 - bits) if bits else 0


def entries_in(bucket: bytes) -> Mapping[str, Entry]:
    """What `meaning_files` wrote, read again."""
    found, at = {}, 0
    while at < len(bucket):
        length, phrase = bucket[at] & 127, bucket[at] > 127
        key = bucket[at + 1 : at + 1 + 2 * length].decode("utf-16-le")
        at += 1 + 2 * length
        rarity, says = bucket[at], bucket[at + 1]
        size, at = _varint_at(bucket, at + 2)
        units, levels, unit, end = [], [], 0, at + size
        while at < end:
            value, at = _varint_at(bucket, at)
            unit += value >> 4
            units.append(unit)
            levels.append(value & 15)
        found[key] = Entry(rarity, says, phrase, np.array(units, np.int64), np.array(levels, np.uint8))
    return found


def _encoded(entries: Sequence[tuple[str, Entry]]) -> Iterator[tuple[str, bytes]]:
    """Each key with its bytes: its length (and 128 for citizens' words), its characters, two weights, how many bytes its units
    take, and these, as gaps * 16 + level."""
    counts = np.array([len(entry.units) for _key, entry in entries], dtype=np.int64)
    units = np.concatenate([np.zeros(0, np.int64), *(entry.units for _key, entry in entries)])
    levels = np.concatenate([np.zeros(0, np.uint8), *(entry.levels for _key, entry in entries)])
    firsts = (np.cumsum(counts) - counts)[counts > 0]
    gaps = np.diff(units, prepend=0)
    gaps[firsts] = units[firsts]
    data, ends = varints(gaps << 4 | levels)
    whole, bounds = data.tobytes(), np.concatenate(([0], ends))[np.cumsum(counts)].tolist()
    start = 0
    for (key, entry), end in zip(entries, bounds, strict=True):
        head = bytes((len(key) | (128 if entry.phrase else 0),)) + key.encode("utf-16-le")
        yield key, head + bytes((entry.rarity, entry.says)) + _varint(end - start) + whole[start:end]
        start = end


def _varint(number: int) -> bytes:
    return bytes((number,)) if number < 128 else bytes((number & 127 | 128, number >> 7))


def _varint_at(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def _usual_characters() -> str:
    """The 3,755 characters of GB 2312's first level, which ordinary texts are written in."""
    codes = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return b"".join(codes).decode("gb2312", errors="ignore")


def _column(values: Iterable[int]) -> str:
    return "".join(chr(value + _COLUMN_BASE) for value in values)


def _packed(value: object) -> bytes:
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 9)
