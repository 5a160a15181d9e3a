"""What of a body must not go out by its words: numbers of persons, and markings of secrecy, with their lines."""

import html as entities
import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.safety import (
    PERHAPS,
    NumberOnLine,
    PersonalNumber,
    marking_in,
    numbers_in_lines,
    personal_numbers,
)
from gongkai.safety.digits import folded
from gongkai.text.lines import MARK, LineMap, unmark

_BLOCK = (
    r"(?:p|div|li|ul|ol|dl|dt|dd|h[1-6]|table|thead|tbody|tfoot|tr|td|th|caption|blockquote|pre|section|figure"
    r"|figcaption|details|summary|hr|article|aside|header|footer)"
)
_BLOCK_TAG = re.compile(rf"</?{_BLOCK}\b[^>]*>", re.I)
_BREAK = re.compile(r"<br\b[^>]*>|\n")
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.S)
_CODE = re.compile(r"<pre\b.*?</pre>", re.S)
_MAY_MARK = re.compile("[密內内不]|&#")
_SPELLS = re.compile(".*?(?:密|&#)|[^內内]*+[內内][^部]*+部|[^不]*+不[^得]*+得[^公]*+公[^开開]*+[开開]", re.S)
"""The signs of a marking in their order, whatever is between them."""
_HIDING = re.compile(r"(?<=\d)[*_`]{1,2}(?=\d)")
"""Signs between digits, which are shown as they are and hide no number."""
_LONG = 400
"""Characters of HTML beyond which a block is no marking, whatever tags are in it."""


@dataclass(frozen=True)
class Marking:
    """A marking of secrecy on a line."""

    word: str
    line: int


def numbers_in(html: str, body: str) -> tuple[NumberOnLine, ...]:
    """The numbers of persons in a body: as it is written, and as a reader sees it in the marked HTML."""
    found = dict.fromkeys(numbers_in_lines(body))
    shown = _HIDING.sub("", _shown(_CODE.sub("\0", html)))
    if PERHAPS.search(shown):
        lines = LineMap(shown)
        places = {(one.digest, one.line) for one in found}
        for one in personal_numbers(shown):
            line = _written_on(one, lines.before(one.start), body)
            if (one.digest, line) not in places:
                found[NumberOnLine(one.kind, one.masked, one.digest, line)] = None
    return tuple(sorted(found, key=lambda one: (one.line, one.masked)))


def markings_in(html: str) -> tuple[Marking, ...]:
    """The markings among the headings, cells and paragraphs of the marked HTML."""
    if not _MAY_MARK.search(html):
        return ()
    found, place = [], 0
    for tag in (*_BLOCK_TAG.finditer(html), None):
        end = tag.start() if tag else len(html)
        may_mark = 1 < end - place < _LONG and _SPELLS.match(html, place, end)
        if may_mark and (word := marking_in(_words(html[place:end]))):
            found.append((word, place - 1, end))
        place = tag.end() if tag else end
    if not found:
        return ()
    lines = LineMap(html)
    return tuple(dict.fromkeys(Marking(word, lines.within(start, end)) for word, start, end in found))


def _shown(html: str) -> str:
    """What a reader sees, blocks apart; marks stay."""
    return entities.unescape(_TAG.sub("", _BREAK.sub(" ", _BLOCK_TAG.sub("\0", html))))


def _words(html: str) -> str:
    return entities.unescape(_TAG.sub("", unmark(html)))


def _written_on(number: PersonalNumber, near: int, body: str) -> int:
    """The line of the body that holds all digits of a number that a reader sees, the nearest to `near`."""
    shown = number.masked.split("*")
    candidates = [line for line, words in _lines(body) if shown[0] in words and shown[-1] in words]
    return min(candidates, key=lambda line: abs(line - near), default=near)


def _lines(body: str) -> Iterator[tuple[int, str]]:
    """Each line's digits alone, for those that have enough of them."""
    for number, line in enumerate(MARK.sub("", body).split("\n"), 1):
        digits = re.sub(r"[^0-9X]", "", folded(_TAG.sub("", entities.unescape(line))).upper())
        if len(digits) >= 11:
            yield number, digits
