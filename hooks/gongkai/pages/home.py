"""The home page: what is open for comment, what is new, whom it is for."""

from collections import Counter
from collections.abc import Iterator

from gongkai.model import Docket, Document, Index, Interpretation, Policy
from gongkai.pages.consultations import open_calls
from gongkai.pages.context import Context
from gongkai.pages.participation import CONSULTATION, open_voices
from gongkai.pages.questions import Asked, asked_questions
from gongkai.pages.site import Page
from gongkai.pages.standing import standard_columns

NEWEST = 8
PER_DOCUMENT = 2


def home_page(context: Context) -> Page:
    """The first page of the section."""
    words = next(_words(context), None)
    library, today = context.library, context.today
    policies = library.public(Policy, today)
    interpretations = library.public(Interpretation, today)
    title = (words.title if words else "") or "政务公开"
    html = context.render(
        "home.html",
        "",
        title=title,
        summary=words.summary if words else None,
        body=context.localised(context.text(words).html, words) if words else "",
        calls=open_calls(context),
        events=tuple(one for one in open_voices(context) if one.form != CONSULTATION),
        columns=standard_columns(context),
        policies=tuple(context.row(policy) for policy in policies[:NEWEST]),
        interpretations=tuple(context.row(one) for one in interpretations[:NEWEST]),
        decisions=tuple(
            context.row(docket, docket.stage_on(today)) for docket in library.public(Docket, today)[:5]
        ),
        questions=_asked(context),
        audiences=_counted(policies, "audiences", context),
        topics=_counted(policies, "topics", context),
    )
    newest = max((d.published for d in (*policies, *interpretations)), default=None)
    summary = (words.summary if words else None) or ""
    return Page("", "index.md", title, html, summary, updated=newest, kind="home")


def _asked(context: Context) -> tuple[Asked, ...]:
    """The newest questions, at most two of one document."""
    seen: Counter[str] = Counter()
    found = []
    for one in asked_questions(context):
        seen[one.source] += 1
        if seen[one.source] <= PER_DOCUMENT:
            found.append(one)
        if len(found) == NEWEST:
            break
    return tuple(found)


def _words(context: Context) -> Iterator[Index]:
    yield from context.library.public(Index, context.today)


def _counted(
    documents: tuple[Document, ...], field: str, context: Context
) -> tuple[tuple[str, str, int], ...]:
    """Each label of a vocabulary with its path and the number of policies under it."""
    slugs = context.settings.topics if field == "topics" else context.settings.audiences
    count = Counter(label for document in documents for label in getattr(document, field))
    return tuple((label, f"{field}/{slug}/", count[label]) for label, slug in slugs.items())
