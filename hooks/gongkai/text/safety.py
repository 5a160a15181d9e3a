"""What of a body must not go out, all in one value; and the HTML without what must not be in it."""

from dataclasses import astuple, dataclass
from typing import Any

from gongkai.safety import NumberOnLine
from gongkai.text.markup import ExternalLoad, Unsafe, purified
from gongkai.text.sensitive_words import Marking, markings_in, numbers_in


@dataclass(frozen=True)
class Safety:
    """What was found; lines count from 1 within the body."""

    unsafe: tuple[Unsafe, ...] = ()
    """What was outside the allow-list, and is not in the HTML."""
    loads: tuple[ExternalLoad, ...] = ()
    """What a browser would fetch from another host."""
    numbers: tuple[NumberOnLine, ...] = ()
    """Numbers of persons, also where nothing shows them: in comments, addresses, diagrams."""
    markings: tuple[Marking, ...] = ()
    """Markings of secrecy."""

    def kept(self) -> tuple[tuple[tuple[str | int, ...], ...], ...]:
        """As plain tuples."""
        return tuple(
            tuple(astuple(one) for one in found)
            for found in (self.unsafe, self.loads, self.numbers, self.markings)
        )


def from_kept(kept: tuple[tuple[Any, ...], ...]) -> Safety:
    """What `Safety.kept` made."""
    unsafe, loads, numbers, markings = kept
    return Safety(
        tuple(Unsafe(*one) for one in unsafe),
        tuple(ExternalLoad(*one) for one in loads),
        tuple(NumberOnLine(*one) for one in numbers),
        tuple(Marking(*one) for one in markings),
    )


def made_safe(html: str, body: str) -> tuple[str, Safety]:
    """The marked HTML of a body as far as it may go out, and what was found in it."""
    pure = purified(html, body)
    return pure.html, Safety(pure.unsafe, pure.loads, numbers_in(html, body), markings_in(pure.html))
