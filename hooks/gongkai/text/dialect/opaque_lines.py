"""Lines that are not read as prose: fences, blocks of raw HTML, comments."""

import re

from gongkai.text.lines import read_lines

_BLOCK = re.compile(
    r"[ ]{0,3}<(address|article|aside|blockquote|details|div|dl|figure|footer|form|h[1-6]|header|main|nav|ol|p|pre"
    r"|script|section|style|table|ul)\b",
    re.I,
)
_COMMENT = re.compile(r"[ ]{0,3}<!--")


def opaque_lines(lines: list[str]) -> frozenset[int]:
    """Their numbers, from 0. What has no end is none: it is prose, and shown."""
    hidden = {number - 1 for number, _line, fence in read_lines(lines) if fence}
    if any("<" in line for line in lines):
        at = 0
        while at < len(lines):
            end = _end(lines, at) if at not in hidden and "<" in lines[at] else at
            hidden.update(range(at, end))
            at = max(end, at + 1)
    return frozenset(hidden)


def _end(lines: list[str], at: int) -> int:
    """The line after the last of what begins here; `at` itself where nothing does."""
    if _COMMENT.match(lines[at]):
        return next((end + 1 for end in range(at, len(lines)) if "-->" in lines[end]), at)
    block = _BLOCK.match(lines[at])
    if block is None:
        return at
    tag, depth = re.compile(rf"<(/?){block[1]}\b", re.I), 0
    for end in range(at, len(lines)):
        depth += sum(-1 if one[1] else 1 for one in tag.finditer(lines[end]))
        if depth <= 0:
            return end + 1
    return at
