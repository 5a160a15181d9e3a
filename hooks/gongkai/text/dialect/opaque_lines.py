"""Lines that are not read as prose: fences, blocks of raw HTML, comments.

A block of raw HTML with an empty line in it is raw only up to that line, and again from each line that begins with a
tag: what stands between is Markdown, as wherever else Markdown is read (CommonMark 4.6).
"""

import re

from gongkai.text.dialect.shielding import ready
from gongkai.text.lines import KNOWN_FENCE, read_lines

_NAMES = "address|article|aside|blockquote|details|div|dl|figure|footer|form|h[1-6]|header|main|nav|ol|p|section|table|ul"
_BLOCK = re.compile(rf"[ ]{{0,3}}<({_NAMES}|pre|script|style)\b", re.I)
_WHOLE = re.compile(r"[ ]{0,3}<(?:pre|script|style)\b", re.I)
_PART = re.compile(
    rf"[ ]*</?(?:{_NAMES}|caption|center|col|colgroup|dd|dt|figcaption|li|summary|t(?:body|d|foot|h|head|r))\b",
    re.I,
)
_COMMENT = re.compile(r"[ ]{0,3}<!--")


def opaque_lines(lines: list[str]) -> frozenset[int]:
    """Their numbers, from 0. What has no end is none: it is prose, and shown. Raw HTML that Markdown divides is made
    ready in `lines`."""
    fenced = [(number - 1, line, fence) for number, line, fence in read_lines(lines) if fence]
    hidden = {at for at, _line, _fence in fenced}
    for at, line, fence in fenced:
        if fence == "open" and not KNOWN_FENCE.match(line):
            lines[at] = line[: len(line) - len(line.lstrip(line[0]))]
    if any("<" in line for line in lines):
        at = divided = 0
        while at < len(lines):
            end = _end(lines, at) if at not in hidden and "<" in lines[at] else at
            if at < divided and not (end > at and (_WHOLE.match(lines[at]) or _COMMENT.match(lines[at]))):
                end = _made_ready(lines, at, divided) if at not in hidden and _PART.match(lines[at]) else at
            elif _divides(lines, at, end):
                divided = end
                end = _made_ready(lines, at, divided)
            hidden.update(range(at, end))
            at = max(end, at + 1)
    return frozenset(hidden)


def _divides(lines: list[str], at: int, end: int) -> bool:
    """Whether what stands from here to there is a block of raw HTML with an empty line in it."""
    if end == at or not _BLOCK.match(lines[at]) or _WHOLE.match(lines[at]):
        return False
    return any(not line.strip() for line in lines[at:end])


def _made_ready(lines: list[str], at: int, last: int) -> int:
    """Make a piece of raw HTML ready, which ends before an empty line; gives the line after it."""
    end, commented = at, 0
    while end < last and (commented or lines[end].strip()):
        commented += lines[end].count("<!--") - lines[end].count("-->")
        end += 1
    html = ready("\n".join(line.strip() for line in lines[at:end]))
    pieces = html.split("\n")
    lines[at:end] = [*pieces, *[""] * (end - at - len(pieces))]
    if at and lines[at - 1].strip():
        lines[at - 1] += "\n"
    if end < len(lines) and lines[end].strip():
        lines[end - 1] += "\n"
    return end


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
