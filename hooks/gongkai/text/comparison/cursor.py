"""A cursor on the source of a page, which is led over what the page shows and over the markup that took.

What it never touched, nobody sees.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import accumulate

from gongkai.text.dialect.extension import BACKSLASHED

_SPACE = re.compile(r"\s*")
_SPACE_IN_LINE = re.compile(r"[^\S\n]*")
_COMMENT = re.compile(r"<!--(?:(?!<!--|-->).)*-->", re.S)
_ENTITY = re.compile(r"\\&\\#\d+;|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z0-9]+);")
_ESCAPED = "\\`*_{}[]()>#+-.!|" + BACKSLASHED
"""What a backslash stands before that is not shown."""
_NEAR = 600
"""Characters of the source within which what is shown next is looked for."""


@dataclass(frozen=True)
class Lost:
    """Characters of the source, on one line, that the page does not show."""

    line: int
    words: str


class Cursor:
    """A place in a source (`at`), and all places where it has been."""

    def __init__(self, source: str, comments: Collection[str] = ()) -> None:
        """`comments`: what the page has as comments, which nobody sees, without white space."""
        self.source = source
        self.lines = source.split("\n")
        self.starts = [0, *accumulate([len(line) + 1 for line in self.lines])]
        self.at = 0
        self._comments = comments
        self._touched = (
            [one.span() for one in _COMMENT.finditer(source) if _packed(one[0]) in comments]
            if comments
            else []
        )
        self._whole: set[int] = set()
        """Lines that are shown as they are, from the first character to the last."""
        self._joined: list[Lost] = []

    def over_lines(self, numbers: Iterable[int], last: int) -> None:
        """Over whole lines, to the end of the last one."""
        self._whole.update(numbers)
        self.at = self.starts[last] - 1

    def over(self, end: int) -> None:
        """Over what stands before `end`."""
        self._touched.append((self.at, end))
        self.at = end

    def is_on(self, line: int) -> bool:
        """Whether it is on this line."""
        return self.starts[line - 1] <= self.at < self.starts[line]

    def line_at(self, place: int) -> int:
        """The line of a place."""
        return min(bisect_right(self.starts, place), len(self.lines))

    def after_blank(self, *, line_ends: bool = True) -> int:
        """Where something stands again: behind white space, and behind comments, which none is to see."""
        space, at = _SPACE if line_ends else _SPACE_IN_LINE, self.at
        while True:
            at = space.match(self.source, at).end()  # type: ignore[union-attr]
            comment = _COMMENT.match(self.source, at) if self._comments else None
            if comment is None or _packed(comment[0]) not in self._comments:
                return at
            at = comment.end()

    def over_word(self, word: str) -> str:
        """Over characters that the page shows without white space between them; gives those that do not stand here."""
        place, added = 0, ""
        while place < len(word):
            after = self.after_blank()
            if (
                place
                and not added
                and self._only_blanks(after)
                and self.source[after : after + 1] == word[place]
            ):
                around = f"{word[:place][-4:]} {word[place : place + 4]}"
                self._joined.append(Lost(self.line_at(after), around))
            self.at = after
            if same := self._same(word, place):
                place += same
            elif (found := self._further_on(word[place:])) >= 0:
                self.at = found
            else:
                added += word[place]
                place += 1
        return added

    def _only_blanks(self, end: int) -> bool:
        gap = self.source[self.at : end]
        return bool(gap) and not gap.strip(" ")

    def _same(self, word: str, place: int) -> int:
        """How many characters of a word stand here, from `place` on; it goes over them."""
        source, at, length = self.source, self.at, 0
        most = min(len(word) - place, len(source) - at)
        entity = _ENTITY.match(source, at)
        if entity and word.startswith(entity[0], place):  # as in code
            entity = None
        while not entity and length < most and source[at + length] == word[place + length]:
            length += 1
            if source[at + length : at + length + 1] == "&":
                break
        if length:
            self.over(at + length)
            return length
        if source[at : at + 1] == "\\" and source[at + 1 : at + 2] == word[place] and word[place] in _ESCAPED:
            self.over(at + 2)
            return 1
        if entity:
            meant = unescape(entity[0].replace("\\", ""))
            if not meant.strip():
                self.over(entity.end())
                return self._same(word, place)
            if word.startswith(meant, place):
                self.over(entity.end())
                return len(meant)
        return 0

    def _further_on(self, word: str) -> int:
        """Where the source goes on with a word, when something before it is not shown; -1 for nowhere near."""
        line_end = self.source.find("\n", self.at)
        line_end = line_end if line_end >= 0 else len(self.source)
        for length, end in ((8, line_end), (8, self.at + _NEAR), (2, line_end), (1, line_end)):
            if len(word) >= length or length == 8:
                found = self.source.find(word[:length], self.at, end)
                if found >= 0:
                    return found
        return -1

    def untouched(self, unseen: Iterable[tuple[int, int]] = ()) -> Iterator[Lost]:
        """What it never was on, line by line, but for what is known to be `unseen`; blanks left out between words."""
        yield from self._joined
        touched = sorted([*self._touched, *unseen])
        index = 0
        for number, line in enumerate(self.lines, 1):
            if not line or number in self._whole:
                continue
            place, end = self.starts[number - 1], self.starts[number] - 1
            while index < len(touched) and touched[index][1] <= place:
                index += 1
            for start, stop in touched[index:]:
                if start >= end:
                    break
                yield from self._gap(number, place, start)
                place = max(place, stop)
            yield from self._gap(number, place, end)

    def _gap(self, number: int, start: int, end: int) -> Iterator[Lost]:
        if start < end and (words := self.source[start:end].strip()) and unescape(words).strip():
            yield Lost(number, words)


def _packed(text: str) -> str:
    return "".join(text.split())
