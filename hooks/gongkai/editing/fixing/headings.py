"""Levels of headings: none above 2 (the title is 1), none left out, chapters of one row of numbers at one level."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from gongkai.editing.fixing.lines import Line, LineKind
from gongkai.model.decision import ATTENDANCE, DRAFT, EXPLANATION, RESULT
from gongkai.text.clause_numbers import CHINESE, chinese_number

_HEADING = re.compile(r"(#{1,6})[ \t]*(.*)")
_CHAPTER = re.compile(rf"([{CHINESE}]+)、")
_PARTS = {DRAFT, EXPLANATION, RESULT, ATTENDANCE, "风险评估", "专家论证", "效果评估"}
"""Level-2 headings of a docket, which must stay at their level."""


def mend_headings(lines: list[Line]) -> None:
    """Set the levels right in place; a space follows the signs."""
    headings = [(line, *_read(line.text)) for line in lines if line.part is LineKind.HEADING]
    levels = _chapters_levelled([(level, words) for _line, level, words in headings])
    headings = [(line, level, words) for (line, _old, words), level in zip(headings, levels, strict=True)]
    highest = min((level for _line, level, _words in headings), default=2)
    parts = any(words in _PARTS and level == 2 for _line, level, words in headings)
    down = 1 if highest == 1 and not parts else 0
    wished = [max(level + down, 2) for _line, level, _words in headings]
    for (line, _level, words), level in zip(headings, _without_gaps(wished), strict=True):
        line.text = f"{'#' * level} {words}" if words else line.text


def _read(text: str) -> tuple[int, str]:
    found = _HEADING.fullmatch(text)
    assert found is not None
    return len(found[1]), found[2].rstrip()


def _chapters_levelled(headings: list[tuple[int, str]]) -> list[int]:
    """The levels, with 一、 二、 三、 at one where they count on through the whole text: that of most of them, or the
    highest. What stands under a chapter moves with it."""
    levels = [level for level, _words in headings]
    chapters = {
        place: found[1] for place, (_, words) in enumerate(headings) if (found := _CHAPTER.match(words))
    }
    numbers = [chinese_number(written) for written in chapters.values()]
    if not all(before < after for before, after in pairwise(numbers)):
        return levels
    count = Counter(levels[place] for place in chapters)
    right = min(count, key=lambda level: (-count[level], level), default=0)
    moved, by = [], 0
    for place, level in enumerate(levels):
        by = right - level if place in chapters else by
        under = right if place in chapters else right + 1
        moved.append(max(level + by, under) if by else level)
    return moved


def _without_gaps(levels: list[int]) -> Iterator[int]:
    """Each level at most one below the heading it stands under."""
    above: list[tuple[int, int]] = []
    for level in levels:
        above = [pair for pair in above if pair[0] < level]
        shown = min(above[-1][1] + 1 if above else 2, 6)
        above.append((level, shown))
        yield shown
