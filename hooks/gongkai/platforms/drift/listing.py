"""Another platform's listing, as CSV or JSON: what it shows, whatever it calls its columns."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.findings import WrongUse
from gongkai.platforms.tables import Table, read_table, read_text

COLUMNS = {
    "question": ("问题", "question"),
    "answer": ("答案", "答复", "回答", "答复内容", "answer", "answer.text"),
    "id": ("编号", "问答编号", "路径", "id", "path"),
    "number": ("发文字号", "文号", "发文号", "number", "policy.number"),
    "title": (
        "标题",
        "文件名称",
        "文件标题",
        "政策名称",
        "政策文件",
        "名称",
        "title",
        "name",
        "policy.title",
    ),
    "status": ("状态", "有效性", "时效", "status"),
    "updated": ("更新日期", "更新时间", "最近更新日期", "updated"),
    "hash": ("内容校验值", "校验值", "hash"),
}
"""Names of columns (of JSON: of keys, `a.b` for a key within another) that are understood, by what they mean."""

_LISTS = ("questions", "documents", "items", "data", "rows", "list", "records")


@dataclass(frozen=True)
class ListedRow:
    """One row of the listing; "" where it does not say. `line`: of the file, or the place in a JSON list."""

    line: int
    id: str = ""
    number: str = ""
    title: str = ""
    question: str = ""
    answer: str = ""
    status: str = ""
    updated: str = ""
    hash: str = ""


@dataclass(frozen=True)
class PlatformListing:
    """All that the other platform shows, and which columns it has."""

    rows: tuple[ListedRow, ...]
    columns: frozenset[str]

    @property
    def of_questions(self) -> bool:
        """Whether it lists questions; otherwise it lists documents."""
        return "question" in self.columns


def read_listing(path: Path) -> PlatformListing:
    """Read a listing; raises `WrongUse` for what is none."""
    text = read_text(path)
    listing = _from_json(text, path) if text.lstrip("\ufeff \r\n\t")[:1] in ("[", "{") else _from_table(path)
    if not {"id", "number", "title", "question"} & listing.columns:
        known = "、".join(names[0] for names in COLUMNS.values())
        raise WrongUse(
            f"{path} 里没有认识的列，至少要有 编号、发文字号、标题、问题 中的一个（认识的列：{known}）"
        )
    return listing


def _from_table(path: Path) -> PlatformListing:
    table = read_table(path, COLUMNS)
    places = {meaning: table.column(names) for meaning, names in COLUMNS.items()}
    found = {meaning: place for meaning, place in places.items() if place is not None}
    return PlatformListing(
        tuple(_listed(line, cells, found) for line, cells in _full(table)), frozenset(found)
    )


def _full(table: Table) -> list[tuple[int, tuple[str, ...]]]:
    """The rows, each as wide as the names: a short one lacks its last cells."""
    width = len(table.names)
    return [(line, cells + ("",) * (width - len(cells))) for line, cells in table.rows]


def _listed(line: int, cells: Sequence[str], places: Mapping[str, int]) -> ListedRow:
    return ListedRow(line, **{meaning: cells[place] for meaning, place in places.items()})


def _from_json(text: str, path: Path) -> PlatformListing:
    try:
        whole = json.loads(text)
    except ValueError as problem:
        raise WrongUse(f"{path} 不是正确的 JSON：{problem}") from problem
    lists = [whole.get(name) for name in _LISTS] if isinstance(whole, dict) else [whole]
    rows = next((found for found in lists if isinstance(found, list)), None)
    if rows is None or not all(isinstance(row, dict) for row in rows):
        raise WrongUse(f"{path} 里没有列表：应为一个列表，或者放在 {'、'.join(_LISTS)} 之一里面")
    found = [
        {meaning: value for meaning, names in COLUMNS.items() if (value := _value(row, names)) is not None}
        for row in rows
    ]
    columns = frozenset(meaning for row in found for meaning in row)
    return PlatformListing(tuple(ListedRow(place, **row) for place, row in enumerate(found, 1)), columns)


def _value(row: Mapping[str, Any], names: Sequence[str]) -> str | None:
    """The first of the keys that the row has, as text; an empty one is "" and so still a column."""
    for name in names:
        value: Any = row
        for key in name.split("."):
            value = value.get(key, _Absent) if isinstance(value, Mapping) else _Absent
        if value is not _Absent and not isinstance(value, Mapping | list):
            return "" if value is None else str(value).strip()
    return None


class _Absent:
    """Stands for a key that is not there."""


def day(text: str) -> date | None:
    """The day at the beginning of a cell: 2024-05-08, 2024/5/8, 2024年5月8日; None for anything else."""
    for sign in "年月/.":
        text = text.replace(sign, "-")
    parts = text.replace("日", " ").split("T")[0].split(" ")[0].split("-")
    try:
        year, month, number = (int(part) for part in parts[:3])
        return date(year, month, number)
    except ValueError:
        return None
