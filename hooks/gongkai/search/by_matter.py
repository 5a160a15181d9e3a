"""Results that may be no answer → the same, and what is about the matter that the question speaks of. `search-matters.js` does the
same."""

from collections.abc import Mapping, Sequence

from gongkai.search.matters import LEVELS
from gongkai.search.matters import WHOLE as CERTAIN
from gongkai.search.ranking import SURE, WHOLE, Result, Units, in_order

SURE_ENOUGH, SURE_ENOUGH_SPELT = 9000, 5000
"""The sureness from which a result needs no second look; for a query that `spelling.z` was fetched for, which is as large, so that
few queries fetch both."""
_COUNTS_TENTHS = 12
"""Tenths of what a title that has everything is worth, that a document is worth that is about the matter without doubt."""
_ELSEWHERE = 500
"""How likely other offices' matters must be, of `CERTAIN`, together, for nothing to be called an answer."""


def needs_matters(results: Sequence[Result], spelt: bool) -> bool:
    """Whether no result is sure enough; `spelt`: the query's spelling was looked at."""
    return all(one.sure < (SURE_ENOUGH_SPELT if spelt else SURE_ENOUGH) for one in results)


def with_matters(
    results: Sequence[Result],
    likely: Mapping[int, int],
    about: Sequence[Mapping[int, int]],
    units: Units,
    standings: Sequence[Sequence[int]],
) -> list[Result]:
    """`likely`: matters by their places, and how likely each is; `about`: for each matter of ours how surely units are about it."""
    points: dict[int, int] = {}
    for place, share in likely.items():
        if place < len(about):
            for unit, level in about[place].items():
                points[unit] = points.get(unit, 0) + share * level
    most = SURE - 1 if _elsewhere(likely, len(about)) else WHOLE
    found = {one.unit: one for one in results}
    for unit in points:
        found.setdefault(unit, Result(unit, 0, 0))
    return in_order(
        (_raised(one, points, units, standings, most) for one in found.values()), units, standings
    )


def _raised(
    one: Result, points: Mapping[int, int], units: Units, standings: Sequence[Sequence[int]], most: int
) -> Result:
    _order, per_cent = standings[units.standing[one.unit]]
    more = points.get(one.unit, 0) * _COUNTS_TENTHS * WHOLE // (10 * CERTAIN * LEVELS)
    return Result(one.unit, one.score + more * per_cent // 100, min(one.sure, most))


def _elsewhere(likely: Mapping[int, int], own: int) -> bool:
    return sum(share for place, share in likely.items() if place >= own) >= _ELSEWHERE
