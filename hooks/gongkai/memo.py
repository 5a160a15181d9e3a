"""The interface by which results are asked for that may be kept from an earlier run. The default makes everything anew and
keeps nothing.

Who asks says what a result is made of and how, and knows neither where results are kept nor which process makes them. The
rooms up to `exports/` take a `Memo` and give the same with any: `fresh`, the default, or the one of `incremental/memo.py`,
which keeps results.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

Key = Any
"""Plain values (texts, bytes, numbers, tuples of them) that change whenever the input does."""

Input = TypeVar("Input")
First = TypeVar("First")
Second = TypeVar("Second")
Output = TypeVar("Output")


@dataclass(frozen=True)
class Pieces(Generic[Input]):
    """Inputs that do not depend on each other, by their keys."""

    keys: Sequence[Key]
    """Each once."""
    inputs: Callable[[Sequence[Key]], Iterable[Input]]
    """The inputs of some of the keys, in their order; what is made already is never asked for."""
    at_once: int
    """Pieces whose results are in memory together, and that a process is given at a time."""
    worth: int = 2
    """How many times `at_once` must be missing before another process saves more than starting it costs."""


@dataclass(frozen=True)
class Pairs(Generic[First, Second]):
    """Results of two parts: the first of each is here, the second, which is large, comes when it is asked for."""

    first: Mapping[Key, First]
    second: Callable[[Key], Second]


class _Subject(Protocol):
    @property
    def path(self) -> str: ...


class Memo(Protocol):
    """Gives results, made now or before. `make` is a plain function of its input, and its results are plain values
    (what `marshal` takes); `name` is that of the kind of result."""

    def each(self, name: str, make: Callable[[Input], Output], pieces: Pieces[Input]) -> Iterator[Output]:
        """The result for each key, in order. Where it is None, it is made again the next time."""
        ...

    def pairs(
        self, names: tuple[str, str], make: Callable[[Input], tuple[First, Second]], pieces: Pieces[Input]
    ) -> Pairs[First, Second]:
        """The two parts of each result."""
        ...

    def recorded(
        self,
        name: str,
        make: Callable[..., Output],
        subjects: Sequence[_Subject],
        section: tuple[Any, ...],
        also: Mapping[str, object] | None = None,
    ) -> Iterator[Output]:
        """What `make` gives for each of the subjects and the section (library, texts, settings), of which it may ask
        whatever it likes, but nothing of anybody else. `also`: by path, plain values that it depends on besides."""
        ...


class _Fresh:
    """Makes everything anew, and keeps nothing."""

    def each(
        self,
        name: str,  # noqa: ARG002
        make: Callable[[Input], Output],
        pieces: Pieces[Input],
    ) -> Iterator[Output]:
        return map(make, pieces.inputs(pieces.keys))

    def pairs(
        self,
        names: tuple[str, str],  # noqa: ARG002
        make: Callable[[Input], tuple[First, Second]],
        pieces: Pieces[Input],
    ) -> Pairs[First, Second]:
        made = dict(zip(pieces.keys, map(make, pieces.inputs(pieces.keys)), strict=True))
        seconds = {key: second for key, (_first, second) in made.items()}
        return Pairs({key: first for key, (first, _second) in made.items()}, seconds.__getitem__)

    def recorded(
        self,
        name: str,  # noqa: ARG002
        make: Callable[..., Output],
        subjects: Sequence[_Subject],
        section: tuple[Any, ...],
        also: Mapping[str, object] | None = None,  # noqa: ARG002
    ) -> Iterator[Output]:
        return (make(subject, *section) for subject in subjects)


fresh: Memo = _Fresh()
