"""The table that a supervisor reads: the national indicators today, and the bureau's work points year by year."""

from dataclasses import dataclass

from gongkai.inspection.indicators import (
    Indicator,
    IndicatorClause,
    Judgement,
    Part,
    Proof,
    UnjudgedPart,
    Verdict,
    national_indicators,
)
from gongkai.inspection.inspected import Inspected, met, undecided
from gongkai.inspection.judges import JUDGES
from gongkai.inspection.work_points import WorkPoint, WorkYear, work_year
from gongkai.model import Library
from gongkai.settings import Settings


@dataclass(frozen=True)
class Red:
    """Something that is not as it should be: where it stands in the table, what, why, and how to mend it."""

    part: str
    what: str
    why: str
    remedy: str
    year: int = 0
    """Of the work points that it belongs to; 0 for an indicator."""


@dataclass(frozen=True)
class InspectionTable:
    """All indicators with what was found of each; the years with this one first."""

    parts: tuple[Part, ...]
    years: tuple[WorkYear, ...]
    left_out: tuple[str, ...]

    @property
    def reds(self) -> tuple[Red, ...]:
        """All that is not as it should be: what vetoes first, then the other indicators, then what is still overdue."""
        failed = (
            Red(part.title, f"{one.item}：{one.says}", one.found.says, one.found.remedy)
            for part in self.parts
            for one in part.indicators
            if one.found.verdict is Verdict.FAILED
        )
        overdue = (_overdue(point, year) for year in self.years for point in year.failed)
        return (*failed, *overdue)


def _overdue(point: WorkPoint, year: WorkYear) -> Red:
    named = "、".join(proof.title for proof in point.proofs)
    return Red(f"{year.year} 年", f"{point.place} {point.says}", f"{point.note}{named}", "", year.year)


def inspection_table(library: Library, settings: Settings) -> InspectionTable:
    """The section as the public sees it today, held against every indicator."""
    section, national = Inspected(library, settings), national_indicators()
    years = range(settings.today.year, library.duties_since - 1, -1)
    return InspectionTable(
        tuple(_judged(part, section) for part in national.parts),
        tuple(work_year(year, section) for year in years),
        national.left_out,
    )


def _judged(part: UnjudgedPart, section: Inspected) -> Part:
    indicators = tuple(
        Indicator(one.item, one.says, one.source, _found(one, section)) for one in part.clauses
    )
    return Part(part.title, part.source, part.says, indicators)


def _found(clause: IndicatorClause, section: Inspected) -> Judgement:
    if clause.check:
        return JUDGES[clause.check](section, **clause.limit)
    pages = (Proof(title, url) for title, url in clause.pages.items())
    return met(clause.made, *pages) if clause.made else undecided(clause.open)
