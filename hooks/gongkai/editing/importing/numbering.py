"""Word's automatic numbering as text: what Word shows as 一、 but does not hold as words.

Pandoc reads such paragraphs as lists and loses 一、（一）. So each number is computed as Word computes it
(ECMA-376 §17.9) and written at the beginning of its paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

_DIGITS = "〇一二三四五六七八九"
_LEGAL = str.maketrans("〇一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_BULLET = "bullet"
_DEEPEST = 9


@dataclass(frozen=True)
class Level:
    """One level of a list: how its numbers look and where they start."""

    form: str
    pattern: str
    """`%1` stands for the number of level 1."""
    start: int
    restart: int | None
    """The level (from 1) whose next number starts this one anew; None: any higher one; 0: none."""
    legal: bool


class Numbering:
    """Computes the numbers of a document's paragraphs; ask for them in order, once each."""

    def __init__(self, document: Any) -> None:
        self._counts: dict[str, list[int | None]] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._abstract: dict[str, str] = {}
        self._style_lists: dict[str, dict[str, int]] = {}
        part = next(
            (r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None
        )
        if part is not None:
            self._read(part.element)

    def _read(self, root: Any) -> None:
        abstracts = {a.get(qn("w:abstractNumId")): a for a in root.findall(qn("w:abstractNum"))}
        for num in root.findall(qn("w:num")):
            number = num.get(qn("w:numId"))
            reference = _value(num, "w:abstractNumId") or ""
            if (abstract := abstracts.get(reference)) is None:
                continue
            self._abstract[number] = reference
            levels = {i: _level(e) for i, e in _indexed(abstract.findall(qn("w:lvl")))}
            for index, override in _indexed(num.findall(qn("w:lvlOverride"))):
                if (own := override.find(qn("w:lvl"))) is not None:
                    levels[index] = _level(own)
                if (start := _value(override, "w:startOverride")) is not None and index in levels:
                    old = levels[index]
                    levels[index] = Level(old.form, old.pattern, int(start), old.restart, old.legal)
                    self._abstract[number] = f"{reference}/{number}"  # it counts for itself from here on
            self._levels[number] = levels
            self._style_lists[number] = {
                style: index
                for index, element in _indexed(abstract.findall(qn("w:lvl")))
                if (style := _value(element, "w:pStyle")) is not None
            }

    def level_of_style(self, number: str, style: str) -> int | None:
        """The level that a list ties to a paragraph style."""
        return self._style_lists.get(number, {}).get(style)

    def is_bullet(self, number: str, level: int) -> bool:
        """Whether the level has dots, not numbers: those stay a list."""
        found = self._levels.get(number, {}).get(level)
        return found is not None and found.form == _BULLET

    def next(self, number: str, level: int) -> str:
        """The number of the next paragraph at this level (from 0) of this list, as Word shows it."""
        levels = self._levels.get(number, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(self._abstract[number], [None] * _DEEPEST)
        before = counts[level]
        counts[level] = levels[level].start if before is None else before + 1
        for above in range(level):  # a level that was skipped counts as begun
            if counts[above] is None:
                counts[above] = levels[above].start if above in levels else 1
        for below in range(level + 1, _DEEPEST):
            restart = levels[below].restart if below in levels else None
            if restart is None or (restart and level < restart):
                counts[below] = None
        return _shown(levels, level, counts)


def _shown(levels: dict[int, Level], level: int, counts: list[int | None]) -> str:
    here = levels[level]

    def number(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        count = counts[index] if 0 <= index < _DEEPEST else None
        form = levels[index].form if index in levels else "decimal"
        return formatted(count if count is not None else 1, "decimal" if here.legal else form)

    return re.sub(r"%([1-9])", number, here.pattern) if here.form != _BULLET else ""


def _level(element: Any) -> Level:
    restart = _value(element, "w:lvlRestart")
    return Level(
        form=_value(element, "w:numFmt") or "decimal",
        pattern=_value(element, "w:lvlText") or "",
        start=int(_value(element, "w:start") or 1),
        restart=None if restart is None else int(restart),
        legal=element.find(qn("w:isLgl")) is not None,
    )


def _indexed(elements: list[Any]) -> Iterator[tuple[int, Any]]:
    for element in elements:
        yield int(element.get(qn("w:ilvl"), "0")), element


def _value(element: Any, name: str) -> str | None:
    found = element.find(qn(name))
    value = None if found is None else found.get(qn("w:val"))
    return None if value is None else str(value)


def formatted(number: int, form: str) -> str:
    """A number in one of Word's number formats; formats that official documents never use come as 1, 2, 3."""
    if form in (
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCountingThousand",
    ):
        return chinese(number)
    if form in ("chineseLegalSimplified", "ideographLegalTraditional"):
        return chinese(number).translate(_LEGAL)
    if form in ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"):
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if form == "decimalEnclosedParen":
        return f"（{number}）"
    if form == "decimalEnclosedFullstop":
        return f"{number}."
    if form == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    if form == "decimalZero":
        return f"{number:02d}"
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        return _roman(number).lower() if form == "lowerRoman" else _roman(number)
    return "" if form == "none" else str(number)


def chinese(number: int) -> str:
    """1 to 9999 in Chinese: 一, 十, 十一, 二十, 一百零二."""
    if not 1 <= number <= 9999:
        return str(number)
    words, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit == 0:
            gap = gap or bool(words)
            continue
        words += ("零" if gap else "") + _DIGITS[digit] + name
        gap = False
    return words.removeprefix("一") if 10 <= number <= 19 else words


def _roman(number: int) -> str:
    signs = (
        *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
        *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
    )
    words = ""
    for value, sign in signs:
        words += sign * (number // value)
        number %= value
    return words
