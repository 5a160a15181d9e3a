"""Which entry of the knowledge base answers a question, and how surely.

The score is the share of what the question is about that an entry speaks of (rare terms weigh more, and one the
knowledge base has never heard of weighs most), mended by how much of the entry's own question is in it and by
whether both ask for the same. A question about something else fails by the words that are nowhere.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.exports import Entry, read_out
from gongkai.gaps.wording import Terms, terms
from gongkai.text import Texts

ANSWERED = 0.37
"""The score from which a question is taken for answered."""

_IN_QUESTION, _IN_TITLE, _IN_ANSWER, _IN_POLICY = 1.0, 0.85, 0.55, 0.4
"""How much it counts to find a term in each part of what an entry knows. These numbers and the threshold were
found on `tests/knowledge/tuning.csv` alone; they hold over wide ranges."""

_COVERAGE, _LIKENESS = 0.8, 0.2
_SAME_ASK, _OTHER_ASK = 0.12, -0.04


@dataclass(frozen=True)
class Match:
    """An entry that may answer a question, and how surely: 0 to 1."""

    entry: Entry
    score: float


class Matcher:
    """The knowledge base, ready to be asked."""

    def __init__(self, entries: Sequence[Entry], texts: Texts) -> None:
        self._entries = entries
        self._asked = [terms(entry.question) for entry in entries]
        self._postings: dict[str, dict[int, float]] = defaultdict(dict)
        policies = {p.path: terms(read_out(texts[p.path].html)) for entry in entries for p in entry.policies}
        for number, entry in enumerate(entries):
            parts = [
                (self._asked[number], _IN_QUESTION),
                (terms(_title(entry)), _IN_TITLE),
                (terms(entry.text), _IN_ANSWER),
                *((policies[policy.path], _IN_POLICY) for policy in entry.policies),
            ]
            for part, share in parts:
                for term in part.weights:
                    self._postings[term].setdefault(number, share)

    def best(self, question: str, most: int = 3) -> tuple[Match, ...]:
        """The entries that fit best, the best first; of equals the first in the knowledge base."""
        asked = terms(question)
        whole = self._mass(asked.weights)
        covered: dict[int, float] = defaultdict(float)
        for term, weight in asked.weights.items():
            rarity = self._rarity(term)
            for number, share in self._postings.get(term, {}).items():
                covered[number] += weight * rarity * share
        scores = {number: self._score(number, asked, part / whole) for number, part in covered.items()}
        order = sorted(scores, key=lambda number: (-scores[number], number))
        return tuple(Match(self._entries[number], scores[number]) for number in order[:most])

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


def _title(entry: Entry) -> str:
    policies = (policy.title for policy in entry.policies)
    return " ".join((entry.source.title, *policies, *entry.topics, *entry.audiences))
