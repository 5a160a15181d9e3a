"""Writes hooks/gongkai/search/data/matters.txt anew, from the sentences in scripts/sentences/ (how they came to be: its README).

    python -m scripts.matters

For each character and pair of characters that tells something: how much more likely a matter is where it stands (naive Bayes, each
pair smoothed by how often it stands anywhere), in halves, rounded. What tells least is left out, so that the table stays small.
"""

import math
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path

from gongkai.search.letters import simplified, squashed
from gongkai.search.matters import MATTERS, pieces_of

SENTENCES = Path(__file__).parent / "sentences"
_SMOOTHING, _SCALE = 0.3, 2
_KEPT = 47
"""Weights of each matter in the table: those that tell most."""
_OFTEN = 2
"""Sentences of a matter in which a piece must stand."""
_OFFICIAL = 4
"""Sentences that each official name of a matter counts for, so that titles are known too."""


def main() -> None:
    """Write the table."""
    told = "# 每个字、每两个字的词说明是哪件事（编号见 scripts/sentences/matters.txt）。Made anew by `python -m scripts.matters`.\n"
    MATTERS.write_text(told + "".join(f"{line}\n" for line in lines_told()), encoding="utf-8")


def lines_told() -> Iterator[str]:
    """The numbers of the matters, then each piece with its weights."""
    standing = _counted()
    yield " ".join(map(str, sorted({number for number, _piece in standing})))
    weights = _weights(standing)
    by_piece: dict[str, list[str]] = {}
    for number, piece in sorted(weights):
        by_piece.setdefault(piece, []).append(f"{number}:{weights[number, piece]}")
    yield from (f"{piece} {' '.join(own)}" for piece, own in sorted(by_piece.items()))


def _counted() -> Counter[tuple[int, str]]:
    """In how many sentences of each matter each piece stands."""
    standing = Counter[tuple[int, str]]()
    for number, sentence, times in _sentences():
        for piece in set(pieces_of(simplified(squashed(sentence)))):
            standing[number, piece] += times
    return standing


def _sentences() -> Iterator[tuple[int, str, int]]:
    for line in (SENTENCES / "matters.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            number, official, _gloss = line.split("|")
            yield from ((int(number), name, _OFFICIAL) for name in official.split("、"))
    for file in sorted(SENTENCES.glob("said_*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            number, _tab, sentence = line.partition("\t")
            yield int(number), sentence, 1


def _weights(standing: Counter[tuple[int, str]]) -> dict[tuple[int, str], int]:
    """The weights of the pieces that tell most."""
    anywhere = Counter[str]()
    for (_number, piece), count in standing.items():
        anywhere[piece] += count
    whole = anywhere.total() + len(anywhere)
    gains: dict[tuple[int, str], float] = {}
    weights: dict[tuple[int, str], int] = {}
    for (number, piece), count in standing.items():
        expected = _SMOOTHING * len(anywhere) * (anywhere[piece] + 1) / whole
        weight = math.log1p(count / expected)
        rounded = round(weight * _SCALE)
        if count >= _OFTEN and rounded:
            gains[number, piece], weights[number, piece] = count * weight, rounded
    most = sorted(gains, key=lambda one: (one[0], -gains[one], one))
    kept = (own for _number, all_ in groupby(most, key=lambda one: one[0]) for own in islice(all_, _KEPT))
    return {one: weights[one] for one in kept}


if __name__ == "__main__":
    main()
