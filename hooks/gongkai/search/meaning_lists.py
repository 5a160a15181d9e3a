"""Units → for each pair of characters, and each of citizens' words, the units that have it, and how well.

A unit's title, the title of the document a question belongs to, its headings and the beginning of its body are looked at:
more of a body finds no more of what people mean (measured, docs/search-by-meaning.md), and takes ten times as long.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import rjieba

from gongkai.search.letters import folded, initials, simplified
from gongkai.search.words import Words

TITLE, WITHIN, HEAD, BODY = 15, 12, 9, 6
"""How well a unit has what stands in each of its parts."""
BEGINNING = 600
"""Characters of a body that are looked at."""
LONGEST_LIST = 255
"""Units in a list: the best, of equals the newest."""

_SCALE = 16
_LEAST_SIZE = 100
"""Units from which their number tells how rare a pair is: in a small section every pair would be common."""
_COMMON, _LEAST, _MOST, _NO_WORD, _LATIN, _DIGITS = 100_000, 0.3, 5.6, 0.5, 3.0, 1.0
_WORD_RARITY, _WORD_SAYS, _SAID_LEAST = 3.0, 5.0, 3.0
_PHRASE_RARITY = 2.5
_SAME, _SAID_SO, _IN_PARTS, _MOSTLY, _LEADING, _MISSING = 0.95, 0.55, 0.8, 0.6, 0.6, 2.0

_KINDS = np.zeros(0x10000, dtype=np.uint8)
_KINDS[0x3400:0xA000] = 1
_KINDS[ord("a") : ord("z") + 1] = 2
_KINDS[ord("0") : ord("9") + 1] = 3
"""For each character: 1 Chinese, 2 a Latin letter, 3 a digit, 0 anything else."""

Numbers = npt.NDArray[np.int64] | npt.NDArray[np.uint32]
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
    """Where pairs stand: sorted by pair, then by unit, each with the level of the best part that has it."""

    pairs: Numbers
    units: Numbers
    levels: Levels
    size: int
    """How many units there are."""


@dataclass(frozen=True)
class Entry:
    """What is known of a key. `rarity`: how few units have it; `says`: how much it says in any text."""

    rarity: int
    says: int
    phrase: bool
    units: Numbers
    levels: Levels


def pairs_of(units: Sequence[Unit]) -> SearchPairs:
    """The pairs of one part's units."""
    parts = (part for one in units for part in (one.title, one.within, one.head, one.body[:BEGINNING]))
    text = "\0".join((*(part.replace("\0", " ") for part in parts), ""))
    codes = _squashing()[np.frombuffer(text.encode("utf-16-le", "replace"), dtype="<u2")]
    part_of = np.cumsum(codes == 0)
    kind = _KINDS[codes]
    place = np.flatnonzero((kind[:-1] > 0) & (kind[:-1] == kind[1:]))
    pair = codes[place] << 16 | codes[place + 1]
    level = np.array((TITLE, WITHIN, HEAD, BODY))[part_of[place] % 4]
    packed = (pair << 24 | part_of[place] // 4) << 4 | 15 - level
    packed.sort()
    packed = packed[np.diff(packed >> 4, prepend=-1) > 0]  # of several places in one unit the first is best
    levels = (15 - (packed & 15)).astype(np.uint8)
    return SearchPairs(
        (packed >> 28).astype(np.uint32), (packed >> 4 & 0xFFFFFF).astype(np.uint32), levels, len(units)
    )


def together(parts: Iterable[SearchPairs]) -> SearchPairs:
    """The pairs of all parts, whose units follow one another."""
    kept = list(parts)
    firsts = np.cumsum([0, *(part.size for part in kept)])
    empty = np.zeros(0, dtype=np.int64)
    pairs = np.concatenate([empty, *(part.pairs for part in kept)])
    units = np.concatenate([empty, *(part.units + first for part, first in zip(kept, firsts, strict=False))])
    levels = np.concatenate([empty.astype(np.uint8), *(part.levels for part in kept)])
    order = np.argsort(pairs, kind="stable")
    return SearchPairs(pairs[order], units[order], levels[order], int(firsts[-1]))


@cache
def _squashing() -> Numbers:
    """For each character what it is taken for; what becomes several (㎡) is taken for a gap."""
    taken = [
        chr(code) if 0xD800 <= code < 0xE000 else simplified(folded(chr(code))) for code in range(0x10000)
    ]
    return np.array([ord(one) if len(one) == 1 else 32 for one in taken], dtype=np.int64)


class Lists:
    """The lists of a section, by key."""

    def __init__(self, pairs: SearchPairs) -> None:
        self._pairs = pairs
        self.size = pairs.size
        starts = np.flatnonzero(np.diff(pairs.pairs, prepend=-1))
        ends = np.append(starts[1:], len(pairs.pairs))[: len(starts)]
        keys = pairs.pairs[starts]
        text = np.stack((keys >> 16, keys & 0xFFFF), axis=1).astype("<u2").tobytes().decode("utf-16-le")
        self._texts = [text[at : at + 2] for at in range(0, len(text), 2)]
        self._bounds = dict(zip(self._texts, zip(starts.tolist(), ends.tolist(), strict=True), strict=True))

    def entries(self, words: Words) -> Iterator[tuple[str, Entry]]:
        """Every key with its entry: citizens' words, then the pairs that are none, then words by their initials."""
        said = self._said(words)
        by_initials: dict[str, Entry] = {}
        for word, levels in said.items():
            entry = self._phrase(word, levels)
            yield word, entry
            short = initials(word) if len(word) > 2 and len(entry.units) and _KINDS[ord(word[0])] == 1 else ""
            if len(short) > 2 and short not in said:
                by_initials.setdefault(short, entry)
        yield from by_initials.items()
        yield from ((pair, entry) for pair, entry in self._pair_entries() if pair not in said)

    def _pair_entries(self) -> Iterator[tuple[str, Entry]]:
        rarity = [self._rarity(having) for having in range(LONGEST_LIST + 1)]
        for pair, (start, end) in self._bounds.items():
            units, levels, having = self._pairs.units[start:end], self._pairs.levels[start:end], end - start
            if having > LONGEST_LIST:
                yield pair, Entry(self._rarity(having), _says_pair(pair), False, *_best(units, levels))
            else:
                yield pair, Entry(rarity[having], _says_pair(pair), False, units, levels)

    def spellings(self) -> list[str]:
        """The pairs of titles and headings, the most frequent first: what a wrong character is compared with."""
        shown = self._pairs.levels >= HEAD
        pairs, counts = np.unique(self._pairs.pairs[shown], return_counts=True)
        order = np.lexsort((pairs, -counts))
        return [chr(pair >> 16) + chr(pair & 0xFFFF) for pair in pairs[order].tolist() if pair >> 16 > 0x33FF]

    def _said(self, words: Words) -> dict[str, Levels]:
        """For each word how well each unit has it, or what it stands for."""
        said: dict[str, Levels] = {}
        for group in words.groups:
            own = {word: self._having(word) for word in (*group.written, *group.said)}
            written = [level(word) for word in group.written for level in (own.__getitem__, self._in_parts)]
            said_so = np.maximum.reduce([own[word] for word in group.said])
            whole = np.maximum(np.maximum.reduce(written) * _SAME, said_so * _SAID_SO)
            shared = (whole + 0.5).astype(np.uint8)
            for word, levels in own.items():
                said[word] = np.maximum.reduce([levels, shared, said.get(word, shared)])
        led: dict[str, Levels] = {}
        for lead in words.leads:
            sought = [said[word] if word in said else self._known(word) for word in lead.sought]
            found = (np.maximum.reduce(sought) * _LEADING + 0.5).astype(np.uint8)
            for word in lead.said:
                before = led.get(word, said[word] if word in said else self._having(word))
                led[word] = np.maximum(before, found)
        return said | led

    def _known(self, word: str) -> Levels:
        return np.maximum(self._having(word), self._in_parts(word))

    def _having(self, word: str) -> Levels:
        """How well each unit has all pairs of a word."""
        levels = np.zeros(self.size, dtype=np.uint8)
        bounds = [self._bounds.get(pair) for pair in _pairs_in(word)]
        if None in bounds or not bounds:
            return levels
        for turn, (start, end) in enumerate(filter(None, bounds)):
            one = np.zeros(self.size, dtype=np.uint8)
            one[self._pairs.units[start:end]] = self._pairs.levels[start:end]
            levels = np.minimum(levels, one) if turn else one
        return levels

    def _in_parts(self, word: str) -> Levels:
        """How well each unit has most of the pairs of a word, the rare ones counting for more."""
        pairs = list(_pairs_in(word))
        mass, whole = np.zeros(self.size), 0.0
        for pair in pairs:
            if pair not in self._bounds:
                whole += _MISSING
                continue
            start, end = self._bounds[pair]
            weight = self._rarity(end - start) / _SCALE
            mass[self._pairs.units[start:end]] += weight * self._pairs.levels[start:end]
            whole += weight
        if len(pairs) < 2:
            return np.zeros(self.size, dtype=np.uint8)
        share = mass / whole
        share[share < _MOSTLY * TITLE] = 0
        levels: Levels = (share * _IN_PARTS + 0.5).astype(np.uint8)
        return levels

    def _phrase(self, word: str, levels: Levels) -> Entry:
        units = np.flatnonzero(levels)
        rarity = self._rarity(len(units))
        if 2 * len(units) < self.size:
            rarity = max(rarity, round(_PHRASE_RARITY * _SCALE))
        says = round(max(_says(word) or _WORD_SAYS, _SAID_LEAST) * _SCALE)
        if not len(units):
            return Entry(round(_WORD_RARITY * _SCALE), says, True, units, levels[units])
        return Entry(rarity, says, True, *_best(units, levels[units]))

    def _rarity(self, having: int) -> int:
        rarity = math.log((max(self.size, _LEAST_SIZE) + 1) / (having + 0.5))
        return min(round(max(rarity, 0.1) * _SCALE), 255)


def _best(units: Numbers, levels: Levels) -> tuple[Numbers, Levels]:
    if len(units) <= LONGEST_LIST:
        return units, levels
    chosen = np.sort(np.lexsort((units, -levels.astype(np.int64)))[:LONGEST_LIST])
    return units[chosen], levels[chosen]


def _pairs_in(word: str) -> Iterator[str]:
    return (word[place : place + 2] for place in range(len(word) - 1))


def _says_pair(pair: str) -> int:
    kind = _KINDS[ord(pair[0])]
    says = (_says(pair) or _NO_WORD) if kind == 1 else _LATIN if kind == 2 else _DIGITS
    return round(says * _SCALE)


def _says(word: str) -> float | None:
    """How much a word says in ordinary Chinese, by the dictionary's count; None for one it does not have."""
    if not rjieba.has_word(word):
        return None
    return min(max(math.log(_COMMON / max(rjieba.suggest_freq(word), 1)), _LEAST), _MOST)
