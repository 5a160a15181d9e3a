"""A query's characters and their weights → units in their order, and how surely the first of them answer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.search.query import SHARED, Query, credited, in_titles

WHOLE = 10_000
"""What each part of a score gives for a query of which everything is in a title."""
SURE = 8200
"""The sureness from which a result is taken for an answer; below, it is only near."""

_MOST = 150
_RARITY_TENTHS = 8
_SAME_ASK, _OTHER_ASK = 1000, -500
_AS_WELL = 85
"""Per cent of the best score from which others meet the query as well."""
_ENOUGH = 4 * 16 * SHARED * _MOST
"""What was found, weighed by what it says in any text, that is half of enough."""
_LONG = 20
FEW, _HAS, _NEARLY = 6, 90, 9
"""Characters that say something, of a few key words: a unit that has nine tenths of what they say in its headings answers them; digits
alone say too little."""
_HEADED = 90
"""A word for what other offices deal with must stand in a heading, at least."""
_SURE_BY = (55, 10, 13, 35, 42)
"""Per cent of sureness: what is covered, by what it says and by how rare it is here; whether that is much; the share of the
title that is asked for; the query's length, for of a long one less can be covered. Fitted to the open questions."""


@dataclass(frozen=True)
class Units:
    """What is told of units beside their words: a number for each."""

    asked: Sequence[int]
    standing: Sequence[int]
    titles: Sequence[int]
    """Pairs in their titles."""


@dataclass(frozen=True)
class Result:
    """A unit, its score (of at most 19,000), and how surely it answers, see `SURE`."""

    unit: int
    score: int
    sure: int


def ranked(query: Query, units: Units, standings: Sequence[Sequence[int]], key_words: bool) -> list[Result]:
    """The units that have something of the query, the best first; of those that meet it as well, what holds today first, of
    equals the newest. `key_words`: a few that all stand in headings are answered."""
    whole, whole_says = max(sum(query.rarity), 1) * _MOST, max(sum(query.says), 1) * _MOST
    length = WHOLE * min(len(query.text), _LONG) // _LONG
    titles = in_titles(query)
    words = key_words and sum(one > 0 for one in query.says) <= FEW and _says_words(query)
    results = []
    for unit, having in credited(query).items():
        says = _sum(query.says, having)
        covered, rarity = WHOLE * says // whole_says, WHOLE * _sum(query.rarity, having) // whole
        asks = 0
        if units.asked[unit] and query.asks:
            asks = _SAME_ASK if units.asked[unit] & query.asks else _OTHER_ASK
        _order, per_cent = standings[units.standing[unit]]
        score = (rarity * _RARITY_TENTHS // 10 + covered + asks) * per_cent // 100
        enough, title = (
            WHOLE * says // (says + _ENOUGH),
            WHOLE * titles.get(unit, 0) // max(units.titles[unit], 1),
        )
        parts = zip(_SURE_BY, (covered, rarity, enough, title, length), strict=True)
        sure = sum(by * part for by, part in parts) // 100
        if words and _having(query, having) * 10 >= sum(query.says) * _NEARLY:
            sure = max(sure, WHOLE)
        if any(having.get(place, 0) < _HEADED for place in query.elsewhere):
            sure = min(sure, SURE - 1)
        results.append(Result(unit, score, sure))
    return in_order(results, units, standings)


def in_order(results: Iterable[Result], units: Units, standings: Sequence[Sequence[int]]) -> list[Result]:
    """The best first; of those that come as near, what holds today first."""
    best = sorted(results, key=lambda one: (-one.score, units.standing[one.unit], one.unit))
    return list(_standing(best, [standings[place][0] for place in units.standing]))


def _standing(results: Sequence[Result], order: Sequence[int]) -> Iterator[Result]:
    """Band by band, each of what comes as near as its best: within it, by standing."""
    start = 0
    while start < len(results):
        end = start + 1
        while end < len(results) and results[end].score * 100 >= results[start].score * _AS_WELL:
            end += 1
        yield from sorted(results[start:end], key=lambda one: order[one.unit])
        start = end


def _says_words(query: Query) -> bool:
    return any(key.entry.phrase or not query.text[key.start].isdigit() for key in query.keys)


def _having(query: Query, having: Mapping[int, int]) -> int:
    return sum(query.says[place] for place, value in having.items() if value >= _HAS)


def _sum(weights: Sequence[int], having: Mapping[int, int]) -> int:
    return sum(weights[place] * value for place, value in having.items())
