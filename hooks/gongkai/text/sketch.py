"""What one version of a body says, without converting it, which would take thirty times as long: its questions, its
parts, and a digest of each.

A sketch stands for a text where only differences count: two versions that look different to the public have different
sketches. It is read off the Markdown where that is sure; the few bodies in which a line may not be what it looks like
(HTML, fences, footnotes, indented headings …) are converted after all. Same body, same sketch, whatever else there is.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import pairwise
from typing import NamedTuple

from gongkai.text.body import Heading, Question, Text
from gongkai.text.convert import convert, is_question, question_id
from gongkai.text.safety import Safety

_HEADING = re.compile(r"(#{1,6})[ \t]*(?!#)(.+?)[ \t]*#*[ \t]*$")
_WRITTEN_ID = re.compile(r"\s*\{:?[^{}\n]*#([^\s{}]+)[^{}\n]*\}\s*#*\s*$")
_MARKUP = re.compile(r"[*_`\[\]<>&\\!~^{}]")
_UNSURE = ("<", "]:", "```", "~~~", "!!!", "#######")
"""What may make something else of lines further down, or of the same words elsewhere."""
_UNSURE_FIRST = frozenset(" \t>*+-=0123456789")
_UNSURE_LINE = re.compile(r"(?:[ \t>*+-]|\d+[.)])+#|[ ]{0,3}(?:=+|-+)[ \t]*$")
"""A heading within something else, or the line below one: of lines that begin with one of `_UNSURE_FIRST`."""
_LINK = re.compile(r"\]\(\s*([^)\s]*)")
_HREF = re.compile(r'\shref="([^"]*)"')
_LINK_WITH_BRACKETS = re.compile(r"\]\([^)\n]*\(")
_ASKS = ("？", "?", "问：", "问:")


class Asked(NamedTuple):
    """A question: its written id ("" without one), its heading, a digest of this and its answer, the number of the
    part it stands in, and where its answer's links lead, as written."""

    id: str
    heading: str
    digest: str
    part: int
    links: tuple[str, ...]


class Sketch(NamedTuple):
    """A body: its parts, each a title and a digest, and its questions."""

    parts: tuple[tuple[str, str], ...]
    asked: tuple[Asked, ...]

    def named(self, seed: str) -> dict[str, Asked]:
        """The questions by their permanent ids; `seed` as in `convert`."""
        return {one.id or question_id(one.heading, seed): one for one in self.asked}

    def text(self, seed: str) -> Text:
        """A text that asks the same questions and whose HTML is nothing but digests."""
        html, sections, questions = "", [], []
        for number, (title, digest) in enumerate(self.parts):
            start = len(html)
            html += f"{digest} "
            for id_, one in self.named(seed).items():
                if one.part == number:
                    html += f'id="{id_}" '
                    questions.append((id_, bool(one.id), one.heading, 0, True, len(html), len(html)))
            sections.append((title, True, start, len(html)))
        outline = (), tuple(questions), (), (), (), tuple(sections), (), (len(html),), Safety().kept()
        return Text(outline, lambda: html)


def sketched(body: str, *, in_parts: bool) -> Sketch:
    """The sketch of a body; `in_parts`: it is shown part by part, each from a day of its own."""
    asks = any(sign in body for sign in _ASKS)
    if not asks and not in_parts:
        return Sketch((("", _digest(body)),), ())
    headings = None if any(sign in body for sign in _UNSURE) else _headings(body)
    if headings is None or _LINK_WITH_BRACKETS.search(body):
        return _converted(body, in_parts=in_parts)
    lines = body.split("\n")
    cuts = [number for heading, number in headings if heading.written_level == 2] if in_parts else []
    return Sketch(tuple(_parts(lines, cuts, headings)), tuple(_asked(lines, cuts, headings)))


def _headings(body: str) -> list[tuple[Heading, int]] | None:
    """Each heading with its line, from 1; None where only the converter can tell."""
    found: list[tuple[Heading, int]] = []
    before = ""
    for number, line in enumerate(body.split("\n"), 1):
        first = line[:1]
        if first == "#" and (match := _HEADING.match(line)):
            if "|" in before:
                return None  # it may be a row of the table above
            found.extend((heading, number) for heading in _heading(line, match, number))
        elif first in _UNSURE_FIRST and _UNSURE_LINE.match(line):
            return None
        before = line
    return found


def _heading(line: str, match: re.Match[str], number: int) -> Sequence[Heading]:
    level, words = len(match[1]), match[2]
    written = _WRITTEN_ID.search(words)
    plain = words[: written.start()] if written else words
    if _MARKUP.search(plain):
        return convert(line, "").headings[:1]
    id_ = written[1] if written else ""
    return (Heading(max(level, 2), id_, " ".join(plain.split()), number, bool(written), level),)


def _parts(
    lines: list[str], cuts: list[int], headings: list[tuple[Heading, int]]
) -> Iterator[tuple[str, str]]:
    titles = {number: heading.text for heading, number in headings}
    for start, end in pairwise([1, *cuts, len(lines) + 1]):
        yield titles.get(start, "") if start in cuts else "", _digest("\n".join(lines[start - 1 : end - 1]))


def _asked(lines: list[str], cuts: list[int], headings: list[tuple[Heading, int]]) -> Iterator[Asked]:
    for index, (heading, number) in enumerate(headings):
        if not is_question(heading.text):
            continue
        ends = (place for other, place in headings[index + 1 :] if other.level <= heading.level)
        end = next(ends, len(lines) + 1)
        answer = "\n".join(line.rstrip() for line in lines[number : end - 1]).strip()
        said = f"{heading.level}\n{heading.text}\n{answer}"
        if index + 1 < len(headings) and headings[index + 1][1] < end:
            said += "\n".join(lines[place - 1] for _other, place in headings)  # ids in it depend on them
        part = sum(cut <= number for cut in cuts)
        links = tuple(dict.fromkeys(_LINK.findall(answer)))
        yield Asked(heading.id if heading.permanent else "", heading.text, _digest(said), part, links)


def _converted(body: str, *, in_parts: bool) -> Sketch:
    text = convert(body, "")
    parts = [(section.title, _digest(section.html + text.footnotes)) for section in text.sections]
    starts = [section.start for section in text.sections]
    if not in_parts or not parts:
        parts, starts = [("", _digest(body))], [0]
    return Sketch(
        tuple(parts),
        tuple(
            Asked(
                one.id if one.permanent else "",
                one.question,
                _digest(f"{one.question}\n{one.answer_html}"),
                max(sum(start <= one.start for start in starts) - 1, 0),
                tuple(dict.fromkeys(_links(one))),
            )
            for one in text.questions
        ),
    )


def _links(question: Question) -> Iterator[str]:
    for written in _HREF.findall(question.answer_html):
        yield unescape(written)


def _digest(words: str) -> str:
    return hashlib.blake2b(words.encode(), digest_size=8).hexdigest()
