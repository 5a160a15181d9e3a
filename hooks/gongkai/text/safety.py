"""What of a body must not go out, all in one value; and the HTML without what must not be in it."""

from dataclasses import dataclass

from gongkai.text.markup import Load, Unsafe, purified
from gongkai.text.words import Marking, Number, markings_in, numbers_in


@dataclass(frozen=True)
class Safety:
    """What was found; lines count from 1 within the body."""

    unsafe: tuple[Unsafe, ...] = ()
    """What was outside the allow-list, and is not in the HTML."""
    loads: tuple[Load, ...] = ()
    """What a browser would fetch from another host."""
    numbers: tuple[Number, ...] = ()
    """Numbers of persons, also where nothing shows them: in comments, addresses, diagrams."""
    markings: tuple[Marking, ...] = ()
    """Markings of secrecy."""


def made_safe(html: str, body: str) -> tuple[str, Safety]:
    """The marked HTML of a body as far as it may go out, and what was found in it."""
    pure = purified(html, body)
    return pure.html, Safety(pure.unsafe, pure.loads, numbers_in(html, body), markings_in(pure.html))
