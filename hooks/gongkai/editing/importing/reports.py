"""An annual report (政府信息公开工作年度报告) as a file → `reports/YEAR.md`: its tables are computed, so they are read and left out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from gongkai import law
from gongkai.editing.front import CHECK, FrontMatterField, document
from gongkai.editing.importing.blocks import Block, rows, words_of
from gongkai.editing.importing.body import markdown
from gongkai.editing.importing.official import Official
from gongkai.editing.importing.refusals import AlreadyThere
from gongkai.editing.importing.report_parts import part_at
from gongkai.editing.importing.work import Source, Work, media_names
from gongkai.editing.new_documents.yearly import DECISIONS, DISPUTES, RESULTS, report_fields
from gongkai.findings import WrongUse
from gongkai.text.layout_patterns import without_spaces

_YEAR = re.compile(r"([12]\d{3})年")
_COUNTED = {"二", "三", "四"}
"""The parts whose tables are computed."""
_LABELS = dict(
    zip(
        (name for name, _said in DECISIONS),
        ("行政许可", "行政处罚", "行政强制", "行政事业性收费"),
        strict=True,
    )
)


def take_report(work: Work, source: Source) -> None:
    """The report's text in its parts; numbers that only the tables of parts two and four have become fields."""
    official = source.official
    year = _year(official)
    path = f"reports/{year}.md"
    if path in work.taken:
        raise AlreadyThere(
            f"{year}年的年度报告已经有了（{path}），没有重复导入；内容有改动的，请直接改那个文件"
        )
    tables = list(_computed_tables(official.body))
    blocks = [block for block in official.body if block not in tables]
    media = media_names(source.intake, f"report-{year}")
    body = markdown(blocks, lambda name: media.get(name, name))
    pictures = work.add_media(source, "reports", media, body)
    doubt = official.fields_in_doubt.get("title", "")
    title = FrontMatterField("title", official.title, f"{CHECK}：{doubt}" if doubt else "")
    fields = report_fields(
        title,
        year,
        work.wishes.published or source.published or official.signed or work.settings.today,
        _counted(tables),
    )
    told = tuple(f"表格（网页上由程序汇总生成）“{_said(table)}”" for table in tables)
    left_out = replace(source, official=replace(official, left_out=(*official.left_out, *told)))
    work.add(left_out, path, document(fields, "\n\n".join([*source.remarks, *pictures, body])))


def _year(official: Official) -> int:
    """The year that the report is on; raises `WrongUse` where nothing tells."""
    for text in (official.title, *(block.text for block in official.body[:3])):
        if found := _YEAR.search(without_spaces(text)):
            return int(found[1])
    raise WrongUse("年度报告看不出是哪一年的，请在标题里写上年份（例如 2024年）再导入")


def _computed_tables(blocks: Sequence[Block]) -> Iterator[Block]:
    part: law.ReportPart | None = None
    for block in blocks:
        part = part_at(block) or part
        if block.node["t"] == "Table" and part is not None and part.number in _COUNTED:
            yield block


def _said(table: Block) -> str:
    return " ".join(filter(None, (cell for row in _cells(table) for cell in row)))


def _cells(table: Block) -> list[list[str]]:
    return [[without_spaces(words_of(cell[4])) for cell in row] for row in rows(table.node)]


def _counted(tables: Sequence[Block]) -> dict[str, int | Decimal]:
    """Decisions by their rows; cases by the row of fifteen numbers, where every fifth is the sum of the four before."""
    found: dict[str, int | Decimal] = {}
    for row in (row for table in tables for row in _cells(table)):
        values = [number for cell in row[1:] if (number := _number(cell)) is not None]
        found |= {
            f"administration.{name}": values[0]
            for name, label in _LABELS.items()
            if values and row[0] == label
        }
        numbers = [_number(cell) for cell in row[-15:]]
        if len(numbers) == 15 and None not in numbers:
            for place, (kind, _said) in enumerate(DISPUTES):
                *four, total = (int(number or 0) for number in numbers[place * 5 : place * 5 + 5])
                if sum(four) == total:
                    found |= {
                        f"disputes.{kind}.{result}": count
                        for (result, _), count in zip(RESULTS, four, strict=True)
                    }
    return found


def _number(cell: str) -> int | Decimal | None:
    try:
        number = Decimal(cell.replace(",", ""))
    except InvalidOperation:
        return None
    if not number.is_finite() or number < 0:
        return None
    return int(number) if number == number.to_integral_value() else number
