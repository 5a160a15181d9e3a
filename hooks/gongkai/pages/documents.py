"""Pages of policies, interpretations and standing pages: facts first, then the text, then what belongs to it."""

from collections.abc import Iterator
from datetime import date

from markupsafe import Markup

from gongkai.model import About, Document, Interpretation, Policy
from gongkai.model.interpretation import FORMS
from gongkai.pages.context import Context, Row
from gongkai.pages.notices import notices
from gongkai.pages.site import Page

Fact = tuple[str, str | date | Markup]


def document_pages(context: Context) -> Iterator[Page]:
    """One page for each policy, interpretation and standing page that is out."""
    for policy in context.library.public(Policy, context.today):
        yield _policy(policy, context)
    for interpretation in context.library.public(Interpretation, context.today):
        yield _interpretation(interpretation, context)
    for about in context.library.public(About, context.today):
        yield _page(about, context, "about", facts=_dates(about), related=())


def links_to(labels: tuple[str, ...], folder: str, slugs: dict[str, str], document: Document) -> Markup:
    """Topics or audiences as links to their lists."""
    base = "../" * document.url.count("/")
    link = Markup('<a href="{}{}/{}/">{}</a>')
    return Markup("、").join(link.format(base, folder, slugs[label], label) for label in labels)


def subjects(document: Document, context: Context) -> Iterator[Fact]:
    """The topics and audiences of a document, linked."""
    settings, library = context.settings, context.library
    if topics := library.topics_of(document):
        yield "主题", links_to(topics, "topics", dict(settings.topics), document)
    if audiences := library.audiences_of(document):
        yield "面向对象", links_to(audiences, "audiences", dict(settings.audiences), document)


def office(document: Policy | Interpretation) -> Iterator[Fact]:
    """Who is in charge and whom to ask."""
    if document.department:
        yield "承办科室", document.department
    if document.contact:
        yield "咨询方式", document.contact


def _policy(policy: Policy, context: Context) -> Page:
    library, today = context.library, context.today
    interpretations = context.public(library.interpretations_of(policy))
    dockets = context.public(library.dockets_of(policy))
    related = (
        ("政策解读", _rows(interpretations, context)),
        ("决策过程", _rows(dockets, context)),
    )
    status = None if policy.withdrawn_on(today) else library.status(policy, today)
    return _page(
        policy, context, "policy", facts=tuple(_policy_facts(policy, context)), related=related, status=status
    )


def _policy_facts(policy: Policy, context: Context) -> Iterator[Fact]:
    yield "索引号", policy.index_number
    yield "发文字号", policy.number
    yield "发布机构", "、".join(policy.issuer)
    yield from subjects(policy, context)
    yield "成文日期", policy.signed
    yield "发布日期", policy.published
    yield "生效日期", policy.in_force_from
    if policy.expires:
        yield "失效日期", policy.expires
    yield from office(policy)


def _interpretation(interpretation: Interpretation, context: Context) -> Page:
    found = context.public(context.library.subjects_of(interpretation))
    others = {
        other.path: other
        for subject in found
        for other in context.public(context.library.interpretations_of(subject))
        if other.path != interpretation.path
    }
    related = (
        ("解读的文件", _rows(found, context)),
        ("同一文件的其他解读", _rows(tuple(others.values()), context)),
    )
    facts = tuple(_interpretation_facts(interpretation, context))
    return _page(interpretation, context, "interpretation", facts=facts, related=related, related_first=True)


def _interpretation_facts(interpretation: Interpretation, context: Context) -> Iterator[Fact]:
    followup = "（跟踪解读）" if interpretation.followup else ""
    yield "解读形式", FORMS[interpretation.form] + followup
    yield "解读内容", "、".join(interpretation.covers)
    yield from subjects(interpretation, context)
    yield "发布日期", interpretation.published
    yield from office(interpretation)


def _dates(about: About) -> tuple[Fact, ...]:
    published: Fact = ("发布日期", about.published)
    return (published, ("更新日期", about.updated)) if about.updated else (published,)


def _rows(documents: tuple[Document, ...], context: Context) -> tuple[Row, ...]:
    return tuple(context.row(document) for document in documents)


def _page(
    document: Document,
    context: Context,
    kind: str,
    *,
    facts: tuple[Fact, ...],
    related: tuple[tuple[str, tuple[Row, ...]], ...],
    related_first: bool = False,
    status: str | None = None,
) -> Page:
    """The frame all documents share; one that was taken down keeps its notice and loses its text."""
    shown = not document.withdrawn_on(context.today)
    text = context.text(document)
    html = context.render(
        "document.html",
        document.url,
        document=document,
        kind=kind,
        status=status,
        facts=facts,
        notices=tuple(notices(document, context)),
        summary=getattr(document, "summary", None) if shown else None,
        apply=getattr(document, "apply", None) if shown else None,
        body=context.localised(text.html, document) if shown else None,
        attachments=context.attach(document) if shown else (),
        related=tuple((title, rows) for title, rows in related if rows),
        related_first=related_first,
    )
    return Page(
        path=document.url,
        source=document.path,
        title=document.title,
        html=html,
        summary=(getattr(document, "summary", None) or "") if shown else "",
        updated=document.published,
        kind=kind,
    )
