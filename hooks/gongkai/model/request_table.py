"""The annual report's table of requests (国办公开办函〔2021〕30号, part 3), row by row and by kinds of applicants.

Each request is counted once as new or carried in, and once as ended or carried over, so that the sums agree in every
column. An older register does not know who asked: then the table has the total alone, and the page says why.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.model.library import Library
from gongkai.model.requests import APPLICANTS, CLOSED_AS, GROUNDS, REQUEST_OUTCOMES, Request

SUMS = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
RESULTS = "三、本年度办理结果"
_NUMERALS = "一二三四五六"
_MORE_WORDS = {"部分公开": "（区分处理的，只计这一情形，不计其他情形）"}
_UNNAMED = "没有登记"


@dataclass(frozen=True)
class RequestCounts:
    """Requests in one column: new + carried_in = total + carried_over."""

    new: int
    carried_in: int
    ended: Counter[tuple[str, str]]
    """Those that were answered, or ended without an answer, by outcome and ground."""
    carried_over: int

    @property
    def total(self) -> int:
        """All that came to an end in the year."""
        return sum(self.ended.values())


_Count = Callable[[RequestCounts], int]


@dataclass(frozen=True)
class TableRow:
    """One row: its words, those of the outcome above it (empty where it stands for itself), a number for each column."""

    label: str
    counts: tuple[int, ...]
    under: str = ""
    is_result: bool = True
    """Whether it belongs to the third item, the year's results."""


@dataclass(frozen=True)
class RequestTable:
    """The table; `columns` are the kinds of applicants, none where `unnamed` requests do not say theirs."""

    total: RequestCounts
    columns: tuple[tuple[str, RequestCounts], ...]
    unnamed: int

    def rows(self) -> Iterator[TableRow]:
        """Every row of the format from top to bottom; the last number of each is the total."""
        yield self._row("一、本年新收政府信息公开申请数量", lambda one: one.new, is_result=False)
        yield self._row("二、上年结转政府信息公开申请数量", lambda one: one.carried_in, is_result=False)
        for numeral, outcome in zip(_NUMERALS, REQUEST_OUTCOMES, strict=True):
            yield from self._outcome(f"（{numeral}）{outcome}{_MORE_WORDS.get(outcome, '')}", outcome)
        if self.total.ended[_UNNAMED, ""]:
            yield self._row("没有登记办理结果", _ended(_UNNAMED))
        yield self._row("（七）总计", lambda one: one.total)
        yield self._row("四、结转下年度继续办理", lambda one: one.carried_over, is_result=False)

    def _outcome(self, label: str, outcome: str) -> Iterator[TableRow]:
        """The row of an outcome, or of each of its grounds; what a register left out is a row of its own, so that sums
        agree."""
        grounds = GROUNDS.get(outcome)
        if grounds is None:
            yield self._row(label, _ended(outcome))
            return
        left_out = (_UNNAMED,) if self.total.ended[outcome, _UNNAMED] else ()
        for number, ground in enumerate((*grounds, *left_out), 1):
            yield self._row(f"{number}.{ground}", _ended(outcome, ground), label)

    def _row(self, label: str, count: _Count, under: str = "", *, is_result: bool = True) -> TableRow:
        counted = (*(one for _kind, one in self.columns), self.total)
        return TableRow(label, tuple(map(count, counted)), under, is_result)


def _ended(outcome: str, ground: str = "") -> _Count:
    return lambda one: one.ended[outcome, ground]


def request_table(year: int, day: date, library: Library) -> RequestTable:
    """The year's requests as they stood at its end, or on `day` where that is earlier; each kind of applicant counted by
    itself."""
    pool = tuple(_pool(year, day, library))
    unnamed = sum(one.applicant is None for one in pool)
    kinds = () if unnamed else APPLICANTS
    columns = tuple(
        (kind, _counted([one for one in pool if one.applicant == kind], year, day)) for kind in kinds
    )
    return RequestTable(_counted(pool, year, day), columns, unnamed)


def _pool(year: int, day: date, library: Library) -> Iterator[Request]:
    """Every request that was open on some day of the year."""
    first, last = date(year, 1, 1), min(date(year, 12, 31), day)
    for placed in library.entries(Request):
        ended = placed.entry.ended_by(date.max)
        if placed.entry.received <= last and not (ended and ended < first):
            yield placed.entry


def _counted(pool: Iterable[Request], year: int, day: date) -> RequestCounts:
    """Each request once as new or carried in, and once as ended or carried over."""
    last = min(date(year, 12, 31), day)
    years = Counter(one.received.year == year for one in pool)
    ended = Counter(_place(one, last) for one in pool if one.ended_by(last))
    return RequestCounts(years[True], years[False], ended, years.total() - ended.total())


def _place(request: Request, day: date) -> tuple[str, str]:
    """The row that counts a request: its outcome and its ground."""
    closed = None if request.replied_by(day) else request.closed_by(day)
    if closed:
        return "其他处理", CLOSED_AS[closed.why]
    outcome = request.outcome or _UNNAMED
    if outcome not in GROUNDS:
        return outcome, ""
    return outcome, request.ground if request.ground in GROUNDS[outcome] else _UNNAMED
