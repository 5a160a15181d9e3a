"""Which entry of the knowledge base answers a question, and how surely.

An entry fits by the share of what the question is about that it speaks of (rare terms weigh more), by how much of
what sets its own question apart is asked, and by whether both ask for the same. How surely: the same, less where
little was found at all. A question about something else fails by the words that are nowhere: one that ordinary
Chinese seldom uses (公积金) weighs much, one that everybody uses (一起), or that no dictionary has, little.

The numbers were found on `tests/knowledge/tuning.csv` alone; docs/quality.md tells what they do on others.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from gongkai.exports import Entry, read_out
from gongkai.gaps.wording import Terms, commonness, terms
from gongkai.text import Texts

ANSWERED = 0.24
"""The sureness from which a question is taken for answered."""

_IN_QUESTION, _IN_TITLE, _IN_ANSWER, _IN_POLICY = 1.0, 0.95, 0.5, 0.3
"""How much it counts to find a term in each part of what an entry knows."""

_WORD, _PAIR, _SIGN = 1.0, 0.6, 0.1
"""What a term weighs by its sort."""

_COVERAGE, _APART, _SAME_ASK, _OTHER_ASK = 0.8, 0.2, 0.15, -0.05
_ENOUGH = 4.0
"""The weight of what was found that makes a match half as sure as it could be."""

_COMMON, _LEAST, _MOST = 100_000, 0.3, 5.6
"""Uses in the dictionary's corpus from which a word says nothing; the least and most an unknown one weighs."""
_NO_WORD, _UNKNOWN_PAIR = 1.5, 0.5


@dataclass(frozen=True)
class Match:
    """An entry that may answer a question, and how surely: 0 to 1."""

    entry: Entry
    score: float


class Matcher:
    """The knowledge base, ready to be asked."""

    def __init__(self, entries: Sequence[Entry], texts: Texts) -> None:
        self._entries = entries
        self._postings: dict[str, dict[int, float]] = defaultdict(dict)
        self._asked = [terms(entry.question) for entry in entries]
        self._titles = [terms(_title(entry)) for entry in entries]
        policies = {p.path: terms(read_out(texts[p.path].html)) for entry in entries for p in entry.policies}
        for number, entry in enumerate(entries):
            self._post(number, self._asked[number].all, _IN_QUESTION)
            self._post(number, self._titles[number].all, _IN_TITLE)
            self._post(number, terms(entry.text).all, _IN_ANSWER)
            for policy in entry.policies:
                self._post(number, policies[policy.path].all, _IN_POLICY)

    def best(self, question: str, most: int = 3) -> tuple[Match, ...]:
        """The entries that fit best, the best first; of equals the first in the knowledge base."""
        asked = terms(question)
        weights = self._weights(asked, asked.all)
        found: dict[int, float] = defaultdict(float)
        for term, weight in weights.items():
            for number, share in self._postings.get(term, {}).items():
                found[number] += weight * share
        whole = sum(weights.values())
        fits = {number: self._fit(number, asked, part / whole) for number, part in found.items()}
        order = sorted(fits, key=lambda number: (-fits[number], number))
        return tuple(
            Match(
                self._entries[number],
                round(max(fits[number], 0) * found[number] / (found[number] + _ENOUGH), 3),
            )
            for number in order[:most]
        )

    def _post(self, number: int, found: Iterable[str], share: float) -> None:
        """Note that an entry knows these terms; what it knows better already stays."""
        for term in found:
            self._postings[term].setdefault(number, share)

    def _fit(self, number: int, asked: Terms, coverage: float) -> float:
        own = self._asked[number]
        apart = self._apart[number]
        shared = sum(weight for term, weight in apart.items() if term in asked.all)
        fit = _COVERAGE * coverage + _APART * shared / (sum(apart.values()) or 1)
        if own.asks and asked.asks:
            both = own.asks & asked.asks
            fit += _SAME_ASK * len(both) / len(own.asks) if both else _OTHER_ASK
        return fit

    @cached_property
    def _apart(self) -> list[dict[str, float]]:
        """What sets the question of each entry apart from others on the same policy: what its title does not say."""
        pairs = zip(self._asked, self._titles, strict=True)
        return [self._weights(asked, asked.all - title.all) for asked, title in pairs]

    def _weights(self, of: Terms, these: Iterable[str]) -> dict[str, float]:
        """What each of these terms of a text weighs."""

        def weight(term: str) -> float:
            return _WORD if term in of.words else _PAIR if term in of.pairs else _SIGN

        return {term: weight(term) * self._rarity(term, of) for term in sorted(these)}

    def _rarity(self, term: str, of: Terms) -> float:
        """How much a term says: by the entries that know it, else by its use in ordinary Chinese."""
        if knowing := self._postings.get(term):
            return max(math.log((len(self._entries) + 1) / (len(knowing) + 0.5)), 0.1)
        if term not in of.words:
            return _UNKNOWN_PAIR if term in of.pairs else 0.0
        uses = commonness(term)
        return _NO_WORD if uses is None else min(max(math.log(_COMMON / max(uses, 1)), _LEAST), _MOST)


def _title(entry: Entry) -> str:
    policies = (policy.title for policy in entry.policies)
    return " ".join((entry.source.title, *policies, *entry.topics, *entry.audiences))
