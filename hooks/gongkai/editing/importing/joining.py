"""Lines that were broken by hand or by a page → the paragraphs they were."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gongkai.editing.importing.front_lines import INDEX_LABEL
from gongkai.text.layout_patterns import (
    ARTICLE,
    CHAPTER,
    clause_level,
    day_in,
    number_in,
    without_pdf_spaces,
)
from gongkai.text.layout_words import organs_beside

_PAGE_NUMBER = re.compile(r"[\s—–―\-－·・]*(?:第?\s*)?\d{1,4}(?:\s*页)?[\s—–―\-－·・]*")
_SENTENCE_END = "。；：！？…"
_NEAR = 4
"""Half-width columns by which a full line may fall short: two Chinese characters that did not fit."""
_IN_CONTENTS = re.compile(r"(?:[.．·…‥]{2,}|\s{3,})\s*\d{1,3}\s*$")
"""A line of a table of contents, with its page."""
_LABELS = re.compile(
    r"(?:附件|附|抄送|主送|签发人|联系人|联系电话|公开属性)[\d一二三四五六七八九十]*\s*[：:]|问[：:]|答[：:]"
)


def page_number(text: str) -> bool:
    """Whether a line is a page's number: — 1 —."""
    return bool(_PAGE_NUMBER.fullmatch(text)) and (
        len(text.strip()) > len(text.strip(" —–―-－·")) or "页" in text
    )


def starts_anew(text: str) -> bool:
    """Whether a line begins as only a new paragraph does."""
    return bool(
        clause_level(text)
        or ARTICLE.match(text)
        or CHAPTER.match(text)
        or _LABELS.match(text)
        or day_in(text)
        or number_in(text)
    )


def ends_sentence(text: str) -> bool:
    """Whether a line ends where a sentence may."""
    return text.rstrip(" ”’）)").endswith(tuple(_SENTENCE_END))


def paragraphs(text: str) -> Iterator[tuple[str, bool]]:
    """The paragraphs of a plain text, each with whether a join in it was doubtful.

    A text whose lines all end near one column was broken there, and is joined again; otherwise each line
    is a paragraph. Blank lines separate paragraphs unless they stand between all lines (as in text taken
    from a PDF).
    """
    lines = [line.rstrip() for line in re.split(r"\r\n|\r|\n|\f|\v", text)]
    lines = [line for line in lines if not (line.strip() and page_number(line))]
    meaningful = _blank_lines_mean_something(lines)
    filled = [line for line in lines if line.strip()]
    column = _column(filled)
    indented = sum(map(_indented, filled)) * 5 > len(filled)
    whole: list[str] = []
    doubtful = False
    for line in lines:
        if not line.strip():
            if meaningful and whole:
                yield _joined(whole), doubtful
                whole, doubtful = [], False
            continue
        if whole:
            goes_on, unsure = _goes_on(whole[-1], line, column, indented)
            if goes_on:
                doubtful = doubtful or unsure
            else:
                yield _joined(whole), doubtful
                whole, doubtful = [], False
        whole.append(line)
    if whole:
        yield _joined(whole), doubtful


def _goes_on(before: str, line: str, column: int, indented: bool) -> tuple[bool, bool]:
    """Whether `line` belongs to the paragraph of the line `before`, and whether that is doubtful."""
    if not column or width(before) < column - _NEAR or _stands_alone(before):
        return False, False
    if indented:
        return not _indented(line), False
    if ends_sentence(before):
        return not starts_anew(line.strip()), not before.rstrip().endswith("；")
    return not (starts_anew(line.strip()) and clause_level(line) == 1), starts_anew(line.strip())


def _stands_alone(line: str) -> bool:
    """Whether a line never goes on in the next one: of a table of contents, or of an index (索引号：…)."""
    return bool(_IN_CONTENTS.search(line) or INDEX_LABEL.match(line.strip()))


def _blank_lines_mean_something(lines: list[str]) -> bool:
    """Not if (nearly) every line is followed by one blank line."""
    pairs = sum(bool(a.strip()) and not b.strip() for a, b in pairwise(lines))
    filled = sum(bool(line.strip()) for line in lines)
    return pairs < filled * 0.8


def _column(lines: list[str]) -> int:
    """The column at which lines were broken; 0 for a text whose lines are whole paragraphs."""
    widths = sorted(map(width, lines))
    if len(widths) < 4:
        return 0
    broken = [width(line) for line in lines if not ends_sentence(line) and not starts_anew(line.strip())]
    column = widths[int(len(widths) * 0.9)]
    near = sum(column - _NEAR <= one <= column + _NEAR for one in broken)
    return column if 30 <= column <= 140 and near >= max(2, len(lines) // 10) else 0


def width(text: str) -> int:
    """Half-width columns that a line takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in without_pdf_spaces(text))


def _indented(line: str) -> bool:
    return line.startswith(("　", "  ", "\t"))


def _joined(lines: Sequence[str]) -> str:
    if len(lines) == 1 and len(organs_beside(lines[0])) > 1:
        return lines[0].strip()  # 甲局     乙局: the blank tells them apart
    whole = ""
    for line in map(str.strip, lines):
        latin = whole[-1:].isascii() and line[:1].isascii() and whole[-1:].isalnum() and line[:1].isalpha()
        whole += (" " if whole and latin else "") + line
    return without_pdf_spaces(whole)
