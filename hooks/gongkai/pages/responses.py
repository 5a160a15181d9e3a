"""回应关切: pages of clarifications and of replies to enquiries, and what other pages show of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import islice

from gongkai.model import Clarification, Docket, Policy, Reply, Response
from gongkai.pages.actions import to_call
from gongkai.pages.context import Context, ListRow
from gongkai.pages.notices import notices
from gongkai.pages.office import whom_to_ask
from gongkai.pages.planned import Planned
from gongkai.pages.questions import ListedQuestion, questions_in
from gongkai.pages.site import Page
from gongkai.pages.subjects import Fact, links_to_documents, subjects

FRESH = timedelta(days=30)
"""How long a clarification stands at the head of the home page."""
SOME = 10
"""Questions of replies on the page of the policy that they are about."""


@dataclass(frozen=True)
class ShownResponses:
    """The clarifications and replies that rest on a document, and the newest questions in these."""

    rows: tuple[ListRow, ...]
    questions: tuple[ListedQuestion, ...]


def response_pages(context: Context) -> Iterator[Planned]:
    """One page for each clarification and each document of replies that is out."""
    for one in context.library.public(Response, context.today):
        yield Planned(one.url, one.path, one.title, partial(_response, one), one.published, "response")


def responses_to(subject: Policy | Docket, context: Context) -> ShownResponses:
    """What the page of a policy or docket shows, the newest first; nothing that was taken down."""
    found = context.public(context.library.responses_to(subject))
    shown = [one for one in found if not one.withdrawn_on(context.today)]
    asked = (question for one in shown if isinstance(one, Reply) for question in questions_in(one, context))
    return ShownResponses(tuple(context.row(one, one.KIND) for one in shown), tuple(islice(asked, SOME)))


def fresh_clarifications(context: Context) -> tuple[ListRow, ...]:
    """What the home page begins with: clarifications of the last days that hold."""
    today = context.today
    return tuple(
        context.row(one)
        for one in context.library.public(Clarification, today)
        if one.published + FRESH >= today and not context.is_over(one)
    )


def _response(response: Response, context: Context) -> Page:
    shown = not response.withdrawn_on(context.today)
    over = not shown or context.is_over(response)
    summary = response.summary if shown else ""
    html = context.render(
        "response.html",
        response.url,
        document=response,
        label="准确情况" if isinstance(response, Clarification) else "一句话",
        actions=() if over else to_call(response.contact),
        notices=tuple(notices(response, context)),
        summary=summary,
        key=tuple(_key(response, context)) if shown else (),
        body=context.localised(context.text(response).html, response) if shown else None,
        attachments=context.attach(response) if shown else (),
        facts=tuple(_facts(response, context)),
    )
    told = context.described(response, summary)
    return Page(
        response.url, response.path, response.title, html, told, updated=response.published, kind="response"
    )


def _key(response: Response, context: Context) -> Iterator[Fact]:
    """What was heard, what the answer rests on, whom to ask."""
    if isinstance(response, Clarification):
        yield response.verdict, response.heard
    if found := context.public(context.library.subjects_of(response)):
        yield "依据", links_to_documents(found, response, context)
    if ask := whom_to_ask(response.department, response.contact):
        yield "问谁", ask


def _facts(response: Response, context: Context) -> Iterator[Fact]:
    if isinstance(response, Reply) and (asked := response.asked_from):
        yield "咨询时间", f"{asked.year}年{asked.month}月"
    if isinstance(response, Reply) and response.channel:
        yield "咨询渠道", response.channel
    yield from subjects(response, context)
    yield "发布日期", response.published
    if response.department:
        yield "承办科室", response.department
