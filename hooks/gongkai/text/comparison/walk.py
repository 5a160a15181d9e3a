"""The characters of a body compared with those of its page.

Nothing here reads Markdown. The page is walked through from its beginning to its end with a cursor on the source: what
is shown must stand there, and what stands there and is not shown must be markup that the page's tags stand for
(`comparison/markup.py`). So whatever is lost, put in or changed is found, of whatever kind it is. The marks of lines tell where
the cursor goes on after something was lost, and where the page has another order than the source, as with notes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from gongkai.patterns import pattern
from gongkai.text.comparison import markup
from gongkai.text.comparison.cursor import Cursor, Lost
from gongkai.text.comparison.markup import Element
from gongkai.text.dialect.extension import DEFAULT_TITLES
from gongkai.text.lines import FIRST_MARK, LAST_MARK, MARK, line_of, unmark

_WORDS = rf"[^<&*_~#|｜!`\]{{={FIRST_MARK}-{LAST_MARK}]*"
"""Words without any sign that may be markup."""
_SHORT = (
    rf"(?P<plain>(?:<p>{MARK.pattern}(?![+-]|\d+\.\s){_WORDS}</p>\n*)+)"
    rf"|<h(?P<level>[1-6])>(?P<of_heading>{MARK.pattern})(?P<heading>{_WORDS})</h[1-6]>\n*"
    rf"|<li>(?P<of_item>{MARK.pattern})(?![+-])(?P<item>{_WORDS})</li>\n*"
    rf"|<tr>\n*(?P<row>(?:<t[dh](?: align=\"\w+\")?>{MARK.pattern}?{_WORDS}</t[dh]>\n*)+)</tr>\n*|"
)
"""What can be looked at whole: paragraphs, headings, items and rows of plain words."""
_LONG = (
    rf"(?P<mark>{MARK.pattern})"
    r"|(?P<unseen><!--.*?-->|<[?!][^>]*>)"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)(?P<attributes>[^>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^>\"']*)*)>\n*"
    rf"|(?P<text>[^<{FIRST_MARK}-{LAST_MARK}]+|<)"
)
_ANY_TOKEN, _TOKEN = pattern(_SHORT + _LONG, re.S), pattern(_LONG, re.S)
_CELL = pattern(rf">({MARK.pattern})?([^<]*)</t")
_PLAIN = pattern(r"<p>(.)([^<]*)</p>")
_MARK_IN_TAG = pattern(rf" \x0c({MARK.pattern})")
_COMMENT = pattern(r"<!--.*?-->", re.S)
_HREF = pattern(r'\s(?:href|src)="([^"]*)"')
_VOID = frozenset({"br", "hr", "img", "wbr", "col"})
_COUNTED = frozenset({"li", "td", "th"})
_CODE = frozenset({"code", "pre"})
_REFERENCE = pattern(r"^[ ]{0,3}\[[^\[\]]+\]:[ ]*<?([^\s>]+)>?.*$", re.M)
_ONLY_QUOTED = pattern(r"^[ \t]*>[ \t>]*$", re.M)
_BARE_QUOTES = pattern(r"(?:>[ \t>]*\n\s*)+")
"""The lines without words at the end of a quotation."""
_PERHAPS_MARKUP = pattern(r"\*\*|__|~~|#|[|｜]|!!!|```|<|-->|\]|\{|={3}|^[>*+-]|^\d+\.\s")
"""Words without any of these hold no markup."""
_UNWRITTEN_TITLES = frozenset(DEFAULT_TITLES.values()) | {title.capitalize() for title in DEFAULT_TITLES}
_BEFORE_MARK = pattern(r"(?:[-*+>#|\s]|\d+[.)])+\Z")
_BEGINNING = pattern(r"[\s>]*(?:(?:[-*+]|\d+\.)[ \t]+)*\Z")


@dataclass(frozen=True)
class Added:
    """Characters that the page shows and the source does not have there."""

    line: int
    words: str


@dataclass(frozen=True)
class ShownWords:
    """Words on the page that stand in the source in the same way; `first`: they begin their line."""

    line: int
    words: str
    first: bool


@dataclass(frozen=True)
class Comparison:
    """What differs, what is shown with signs that may be markup, and how many columns the table of a line has."""

    lost: tuple[Lost, ...]
    added: tuple[Added, ...]
    shown: tuple[ShownWords, ...]
    columns: dict[int, int]


def compare(source: str, html: str) -> Comparison:
    """Compare a body with its marked HTML."""
    walk = _ComparisonWalk(source, html)
    walk.through(html)
    lost = walk.cursor.untouched(walk.unseen())
    return Comparison(tuple(lost), tuple(walk.added), tuple(walk.shown), walk.columns)


class _ComparisonWalk:
    def __init__(self, source: str, html: str) -> None:
        comments = _COMMENT.findall(html) if "<!--" in html else ()
        self.cursor = Cursor(source, frozenset("".join(unmark(comment).split()) for comment in comments))
        self._html = html
        self._raw = "<" in source
        self._number = 0
        self._open: list[Element] = []
        self._pending: list[tuple[Element, Element | None, bool]] = []
        """The tags since the last words: whether what they stand for was seen."""
        self._skip = self._held = ""
        self.added: list[Added] = []
        self.shown: list[ShownWords] = []
        self.columns: dict[int, int] = {}

    def through(self, html: str, tokens: re.Pattern[str] = _ANY_TOKEN) -> None:
        """Walk through a page, or a part of one."""
        for token in tokens.finditer(html):
            kind = token.lastgroup
            if self._skip:
                if kind == "attributes" and token["close"] and token["name"] == self._skip:
                    self._skip = ""
            elif kind == "plain":
                self._plain(token["plain"])
            elif kind == "text":
                self._lines(token)
            elif kind == "mark":
                self._mark(line_of(token["mark"]))
                self._text(self._held)
                self._held = ""
            elif kind == "attributes" and token["close"]:
                self._close(token["name"].lower(), token[0].rstrip("\n"))
            elif kind == "attributes":
                self._tag(token["name"].lower(), token["attributes"], token[0].rstrip("\n"))
            elif kind != "unseen" and not self._whole_line(token):
                self.through(token[0], _TOKEN)

    def _whole_line(self, token: re.Match[str]) -> bool:
        """The short way for a heading, an item or a row: its line says just that, or else it must go the long way."""
        parent = self._open[-1] if self._open else None
        if token["row"]:
            found = _CELL.findall(token["row"])
            marks = [mark for mark, _words in found if mark]
            number = line_of(marks[0]) if len(marks) == 1 else 0
            line = self.cursor.lines[number - 1].strip() if number else ""
            written = [cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|")]
            if not number or written != [words.strip() for _mark, words in found]:
                return False
            self.columns[number] = len(found)
        elif token["item"] is not None:
            number, words = line_of(token["of_item"]), token["item"].strip()
            sign, _space, rest = self.cursor.lines[number - 1].strip().partition(" ")
            if parent is None or rest.strip() != words:
                return False
            if sign != f"{parent.count + 1}." if parent.name == "ol" else sign not in ("-", "*", "+"):
                return False
            parent.count += 1
        else:
            number, level = line_of(token["of_heading"]), int(token["level"])
            line, words = self.cursor.lines[number - 1], token["heading"].strip()
            if parent is not None or f"{line[:level]} {line[level:].strip()}" != f"{'#' * level} {words}":
                return False
        self._over([number])
        return True

    def _lines(self, token: re.Match[str]) -> None:
        """Text of one line or several; signs right before a mark, which did not take, are part of the line to come."""
        *lines, last = (unescape(line).strip() for line in token["text"].split("\n"))
        quoted = bool(self._open) and self._open[-1].is_code_block and self._quotes() > 0
        for line in lines:
            if quoted and self.cursor.source.startswith(">", at := self.cursor.after_blank()):
                self.cursor.at = at
                self.cursor.over(at + 1)
            self._text(line)
        if last and MARK.match(token.string, token.end()) and _BEFORE_MARK.match(last):
            self._held = last
        else:
            self._text(last)

    def _plain(self, html: str) -> None:
        """The short way, for what most of a text is: paragraphs of one line of plain words."""
        found, lines = _PLAIN.findall(html), self.cursor.lines
        numbers = [line_of(mark) for mark, _words in found]
        if not self._open and [lines[number - 1] for number in numbers] == [words for _, words in found]:
            self._over(numbers)
            return
        self.through(html, _TOKEN)

    def _over(self, numbers: list[int]) -> None:
        self._number = numbers[-1]
        self.cursor.over_lines(numbers, self._number)
        self._pending.clear()

    def _mark(self, number: int) -> None:
        """The cursor goes to this line, if it is not there, and over what its first tags stand for."""
        cursor, self._number = self.cursor, number
        if not cursor.is_on(number):
            cursor.at = cursor.starts[number - 1]
            self._pending = [(element, parent, False) for element, parent, _done in self._pending]
        quotes = self._quotes()
        wanted = [(element, parent) for element, parent, done in self._pending if not done]
        self._pending.clear()
        while True:
            cursor.at = cursor.after_blank(line_ends=False)
            if quotes and cursor.source.startswith(">", cursor.at):
                quotes -= 1
                cursor.over(cursor.at + 1)
                continue
            for index, (element, parent) in enumerate(wanted):
                if (end := markup.opening(element, parent, cursor.source, cursor.at)) > cursor.at:
                    cursor.over(end)
                    del wanted[: index + 1]
                    break
            else:
                return

    def _quotes(self) -> int:
        return sum(element.name == "blockquote" for element in self._open)

    def _tag(self, name: str, attributes: str, written: str) -> None:
        if "\x0c" in attributes and (inside := _MARK_IN_TAG.search(attributes)):
            attributes, written = (_MARK_IN_TAG.sub("", text) for text in (attributes, written))
            self._mark(line_of(inside[1]))
        if name == "a" and 'class="footnote-backref"' in attributes:
            self._skip = name
            return
        parent = self._open[-1] if self._open else None
        element = Element(name, written, attributes, in_pre=parent is not None and parent.name == "pre")
        if parent is not None and name in _COUNTED:
            parent.count = int(value) if (value := element.value("value")).isdecimal() else parent.count + 1
        done = (self._raw or element.is_markup) and self._license(element, parent)
        if name == "sup" and element.value("id").startswith("fnref"):
            self._skip = name
        elif name in _VOID:
            self._attributes(element)
        else:
            self._open.append(element)
            self._pending.append((element, parent, done))

    def _license(self, element: Element, parent: Element | None) -> bool:
        """The cursor goes over the markup that an element's tag stands for, if that is what stands there."""
        cursor = self.cursor
        at = cursor.after_blank()
        if cursor.source.startswith(">", at) and (bare := _BARE_QUOTES.match(cursor.source, at)):
            at = bare.end()
        end = markup.opening(element, parent, cursor.source, at)
        if end < 0 and element.name == "br":
            at = cursor.at
            end = markup.line_break(cursor.source, at)
        if end >= 0:
            cursor.at = at
            cursor.over(end)
        return end >= 0

    def _close(self, name: str, written: str) -> None:
        if not self._open or (self._open[-1].name != name and all(one.name != name for one in self._open)):
            after = self.cursor.after_blank()
            if self._raw and self.cursor.source.startswith(written, after):  # an end without a beginning
                self.cursor.at = after
                self.cursor.over(after + len(written))
            return
        while (element := self._open.pop()).name != name:
            pass
        self._attributes(element)
        if self._raw or element.ends_markup:
            cursor, after = self.cursor, self.cursor.after_blank()
            for at in (cursor.at, after) if after != cursor.at else (after,):
                if (end := markup.closing(element, written, cursor.source, at)) > at:
                    cursor.at = at
                    cursor.over(end)
                    break
            self._attributes(element)
        if name == "tr":
            self.columns[self._number] = element.count

    def _attributes(self, element: Element) -> None:
        if element.attributes:
            at = self.cursor.after_blank()
            if (end := markup.attributes(element, self.cursor.source, at)) > at:
                self.cursor.at = at
                self.cursor.over(end)

    def _text(self, words: str) -> None:
        if not words:
            return
        cursor = self.cursor
        at = cursor.after_blank()
        if cursor.source.startswith(words, at):
            cursor.at = at
            cursor.over(at + len(words))
        elif not (self._open and self._open[-1].is_title and words in _UNWRITTEN_TITLES):
            for word in words.split():
                if added := cursor.over_word(word):
                    self.added.append(Added(cursor.line_at(cursor.at), added))
        self._pending.clear()
        if _PERHAPS_MARKUP.search(words) and not any(element.name in _CODE for element in self._open):
            number = cursor.line_at(at)
            before = cursor.source[cursor.starts[number - 1] : at]
            self.shown.append(ShownWords(number, words, first=bool(_BEGINNING.match(before))))

    def unseen(self) -> Iterator[tuple[int, int]]:
        """Whole lines that nobody sees and that still took: addresses of links, the bare `>` of quotations."""
        if "]:" in self.cursor.source:
            addresses = {unescape(unmark(one)) for one in _HREF.findall(self._html)}
            for definition in _REFERENCE.finditer(self.cursor.source):
                if definition[1] in addresses:
                    yield definition.span()
        if "<blockquote" in self._html:
            yield from (one.span() for one in _ONLY_QUOTED.finditer(self.cursor.source))
