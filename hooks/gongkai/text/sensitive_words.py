"""What of a body must not go out by its words: numbers of persons, and markings of secrecy, with their lines."""

import html as entities
import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.patterns import pattern
from gongkai.safety import (
    PERHAPS,
    NumberOnLine,
    PersonalNumber,
    is_outcome,
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
_BLOCK_TAG = pattern(rf"</?{_BLOCK}\b[^>]*>", re.I)
_BREAK = pattern(r"<br\b[^>]*>|\n")
_TAG = pattern(r"<!--.*?-->|<[^>]*>", re.S)
_CODE = pattern(r"<pre\b.*?</pre>", re.S)
_ENDS_BLOCK = pattern(rf"</?(?:{_BLOCK}|br)\b[^>]*>", re.I)
_MAY_MARK = pattern("[密內内不依]|&#")
_SPELLS = pattern(
    ".*?(?:密|&#)|[^內内]*+[內内][^部]*+部|(?:[^不]*+不|[^依]*+依[^申]*+申)[^公]*+公[^开開]*+[开開]", re.S
)
"""The signs of a marking in their order, whatever is between them."""
_HIDING = pattern(r"(?<=\d)[*_`]{1,2}(?=\d)")
"""Signs between digits, which are shown as they are and hide no number."""
_LONG = 400
"""Characters of HTML beyond which a block is no marking, whatever tags are in it."""


_BRACKETED = pattern(rf"{MARK.pattern}\s*([（(【\[〔].{{4,20}}[】\])）〕])\s*$")
"""The last line of a paragraph if it is in brackets from end to end, as （此件不公开） below a sign-off."""
_GROUP = pattern(r"<(/?)(table|ul|ol|h[1-6])\b[^>]*>", re.I)
_SHORT = pattern(r">([^<>\n]{4,8})<")
_HEADING = pattern(r"<h[1-6]\b[^>]*>(.*?)</h[1-6]>", re.S | re.I)


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
    found, place, before = [], 0, (0, 0)
    for tag in (*_ENDS_BLOCK.finditer(html), None):
        end = tag.start() if tag else len(html)
        may_mark = 1 < end - place < _LONG and _SPELLS.match(html, place, end)
        if may_mark and (marking := _marking(html, (place, end), before)):
            found.append((*marking, end))
        if end - place > 1:
            before = (place, end)
        place = tag.end() if tag else end
    if not found:
        return ()
    lines = LineMap(html)
    return tuple(dict.fromkeys(Marking(word, lines.within(start, end)) for word, start, end in found))


def _marking(html: str, block: tuple[int, int], before: tuple[int, int]) -> tuple[str, int] | None:
    """The marking that a block is, or its last line, and where that begins; none for an outcome among others."""
    words = _words(html[slice(*block)])
    same_row = before[1] - before[0] < _LONG and "<tr" not in html[before[1] : block[0]]
    word = marking_in(words, _words(html[slice(*before)]) if same_row else "")
    if word:
        return None if is_outcome(words, *_beside(html, block[0])) else (word, block[0] - 1)
    bracketed = _BRACKETED.search(html, *block)
    word = marking_in(_words(bracketed[1])) if bracketed else ""
    return (word, bracketed.start()) if bracketed and word else None


def _beside(html: str, place: int) -> tuple[list[str], list[str]]:
    """The words of the table or list that holds this place; else, apart from it, all headings if it is in one, or what
    is as short."""
    open_tags: list[re.Match[str]] = []
    for tag in _GROUP.finditer(html, 0, place):
        if tag[1]:
            del open_tags[-1:]
        else:
            open_tags.append(tag)
    if not open_tags:
        return [], _SHORT.findall(unmark(html))
    if open_tags[-1][2].startswith("h"):
        return [], [_words(heading) for heading in _HEADING.findall(html)]
    end = html.find(f"</{open_tags[-1][2]}>", place)
    return [_words(html[open_tags[-1].end() : end])], []


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
