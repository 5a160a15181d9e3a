"""Keys with their entries → buckets, the files that a query's pairs are looked up in.

A key is in the bucket of one of its first two characters, if that is not a common one (`bucket_numbers`): two pairs that follow
one another in a sentence often have it between them, so that a query asks for a seventh fewer buckets. Of each key a bucket
has: its length (and 128 for citizens' words), its characters, two weights, how many bytes its units take, and these: of
citizens' words as gap * 16 + level, of pairs as gap * 4 + a number for the level (`GRADES`). All numbers are varints.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from gongkai.search.dictionary import pair_codes
from gongkai.search.inverted_index import Bytes, gathered, varints
from gongkai.search.meaning_lists import Entry, PairEntries
from gongkai.search.meaning_pairs import GRADES, KINDS, Codes, Numbers

_BUCKET = 26.5
"""Times the fourth root of all bytes: bytes in a bucket, about; 700 on a section of a hundred documents,
which can have more files, 1,800 at 10,000."""
_HEAD = 7
"""Bytes of a pair before the number of its bytes."""


_COMMON = 150
"""Characters of most pairs: the fewer, the fewer buckets are asked for, and the larger these are."""


def common_characters(codes: Codes) -> str:
    """The characters that most of these pairs have."""
    counts = np.bincount(codes >> 16, minlength=0x10000) + np.bincount(codes & 0xFFFF, minlength=0x10000)
    return "".join(map(chr, np.argsort(-counts, kind="stable")[:_COMMON].tolist()))


def buckets_of(words: Sequence[tuple[str, Entry]], pairs: PairEntries, common: str) -> list[bytes]:
    """All buckets: the words of each come before its pairs. `common`: common characters, see `bucket_numbers`."""
    encoded = list(_words_encoded(words))
    heads, data, ends = _heads(pairs), *_varints_of_rows(pairs)
    sizes = np.diff(ends, prepend=0)
    size_bytes, size_ends = varints(sizes)
    size_sizes = np.diff(size_ends, prepend=0)
    whole = _HEAD + size_sizes + sizes
    number = _how_many(sum(len(one) for _key, one in encoded) + int(whole.sum()))
    of_words: dict[int, list[bytes]] = defaultdict(list)
    begun = pair_codes("".join(key[:2] for key, _one in encoded))
    for place, (_key, one) in zip(bucket_numbers(begun, number, common).tolist(), encoded, strict=True):
        of_words[place].append(one)
    bucket = bucket_numbers(pairs.keys, number, common)
    order = np.argsort(bucket, kind="stable")
    source = np.concatenate((heads, size_bytes, data))
    starts = np.stack(
        (
            _HEAD * np.arange(len(whole)),
            len(heads) + size_ends - size_sizes,
            len(heads) + len(size_bytes) + ends - sizes,
        ),
        axis=1,
    )
    lengths = np.stack((np.full(len(whole), _HEAD), size_sizes, sizes), axis=1)
    packed = gathered(source, starts[order].ravel(), lengths[order].ravel()).tobytes()
    bounds = np.concatenate(([0], np.cumsum(np.bincount(bucket, whole, number)).astype(np.int64))).tolist()
    return [b"".join((*of_words[one], packed[bounds[one] : bounds[one + 1]])) for one in range(number)]


def bucket_numbers(codes: Codes, number: int, common: str) -> Numbers:
    """Which of that many buckets each pair is in: that of its character that is not common, of two such of the one with the lower
    code; of two common ones, of letters and digits that of both."""
    own = KINDS == 1
    own[[ord(one) for one in common]] = False
    first, second = codes >> 16, codes & 0xFFFF
    one = np.where(own[first] & (~own[second] | (first < second)), first, second)
    found: Numbers = np.where(own[one], mixed(one, 0), mixed(first, second)) * number >> 32
    return found


def entries_in(bucket: bytes) -> Mapping[str, Entry]:
    """What `buckets_of` wrote, read again."""
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
            unit += value >> 4 if phrase else value >> 2
            units.append(unit)
            levels.append(value & 15 if phrase else GRADES[value & 3])
        found[key] = Entry(rarity, says, phrase, np.array(units, np.int64), np.array(levels, np.uint8))
    return found


def _how_many(size: int) -> int:
    """Buckets for that many bytes, in steps of half a power of two: a change of content seldom changes it."""
    return round(2 ** (max(round(2 * math.log2(max(size, 1) ** 0.75 / _BUCKET)), 0) / 2))


def mixed(first: npt.ArrayLike, second: npt.ArrayLike) -> Numbers:
    """Two characters' codes as one number of 32 bits that looks like chance."""
    wide = (
        np.asarray(first, np.uint64) * np.uint64(0x9E3779B1),
        np.asarray(second, np.uint64) * np.uint64(0x85EBCA6B),
    )
    found: Numbers = ((wide[0] ^ wide[1]) & np.uint64(0xFFFFFFFF)).astype(np.int64)
    return found


def _heads(pairs: PairEntries) -> Bytes:
    """Of each pair its length, its characters and its weights."""
    heads = np.empty((len(pairs.keys), _HEAD), dtype=np.uint8)
    heads[:, 0] = 2
    characters: npt.NDArray[np.uint16] = np.stack((pairs.keys >> 16, pairs.keys & 0xFFFF), axis=1).astype(
        "<u2"
    )
    heads[:, 1:5] = characters.view(np.uint8)
    heads[:, 5], heads[:, 6] = pairs.rarity, pairs.says
    return heads.ravel()


def _varints_of_rows(pairs: PairEntries) -> tuple[Bytes, Numbers]:
    """The rows of all pairs as gaps, and the place after each pair's."""
    firsts = np.cumsum(pairs.counts) - pairs.counts
    units = pairs.rows >> 2
    gaps = np.diff(units, prepend=np.int32(0))
    gaps[firsts] = units[firsts]
    data, ends = varints(gaps << 2 | pairs.rows & 3)
    return data, ends[firsts + pairs.counts - 1]


def _words_encoded(entries: Sequence[tuple[str, Entry]]) -> Iterator[tuple[str, bytes]]:
    """Each word as it stands in its bucket; words of one list have its bytes made once."""
    lists = list({id(entry.units): entry for _key, entry in entries if len(entry.units)}.values())
    counts = np.array([len(entry.units) for entry in lists], dtype=np.int64)
    units = np.concatenate([np.zeros(0, np.int64), *(entry.units for entry in lists)])
    levels = np.concatenate([np.zeros(0, np.uint8), *(entry.levels for entry in lists)])
    firsts = np.cumsum(counts) - counts
    gaps = np.diff(units, prepend=0)
    gaps[firsts] = units[firsts]
    data, ends = varints(gaps << 4 | levels)
    whole, bounds = data.tobytes(), np.concatenate(([0], ends[np.cumsum(counts) - 1])).tolist()
    rows = {id(one.units): whole[a:z] for one, a, z in zip(lists, bounds[:-1], bounds[1:], strict=True)}
    for key, entry in entries:
        own = rows.get(id(entry.units), b"")
        head = bytes((len(key) | 128,)) + key.encode("utf-16-le")
        yield key, head + bytes((entry.rarity, entry.says)) + _varint(len(own)) + own


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
