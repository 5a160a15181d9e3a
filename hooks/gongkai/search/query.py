"""A query → its characters with their weights, and the keys found in it. `search-meaning.js` does the same, step by step:
every number is whole, so that both come to the same order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gongkai.search.letters import STRETCH, squashed
from gongkai.search.matter_files import MARK
from gongkai.search.meaning_lists import Entry
from gongkai.search.meaning_pairs import TITLE

Look = Callable[[str], Mapping[str, Entry]]
"""The bucket of a pair: every key that begins with it is among its keys."""

SHARED = 120
"""A weight is spread over the characters of its key: times this, so that nothing is lost in dividing."""
_UNKNOWN, _UNKNOWN_SAYS, _IDLE_ONE = 8 * SHARED, 4 * SHARED, SHARED
_FULL, _WITHIN = 10, 7
"""Tenths that a key counts; that a pair counts where citizens' words cover it."""


@dataclass(frozen=True)
class Tables:
    """What the head tells of queries."""

    longest: int
    asks: Sequence[Sequence[str]]
    idle: Sequence[str]
    elsewhere: Sequence[str]
    single: str
    begins: frozenset[str]
    """Pairs that citizens' words begin with, though they touch idle words."""
    letters: frozenset[str]
    """Pairs of Latin letters that are looked up in the middle of a longer word too."""


@dataclass(frozen=True)
class Key:
    """A key in a query: where it begins, its length, its entry."""

    start: int
    length: int
    entry: Entry


@dataclass(frozen=True)
class Query:
    """`keys` and, for each character, `rarity` and `says`; `unknown`: characters that nothing explains; `elsewhere`: places of
    words for what other offices deal with."""

    text: str
    asks: int
    keys: tuple[Key, ...]
    rarity: tuple[int, ...]
    says: tuple[int, ...]
    phrased: tuple[bool, ...]
    unknown: tuple[bool, ...]
    elsewhere: tuple[int, ...]


def understood(typed: str, tables: Tables, look: Look) -> Query:
    """What a query is made of."""
    text = squashed(typed)
    keys: list[Key] = []
    idle = [False] * len(text)
    for run in STRETCH.finditer(text):
        found = [
            Key(run.start() + key.start, key.length, key.entry) for key in _keys_in(run[0], tables, look)
        ]
        asked = _idle_in(run[0], run.start(), tables, found)
        for place in asked:
            idle[place] = True
        keys += (key for key in found if not any(idle[key.start : key.start + key.length]))
    asks = sum(1 << bit for bit, words in enumerate(tables.asks) if any(word in text for word in words))
    return replace(_weighed(text, asks, keys, idle, tables.single), elsewhere=_elsewhere(text, tables))


def said_of_matters(text: str, tables: Tables, look: Look) -> dict[str, Entry]:
    """What the pairs of a text that are looked up say of matters."""
    pairs = {run[0][at : at + 2] for run in STRETCH.finditer(text) for at in _looked_up(run[0], tables)}
    found = {pair: look(pair).get(pair + MARK) for pair in pairs}
    return {pair: entry for pair, entry in found.items() if entry}


def _elsewhere(text: str, tables: Tables) -> tuple[int, ...]:
    found: set[int] = set()
    for word in tables.elsewhere:
        at = text.find(word)
        while at >= 0:
            found.update(range(at, at + len(word)))
            at = text.find(word, at + 1)
    return tuple(sorted(found))


def _keys_in(run: str, tables: Tables, look: Look) -> Iterator[Key]:
    """The keys of a run."""
    for start in _looked_up(run, tables):
        known = look(run[start : start + 2])
        for length in range(2, min(tables.longest, len(run) - start) + 1):
            if entry := known.get(run[start : start + length]):
                yield Key(start, length, entry)


