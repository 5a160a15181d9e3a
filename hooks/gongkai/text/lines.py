"""Where in the body a piece of HTML came from.

Python-Markdown keeps no lines, so each line of the body carries an invisible mark through the conversion:
one character of the last private-use plane, whose number is the line. Rules look up the mark before a tag;
then all marks are removed. Marks stand only where they cannot change how a line is read: before its words, or,
on a line that begins with a block of raw HTML, as a nameless attribute within its tag.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, count, repeat

_FIRST = 0x100000
_LAST_LINE = 0xFFFD
FIRST_MARK, LAST_MARK = chr(_FIRST), chr(_FIRST + _LAST_LINE)
MARK = re.compile(f"[{FIRST_MARK}-{LAST_MARK}]")
_IN_TAG = " \x0c"
"""What stands before a mark within a tag: white space that nobody writes there."""
_MARKED = re.compile(f"(?:{_IN_TAG})?{MARK.pattern}")
_TAG_START = re.compile(r"[ \t]*<[a-zA-Z][a-zA-Z0-9-]*(?=[\s/>]|$)")
_FENCE = re.compile(r"(`{3,}|~{3,})[^`\n]*\Z")
KNOWN_FENCE = re.compile(
    r"(`{3,}|~{3,})[ ]*(?:\{[^\n]*\}[ ]*|\.?[\w#.+-]*[ ]*(?:hl_lines=(?:\"[^\"]*\"|'[^']*')[ ]*)?)\Z"
)
"""How a fence opens, for the extension that reads it; what others write behind it says only how it is to look."""
_QUOTED_SIGNS = re.compile(r"[ \t]*(?:>[ \t]*)+(?:[|:\- \t]+|[*_ \t]+)\Z")
"""A rule of a table, or a line, within a quotation."""
_PREFIX = re.compile(r"[ \t]*(?:>[ \t]*)*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?:#{1,6}[ \t]*)?(?:\|[ \t]*)?")
_OPENING = re.compile(r"!!! ?[\w\- ]+\"(?=[^\"])|[ ]{0,3}:[ ]+(?=\S)|\[\^[^\]]+\]:[ ]+(?=\S)")
"""What stands before the words of an admonition's title, of a definition, of a footnote."""
_OPEN_TAG = re.compile(r"<[a-zA-Z][^<>]*$")
_UNMARKED = re.compile(
    r"\s*(?:$|<(?!(?i:a|img|span|b|strong|em|i|u|code|sub|sup|small|mark|abbr)\b|[a-zA-Z]+:|[^\s<>@]+@)|\{:|:\s|!!!|\?\?\?|\*?\[[^\]]+\]:|=+\s*$|[\s|:\-]+$|[\s*_]+$)"
)  # blank, HTML blocks, attributes, definitions of terms, admonitions, definitions, underlines, table rules, horizontal rules

_WORDS_AT_ONCE = re.compile(r"[^\s<{:!?*\[=|_>+#\d-]")
"""How most lines begin: with nothing that `_PREFIX` or `_UNMARKED` could match."""


def mark(body: str) -> str:
    """The body with its lines marked; marks found in the body already are removed first."""
    return mark_lines(MARK.sub("", body).split("\n"))


def mark_lines(lines: list[str]) -> str:
    """The lines marked, as one text; each may have become several."""
    in_tag = False
    for number, line, fence in read_lines(lines):
        if not line:
            continue
        went_on = in_tag
        in_tag = (in_tag and ">" not in line) or ("<" in line and _OPEN_TAG.search(line) is not None)
        if fence or went_on or number > _LAST_LINE:
            continue
        if _WORDS_AT_ONCE.match(line):
            lines[number - 1] = chr(_FIRST + number) + line
        elif not _UNMARKED.match(line):
            if ">" in line and _QUOTED_SIGNS.match(line):
                continue
            prefix = _PREFIX.match(line)
            end = prefix.end() if prefix else 0
            if line[end:].strip():
                lines[number - 1] = f"{line[:end]}{chr(_FIRST + number)}{line[end:]}"
        elif opening := _OPENING.match(line):
            lines[number - 1] = f"{opening[0]}{chr(_FIRST + number)}{line[opening.end() :]}"
        elif tag := _TAG_START.match(line):
            lines[number - 1] = f"{tag[0]}{_IN_TAG}{chr(_FIRST + number)}{line[tag.end() :]}"
    return "\n".join(lines)


