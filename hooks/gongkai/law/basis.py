"""What a rule rests on: what holds everywhere, and a bureau's own text, by year."""

import re
from dataclasses import dataclass

_DIGITS = "零一二三四五六七八九"
_NUMERALS = re.compile(r"[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]|[0-9]+")
_LAST = 1000


@dataclass(frozen=True)
class Basis:
    """The sources of one rule. `first` and `last` hold everywhere and stand around the bureau's `own` text; where
    there is none of the three, `otherwise` is cited."""

    first: str = ""
    last: str = ""
    otherwise: str = ""
    own: tuple[tuple[int, str], ...] = ()
    """From each year on, the oldest first, the bureau's own text; empty where it has none since that year."""

    def cited(self, year: int) -> str:
        """What is cited for something of this year."""
        own = next((text for since, text in reversed(self.own) if since <= year), "")
        return self._with(own)

    def __str__(self) -> str:
        """What is cited, year by year where years differ."""
        if len(self.own) <= 1:
            return self._with(self.own[0][1] if self.own else "")
        return "；".join(f"{since}年起：{self._with(text)}" for since, text in self.own)

    def _with(self, own: str) -> str:
        return "；".join(filter(None, (self.first, own, self.last))) or self.otherwise


@dataclass(frozen=True)
class WorkPoints:
    """A bureau's work points from a year on: what they are called, and for each rule that rests on them the place
    and what stands there."""

    since: int
    title: str
    places: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class LocalBasis:
    """A bureau's own texts: from each year on, the oldest first, by a rule's code what its findings cite."""

    years: tuple[tuple[int, tuple[tuple[str, str], ...]], ...] = ()
    points: tuple[WorkPoints, ...] = ()
    """The work points of the same years."""

    @property
    def codes(self) -> frozenset[str]:
        """The rules that are named."""
        return frozenset(code for _year, texts in self.years for code, _text in texts)

    def of(self, code: str) -> tuple[tuple[int, str], ...]:
        """One rule's texts by year; none where it is never named."""
        return (
            tuple((year, dict(texts).get(code, "")) for year, texts in self.years)
            if code in self.codes
            else ()
        )

    def points_in(self, year: int) -> WorkPoints | None:
        """The work points that are in force in a year: its own, else the last before it."""
        return next((one for one in reversed(self.points) if one.since <= year), None)


def place_order(place: str) -> tuple[int, ...]:
    """Sorts places in a text as they stand there: 二（一）before 二（十）before 三."""
    return tuple(_number(found) for found in _NUMERALS.findall(place)) or (_LAST,)


def _number(numeral: str) -> int:
    """十二 as 12, 3 as 3."""
    if numeral.isdecimal():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    return 10 * (_DIGITS.index(tens or "一") if ten else 0) + _DIGITS.index(ones or "零")
