"""The public states of each document, the present one last: when each was shown, what it said, and what changed.

Only what git knows to have been public is a state (`public_states.py`); `past_states.py` reads and judges them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date

from gongkai.memo import Memo, Pairs, Pieces, fresh
from gongkai.model import (
    About,
    Clarification,
    Docket,
    Document,
    Event,
    Interpretation,
    Library,
    Policy,
    Reply,
)
from gongkai.model.document import is_out
from gongkai.package import values_digest
from gongkai.settings import Settings
from gongkai.source import Trail, read_blobs
from gongkai.text.history import File, PublicHistory, document_kind
from gongkai.text.past_states import Given, GivenState, made, plain_values, row_from
from gongkai.text.public_states import PublicLife, PublicState, lives_at
from gongkai.text.redline import Row
from gongkai.text.texts import SectionTexts, seed_of
from gongkai.text.visibility import hidden_parts, shown_html

_KINDS = (Policy, Interpretation, Docket, About, Event, Clarification, Reply)
"""Documents whose pages show their body; of all others the page is made from their fields."""
_AT_ONCE = 40
_WORTH_SHARING = 4
_READ_TOGETHER = 200
"""Documents whose states are read from git at once."""
_KeptState = tuple[int, int, str, str]
"""First and last day of a state, as ordinals (0 for no last one), its commit, and why it is withheld."""
_Key = tuple[str, str]
"""A document's path, and a digest of all that its states are made of."""


@dataclass(frozen=True)
class ShownState:
    """One public state: from when until when (None: still) it was shown, and by which commit it came. `name`: the last
    part of its address, its first day; `withheld`: why its text is not shown, if so."""

    number: int
    first: date
    last: date | None
    commit: str
    withheld: str
    name: str


@dataclass(frozen=True)
class Said:
    """What a state said: its fields, the corrections that came with it, and its text; "" for the present."""

    facts: tuple[tuple[str, str], ...]
    notes: tuple[tuple[date, str], ...]
    html: str


@dataclass(frozen=True)
class Difference:
    """What changed from the state with the number `older` to the one with `newer`: in the fields, and in the text."""

    older: int
    newer: int
    facts: tuple[Row, ...]
    text: tuple[Row, ...]


@dataclass(frozen=True)
class Details:
    """What the states of a document said. `present`: a digest of the fragment that the last comparison is about."""

    said: tuple[Said, ...]
    present: bytes
    _kept: Sequence[tuple[int, int, Sequence[object], Sequence[object]]]
    """The comparisons, as they are stored: a page needs one of them."""

    def comparison(self, newer: int, older: int | None = None) -> Difference | None:
        """What changed with a state, from the one before it that is shown, or from another."""
        for was, now, facts, text in self._kept:
            if now == newer and older in (None, was):
                return Difference(was, now, tuple(map(row_from, facts)), tuple(map(row_from, text)))  # type: ignore[arg-type]
        return None


@dataclass(frozen=True)
class Versions:
    """The states of all documents that had more than one."""

    _states: Mapping[str, Sequence[_KeptState]] = field(default_factory=dict)
    _keys: Mapping[str, _Key] = field(default_factory=dict)
    _kept: "Pairs[tuple[object, ...], tuple[object, ...]] | None" = None
    taken: frozenset[str] = frozenset()
    """Documents whose files were other documents before."""
    _last: dict[str, Details] = field(default_factory=dict, repr=False, compare=False)
    """What was asked for last: the pages of a document are made one after another."""

    @property
    def paths(self) -> Iterable[str]:
        """The documents that had more than one state."""
        return self._states

    def of(self, path: str) -> tuple[ShownState, ...]:
        """The states of a document, the oldest first; none for one that never changed."""
        return tuple(_shown(self._states.get(path, ())))

    def names(self, path: str) -> tuple[str, ...]:
        """The names of these: all that most builds ask of nearly all documents."""
        return tuple(_names(date.fromordinal(first) for first, *_rest in self._states.get(path, ())))

    @property
    def told(self) -> dict[str, tuple[tuple[int, str], ...]]:
        """By document, first day (as an ordinal) and address below the document's page of each state after the first: when its
        text was changed."""
        return {
            path: tuple(
                (one[0], f"versions/{name}/")
                for one, name in zip(some[1:], self.names(path)[1:], strict=True)
            )
            for path, some in self._states.items()
        }

    def digest(self, path: str) -> bytes:
        """Changes whenever anything that is told of a document's states does."""
        return self._keys[path][1].encode() if path in self._states else b"-"

    def details(self, path: str) -> Details:
        """What the states of a document said: large, and fetched when it is asked for."""
        if self._kept is None:
            raise KeyError(path)
        if path not in self._last:
            self._last.clear()
            self._last[path] = self._read(*self._kept.second(self._keys[path]))
        return self._last[path]

    def _read(self, said: object, comparisons: object, present: object) -> Details:
        return Details(
            tuple(
                Said(facts, tuple((date.fromisoformat(on), what) for on, what in notes if _is_day(on)), html)
                for facts, notes, html in said  # type: ignore[attr-defined]
            ),
            present,  # type: ignore[arg-type]
            comparisons,  # type: ignore[arg-type]
        )


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


