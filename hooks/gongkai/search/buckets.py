"""The parts' shares of an index → its buckets, the files that readers fetch.

A bucket holds the grams whose keys begin with its number: how many there are, five bytes of each key (what
comes before them is the bucket's number), for each the size of its values in bytes, then all values. A gram's
values come part by part: the part's number, the size in bytes, the bytes that `inverted_index.py` made. All numbers
but the keys are varints. So a part's bytes are only moved here, and can be kept while the part is unchanged.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from gongkai.search.inverted_index import KEY_BITS, InvertedIndex, Keys, gathered, varints

LAYOUT = 1
"""Of a bucket's bytes: the index's address carries it, so whoever changes them counts on, lest readers mix both."""

_STEPS = 64
"""Groups of buckets that are made one after another."""

FEWEST_BITS = KEY_BITS - 40
"""So that five bytes of a key, with the bucket's number, are the whole key."""


def merge_parts(parts: Sequence[InvertedIndex], bits: int) -> Iterator[bytes]:
    """The `2**bits` buckets of an index, in order: some at a time, for moving bytes takes memory for a while."""
    cut = [_Sorted(part) for part in parts]
    some = max((1 << bits) // _STEPS, 1)
    for first in range(0, 1 << bits, some):
        ends = np.arange(first, first + some + 1, dtype=np.uint64) << np.uint64(KEY_BITS - bits)
        yield from _merged([part.between(ends[0], ends[-1]) for part in cut], ends[1:])


class _Sorted:
    """A part's share, to be cut by its keys."""

    def __init__(self, part: InvertedIndex) -> None:
        self._part = part
        self._ends = np.concatenate(([0], np.cumsum(part.sizes, dtype=np.int64)))

    def between(self, first: np.uint64, end: np.uint64) -> InvertedIndex:
        """The grams whose keys are at least `first` and below `end`."""
        a, z = np.searchsorted(self._part.keys, np.array((first, end))).tolist()
        keys, sizes, data = self._part.keys[a:z], self._part.sizes[a:z], self._part.data
        return InvertedIndex(keys, sizes, data[self._ends[a] : self._ends[z]])


def _merged(parts: Sequence[InvertedIndex], bucket_ends: Keys) -> Iterator[bytes]:
    """Buckets that lie side by side, each up to the key at which it ends."""
    parts = parts or (InvertedIndex(np.zeros(0, np.uint64), np.zeros(0, np.int32), np.zeros(0, np.uint8)),)
    keys = np.concatenate([part.keys for part in parts])
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    sizes = np.concatenate([part.sizes for part in parts])
    begin = (np.cumsum(sizes, dtype=np.int64) - sizes)[order]
    sizes = sizes[order]
    number = np.repeat(np.arange(len(parts)), [len(part.keys) for part in parts])[order]
    heads, head_ends = varints(np.stack((number, sizes), axis=1).ravel())
    head_sizes = np.diff(head_ends[1::2], prepend=0)
    starts = np.flatnonzero(np.diff(keys, prepend=keys[:1] ^ np.uint64(1)))
    gram_ends = np.cumsum(np.add.reduceat(head_sizes + sizes, starts)) if len(starts) else starts
    gram_sizes, size_ends = varints(np.diff(gram_ends, prepend=0))
    source = np.concatenate((heads, *(part.data for part in parts)))
    pieces = np.stack((head_ends[1::2] - head_sizes, begin + len(heads)), axis=1).ravel()
    data = gathered(source, pieces, np.stack((head_sizes, sizes), axis=1).ravel()).tobytes()
    tails = keys[starts].astype(">u8").view(np.uint8).reshape(-1, 8)[:, 3:].tobytes()
    cuts = [0, *np.searchsorted(keys[starts], bucket_ends).tolist()]
    gram_cuts = np.concatenate(([0], gram_ends))[cuts].tolist()
    size_cuts = np.concatenate(([0], size_ends))[cuts].tolist()
    for b in range(len(bucket_ends)):
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
