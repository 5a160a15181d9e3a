"""`matters.z`: the table of matters as a browser reads it, and which units are about which."""

from collections.abc import Iterator, Sequence

from gongkai.search.matters import CURVE, Matters

MOST = 60
"""Documents of a matter that are told: the surest."""
COLUMN_BASE = 48
_GAP = 4096
"""Gaps between units are told in two numbers: this times the first, and the second."""

MatterRow = tuple[int, int, int, int]
"""A matter's place, the first of some units that follow one another, how many there are, and how surely they are about it."""


def table_told(matters: Matters, rows: Sequence[MatterRow]) -> dict[str, object]:
    """The file: pieces as each first character with what follows it, for each piece how many weights it has, the gaps between their
    matters, these weights; for each matter of ours its units."""
    pieces = sorted(matters.weights)
    weights = [matters.weights[piece] for piece in pieces]
    gaps, last = [], 0
    for own in weights:
        last = 0
        for place, _weight in own:
            gaps.append(place - last)
            last = place
    return {
        "matters": len(matters.numbers),
        "own": matters.own,
        "curve": CURVE,
        "pieces": _grouped(pieces),
        "counts": column(len(own) for own in weights),
        "gaps": column(gaps),
        "weights": column(weight for own in weights for _place, weight in own),
        "units": [column(_units_of(place, rows)) for place in range(matters.own)],
    }


def units_told(lists: Sequence[Sequence[int]]) -> list[dict[int, int]]:
    """For each matter how surely each unit is about it, as `table_told` wrote it."""
    return [dict(_read(numbers)) for numbers in lists]


def column(values: Iterator[int] | Sequence[int]) -> str:
    """Small numbers, a character each."""
    return "".join(chr(value + COLUMN_BASE) for value in values)


def _grouped(pieces: Sequence[str]) -> str:
    """Pieces in order → a group for each first character: it, a mark if it is a piece itself, the second ones of its pairs."""
    groups: dict[str, str] = {}
    for piece in pieces:
        groups[piece[0]] = groups.get(piece[0], "") + (piece[1:] or "!")
    return " ".join(first + seconds for first, seconds in groups.items())


def _units_of(matter: int, rows: Sequence[MatterRow]) -> Iterator[int]:
    own = sorted(((-level, first, count) for place, first, count, level in rows if place == matter))[:MOST]
    last = 0
    for first, count, level in sorted((first, count, -level) for level, first, count in own):
        yield from (*divmod(first - last, _GAP), count, level)
        last = first


def _read(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    first = 0
    for at in range(0, len(numbers), 4):
        high, low, count, level = numbers[at : at + 4]
        first += _GAP * high + low
        yield from ((unit, level) for unit in range(first, first + count))
