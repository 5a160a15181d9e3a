"""What a question, or a title, is about: one of some 170 matters that citizens come with, told by its characters and pairs.

Naive Bayes in whole numbers: `data/matters.txt` has for each character or pair that tells something the matters that it speaks for
where people ask, and how much; `data/matters_in_titles.txt` the same of what offices write. `python -m scripts.matters` makes both, of
sentences and titles (scripts/sentences/). `data/matters_near.txt` says which other matters' documents may serve who asks about one.
`search-matters.js` reckons the same.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gongkai.search.dictionary import DATA
from gongkai.search.letters import simplified, squashed

ASKED, WRITTEN, NEAR = DATA / "matters.txt", DATA / "matters_in_titles.txt", DATA / "matters_near.txt"
OTHER_OFFICES = 900
"""Numbers of matters from which other offices deal with them."""

WHOLE = 1000
"""Likelihoods are parts of this."""
_UNIT = 3
"""A weight of so much makes a matter e times as likely."""
CURVE = tuple(round(65536 * math.exp(-behind / _UNIT)) for behind in range(34))
"""How likely a matter is, compared with the likeliest, by how far it is behind."""
_CURVE = np.array((*CURVE, 0))
STRONGEST = 30
"""How strongly a matter's documents would serve who asks about another, if they did so as well as that one's own."""

LEVELS = 15
_LEAST = 2
_FORM = re.compile(
    "政策问答|常见问题解答|问答|解读|征求意见稿|征求意见|意见征集|实施细则|暂行|管理办法|办法|通知|公告|方案|实施意见|若干措施|措施|规定|关于|工作|修订|[0-9]+年"
)
"""What a title says of its kind rather than its matter."""

Weights = Sequence[tuple[int, int]]
"""Places of matters, and how much is said for each."""

Points = npt.NDArray[np.int64]
"""How much is said for each matter, by its place; of several texts, a row each."""


@dataclass(frozen=True)
class Matters:
    """The matters by their numbers, in order, those of other offices last. For characters and pairs what they say, in questions and in
    titles; for each place of ours which other ones' documents may serve too, and how strongly, of `STRONGEST`."""

    numbers: tuple[int, ...]
    asked: Mapping[str, Weights]
    written: Mapping[str, Weights]
    near: Sequence[Weights]

    @cached_property
    def own(self) -> int:
        """How many are not other offices'."""
        return sum(number < OTHER_OFFICES for number in self.numbers)

    def likely(self, said: Iterable[Weights]) -> dict[int, int]:
        """For each place of a matter that what is said speaks for: how likely it is, of `WHOLE`."""
        points = np.zeros(len(self.numbers), dtype=np.int64)
        for weights in said:
            for place, weight in weights:
                points[place] += weight
        spoken = np.flatnonzero(points)
        return dict(zip(spoken.tolist(), _shares(points)[spoken].tolist(), strict=True))

    def levels_of(self, titles: Sequence[str]) -> dict[str, dict[int, int]]:
        """For each title how surely a document of it is about each matter: `LEVELS` where there is no doubt."""
        numbers, rows = self._rows
        levels_of: dict[str, dict[int, int]] = {title: {} for title in titles}
        said = {
            title: [numbers[piece] for piece in _pieces_in_title(title) if piece in numbers]
            for title in levels_of
        }
        said = {title: own for title, own in said.items() if own}
        if not said:
            return levels_of
        points = np.array([np.add.reduce(rows[own]) for own in said.values()])
        levels = ((LEVELS * _shares(points) + WHOLE // 2) // WHOLE)[:, : self.own]
        told = list(said)
        of_title, places = np.nonzero(levels >= _LEAST)
        for at, place, level in zip(
            of_title.tolist(), places.tolist(), levels[of_title, places].tolist(), strict=True
        ):
            levels_of[told[at]][place] = level
        return levels_of

    @cached_property
    def _rows(self) -> tuple[Mapping[str, int], Points]:
        """The row of each piece, and in these what it says in titles, of all matters: rows are added up fast."""
        rows = np.zeros((len(self.written), len(self.numbers)), dtype=np.int64)
        for row, weights in zip(rows, self.written.values(), strict=True):
            for place, weight in weights:
                row[place] = weight
        return {piece: number for number, piece in enumerate(self.written)}, rows


def _pieces_in_title(title: str) -> set[str]:
    return set(pieces_of(simplified(squashed(_FORM.sub(" ", title)))))


def pieces_of(text: str) -> Iterator[str]:
    """Its characters, and its pairs that no space parts."""
    for at, one in enumerate(text):
        if one != " ":
            yield one
            if text[at + 1 : at + 2].strip():
                yield text[at : at + 2]


def _shares(points: Points) -> Points:
    """How likely each matter of a row is, of `WHOLE`."""
    shares = _CURVE[np.minimum(points.max(axis=-1, keepdims=True) - points, len(CURVE))]
    likely: Points = WHOLE * shares // shares.sum(axis=-1, keepdims=True)
    return likely


@cache
def matters() -> Matters:
    """The tables that come with the program."""
    numbers = tuple(map(int, _lines(ASKED)[0].split(" ")))
    places = {number: place for place, number in enumerate(numbers)}
    near = {int(number): weights for number, weights in _read(_lines(NEAR), places)}
    own = (number for number in numbers if number < OTHER_OFFICES)
    return Matters(
        numbers,
        dict(_read(_lines(ASKED)[1:], places)),
        dict(_read(_lines(WRITTEN), places)),
        tuple(near.get(number, ()) for number in own),
    )


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()[1:]


def _read(lines: Iterable[str], places: Mapping[int, int]) -> Iterator[tuple[str, Weights]]:
    for line in lines:
        said, *told = line.split(" ")
        pairs = (one.split(":") for one in told)
        yield said, tuple(sorted((places[int(number)], int(weight)) for number, weight in pairs))
