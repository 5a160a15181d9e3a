"""Numbers of persons in a text as it is written, each with its line."""

import html as entities
import re
from dataclasses import dataclass
from urllib.parse import unquote

from gongkai.safety.personal import personal_numbers

_CALLED = re.compile(r"\b(?:tel|sms|smsto|callto|mailto|wtai)[:%&]\S*", re.I)


@dataclass(frozen=True)
class NumberOnLine:
    """A number of a person on a line, masked."""

    kind: str
    masked: str
    digest: str
    line: int


def numbers_in_lines(text: str, first: int = 1) -> list[NumberOnLine]:
    """The numbers of persons in a text as it is written, entities read; its first line is `first`."""
    found = []
    read = entities.unescape(text) if "&" in text else text
    if read.count("\n") != text.count("\n"):  # a line end written as an entity
        read = text
    called = [unquote(match[0]) for match in _CALLED.finditer(read if "%" in read else "") if "%" in match[0]]
    for one in personal_numbers(read):
        found.append(NumberOnLine(one.kind, one.masked, one.digest, read.count("\n", 0, one.start) + first))
    for address in called:
        line = next(n for n, words in enumerate(read.split("\n"), first) if address in unquote(words))
        found += [NumberOnLine(one.kind, one.masked, one.digest, line) for one in personal_numbers(address)]
    return found
