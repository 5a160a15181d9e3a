"""Units → for each pair of characters, and each of citizens' words, the units that have it, and how well.

A unit's title, the title of the document a question belongs to, its headings and the beginning of its body are looked at:
more of a body finds no more of what people mean (measured, docs/search-by-meaning.md), and takes ten times as long.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from gongkai.search.dictionary import SCALE, initials, pair_codes, says, says_of_pairs
from gongkai.search.inverted_index import gathered
from gongkai.search.letters import folded, simplified
from gongkai.search.words import Words

TITLE, WITHIN, HEAD, BODY = 15, 12, 9, 6
"""How well a unit has what stands in each of its parts."""
BEGINNING = 600
"""Characters of a body that are looked at."""
LONGEST_LIST = 255
"""Units in a list: the best, of equals the newest."""

GRADES = np.array((TITLE, WITHIN, HEAD, BODY), dtype=np.uint8)
"""What pairs have of these: a row says which in its two lowest bits, above them the unit."""

_LEAST_SIZE = 100
"""Units from which their number tells how rare a pair is: in a small section every pair would be common."""
_NO_WORD, _LATIN, _DIGITS = 0.5, 3.0, 1.0
_WORD_RARITY, _WORD_SAYS, _SAID_LEAST = 3.0, 5.0, 3.0
_PHRASE_RARITY = 2.5
_SAME, _SAID_SO, _IN_PARTS, _MOSTLY, _LEADING, _MISSING = 0.95, 0.55, 0.8, 0.6, 0.6, 2.0

_KINDS = np.zeros(0x10000, dtype=np.uint8)
_KINDS[0x3400:0xA000] = 1
_KINDS[ord("a") : ord("z") + 1] = 2
_KINDS[ord("0") : ord("9") + 1] = 3
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


class Entry(NamedTuple):
    """What is known of a key. `rarity`: how few units have it; `says`: how much it says in any text."""

    rarity: int
    says: int
    phrase: bool
    units: Numbers
    levels: Levels


@dataclass(frozen=True)
class PairEntries:
    """The entries of many pairs: an array for each field, and the rows of all, one pair's after another's."""

    keys: Codes
    rarity: Levels
    says: Levels
    counts: Numbers
    rows: Rows


def pairs_of(units: Sequence[Unit]) -> SearchPairs:
    """The pairs of one part's units."""
    parts = (part for one in units for part in (one.title, one.within, one.head, one.body[:BEGINNING]))
    text = "\0".join((*(part.replace("\0", " ") for part in parts), ""))
    codes = _squashed_codes(np.frombuffer(text.encode("utf-16-le", "replace"), dtype="<u2"))
    part_of = np.cumsum(codes == 0)
    kind = _KINDS[codes]
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