def versions_of(
    library: Library, texts: SectionTexts, settings: Settings, past: PublicHistory | None, memo: Memo = fresh
) -> Versions:
    """The states of every document that is out; none without git's history of all versions."""
    if past is None or not past.whole:
        return Versions()
    reader = _StatesReader(library, texts, settings, past)
    keys = list(reader.keys())
    kept = memo.pairs(
        ("versions", "version_texts"), made, Pieces(keys, reader.given, _AT_ONCE, _WORTH_SHARING)
    )
    told = {key: kept.first[key] for key in keys}
    states = {key[0]: some for key, (_taken, some) in told.items() if some}
    taken = frozenset(path for (path, _digest), (was, _some) in told.items() if was)
    return Versions(states, {key[0]: key for key in keys if key[0] in states}, kept, taken)


def _shown(told: Sequence[_KeptState]) -> Iterator[ShownState]:
    """The states with their addresses."""
    days = [date.fromordinal(first) for first, *_rest in told]
    for number, (day, name, one) in enumerate(zip(days, _names(days), told, strict=True)):
        _first, last, commit, withheld = one
        yield ShownState(number, day, date.fromordinal(last) if last else None, commit, withheld, name)


def _names(days: Iterable[date]) -> Iterator[str]:
    """The names of states by their first days: of several that began on one day, the second ends in -2."""
    counts: dict[date, int] = {}
    for day in days:
        counts[day] = count = counts.get(day, 0) + 1
        yield f"{day}-{count}" if count > 1 else f"{day}"


def version_names(states: Sequence[PublicState]) -> tuple[str, ...]:
    """The names that these states of one document had, the oldest first; none for a kind whose versions have no pages."""
    kind = document_kind(states[-1].path) if states else None
    return tuple(_names(one.first for one in states)) if kind in _KINDS else ()


@dataclass(frozen=True)
class _StatesReader:
    """Finds which documents may have had more than one state, and what those are made of."""

    library: Library
    texts: SectionTexts
    settings: Settings
    past: PublicHistory

    def keys(self) -> Iterator[_Key]:
        """The documents that are out and were changed since; of a text that git dates after today, the clock being set
        back, nobody can say since when it is there."""
        today = self.settings.today
        rules = sorted(self.settings.public_numbers), sorted(self.settings.withheld_titles)
        for path, trail in self.past.history.trails.items():
            dated = len(trail) > 1 and trail[-1].day <= today
            document = self.library.get(path) if dated else None
            if isinstance(document, _KINDS) and is_out(document, today):
                yield path, values_digest(*self._made_of(document, trail), rules)

    def _made_of(self, document: Document, trail: Trail) -> Iterator[object]:
        today = self.settings.today
        yield from ((one.day.toordinal(), one.path, one.blob) for one in trail)
        yield min(today, max(one.day for one in trail)).toordinal()  # a clock that was wrong once
        yield document.path, document.source.front_fingerprint, self.texts.key(document.path)
        yield document.withdrawn_on(today)
        yield sorted(hidden_parts(document, today)) if isinstance(document, Docket) else ()

    def given(self, keys: Sequence[_Key]) -> Iterator[Given]:
        """What the states of these documents are made of."""
        paths, today = [path for path, _digest in keys], self.settings.today
        for start in range(0, len(paths), _READ_TOGETHER):
            some = paths[start : start + _READ_TOGETHER]
            lives = {path: tuple(lives_at(path, self.past, self.library, today)) for path in some}
            states = {path: tuple(self._dated(path, lives[path])) for path in some}
            taken = {path for path in some if any(one.path != path for one in lives[path])}
            raws = read_blobs(self.settings.content, [one.blob for path in some for one in states[path]])
            commits = self._commits({one.path for path in some for one in self.past.history.trails[path]})
            yield from (self._given(path, states[path], raws, path in taken, commits) for path in some)

    def _dated(self, path: str, lives: Iterable[PublicLife]) -> Iterator[PublicState]:
        """The earlier states of a document, as far as git dates them before today."""
        trail = self.past.history.trails[path]
        dated = {(one.path, one.blob) for one in trail if one.day <= self.settings.today}
        own = (state for life in lives if life.path == path for state in life.states)
        return (one for one in own if (one.path, one.blob) in dated)

    def _given(
        self,
        path: str,
        states: Iterable[PublicState],
        raws: Iterator[bytes],
        taken: bool,
        commits: Mapping[File, str],
    ) -> Given:
        document, today = self.library[path], self.settings.today
        trail = self.past.history.trails[path]
        last = trail[-1]
        return Given(
            kind=type(document),
            seed=seed_of(document, self.library),
            states=tuple(
                GivenState(one.path, one.first, one.last, commits.get((one.path, one.blob), ""), next(raws))
                for one in states
            ),
            since=max(min(last.day, today), document.published),
            commit=commits.get((last.path, last.blob), ""),
            values=plain_values(document.source.front),
            html=shown_html(document, self.texts[path], today),
            withdrawn=document.withdrawn_on(today),
            withheld=bool({path, *(one.path for one in trail)} & self.settings.withheld_titles),
            allowed=frozenset(self.settings.public_numbers),
            numbers=frozenset(one.digest for one in self.texts[path].safety.numbers),
            taken=taken,
        )

    def _commits(self, paths: AbstractSet[str]) -> Mapping[File, str]:
        """By path and blob: the first commit that brought it there."""
        found: dict[File, str] = {}
        for step in self.past.history.steps:
            for path in paths & step.files.keys():
                found.setdefault((path, step.files[path]), step.commit)
        return found
