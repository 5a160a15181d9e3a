"""The supervisor's table as a Word file: what is red, then every part, then the year's work points and tasks."""

from collections.abc import Iterator, Sequence
from datetime import date

from gongkai.exports.word.cells import GridCell
from gongkai.exports.word.grid import add_grid
from gongkai.exports.word.paper import finished_paper, new_paper
from gongkai.inspection import InspectionTable, Part, Proof, WorkYear
from gongkai.law import in_words

_INDICATORS = (52.0, 24.0, 80.0)
_POINTS = (56.0, 20.0, 14.0, 14.0, 14.0, 14.0, 24.0)
_TASKS = (64.0, 24.0, 34.0, 34.0)
"""Widths of columns in millimetres."""


def written_inspection(table: InspectionTable, organisation: str, today: date) -> bytes:
    """The file."""
    paper = new_paper("检查指标对照", organisation, today)
    paper.add_paragraph(
        f"{organisation}　{in_words(today)}。状态由程序从本栏目的内容算出，供检查时核对，不是检查结论。"
    )
    paper.add_paragraph("未达标的", "Heading 1")
    for number, red in enumerate(table.reds, 1):
        remedy = f"改法：{red.remedy}" if red.remedy else ""
        paper.add_paragraph(f"{number}．〔{red.part}〕{red.what}：{red.why}{remedy}")
    if not table.reds:
        paper.add_paragraph("没有。")
    for part in table.parts:
        paper.add_paragraph(part.title, "Heading 1")
        paper.add_paragraph(f"{part.source}。{part.says}")
        add_grid(paper, list(_indicators(part)), _INDICATORS, heads=1, caption=part.title)
    for year in table.years[:1]:
        title = f"{year.year} 年工作要点和法定期限"
        paper.add_paragraph(title, "Heading 1")
        paper.add_paragraph(year.title or "设置里没有写本单位的工作要点，下面是法规有期限的事项。")
        add_grid(paper, list(_points(year)), _POINTS, heads=1, caption=title)
        if year.tasks:
            paper.add_paragraph(f"{year.year} 年任务分解", "Heading 1")
            add_grid(paper, list(_tasks(year)), _TASKS, heads=1, caption="任务分解")
    paper.add_paragraph("没有列入的", "Heading 1")
    for one in table.left_out:
        paper.add_paragraph(one)
    return finished_paper(paper)


def _indicators(part: Part) -> Iterator[list[GridCell]]:
    yield _head("指标", "状态", "依据什么这样说")
    for one in part.indicators:
        remedy = f"改法：{one.found.remedy}" if one.found.remedy else ""
        said = f"{one.found.says}{_told(one.found.proofs)}{remedy}"
        yield [_left(f"{one.item}：{one.says}"), GridCell(one.found.verdict.value), _left(said)]


def _points(year: WorkYear) -> Iterator[list[GridCell]]:
    yield _head("条目", "状态", "已判断", "按期", "逾期完成", "逾期未办", "说明")
    for one in year.points:
        tally = one.tally
        counts = (GridCell(f"{count}") for count in (tally.judged, tally.met, tally.late, tally.overdue))
        late = _told(one.proofs) if tally.overdue else ""
        place = _left(f"{one.place} {one.says}")
        yield [place, GridCell(one.verdict.value), *counts, _left(f"{one.note}{late}")]


def _tasks(year: WorkYear) -> Iterator[list[GridCell]]:
    yield _head("任务", "状态", "责任科室", "时限")
    for one in year.tasks:
        done = f"，完成于{in_words(one.proof.day)}" if one.proof.day else ""
        cells = (GridCell(one.state), GridCell(one.task.owner), _left(f"{in_words(one.task.due)}{done}"))
        yield [_left(one.task.title), *cells]


def _head(*names: str) -> list[GridCell]:
    return [GridCell(name, is_head=True) for name in names]


def _left(text: str) -> GridCell:
    return GridCell(text, align="left")


def _told(proofs: Sequence[Proof]) -> str:
    """What shows it, with its day, in brackets."""
    named = "；".join(f"{one.title}{f'，{in_words(one.day)}' if one.day else ''}" for one in proofs)
    return f"（{named}）" if named else ""
