"""Questions of the whole section, by topic: each leads to its answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.model import Document
from gongkai.pages.context import Context
from gongkai.pages.site import Page, index_page
from gongkai.text import shown_questions

OTHER = ("其他", "_other")
"""Questions without a topic; the underscore keeps the address apart from any topic's."""


@dataclass(frozen=True)
class Asked:
    """A question with where it is answered."""

    question: str
    path: str
    source: str
    day: date
    topics: tuple[str, ...]


def question_pages(context: Context) -> Iterator[Page]:
    """All questions by topic, and one page for each topic."""
    asked = tuple(asked_questions(context))
    topics = {**context.settings.topics, OTHER[0]: OTHER[1]}
    groups = {label: tuple(one for one in asked if label in (one.topics or OTHER[:1])) for label in topics}
    groups = {label: found for label, found in groups.items() if found}
    choices = tuple((label, f"questions/{topics[label]}/", len(found)) for label, found in groups.items())
    yield _page(
        "questions/", "常见问答", {label: found[:5] for label, found in groups.items()}, choices, context
    )
    for label, path, _count in choices:
        yield _page(path, f"常见问答：{label}", {label: groups[label]}, choices, context, label)


def asked_questions(context: Context) -> Iterator[Asked]:
    """Every question of every document that is out, the newest document's first."""
    for document in context.library.public(Document, context.today):
        topics, url = context.library.topics_of(document, context.today), document.url
        for question in shown_questions(document, context.text(document), context.today):
            yield Asked(question.question, f"{url}#{question.id}", document.title, document.published, topics)


def _page(
    path: str,
    title: str,
    groups: dict[str, tuple[Asked, ...]],
    choices: tuple[tuple[str, str, int], ...],
    context: Context,
    chosen: str = "",
) -> Page:
    html = context.render("questions.html", path, title=title, groups=groups, choices=choices, chosen=chosen)
    updated = max((one.day for found in groups.values() for one in found), default=None)
    return Page(path, index_page(path), title, html, updated=updated)
