"""The questions that were asked at the windows, from a table."""

from dataclasses import dataclass
from pathlib import Path

from gongkai.findings import WrongUse
from gongkai.platforms.tables import Table, read_table

COLUMNS = {
    "question": (
        *("问题", "咨询问题", "咨询内容", "诉求内容", "诉求", "来电内容", "问题描述", "群众问题"),
        *("question", "内容", "标题", "事项"),
    ),
    "topic": ("主题", "类别", "分类", "问题分类", "业务类型", "topic", "category"),
    "count": ("次数", "件数", "数量", "count"),
}
"""Names of columns that are understood, by what they mean."""


@dataclass(frozen=True)
class WindowQuestion:
    """A question, the topic it was filed under ("" for none), how often it was asked, and its line in the file."""

    question: str
    topic: str
    count: int
    line: int


def read_asked(path: Path) -> tuple[WindowQuestion, ...]:
    """Read a table of questions; without names of columns the longest text of the first row is the question.

    Raises `WrongUse` for what is no table of questions.
    """
    table = read_table(path, COLUMNS)
    question = _question_column(table, path)
    topic, count = table.column(COLUMNS["topic"]), table.column(COLUMNS["count"])
    asked = tuple(
        WindowQuestion(_cell(cells, question), _cell(cells, topic), _number(_cell(cells, count)), line)
        for line, cells in table.rows
        if _cell(cells, question)
    )
    if not asked:
        raise WrongUse(f"{path} 里没有问题：需要名为“问题”的一列")
    return asked


def _question_column(table: Table, path: Path) -> int:
    column = table.column(COLUMNS["question"])
    if column is not None:
        return column
    if table.names:
        raise WrongUse(f"{path} 里没有名为“问题”的一列，现有的列：{'、'.join(filter(None, table.names))}")
    first = table.rows[0][1]
    return max(range(len(first)), key=lambda number: len(first[number]))


def _cell(cells: tuple[str, ...], column: int | None) -> str:
    return cells[column] if column is not None and column < len(cells) else ""


def _number(text: str) -> int:
    return max(int(text), 1) if text.isdecimal() else 1
