"""Levels of headings: none above 2 (the title is 1), none left out."""

import re
from collections.abc import Iterator

from gongkai.editing.fixing.lines import Line, LineKind
from gongkai.model.decision import ATTENDANCE, DRAFT, EXPLANATION, RESULT

_HEADING = re.compile(r"(#{1,6})[ \t]*(.*)")
_PARTS = {DRAFT, EXPLANATION, RESULT, ATTENDANCE, "风险评估", "专家论证", "效果评估"}
"""Level-2 headings of a docket, which must stay at their level."""


def mend_headings(lines: list[Line]) -> None:
    """Set the levels right in place; a space follows the signs."""
    headings = [(line, *_read(line.text)) for line in lines if line.part is LineKind.HEADING]
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


def _without_gaps(levels: list[int]) -> Iterator[int]:
    """Each level at most one below the heading it stands under."""
    above: list[tuple[int, int]] = []
    for level in levels:
        above = [pair for pair in above if pair[0] < level]
        shown = min(above[-1][1] + 1 if above else 2, 6)
        above.append((level, shown))
        yield shown
