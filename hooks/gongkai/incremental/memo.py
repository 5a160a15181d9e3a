"""The memo that remembers: one key, one store, one recorder of what was asked, and processes where they save time.

A key names everything that a result can depend on. The program is in each (`program_digest`: code, theme, data,
libraries, Python). A piece that is a plain function of its input has nothing else but that; what is given the section
has its settings, theme and rules in the key (`Fingerprint`), and what it asked of the content is kept with it.
"""

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Any, cast

from gongkai.incremental.cache import Cache
from gongkai.incremental.dependencies import QueryAnswers
from gongkai.incremental.fingerprint import Fingerprint
from gongkai.incremental.processes import cores, map_over_processes
from gongkai.memo import First, Input, Key, Output, Pairs, Pieces, Second
from gongkai.package import values_digest

_AT_ONCE = 200
"""Recorded results that are in memory at a time."""


@dataclass(frozen=True)
class StoredMemo:
    """Gives what is stored and was made alike, and stores what it has to make."""

    store: Cache
    made_with: Fingerprint
    jobs: int | None = None
    """Processes to use; None: one for each core."""

    def key(self, *given: object) -> str:
        """What a result that depends on the program and on what is `given` is stored by."""
        parts = self.made_with.parts["product"], *given
        return values_digest(*parts)

    def section_key(self, *given: object) -> str | None:
        """The same for what may depend on the settings, the theme and the bureau's own rules too; None where nobody
        can know what it depends on."""
        return None if self.made_with.whole is None else self.key(self.made_with.whole, *given)

    def in_background(self) -> "StoredMemo":
        """The same on half of the cores: pages are written meanwhile."""
        return replace(self, jobs=max((self.jobs or cores()) // 2, 1))

    def each(self, name: str, make: Callable[[Input], Output], pieces: Pieces[Input]) -> Iterator[Output]:
        """The result for each key, in order."""
        return map(marshal.loads, self._firsts((name,), partial(_alone, make), pieces))

    def pairs(
        self, names: tuple[str, str], make: Callable[[Input], tuple[First, Second]], pieces: Pieces[Input]
    ) -> Pairs[First, Second]:
        """The two parts of each result: the first of all, the second when it is asked for."""
        first = dict(zip(pieces.keys, map(marshal.loads, self._firsts(names, make, pieces)), strict=True))
        return Pairs(first, partial(self._second, names[1], make, pieces))

    def recorded(
        self,
        name: str,
        make: Callable[..., Output],
        subjects: Sequence[Any],
        section: tuple[Any, ...],
        also: Mapping[str, object] | None = None,
    ) -> Iterator[Output]:
        """What `make` gives for each of the subjects, stored with what it asked of the section meanwhile."""
        answers, also = QueryAnswers(*section), also or {}
        keys = {subject.path: self.section_key(subject.path) for subject in subjects}
        anew = False
        for start in range(0, len(subjects), _AT_ONCE):
            some = subjects[start : start + _AT_ONCE]
            known = dict(self.store.read(name, [key for one in some if (key := keys[one.path])]))
            made: dict[str, bytes] = {}
            for subject in some:
                key, other = keys[subject.path], also.get(subject.path)
                if key in known:
                    result, reads, then = marshal.loads(known[key])
                    if then == other and answers.hold(reads):
                        yield result
                        continue
                asked, reads = answers.recorded(subject.path)
                result = make(subject, *asked)
                if key is not None:
                    plain: Any = result, reads.kept(), other
                    made[key] = marshal.dumps(plain)
                yield result
            self.store.write(name, made)
            anew = anew or bool(made)
        if anew:
            self.store.drop_unused(name, filter(None, keys.values()), _AT_ONCE)

    def _firsts(
        self, names: tuple[str, ...], make: Callable[[Input], tuple[Any, ...]], pieces: Pieces[Input]
    ) -> Iterator[bytes]:
        """The first part of each result. What is missing is made and stored with all its parts, on several processes
        where it is much; what turns out to be damaged is made here."""
        first, keys = names[0], {given: self.key(given) for given in pieces.keys}
        stored = set(self.store.known(first, list(keys.values())))
        missing = {given: key for given, key in keys.items() if key not in stored}
        fresh = self._fresh(names, make, pieces, missing)
        for start in range(0, len(pieces.keys), pieces.at_once):
            some = pieces.keys[start : start + pieces.at_once]
            known = dict(self.store.read(first, [keys[given] for given in some if given not in missing]))
            for given in some:
                yield (
                    next(fresh)
                    if given in missing
                    else known.get(keys[given]) or _made_again(make, pieces, given)[0]
                )
        for name in names if missing else ():
            self.store.drop_unused(name, keys.values(), pieces.at_once)

    def _fresh(
        self,
        names: tuple[str, ...],
        make: Callable[[Input], tuple[Any, ...]],
        pieces: Pieces[Input],
        missing: Mapping[Key, str],
    ) -> Iterator[bytes]:
        """The first part of what is missing, in order."""
        if not missing:
            return
        self.store.close()  # before processes are started
        inputs, keys = iter(pieces.inputs(list(missing))), iter(missing.values())
        groups = iter(lambda: list(islice(inputs, pieces.at_once)), [])
        for results in map_over_processes(partial(_parts_of_each, make), groups, self.jobs, pieces.worth):
            some = list(islice(keys, len(results)))
            for name, parts in zip(names, zip(*results, strict=True), strict=True):
                kept = zip(some, parts, strict=True)
                self.store.write(name, {key: part for key, part in kept if part != _NONE})
            yield from (parts[0] for parts in results)

    def _second(
        self, name: str, make: Callable[[Input], tuple[Any, Second]], pieces: Pieces[Input], given: Key
    ) -> Second:
        kept = self.store.get(name, self.key(given)) or _made_again(make, pieces, given)[1]
        return cast(Second, marshal.loads(kept))


_NONE = marshal.dumps(None)


def _alone(make: Callable[[Input], Output], one: Input) -> tuple[Output]:
    return (make(one),)


def _made_again(
    make: Callable[[Input], tuple[Any, ...]], pieces: Pieces[Input], given: Key
) -> tuple[bytes, ...]:
    return _parts_of_each(make, pieces.inputs([given]))[0]


def _parts_of_each(
    make: Callable[[Input], tuple[Any, ...]], some: Iterable[Input]
) -> list[tuple[bytes, ...]]:
    return [tuple(map(marshal.dumps, make(one))) for one in some]
