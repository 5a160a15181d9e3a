"""The home page: what is open for comment, what is new, whom it is for."""

from collections import Counter
from collections.abc import Iterator

from gongkai.model import Docket, Index, Interpretation, Policy
from gongkai.pages.columns import standard_columns
from gongkai.pages.consultations import open_calls
from gongkai.pages.context import Context, Kind
from gongkai.pages.entitlements import reckonable
from gongkai.pages.lists import live_by_label
from gongkai.pages.participation import CONSULTATION, open_participations
from gongkai.pages.questions import ListedQuestion, asked_questions
from gongkai.pages.responses import fresh_clarifications
from gongkai.pages.site import Page

NEWEST = 8
PER_DOCUMENT = 2


def home_page(context: Context) -> Page:
    """The first page of the section."""
    words = next(_words(context), None)
    policies = _holding(Policy, context)
    interpretations = _holding(Interpretation, context)
    title = (words.title if words else "") or "政务公开"
    html = context.render(
        "home.html",
        "",
        title=title,
        summary=words.summary if words else None,
        body=context.localised(context.text(words).html, words) if words else "",
        clarifications=fresh_clarifications(context),
        calls=open_calls(context),
        events=tuple(one for one in open_participations(context) if not one.form.endswith(CONSULTATION)),
        columns=standard_columns(context),
        policies=tuple(context.row(policy) for policy in policies[:NEWEST]),
        interpretations=tuple(context.row(one) for one in interpretations[:NEWEST]),
        decisions=tuple(context.docket_row(docket) for docket in _holding(Docket, context)[:5]),
        questions=_asked(context),
        audiences=live_by_label("audiences", context),
        reckonable=any(True for _ in reckonable(context)),
        topics=live_by_label("topics", context),
    )
    newest = max((d.published for d in (*policies, *interpretations)), default=None)
    summary = (words.summary if words else None) or ""
    return Page("", "index.md", title, html, summary, updated=newest, kind="home")


def _asked(context: Context) -> tuple[ListedQuestion, ...]:
    """The newest questions that can be answered today, at most two of one document."""
    seen: Counter[str] = Counter()
    found = []
    for one in asked_questions(context):
        if one.over:
            continue
        seen[one.source] += 1
        if seen[one.source] <= PER_DOCUMENT:
            found.append(one)
        if len(found) == NEWEST:
            break
    return tuple(found)


def _words(context: Context) -> Iterator[Index]:
    yield from context.library.public(Index, context.today)


def _holding(kind: type[Kind], context: Context) -> tuple[Kind, ...]:
    """The documents of a kind that are no matter of the past, the newest first."""
    return tuple(d for d in context.library.public(kind, context.today) if not context.is_over(d))
