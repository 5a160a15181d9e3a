"""A file as lines that can be mended one by one: endings, byte order mark and all that is not prose kept."""

import re
from dataclasses import dataclass
from enum import Enum

_ENDING = re.compile(r"\r\n|\r|\n")
_BOM = "\ufeff"
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_HEADING = re.compile(r"#{1,6}(?!#)")
_RULED = re.compile(r"[ \t|:\-=*_]+")
"""Rules of tables, underlines of headings, horizontal rules."""
_SYNTAX = re.compile(r"(?:!!!|\?\?\?|[ \t]*<|\[[^\]]+\]:|\*\[[^\]]+\]:|\{:|:[ \t]|[ \t]*>|    |\t)")
"""Lines that mean something by their signs: admonitions, HTML, definitions, attributes, quotations, code."""


class LineKind(Enum):
    """What a line is."""

    FRONT = "front matter"
    FENCE = "fence"
    PROSE = "prose"
    HEADING = "heading"
    OTHER = "other"


@dataclass
class Line:
    """One line: what it says, how it ends, and what it is."""

    text: str
    ending: str
    part: LineKind = LineKind.OTHER


def split_lines(text: str, *, data: bool = False) -> tuple[str, list[Line]]:
    """The byte order mark ("" without one) and the lines of a Markdown file, or of one that is all YAML (`data`)."""
    mark = _BOM if text.startswith(_BOM) else ""
    lines: list[Line] = []
    start = len(mark)
    for found in _ENDING.finditer(text, start):
        lines.append(Line(text[start : found.start()], found[0]))
        start = found.end()
    if start < len(text):
        lines.append(Line(text[start:], ""))
    if data:
        for line in lines:
            line.part = LineKind.FRONT
    else:
        _name_parts(lines)
    return mark, lines


def join_lines(mark: str, lines: list[Line]) -> str:
    """The file again."""
    return mark + "".join(line.text + line.ending for line in lines)


def body_start(lines: list[Line]) -> int:
    """The index of the first line of the body."""
    return next((index for index, line in enumerate(lines) if line.part is not LineKind.FRONT), len(lines))


def _name_parts(lines: list[Line]) -> None:
    start = 0
    if lines and lines[0].text.rstrip(" \t") == "---":
        end = next(
            (i for i, line in enumerate(lines[1:], 1) if line.text.rstrip(" \t") in ("---", "...")), None
        )
        if end is None:
            return  # unreadable (GK001): nothing in it can be told apart
        for line in lines[: end + 1]:
            line.part = LineKind.FRONT
        start = end + 1
    fence, comment = "", False
    for line in lines[start:]:
        opening = _FENCE.match(line.text)
        if fence:
            line.part = LineKind.FENCE
            if opening and line.text.strip() == opening[1] and opening[1].startswith(fence):
                fence = ""
        elif comment or line.text.lstrip().startswith("<!--"):
            comment = "-->" not in line.text
        elif opening:
            fence, line.part = opening[1], LineKind.FENCE
        elif _HEADING.match(line.text):
            line.part = LineKind.HEADING
        elif line.text.strip() and not _RULED.fullmatch(line.text) and not _SYNTAX.match(line.text):
            line.part = LineKind.PROSE
