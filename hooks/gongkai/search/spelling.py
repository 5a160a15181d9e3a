"""A query that is written otherwise → the characters that were meant: traditional ones, pinyin, a wrong character.

Only what nothing explains is touched. `search-spelling.js` does the same.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from gongkai.search.letters import RUN, usual_characters
from gongkai.search.query import Query

_KEPT = 6
"""Pairs of one sound that are tried, the most frequent first."""
_STRANGE = 12
"""What it costs if two characters that follow one another are no pair; a pair costs its place among those of its sound, and 1."""
_LONGEST_SYLLABLE = 6
_SHORT = 10
"""Characters of a query in which a wrong character is put right."""
_SAME, _ALIKE, _RHYME, _BOTH_SIDES = 8, 6, 3, 9
_ENOUGH, _FEW = 4, 6
"""Points from which a character is put right, and characters of a query in which both its sides are enough; in a longer one it
must sound alike too."""


_RUN_OF_SOUND = re.compile("([a-z]+)([0-9]+)")


@dataclass(frozen=True)
class Spelling:
    """What `spelling.z` tells."""

    sounds: Mapping[str, str]
    alike: Mapping[str, Sequence[str]]
    pairs: str
    readings: Mapping[str, str]

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "Spelling":
        """From the file's JSON."""
        groups = (group for tier in told["pairs"] for group in tier.split())
        pairs = "".join(group[0] + second for group in groups for second in group[1:])
        usual = iter(usual_characters())
        sounds = dict.fromkeys(told["sounds"], "")
        for sound, count in _RUN_OF_SOUND.findall(told["usual"]):
            sounds[sound] += "".join(islice(usual, int(count)))
        return cls(
            {sound: sounds[sound] + others for sound, others in told["sounds"].items()},
            told["alike"],
            pairs,
            told["readings"],
        )

    @cached_property
    def sound_of(self) -> dict[str, str]:
        """The syllable of a character."""
        return {one: sound for sound, characters in self.sounds.items() for one in characters}

    def first_of(self, sound: str) -> str:
        """A character of a syllable, one of a frequent pair if there is one."""
        return next((one for one in self.pairs if self.sound_of[one] == sound), self.sounds[sound][0])

    @cached_property
    def places(self) -> dict[str, int]:
        """Each pair with its place: frequent ones come first."""
        return {self.pairs[at : at + 2]: at for at in range(0, len(self.pairs), 2)}

    @cached_property
    def by_sound(self) -> dict[str, list[str]]:
        """The most frequent pairs of two syllables."""
        found: dict[str, list[str]] = {}
        for pair in self.places:
            read = f"{self.sound_of[pair[0]]} {self.sound_of[pair[1]]}"
            for sound in dict.fromkeys((read, self.readings.get(pair, read))):
                same = found.setdefault(sound, [])
                if len(same) < _KEPT:
                    same.append(pair)
        return found


def respelled(query: Query, spelling: Spelling) -> str:
    """The query with pinyin and wrong characters put right, as far as can be."""
    text = _with_pinyin(query, spelling)
    if text != query.text or len(text) > _SHORT:
        return text
    return _with_wrong_characters(query, spelling)


def may_be_respelled(query: Query) -> bool:
    """Whether something that nothing explains may be pinyin, or a wrong character in a short query: in a long one most
    strange characters are right, and only say what no document says."""
    return any(
        strange and (one <= "\u33ff" or len(query.text) <= _SHORT)
        for one, strange in zip(query.text, query.unknown, strict=True)
    )


def _with_pinyin(query: Query, spelling: Spelling) -> str:
    """Latin letters that nothing explains, and that are syllables, as characters."""
    parts: list[tuple[bool, str]] = []
    end = 0
    for run in RUN.finditer(query.text):
        strange = run[0].isalpha() and run[0].isascii() and any(query.unknown[run.start() : run.end()])
        gap = query.text[end : run.start()]
        if strange and parts and parts[-1][0]:
            parts[-1] = (True, f"{parts[-1][1]} {run[0]}")
        else:
            parts += [(False, gap), (strange, run[0])]
        end = run.end()
    return "".join(_characters(words, spelling) if strange else words for strange, words in parts)


def _characters(words: str, spelling: Spelling) -> str:
    syllables: list[str] = []
    for word in words.split(" "):
        parsed = _syllables(word, spelling)
        if parsed is None:
            return words
        syllables += parsed
    return _likeliest(syllables, spelling) if len(syllables) > 1 else words


def _syllables(word: str, spelling: Spelling) -> list[str] | None:
    """The word as the fewest syllables; of as few, the longest first."""
    best: list[list[str] | None] = [None] * len(word) + [[]]
    for start in range(len(word) - 1, -1, -1):
        for end in range(min(start + _LONGEST_SYLLABLE, len(word)), start, -1):
            rest, own = best[end], best[start]
            if (
                rest is not None
                and word[start:end] in spelling.sounds
                and (own is None or len(rest) + 1 < len(own))
            ):
                best[start] = [word[start:end], *rest]
    return best[0]


