"""`{amount: 2025年决算数}` right behind an amount: where it comes from, for whoever checks. No reader sees it.

In a body it is taken out as the file is read, so that nothing else ever meets it. Behind a `summary` it is a comment.
"""

import re
from typing import NamedTuple

_NOTE = re.compile(r"[ \t]?\{amount[：:][ \t]*([^{}\n]*?)[ \t]*\}")
_BEFORE = 24
"""Signs before a note that are kept, to know the amount by."""


class AmountNote(NamedTuple):
    """A note: the line of the file, what stands right before it, and what it says."""

    line: int
    before: str
    text: str


def amount_notes(text: str) -> tuple[AmountNote, ...]:
    """The notes in a text, with their lines in it."""
    if "{amount" not in text:
        return ()
    return tuple(
        AmountNote(text.count("\n", 0, one.start()) + 1, _just_before(text, one.start()), one[1])
        for one in _NOTE.finditer(text)
    )


def without_notes(text: str) -> str:
    """The text without its notes; lines stay as they are."""
    return _NOTE.sub("", text) if "{amount" in text else text


def _just_before(text: str, place: int) -> str:
    line = without_notes(text[text.rfind("\n", 0, place) + 1 : place])
    return line.rstrip(" \t）)】”*_、，。")[-_BEFORE:]
