"""Lists → the files that a reader's browser fetches, below one folder.

- `head.z`: what is the same for every query: JSON, see `head_of`.
- `BUCKET`: keys with what is known of them, raw bytes, see `meaning_buckets.py`.
- `spelling.z`: JSON: how characters sound, and the pairs that a wrong spelling is compared with; fetched for pinyin and for
  short queries with a strange character.
- `matters.z`: JSON, see `matter_files.py`.

What ends in `.z` is a zlib stream.
"""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from gongkai.search.asks import Asks
from gongkai.search.dictionary import readings, sounds
from gongkai.search.letters import RUN, fuzzy, split_sound, squashed, traditional_pairs, usual_characters
from gongkai.search.matter_files import MatterRow, column, entries_told, table_told
from gongkai.search.matters import matters
from gongkai.search.meaning_buckets import buckets_of, common_characters
from gongkai.search.meaning_lists import Lists
from gongkai.search.pairs_told import letters_told, pairs_told
from gongkai.search.standings import STANDINGS
from gongkai.search.words import LONGEST, Words

Files = Iterator[tuple[str, bytes]]

LAYOUT = 6
"""Of these files: it stands in the head, and a script that knows another does not read on."""

_SPELLINGS = 2000
_TIERS = (500, 1500, 4000)
"""Of pairs whose order by frequency is kept as far as this, for fewer bytes."""


@dataclass(frozen=True)
class Told:
    """What is told of a unit beside its words: what it asks, and its place among `STANDINGS`."""

    asks: int
    standing: int
    title: int
    """Pairs in its title."""
    contact: bool = False
    """Whether it tells whom to turn to."""
    explains: int = 0
    """Of a document that explains another: how many units further that one is."""


def meaning_files(
    lists: Lists, told: Sequence[Told], words: Words, asks: Asks, about: Sequence[MatterRow] | None = None
) -> Files:
    """Every file: its path below the folder, and its bytes. `about`: which units are about which matter, where that is asked."""
    entries = list(lists.words(words))
    pairs = lists.pairs(but=(word for word, _entry in entries))
    of_matters = [] if about is None else list(entries_told(matters()))
    common = common_characters(pairs.keys)
    buckets = buckets_of([*entries, *of_matters], pairs, common)
    spelling = spelling_of(lists, [word for word, entry in entries if len(entry.units)], asks)
    head = head_of(told, asks, len(buckets), "".join(spelling["pairs"]))
    keys = [word for word, _entry in entries]
    told_of_pairs = {
        "common": common,
        "begins": asks.begins(keys),
        "told": column(pairs_told(pairs.keys, [*keys, *(key for key, _entry in of_matters)])),
        "letters": letters_told(pairs.keys, words.every),
    }
    yield "head.z", _packed(head | told_of_pairs)
    yield from ((str(number), data) for number, data in enumerate(buckets))
    yield "spelling.z", _packed(spelling)
    if about is not None:
        yield "matters.z", _packed(table_told(matters(), about))


def head_of(told: Sequence[Told], asks: Asks, buckets: int, characters: str) -> dict[str, object]:
    """What every query needs; the columns have a character for each unit. `characters`: those in use."""
    return {
        "layout": LAYOUT,
        "buckets": buckets,
        "longest": LONGEST,
        "asks": asks.kinds,
        "idle": asks.idle,
        "elsewhere": asks.elsewhere,
        "whom": asks.whom,
        "contact": next((unit for unit, one in enumerate(told) if one.contact), -1),
        "single": asks.single,
        "traditional": traditional_pairs(characters),
        "standings": STANDINGS,
        "asked": column(one.asks for one in told),
        "standing": column(one.standing for one in told),
        "titles": column(one.title for one in told),
        "explains": column(
            2 * one.explains if one.explains > 0 else -2 * one.explains - (one.explains < 0) for one in told
        ),
    }


def spelling_of(lists: Lists, said: Sequence[str], asks: Asks) -> dict[str, Any]:
    """How characters sound, and the pairs of the section, of citizens' words that lead somewhere in it and of questions, frequent
    ones first. Those of GB 2312's first level stand there by sound, so that it takes a tenth to say how long each sound lasts."""
    pairs = dict.fromkeys(lists.spellings()[:_SPELLINGS])
    for word in (*said, *(word for kind in asks.kinds for word in kind), *asks.idle):
        pairs.update(
            dict.fromkeys(
                word[at : at + 2] for at in range(len(word) - 1) if word[at] > "\u33ff" < word[at + 1]
            )
        )
    usual = usual_characters()
    known = sounds("".join(pairs) + usual)
    by_sound: dict[str, str] = dict.fromkeys(sorted(set(known.values())), "")
    for character in known.keys() - set(usual):
        by_sound[known[character]] += character
    read_otherwise = readings()
    return {
        "usual": "".join(f"{sound}{len(list(run))}" for sound, run in groupby(usual, known.__getitem__)),
        "sounds": {sound: "".join(sorted(others)) for sound, others in by_sound.items()},
        "alike": {sound: (fuzzy(sound), split_sound(sound)[1]) for sound in by_sound},
        "pairs": [_grouped(tier) for tier in _tiers(list(pairs))],
        "readings": {pair: " ".join(read_otherwise[pair]) for pair in pairs if pair in read_otherwise},
    }


def _tiers(pairs: Sequence[str]) -> Iterator[Sequence[str]]:
    """Of pairs that come most frequent first, these tiers, and the rest."""
    start = 0
    for end in (*_TIERS, len(pairs)):
        yield pairs[start:end]
        start = end


def _grouped(pairs: Iterable[str]) -> str:
    """Pairs as each first character with all its second ones: half as long, once packed, as side by side."""
    groups: dict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        groups[pair[0]].append(pair[1])
    return " ".join(first + "".join(sorted(groups[first])) for first in sorted(groups))


def pairs_in_title(title: str) -> int:
    """How many different pairs a title has."""
    return len({run[at : at + 2] for run in RUN.findall(squashed(title)) for at in range(len(run) - 1)})


def _packed(value: object) -> bytes:
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 9)