def _looked_up(run: str, tables: Tables) -> Iterator[int]:
    """Where the pairs begin that are looked up: those that touch words that only ask or say nothing tell nothing, and a word in Latin
    letters is looked up as a whole, by its beginning, unless what is in its middle stands somewhere by itself."""
    idle = {place for start, end in _idle_words(run, tables) for place in range(start, end)}
    for start in range(len(run) - 1):
        pair = run[start : start + 2]
        within = start > 0 and all("a" <= one <= "z" for one in run[start - 1 : start + 2])
        says = pair in tables.begins or not (start in idle or start + 1 in idle)
        if says and (not within or pair in tables.letters):
            yield start


def _idle_words(run: str, tables: Tables) -> Iterator[tuple[int, int]]:
    """Where words begin and end that only ask or say nothing."""
    for words in (*tables.asks, tables.idle):
        start = 0
        while start < len(run):
            word = next((word for word in words if run.startswith(word, start)), "")
            if word:
                yield start, start + len(word)
            start += len(word) or 1


def _idle_in(run: str, first: int, tables: Tables, keys: Sequence[Key]) -> Iterator[int]:
    """Places of idle words, unless longer words of citizens cover them."""
    phrases = [(key.start - first, key.start - first + key.length) for key in keys if key.entry.phrase]
    for start, end in _idle_words(run, tables):
        if not any(a <= start and end <= z and z - a > end - start for a, z in phrases):
            yield from range(first + start, first + end)


def _weighed(text: str, asks: int, keys: Sequence[Key], idle: Sequence[bool], single: str) -> Query:
    size = len(text)
    rarity, says = [0] * size, [0] * size
    covered, phrased = [False] * size, [False] * size
    for key in keys:
        for place in range(key.start, key.start + key.length):
            covered[place] = True
            phrased[place] = phrased[place] or (key.entry.phrase and len(key.entry.units) > 0)
    for key in keys:
        for place in range(key.start, key.start + key.length):
            if key.entry.phrase or not phrased[place]:
                rarity[place] = max(rarity[place], key.entry.rarity * SHARED // key.length)
                says[place] = max(says[place], key.entry.says * SHARED // key.length)
    unknown = [False] * size
    for place, character in enumerate(text):
        if covered[place] or idle[place] or character == " ":
            continue
        little = character in single
        unknown[place] = not little
        rarity[place] = _IDLE_ONE if little else _UNKNOWN
        says[place] = _IDLE_ONE if little else _UNKNOWN_SAYS
    return Query(text, asks, tuple(keys), tuple(rarity), tuple(says), tuple(phrased), tuple(unknown), ())


def credited(query: Query) -> dict[int, dict[int, int]]:
    """For each unit, how well it has each character of the query: 15 (its title has it) times `_FULL` at most."""
    found: dict[int, dict[int, int]] = {}
    for key in query.keys:
        share = key.entry.rarity * SHARED // key.length
        places = range(key.start, key.start + key.length)
        counts = [_counting(query, key, place, share) for place in places]
        for unit, level in zip(key.entry.units.tolist(), key.entry.levels.tolist(), strict=True):
            own = found.setdefault(unit, {})
            for place, (over, under) in zip(places, counts, strict=True):
                value = level * over // under
                if own.get(place, 0) < value:
                    own[place] = value
    return found


def in_titles(query: Query) -> dict[int, int]:
    """How many of the query's pairs each unit has in its title."""
    found: dict[int, int] = {}
    pairs = {query.text[key.start : key.start + 2]: key.entry for key in query.keys if key.length == 2}
    for entry in pairs.values():
        for unit in entry.units[entry.levels == TITLE].tolist():
            found[unit] = found.get(unit, 0) + 1
    return found


def _counting(query: Query, key: Key, place: int, share: int) -> tuple[int, int]:
    """By what a level is multiplied, then divided: a pair that is common counts less where a rare one crosses it."""
    if key.entry.phrase:
        return _FULL, 1
    if query.phrased[place]:
        return _WITHIN, 1
    return (_FULL * share, query.rarity[place]) if share < query.rarity[place] else (_FULL, 1)
