"""Papers of a year whose table becomes entries of the year's file: the catalogue of decisions, the tasks of the work points."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from gongkai.editing.facts import DRAFT
from gongkai.editing.front import CHECK, FrontMatterField
from gongkai.editing.importing.blocks import Block, rows, words_of
from gongkai.editing.importing.refusals import AlreadyThere
from gongkai.editing.importing.work import Source, Work
from gongkai.findings import WrongUse
from gongkai.text.layout_patterns import without_spaces

AS_READ = f"{CHECK}：按原文件的表格填写"
MONTH = re.compile(r"(?:([12]\d{3})年)?(\d{1,2})月")
_YEAR = re.compile(r"([12]\d{3})年")


def year_and_path(work: Work, source: Source, what: str, example: str, path: str) -> tuple[int, str]:
    """The year in the title, and the file that it goes into (`path`, with {year}). Raises `AlreadyThere` where that is there,
    `WrongUse` where nothing tells the year. `what`: the paper as a clerk calls it; `example`: how a title names the year."""
    found = _YEAR.search(without_spaces(source.official.title))
    if found is None:
        raise WrongUse(
            f"{source.file.name} 看不出是哪一年的{what}，请在标题里写上年份（例如 {example}）再导入"
        )
    year = int(found[1])
    free = path.format(year=year)
    if free in work.taken:
        raise AlreadyThere(
            f"{year}年的{what}已经有了（{free}），没有重复导入；内容有改动的，请直接改那个文件"
        )
    return year, free


def first_fields(work: Work, source: Source, year: int) -> list[FrontMatterField]:
    """What every paper of a year begins with: that it is a draft, its title, its year, the day of publication."""
    published, official = work.wishes.published or source.published, source.official
    on = published or official.signed or work.settings.today
    return [
        DRAFT,
        FrontMatterField("title", official.title),
        FrontMatterField("year", year),
        FrontMatterField("published", on, doubt_of_day(published)),
    ]


def doubt_of_day(published: date | None) -> str:
    """What to check about the day of publication where the paper does not say it."""
    return "" if published else f"{CHECK}：原文件没有写发布日期，请改为实际发布日期"


def columns_of(table: Block, names: Mapping[str, re.Pattern[str]], needed: Collection[str]) -> dict[str, int]:
    """The place of each column by the words of the first row, no place twice; {} for a table without those needed."""
    head = cells_of(table)[0] if rows(table.node) else []
    found: dict[str, int] = {}
    for name, words in names.items():
        place = next(
            (n for n, cell in enumerate(head) if words.fullmatch(cell) and n not in found.values()), None
        )
        if place is not None:
            found[name] = place
    return found if set(needed) <= found.keys() else {}


def cells_of(table: Block) -> list[list[str]]:
    """The words of each cell, row by row."""
    return [[without_spaces(words_of(cell[4])) for cell in row] for row in rows(table.node)]


def without_table(source: Source, table: Block | None, entries: str) -> Source:
    """The source, its table told among what is left out of the text: it became `entries`. Without one as it is."""
    if table is None:
        return source
    words = "；".join(" ".join(row) for row in cells_of(table))
    told = f"表格（成为{entries}）“{words}”"
    official = source.official
    return replace(source, official=replace(official, left_out=(*official.left_out, told)))
