"""What search by meaning adds to the index: of each part what can be kept with it, of all parts the files of `meaning_files`."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gongkai.search import meaning_lists as lists
from gongkai.search.asks import asks
from gongkai.search.documents import FoundDocument, SearchUnit
from gongkai.search.meaning_files import Files, Told, meaning_files, pairs_in_title
from gongkai.search.standings import standing_of_unit
from gongkai.search.words import Words

_CONTACT = "about/contact.md"
_BEGUN = 40
"""Characters of a paragraph that are looked at: what it is about is said first, and so more paragraphs are."""

PlainMeaning = tuple[tuple[bytes, bytes, bytes], Sequence[int], Sequence[int], int]
"""The fields of a part as plain values."""


@dataclass(frozen=True)
class MeaningPart:
    """Of the units of one part: their pairs, what each asks, and how many pairs its title has."""

    pairs: lists.SearchPairs
    asks: tuple[int, ...]
    titles: tuple[int, ...]
    contact: int
    """The place of the page that tells whom to turn to; -1 where it is in another part."""


def meaning_part(units: Sequence[SearchUnit]) -> MeaningPart:
    """What depends on nothing but these units."""
    return MeaningPart(
        lists.pairs_of([_listed(unit) for unit in units]),
        tuple(asks().of(unit.title) if unit.question else 0 for unit in units),
        tuple(pairs_in_title(unit.title) for unit in units),
        next((place for place, unit in enumerate(units) if (unit.path, unit.question) == (_CONTACT, "")), -1),
    )


def as_plain(part: MeaningPart) -> PlainMeaning:
    """Its fields as plain values."""
    pairs = part.pairs
    arrays = pairs.pairs.tobytes(), pairs.units.tobytes(), pairs.levels.tobytes()
    return arrays, part.asks, part.titles, part.contact


def from_plain(plain: PlainMeaning) -> MeaningPart:
    """What `as_plain` made, read again."""
    (pairs, units, levels), asks_, titles, contact = plain
    arrays = np.frombuffer(pairs, np.uint32), np.frombuffer(units, np.uint32), np.frombuffer(levels, np.uint8)
    return MeaningPart(lists.SearchPairs(*arrays, size=len(titles)), tuple(asks_), tuple(titles), contact)


def files_of_meaning(parts: Sequence[MeaningPart], found: Sequence[FoundDocument], words: Words) -> Files:
    """The files for all parts, whose units are those of `found` one after another."""
    standings = (standing_of_unit(one, place) for one in found for place in range(1 + one.asked))
    asked = (number for part in parts for number in part.asks)
    titles = (number for part in parts for number in part.titles)
    contact = (place == part.contact for part in parts for place in range(part.pairs.size))
    told = [Told(*row) for row in zip(asked, standings, titles, contact, strict=True)]
    together = lists.Lists(lists.together(part.pairs for part in parts))
    return meaning_files(together, told, words, asks())


def _listed(unit: SearchUnit) -> lists.Unit:
    begun = "\n".join(line[:_BEGUN] for line in unit.body.splitlines())
    return lists.Unit(unit.title, unit.within, f"{unit.headings} {unit.summary}", begun)
