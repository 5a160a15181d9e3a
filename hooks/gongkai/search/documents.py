"""What can be found: each public document, and each question as a result of its own."""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape

from gongkai.model import (
    About,
    AnnualReport,
    Catalogue,
    Clarification,
    Docket,
    Document,
    Event,
    Index,
    Interpretation,
    Library,
    Plan,
    Policy,
    Reply,
)
from gongkai.model.progress import stage_of
from gongkai.model.successors import WITHDRAWN, standing_of
from gongkai.model.title_marks import in_marks
from gongkai.settings import Settings
from gongkai.text import SectionTexts, Text, answered_questions, shown_html, shown_questions

QUESTION = "常见问答"
KINDS = {
    Policy.KIND: "policies",
    Interpretation.KIND: "interpretations",
    Docket.KIND: "decisions",
    QUESTION: "questions",
    Catalogue.KIND: "catalogues",
    Event.KIND: "participation",
    Clarification.KIND: "clarifications",
    Reply.KIND: "replies",
    AnnualReport.KIND: "reports",
    Plan.KIND: "plans",
    About.KIND: "about",
}
"""Kinds of results, in the order of the filter, with their names in addresses."""

_INLINE = re.compile(
    r"</?(?:a|abbr|b|code|del|em|i|ins|mark|s|small|span|strong|sub|sup|tspan|u)(?![\w-])[^>]*>"
)
_TAG = re.compile(r"<[^>]*>")
_HEADING = re.compile(r"(<h[1-6]\b[^>]*>.*?</h[1-6]>)", re.S)
_YEARLY_NUMBER = re.compile(r"(\d{4})年第(\d+)号")
_SNIPPET = 110
"""Characters of a question's answer that stand for a summary."""


@dataclass(frozen=True)
class SearchUnit:
    """One possible result: what is shown of it, what is searched in it."""

    path: str
    """The document's path below the content folder."""
    url: str
    day: date
    title: str
    number: str = ""
    summary: str = ""
    headings: str = ""
    body: str = ""
    text: str = ""
    """Everything that is read, line by line, as it is shown in excerpts."""
    question: str = ""
    """The anchor of a question's answer."""
    within: str = ""
    """The title of the document that answers a question."""

    @property
    def searched(self) -> tuple[str, str, str, str]:
        """Number, title, headings and body: a word is found in a unit if one of them, folded, contains it.

        A number like 2024年第3号 is there a second time as people also type it: 2024 3号.
        """
        number = self.number
        if yearly := _YEARLY_NUMBER.search(number):
            number += f"\n{yearly[1]}[{yearly[2]}]号"
        return number, self.title, self.headings, f"{self.summary}\n{self.body}"


@dataclass(frozen=True)
class FoundDocument:
    """A document that can be found, and its questions, each a unit of its own: what they are filtered by."""

    path: str
    explains: str
    """The path of what an interpretation interprets, the first of several: both answer the same, and are shown as one result."""
    day: date
    kind: str
    asked: int
    """How many questions follow the document."""
    status: str
    past: tuple[int, ...]
    """Of the document, then of each of its questions. 1: no longer in force, or about something that is not;
    2: withdrawn. It comes after all others."""
    marks: tuple[str, ...]
    """What stands beside the title of the document, then beside each of its questions."""
    topics: tuple[str, ...]
    audiences: tuple[str, ...]
    digest: bytes
    """Changes whenever the units do, and is known without making them."""
    units: Callable[[], tuple[SearchUnit, ...]]


def findable_documents(
    library: Library, texts: SectionTexts, settings: Settings
) -> tuple[FoundDocument, ...]:
    """Everything that is out on the settings' day, the newest first."""
    today = settings.today
    out = (d for d in library.public(Document, today) if isinstance(d, Index) or d.KIND in KINDS)
    return tuple(_found(document, library, texts, today) for document in out)


