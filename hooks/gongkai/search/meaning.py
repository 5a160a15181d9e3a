"""Search by meaning in Python: the files are asked as `theme/.scripts/search-meaning.js` asks them in the browser."""

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gongkai.search.by_matter import with_matters
from gongkai.search.dictionary import pair_codes
from gongkai.search.letters import squashed
from gongkai.search.matter_files import COLUMN_BASE, units_told
from gongkai.search.matters import Weights, matters
from gongkai.search.meaning_buckets import bucket_numbers, entries_in
from gongkai.search.meaning_lists import Entry
from gongkai.search.query import Query, Tables, said_of_matters, understood
from gongkai.search.ranking import FEW, Result, Units, ranked
from gongkai.search.spelling import Spelling, may_be_respelled, respelled


@dataclass(frozen=True)
class Answer:
    """`read_as`: the query as it was understood, if it was written otherwise, else nothing."""

    results: list[Result]
    read_as: str


class Matcher:
    """A section's files, ready to be asked."""

    def __init__(self, files: Mapping[str, bytes], *, key_words: bool = True) -> None:
        """`key_words`: whether a few of them, of no question, can be answered."""
        self._files, self._key_words = files, key_words
        self._head: dict[str, Any] = json.loads(zlib.decompress(files["head.z"]))
        head = self._head
        told = ("longest", "asks", "idle", "elsewhere", "single")
        self._tables = Tables(
            **{name: head[name] for name in told},
            begins=frozenset(_pairs(head["begins"])),
            letters=frozenset(_pairs(head["letters"])),
        )
        self._units = Units(*(list(_column(head[name])) for name in ("asked", "standing", "titles")))
        pairs = head["traditional"]
        self._traditional = dict(zip(pairs[::2], pairs[1::2], strict=True))
        self._buckets: dict[int, Mapping[str, Entry]] = {}

    def answer(self, typed: str) -> Answer:
        """The units that come nearest to what was typed, the best first."""
        text = squashed(typed)
        plain = "".join(self._traditional.get(one, one) for one in text)
        query = self._understood(plain)
        key_words = self._key_words
        if may_be_respelled(query):
            before, query = query, self._understood(respelled(query, self._spelling))
            key_words = key_words and (query.text == before.text or len(query.text) <= FEW)
        results = self._ranked(query, key_words)
        if "matters.z" in self._files:
            known, standings = matters(), self._head["standings"]
            likely = known.likely(self._said(plain, query.text))
            results = with_matters(results, likely, known.near, self._about, self._units, standings)
        return Answer(results, "" if query.text == text else query.text)

    def _ranked(self, query: Query, key_words: bool) -> list[Result]:
        return ranked(query, self._units, self._head["standings"], key_words)

    def _said(self, plain: str, corrected: str) -> Iterator[Weights]:
        """What a query says of matters: as it was written too, for it may have been put right wrongly."""
        for one in {*plain, *corrected}:
            yield matters().asked.get(one, ())
        pairs = [said_of_matters(text, self._tables, self._look) for text in (plain, corrected)]
        for entry in (pairs[0] | pairs[1]).values():
            yield list(zip(entry.units.tolist(), entry.levels.tolist(), strict=True))

    def _understood(self, typed: str) -> Query:
        return understood(typed, self._tables, self._look)

    def _look(self, pair: str) -> Mapping[str, Entry]:
        (number,) = bucket_numbers(pair_codes(pair), self._head["buckets"], self._head["common"]).tolist()
        if number not in self._buckets:
            self._buckets[number] = entries_in(self._files[str(number)])
        return self._buckets[number]

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling.read(json.loads(zlib.decompress(self._files["spelling.z"])))

    @cached_property
    def _about(self) -> list[dict[int, int]]:
        told = json.loads(zlib.decompress(self._files["matters.z"]))
        return units_told([list(_column(one)) for one in told["units"]])


def _pairs(text: str) -> Iterator[str]:
    return (text[at : at + 2] for at in range(0, len(text), 2))


def _column(text: str) -> Iterator[int]:
    return (ord(one) - COLUMN_BASE for one in text)
