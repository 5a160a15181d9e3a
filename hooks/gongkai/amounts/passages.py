"""A body of Markdown as passages of plain words that know their lines: paragraphs, headings, and rows of tables cell by cell.

Read off the Markdown: amounts need no more than the words, and converting a body takes ten times as long.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from gongkai.patterns import pattern

_COMMENT = pattern(r"<!--.*?(?:-->|\Z)", re.S)
_LINK = pattern(r"!?\[([^\]\n]*)\]\(([^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)")
_MARKUP = pattern(
    r"\[\^[^\]\n]+\]:?|\{[:#.][^}\n]*\}|</?(?!t[dh]\b|br\b)[a-zA-Z][^<>\n]*>|(?<!\d)\*|\*(?!\d)|[`~]+|__"
)
_BREAK = pattern(r"</?(?:t[dh]|br)\b[^<>\n]*>")
_HEADING = pattern(r"[ ]{0,3}(#{1,6})[ \t]*(.*?)[ \t]*#*[ \t]*\Z")
_RULE = pattern(r"[\s|｜:\-]+\Z")
_OWN = pattern(
    r"\s*(?:[-*+>]\s|\d{1,3}[.．、)]|[（(]?[一二三四五六七八九十\d]{1,3}[）)、]|第[一二三四五六七八九十百千零\d]+条|\[\^)"
)
_NUMBER = pattern(
    r"\s*(?:(?P<part>[一二三四五六七八九十]{1,3})、|[（(](?P<item>[一二三四五六七八九十]{1,3})[）)]"
    r"|(?P<point>\d{1,2})(?:[.．、](?!\d)|[)）])|第(?P<article>[一二三四五六七八九十百千零]+)条(?:之[一二三])?)\s*"
)
_QUESTION = pattern(r"(?:[？?]\Z)|\A问[：:]")
_UNIT = pattern(r"[（(]([^（）()]{1,8})[）)]|(?:单位[：:])([^，。；]{1,6})")
_BARE = pattern(r"[\d,，.]+(?:\s*[-—~～至]\s*[\d,，.]+)?\Z")


@dataclass(frozen=True)
class Passage:
    """Words that stand together."""

    words: str
    lines: tuple[tuple[int, int], ...]
    """From which place on they stand on which line of the body."""
    heading: str = ""
    """The nearest heading above."""
    label: str = ""
    """How the clause is cited: 三（一）."""
    block: int = 0
    """The same for all cells of a row."""
    around: str = ""
    """Of a cell: what heads its column and its row."""
    links: tuple[str, ...] = ()
    is_heading: bool = False
    under_question: bool = False

    def line(self, place: int) -> int:
        """The line on which what stands at a place is written."""
        return max((line for start, line in self.lines if start <= place), default=1)


def passages(body: str) -> list[Passage]:
    """The passages of a body, in order."""
    if "<!--" in body:
        body = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), body)
    return list(_PassageReader().read(body.split("\n")))


class _PassageReader:
    """Reads line by line, and knows where it is."""

    def __init__(self) -> None:
        self._heading = ""
        self._levels: list[str] = []
        """The headings above, by level."""
        self._label: dict[str, str] = {}
        self._block = 0
        self._columns: list[str] = []
        self._open: list[tuple[int, str]] = []

    def read(self, lines: list[str]) -> Iterator[Passage]:
        for number, line in enumerate(lines, 1):
            stripped = line.strip()
            heading = _HEADING.match(line) if stripped.startswith("#") else None
            row = stripped.startswith(("|", "｜")) or (stripped.count("|") > 1 and not self._open)
            if (
                not stripped
                or heading
                or row
                or stripped.startswith(("```", "~~~", "!!!"))
                or _OWN.match(line)
            ) and self._open:
                yield self._paragraph()
            if not row:
                self._columns = []
            if heading:
                yield from self._headed(number, heading)
            elif row:
                yield from self._row(number, stripped)
            elif stripped and not stripped.startswith(("```", "~~~")):
                self._open.append((number, line))
        if self._open:
            yield self._paragraph()

    def _headed(self, number: int, heading: re.Match[str]) -> Iterator[Passage]:
        words, links = _plain(heading[2])
        level = len(heading[1])
        self._heading = words
        self._levels = [*(self._levels + [""] * 6)[: level - 1], words]
        words = self._numbered(words)
        self._block += 1
        yield self._made(words, ((0, number),), links, is_heading=True)

    def _paragraph(self) -> Passage:
        words, places, links = "", list[tuple[int, int]](), tuple[str, ...]()
        for number, line in self._open:
            part, more = _plain(line.strip())
            if not words:
                part = self._numbered(part)
            places.append((len(words), number))
            words, links = words + part, (*links, *more)
        self._open = []
        self._block += 1
        return self._made(words, tuple(places), links)

    def _row(self, number: int, row: str) -> Iterator[Passage]:
        if _RULE.match(row):
            return
        cells = [_plain(cell.strip()) for cell in re.split(r"(?<!\\)[|｜]", row.strip("|｜"))]
        self._block += 1
        first = not self._columns
        if first:
            self._columns = [words for words, _links in cells]
        for place, (words, links) in enumerate(cells):
            column = "" if first or place >= len(self._columns) else self._columns[place]
            around = "，".join(filter(None, (column, cells[0][0] if place and not first else "")))
            yield self._made(_with_unit(words, column), ((0, number),), links, around=around)

    def _made(
        self,
        words: str,
        lines: tuple[tuple[int, int], ...],
        links: tuple[str, ...],
        *,
        around: str = "",
        is_heading: bool = False,
    ) -> Passage:
        under = any(map(_QUESTION.search, filter(None, self._levels)))
        label = "".join(self._label.values())
        return Passage(words, lines, self._heading, label, self._block, around, links, is_heading, under)

    def _numbered(self, words: str) -> str:
        """The words without the number of their clause, which is noted."""
        number = _NUMBER.match(words)
        if number is None:
            return words
        said, kind = number[number.lastgroup or ""], number.lastgroup
        if kind == "article":
            self._label = {"article": f"第{said}条"}
        elif kind == "part":
            self._label = {"part": said}
        elif kind == "item":
            self._label = {k: v for k, v in self._label.items() if k in ("part", "article")} | {
                "item": f"（{said}）"
            }
        else:
            self._label = {k: v for k, v in self._label.items() if k != "point"} | {"point": f"{said}"}
        return words[number.end() :]


def _plain(line: str) -> tuple[str, tuple[str, ...]]:
    """The words of a line without markup, and where its links lead."""
    links: tuple[str, ...] = ()
    if "](" in line:
        links = tuple(href for _words, href in _LINK.findall(line))
        line = _LINK.sub(r"\1", line)
    if (
        "<" in line
        or "*" in line
        or "{" in line
        or "[^" in line
        or "`" in line
        or "~" in line
        or "__" in line
    ):
        line = _MARKUP.sub("", _BREAK.sub("；", line))
    if "\\" in line:
        line = re.sub(r"\\(?=[^\w\s])", "", line)
    return (unescape(line) if "&" in line else line).strip(), links


def _with_unit(words: str, column: str) -> str:
    """A number in a table with the unit that its column's heading tells: 4,250 under 基数（元/月）."""
    unit = _UNIT.search(column) if words and _BARE.match(words) else None
    return f"{words}{unit[1] or unit[2]}" if unit else words
