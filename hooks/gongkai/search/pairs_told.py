"""Which pairs any bucket has something of: roughly, in four kilobytes of the head, so that a browser asks for few buckets in vain.

Each request takes a cheap phone eight milliseconds, and of a citizen's pairs a third stand nowhere in a small section. A pair is a bit
among 32,768: one that is not set says that nothing begins so; a set one is right four times in six.
"""

from collections.abc import Iterable

import numpy as np

from gongkai.search.dictionary import pair_codes
from gongkai.search.meaning_buckets import mixed
from gongkai.search.meaning_pairs import KINDS, Codes

_BITS = 15
_SIX = 6
"""Bits in a character."""


def pairs_told(pairs: Codes, words: Iterable[str]) -> list[int]:
    """The bits of these pairs and of what the words begin with, six in a number; none where there are so many that it would tell
    little, as in a section of some thousand documents, which has nearly all that is asked for."""
    codes = np.union1d(pairs, pair_codes("".join(word[:2] for word in words)))
    if len(codes) > 1 << _BITS:
        return []
    bits = np.zeros(-(-(1 << _BITS) // _SIX) * _SIX, dtype=np.uint8)
    bits[mixed(mixed(codes >> 16, codes & 0xFFFF), 0) >> (32 - _BITS)] = 1
    six: list[int] = (bits.reshape(-1, _SIX) @ (1 << np.arange(_SIX))).tolist()
    return six


def letters_told(pairs: Codes, words: Iterable[str]) -> str:
    """The pairs of Latin letters that stand in the section, and those that citizens' words begin with, side by side. What begins in the
    middle of a longer word is looked up for these alone: pinyin would ask for a bucket a letter."""
    latin = pairs[(KINDS[pairs >> 16] == KINDS[ord("a")]) & (KINDS[pairs & 0xFFFF] == KINDS[ord("a")])]
    begun = (word[:2] for word in words if word[:2].isascii() and word[:2].isalpha())
    return "".join(sorted({f"{chr(code >> 16)}{chr(code & 0xFFFF)}" for code in latin.tolist()} | set(begun)))
