"""The past lives of documents that moved, went or are not out: where each stood, and where it is now.

All others have their address to themselves, and need no answer.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from gongkai.model import Document, Library, Policy
from gongkai.model.document import is_out
from gongkai.text.history import PublicHistory
from gongkai.text.public_states import (
    Identity,
    PublicLife,
    PublicState,
    identity_of,
    identity_then,
    public_lives,
)


class OldLives:
    """The lives, and what became of each. `also`: paths of documents that are where they were, of which others are told
    that stood there before them. Without git's history there are none."""

    def __init__(
        self, past: PublicHistory | None, library: Library, today: date, also: Collection[str] = frozenset()
    ) -> None:
        self._library = library
        self._steps = past.history.steps if past else ()
        self.all = tuple(_with_repeats(_lives(past, library, today, also), library, past)) if past else ()
        self._last = {life.path: life for life in sorted(self.all, key=_last_seen)}

    def now(self, life: PublicLife) -> Document | None:
        """The document today, out or not."""
        return self._library.get(life.path)

    def is_gone(self, life: PublicLife) -> bool:
        """Whether a document that is not out was deleted: it may be here again, but was not public since."""
        return self.now(life) is None or self._last[life.path].deleted

    @cached_property
    def by_path(self) -> Mapping[str, tuple[PublicLife, ...]]:
        """By the path of a file: the documents that were public there, the last one last."""
        claims: dict[str, list[tuple[PublicState, PublicLife]]] = defaultdict(list)
        for life in self.all:
            for state in life.states:
                claims[state.path].append((state, life))
        contested = {path for path, found in claims.items() if len({id(life) for _state, life in found}) > 1}
        at = {
            (path, step.files[path]): number
            for number, step in enumerate(self._steps if contested else ())
            for path in contested & step.files.keys()
        }

        def last(claim: tuple[PublicState, PublicLife]) -> tuple[date, int]:
            return claim[0].last, at.get((claim[0].path, claim[0].blob), 0)

        in_turn = {path: sorted(found, key=last) for path, found in claims.items()}
        return {path: _each_last(life for _state, life in found) for path, found in in_turn.items()}


def _each_last(lives: Iterable[PublicLife]) -> tuple[PublicLife, ...]:
    """Each life once, where it comes last."""
    found: dict[int, PublicLife] = {}
    for life in lives:
        found.pop(id(life), None)
        found[id(life)] = life
    return tuple(found.values())


def _lives(past: PublicHistory, library: Library, today: date, also: Collection[str]) -> Iterator[PublicLife]:
    out = {one.path for one in library.documents if is_out(one, today)}
    trails = past.history.trails.items()
    some = {path for path, t in trails if path not in out or any(v.path != path or not v.blob for v in t)}
    return public_lives(past, library, today, some.union(also))


def _with_repeats(lives: Iterable[PublicLife], library: Library, past: PublicHistory) -> Iterator[PublicLife]:
    """The lives; of a deleted document that is here again elsewhere, with the place: a policy by its number, any other
    if a file there was the same to the byte."""
    here: _Here | None = None
    for life in lives:
        identity = None if life.path else identity_then(life.states[-1].edition)
        if identity is None:
            yield life
            continue
        here = here or _Here(library, past)
        again = here.numbered(identity) if identity.number else here.alike(identity, life)
        yield replace(life, path=again.pop()) if len(again) == 1 else life


class _Here:
    """The documents that are here, to find one that was deleted among them."""

    def __init__(self, library: Library, past: PublicHistory) -> None:
        self._library = library
        self._past = past

    @cached_property
    def _numbers(self) -> Mapping[str, list[Document]]:
        found: dict[str, list[Document]] = defaultdict(list)
        for policy in self._library.documents:
            if isinstance(policy, Policy) and policy.has("number"):
                found["".join(policy.own_number.split())].append(policy)
        return found

    @cached_property
    def _blobs(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for path, trail in self._past.history.trails.items():
            for version in trail:
                found[version.blob].add(path)
        return found

    def numbered(self, before: Identity) -> set[str]:
        """Where a policy lies that is this one."""
        policies = self._numbers.get(before.number, ())
        return {one.path for one in policies if identity_of(one).repeats(before)}

    def alike(self, before: Identity, life: PublicLife) -> set[str]:
        """Where a document lies that was the same to the byte, and is not another one now."""
        paths = set[str]().union(*(self._blobs.get(state.blob, ()) for state in life.states))
        documents = filter(None, map(self._library.get, paths))
        return {one.path for one in documents if not identity_of(one).replaces(before)}


def _last_seen(life: PublicLife) -> tuple[date, date, bool]:
    return life.states[-1].last, life.states[-1].first, not life.deleted
