"""Clauses of an official text: what begins with 一、（一）1. or 第五条 gets an id by its number, for citing.

The id says where the clause stands, not what it says: 二（三）4 is `c-2-3-4`, 第五条第（二）项 is `art-5-2`. So a
link to a clause survives a correction of its words.
"""

import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from gongkai.text.body import plain

_CHINESE = "〇零一二三四五六七八九十百千"
_NUMBERED = re.compile(
    rf"([{_CHINESE}]+)、"
    rf"|[（(]([{_CHINESE}]+)[）)]"
    r"|(\d{1,3})(?:[．、]|\.(?!\d))"
    r"|[（(](\d{1,3})[）)]"
)
"""How a clause of each level begins, as in GB/T 9704-2012 §7.3.3: its number is the group of its level."""

_ARTICLE = re.compile(rf"第([{_CHINESE}]+|\d+)条(?:之([{_CHINESE}]+))?(?=[\s　]|$)")
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>h[2-6]|p|ol|li|ul|dl|div|blockquote|table|figure|pre|section|details)\b"
    r"(?P<attributes>[^>]*)>"
)
_START = re.compile(r'\bstart="(\d+)"')
_VALUE = re.compile(r'\bvalue="(\d+)"')
_ID = re.compile(r'id="([^"]*)"')  # a pattern that begins with \b is found thirty times slower
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}


class Clause(NamedTuple):
    """A clause with its place in the HTML: `start` and `end` of its element's opening tag, `stop` of its words."""

    id: str
    label: str
    """How it is cited: 二（三）4."""
    start: int
    end: int
    stop: int
    heading: str = ""
    """The id it has already: that of a heading, or one written by hand."""


def clauses(html: str) -> Iterator[Clause]:
    """The clauses of a fragment, in order."""
    count, taken = _Count(), set(_ID.findall(html))
    for start, end, stop, name, number in _blocks(html):
        found = count.at(f"{number}. " if number else _beginning(html[end:stop]))
        if name.startswith("h") and found is None:
            count.forget()
        if found is None:
            continue
        id_ = candidate = "-".join(map(str, found))
        again = 1
        while candidate in taken:
            again += 1
            candidate = f"{id_}_{again}"
        taken.add(candidate)
        own = _ID.search(html[start:end])
        yield Clause(candidate, count.label, start, end, stop, own[1] if own else "")


def _beginning(html: str) -> str:
    """The first words of a block; most are no more than words."""
    return plain(html)[:40] if "<" in html or "&" in html else html.lstrip()[:40]


def clause_ids(html: str) -> frozenset[str]:
    """Every id that `with_clauses` adds."""
    return frozenset(clause.id for clause in clauses(html))


def with_clauses(html: str) -> str:
    """The fragment with an id on every clause and a link to it, at its end, for the reader to copy."""
    pieces, done = [], 0
    for clause in clauses(html):
        label = escape(f"链接到{clause.label}")
        if clause.heading:
            tag, anchor = html[clause.start : clause.end], f' id="{clause.id}"'
        else:
            tag, anchor = f'{html[clause.start : clause.end - 1]} id="{clause.id}">', ""
        link = f'<a class="gk-anchor"{anchor} href="#{clause.id}" aria-label="{label}"></a>'
        pieces += [html[done : clause.start], tag, html[clause.end : clause.stop], link]
        done = clause.stop
    return "".join([*pieces, html[done:]])


class _Count:
    """The numbers on the way down to the clause that was read last."""

    def __init__(self) -> None:
        self._path: list[tuple[int, int, str]] = []
        """Level, number and sign of each step; the first may be an article, of level 0."""

    def forget(self) -> None:
        """A heading without number begins a part in which numbers start anew; articles count through."""
        self._path.clear()

    def at(self, text: str) -> list[str | int] | None:
        """The id's pieces, if this text begins a clause."""
        if article := _ARTICLE.match(text):
            number = chinese_number(article[1])
            self._path = [(0, number, article[0])]
            return ["art", number, *((chinese_number(article[2]),) if article[2] else ())]
        found = _NUMBERED.match(text)
        if found is None or found.lastindex is None:
            return None
        level = found.lastindex
        while self._path and self._path[-1][0] >= level:
            self._path.pop()
        sign = found[0] if level in (2, 4) else found[level]
        self._path.append((level, chinese_number(found[level]), sign))
        return self._pieces()

    def _pieces(self) -> list[str | int]:
        """The way as an id has it: a level that was left out is 0, and what follows an article is （一）."""
        pieces: list[str | int] = ["c"]
        above = 0
        for level, number, _sign in self._path:
            if level == 0:
                pieces, above = ["art", number], 1
            elif level > above:
                pieces += [*[0] * (level - above - 1), number]
                above = level
        return pieces

    @property
    def label(self) -> str:
        """The way as it is written."""
        return "".join(sign for _level, _number, sign in self._path)


def _blocks(html: str) -> Iterator[tuple[int, int, int, str, int]]:
    """Headings, paragraphs and numbered list items that stand in no quotation, table or note: the opening tag,
    where the words stop, the element, and an item's number."""
    outer = 0
    lists: list[int] = []
    for tag in _TAG.finditer(html):
        name, closing = tag["name"], bool(tag["close"])
        if name == "ol" and not outer:
            if closing:
                lists and lists.pop()
            else:
                start = _START.search(tag["attributes"])
                lists.append(int(start[1]) - 1 if start else 0)
        elif name == "li":
            if not closing and not outer and len(lists) == 1:
                value = _VALUE.search(tag["attributes"])
                lists[0] = int(value[1]) if value else lists[0] + 1
                yield tag.start(), tag.end(), _item_end(html, tag.end()), name, lists[0]
        elif name == "p" or name.startswith("h"):
            if not closing and not outer and not lists:
                yield tag.start(), tag.end(), html.index(f"</{name}>", tag.end()), name, 0
        elif name != "ol":
            outer += -1 if closing else 1


def _item_end(html: str, start: int) -> int:
    """Where an item's first words end: before its paragraph's end, a list within it, or its own end."""
    found = re.compile(r"</p>|\s*<(?:ol|ul|table|div)\b|\s*</li>").search(html, start)
    return found.start() if found else start


def chinese_number(written: str) -> int:
    """十二 → 12; ordinary digits too, wide ones among them."""
    if written.isdecimal():
        return int(written)
    total = digit = 0
    for sign in written:
        if sign in _UNITS:
            total += (digit or 1) * _UNITS[sign]
            digit = 0
        else:
            digit = _DIGITS[sign] if digit == 0 else digit * 10 + _DIGITS[sign]
    return total + digit
