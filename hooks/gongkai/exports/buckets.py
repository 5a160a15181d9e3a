"""The parts' shares of an index → its buckets, the files that readers fetch.

A bucket holds the grams whose keys begin with its number: how many there are, five bytes of each key (what
comes before them is the bucket's number), for each the size of its values in bytes, then all values. A gram's
values come part by part: the part's number, the size in bytes, the bytes that `inverting.py` made. All numbers
but the keys are varints. So a part's bytes are only moved here, and can be kept while the part is unchanged.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from gongkai.exports.inverting import KEY_BITS, Bytes, Inverted, Numbers, gathered, varints

LAYOUT = 1
"""Of a bucket's bytes: the index's address carries it, so whoever changes them counts on, lest readers mix both."""

_AT_ONCE = 1 << 22
"""Bytes that are moved at once: moving takes eight times as much memory for a while."""

FEWEST_BITS = KEY_BITS - 40
"""So that five bytes of a key, with the bucket's number, are the whole key."""


def merged(parts: Sequence[Inverted], bits: int) -> Iterator[bytes]:
    """The `2**bits` buckets of an index, in order."""
    parts = parts or (Inverted(np.zeros(0, np.uint64), np.zeros(0, np.int64), np.zeros(0, np.uint8)),)
    keys = np.concatenate([part.keys for part in parts])
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    sizes = np.concatenate([part.sizes for part in parts])
    begin = (np.cumsum(sizes) - sizes)[order]
    sizes = sizes[order]
    number = np.repeat(np.arange(len(parts)), [len(part.keys) for part in parts])[order]
    heads, head_ends = varints(np.stack((number, sizes), axis=1).ravel())
    head_sizes = np.diff(head_ends[1::2], prepend=0)
    starts = np.flatnonzero(np.diff(keys, prepend=keys[:1] ^ np.uint64(1)))
    gram_ends = np.cumsum(np.add.reduceat(head_sizes + sizes, starts)) if len(starts) else starts
    gram_sizes, size_ends = varints(np.diff(gram_ends, prepend=0))
    source = np.concatenate((heads, *(part.data for part in parts)))
    pieces = np.stack((head_ends[1::2] - head_sizes, begin + len(heads)), axis=1).ravel()
    data = _moved(source, pieces, np.stack((head_sizes, sizes), axis=1).ravel())
    tails = keys[starts].astype(">u8").view(np.uint8).reshape(-1, 8)[:, 3:].tobytes()
    first = np.arange(1, (1 << bits) + 1, dtype=np.uint64) << np.uint64(KEY_BITS - bits)
    cuts = [0, *np.searchsorted(keys[starts], first).tolist()]
    gram_cuts = np.concatenate(([0], gram_ends))[cuts].tolist()
    size_cuts = np.concatenate(([0], size_ends))[cuts].tolist()
    for b in range(1 << bits):
        yield b"".join(
            (
                _varint(cuts[b + 1] - cuts[b]),
                tails[5 * cuts[b] : 5 * cuts[b + 1]],
                gram_sizes[size_cuts[b] : size_cuts[b + 1]].tobytes(),
                data[gram_cuts[b] : gram_cuts[b + 1]],
            )
        )


def _varint(number: int) -> bytes:
    """What `varints` gives for one number, without the cost of an array."""
    data = bytearray()
    while number > 127:
        data.append(number & 127 | 128)
        number >>= 7
    data.append(number)
    return bytes(data)


def _moved(source: Bytes, starts: Numbers, sizes: Numbers) -> bytes:
    """The pieces of `source`, one after another, some at a time."""
    ends = np.cumsum(sizes)
    steps = np.searchsorted(ends, np.arange(_AT_ONCE, int(ends[-1]) if len(ends) else 0, _AT_ONCE))
    cuts = [0, *steps.tolist(), len(sizes)]
    return b"".join(gathered(source, starts[a:z], sizes[a:z]).tobytes() for a, z in pairwise(cuts))
