"""Results → the same, and what is about the matter that the question speaks of. `search-matters.js` does the same."""

from collections.abc import Mapping, Sequence

from gongkai.search.matters import LEVELS, STRONGEST, Weights
from gongkai.search.matters import WHOLE as CERTAIN
from gongkai.search.ranking import SURE, WHOLE, Result, Units, in_order

_COUNTS_TENTHS = 12
"""Tenths of what a title that has everything is worth, that a document is worth that is about the matter without doubt."""
_ELSEWHERE = 500
"""How likely other offices' matters must be, of `CERTAIN`, together, for nothing to be called an answer."""


def with_matters(
    results: Sequence[Result],
    likely: Mapping[int, int],
    near: Sequence[Weights],
    about: Sequence[Mapping[int, int]],
    units: Units,
    standings: Sequence[Sequence[int]],
) -> list[Result]:
    """`likely`: matters by their places, and how likely each is; `near`: for each of ours which others may serve too; `about`: how surely
    units are about it."""
    points: dict[int, int] = {}
    for place, share in _serving(likely, near).items():
        for unit, level in about[place].items():
            points[unit] = points.get(unit, 0) + share * level
    most = SURE - 1 if _elsewhere(likely, len(about)) else WHOLE
    found = {one.unit: one for one in results}
    for unit in points:
        found.setdefault(unit, Result(unit, 0, 0))
    return in_order(
        (_raised(one, points, units, standings, most) for one in found.values()), units, standings
    )


def _serving(likely: Mapping[int, int], near: Sequence[Weights]) -> dict[int, int]:
    """How likely documents about each matter of ours serve."""
    serving = {place: share for place, share in likely.items() if place < len(near)}
    for place in tuple(serving):
        for other, strength in near[place]:
            serving[other] = serving.get(other, 0) + likely[place] * strength // STRONGEST
    return serving


def _raised(
    one: Result, points: Mapping[int, int], units: Units, standings: Sequence[Sequence[int]], most: int
) -> Result:
    _order, per_cent = standings[units.standing[one.unit]]
    more = points.get(one.unit, 0) * _COUNTS_TENTHS * WHOLE // (10 * CERTAIN * LEVELS)
    return Result(one.unit, one.score + more * per_cent // 100, min(one.sure, most))


def _elsewhere(likely: Mapping[int, int], own: int) -> bool:
    return sum(share for place, share in likely.items() if place >= own) >= _ELSEWHERE
