"""A converted body as a list of blocks: headings, paragraphs, items of lists, rows of tables, each with its plain words.

What is compared is what a reader reads. Bold and italics, addresses of links and the files of pictures are no words.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate
from typing import NamedTuple

from gongkai.text.clauses import clauses

HEADING, WORDS, ITEM, ROW, CODE = "heading", "words", "item", "row", "code"
_ENDS_BEHIND = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "figcaption", "summary", "caption"))
"""Behind the end of these something may stand; within all others, before their end."""
_BLOCKS = _ENDS_BEHIND | {
    *("ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "td", "th"),
    *("blockquote", "div", "figure", "details", "section"),
}
_SPACE = re.compile(r"[ \t\r\f\v\n]+")
_AROUND_BREAK = re.compile(r" *\x00 *")
_BREAK = "\x00"
_NUMBER = re.compile(r"\d+")
_INLINE = r"</?(?:a|strong|em|code|sub|sup|del|ins|mark|abbr|span|small|u|b|i)\b[^>]*>"
_PLAIN = re.compile(
    rf"\s*(?P<start><)(?P<tag>p|h[1-6])(?:\s[^>]*)?>(?P<words>(?:[^<]|{_INLINE})*)</(?P=tag)>"
)
_TAG = re.compile(r"<[^>]*>")


class TextBlock(NamedTuple):
    """A piece of a text that is compared as one. `level`: of a heading, or how deep an item lies; `table`: which table a
    row is of, counted from 1; `label`: how the clause is cited that it is part of; `end`: the place in the HTML behind it
    where something may be put in."""

    kind: str
    cells: tuple[str, ...]
    level: int
    table: int
    heads: int
    label: str
    end: int

    @property
    def said(self) -> tuple[str, tuple[str, ...]]:
        """What counts when it is compared."""
        return self.kind, self.cells

    @property
    def text(self) -> str:
        """All words."""
        return " ".join(self.cells)


def blocks_of(html: str) -> tuple[TextBlock, ...]:
    """The blocks of a converted body, in order."""
    reader = _BlockReader(html)
    found = list(clauses(html))
    starts = [clause.start for clause in found]
    under = ""
    blocks = []
    for block, start in plain_blocks(html) or reader.read():
        if block.kind == HEADING:
            under = block.text
        place = bisect_right(starts, start) - 1
        blocks.append(block._replace(label=found[place].label if place >= 0 else under))
    return tuple(blocks)


def plain_blocks(html: str) -> list[tuple[TextBlock, int]]:
    """The blocks of HTML that has paragraphs and headings alone, as `_BlockReader` reads them in ten times the time; none of
    any other."""
    if "footnote-backref" in html:
        return []
    found, place = [], 0
    while match := _PLAIN.match(html, place):
        place = match.end()
        if text := _folded(unescape(_TAG.sub("", match["words"]))):
            level = int(match["tag"][1:] or 0)
            kind = HEADING if level else WORDS
            found.append((TextBlock(kind, (text,), level, 0, 0, "", place), match.start("start")))
    return [] if html[place:].strip() else found


class _BlockReader(HTMLParser):
    """Walks through the HTML and gathers blocks, each with the place where its words begin."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._html = html
        self._lines = [0, *accumulate(len(line) for line in html.splitlines(keepends=True))]
        if any(sign in html for sign in "\v\f\x1c\x1d\x1e\x85\u2028\u2029\r"):  # no line ends to this parser
            self._lines = [0, *(match.end() for match in re.finditer("\n", html))]
        self._found: list[tuple[TextBlock, int]] = []
        self._words: list[str] = []
        self._start = 0
        self._open: list[str] = []
        self._lists: list[int | None] = []
        self._mark = ""
        self._cells: list[str] | None = None
        self._heads = self._tables = self._pending = 0
        self._unheard = 0

    def read(self) -> Iterator[tuple[TextBlock, int]]:
        self.feed(self._html)
        self.close()
        self._flush(len(self._html))
        return iter(self._found)

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self._unheard or (tag == "a" and "footnote-backref" in (given.get("class") or "")):
            self._unheard += tag not in ("br", "img", "hr", "wbr", "path", "rect", "line")
            return
        if tag == "br":
            self._words.append(_BREAK)
        elif tag == "img":
            self._words.append(f"〔图片：{given.get('alt') or '没有说明'}〕")
        elif tag in _BLOCKS:
            self._begin(tag, given)

    def _begin(self, tag: str, given: dict[str, str | None]) -> None:
        place = self._place()
        self._flush(place)
        self._start = place
        self._open.append(tag)
        if tag in ("ul", "ol"):
            start = _NUMBER.fullmatch(given.get("start") or "1")
            self._lists.append(int(start[0]) - 1 if tag == "ol" and start else None)
        elif tag == "li" and self._lists:
            last = self._lists[-1]
            if last is not None:
                value = _NUMBER.fullmatch(given.get("value") or "")
                self._lists[-1] = last = int(value[0]) if value else last + 1
                self._mark = f"{last}. "
        elif tag == "table":
            self._tables += 1
            self._pending = len(self._found)
        elif tag == "tr":
            self._cells, self._heads = [], 0
        elif tag in ("td", "th") and self._cells is not None:
            self._cells.append("")
            self._heads += tag == "th"

    def handle_endtag(self, tag: str) -> None:
        if self._unheard:
            self._unheard -= 1
            return
        if tag not in _BLOCKS or tag not in self._open:
            return
        place = self._place()
        end = self._html.find(">", place) + 1
        self._flush(end if tag in _ENDS_BEHIND else place)
        while self._open.pop() != tag:
            pass
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._mark = ""
        elif tag == "tr" and self._cells is not None:
            cells, self._cells = tuple(self._cells), None
            if cells:
                row = TextBlock(ROW, cells, 0, self._tables, self._heads, "", 0)
                self._found.append((row, self._start))
        elif tag == "table":
            for number in range(self._pending, len(self._found)):
                block, start = self._found[number]
                self._found[number] = block._replace(end=end), start

    def handle_data(self, data: str) -> None:
        if not self._unheard:
            self._words.append(data)

    def _flush(self, place: int) -> None:
        """What was read so far is a block, if it has words; in a table it is part of a cell."""
        written, self._words = "".join(self._words), []
        code = "pre" in self._open
        text = written.replace(_BREAK, "\n").strip("\n") if code else _folded(written)
        if not text:
            return
        if self._cells is not None:
            if self._cells:
                before = self._cells[-1]
                self._cells[-1] = f"{before}\n{text}" if before else text
            return
        text, self._mark = self._mark + text, ""
        kind, level = self._kind(code)
        self._found.append((TextBlock(kind, (text,), level, 0, 0, "", place), self._start))

    def _kind(self, code: bool) -> tuple[str, int]:
        heading = next((tag for tag in reversed(self._open) if tag[0] == "h" and tag[1:].isdigit()), "")
        if heading:
            return HEADING, int(heading[1:])
        depth = sum(tag in ("ul", "ol", "blockquote", "dd") for tag in self._open)
        return CODE if code else ITEM if depth else WORDS, depth


def _folded(written: str) -> str:
    """The words with white space folded; a line end that was written stays one."""
    return _AROUND_BREAK.sub("\n", _SPACE.sub(" ", written)).strip(" \n")
