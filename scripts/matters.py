"""Writes hooks/gongkai/search/data/matters.txt and matters_in_titles.txt anew, from scripts/sentences/ (how they came to be: its README).

    python -m scripts.matters

For each character and pair of characters that tells something: how much more likely a matter is where it stands (naive Bayes, each
pair smoothed by how often it stands anywhere), in halves, rounded. Pairs that few people say are left out, and of single characters
all but those that tell most: a browser fetches the former with the pairs of its query, the latter always.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from gongkai.search.letters import simplified, squashed
from gongkai.search.matters import ASKED, WRITTEN, pieces_of

SENTENCES = Path(__file__).parent / "sentences"
_SMOOTHING, _SCALE = 0.3, 2
_MOST = 15
"""A weight is kept in four bits."""
_OFTEN, _OFTEN_IN_TITLES = 4, 2
"""Sentences, or titles, of a matter in which a pair must stand."""
_CHARACTERS = 20
"""Single characters of each matter that are kept."""
_OFFICIAL = 4
"""Sentences that each official name of a matter counts for, so that it is known as well."""

Said = tuple[int, str, int]
"""A matter's number, a sentence, how many it counts for."""
Weighed = Mapping[tuple[int, str], tuple[int, float]]
"""A matter's number and a piece → its weight, and what it tells in all: in how many sentences, times how much."""


def main() -> None:
    """Write the tables."""
    told = "# 每个字、每两个字的词说明是哪件事（编号见 scripts/sentences/matters.txt）。Made anew by `python -m scripts.matters`.\n"
    for file, lines in ((ASKED, asked_lines()), (WRITTEN, written_lines())):
        file.write_text(told + "".join(f"{line}\n" for line in lines), encoding="utf-8")


def asked_lines() -> Iterator[str]:
    """The numbers of the matters, then each piece of what people say with its weights."""
    weighed = _weighed([*_names(), *_sentences("said_*.txt")], _OFTEN)
    yield " ".join(map(str, sorted({number for number, _name, _times in _names()})))
    by_matter: dict[int, list[str]] = {}
    for number, piece in sorted(weighed, key=lambda one: (-weighed[one][1], one)):
        if len(piece) == 1:
            by_matter.setdefault(number, []).append(piece)
    kept = {(number, piece) for number, own in by_matter.items() for piece in own[:_CHARACTERS]}
    yield from _lines({one: weight for one, weight in weighed.items() if len(one[1]) > 1 or one in kept})


def written_lines() -> Iterator[str]:
    """Each piece of what offices write with its weights."""
    return _lines(_weighed([*_names(), *_sentences("titles.txt")], _OFTEN_IN_TITLES))


def _lines(weighed: Weighed) -> Iterator[str]:
    by_piece: dict[str, list[str]] = {}
    for number, piece in sorted(weighed):
        by_piece.setdefault(piece, []).append(f"{number}:{weighed[number, piece][0]}")
    yield from (f"{piece} {' '.join(own)}" for piece, own in sorted(by_piece.items()))


def _names() -> Iterator[Said]:
    for line in (SENTENCES / "matters.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            number, official, _gloss = line.split("|")
            yield from ((int(number), name, _OFFICIAL) for name in official.split("、"))


def _sentences(files: str) -> Iterator[Said]:
    for file in sorted(SENTENCES.glob(files)):
        for line in file.read_text(encoding="utf-8").splitlines():
            number, _tab, sentence = line.partition("\t")
            yield int(number), sentence, 1


def _weighed(said: Iterable[Said], often: int) -> Weighed:
    """The pieces that tell something, and stand often enough."""
    standing, anywhere = Counter[tuple[int, str]](), Counter[str]()
    for number, sentence, times in said:
        for piece in set(pieces_of(simplified(squashed(sentence)))):
            standing[number, piece] += times
            anywhere[piece] += times
    whole = anywhere.total() + len(anywhere)
    found: dict[tuple[int, str], tuple[int, float]] = {}
    for (number, piece), count in standing.items():
        weight = math.log1p(count / (_SMOOTHING * len(anywhere) * (anywhere[piece] + 1) / whole))
        rounded = min(round(weight * _SCALE), _MOST)
        if count >= often and rounded:
            found[number, piece] = rounded, count * weight
    return found


if __name__ == "__main__":
    main()
