"""Where a document is signed: the 成文日期 and the organs above it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from gongkai.editing.importing.blocks import Block
from gongkai.text.layout_patterns import day_in, without_spaces
from gongkai.text.layout_words import ORGAN, SEAL, organs_beside


class SignOff(NamedTuple):
    """The place of the day (None: there is none), that of the first organ above it, and the organs."""

    at: int | None
    first: int
    organs: tuple[str, ...] = ()
    together: bool = False
    """Whether several organs stood in one line, told apart by blanks alone."""


def sign_off_at(blocks: Sequence[Block]) -> SignOff:
    """The sign-off; a day without an organ above it where there is nothing better."""
    last: int | None = None
    for place, block in enumerate(blocks):
        if not block.is_paragraph or place == 0:
            continue
        words = without_spaces(block.text)
        if len(words) > 60 or day_in(words[-14:].lstrip("局委办府室会院部"), whole=False) is None:
            continue
        if day_in(words):
            found = _organs_above(blocks, place)
            if found.organs:
                return found
            last = place
        elif (
            organ := re.sub(r"[一二]?[〇○零一二三四五六七八九\d]{3,4}年.*$", "", words)
        ) and ORGAN.fullmatch(organ):
            return SignOff(place, place, (organ,))
    return SignOff(last, last or 0)


def without_sign_off(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], list[str]]:
    """The blocks without a sign-off that ends them, and its words."""
    found = sign_off_at(blocks)
    filled = [place for place, block in enumerate(blocks) if block.text.strip() or block.node["t"] != "Para"]
    if found.at is None or not filled or found.at != filled[-1]:
        return tuple(blocks), []
    return tuple(blocks[: found.first]), [
        " ".join(block.text.split()) for block in blocks[found.first :] if block.text.strip()
    ]


def _organs_above(blocks: Sequence[Block], at: int) -> SignOff:
    found: list[str] = []
    first, together = at, False
    for above in range(at - 1, max(0, at - 6) - 1, -1):
        block = blocks[above]
        words = without_spaces(block.text)
        if SEAL.fullmatch(words) or (not words and block.node["t"] == "Para"):
            continue
        if not (organs := organs_beside(block.text)):
            break
        together = together or (len(organs) > 1 and "\n" not in block.text.strip())
        found = [*organs, *found]
        first = above
    return SignOff(at, first, tuple(found), together)
