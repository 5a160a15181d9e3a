"""Which entry of the knowledge base answers a question, and how surely.

The score is the share of what the question is about that an entry speaks of (rare terms weigh more, and one the
knowledge base has never heard of weighs most), mended by how much of the entry's own question is in it and by
whether both ask for the same. A question about something else fails by the words that are nowhere.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gongkai.exports import Entry
from gongkai.gaps.wording import Terms, terms

ANSWERED = 0.5
"""The score from which a question is taken for answered; found on `tests/knowledge/tuning.csv` alone."""

_IN_QUESTION, _IN_TITLE, _IN_ANSWER = 1.0, 0.85, 0.6
_COVERAGE, _LIKENESS = 0.8, 0.2
_SAME_ASK, _OTHER_ASK = 0.08, -0.04


@dataclass(frozen=True)
class Match:
    """An entry that may answer a question, and how surely: 0 to 1."""

    entry: Entry
    score: float


class Matcher:
    """The knowledge base, ready to be asked."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._asked = [terms(entry.question) for entry in entries]
        self._postings: dict[str, dict[int, float]] = defaultdict(dict)
        for number, entry in enumerate(entries):
            for term, share in _hits(entry, self._asked[number]).items():
                self._postings[term][number] = share

    def best(self, question: str, most: int = 3) -> tuple[Match, ...]:
        """The entries that fit best, the best first; of equals the first in the knowledge base."""
        asked = terms(question)
        whole = sum(weight * self._rarity(term) for term, weight in asked.weights.items())
        covered: dict[int, float] = defaultdict(float)
        for term, weight in asked.weights.items():
            for number, share in self._postings.get(term, {}).items():
                covered[number] += weight * self._rarity(term) * share
        found = [
            Match(self._entries[number], self._score(number, asked, part / whole))
            for number, part in covered.items()
        ]
        order = {id(entry): number for number, entry in enumerate(self._entries)}
        return tuple(sorted(found, key=lambda match: (-match.score, order[id(match.entry)]))[:most])

    def _score(self, number: int, asked: Terms, coverage: float) -> float:
        own = self._asked[number]
        both = {term: weight for term, weight in own.weights.items() if term in asked.weights}
        likeness = self._mass(both) / (self._mass(own.weights) or 1)
        score = _COVERAGE * coverage + _LIKENESS * likeness
        if own.asks and asked.asks:
            score += _SAME_ASK if own.asks & asked.asks else _OTHER_ASK
        return round(min(max(score, 0.0), 1.0), 3)

    def _mass(self, weights: Mapping[str, float]) -> float:
        return sum(weight * self._rarity(term) for term, weight in weights.items())

    def _rarity(self, term: str) -> float:
        """Inverse document frequency; highest for a term that is nowhere."""
        return math.log((len(self._entries) + 1) / (len(self._postings.get(term, ())) + 0.5))


def _hits(entry: Entry, own: Terms) -> dict[str, float]:
    """Every term of an entry, and how much it counts to find it there."""
    title = " ".join((entry.source.title, *(policy.title for policy in entry.policies), *entry.topics, *entry.audiences))
    hits: dict[str, float] = {}
    for words, share in ((own, _IN_QUESTION), (terms(title), _IN_TITLE), (terms(entry.text), _IN_ANSWER)):
        for term in words.weights:
            hits.setdefault(term, share)
    return hits


def ranked(matcher: Matcher, questions: Iterable[str]) -> list[tuple[Match, ...]]:
    """The best matches of each question."""
    return [matcher.best(question) for question in questions]
