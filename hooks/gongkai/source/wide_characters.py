"""Characters as wide as a Chinese one: between two of them the end of a line is no space."""

from itertools import pairwise

from gongkai.patterns import pattern

WIDE = (
    "\u2014\u2018-\u201d\u2026\u2e80-\u2fff\u3001-\u30ff\u3105-\u312f\u31a0-\u31bf\u31c0-\u31ef\u3200-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\ufe10-\ufe1f\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U0001f200-\U0001f2ff"
    "\U00020000-\U0003fffd"
)
"""Their ranges, for a pattern; Korean ones, which are written with spaces, apart."""

_MET = pattern(rf"[{WIDE}][{WIDE}]")
_NEAR = 8
"""Characters before and after a line's end by which it is found again."""


def without_line_ends(value: str, written: str) -> str:
    """A value that was written over several lines, each end of a line having become a space, without those spaces
    that stand between two wide characters."""
    lines = [line.strip().strip("\"'") for line in written.split("\n")]
    for before, after in pairwise(lines):
        if _MET.match(f"{before[-1:]}{after[:1]}"):
            last, first = before[-_NEAR:], after[:_NEAR]
            value = value.replace(f"{last} {first}", f"{last}{first}", 1)
    return value
