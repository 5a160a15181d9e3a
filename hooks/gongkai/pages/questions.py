"""Questions of the whole section, by topic: each leads to its answer. What can be answered today comes first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.model import Document
from gongkai.pages.context import Context
from gongkai.pages.site import Page, index_page

OTHER = ("其他", "_other")
"""Questions without a topic; the underscore keeps the address apart from any topic's."""

SOME = 5
"""Questions of each topic on the page of all topics."""


@dataclass(frozen=True)
class ListedQuestion:
    """A question with where it is answered, and how the answer stands."""

    question: str
    path: str
    source: str
    day: date
    topics: tuple[str, ...]
    mark: str
    over: bool


@dataclass(frozen=True)
class QuestionGroup:
    """The questions of a topic: what can be answered today, and what was answered once."""

    label: str
    path: str
    live: tuple[ListedQuestion, ...]
    past: tuple[ListedQuestion, ...]

    @property
    def total(self) -> int:
        """All of them."""
        return len(self.live) + len(self.past)


def question_pages(context: Context) -> Iterator[Page]:
    """All questions by topic, and one page for each topic."""
    asked = tuple(asked_questions(context))
    topics = {**context.settings.topics, OTHER[0]: OTHER[1]}
    groups = tuple(filter(None, (_group(label, topics[label], asked) for label in topics)))
    choices = tuple((group.label, group.path, group.total) for group in groups)
    updated = max((one.day for one in asked), default=None)
    html = context.render("questions.html", "questions/", groups=groups, choices=choices, some=SOME)
    yield Page("questions/", index_page("questions/"), "常见问答", html, updated=updated)
    for group in groups:
        title = f"常见问答：{group.label}"
        html = context.render("questions_of.html", group.path, title=title, group=group, choices=choices)
        updated = max(one.day for one in (*group.live, *group.past))
        yield Page(group.path, index_page(group.path), title, html, updated=updated)


def asked_questions(context: Context) -> Iterator[ListedQuestion]:
    """Every question of every document that is out, the newest document's first."""
    for document in context.library.public(Document, context.today):
        yield from questions_in(document, context)


def questions_in(document: Document, context: Context) -> Iterator[ListedQuestion]:
    """The questions of one document that is out, in its order."""
    topics, url = context.library.topics_of(document, context.today), document.url
    for question, standing in context.answered(document):
        yield ListedQuestion(
            question.question,
            f"{url}#{question.id}",
            document.title,
            document.published,
            topics,
            standing.mark,
            standing.over,
        )


def _group(label: str, slug: str, asked: Sequence[ListedQuestion]) -> QuestionGroup | None:
    found = [one for one in asked if label in (one.topics or OTHER[:1])]
    if not found:
        return None
    live = tuple(one for one in found if not one.over)
    return QuestionGroup(label, f"questions/{slug}/", live, tuple(one for one in found if one.over))
