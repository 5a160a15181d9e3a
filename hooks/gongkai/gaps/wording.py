"""A question → the terms by which it is compared: words and pairs of characters, in the words of documents.

What people say for what is written stands in `data/wording.yml`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import rjieba
import yaml

from gongkai.exports.folding import fold

_FILE = Path(__file__).parents[1] / "data" / "wording.yml"
_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9.]+")
_PAIR_WEIGHT = 0.5
"""A pair of characters says half as much as a word: it also finds words that the dictionary does not know."""


@dataclass(frozen=True)
class Terms:
    """What a text is about (term → how much it weighs), and what it asks for (`data/wording.yml`, asks)."""

    weights: Mapping[str, float]
    asks: frozenset[str]


@dataclass(frozen=True)
class Wording:
    """The tables of `data/wording.yml`, ready to be applied."""

    canonical: Mapping[str, str]
    variants: re.Pattern[str]
    asks: Mapping[str, re.Pattern[str]]
    idle: re.Pattern[str]


def terms(text: str) -> Terms:
    """The terms of a text."""
    known = _wording()
    text = fold(text)
    asks = frozenset(name for name, pattern in known.asks.items() if pattern.search(text))
    text = known.variants.sub(lambda found: known.canonical[found[0]], text)
    weights: dict[str, float] = {}
    for run in _RUN.findall(known.idle.sub(" ", text)):
        for word in rjieba.cut(run):
            if len(word) > 1:
                weights[word] = 1.0
        for start in range(len(run) - 1):
            weights.setdefault(run[start : start + 2], _PAIR_WEIGHT)
    return Terms(weights, asks)


@cache
def _wording() -> Wording:
    raw = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    canonical = {fold(said): fold(words[0]) for words in raw["words"] for said in words}
    return Wording(
        canonical,
        _any_of(canonical),
        {name: _any_of(fold(one) for one in said) for name, said in raw["asks"].items()},
        _any_of(fold(word) for word in raw["idle"]),
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """The longest of the words that fits."""
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
