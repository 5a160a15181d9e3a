"""How well each unit has each of citizens' words, or what it stands for."""

from collections.abc import Iterable, Iterator

import numpy as np

from gongkai.search.dictionary import SCALE, pair_codes
from gongkai.search.meaning_pairs import GRADES, TITLE, Levels, Rows, SearchPairs, rarity
from gongkai.search.words import Words

_SAME, _SAID_SO, _IN_PARTS, _MOSTLY, _LEADING, _MISSING = 0.95, 0.55, 0.8, 0.6, 0.6, 2.0

Places = tuple[Rows, Levels]
"""Units, and how well each has a pair."""


class WordLevels:
    """The levels of words in one section: for each unit how well it has a word."""

    def __init__(self, pairs: SearchPairs, words: Words) -> None:
        self._pairs, self._words, self._size = pairs, words, pairs.size
        self._ends = np.cumsum(pairs.counts, dtype=np.int64)
        self._places = self._places_of_words(words)
        self.nowhere: Levels = np.zeros(self._size, dtype=np.uint8)
        """The levels of what no unit has, always this one array: most words of citizens are of other offices' matters."""
        self._scratch = np.zeros(self._size, dtype=np.uint8)

    def said(self) -> dict[str, Levels]:
        """For each word how well each unit has it, or what it stands for."""
        said: dict[str, Levels] = {}
        for group in self._words.groups:
            own = {word: self._having(word) for word in (*group.written, *group.said)}
            written = [level(word) for word in group.written for level in (own.__getitem__, self._in_parts)]
            same, so = self._best_of(written), self._best_of(own[word] for word in group.said)
            shared = self.nowhere
            if same is not shared or so is not shared:
                shared = (np.maximum(same * _SAME, so * _SAID_SO) + 0.5).astype(np.uint8)
            for word, levels in own.items():
                said[word] = self._best_of((levels, shared, said.get(word, shared)))
        led: dict[str, Levels] = {}
        for lead in self._words.leads:
            sought = [said[word] if word in said else self._known(word) for word in lead.sought]
            best = self._best_of(sought)
            found = best if best is self.nowhere else (best * _LEADING + 0.5).astype(np.uint8)
            for word in lead.said:
                before = led.get(word, said[word] if word in said else self._having(word))
                led[word] = self._best_of((before, found))
        return said | led

    def _best_of(self, some: Iterable[Levels]) -> Levels:
        """For each unit the best of these levels: where only one array tells any, that array."""
        there = list({id(levels): levels for levels in some if levels is not self.nowhere}.values())
        if len(there) < 2:
            return there[0] if there else self.nowhere
        best: Levels = np.maximum.reduce(there)
        return best

    def _known(self, word: str) -> Levels:
        return self._best_of((self._having(word), self._in_parts(word)))

    def _places_of_words(self, words: Words) -> dict[str, Places]:
        """Of each pair of these words that stands anywhere the units that have it, and how well."""
        sought = (word for lead in words.leads for word in lead.sought)
        pairs = list(dict.fromkeys(pair for word in (*words.every, *sought) for pair in _pairs_in(word)))
        codes = pair_codes("".join(pairs))
        place = np.minimum(np.searchsorted(self._pairs.keys, codes), max(len(self._ends) - 1, 0))
        there = self._pairs.keys[place] == codes if len(self._ends) else np.zeros(len(pairs), dtype=bool)
        ends = self._ends[place[there]]
        begin = ends - self._pairs.counts[place[there]]
        found = (pairs[at] for at in np.flatnonzero(there).tolist())
        bounds = zip(found, begin.tolist(), ends.tolist(), strict=True)
        rows = ((pair, self._pairs.rows[a:z]) for pair, a, z in bounds)
        return {pair: (own >> 2, GRADES[own & 3]) for pair, own in rows}

    def _having(self, word: str) -> Levels:
        """How well each unit has all pairs of a word."""
        pairs = list(_pairs_in(word))
        if not pairs or not all(map(self._places.__contains__, pairs)):
            return self.nowhere
        (units, having), *others = sorted(map(self._places.__getitem__, pairs), key=lambda one: len(one[0]))
        for places, grades in others:
            self._scratch[places] = grades
            having = np.minimum(having, self._scratch[units])
            self._scratch[places] = 0
            if not having.any():
                return self.nowhere
        levels = np.zeros(self._size, dtype=np.uint8)
        levels[units] = having
        return levels

    def _in_parts(self, word: str) -> Levels:
        """How well each unit has most of the pairs of a word, the rare ones counting for more."""
        pairs = list(_pairs_in(word))
        if len(pairs) < 2 or not any(map(self._places.__contains__, pairs)):
            return self.nowhere
        mass, whole = np.zeros(self._size), 0.0
        for pair in pairs:
            if pair not in self._places:
                whole += _MISSING
                continue
            units, grades = self._places[pair]
            weight = rarity(self._size, len(units)) / SCALE
            mass[units] += weight * grades
            whole += weight
        near = np.flatnonzero(mass > 0)
        share = mass[near] / whole
        most = share >= _MOSTLY * TITLE
        if not most.any():
            return self.nowhere
        levels = np.zeros(self._size, dtype=np.uint8)
        levels[near[most]] = share[most] * _IN_PARTS + 0.5
        return levels


def _pairs_in(word: str) -> Iterator[str]:
    return (word[place : place + 2] for place in range(len(word) - 1))
