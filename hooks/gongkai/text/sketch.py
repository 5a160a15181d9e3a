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
from gongkai.text.dialect.normalising import normalised
from gongkai.text.dialect.shielding import SHIELD
from gongkai.text.safety import Safety

_HEADING = re.compile(r"^(#{1,6})[ \t]*(?!#)(.+?)[ \t]*#*[ \t]*$", re.M)
_WRITTEN_ID = re.compile(r"[ ]+\{:?[^{}\n]*#([^\s{}]+)[^{}\n]*\}\s*#*\s*$")
_MARKUP = re.compile(r"[*_`\[\]<>&\\!~^{}]")
_UNSURE = ("]:", "```", "~~~", "!!!", "#######")
"""What may make something else of lines further down, or of the same words elsewhere."""
_UNSURE_TAG = re.compile(r"<(?!br ?/?>|!--[^\n<>]*-->(?![ \t]*#))")
"""Any HTML but a line end and a comment within a line."""
_UNSURE_LINE = re.compile(r"\n(?:(?:[ \t>*+-]|\d+[.)])+#|[ ]{0,3}(?:=+|-+)[ \t]*(?:\n|$))")
"""A heading within something else, or the line below one."""
_UNSURE_ROW = re.compile(r"\|[^\n]*\n#")
"""A heading that may be a row of the table above it."""
_UNSURE_LINK = re.compile(r"\]\([^)\n]*\(")
_LINK = re.compile(r"\]\(\s*([^)\s]*)")
_HREF = re.compile(r'\shref="([^"]*)"')
_ASKS = ("？", "?", "问：", "问:")


class SketchedQuestion(NamedTuple):
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
    asked: tuple[SketchedQuestion, ...]

    def named(self, seed: str) -> dict[str, SketchedQuestion]:
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
        outline = (), tuple(questions), (), (), (), tuple(sections), (), (len(html),), Safety().kept(), ()
        return Text(outline, lambda: html)


def sketched(body: str, *, in_parts: bool) -> Sketch:
    """The sketch of a body; `in_parts`: it is shown part by part, each from a day of its own."""
    asks = any(sign in body for sign in _ASKS)
    if not asks and not in_parts:
        return Sketch((("", _digest(body)),), ())
    written, body = body, "\n".join(normalised(body))
    if _is_unsure(body):
        return _converted(written, in_parts=in_parts)
    headings = [place for match in _HEADING.finditer(body) for place in _heading(match)]
    cuts = [place for place in headings if place.heading.written_level == 2] if in_parts else []
    return Sketch(tuple(_parts(body, cuts)), tuple(_asked(body, cuts, headings)))


def _is_unsure(body: str) -> bool:
    """Whether only the converter can tell what is a heading, and what an answer is made of."""
    return (
        any(sign in body for sign in _UNSURE)
        or SHIELD.search(body) is not None
        or ("<" in body and bool(_UNSURE_TAG.search(body)))
        or bool(_UNSURE_LINE.search(f"\n{body}"))
        or ("|" in body and bool(_UNSURE_ROW.search(body)))
        or ("](" in body and bool(_UNSURE_LINK.search(body)))
    )


class _Place(NamedTuple):
    """A heading, and where in the body its line begins and ends."""

    heading: Heading
    start: int
    end: int


def _heading(match: re.Match[str]) -> Iterator[_Place]:
    level, words = len(match[1]), match[2]
    written = _WRITTEN_ID.search(words)
    plain = words[: written.start()] if written else words
    if _MARKUP.search(plain):
        for heading in convert(match[0], "").headings[:1]:
            yield _Place(heading, match.start(), match.end())
    else:
        id_ = written[1] if written else ""
        heading = Heading(max(level, 2), id_, " ".join(plain.split()), 1, bool(written), level)
        yield _Place(heading, match.start(), match.end())


def _parts(body: str, cuts: Sequence[_Place]) -> Iterator[tuple[str, str]]:
    titles = ("", *(cut.heading.text for cut in cuts))
    bounds = (0, *(cut.start for cut in cuts), len(body))
    for title, (start, end) in zip(titles, pairwise(bounds), strict=True):
        yield title, _digest(body[start:end])


def _asked(body: str, cuts: Sequence[_Place], headings: Sequence[_Place]) -> Iterator[SketchedQuestion]:
    for index, (heading, start, end) in enumerate(headings):
        if not is_question(heading.text):
            continue
        later = headings[index + 1 :]
        stop = next((one.start for one in later if one.heading.level <= heading.level), len(body))
        said = f"{heading.level}\n{heading.text}\n{body[end:stop].strip()}"
        if later and later[0].start < stop:
            said += "\n".join(one.heading.text for one in headings)  # ids in the answer depend on all
        part = sum(cut.start <= start for cut in cuts)
        links = tuple(dict.fromkeys(_LINK.findall(body, end, stop)))
        yield SketchedQuestion(
            heading.id if heading.permanent else "", heading.text, _digest(said), part, links
        )


def _converted(body: str, *, in_parts: bool) -> Sketch:
    text = convert(body, "")
    parts = [(section.title, _digest(section.html + text.footnotes)) for section in text.sections]
    starts = [section.start for section in text.sections]
    if not in_parts or not parts:
        parts, starts = [("", _digest(body))], [0]
    return Sketch(
        tuple(parts),
        tuple(
            SketchedQuestion(
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
