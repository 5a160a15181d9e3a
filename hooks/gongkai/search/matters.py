"""What a question, or a title, is about: one of some 170 matters that citizens come with, told by its characters and pairs.

Naive Bayes in whole numbers: `data/matters.txt` has for each character or pair that tells something the matters that it speaks for,
and how much. `python -m scripts.matters` makes it of sentences as people say them (scripts/sentences/). `search-matters.js` reckons
the same.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from gongkai.search.dictionary import DATA
from gongkai.search.letters import simplified, squashed

MATTERS = DATA / "matters.txt"
OTHER_OFFICES = 900
"""Numbers of matters from which other offices deal with them."""

WHOLE = 1000
"""Likelihoods are parts of this."""
_UNIT = 3
"""A weight of so much makes a matter e times as likely."""
CURVE = tuple(round(65536 * math.exp(-behind / _UNIT)) for behind in range(34))
"""How likely a matter is, compared with the likeliest, by how far it is behind."""

LEVELS = 15
_LEAST = 2
_FORM = re.compile(
    "政策问答|常见问题解答|问答|解读|征求意见稿|征求意见|意见征集|实施细则|暂行|管理办法|办法|通知|公告|方案|实施意见|若干措施|措施|规定|关于|工作|修订|[0-9]+年"
)
"""What a title says of its kind rather than its matter."""

Weights = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Matters:
    """The matters by their numbers, in order, those of other offices last; the weights of characters and pairs for their places."""

    numbers: tuple[int, ...]
    weights: Mapping[str, Weights]

    @property
    def own(self) -> int:
        """How many are not other offices'."""
        return sum(number < OTHER_OFFICES for number in self.numbers)

    def likely(self, text: str) -> dict[int, int]:
        """For each place of a matter that a text, as queries are read, speaks for: how likely it is, of `WHOLE`."""
        return likely(text, self.weights, len(self.numbers))

    def levels_of(self, title: str) -> dict[int, int]:
        """How surely a document of this title is about each matter: `LEVELS` where there is no doubt."""
        found = self.likely(simplified(squashed(_FORM.sub(" ", title))))
        levels = {place: (LEVELS * share + WHOLE // 2) // WHOLE for place, share in found.items()}
        own = self.own
        return {place: level for place, level in levels.items() if level >= _LEAST and place < own}


def likely(text: str, weights: Mapping[str, Weights], matters: int) -> dict[int, int]:
    """See `Matters.likely`."""
    points: dict[int, int] = {}
    for piece in sorted(set(pieces_of(text))):
        for place, weight in weights.get(piece, ()):
            points[place] = points.get(place, 0) + weight
    if not points:
        return {}
    most = max(points.values())
    shares = {place: _curve(most - own) for place, own in points.items()}
    whole = sum(shares.values()) + (matters - len(points)) * _curve(most)
    return {place: WHOLE * share // whole for place, share in shares.items()}


def pieces_of(text: str) -> Iterator[str]:
    """Its characters, and its pairs that no space parts."""
    for at, one in enumerate(text):
        if one != " ":
            yield one
            if text[at + 1 : at + 2].strip():
                yield text[at : at + 2]


def _curve(behind: int) -> int:
    return CURVE[behind] if behind < len(CURVE) else 0


@cache
def matters() -> Matters:
    """The table that comes with the program."""
    _told, numbers, *lines = MATTERS.read_text(encoding="utf-8").splitlines()
    known = tuple(map(int, numbers.split(" ")))
    places = {number: place for place, number in enumerate(known)}
    weights: dict[str, Weights] = {}
    for line in lines:
        piece, *told = line.split(" ")
        pairs = (one.split(":") for one in told)
        weights[piece] = tuple((places[int(number)], int(weight)) for number, weight in pairs)
    return Matters(known, weights)
