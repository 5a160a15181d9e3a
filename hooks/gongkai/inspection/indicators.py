"""An indicator, what was found of it and by what; and the national indicators, read from data/inspection.yml."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

import yaml

from gongkai.package import PACKAGE


class Verdict(StrEnum):
    """What is to be said of an indicator."""

    MET = "达标"
    LATE = "有逾期"
    FAILED = "未达标"
    OPEN = "本站不能判断"
    NOTHING = "没有这类事项"


@dataclass(frozen=True)
class Proof:
    """What shows it: a page by its path below the site (or elsewhere by its address), and the day that counts."""

    title: str
    url: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Judgement:
    """What was found of an indicator, in one sentence; what shows it; and how to mend it where it fails."""

    verdict: Verdict
    says: str
    proofs: tuple[Proof, ...] = ()
    remedy: str = ""


@dataclass(frozen=True)
class IndicatorClause:
    """One thing that an indicator asks: `check` names what judges it; else `made` says what the program does for every
    site, and on which pages, or `open` why nothing here can tell."""

    item: str
    says: str
    source: str
    check: str = ""
    made: str = ""
    pages: Mapping[str, str] = field(default_factory=dict)
    open: str = ""
    limit: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class UnjudgedPart:
    """A part of the indicators, not yet judged."""

    title: str
    source: str
    says: str
    clauses: tuple[IndicatorClause, ...]


@dataclass(frozen=True)
class Indicator:
    """A clause with what was found of it."""

    item: str
    says: str
    source: str
    found: Judgement


@dataclass(frozen=True)
class Part:
    """A part of the indicators, judged."""

    title: str
    source: str
    says: str
    indicators: tuple[Indicator, ...]

    def count(self, verdict: Verdict) -> int:
        """How many of its indicators are so."""
        return sum(one.found.verdict is verdict for one in self.indicators)


@dataclass(frozen=True)
class DutyTitle:
    """How a duty by its day is called, and what it rests on, where the work points do not name it."""

    title: str
    source: str


@dataclass(frozen=True)
class NationalIndicators:
    """All that data/inspection.yml says."""

    parts: tuple[UnjudgedPart, ...]
    left_out: tuple[str, ...]
    duties: Mapping[str, DutyTitle]


@cache
def national_indicators() -> NationalIndicators:
    """The indicators that come with the program."""
    raw = yaml.safe_load((PACKAGE / "data" / "inspection.yml").read_text(encoding="utf-8"))
    return NationalIndicators(
        tuple(_part(one, raw["sources"]) for one in raw["parts"]),
        tuple(raw["left_out"]),
        {code: DutyTitle(**one) for code, one in raw["duties"].items()},
    )


def _part(raw: dict[str, Any], sources: dict[str, str]) -> UnjudgedPart:
    clauses = tuple(
        IndicatorClause(**{"item": item["title"], **one, "source": sources[one.get("source", raw["source"])]})
        for item in raw["items"]
        for one in item["clauses"]
    )
    return UnjudgedPart(raw["title"], sources[raw["source"]], raw["says"], clauses)
