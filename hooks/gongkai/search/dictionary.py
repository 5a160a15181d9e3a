"""What dictionaries tell of words and characters, as tables in `data/`: how much a word says, how it sounds.

Loading the dictionaries themselves (rjieba, pypinyin) takes longer than a small section's whole index, and a hundred megabytes: they
are asked only for words that the tables lack, as a rule a bureau's own. `python -m scripts.dictionary` makes the tables anew.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

DATA = Path(__file__).parent / "data"
FREQUENCIES, SOUNDS, READINGS, WORDS = (
    DATA / f"{name}.txt" for name in ("frequencies", "sounds", "readings", "words")
)

SCALE = 16
"""What weights are multiplied by, to be whole numbers of a byte."""
_COMMON, _LEAST, _MOST = 100_000, 0.3, 5.6
_MARKS = re.compile(r"[\u0300-\u036f]")
"""Of tones."""

Weights = npt.NDArray[np.uint8]
Codes = npt.NDArray[np.uint32]


def says(word: str) -> float | None:
    """How much a word says in ordinary Chinese, by the dictionary's count; None for one it does not have."""
    known = _words().get(word)
    return known[0] if known else says_by_library(word)


def initials(word: str) -> str:
    """The first letter of each syllable."""
    known = _words().get(word)
    return known[1] if known else initials_by_library(word)


def says_of_pairs(pairs: Codes, otherwise: int) -> Weights:
    """For pairs of Chinese characters, how much each says times `SCALE`; `otherwise` for one that is no word."""
    words, weights = _frequencies()
    place = np.minimum(np.searchsorted(words, pairs), len(words) - 1)
    return np.where(words[place] == pairs, weights[place], np.uint8(otherwise))


def sounds(characters: Iterable[str]) -> dict[str, str]:
    """The syllable of each character, without its tone; a character that has none stays what it is."""
    known = _sounds()
    return {one: known.get(one, one) for one in sorted(set(characters))}


def readings() -> dict[str, tuple[str, ...]]:
    """The pairs that are read otherwise than their characters by themselves: 银行 is yin hang."""
    return _readings()


# --- the tables -------------------------------------------------------------------------------------


@cache
def _frequencies() -> tuple[Codes, Weights]:
    """Pairs that are words, in order, and how much each says."""
    found = [(int(weight), pairs) for weight, pairs in _lines(FREQUENCIES)]
    text = "".join(pairs for _weight, pairs in found)
    words = pair_codes(text)
    weights = np.repeat([weight for weight, _pairs in found], [len(pairs) // 2 for _weight, pairs in found])
    order = np.argsort(words)
    return words[order], weights[order].astype(np.uint8)


@cache
def _sounds() -> dict[str, str]:
    return {one: sound for sound, characters in _lines(SOUNDS) for one in characters}


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    return {pair: tuple(read.split(" ")) for pair, read in _lines(READINGS)}


@cache
def _words() -> dict[str, tuple[float | None, str]]:
    told = ((word, *rest.split(" ")) for word, rest in _lines(WORDS))
    return {word: (_weight(count), letters) for word, count, letters in told}


def _weight(count: str) -> float | None:
    return None if count == "-" else _says(int(count))


def _says(count: int) -> float:
    return min(max(math.log(_COMMON / max(count, 1)), _LEAST), _MOST)


def _lines(file: Path) -> Iterator[tuple[str, str]]:
    """The first word of each line, and what follows it."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            first, _space, rest = line.partition(" ")
            yield first, rest


def pair_codes(text: str) -> Codes:
    """The pairs of a text as numbers: the first character's code above the second's."""
    units = np.frombuffer(text.encode("utf-16-le"), dtype="<u2").astype(np.uint32).reshape(-1, 2)
    return units[:, 0] << np.uint32(16) | units[:, 1]


# --- the dictionaries themselves --------------------------------------------------------------------


def count_by_library(word: str) -> int | None:
    """How often rjieba's dictionary has counted a word."""
    import rjieba  # noqa: PLC0415 (its dictionary takes a while to load)

    return int(rjieba.suggest_freq(word)) if rjieba.has_word(word) else None


def says_by_library(word: str) -> float | None:
    """The same as `says`, by rjieba."""
    count = count_by_library(word)
    return None if count is None else _says(count)


def initials_by_library(word: str) -> str:
    """The same as `initials`, by pypinyin."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 (its dictionaries take a while to load)
    from pypinyin.constants import PHRASES_DICT  # noqa: PLC0415

    if word in PHRASES_DICT:
        return "".join(plain(one[0])[:1] for one in PHRASES_DICT[word])
    return "".join(plain(one)[:1] for one in lazy_pinyin(word, style=Style.NORMAL))


def plain(syllable: str) -> str:
    """A syllable without its tone."""
    return _MARKS.sub("", unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")).lower()