def _likeliest(syllables: Sequence[str], spelling: Spelling) -> str:
    """The characters of these sounds that most often follow one another."""
    ways = {one: (0, one) for one in _starting(syllables, 0, spelling)}
    for at in range(1, len(syllables)):
        costs = {pair: place + 1 for place, pair in enumerate(_pairs_at(syllables, at - 1, spelling))}
        new: dict[str, tuple[int, str]] = {}
        for one in _starting(syllables, at, spelling):
            for before, (cost, written) in ways.items():
                whole = cost + costs.get(before + one, _STRANGE)
                if one not in new or whole < new[one][0]:
                    new[one] = (whole, written + one)
        ways = new
    return min(ways.values(), key=lambda way: way[0])[1]


def _pairs_at(syllables: Sequence[str], at: int, spelling: Spelling) -> list[str]:
    return spelling.by_sound.get(f"{syllables[at]} {syllables[at + 1]}", [])


def _starting(syllables: Sequence[str], at: int, spelling: Spelling) -> list[str]:
    """The characters that a syllable may be: those of pairs with the one before or after, else the first of its sound."""
    found: dict[str, None] = {}
    if at + 1 < len(syllables):
        found.update(dict.fromkeys(pair[0] for pair in _pairs_at(syllables, at, spelling)))
    if at:
        found.update(dict.fromkeys(pair[1] for pair in _pairs_at(syllables, at - 1, spelling)))
    return list(found) or [spelling.first_of(syllables[at])]


def _with_wrong_characters(query: Query, spelling: Spelling) -> str:
    """Each character that nothing explains, or one beside it, as the one that fits its neighbours and its sound best."""
    text = list(query.text)
    at = 0
    while at < len(text):
        if not query.unknown[at] or text[at] <= "\u33ff":
            at += 1
            continue
        if pair := _pair_of_that_sound(query, at, text, spelling):
            text[at : at + 2] = pair
            at += 2
            continue
        most, place, one = max(
            (_fitting(text, spot, spelling, least) for spot, least in _spots(text, at, spelling)),
            key=lambda fit: fit[0],
        )
        if most:
            text[place] = one
        at += 1
    return "".join(text)


def _spots(text: Sequence[str], at: int, spelling: Spelling) -> Iterator[tuple[int, int]]:
    """Where the wrong character may be, and how many points it takes there: beside the strange one, what makes no pair with what
    is beyond it, and is put right only by what fits both its sides and sounds alike."""
    yield at, _ENOUGH
    if at > 1 and text[at - 2] + text[at - 1] not in spelling.places:
        yield at - 1, _BOTH_SIDES + _ALIKE
    if at + 2 < len(text) and text[at + 1] + text[at + 2] not in spelling.places:
        yield at + 1, _BOTH_SIDES + _ALIKE


def _pair_of_that_sound(query: Query, at: int, text: Sequence[str], spelling: Spelling) -> str:
    """Two strange characters side by side that sound like a pair."""
    if at + 1 >= len(text) or not query.unknown[at + 1]:
        return ""
    sound = f"{spelling.sound_of.get(text[at], '')} {spelling.sound_of.get(text[at + 1], '')}"
    return next(iter(spelling.by_sound.get(sound, [])), "")


def _fitting(text: Sequence[str], at: int, spelling: Spelling, least: int) -> tuple[int, int, str]:
    """The points of the character that fits best at a place, and what it is; no points where none has enough."""
    before = text[at - 1] if at else ""
    after = text[at + 1] if at + 1 < len(text) else ""
    own = spelling.sound_of.get(text[at], "")
    found: dict[str, int] = {}
    for pair in spelling.places:
        if pair[0] == before:
            found[pair[1]] = found.get(pair[1], 0) | 1
        if pair[1] == after:
            found[pair[0]] = found.get(pair[0], 0) | 2
    best, most = "", least - 1
    for one, sides in found.items():
        points = _likeness(own, spelling.sound_of[one], spelling)
        if sides == 3 and (points or len(text) <= _FEW):
            points += _BOTH_SIDES
        if points > most and one != text[at]:
            best, most = one, points
    return (most, at, best) if best else (0, at, "")


def _likeness(sound: str, other: str, spelling: Spelling) -> int:
    if not sound or not other:
        return 0
    if sound == other:
        return _SAME
    (fuzzy, rhyme), (other_fuzzy, other_rhyme) = spelling.alike[sound], spelling.alike[other]
    return _ALIKE if fuzzy == other_fuzzy else _RHYME if rhyme == other_rhyme else 0
