"""Pages of interpretations and standing pages: facts first, then the text, then what belongs to it."""

from collections.abc import Callable, Iterator
from functools import partial

from gongkai.model import About, Document, Interpretation, Policy
from gongkai.model.interpretation import FORMS
from gongkai.model.standing import GUIDE
from gongkai.pages.actions import Action, to_apply, to_request
from gongkai.pages.application import application_of
from gongkai.pages.context import Context, ListRow
from gongkai.pages.disclosed_requests import disclosed_fact
from gongkai.pages.notices import notices
from gongkai.pages.office import whom_to_ask
from gongkai.pages.planned import Planned
from gongkai.pages.reckoning import ShownCalculator, shown_calculator
from gongkai.pages.short_form import short_form
from gongkai.pages.site import Page
from gongkai.pages.subjects import Fact, links_to_documents, subjects


def document_pages(context: Context) -> Iterator[Planned]:
    """One page for each interpretation and standing page that is out."""
    for interpretation in context.library.public(Interpretation, context.today):
        yield _planned(interpretation, partial(_interpretation, interpretation), "interpretation")
    for about in context.library.public(About, context.today):
        yield _planned(about, partial(_about, about), "about")


def _planned(document: Document, make: Callable[[Context], Page], kind: str) -> Planned:
    return Planned(document.url, document.path, document.title, make, document.published, kind)


def _interpretation(interpretation: Interpretation, context: Context) -> Page:
    found = context.public(context.library.subjects_of(interpretation))
    others = {
        other.path: other
        for subject in found
        for other in context.public(context.library.interpretations_of(subject))
        if other.path != interpretation.path
    }
    policy = _one_policy(interpretation, found, context)
    application = application_of(policy, context) if policy else None
    over = interpretation.withdrawn_on(context.today) or context.is_over(interpretation)
    return _page(
        interpretation,
        context,
        "interpretation",
        actions=() if over else to_apply(application, _contact(interpretation, policy)),
        calculator=None if over or not policy else shown_calculator(policy, interpretation, context),
        key=tuple(_key(interpretation, found, policy, context)),
        facts=tuple(_facts(interpretation, context)),
        related=tuple(sorted(map(context.row, others.values()), key=lambda row: row.over)),
    )


def _about(about: About, context: Context) -> Page:
    actions = to_request(context, about) if about.path == GUIDE else ()
    return _page(about, context, "about", actions=actions, facts=tuple(_about_facts(about, context)))


def _one_policy(
    interpretation: Interpretation, subjects_: tuple[Document, ...], context: Context
) -> Policy | None:
    """The policy that it explains, if it is one alone that holds."""
    only = subjects_[0] if len(subjects_) == 1 else None
    holds = isinstance(only, Policy) and not only.withdrawn_on(context.today) and not context.is_over(only)
    return only if isinstance(only, Policy) and holds and not context.is_over(interpretation) else None


def _contact(interpretation: Interpretation, policy: Policy | None) -> str | None:
    """Whom to ask: as it says, else as its policy does."""
    return interpretation.contact or (policy.contact if policy else None)


def _key(
    interpretation: Interpretation, subjects_: tuple[Document, ...], policy: Policy | None, context: Context
) -> Iterator[Fact]:
    """What it explains, its short form and whom to ask: all that a reader needs above the answers."""
    if subjects_:
        yield "原文", links_to_documents(subjects_, interpretation, context)
    if policy:
        yield from short_form(policy, interpretation, context)
    if ask := whom_to_ask(interpretation.department, _contact(interpretation, policy)):
        yield "问谁", ask


def _facts(interpretation: Interpretation, context: Context) -> Iterator[Fact]:
    followup = "（跟踪解读）" if interpretation.followup else ""
    yield "解读形式", FORMS[interpretation.form] + followup
    yield "解读内容", "、".join(interpretation.covers)
    yield from subjects(interpretation, context)
    yield "发布日期", interpretation.published
    if interpretation.department:
        yield "承办科室", interpretation.department


def _about_facts(about: About, context: Context) -> Iterator[Fact]:
    yield "发布日期", about.published
    if about.updated and about.updated <= context.today:
        yield "更新日期", about.updated
    yield from disclosed_fact(about, context)


def _page(
    document: Document,
    context: Context,
    kind: str,
    *,
    actions: tuple[Action, ...] = (),
    calculator: ShownCalculator | None = None,
    key: tuple[Fact, ...] = (),
    facts: tuple[Fact, ...],
    related: tuple[ListRow, ...] = (),
) -> Page:
    """The frame both share; one that was taken down keeps its notice and loses its text."""
    shown = not document.withdrawn_on(context.today)
    summary = (getattr(document, "summary", None) or "") if shown else ""
    html = context.render(
        "document.html",
        document.url,
        document=document,
        kind=kind,
        actions=actions,
        calculator=calculator,
        key=key,
        facts=facts,
        notices=tuple(notices(document, context)),
        summary=summary,
        body=context.localised(context.text(document).html, document) if shown else None,
        attachments=context.attach(document) if shown else (),
        related=related,
    )
    told = context.described(document, summary)
    return Page(
        document.url, document.path, document.title, html, told, updated=document.published, kind=kind
    )
