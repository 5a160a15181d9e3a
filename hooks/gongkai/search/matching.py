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

from gongkai.model import Document
from gongkai.search import KnowledgeEntry, read_out
from gongkai.search.query_terms import QueryTerms, commonness, terms
from gongkai.text import Texts

ANSWERED = 0.15
"""The sureness from which a question is taken for answered."""

_QUESTION, _TITLE, _ANSWER, _AROUND = range(4)
_TO_FIT = (1.0, 0.95, 0.7, 0.25)
_TO_BE_SURE = (1.0, 0.95, 0.5, 0.25)
"""How much it counts to find a term in each part of what an entry knows: an answer's words tell which of several
entries fits better than they tell whether any does."""

_WORD, _PAIR, _SIGN = 1.0, 0.5, 0.1
"""What a term weighs by its sort."""

_COVERAGE, _APART, _SAME_ASK, _OTHER_ASK = 0.8, 0.05, 0.1, -0.05
_ENOUGH = 6.0
"""The weight of what was found that makes a match half as sure as it could be."""

_COMMON, _LEAST, _MOST = 100_000, 0.3, 5.6
"""Uses in the dictionary's corpus from which a word says nothing; the least and most an unknown one weighs."""
_NO_WORD, _UNKNOWN_PAIR = 1.5, 0.5

_LEAST_SIZE = 100
"""Entries from which their number tells how rare a term is: in a small knowledge base every term would be common."""


@dataclass(frozen=True)
class Match:
    """An entry that may answer a question, and how surely: 0 to 1."""

    entry: KnowledgeEntry
    score: float


class Matcher:
    """The knowledge base, ready to be asked."""

    def __init__(self, entries: Sequence[KnowledgeEntry], texts: Texts) -> None:
        self._entries = entries
        self._asked = [terms(entry.question) for entry in entries]
        self._titles = [terms(_title(entry)) for entry in entries]
        self._own: dict[str, dict[int, int]] = defaultdict(dict)
        self._around: dict[str, list[str]] = defaultdict(list)
        self._entries_of: dict[str, list[int]] = defaultdict(list)
        self._known: dict[str, dict[int, int]] = {}
        for number, entry in enumerate(entries):
            self._post(number, self._asked[number].all, _QUESTION)
            self._post(number, self._titles[number].all, _TITLE)
            self._post(number, terms(entry.text).all, _ANSWER)
            for document in _documents(entry):
                self._entries_of[document.path].append(number)
        for path in self._entries_of:
            for term in terms(read_out(texts[path].html)).all:
                self._around[term].append(path)

    def best(self, question: str, most: int = 3) -> tuple[Match, ...]:
        """The entries that fit best, the best first; of equals the first in the knowledge base."""
        asked = terms(question)
        weights = self._weights(asked, asked.all)
        found: dict[int, float] = defaultdict(float)
        sure: dict[int, float] = defaultdict(float)
        for term, weight in weights.items():
            for number, part in self._knowing(term).items():
                found[number] += weight * _TO_FIT[part]
                sure[number] += weight * _TO_BE_SURE[part]
        whole = sum(weights.values())
        fits = {number: self._fit(number, asked, mass / whole) for number, mass in found.items()}
        order = sorted(fits, key=lambda number: (-fits[number], number))[:most]
        return tuple(Match(self._entries[n], self._sureness(n, asked, sure[n], whole)) for n in order)

    def _post(self, number: int, found: Iterable[str], part: int) -> None:
        """Note that an entry knows these terms, and in which part; where it knows one better already stays."""
        for term in found:
            self._own[term].setdefault(number, part)

    def _knowing(self, term: str) -> dict[int, int]:
        """The entries that know a term, and in which part; put together when it is first asked for."""
        if term not in self._known:
            found = dict(self._own.get(term, {}))
            for path in self._around.get(term, ()):
                for number in self._entries_of[path]:
                    found.setdefault(number, _AROUND)
            self._known[term] = found
        return self._known[term]

    def _sureness(self, number: int, asked: QueryTerms, found: float, whole: float) -> float:
        fit = max(self._fit(number, asked, found / whole), 0.0)
        return round(min(fit * found / (found + _ENOUGH), 1.0), 3)

    def _fit(self, number: int, asked: QueryTerms, coverage: float) -> float:
        own, apart = self._asked[number], self._apart[number]
        same = bool(own.asks & asked.asks)
        shared = sum(weight for term, weight in apart.items() if term in asked.all)
        like = shared / sum(apart.values()) if apart else float(same)
        fit = _COVERAGE * coverage + _APART * like
        if own.asks and asked.asks:
            fit += _SAME_ASK if same else _OTHER_ASK
        return fit

    @cached_property
    def _apart(self) -> list[dict[str, float]]:
        """What sets the question of each entry apart from others on the same policy: what its title does not say."""
        pairs = zip(self._asked, self._titles, strict=True)
        return [self._weights(asked, asked.all - title.all) for asked, title in pairs]

    def _weights(self, of: QueryTerms, these: Iterable[str]) -> dict[str, float]:
        """What each of these terms of a text weighs."""

        def weight(term: str) -> float:
            return _WORD if term in of.words else _PAIR if term in of.pairs else _SIGN

        return {term: weight(term) * self._rarity(term, of) for term in sorted(these)}

    def _rarity(self, term: str, of: QueryTerms) -> float:
        """How much a term says: by the entries that know it, else by its use in ordinary Chinese."""
        if knowing := self._knowing(term):
            size = max(len(self._entries), _LEAST_SIZE)
            return max(math.log((size + 1) / (len(knowing) + 0.5)), 0.1)
        if term not in of.words:
            return _UNKNOWN_PAIR if term in of.pairs else 0.0
        uses = commonness(term)
        return _NO_WORD if uses is None else min(max(math.log(_COMMON / max(uses, 1)), _LEAST), _MOST)


def _documents(entry: KnowledgeEntry) -> tuple[Document, ...]:
    """The documents that an answer belongs to: its own, and the policies or drafts that it explains."""
    return tuple(dict.fromkeys((*entry.policies, *entry.dockets, entry.source)))


def _title(entry: KnowledgeEntry) -> str:
    policies = (policy.title for policy in entry.policies)
    return " ".join((entry.source.title, *policies))
