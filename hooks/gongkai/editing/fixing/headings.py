"""Levels of headings: as their numbers say, none above 2 (the title is 1), none left out; never one that is in doubt."""

import re

from gongkai.editing.fixing.lines import Line, LineKind
from gongkai.editing.fixing.outline import WrittenHeading, agree, is_numbered, mended_levels
from gongkai.model.decision import ATTENDANCE, DRAFT, EXPLANATION, RESULT

_HEADING = re.compile(r"(#{1,6})[ \t]*(.*)")
_PARTS = {DRAFT, EXPLANATION, RESULT, ATTENDANCE, "风险评估", "专家论证", "效果评估"}
"""Level-2 headings of a docket, which must stay at their level."""


def mend_headings(lines: list[Line]) -> None:
    """Set the levels right in place, where the numbers of the whole text agree; a space follows the signs."""
    headings = [(line, WrittenHeading(*_read(line.text))) for line in lines if line.part is LineKind.HEADING]
    for (line, heading), level in zip(headings, _levels([one for _line, one in headings]), strict=True):
        if heading.words:
            line.text = f"{'#' * level} {heading.words}"


def _levels(headings: list[WrittenHeading]) -> list[int]:
    levels = mended_levels(headings)
    if not levels or not agree(headings, levels):
        return levels
    parts = any(one.words in _PARTS and level == 2 for one, level in zip(headings, levels, strict=True))
    if min(levels) == 1 and not parts and levels[0] != 1:
        return levels  # only some stand at the title's level, and nothing says which of them should
    wished = [max(level, 2) for level in levels] if parts else levels
    shown = {level: min(place, 6) for place, level in enumerate(sorted(set(wished)), 2)}
    return [shown[level] for level in wished] if _is_safe(headings, wished, shown) else levels


def _is_safe(headings: list[WrittenHeading], levels: list[int], shown: dict[int, int]) -> bool:
    """Whether all levels move alike, or what moves otherwise has numbers that vouch for it (or nothing has any)."""
    moved = shown[min(levels)] - min(levels)
    apart = {level for level in shown if shown[level] - level != moved}
    vouched = {level for one, level in zip(headings, levels, strict=True) if is_numbered(one)}
    return not vouched or apart <= vouched


def _read(text: str) -> tuple[int, str]:
    found = _HEADING.fullmatch(text)
    assert found is not None
    return len(found[1]), found[2].rstrip()
