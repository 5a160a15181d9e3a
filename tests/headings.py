"""Levels of headings broken by chance, and what `fix` makes of them."""

import random
import re

from gongkai.editing.fixing import corrected
from gongkai.settings import AUDIENCES, TOPICS

BROKEN = (0.1, 0.2, 0.4)
"""The share of headings that get another level."""
_HEADING = re.compile(r"^(#+) (.*)$", re.M)


def set_right(body: str) -> str:
    """The body as `fix` leaves it."""
    front = "---\ntitle: 甲\n---\n"
    return corrected(front + body, {"topics": TOPICS, "audiences": AUDIENCES}).removeprefix(front)


def levels_of(body: str) -> list[int]:
    """The levels of its headings."""
    return [len(signs) for signs, _words in _HEADING.findall(body)]


def with_broken_levels(body: str, share: float, chance: random.Random) -> str:
    """The body with some headings at a level by chance."""
    return _HEADING.sub(
        lambda found: (
            f"{'#' * (chance.randint(1, 6) if chance.random() < share else len(found[1]))} {found[2]}"
        ),
        body,
    )
