"""Tables: a region that scrolls, and on a phone, where it would, rows as cards of named lines; numbers that dial."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from gongkai.pages.office import dialled
from gongkai.text.body import plain

_ALIGN = re.compile(r'(<t[hd])( [^>]*?)?\balign="(left|center|right)"')
_HEAD = re.compile(r"<thead>.*?</thead>", re.S)
_HEAD_CELL = re.compile(r"<th\b([^>]*)>(.*?)</th>|<td\b[^>]*>\s*</td>", re.S)
_BODY = re.compile(r"<tbody>.*?</tbody>", re.S)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.S)
_CELL = re.compile(r"<t[hd]\b([^>]*)>(.*?)</t[hd]>", re.S)
_SCOPE = re.compile(r'\s*\bscope="row"')
_SPANNED = re.compile(r"<t[hd]\b[^>]*\b(?:col|row)span=")
_OLD = re.compile(r"原|旧|(?:修[订改]|调整|变更)前|以前|过去")
_NEW = re.compile(r"新|(?:修[订改]|调整|变更)后|现在|现行")
_PHONES = re.compile(r"电话|热线")
_UNBROKEN = re.compile(r"[!-~]+")

_MARKED = re.compile("[<&]")

_ROOM, _PADDING, _SENTENCE = 20.0, 1.1, 5.5
"""Widths in letters (em): what a phone of 360 pixels has room for, what a cell needs besides its words, and what a
cell of running words needs to be read well."""
_LONG = 10
"""Characters from which words are as wide as a cell of running words, whatever they are."""
_CARDS = 7
"""Columns above which a row is no card any more, but a line of a statistical table: it scrolls."""


class _Cell(NamedTuple):
    attributes: str
    html: str
    words: str


def dressed_table(table: str, label: str) -> str:
    """The table in a region of its own.

    On a phone nothing of it may be out of sight unsaid: one that does not fit becomes cards (`gk-table--stacked`), one
    that fits in usual print does so in large print (`gk-table--fits`), two columns always fit (`gk-table--narrow`), and
    one that can do nothing of this says that it scrolls (`gk-table--wide`).
    """
    table = _HEAD.sub(lambda match: _HEAD_CELL.sub(_head, match[0]), _aligned(table))
    heads = [plain(match[2] or "") for match in _HEAD_CELL.finditer(_first(_HEAD, table))]
    rows = [_cells(match[1]) for match in _ROW.finditer(_first(_BODY, table))]
    kind = _kind(table, heads, rows)
    if kind != "wide":
        title = _title(heads, rows)
        told = [_Head(escape(head), _PHONES.search(head) is not None) for head in heads]
        dressed = iter([_row(row, told, title) for row in rows])
        table = _BODY.sub(lambda match: _ROW.sub(lambda _row: next(dressed), match[0]), table)
    looks = kind if _compares(heads) else f"{kind} gk-table--plain"
    return f'<div class="gk-table gk-table--{looks}" role="region" aria-label="{label}" tabindex="0">{table}</div>'


def _kind(table: str, heads: Sequence[str], rows: Sequence[Sequence[_Cell]]) -> str:
    """How a phone shows the table: cards, cards in large print, as it is (two columns), or scrolling."""
    if not heads or _SPANNED.search(table) or any(len(row) != len(heads) for row in rows):
        return "wide"
    needed = sum(_column(number, heads, rows) + _PADDING for number in range(len(heads)))
    if _compares(heads) or needed > _ROOM:
        return "stacked" if len(heads) <= _CARDS else "wide"
    return "fits" if len(heads) > 2 else "narrow"


def _compares(heads: Sequence[str]) -> bool:
    """Whether the table sets old against new."""
    return any(map(_OLD.match, heads)) and any(map(_NEW.match, heads))


def _column(number: int, heads: Sequence[str], rows: Sequence[Sequence[_Cell]]) -> float:
    """The width in letters that a column needs."""
    return max(_needed(words) for words in (heads[number], *(row[number].words for row in rows)))


def _needed(words: str) -> float:
    unbroken = 0.56 * max(map(len, _UNBROKEN.findall(words)), default=0)
    return max(unbroken, _SENTENCE if len(words) > _LONG else min(_width(words), _SENTENCE))


def _width(words: str) -> float:
    return sum(0.56 if letter < "\u2e80" else 1.0 for letter in words)


def _title(heads: Sequence[str], rows: Sequence[Sequence[_Cell]]) -> int:
    """The column that says what a row is about: the first, or the second where the first only counts."""
    counted = all(row[0].words.isdigit() for row in rows)
    return 1 if len(heads) > 2 and counted and rows else 0


class _Head(NamedTuple):
    label: str
    """What the cells below are, as an attribute's value."""
    phones: bool
    """Whether they are numbers to call."""


def _row(row: Sequence[_Cell], heads: Sequence[_Head], title: int) -> str:
    """The row, whose title is its head; every other cell says what it is, for a phone that shows cards."""

    def told() -> Iterator[str]:
        for number, (attributes, html, words) in enumerate(row):
            inner = str(dialled(words)) if heads[number].phones and "<" not in html else html
            if number == title and words:
                yield f'<th{attributes} scope="row">{inner}</th>'
            else:
                inside = f"<div>{inner}</div>" if "<" in inner else inner
                yield f'<td{attributes} data-label="{heads[number].label}">{inside}</td>'

    return "<tr>\n" + "\n".join(told()) + "\n</tr>"


def _cells(row: str) -> list[_Cell]:
    return [
        _Cell(
            _SCOPE.sub("", attributes) if attributes else "",
            html,
            plain(html) if _MARKED.search(html) else html,
        )
        for attributes, html in ((match[1], match[2].strip(" \n\t")) for match in _CELL.finditer(row))
    ]


def _first(pattern: re.Pattern[str], html: str) -> str:
    found = pattern.search(html)
    return found[0] if found else ""


def _head(match: re.Match[str]) -> str:
    """The head of a column, unless it is that of several; an empty one is no head."""
    if not (match[2] or "").strip():
        return f"<td{match[1] or ''}></td>"
    if "scope=" in match[1]:
        return match[0]
    return f'<th{match[1]} scope="col">{match[2]}</th>'


def _aligned(table: str) -> str:
    """Columns aligned by class: the attribute is no longer HTML, and a style would break the content policy."""
    return _ALIGN.sub(lambda match: f'{match[1]}{match[2] or " "}class="gk-{match[3]}"', table)
