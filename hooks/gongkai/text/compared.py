"""The characters of a body compared with those of its page.

Nothing here reads Markdown. The page is walked through from its beginning to its end with a finger on the source: what
is shown must stand there, and what stands there and is not shown must be markup that the page's tags stand for
(`licences.py`). So whatever is lost, put in or changed is found, of whatever kind it is. The marks of lines tell where
the finger goes on after something was lost, and where the page has another order than the source, as with notes.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import accumulate

from gongkai.text import licences
from gongkai.text.as_written import DEFAULT_TITLES
from gongkai.text.licences import Element
from gongkai.text.lines import MARK, line_of, unmark

_TOKEN = re.compile(
    rf"(?P<plain>(?:<p>{MARK.pattern}(?![+-]|\d+\.\s)[^<&*_~#|｜!`\]{{={MARK.pattern[1:-1]}]*</p>\n*)+)"
    rf"|<h(?P<level>[1-6])>(?P<of_heading>{MARK.pattern})(?P<heading>[^<&*_~#|｜!`\]{{={MARK.pattern[1:-1]}]*)</h[1-6]>"
    rf"|(?P<mark>{MARK.pattern})"
    r"|(?P<unseen><!--.*?-->|<[?!][^>]*>)"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)(?P<attributes>[^>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^>\"']*)*)>\n*"
    rf"|(?P<text>[^<{MARK.pattern[1:-1]}]+|<)",
    re.S,
)
_PLAIN = re.compile(r"<p>(.)([^<]*)</p>")
_MARK_IN_TAG = re.compile(rf" \x0c({MARK.pattern})")
_HREF = re.compile(r'\s(?:href|src)="([^"]*)"')
_VOID = frozenset({"br", "hr", "img", "wbr", "col"})
_COUNTED = frozenset({"li", "td", "th"})
_CODE = frozenset({"code", "pre"})
_SPACE = re.compile(r"\s*")
_SPACE_IN_LINE = re.compile(r"[^\S\n]*")
_NOTHING = " \t\n\r\f\v\u3000\xa0"
_COMMENT = re.compile(r"<!--(?:(?!<!--|-->).)*-->", re.S)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z0-9]+);")
_REFERENCE = re.compile(r"^[ ]{0,3}\[[^\[\]]+\]:[ ]*<?([^\s>]+)>?.*$", re.M)
_ONLY_QUOTED = re.compile(r"^[ \t]*>[ \t>]*$", re.M)
_ESCAPED = "\\`*_{}[]()>#+-.!|"
"""What a backslash stands before that is not shown."""
PERHAPS_MARKUP = re.compile(r"\*\*|__|~~|#|[|｜]|!!!|```|<|-->|\]|\{|={3}|^[>*+-]|^\d+\.\s")
"""Words without any of these hold no markup."""
_UNWRITTEN_TITLES = frozenset(DEFAULT_TITLES.values()) | {title.capitalize() for title in DEFAULT_TITLES}
_BEGINNING = re.compile(r"[\s>]*(?:(?:[-*+]|\d+\.)[ \t]+)*\Z")
_NEAR = 600
"""Characters of the source within which what is shown next is looked for."""


@dataclass(frozen=True)
class Lost:
    """Characters of the source, on one line, that the page does not show."""

    line: int
    words: str


@dataclass(frozen=True)
class Added:
    """Characters that the page shows and the source does not have there."""

    line: int
    words: str


@dataclass(frozen=True)
class Shown:
    """Words on the page that stand in the source in the same way; `first`: they begin their line."""

    line: int
    words: str
    first: bool


@dataclass(frozen=True)
class Comparison:
    """What differs, what is shown with signs that may be markup, and how many columns the table of a line has."""

    lost: tuple[Lost, ...]
    added: tuple[Added, ...]
    shown: tuple[Shown, ...]
    columns: dict[int, int]


def compared(source: str, html: str) -> Comparison:
    """Compare a body with its marked HTML."""
    walk = _Walk(source, html)
    walk.through()
    return Comparison(tuple(walk.lost()), tuple(walk.added), tuple(walk.shown), walk.columns)


class _Walk:
    def __init__(self, source: str, html: str) -> None:
        self._source = source
        self._html = html
        self._lines = source.split("\n")
        self._starts = [0, *accumulate([len(line) + 1 for line in self._lines])]
        self._raw, self._commented = "<" in source, "<!--" in source
        self._at = self._number = 0
        self._covered = [one.span() for one in _COMMENT.finditer(source)] if self._commented else []
        self._whole: set[int] = set()
        """Lines that are shown as they are, from the first character to the last."""
        self._open: list[Element] = []
        self._pending: list[tuple[Element, Element | None, bool]] = []
        """The tags since the last words: whether what they stand for was seen."""
        self._skip = ""
        self.added: list[Added] = []
        self.shown: list[Shown] = []
        self.columns: dict[int, int] = {}

    def through(self) -> None:
        """Walk through the whole page."""
        for token in _TOKEN.finditer(self._html):
            kind = token.lastgroup
            if self._skip:
                if kind == "attributes" and token["close"] and token["name"] == self._skip:
                    self._skip = ""
            elif kind == "plain":
                self._plain(token["plain"])
            elif kind == "heading":
                self._heading(int(token["level"]), line_of(token["of_heading"]), token["heading"].strip())
            elif kind == "text":
                self._text(unescape(token["text"]).strip())
            elif kind == "mark":
                self._mark(line_of(token["mark"]))
            elif kind == "attributes" and token["close"]:
                self._close(token["name"].lower(), token[0].rstrip("\n"))
            elif kind == "attributes":
                self._tag(token["name"].lower(), token["attributes"], token[0].rstrip("\n"))

    def _plain(self, html: str) -> None:
        """The short way, for what most of a text is: paragraphs of one line of plain words."""
        found = _PLAIN.findall(html)
        numbers = [line_of(mark) for mark, _words in found]
        if not self._open and [self._lines[number - 1] for number in numbers] == [words for _, words in found]:
            self._whole.update(numbers)
            self._done_with(numbers[-1])
            return
        for number, (_mark, words) in zip(numbers, found, strict=True):
            self._one("p", number, words.strip())

    def _heading(self, level: int, number: int, words: str) -> None:
        line = self._lines[number - 1]
        if self._open or f"{line[:level]} {line[level:].strip()}" != f"{'#' * level} {words}":
            self._one(f"h{level}", number, words)
            return
        self._whole.add(number)
        self._done_with(number)

    def _done_with(self, number: int) -> None:
        """The finger goes behind a line."""
        self._at, self._number = self._starts[number] - 1, number
        self._pending.clear()

    def _one(self, name: str, number: int, words: str) -> None:
        parent = self._open[-1] if self._open else None
        element = Element(name, f"<{name}>", "")
        self._pending.append((element, parent, False))
        self._mark(number)
        self._text(words)
        self._open.append(element)
        self._close(name, f"</{name}>")

    def _cover(self, end: int) -> None:
        self._covered.append((self._at, end))
        self._at = end

    def _mark(self, number: int) -> None:
        """The finger goes to this line, if it is not there, and over what its first tags stand for."""
        start = self._starts[number - 1]
        self._number = number
        if not start <= self._at <= start + len(self._lines[number - 1]):
            self._at = start
            self._pending = [(element, parent, False) for element, parent, _done in self._pending]
        quotes = sum(element.name == "blockquote" for element in self._open)
        wanted = [(element, parent) for element, parent, done in self._pending if not done]
        self._pending.clear()
        while True:
            self._at = self._after_blank(self._at, line_ends=False)
            if quotes and self._source.startswith(">", self._at):
                quotes -= 1
                self._cover(self._at + 1)
                continue
            for index, (element, parent) in enumerate(wanted):
                if (end := licences.opening(element, parent, self._source, self._at)) > self._at:
                    self._cover(end)
                    del wanted[: index + 1]
                    break
            else:
                return

    def _after_blank(self, at: int, *, line_ends: bool = True) -> int:
        """Where something stands again, from `at` on: behind white space, and behind comments, which none is to see."""
        space = _SPACE if line_ends else _SPACE_IN_LINE
        while True:
            at = space.match(self._source, at).end()  # type: ignore[union-attr]
            comment = _COMMENT.match(self._source, at) if self._commented else None
            if comment is None:
                return at
            at = comment.end()

    def _tag(self, name: str, attributes: str, written: str) -> None:
        if "\x0c" in attributes and (inside := _MARK_IN_TAG.search(attributes)):
            attributes, written = (_MARK_IN_TAG.sub("", text) for text in (attributes, written))
            self._mark(line_of(inside[1]))
        if name == "a" and 'class="footnote-backref"' in attributes:
            self._skip = name
            return
        parent = self._open[-1] if self._open else None
        element = Element(name, written, attributes)
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
        """The finger goes over the markup that an element's tag stands for, if that is what stands there."""
        at = self._at if element.name == "br" else self._after_blank(self._at)
        end = licences.opening(element, parent, self._source, at)
        if end >= 0:
            self._at = at
            self._cover(end)
        return end >= 0

    def _close(self, name: str, written: str) -> None:
        if not self._open or (self._open[-1].name != name and all(one.name != name for one in self._open)):
            return
        while (element := self._open.pop()).name != name:
            pass
        self._attributes(element)
        if self._raw or element.ends_markup:
            after = self._after_blank(self._at)
            for at in (self._at, after) if after != self._at else (after,):
                if (end := licences.closing(element, written, self._source, at)) > at:
                    self._at = at
                    self._cover(end)
                    break
            self._attributes(element)
        if name == "tr":
            self.columns[self._number] = element.count

    def _attributes(self, element: Element) -> None:
        if element.attributes:
            at = self._after_blank(self._at)
            if (end := licences.attributes(element, self._source, at)) > at:
                self._at = at
                self._cover(end)

    def _text(self, words: str) -> None:
        if not words:
            return
        at = self._after_blank(self._at)
        if self._source.startswith(words, at):
            self._at = at
            self._cover(at + len(words))
        elif not (self._open and self._open[-1].is_title and words in _UNWRITTEN_TITLES):
            for word in words.split():
                self._word(word)
        self._pending.clear()
        if PERHAPS_MARKUP.search(words) and not any(element.name in _CODE for element in self._open):
            number = self._line_at(at)
            before = self._source[self._starts[number - 1] : at]
            self.shown.append(Shown(number, words, first=bool(_BEGINNING.match(before))))

    def _line_at(self, place: int) -> int:
        return min(bisect_right(self._starts, place), len(self._lines))

    def _word(self, word: str) -> None:
        """Characters without white space between them, as the page shows them."""
        place, added = 0, ""
        while place < len(word):
            self._at = self._after_blank(self._at)
            same = self._same(word, place)
            if same:
                place += same
                continue
            if (found := self._further_on(word[place:])) >= 0:
                self._at = found
                continue
            added += word[place]
            place += 1
        if added:
            self.added.append(Added(self._line_at(self._at), added))

    def _same(self, word: str, place: int) -> int:
        """How many characters of a word stand at the finger; it goes over them."""
        source, at = self._source, self._at
        length = 0
        while (
            place + length < len(word)
            and at + length < len(source)
            and source[at + length] == word[place + length]
        ):
            length += 1
        if length:
            self._cover(at + length)
            return length
        if source[at : at + 1] == "\\" and source[at + 1 : at + 2] == word[place] and word[place] in _ESCAPED:
            self._cover(at + 2)
            return 1
        if entity := _ENTITY.match(source, at):
            meant = unescape(entity[0])
            if not meant.strip():
                self._cover(entity.end())
                return self._same(word, place)
            if word.startswith(meant, place):
                self._cover(entity.end())
                return len(meant)
        return 0

    def _further_on(self, word: str) -> int:
        """Where the source goes on with a word, when something before it is not shown; -1 for nowhere near."""
        line_end = self._source.find("\n", self._at)
        line_end = line_end if line_end >= 0 else len(self._source)
        for length, end in ((8, line_end), (8, self._at + _NEAR), (2, line_end), (1, line_end)):
            if len(word) >= length or length == 8:
                found = self._source.find(word[:length], self._at, end)
                if found >= 0:
                    return found
        return -1

    def lost(self) -> Iterator[Lost]:
        """What of the source was not covered, line by line."""
        left = [number for number, line in enumerate(self._lines, 1) if line and number not in self._whole]
        covered = sorted([*self._covered, *self._unseen()])
        index = 0
        for number in left:
            place, end = self._starts[number - 1], self._starts[number] - 1
            while index < len(covered) and covered[index][1] <= place:
                index += 1
            for start, stop in covered[index:]:
                if start >= end:
                    break
                yield from self._gap(number, place, start)
                place = max(place, stop)
            yield from self._gap(number, place, end)

    def _gap(self, number: int, start: int, end: int) -> Iterator[Lost]:
        if start < end and (words := self._source[start:end].strip(_NOTHING)):
            yield Lost(number, words)

    def _unseen(self) -> Iterator[tuple[int, int]]:
        """Whole lines that nobody sees and that still took: addresses of links, the bare `>` of quotations."""
        if "]:" in self._source:
            addresses = {unescape(unmark(one)) for one in _HREF.findall(self._html)}
            for definition in _REFERENCE.finditer(self._source):
                if definition[1] in addresses:
                    yield definition.span()
        if "<blockquote" in self._html:
            yield from (one.span() for one in _ONLY_QUOTED.finditer(self._source))

