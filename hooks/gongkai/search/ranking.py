"""A query's characters and their weights → units in their order, and how surely the first of them answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.search.query import SHARED, Query, credits

WHOLE = 10_000
"""What a score gives for a query of which everything is in a title."""
SURE = 2900
"""The sureness from which a result is taken for an answer; below, it is only near."""

_MOST = 150
_RARITY_TENTHS = 8
_SAME_ASK, _OTHER_ASK = 1000, -500
_ENOUGH = 4 * 16 * SHARED * _MOST
"""What was found, weighed by what it says in any text, that makes a match half as sure as it could be."""


@dataclass(frozen=True)
class Result:
    """A unit, its score, and how surely it answers: 0 to about `WHOLE`."""

    unit: int
    score: int
    sure: int


def ranked(
    query: Query, asked: Sequence[int], standing: Sequence[int], standings: Sequence[Sequence[int]]
) -> list[Result]:
    """The units that have something of the query, the best first; of equals the newest."""
    whole, whole_says = max(sum(query.rarity), 1) * _MOST, max(sum(query.says), 1) * _MOST
    results = []
    for unit, having in credits(query).items():
        rarity, says = _sum(query.rarity, having), _sum(query.says, having)
        covered = WHOLE * says // whole_says
        asks = 0
        if asked[unit] and query.asks:
            asks = _SAME_ASK if asked[unit] & query.asks else _OTHER_ASK
        raised, per_cent = standings[standing[unit]]
        score = WHOLE * rarity // whole * _RARITY_TENTHS // 10 + covered + asks + raised
        sure = (covered + asks) * says // (says + _ENOUGH)
        results.append(Result(unit, score * per_cent // 100, sure))
    return sorted(results, key=lambda one: (-one.score, one.unit))


def _sum(weights: Sequence[int], having: Mapping[int, int]) -> int:
    return sum(weights[place] * value for place, value in having.items())
