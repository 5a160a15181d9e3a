"""What stands before or between the words of a document and is none of them: index lines (索引号：…) and tables of contents."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from gongkai.editing.importing.blocks import Block, rows, words_of
from gongkai.text.layout_patterns import day_in, number_in, without_spaces
from gongkai.text.layout_words import ORGAN

_NAMES = (
    r"(?:索引号|索取号|主题分类|主题词|关键词|体裁分类|组配分类|信息分类|公文种类|发布机构|发文机关|制发机关|发文单位|公开主体|"
    r"成文日期|发文日期|发布日期|公开日期|生成日期|印发日期|生效日期|失效日期|废止日期|有效期|发文字号|文号|名称|标题|"
    r"公开方式|公开形式|公开属性|公开范围|公开时限|有效性|效力状态|信息名称|内容概述|语种|载体类型|记录形式)"
)
_INDEX = re.compile(rf"(?P<name>{_NAMES})[：:]?(?P<value>.*)")
INDEX_LABEL = re.compile(f"{_NAMES}[：:]")
_SURE = ("索引号", "索取号", "主题分类", "体裁分类", "组配分类", "信息分类")
"""Names that no running text begins with."""
_PAGE = re.compile(r"[\s.…·．]*\d{1,3}$")
_TITLES = ("目录", "目次")
_MADE = ("成文日期", "发文日期", "生成日期")


class IndexLines(NamedTuple):
    """What index lines say; "" and None for what they do not."""

    places: tuple[int, ...] = ()
    title: str = ""
    number: str = ""
    issuer: str = ""
    signed: date | None = None


def index_of(blocks: Sequence[Block]) -> IndexLines:
    """The lines or the table of an index in front of a document, as web sites print it."""
    places: list[int] = []
    said: dict[str, str] = {}
    sure = False
    for place, block in enumerate(blocks[:16]):
        pairs = _pairs(block)
        if not pairs:
            if block.text.strip() and places:
                break
            if block.text.strip() and place > 3:
                break
            continue
        places.append(place)
        said |= {name: value for name, value in pairs if value}
        sure = sure or any(name in _SURE for name, _value in pairs)
    if not sure:
        return IndexLines()
    issuer = next((said[n] for n in ("发布机构", "发文机关", "制发机关", "发文单位") if n in said), "")
    made = next((said[name] for name in _MADE if name in said), "")
    return IndexLines(
        tuple(places),
        said.get("名称", said.get("标题", said.get("信息名称", ""))),
        number_in(said.get("发文字号", said.get("文号", ""))) or "",
        issuer if ORGAN.fullmatch(issuer) else "",
        day_in(made, whole=False) or _iso_day(made),
    )


def _pairs(block: Block) -> list[tuple[str, str]]:
    """The names and values of an index line or table; none for what is something else."""
    if block.node["t"] == "Table":
        cells = [without_spaces(words_of(cell[4])) for row in rows(block.node) for cell in row]
        matched = [_INDEX.fullmatch(cell) for cell in cells]
        if not any(one and one["name"] in _SURE for one in matched):
            return []
        found = [
            (one["name"], one["value"] or (cells[place + 1] if place + 1 < len(cells) else ""))
            for place, one in enumerate(matched)
            if one
        ]
        return found if len(found) * 3 >= len(cells) else []
    lines = [one for line in block.text.split("\n") for one in _apart(without_spaces(line)) if one]
    matched = [_INDEX.fullmatch(line) for line in lines]
    if not block.is_paragraph or not all(one and "：" in one[0].replace(":", "：") for one in matched):
        return []
    return [(one["name"], one["value"]) for one in matched if one]


def _apart(line: str) -> list[str]:
    """Several of them in one line: 索引号：甲 主题分类：乙."""
    places = [found.start() for found in INDEX_LABEL.finditer(line)]
    if len(places) < 2 or places[0]:
        return [line]
    return [line[begin:end] for begin, end in zip(places, [*places[1:], None], strict=True)]


def _iso_day(text: str) -> date | None:
    found = re.search(r"([12]\d{3})[-/.](\d{1,2})[-/.](\d{1,2})", text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def contents_at(blocks: Sequence[Block]) -> list[int]:
    """Where a table of contents stands: 目录, and lines that come again as headings, with page numbers or right below it."""
    words = [without_spaces(block.text) for block in blocks]
    found: list[int] = []
    for place, block in enumerate(blocks):
        bare = without_spaces(_PAGE.sub("", block.text.strip()))
        paged = block.is_paragraph and _PAGE.search(block.text.strip()) is not None and len(bare) > 1
        below = place - 1 in found or (place > 0 and words[place - 1] in _TITLES)
        if (paged or (below and bare)) and bare in words[place + 1 :]:
            found.append(place)
    if len(found) < 2:
        return []
    title = found[0] - 1
    return [*([title] if title >= 0 and words[title] in _TITLES else []), *found]