def _found(document: Document, library: Library, texts: SectionTexts, today: date) -> FoundDocument:
    text = texts[document.path]
    withdrawn = document.withdrawn_on(today)
    told = () if withdrawn else tuple(_told_in_fields(document, today))
    parts = shown_html(document, text, today) if isinstance(document, Docket) else ""
    words = (document.path, texts.key(document.path), withdrawn, told, parts)
    subjects = library.subjects_of(document) if isinstance(document, Interpretation) else ()
    own = standing_of(document, library, today)
    standings = (
        own,
        *(standing for _question, standing in answered_questions(document, text, own, library, today)),
    )
    digest = hashlib.blake2b(document.source.front_fingerprint + repr(words).encode(), digest_size=16)
    return FoundDocument(
        path=document.path,
        explains=next((one.path for one in subjects), ""),
        day=document.published,
        kind=About.KIND if isinstance(document, Index) else document.KIND,
        asked=len(standings) - 1,
        status=WITHDRAWN if withdrawn else _status(document, library, today),
        past=tuple(2 if withdrawn else int(one.over) for one in standings),
        marks=tuple(one.mark for one in standings),
        topics=library.topics_of(document, today),
        audiences=library.audiences_of(document, today),
        digest=digest.digest(),
        units=lambda: tuple(_units_of(document, text, today)),
    )


def _units_of(document: Document, text: Text, today: date) -> Iterator[SearchUnit]:
    """The words of a document and its questions. Whatever is asked here must change `FoundDocument.digest`."""
    withdrawn = document.withdrawn_on(today)
    summary = "" if withdrawn else getattr(document, "summary", None) or ""
    html = shown_html(document, text, today)
    extra = () if withdrawn else tuple(_told_in_fields(document, today))
    parts = list(map(visible_words, _HEADING.split(html)))  # every other one is a heading
    title = document.title or "政务公开"
    yield SearchUnit(
        path=document.path,
        url=document.url,
        day=document.published,
        title=title,
        number=document.own_number if isinstance(document, Policy) else "",
        summary=summary,
        headings="\n".join(parts[1::2]),
        body="\n".join((*filter(None, parts[::2]), *extra)),
        text="\n".join(filter(None, (summary, *parts, *extra))),
    )
    for question in shown_questions(document, text, today):
        answer = visible_words(question.answer_html)
        yield SearchUnit(
            path=document.path,
            url=f"{document.url}#{question.id}",
            day=document.published,
            title=question.question,
            body=answer,
            text=answer,
            question=question.id,
            within=in_marks(title),
        )


def snippet(unit: SearchUnit) -> str:
    """What is shown of a unit where no excerpt can be: its summary, else the beginning of its text."""
    if unit.summary:
        return unit.summary
    words = " ".join(unit.text[: 2 * _SNIPPET].split())
    return words if len(words) <= _SNIPPET else words[:_SNIPPET] + "…"


def visible_words(html: str) -> str:
    """The words of a fragment as a reader sees them, one block a line."""
    words = unescape(_TAG.sub("\n", _INLINE.sub("", html)))
    lines = (" ".join(line.split()) for line in words.split("\n") if line)
    return "\n".join(filter(None, lines))


def _status(document: Document, library: Library, today: date) -> str:
    if isinstance(document, Policy):
        return library.status(document, today)
    return stage_of(document, library, today) if isinstance(document, Docket) else ""


def _told_in_fields(document: Document, today: date) -> Iterator[str]:
    """What a page tells from front matter besides its body, as far as its day has come."""
    if isinstance(document, Catalogue):
        yield from (f"{item.id} {item.title}（{item.department}）" for item in document.items)
    if isinstance(document, Plan):
        yield from (f"{task.title}（{task.owner}）" for task in document.tasks)
        yield from (training.title for training in document.trainings if training.date <= today)
    if isinstance(document, Event) and (outcome := document.outcome_on(today)):
        yield outcome.text
    if isinstance(document, Clarification):
        yield f"{document.verdict}信息：{document.heard}"
    if isinstance(document, Docket):
        for asked in document.rounds_on(today):
            yield from map(str, asked.channels)
            yield from [asked.extended.reason] if asked.extended else []
        if document.ended and document.ended.on <= today:
            yield document.ended.reason
        for one in document.participation:
            if one.date <= today:
                yield f"{one.form}：{one.summary}"
        if feedback := document.feedback_on(today):
            for opinion in feedback.opinions:
                yield " ".join(filter(None, (opinion.summary, opinion.reason)))
    yield from (attachment.title for attachment in document.attachments)
