"""Pairs of characters and citizens' words → for each the units that have it, and how well, and how much it tells."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from gongkai.search.dictionary import SCALE, initials, pair_codes, says, says_of_pairs
from gongkai.search.inverted_index import gathered
from gongkai.search.meaning_pairs import (
    GRADES,
    HEAD,
    KINDS,
    TITLE,
    Codes,
    Levels,
    Numbers,
    Rows,
    SearchPairs,
    rarity,
)
from gongkai.search.word_levels import WordLevels
from gongkai.search.words import Words

LONGEST_LIST = 255
"""Units in a list: the best, of equals the newest."""

_NO_WORD, _LATIN, _DIGITS = 0.5, 3.0, 1.0
_WORD_RARITY, _WORD_SAYS, _SAID_LEAST = 3.0, 5.0, 3.0
_PHRASE_RARITY = 2.5
_NO_UNITS = np.zeros(0, dtype=np.int64)


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


class Lists:
    """The lists of a section, by key."""

    def __init__(self, pairs: SearchPairs) -> None:
        self._pairs = pairs
        self.size = pairs.size
        self._ends = np.cumsum(pairs.counts, dtype=np.int64)

    def words(self, words: Words) -> Iterator[tuple[str, Entry]]:
        """Citizens' words with their entries, then words by their initials."""
        found = WordLevels(self._pairs, words)
        said = found.said()
        by_initials: dict[str, Entry] = {}
        lists = {id(found.nowhere): (0, _NO_UNITS, found.nowhere[:0])}
        for word, levels in said.items():
            if id(levels) not in lists:  # what stands nowhere itself shares the list of its group
                units = np.flatnonzero(levels > 0)
                lists[id(levels)] = len(units), *_best(units, levels[units])
            entry = self._phrase(word, *lists[id(levels)])
            yield word, entry
            short = initials(word) if len(word) > 2 and len(entry.units) and KINDS[ord(word[0])] == 1 else ""
            if len(short) > 2 and short not in said:
                by_initials.setdefault(short, entry)
        yield from by_initials.items()

    def pairs(self, but: Iterable[str]) -> PairEntries:
        """The entries of all pairs but those."""
        keys, counts = self._pairs.keys, self._pairs.counts.astype(np.int64)
        others = ~np.isin(keys, pair_codes("".join(word for word in but if len(word) == 2)))
        keys, begin, counts = keys[others], (self._ends - counts)[others], counts[others]
        different, place = np.unique(counts, return_inverse=True)
        rare = np.array([rarity(self.size, having) for having in different.tolist()], dtype=np.uint8)[place]
        chinese = says_of_pairs(keys, round(_NO_WORD * SCALE))
        by_kind = np.array((0, 0, round(_LATIN * SCALE), round(_DIGITS * SCALE)), dtype=np.uint8)
        kind = KINDS[keys >> 16]
        long = counts > LONGEST_LIST
        rows = _best_rows(gathered(self._pairs.rows, begin[long], counts[long]), counts[long])
        cut = np.minimum(counts, LONGEST_LIST)
        source = np.concatenate((self._pairs.rows, rows))
        begin[long] = len(self._pairs.rows) + LONGEST_LIST * np.arange(np.count_nonzero(long))
        weights = np.where(kind == 1, chinese, by_kind[kind])
        return PairEntries(keys, rare, weights, cut, gathered(source, begin, cut))

    def spellings(self) -> list[str]:
        """The pairs of titles and headings, the most frequent first: what a wrong character is compared with."""
        shown = np.flatnonzero(GRADES[self._pairs.rows & 3] >= HEAD)
        place = np.searchsorted(self._ends, shown, side="right")
        counts = np.bincount(place, minlength=len(self._ends))
        found = np.flatnonzero((counts > 0) & (self._pairs.keys >> 16 > 0x33FF))
        pairs = self._pairs.keys[found[np.argsort(-counts[found], kind="stable")]]
        text = np.stack((pairs >> 16, pairs & 0xFFFF), axis=1).astype("<u2").tobytes().decode("utf-16-le")
        return [text[at : at + 2] for at in range(0, len(text), 2)]

    def _phrase(self, word: str, having: int, units: Numbers, levels: Levels) -> Entry:
        """`having`: units that have the word; `units`: those in its list."""
        told = round(max(says(word) or _WORD_SAYS, _SAID_LEAST) * SCALE)
        if not having:
            return Entry(round(_WORD_RARITY * SCALE), told, True, units, levels)
        rare = rarity(self.size, having)
        if 2 * having < self.size:
            rare = max(rare, round(_PHRASE_RARITY * SCALE))
        return Entry(rare, told, True, units, levels)


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
