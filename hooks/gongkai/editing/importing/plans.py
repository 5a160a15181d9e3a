"""The year's work points split into tasks (任务分解表): each row of its table becomes a task of the year's plan."""

import calendar
import re
from collections.abc import Iterator
from datetime import date

from gongkai.editing.front import CHECK, FrontMatterField, fill
from gongkai.editing.importing.blocks import Block
from gongkai.editing.importing.decisions import formerly_field, with_body
from gongkai.editing.importing.work import Source, Work
from gongkai.editing.importing.yearly_tables import (
    AS_READ,
    MONTH,
    cells_of,
    columns_of,
    first_fields,
    without_table,
    year_and_path,
)
from gongkai.text.layout_patterns import day_in

_COLUMNS = {
    "due": re.compile(r".*(?:时限|时间|期限|进度).*"),
    "owner": re.compile(r".*(?:责任|牵头|科室|部门|单位|分工).*"),
    "title": re.compile(r".*(?:任务|事项|内容|措施|工作|要求).*"),
}
_QUARTER = re.compile(r"第?([一二三四1234])季度")


def take_plan(work: Work, source: Source) -> None:
    """A table of tasks; raises `AlreadyThere`, or `WrongUse` where nothing tells the year."""
    official = source.official
    year, path = year_and_path(work, source, "任务分解", "2024年", "plans/{year}.md")
    table = next((one for one in official.body if one.node["t"] == "Table" and _columns(one)), None)
    tasks = list(_tasks(table, year)) if table else []
    entries = [
        *first_fields(work, source, year),
        FrontMatterField("tasks", tasks, AS_READ)
        if tasks
        else fill("tasks", "逐项填写，一项一组：id、title、owner、due；完成后加 done 和 evidence"),
        *formerly_field(source),
    ]
    whole = table is not None and len(tasks) == len(cells_of(table)) - 1
    blocks = [block for block in official.body if not (whole and block is table)]
    kept = without_table(source, table if whole else None, "任务")
    work.add(kept, path, with_body(work, source, blocks, path, entries), f"（{len(tasks)} 项任务）")


def _columns(table: Block) -> dict[str, int]:
    """The place of each column; {} for a table without tasks."""
    return columns_of(table, _COLUMNS, ("title", "owner"))


def _tasks(table: Block, year: int) -> Iterator[list[FrontMatterField]]:
    columns, all_rows = _columns(table), cells_of(table)
    number = 0
    for row in all_rows[1:]:
        if len(row) != len(all_rows[0]) or not row[columns["title"]]:
            continue  # a cell that spans rows: the table stays in the text
        number += 1
        said = row[columns["due"]] if "due" in columns else ""
        due, is_sure = _due(said, year)
        doubt = (
            ""
            if is_sure
            else f"{CHECK}：{f'原文件写的是“{said}”' if said else '原文件没有写'}，请写明完成的日期"
        )
        yield [
            FrontMatterField("id", str(number)),
            FrontMatterField("title", row[columns["title"]]),
            FrontMatterField("owner", owner)
            if (owner := row[columns["owner"]])
            else fill("owner", "责任科室"),
            FrontMatterField("due", due, doubt),
        ]


def _due(said: str, year: int) -> tuple[date, bool]:
    """The last day of what is said (a day, a month, a quarter), and whether that was said; else the year's last."""
    if day := day_in(said, whole=False):
        return day, True
    months = [(int(one[1] or year), int(one[2])) for one in MONTH.finditer(said)]
    if quarter := _QUARTER.search(said):
        months = [(year, 3 * ("一二三四1234".index(quarter[1]) % 4 + 1))]
    if months and 1 <= months[-1][1] <= 12:
        of_year, month = months[-1]
        return date(of_year, month, calendar.monthrange(of_year, month)[1]), True
    return date(year, 12, 31), bool(re.search("年底|年末|全年", said))
