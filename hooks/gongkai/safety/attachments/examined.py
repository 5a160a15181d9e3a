"""What is known of a file, and how a judge says it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.amounts.recognition import amounts_in
from gongkai.safety import is_outcome, marking_in, personal_numbers

_NUMBER = re.compile(r"[\d,]{1,9}(?:\.\d{1,2})?%?")
"""A number that stands alone; longer ones may be anybody's."""
_LONG_LINE = 15
_ENDED = ("。", "！", "？", "；", "：", ".", ":", ";", "”", "）")


class Refused(Exception):
    """The file cannot be judged or is not what it says; the message is Chinese and stands alone."""


@dataclass(frozen=True)
class Content:
    """What a judge makes of a file: what is wrong with it, and its text in paragraphs, cells or lines."""

    problems: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    wrapped: bool = False
    """Whether the texts are lines of a page, so that a sentence may go on in the next."""


@dataclass(frozen=True)
class NumberInFile:
    """A number of a person in a file, masked."""

    kind: str
    masked: str
    digest: str


@dataclass(frozen=True)
class Examined:
    """What rules may know of a file."""

    problems: tuple[str, ...] = ()
    numbers: tuple[NumberInFile, ...] = ()
    markings: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    """The amounts that its text states, and the numbers of its cells: what an interpretation may rest on."""
    has_text: bool = False


Attached = Mapping[str, Examined]
"""Examined files by their path below the content folder."""


def examined(content: Content) -> Examined:
    """The content without its text: only what rules ask for is kept."""
    found = personal_numbers("\n".join(content.texts))
    numbers = dict.fromkeys(NumberInFile(one.kind, one.masked, one.digest) for one in found)
    markings: dict[str, None] = {}
    before = ""
    for text in content.texts:
        goes_on = (
            content.wrapped and len(before.strip()) >= _LONG_LINE and not before.rstrip().endswith(_ENDED)
        )
        word = "" if goes_on else marking_in(text, before)
        if word and not is_outcome(text, (), content.texts):
            markings[word] = None
        before = text
    amounts = tuple(dict.fromkeys(_amounts(content.texts)))
    problems = tuple(dict.fromkeys(content.problems))
    return Examined(problems, tuple(numbers), tuple(markings), amounts, any(map(str.strip, content.texts)))


def _amounts(texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        words = text.strip()
        if _NUMBER.fullmatch(words):
            yield words
        else:
            yield from (one.written for one in amounts_in(words, generous=True))
