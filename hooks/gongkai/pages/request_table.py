"""The annual report's table of requests (国办公开办函〔2021〕30号, part 3), row by row and by kinds of applicants.

An older register does not know who asked: then the table has the total alone, and the page says why.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.model import Request
from gongkai.model.requests import APPLICANTS, CLOSED_AS, GROUNDS, REQUEST_OUTCOMES
from gongkai.pages.context import Context

_UNNAMED = "没有登记"


@dataclass(frozen=True)
class Requests:
    """Requests by the national format: new + carried_in = total + carried_over."""

    new: int
    carried_in: int
    ended: Counter[tuple[str, str]]
    """Those that were answered, or ended without an answer, by outcome and ground."""
    carried_over: int

    @property
    def total(self) -> int:
        """All that came to an end in the year."""
        return sum(self.ended.values())

    def of(self, outcome: str, ground: str | None = None) -> int:
        """How many have an outcome, or an outcome on one ground."""
        if ground is not None:
            return self.ended[outcome, ground]
        return sum(count for (name, _ground), count in self.ended.items() if name == outcome)

    @property
    def rows(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each outcome, and the grounds below it; what a register left out is a row of its own, so that sums agree."""
        for outcome in (*REQUEST_OUTCOMES, *((_UNNAMED,) if self.of(_UNNAMED) else ())):
            named = GROUNDS.get(outcome, ())
            yield outcome, (*named, *((_UNNAMED,) if named and self.of(outcome, _UNNAMED) else ()))


@dataclass(frozen=True)
class RequestTable:
    """The table; `columns` are the kinds of applicants, none where `unnamed` requests do not say theirs."""

    total: Requests
    columns: tuple[tuple[str, Requests], ...]
    unnamed: int


def request_table(year: int, today: date, context: Context) -> RequestTable:
    """The year's requests, each kind of applicant counted by itself."""
    pool = tuple(_pool(year, today, context))
    unnamed = sum(one.applicant is None for one in pool)
    kinds = () if unnamed else APPLICANTS
    columns = tuple(
        (kind, _counted([one for one in pool if one.applicant == kind], year, today)) for kind in kinds
    )
    return RequestTable(_counted(pool, year, today), columns, unnamed)


def requests_of(year: int, today: date, context: Context) -> Requests:
    """The year's requests in one column."""
    return _counted(tuple(_pool(year, today, context)), year, today)


def _pool(year: int, today: date, context: Context) -> Iterator[Request]:
    """Every request that was open on some day of the year."""
    first, last = date(year, 1, 1), min(date(year, 12, 31), today)
    for placed in context.library.entries(Request):
        ended = placed.entry.ended_by(date.max)
        if placed.entry.received <= last and not (ended and ended < first):
            yield placed.entry


def _counted(pool: Iterable[Request], year: int, today: date) -> Requests:
    """Each request once as new or carried in, and once as ended or carried over."""
    last = min(date(year, 12, 31), today)
    years = Counter(one.received.year == year for one in pool)
    ended = Counter(_row(one, last) for one in pool if one.ended_by(last))
    return Requests(years[True], years[False], ended, years.total() - ended.total())


def _row(request: Request, day: date) -> tuple[str, str]:
    """The row that counts a request: its outcome and its ground."""
    closed = None if request.replied_by(day) else request.closed_by(day)
    if closed:
        return "其他处理", CLOSED_AS[closed.why]
    outcome = request.outcome or _UNNAMED
    return outcome, (request.ground or _UNNAMED) if outcome in GROUNDS else ""