class Lists:
    """The lists of a section, by key."""

    def __init__(self, pairs: SearchPairs) -> None:
        self._pairs = pairs
        self.size = pairs.size
        self._ends = np.cumsum(pairs.counts, dtype=np.int64)
        self._rows: dict[str, Rows] = {}

    def words(self, words: Words) -> Iterator[tuple[str, Entry]]:
        """Citizens' words with their entries, then words by their initials."""
        self._rows = self._rows_of_words(words)
        said = self._said(words)
        by_initials: dict[str, Entry] = {}
        for word, levels in said.items():
            entry = self._phrase(word, levels)
            yield word, entry
            short = initials(word) if len(word) > 2 and len(entry.units) and _KINDS[ord(word[0])] == 1 else ""
            if len(short) > 2 and short not in said:
                by_initials.setdefault(short, entry)
        yield from by_initials.items()

    def pairs(self, but: Iterable[str]) -> PairEntries:
        """The entries of all pairs but those."""
        keys, counts = self._pairs.keys, self._pairs.counts.astype(np.int64)
        others = ~np.isin(keys, pair_codes("".join(word for word in but if len(word) == 2)))
        keys, begin, counts = keys[others], (self._ends - counts)[others], counts[others]
        different, place = np.unique(counts, return_inverse=True)
        rarity = np.array([self._rarity(having) for having in different.tolist()], dtype=np.uint8)[place]
        chinese = says_of_pairs(keys, round(_NO_WORD * SCALE))
        by_kind = np.array((0, 0, round(_LATIN * SCALE), round(_DIGITS * SCALE)), dtype=np.uint8)
        kind = _KINDS[keys >> 16]
        long = counts > LONGEST_LIST
        rows = _best_rows(gathered(self._pairs.rows, begin[long], counts[long]), counts[long])
        cut = np.minimum(counts, LONGEST_LIST)
        source = np.concatenate((self._pairs.rows, rows))
        begin[long] = len(self._pairs.rows) + LONGEST_LIST * np.arange(np.count_nonzero(long))
        weights = np.where(kind == 1, chinese, by_kind[kind])
        return PairEntries(keys, rarity, weights, cut, gathered(source, begin, cut))

    def spellings(self) -> list[str]:
        """The pairs of titles and headings, the most frequent first: what a wrong character is compared with."""
        shown = np.flatnonzero(GRADES[self._pairs.rows & 3] >= HEAD)
        place = np.searchsorted(self._ends, shown, side="right")
        counts = np.bincount(place, minlength=len(self._ends))
        found = np.flatnonzero((counts > 0) & (self._pairs.keys >> 16 > 0x33FF))
        pairs = self._pairs.keys[found[np.argsort(-counts[found], kind="stable")]]
        text = np.stack((pairs >> 16, pairs & 0xFFFF), axis=1).astype("<u2").tobytes().decode("utf-16-le")
        return [text[at : at + 2] for at in range(0, len(text), 2)]

    def _said(self, words: Words) -> dict[str, Levels]:
        """For each word how well each unit has it, or what it stands for."""
        said: dict[str, Levels] = {}
        for group in words.groups:
            own = {word: self._having(word) for word in (*group.written, *group.said)}
            written = [level(word) for word in group.written for level in (own.__getitem__, self._in_parts)]
            said_so = np.maximum.reduce([own[word] for word in group.said]) * _SAID_SO
            shared = (np.maximum(np.maximum.reduce(written) * _SAME, said_so) + 0.5).astype(np.uint8)
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

    def _rows_of_words(self, words: Words) -> dict[str, Rows]:
        """The rows of each pair of these words that stands anywhere."""
        sought = (word for lead in words.leads for word in lead.sought)
        pairs = list(dict.fromkeys(pair for word in (*words.every, *sought) for pair in _pairs_in(word)))
        codes = pair_codes("".join(pairs))
        place = np.minimum(np.searchsorted(self._pairs.keys, codes), max(len(self._ends) - 1, 0))
        there = self._pairs.keys[place] == codes if len(self._ends) else np.zeros(len(pairs), dtype=bool)
        ends = self._ends[place[there]]
        begin = ends - self._pairs.counts[place[there]]
        found = (pairs[at] for at in np.flatnonzero(there).tolist())
        bounds = zip(found, begin.tolist(), ends.tolist(), strict=True)
        return {pair: self._pairs.rows[a:z] for pair, a, z in bounds}

    def _having(self, word: str) -> Levels:
        """How well each unit has all pairs of a word."""
        levels = np.zeros(self.size, dtype=np.uint8)
        pairs = list(_pairs_in(word))
        if not all(map(self._rows.__contains__, pairs)):
            return levels
        for turn, rows in enumerate(map(self._rows.__getitem__, pairs)):
            one = np.zeros(self.size, dtype=np.uint8)
            one[rows >> 2] = GRADES[rows & 3]
            levels = np.minimum(levels, one) if turn else one
        return levels

    def _in_parts(self, word: str) -> Levels:
        """How well each unit has most of the pairs of a word, the rare ones counting for more."""
        levels, pairs = np.zeros(self.size, dtype=np.uint8), list(_pairs_in(word))
        if len(pairs) < 2 or not any(map(self._rows.__contains__, pairs)):
            return levels
        mass, whole = np.zeros(self.size), 0.0
        for pair in pairs:
            rows = self._rows.get(pair)
            if rows is None:
                whole += _MISSING
                continue
            weight = self._rarity(len(rows)) / SCALE
            mass[rows >> 2] += weight * GRADES[rows & 3]
            whole += weight
        near = np.flatnonzero(mass > 0)
        share = mass[near] / whole
        most = share >= _MOSTLY * TITLE
        levels[near[most]] = share[most] * _IN_PARTS + 0.5
        return levels

    def _phrase(self, word: str, levels: Levels) -> Entry:
        units = np.flatnonzero(levels > 0)
        rarity = self._rarity(len(units))
        if 2 * len(units) < self.size:
            rarity = max(rarity, round(_PHRASE_RARITY * SCALE))
        told = round(max(says(word) or _WORD_SAYS, _SAID_LEAST) * SCALE)
        if not len(units):
            return Entry(round(_WORD_RARITY * SCALE), told, True, units, levels[units])
        return Entry(rarity, told, True, *_best(units, levels[units]))

    def _rarity(self, having: int) -> int:
        rarity = math.log((max(self.size, _LEAST_SIZE) + 1) / (having + 0.5))
        return min(round(max(rarity, 0.1) * SCALE), 255)


def _best(units: Numbers, levels: Levels) -> tuple[Numbers, Levels]:
    if len(units) <= LONGEST_LIST:
        return units, levels
    chosen = np.sort(np.argsort(TITLE - levels, kind="stable")[:LONGEST_LIST])
    return units[chosen], levels[chosen]


def _best_rows(rows: Rows, counts: Numbers) -> Rows:
    """Of the rows of many pairs, each with more than `LONGEST_LIST`, as many as a list takes: the best, of equals the first."""
    of_pair = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    grade = (rows & 3).astype(np.int8)
    by_grade = np.bincount(of_pair * 4 + grade, minlength=4 * len(counts)).reshape(-1, 4)
    up_to = np.cumsum(by_grade, axis=1)
    last = np.argmax(up_to >= LONGEST_LIST, axis=1)
    room = LONGEST_LIST - np.take_along_axis(up_to - by_grade, last[:, None], 1)[:, 0]
    last_of = last.astype(np.int8)[of_pair]
    of_last = np.cumsum(grade == last_of, dtype=np.int32)
    before = np.concatenate(([0], of_last))[np.cumsum(counts) - counts]
    least = (before + room).astype(np.int32)[of_pair]
    best: Rows = rows[(grade < last_of) | (grade == last_of) & (of_last <= least)]
    return best


def _pairs_in(word: str) -> Iterator[str]:
    return (word[place : place + 2] for place in range(len(word) - 1))
