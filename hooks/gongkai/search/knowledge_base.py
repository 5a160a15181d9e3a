"""The knowledge base (知识库): every question that can be answered today, with its answer and what it rests on.

A question leaves when its answer holds no more: with its document when that is withdrawn, with its policies when
the last of them is repealed, expired or withdrawn, and a draft's with the decision on the draft. Its page stays.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from selectolax.lexbor import LexborHTMLParser

from gongkai.model import Docket, Document, Library, Policy, Status
from gongkai.model.successors import Standing, standing_of
from gongkai.model.validity import answers_hold, answers_until, public_documents, rests_on
from gongkai.search.documents import visible_words
from gongkai.settings import Settings
from gongkai.text import Question, Text, Texts, answered_questions, public_place, with_addresses
from gongkai.text.body import plain
from gongkai.text.clauses import clauses

_CELLS = re.compile(r"</t[hd]>\s*<t[hd]\b[^>]*>")
_ITEM = re.compile(r"<li\b[^>]*>")
_OVER = (Status.EXPIRED, Status.REPEALED)


@dataclass(frozen=True)
class CitedClause:
    """A clause of a policy that an answer links to: its address below the site, and how it is cited: 二（三）."""

    url: str
    label: str
    policy: str


@dataclass(frozen=True)
class AnswerBasis:
    """What all answers of one document have in common."""

    source: Document
    policies: tuple[Policy, ...]
    """What they rest on, as far as it is out; none for a draft, or a page that explains no policy."""
    dockets: tuple[Docket, ...]
    topics: tuple[str, ...]
    audiences: tuple[str, ...]
    since: date
    until: date | None
    """The last day on which they hold, as far as it is known today."""


@dataclass(frozen=True)
class KnowledgeEntry(AnswerBasis):
    """One question with its answer. Addresses are relative to the site's first page."""

    id: str
    question: str
    text: str
    """The answer as it is read out: a paragraph, an item or a row of a table a line."""
    html: str
    clauses: tuple[CitedClause, ...]
    standing: Standing
    """What must be said with the answer though it can be given out: only a draft, amended, over in part."""


def knowledge(library: Library, texts: Texts, settings: Settings) -> tuple[KnowledgeEntry, ...]:
    """All entries of the settings' day, the newest document's first, in the order of their document."""
    today = settings.today
    return tuple(
        entry
        for document in public_documents(library, today)
        for entry in entries_of(document, library, texts, today)
    )


def entries_of(document: Document, library: Library, texts: Texts, today: date) -> Iterator[KnowledgeEntry]:
    """The entries of one document, in its order."""
    basis = basis_of(document, library, today)
    asked = answerable(document, texts[document.path], library, today) if basis else ()
    for question, standing in asked:
        yield KnowledgeEntry(
            **basis.__dict__,
            id=question.id,
            question=question.question,
            text=read_out(question.answer_html),
            html=_linked(question, document, library, today),
            clauses=tuple(_clauses(question, document, library, texts, today)),
            standing=standing,
        )


def basis_of(document: Document, library: Library, today: date) -> AnswerBasis | None:
    """What the answers of a public document rest on; None when they hold no more."""
    if not answers_hold(document, library, today):
        return None
    subjects = rests_on(document, library, today)
    policies = tuple(subject for subject in subjects if isinstance(subject, Policy))
    starts = [policy.in_force_from for policy in policies if library.status(policy, today) not in _OVER]
    return AnswerBasis(
        source=document,
        policies=policies,
        dockets=tuple(subject for subject in subjects if isinstance(subject, Docket)),
        topics=library.topics_of(document, today),
        audiences=library.audiences_of(document, today),
        since=max(document.published, min(starts, default=document.published)),
        until=answers_until(document, library, today),
    )


def answerable(
    document: Document, text: Text, library: Library, today: date
) -> Iterator[tuple[Question, Standing]]:
    """The questions that are shown and whose answers hold, each with how."""
    own = standing_of(document, library, today)
    for question, standing in answered_questions(document, text, own, library, today):
        if not standing.over:
            yield question, standing


def read_out(html: str) -> str:
    """A fragment as it is read out: drawings and images by their descriptions, a row of a table in one line."""
    if "<svg" in html or "<img" in html:
        html = _told_in_words(html)
    return visible_words(_ITEM.sub("<li>· ", _CELLS.sub("；", html)))


def _told_in_words(html: str) -> str:
    """The fragment, drawings and images replaced by their descriptions."""
    tree = LexborHTMLParser(html)
    for drawing in tree.css("svg"):
        drawing.replace_with(" ".join(told.text() for told in drawing.css("desc")))
    for image in tree.css("img[alt]"):
        image.replace_with(image.attributes["alt"] or "")
    return tree.body.inner_html or "" if tree.body else ""


def _linked(question: Question, document: Document, library: Library, today: date) -> str:
    """The answer's HTML with addresses from the site's first page: it is shown elsewhere."""

    def address(written: str) -> str | None:
        place = public_place(written, document, library, today)
        return place.address if place else None

    return with_addresses(question.answer_html, address)


def _clauses(
    question: Question, document: Document, library: Library, texts: Texts, today: date
) -> Iterator[CitedClause]:
    html = question.answer_html
    for link in LexborHTMLParser(html).css("a[href]") if "<a" in html else ():
        place = public_place(link.attributes["href"] or "", document, library, today)
        path, _, anchor = place.address.partition("#") if place and place.inside else ("", "", "")
        policy = library.get(f"{path.rstrip('/')}.md")
        if isinstance(policy, Policy) and anchor:
            found = (
                one.label
                for one in clauses(texts[policy.path].html)
                if anchor in (one.id, one.heading, *one.former)
            )
            yield CitedClause(f"{path}#{anchor}", next(found, plain(link.inner_html or "")), policy.path)


def with_root(html: str, root: str) -> str:
    """The HTML of an entry with absolute addresses; `root` is the site's."""
    outside = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#")
    return with_addresses(html, lambda path: path if outside.match(path) else f"{root}{path}")
