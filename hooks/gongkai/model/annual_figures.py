"""All figures of an annual report (国办公开办函〔2021〕30号, parts 2 to 4): from the policies, the register and the report
itself, as they stood at the end of its year."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from gongkai.model.duties import is_to_be_disclosed
from gongkai.model.library import Library
from gongkai.model.planning import Administration, AnnualReport, DisputeResults, Disputes
from gongkai.model.policy import Policy, Status
from gongkai.model.request_table import RequestTable, request_table

_NO_CASES = DisputeResults(upheld=0, corrected=0, other=0, pending=0)
NO_DECISIONS = Administration(licences=0, penalties=0, coercions=0, fees=Decimal(0))
NO_DISPUTES = Disputes(reconsideration=_NO_CASES, litigation=_NO_CASES, litigation_after=_NO_CASES)


@dataclass(frozen=True)
class DocumentCounts:
    """Documents of one kind by 条例 art. 20 (1): made and repealed in the year, in force at its end."""

    made: int = 0
    repealed: int = 0
    in_force: int = 0


@dataclass(frozen=True)
class AnnualFigures:
    """What the tables of a report show. A report that is older than `duties_since` has those alone for which the section
    knows anything; a newer one has all, with 0 where there is nothing."""

    normative: DocumentCounts | None
    administration: Administration | None
    requests: RequestTable | None
    disputes: Disputes | None
    unstated: tuple[str, ...]
    """What the report does not state, so that 0 stands there: names of its fields."""


def shown_reports(library: Library, today: date) -> tuple[AnnualReport, ...]:
    """The reports that are out and not taken down, newest first."""
    return tuple(one for one in library.public(AnnualReport, today) if not one.withdrawn_on(today))


def annual_figures(report: AnnualReport, library: Library) -> AnnualFigures:
    """The figures of a report, as they stood at the end of the year that it is on."""
    if not has_all_tables(report, library):
        return AnnualFigures(None, None, known_requests(report, library), None, ())
    last = _last_day(report)
    unstated = tuple(name for name in ("administration", "disputes") if getattr(report, name) is None)
    return AnnualFigures(
        normative_counts(report.year, last, library),
        report.administration or NO_DECISIONS,
        request_table(report.year, last, library),
        report.disputes or NO_DISPUTES,
        unstated,
    )


def has_all_tables(report: AnnualReport, library: Library) -> bool:
    """Whether a report has every table: an older one only where it states its numbers."""
    return library.bound(report) or report.administration is not None or report.disputes is not None


def known_requests(report: AnnualReport, library: Library) -> RequestTable | None:
    """The table of requests, where the register knows any of that year."""
    table = request_table(report.year, _last_day(report), library)
    return table if any(any(row.counts) for row in table.rows()) else None


def _last_day(report: AnnualReport) -> date:
    """The last day of its year; of a report that came out before, its own."""
    return min(date(report.year, 12, 31), report.published)


def normative_counts(year: int, last: date, library: Library) -> DocumentCounts:
    """The bureau's own 行政规范性文件 that were out on the last day of the year. Made is what came out in it; repealed
    what was repealed or expired in it."""
    own = [
        policy
        for policy in library.public(Policy, last)
        if policy.normative is not None and is_to_be_disclosed(policy, library)
    ]
    before = date(year, 1, 1) - timedelta(days=1)

    def ended(policy: Policy, day: date) -> bool:
        return library.status(policy, day) in (Status.REPEALED, Status.EXPIRED)

    return DocumentCounts(
        made=sum(policy.published.year == year for policy in own),
        repealed=sum(ended(policy, last) and not ended(policy, before) for policy in own),
        in_force=sum(library.status(policy, last) in (Status.VALID, Status.AMENDED) for policy in own),
    )
