"""A question → the terms by which it is compared: words and pairs of characters, in the words of documents.

What people say for what is written stands in `data/wording.yml`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path

import rjieba
import yaml

from gongkai.search.folding import fold
from gongkai.text.clause_numbers import chinese_number

_FILE = Path(__file__).parents[1] / "data" / "wording.yml"
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z]+|\d[\d.]*[万亿年月日号岁天元块次]?")
_NUMBER = re.compile(r"[一二两三四五六七八九十百千]+(?=多?[万年月日岁天元块次])")


@dataclass(frozen=True)
class QueryTerms:
    """What a text is about, in words, in pairs of characters (they also find words that no dictionary knows) and
    in single ones (words that mean the same often share one); and what it asks for (`data/wording.yml`, asks)."""

    words: frozenset[str]
    pairs: frozenset[str]
    signs: frozenset[str]
    asks: frozenset[str]

    @cached_property
    def all(self) -> frozenset[str]:
        """Every term."""
        return self.words | self.pairs | self.signs


@dataclass(frozen=True)
class Wording:
    """The tables of `data/wording.yml`, ready to be applied."""

    canonical: Mapping[str, str]
    variants: re.Pattern[str]
    asks: Mapping[str, re.Pattern[str]]
    idle: frozenset[str]


def terms(text: str) -> QueryTerms:
    """The terms of a text."""
    known = _wording()
    text = fold(text)
    asks = frozenset(name for name, pattern in known.asks.items() if pattern.search(text))
    for pattern in known.asks.values():
        text = pattern.sub(" ", text)
    text = _NUMBER.sub(lambda found: str(chinese_number(found[0].replace("两", "二"))), text)
    text = known.variants.sub(lambda found: known.canonical[found[0]], text)
    words: set[str] = set()
    pairs: set[str] = set()
    signs: set[str] = set()
    for run in _RUN.findall(text):
        for spoken in _spoken(run, known.idle):
            if not _CHINESE.match(run):
                words.update(spoken)
                continue
            words.update(word for word in spoken if len(word) > 1)
            whole = "".join(spoken)
            pairs.update(whole[start : start + 2] for start in range(len(whole) - 1))
            signs.update(whole)
    return QueryTerms(frozenset(words), frozenset(pairs - words), frozenset(signs), asks)


def commonness(word: str) -> float | None:
    """How often a word stands in ordinary Chinese, by the dictionary's count; None for one it does not have."""
    known = rjieba.has_word(word) or not _CHINESE.match(word)
    return float(rjieba.suggest_freq(word)) if known else None


def _spoken(run: str, idle: frozenset[str]) -> Iterator[list[str]]:
    """The words of a run of characters, cut where idle words stand."""
    if not _CHINESE.match(run):
        yield [run]
        return
    for is_idle, words in groupby(rjieba.cut(run), key=idle.__contains__):
        if not is_idle:
            yield list(words)


@cache
def _wording() -> Wording:
    raw = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    canonical = {fold(said): fold(words[0]) for words in raw["words"] for said in words}
    return Wording(
        canonical,
        _any_of(canonical),
        {name: _any_of(fold(one) for one in said) for name, said in raw["asks"].items()},
        frozenset(fold(word) for word in raw["idle"]),
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """The longest of the words that fits."""
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
