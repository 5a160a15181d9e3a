"""A converted body, and everything that rules and pages ask of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import Any

from gongkai.text.lines import FIRST_MARK, LAST_MARK, MARK, unmark
from gongkai.text.safety import Safety, from_kept

_TAG = re.compile(r"<[^>]+>")
_INLINE_TAG = re.compile(r"</?(?:a|abbr|b|code|del|em|i|ins|mark|s|small|span|strong|sub|sup|u)\b[^>]*>")
_WORD = re.compile(rf">\s*{MARK.pattern}?[^\s<&{FIRST_MARK}-{LAST_MARK}]")
_ANSWER = re.compile(r"^<p>\s*(?:<strong>)?答[：:](?:</strong>)?\s*")

Outline = tuple[tuple[Any, ...], ...]
"""All but the HTML as plain tuples, which `marshal` can keep: the fields of `Text` in their order."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` is that of the page (the title is 1), `line` counts within the body."""

    level: int
    id: str
    text: str
    line: int
    permanent: bool
    """Whether the id was written by hand (`{#id}`) and so survives rewording."""
    written_level: int = 2
    """The level in the body: a level-1 heading is shown as level 2, and begins no section."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link as written."""

    href: str
    line: int


@dataclass(frozen=True, slots=True)
class Image:
    """An image as written; `told`: the paragraph after it is its text equivalent."""

    src: str
    alt: str
    line: int
    told: bool


@dataclass(frozen=True, slots=True)
class Diagram:
    """A mermaid fence; `fault` says in Chinese why it cannot be drawn."""

    line: int
    told: bool
    fault: str


@dataclass(frozen=True, slots=True)
class TextDifference:
    """Something that the page does not show as the body says it; `message` and `fix` are in Chinese."""

    line: int
    message: str
    fix: str

    def kept(self) -> tuple[int, str, str]:
        """As a plain tuple."""
        return self.line, self.message, self.fix


@dataclass(frozen=True, slots=True)
class Question:
    """A heading that asks, and what stands under it."""

    id: str
    permanent: bool
    question: str
    line: int
    answered: bool
    """Whether there is any answer: words, a picture or a table."""
    start: int
    end: int
    fetch: Callable[[], str] = field(compare=False, repr=False, kw_only=True)

    @property
    def answer_html(self) -> str:
        """The answer, a leading 答： dropped."""
        return without_mark(self.fetch()[self.start : self.end])

    @property
    def answer_text(self) -> str:
        """The words of the answer."""
        return plain(self.answer_html)


@dataclass(frozen=True, slots=True)
class TextSection:
    """What stands under a level-2 heading, the heading included; the first may have none ("")."""

    title: str
    has_text: bool
    start: int
    end: int
    fetch: Callable[[], str] = field(compare=False, repr=False, kw_only=True)

    @property
    def html(self) -> str:
        """The part of the body."""
        return self.fetch()[self.start : self.end]


class Text:
    """A converted body. Lines count from 1 within the body. The HTML, most of it by far, is only fetched when
    it is asked for, so that ten thousand bodies need not be in memory at once."""

    def __init__(self, outline: Outline, html: Callable[[], str]) -> None:
        self.outline = outline
        self._fetch = html

    @property
    def html(self) -> str:
        """The whole fragment."""
        return self._fetch()

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """All headings, in order."""
        return tuple(Heading(*one) for one in self.outline[0])

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions, in order."""
        return tuple(Question(*one, fetch=self._fetch) for one in self.outline[1])

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """All links, in order."""
        return tuple(Link(*one) for one in self.outline[2])

    @cached_property
    def images(self) -> tuple[Image, ...]:
        """All images, in order."""
        return tuple(Image(*one) for one in self.outline[3])

    @cached_property
    def diagrams(self) -> tuple[Diagram, ...]:
        """All diagrams, in order."""
        return tuple(Diagram(*one) for one in self.outline[4])

    @cached_property
    def sections(self) -> tuple[TextSection, ...]:
        """The body cut at its level-2 headings, footnotes apart."""
        return tuple(TextSection(*one, fetch=self._fetch) for one in self.outline[5])

    @property
    def ids(self) -> frozenset[str]:
        """Every anchor of the fragment."""
        return frozenset(self.outline[6])

    @cached_property
    def safety(self) -> Safety:
        """What must not go out."""
        return from_kept(self.outline[8])

    @cached_property
    def changes(self) -> tuple[TextDifference, ...]:
        """What the page does not show as the body says it."""
        return tuple(TextDifference(*one) for one in self.outline[9])

    @property
    def footnotes(self) -> str:
        """The notes at the end, "" when there are none."""
        return self._fetch()[self.outline[7][0] :]

    def section(self, title: str) -> TextSection | None:
        """The section under the level-2 heading with this text."""
        return next((section for section in self.sections if section.title == title), None)

    def __repr__(self) -> str:
        return f"Text({self.html!r}, {self.outline!r})"


def without_mark(answer: str) -> str:
    """An answer's HTML without the 答： that it may begin with."""
    return _ANSWER.sub("<p>", answer.strip())


def plain(html: str) -> str:
    """The words of a piece of HTML, white space folded."""
    words = _TAG.sub(" ", _INLINE_TAG.sub("", unmark(html)))
    return " ".join(unescape(words).split())


def has_words(html: str) -> bool:
    """Whether a piece of HTML has any words: mostly the first tag is enough to tell."""
    return _WORD.search(html) is not None or bool(plain(html))
