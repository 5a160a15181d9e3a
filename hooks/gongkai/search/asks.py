"""What a question asks for (who, how much, where …), and the words that say nothing: `data/asking.yml`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from gongkai.search.letters import as_read, squashed

_FILE = Path(__file__).parent / "data" / "asking.yml"


@dataclass(frozen=True)
class Asks:
    """The words of each kind of asking, by its place in the list, and idle words; each longest first."""

    kinds: tuple[tuple[str, ...], ...]
    idle: tuple[str, ...]
    elsewhere: tuple[str, ...]
    """Matters that other offices deal with, as a rule."""
    whom: tuple[str, ...]
    """Words that ask whom to turn to."""
    single: str
    """Idle words of one character: they weigh little where nothing else covers them."""

    def begins(self, words: Iterable[str]) -> str:
        """The first pairs of those words that begin with idle ones, side by side: the only pairs touching idle words that are
        looked up."""
        idle: dict[str, list[str]] = defaultdict(list)
        for word in (*(word for kind in self.kinds for word in kind), *self.idle):
            idle[word[0]].append(word)
        found = {
            word[:2]
            for word in words
            if any(word.startswith(one, place) for place in (0, 1) for one in idle.get(word[place], ()))
        }
        return "".join(sorted(found))

    def of(self, text: str) -> int:
        """What a text asks for: a bit for each kind."""
        text, found = squashed(text), 0
        for place, first in enumerate(text):
            for word, kind in self._by_first.get(first, ()):
                if text.startswith(word, place):
                    found |= kind
        return found

    @cached_property
    def _by_first(self) -> Mapping[str, list[tuple[str, int]]]:
        """Each word with the bit of its kind, by its first character."""
        found: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for bit, words in enumerate(self.kinds):
            for word in words:
                found[word[0]].append((word, 1 << bit))
        return found


@cache
def asks() -> Asks:
    """The words that come with the program."""
    raw: Mapping[str, Any] = yaml.load(_FILE.read_bytes(), yaml.CSafeLoader)
    idle = [as_read(word) for word in raw["idle"]]
    return Asks(
        tuple(_longest_first(map(as_read, words)) for words in raw["asks"].values()),
        _longest_first(word for word in idle if len(word) > 1),
        _longest_first(map(as_read, raw["elsewhere"])),
        _longest_first(map(as_read, raw["whom"])),
        "".join(sorted({word for word in idle if len(word) == 1})),
    )


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))
