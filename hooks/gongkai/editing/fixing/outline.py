"""What the numbers of headings say of their levels: 第一章 above 第一节, 一、 above （一）, 三、 beside 二、."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gongkai.text.clause_numbers import CHINESE, chinese_number, number_of

_BOOK = re.compile(rf"第[\s　]*(?P<number>[{CHINESE}]+|\d+)[\s　]*(?P<unit>[编章节])(?![{CHINESE}\d])")
_CLAUSES = 3
"""Ranks: 0 to 2 for 编章节, 3 for 条, 4 to 7 for 一、（一）1.（1）."""
_LOWEST = 6


class WrittenHeading(NamedTuple):
    """A heading as it is written."""

    level: int
    words: str


class _Numbered(NamedTuple):
    """A heading with a number: its place among the headings, its rank, and how deep its number puts it, from 0."""

    place: int
    rank: int
    depth: int


def mended_levels(headings: Sequence[WrittenHeading]) -> list[int]:
    """Every heading's level; another than it has only where the numbers of the whole text say so.

    A kind of number (第几章, 一、) has one level in a text, as long as no heading without a number comes between. The
    level is that which most of its headings have and which follows from its rank; what has another is set right.
    Where most have another, or the numbers do not run on, nothing is changed: the slip may be elsewhere.
    """
    levels = [heading.level for heading in headings]
    for before, part in _parts(headings):
        if _runs_on([headings[one.place] for one in part]) and (top := _top(part, levels, before)):
            for rank in {one.rank for one in part}:
                _settle([one for one in part if one.rank == rank], top, levels)
    return levels


def agree(headings: Sequence[WrittenHeading], levels: Sequence[int]) -> bool:
    """Whether nothing in the numbers contradicts these levels: each kind has one, and none stands above its betters."""
    for _before, part in _parts(headings):
        found = sorted({(one.rank, levels[one.place]) for one in part})
        if len(found) > len(dict(found)) or sorted(level for _rank, level in found) != [
            level for _rank, level in found
        ]:
            return False
    return True


def is_numbered(heading: WrittenHeading) -> bool:
    """Whether a heading begins with a number."""
    return _number(heading.words) is not None


def _parts(headings: Sequence[WrittenHeading]) -> Iterator[tuple[int, list[_Numbered]]]:
    """The numbered headings between those without a number, and the level of the one before them (0: none)."""
    found: list[_Numbered] = []
    ranks: list[int] = []
    before = 0
    for place, heading in enumerate(headings):
        number = _number(heading.words)
        if number is None:
            if found:
                yield before, found
            found, ranks, before = [], [], heading.level
            continue
        rank, _value = number
        ranks = [other for other in ranks if other < rank]
        found.append(_Numbered(place, rank, len(ranks)))
        ranks.append(rank)
    if found:
        yield before, found


def _number(words: str) -> tuple[int, int] | None:
    """Rank and value of the number that a heading begins with."""
    words = words.lstrip(" 　*_")
    if book := _BOOK.match(words):
        return "编章节".index(book["unit"]), chinese_number(book["number"])
    found = number_of(words)
    return None if found is None else (_CLAUSES + found.level, found.value)


def _runs_on(headings: Sequence[WrittenHeading]) -> bool:
    """Whether every number is the one after the last of its kind, or the first below another heading."""
    last: dict[int, int] = {}
    for heading in headings:
        number = _number(heading.words)
        assert number is not None
        rank, value = number
        new_above = any(other < rank for other in last)
        if rank in last and value != last[rank] + 1 and not (value == last[rank] and rank == _CLAUSES):
            return False
        if rank not in last and value != 1 and not new_above and rank != _CLAUSES:
            return False
        last = {other: count for other, count in last.items() if other <= rank or other == _CLAUSES}
        last[rank] = value
    return True


def _top(part: Sequence[_Numbered], levels: Sequence[int], before: int) -> int:
    """The level of depth 0 that most headings speak for; 0 where it is not clear, or does not fit the heading before."""
    (top, votes), *others = Counter(levels[one.place] - one.depth for one in part).most_common(2)
    if others and others[0][1] == votes:
        return 0
    return top if top in ((before, before + 1) if before else (2,)) else 0


def _settle(kind: Sequence[_Numbered], top: int, levels: list[int]) -> None:
    """Give the headings of one kind their level, if most of them have it."""
    wanted = [min(top + one.depth, _LOWEST) for one in kind]
    right = sum(levels[one.place] == level for one, level in zip(kind, wanted, strict=True))
    if right >= 2 and right * 2 > len(kind):
        for one, level in zip(kind, wanted, strict=True):
            levels[one.place] = level
