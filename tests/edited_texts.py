"""Texts edited at random, and what a comparison of two of them must keep: shares no code with the program."""

import random
import re
from collections.abc import Callable
from itertools import pairwise

from gongkai.text.convert import convert
from gongkai.text.redline import Row, TextBlock, blocks_of, redline, restored

NUMBERS = re.compile(
    r"\d+(?:[.,]\d+)*(?:%|万|亿)?|\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日"
    r"|百分之[一二三四五六七八九十百]+|第[一二三四五六七八九十百]+[条款项]"
)
"""What no change may cut in two."""
_WORDS = [
    "补贴",
    "申请人",
    "企业",
    "三十日",
    "2026年7月1日",
    "50%",
    "1,200元",
    "第十二条",
    "百分之三十",
    "街道",
    "公示",
]


def edited(text: str, chance: random.Random) -> str:
    """The text after one to five edits such as an editor makes."""
    for _ in range(chance.randint(1, 5)):
        text = chance.choice(EDITS)(text, chance)
    return text


def _other_number(text: str, chance: random.Random) -> str:
    found = list(re.finditer(r"\d+", text))
    if not found:
        return text
    match = chance.choice(found)
    return f"{text[: match.start()]}{chance.randint(1, 3000)}{text[match.end() :]}"


def _other_chinese_number(text: str, chance: random.Random) -> str:
    found = list(re.finditer("[一二三四五六七八九十]+", text))
    if not found:
        return text
    match = chance.choice(found)
    return text[: match.start()] + chance.choice(("二十五", "三", "百分之八", "一百")) + text[match.end() :]


def _words_added(text: str, chance: random.Random) -> str:
    place = chance.randrange(len(text) + 1)
    return text[:place] + chance.choice(_WORDS) + text[place:]


def _words_struck(text: str, chance: random.Random) -> str:
    place = chance.randrange(len(text) + 1)
    return text[:place] + text[place + chance.randint(1, 9) :]


def _lines(change: Callable[[list[str], random.Random], None]) -> Callable[[str, random.Random], str]:
    def edit(text: str, chance: random.Random) -> str:
        parts = text.split("\n\n")
        change(parts, chance)
        return "\n\n".join(parts)

    return edit


def _struck(parts: list[str], chance: random.Random) -> None:
    del parts[chance.randrange(len(parts))]
    if not parts:
        parts.append("全文废止。")


def _moved(parts: list[str], chance: random.Random) -> None:
    part = parts.pop(chance.randrange(len(parts)))
    parts.insert(chance.randint(0, len(parts)), part)


def _added(parts: list[str], chance: random.Random) -> None:
    new = "，".join(chance.choices(_WORDS, k=5)) + "。"
    parts.insert(chance.randint(0, len(parts)), chance.choice((new, f"- {new}\n- 另一项", _table(chance))))


def _table(chance: random.Random) -> str:
    rows = "".join(f"\n| {chance.choice(_WORDS)} | {chance.randint(1, 9000)}元 |" for _ in range(3))
    return f"| 项目 | 标准 |\n|---|---|{rows}"


def _cell(text: str, chance: random.Random) -> str:
    rows = [line for line in text.split("\n") if line.startswith("| ")]
    if not rows:
        return text + "\n\n" + _table(chance)
    row = chance.choice(rows)
    return text.replace(row, f"| {chance.choice(_WORDS)} |" + row.split("|", 2)[-1], 1)


EDITS = (
    *(_other_number, _other_chinese_number, _words_added, _words_struck, _cell),
    *map(_lines, (_struck, _moved, _added)),
)


def compared(older: str, newer: str) -> tuple[tuple[Row, ...], tuple[TextBlock, ...], tuple[TextBlock, ...]]:
    """The redline of two bodies of Markdown, and their blocks."""
    before, after = (blocks_of(convert(text, "示人社〔2024〕1号").html) for text in (older, newer))
    return redline(before, after), before, after


def holds(older: str, newer: str) -> None:
    """Both texts come out of the comparison as they were, and no number is cut."""
    rows, before, after = compared(older, newer)
    assert list(restored(rows, "-")) == [block.said for block in before]
    assert list(restored(rows, "+")) == [block.said for block in after]
    for row in rows:
        for cell in row.cells:
            for sign in "-+":
                parts = [piece for piece in cell.pieces if piece.sign in ("=", sign)]
                _no_number_is_cut([piece.text for piece in parts])


def _no_number_is_cut(parts: list[str]) -> None:
    text, place = "".join(parts), 0
    whole = [(match.start(), match.end()) for match in NUMBERS.finditer(text)]
    for part, _following in pairwise(parts):
        place += len(part)
        assert not any(start < place < end for start, end in whole), parts
