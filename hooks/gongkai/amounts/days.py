"""The days that words name: 2026年6月18日, 6月1日至15日, 二〇二六年六月八日, 每年1月、7月的1日至15日, 每月15日, 2026年6月底."""

import re
from calendar import monthrange
from collections.abc import Iterator
from typing import NamedTuple

from gongkai.amounts.numerals import value_of
from gongkai.patterns import pattern

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_Y = r"(?:\d{4}|[〇零一二三四五六七八九]{4})"
_TO = r"\s*(?:至|到|—+|－|-|–|~|～|、|和|或者?|及)\s*"
_DAY = pattern(
    rf"(?:(?P<y>{_Y})年\s*)?(?P<months>(?:{_N}月\s*[、和及]\s*)*)(?P<m>{_N})月\s*(?:的\s*)?(?P<d>{_N})[日号](?!线|楼|文|院|室|门|店)"
)
_ON = pattern(rf"{_TO}(?:(?P<y>{_Y})年\s*)?(?:(?P<m>{_N})月\s*)?(?P<d>{_N})[日号]")
_MONTHLY = pattern(rf"(?:每个?月|当月|次月|上月|下月)的?\s*(?P<d>{_N})[日号](?:前?{_TO}(?P<to>{_N})[日号])?")
_END = pattern(rf"(?:(?P<y>{_Y})年\s*)?(?P<m>{_N})月(?:底|末)")
_YEAR_END = pattern(rf"(?P<y>{_Y})年(?:年?底|年?末)")
_ISO = pattern(r"(?<![\d.])(?P<y>\d{4})(?P<sign>[-./])(?P<m>\d{1,2})(?P=sign)(?P<d>\d{1,2})(?![\d.])")

AnyDay = tuple[int, int, int]
"""Year, month and day; 0 where it is any."""


class NamedDay(NamedTuple):
    """A day, and where it is written; several may be written at one place (two months at once)."""

    day: AnyDay
    start: int
    end: int


def days_in(words: str) -> Iterator[NamedDay]:
    """The days that words name, in no order."""
    if "月" in words or "年" in words:
        for found in _DAY.finditer(words):
            yield from _spoken(found, words)
        for found in _MONTHLY.finditer(words):
            for name in ("d", "to"):
                if found[name]:
                    yield NamedDay((0, 0, _number(found[name])), *found.span(name))
        for found in _END.finditer(words):
            yield from _last(_number(found["y"]), _number(found["m"]), found)
        for found in _YEAR_END.finditer(words):
            yield NamedDay((_number(found["y"]), 12, 31), *found.span())
    for found in _ISO.finditer(words) if "20" in words or "19" in words else ():
        yield NamedDay((int(found["y"]), int(found["m"]), int(found["d"])), *found.span())


def _spoken(found: re.Match[str], words: str) -> Iterator[NamedDay]:
    """A day with the months and days that are told together with it."""
    year, months = _number(found["y"]), [_number(one) for one in re.findall(_N, found["months"])]
    months.append(_number(found["m"]))
    for month in months:
        yield NamedDay((year, month, _number(found["d"])), *found.span())
    at = found.end()
    while then := _ON.match(words, at):
        if then["m"]:
            months = [_number(then["m"])]
        year = _number(then["y"]) or year
        start = min(then.start(name) for name in "ymd" if then[name])
        for month in months:
            yield NamedDay((year, month, _number(then["d"])), start, then.end())
        at = then.end()


def _last(year: int, month: int, found: re.Match[str]) -> Iterator[NamedDay]:
    if 1 <= month <= 12:
        yield NamedDay((year, month, monthrange(year or 2001, month)[1]), *found.span())


def _number(written: str | None) -> int:
    return int(value_of(written)) if written else 0


def same_day(one: AnyDay, other: AnyDay) -> bool:
    """Whether two days may be one: what is left open on either side fits anything."""
    return all(a == b or not a or not b for a, b in zip(one, other, strict=True))