def read_lines(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    """Each line with its number, from 1, and the fence it belongs to ("" outside); a fence's first line comes as
    "open". One that is never closed is none."""
    ends = {line.rstrip(" \n"): number for number, line in enumerate(lines, 1) if line[:3] in ("```", "~~~")}
    return _read_fences(lines, ends) if ends else zip(count(1), lines, repeat(""))


def _read_fences(lines: list[str], ends: dict[str, int]) -> Iterator[tuple[int, str, str]]:
    """`ends`: where each fence is closed last."""
    fence = ""
    for number, line in enumerate(lines, 1):
        opening = _FENCE.match(line.rstrip("\n")) if not fence else None
        if fence:
            yield number, line, fence
            if line.rstrip(" \n") == fence:
                fence = ""
        elif opening and ends.get(opening[1], 0) > number:
            fence = opening[1]
            yield number, line, "open"
        else:
            yield number, line, ""


def unmark(html: str) -> str:
    """The HTML without marks."""
    return (_MARKED if _IN_TAG in html else MARK).sub("", html)  # the plain pattern is six times as fast


class LineMap:
    """The line of each place in marked HTML."""

    def __init__(self, html: str) -> None:
        found = list(MARK.finditer(html))
        self._places = [match.start() for match in found]
        self._lines = [ord(match[0]) - _FIRST for match in found]
        self._html = html

    def before(self, place: int) -> int:
        """The line of what stands at `place`: the last mark before it, 1 when there is none."""
        index = bisect_right(self._places, place) - 1
        return self._lines[max(index, 0)] if self._lines else 1

    def unmarked(self, place: int) -> int:
        """The same place once all marks are gone."""
        starts, gone = self._gone
        return place - gone[bisect_left(starts, place)]

    @cached_property
    def _gone(self) -> tuple[Sequence[int], Sequence[int]]:
        """Where what `unmark` removes begins, and how much has gone before each."""
        if _IN_TAG not in self._html:
            return self._places, range(len(self._places) + 1)
        marked = list(_MARKED.finditer(self._html))
        lengths = (match.end() - match.start() for match in marked)
        return [match.start() for match in marked], list(accumulate(lengths, initial=0))

    def place_of(self, line: int) -> int | None:
        """Where the mark of a line stands, None for one that bears none."""
        return self._places[self._lines.index(line)] if line in self._lines else None

    def around(self, line: int) -> tuple[int, int | None]:
        """The marks of the nearest lines before and after one that bears none: 0 and None where there are none."""
        marks = list(zip(self._lines, self._places, strict=True))
        before = max((mark for mark in marks if mark[0] < line), default=(0, 0))
        after = min((m for m in marks if m[0] > line and m[1] > before[1]), default=None)
        return before[1], after[1] if after else None

    def within(self, start: int, end: int) -> int:
        """The line of an element from `start` to `end`: its first mark, else the last one before it."""
        index = bisect_right(self._places, start)
        if index < len(self._places) and self._places[index] < end:
            return self._lines[index]
        return self.before(start)


def fenced_lines(body: str, language: str) -> Iterator[int]:
    """The lines on which fences of this language open, in order."""
    for number, line, fence in read_lines(body.split("\n")):
        if fence == "open" and line.lstrip(line[0]).strip().split(" ")[0].strip("{.}") == language:
            yield number


def line_of(mark_sign: str) -> int:
    """The line that a mark stands for."""
    return ord(mark_sign) - _FIRST
