"""Annual reports as Word files, laid out as 《政府信息公开工作年度报告格式》(国办公开办函〔2021〕30号) is.

What a file says is worked out for each build, which is cheap; written it is only where that changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from gongkai.exports.word.cells import GridCell
from gongkai.memo import Memo, Pieces, fresh
from gongkai.model import AnnualReport, Library, open_data
from gongkai.model.annual_figures import AnnualFigures, annual_figures, shown_reports
from gongkai.model.planning import Disputes
from gongkai.model.request_table import RESULTS, SUMS, RequestTable, TableRow
from gongkai.package import values_digest
from gongkai.settings import Settings
from gongkai.text import Texts, report_text

_WIDTH = 156.0
"""Millimetres that a table may be wide."""
_LABELS = (9.0, 24.5, 49.7)
"""Widths of the columns of words in the table of requests, in millimetres; the numbers share the rest."""
_ALONE = (9.0, 24.5, 98.5)
"""The same where the total stands alone."""
_RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")

Rows = list[list[GridCell]]


@dataclass(frozen=True)
class FormGrid:
    """A table of the form."""

    rows: Rows
    widths: tuple[float, ...]
    heads: int
    caption: str
    note: str = ""


@dataclass(frozen=True)
class WordReport:
    """All that a file says. `parts` have the words of a part, its heading with them, and its table."""

    title: str
    author: str
    day: date
    lead: str
    parts: tuple[tuple[str, FormGrid | None], ...]
    footnotes: str


def report_files(
    library: Library, texts: Texts, settings: Settings, memo: Memo = fresh
) -> Iterator[tuple[str, bytes]]:
    """The Word file of each report that is out: its path below the site, and its bytes."""
    reports = shown_reports(library, settings.today)
    said = {one.path: _said(one, library, texts, settings) for one in reports}
    keys = {path: values_digest(repr(one)) for path, one in said.items()}
    by_key = {keys[path]: one for path, one in said.items()}
    pieces = Pieces(list(by_key), lambda wanted: map(by_key.__getitem__, wanted), at_once=4)
    made = dict(zip(by_key, memo.each("reports", _written, pieces), strict=True))
    for report in reports:
        yield open_data.listed(open_data.word_report(report.year)), made[keys[report.path]]


def _said(report: AnnualReport, library: Library, texts: Texts, settings: Settings) -> WordReport:
    text = texts[report.path]
    written, tables = report_text(text), _grids(annual_figures(report, library))
    parts = ((one, tables.get(one.part.number)) for one in written.parts)
    return WordReport(
        report.title,
        settings.organisation,
        report.published,
        written.lead,
        tuple((one.html or (f"<h2>{one.part.heading}</h2>" if table else ""), table) for one, table in parts),
        text.footnotes,
    )


def _written(said: WordReport) -> bytes:
    from gongkai.exports.report_paper import written_report  # noqa: PLC0415 (most builds write none)

    return written_report(said)


def _grids(figures: AnnualFigures) -> dict[str, FormGrid]:
    """The tables by the numbers of their parts."""
    found: dict[str, FormGrid] = {}
    if figures.administration:
        found["二"] = _documents(figures)
    if figures.requests:
        found["三"] = _requests(figures.requests)
    if figures.disputes:
        found["四"] = _disputes(figures.disputes, "disputes" in figures.unstated)
    return found


def _documents(figures: AnnualFigures) -> FormGrid:
    rows: Rows = []
    if counts := figures.normative:
        heads = ("本年制发件数", "本年废止件数", "现行有效件数")
        rows += _item("一", heads, ("规章", (0, 0, 0)))
        rows += [_line("行政规范性文件", (counts.made, counts.repealed, counts.in_force))]
    if done := figures.administration:
        many = ("本年处理决定数量",)
        rows += _item("五", many, ("行政许可", (done.licences,)))
        rows += _item("六", many, ("行政处罚", (done.penalties,)))
        rows += [_line("行政强制", (done.coercions,))]
        rows += _item("八", ("本年收费金额（单位：万元）",), ("行政事业性收费", (done.fees,)))
    note = "没有另行填报的项目按0列。" if "administration" in figures.unstated else ""
    return FormGrid(rows, (54.0, 34.0, 34.0, 34.0), 2, "主动公开政府信息情况", note)


def _item(number: str, heads: tuple[str, ...], first: tuple[str, tuple[object, ...]]) -> Rows:
    """An item of 条例 art. 20 with the names of its columns and its first line."""
    named = [GridCell(head, 3 // len(heads), is_head=True) for head in heads]
    return [
        [GridCell(f"第二十条第（{number}）项", 4, is_head=True)],
        [GridCell("信息内容", is_head=True), *named],
        _line(*first),
    ]


def _line(name: str, counts: tuple[object, ...]) -> list[GridCell]:
    return [GridCell(name), *(GridCell(str(count), 3 // len(counts)) for count in counts)]


def _requests(table: RequestTable) -> FormGrid:
    kinds = [GridCell(kind, is_head=True) for kind, _counts in table.columns]
    total = GridCell("总计", rows=2 if kinds else 1, is_head=True)
    if kinds:
        person = replace(kinds[0], rows=2)
        others = GridCell("法人或其他组织", len(kinds) - 1, is_head=True)
        rows = [
            [GridCell(SUMS, 3, 3), GridCell("申请人情况", len(kinds) + 1, is_head=True)],
            [person, others, total],
            kinds[1:],
        ]
    else:
        rows = [[GridCell(SUMS, 3), total]]
    heads, labels = len(rows), _LABELS if kinds else _ALONE
    rows += _request_rows(tuple(table.rows()))
    share = (_WIDTH - sum(labels)) / (len(kinds) + 1)
    note = f"其中{table.unnamed}件没有登记申请人类别，所以只列总计。" if table.unnamed else ""
    return FormGrid(
        rows, (*labels, *[share] * (len(kinds) + 1)), heads, "收到和处理政府信息公开申请情况", note
    )


def _request_rows(told: tuple[TableRow, ...]) -> Iterator[list[GridCell]]:
    results = [row for row in told if row.is_result]
    before = ""
    for row in told:
        cells: list[GridCell] = []
        if row is results[0]:
            cells.append(GridCell(RESULTS, rows=len(results)))
        if row.under and row.under != before:
            cells.append(GridCell(row.under, rows=sum(one.under == row.under for one in results)))
        columns = 1 if row.under else 2 if row.is_result else 3
        cells.append(GridCell(row.label, columns, align="left"))
        before = row.under
        yield [*cells, *(GridCell(str(count)) for count in row.counts)]


def _disputes(disputes: Disputes, unstated: bool) -> FormGrid:
    five = [GridCell(name, is_head=True) for name in _RESULTS]
    kinds = (disputes.reconsideration, disputes.litigation, disputes.litigation_after)
    rows = [
        [GridCell("行政复议", 5, is_head=True), GridCell("行政诉讼", 10, is_head=True)],
        [
            *(replace(one, rows=2) for one in five),
            GridCell("未经复议直接起诉", 5, is_head=True),
            GridCell("复议后起诉", 5, is_head=True),
        ],
        [*five, *five],
        [GridCell(str(count)) for kind in kinds for count in kind.counts],
    ]
    note = "没有另行填报的项目按0列。" if unstated else ""
    return FormGrid(rows, (_WIDTH / 15,) * 15, 3, "政府信息公开行政复议、行政诉讼情况", note)
