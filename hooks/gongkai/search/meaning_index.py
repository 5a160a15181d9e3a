"""What search by meaning adds to the index: of each part what can be kept with it, of all parts the files of `meaning_files`."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Any

import numpy as np

from gongkai.memo import Memo, Pieces, fresh
from gongkai.model.title_marks import in_marks
from gongkai.package import values_digest
from gongkai.search import meaning_pairs
from gongkai.search.asks import asks
from gongkai.search.documents import FoundDocument, SearchUnit
from gongkai.search.matter_files import MatterRow
from gongkai.search.matters import matters
from gongkai.search.meaning_files import Told, meaning_files
from gongkai.search.meaning_lists import Lists
from gongkai.search.standings import standing_of_unit
from gongkai.search.words import Words

_CONTACT = "about/contact.md"
_FAR = 20_000
"""Units from which on a document and what it explains are shown apart: a column's characters tell no more, and they are seldom
published so far from one another."""
_BEGUN = 40
"""Characters of a paragraph that are looked at: what it is about is said first, and so more paragraphs are."""

PlainMeaning = tuple[
    bytes, tuple[bytes, bytes, bytes], Sequence[int], Sequence[int], int, Sequence[MatterRow]
]
"""The fields of a part as plain values."""

PlainFiles = tuple[str, tuple[tuple[str, bytes], ...]]
"""A digest of the files, and these."""


@dataclass(frozen=True)
class MeaningPart:
    """Of the units of one part: their pairs, what each asks, and how many pairs its title has."""

    digest: bytes
    """Changes whenever anything else does."""
    arrays: tuple[bytes, bytes, bytes]
    """Of the pairs, as they are kept."""
    asks: tuple[int, ...]
    titles: tuple[int, ...]
    contact: int
    """The place of the page that tells whom to turn to; -1 where it is in another part."""
    about: tuple[MatterRow, ...]
    """Which of its units are about which matter."""

    @property
    def pairs(self) -> meaning_pairs.SearchPairs:
        """Ready for use: several times as large."""
        keys, counts = (np.frombuffer(array, np.uint32) for array in self.arrays[:2])
        rows = np.frombuffer(self.arrays[2], _rows_type(len(self.titles))).astype(np.int32)
        return meaning_pairs.SearchPairs(keys, counts, rows, len(self.titles))


def plain_part(units: Sequence[SearchUnit]) -> PlainMeaning:
    """What depends on nothing but these units."""
    pairs = meaning_pairs.pairs_of([_listed(unit) for unit in units])
    arrays = pairs.keys.tobytes(), pairs.counts.tobytes(), pairs.rows.astype(_rows_type(len(units))).tobytes()
    asked = tuple(asks().of(unit.title) if unit.question else 0 for unit in units)
    in_titles = pairs.rows[pairs.rows & 3 == 0] >> 2
    titles = tuple(np.bincount(in_titles, minlength=len(units)).tolist())
    place = (n for n, unit in enumerate(units) if (unit.path, unit.question) == (_CONTACT, ""))
    rest = asked, titles, next(place, -1), tuple(_about(units))
    digest = hashlib.blake2b(b"".join(arrays) + repr((*map(len, arrays), rest)).encode(), digest_size=16)
    return digest.digest(), arrays, *rest


def from_plain(plain: PlainMeaning) -> MeaningPart:
    """What `plain_part` made, ready for use."""
    digest, arrays, asks_, titles, contact, about = plain
    return MeaningPart(digest, arrays, tuple(asks_), tuple(titles), contact, tuple(map(_row, about)))


def meaning_part(units: Sequence[SearchUnit]) -> MeaningPart:
    """What depends on nothing but these units, ready for use."""
    return from_plain(plain_part(units))


def files_of_meaning(
    parts: Sequence[MeaningPart], found: Sequence[FoundDocument], words: Words, memo: Memo = fresh
) -> PlainFiles:
    """The files for all parts, whose units are those of `found` one after another, and their digest. An edit seldom
    changes what they are made of: then they are those of before."""
    standings = tuple(standing_of_unit(one, place) for one in found for place in range(1 + one.asked))
    explained = tuple(_explained(found))
    key = values_digest([part.digest for part in parts], standings, explained, words.plain)
    pieces = Pieces([key], lambda _keys: [(parts, standings, explained, words)], 1)
    (files,) = memo.each("meaning", _files_of, pieces)
    return files


def _explained(found: Sequence[FoundDocument]) -> Iterator[int]:
    """For each unit how far the document is that its own explains, see `Told.explains`."""
    firsts = dict(
        zip(
            (one.path for one in found), accumulate((1 + one.asked for one in found), initial=0), strict=False
        )
    )
    for one in found:
        far = firsts.get(one.explains, firsts[one.path]) - firsts[one.path]
        yield far if abs(far) < _FAR else 0
        yield from (0 for _question in range(one.asked))


def _files_of(given: tuple[Sequence[MeaningPart], Sequence[int], Sequence[int], Words]) -> PlainFiles:
    parts, standings, explained, words = given
    asked = (number for part in parts for number in part.asks)
    titles = (number for part in parts for number in part.titles)
    contact = (place == part.contact for part in parts for place in range(len(part.titles)))
    told = [Told(*row) for row in zip(asked, standings, titles, contact, explained, strict=True)]
    together = Lists(meaning_pairs.together(part.pairs for part in parts))
    firsts = accumulate((len(part.titles) for part in parts), initial=0)
    about = [
        (matter, first + unit, count, level)
        for first, part in zip(firsts, parts, strict=False)
        for matter, unit, count, level in part.about
    ]
    files = tuple(meaning_files(together, told, words, asks(), about))
    return digest_of(files), files


def digest_of(files: Sequence[tuple[str, bytes]]) -> str:
    """Changes whenever one of the files does."""
    digest = hashlib.sha256()
    for path, data in files:
        digest.update(f"{path} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()[:10]


def _rows_type(units: int) -> type[np.unsignedinteger[Any]]:
    """What rows are kept as: half of the bytes where the units of a part are as few as they should be."""
    return np.uint16 if units < 1 << 14 else np.uint32


def _row(row: Sequence[int]) -> MatterRow:
    matter, first, count, level = row
    return matter, first, count, level


def _about(units: Sequence[SearchUnit]) -> Iterator[MatterRow]:
    """What documents are about, by their titles: their questions too."""
    runs = [
        (within or in_marks(title), len(list(own)))  # as its questions name it, so once for all of them
        for (title, within), own in groupby(units, key=lambda unit: (unit.within or unit.title, unit.within))
    ]
    levels_of = matters().levels_of([title for title, _count in runs])
    first = 0
    for title, count in runs:
        yield from ((matter, first, count, level) for matter, level in levels_of[title].items())
        first += count


def _listed(unit: SearchUnit) -> meaning_pairs.Unit:
    return meaning_pairs.Unit(unit.title, unit.within, f"{unit.headings} {unit.summary}", _begun(unit.body))


def _begun(body: str) -> str:
    """The beginnings of a body's paragraphs, of as many as are looked at."""
    begun, length = [], 0
    for line in body.splitlines():
        begun.append(line[:_BEGUN])
        length += len(begun[-1]) + 1
        if length > meaning_pairs.BEGINNING:
            break
    return "\n".join(begun)
