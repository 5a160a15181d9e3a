"""Pages of interpretations and standing pages: facts first, then the text, then what belongs to it."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from markupsafe import Markup, escape

from gongkai.model import About, Document, Interpretation
from gongkai.model.interpretation import FORMS
from gongkai.pages.context import Context, ListRow
from gongkai.pages.notices import notices
from gongkai.pages.office import whom_to_ask
from gongkai.pages.planned import Planned
from gongkai.pages.site import Page

Fact = tuple[str, str | date | Markup]


def document_pages(context: Context) -> Iterator[Planned]:
    """One page for each interpretation and standing page that is out."""
    for interpretation in context.library.public(Interpretation, context.today):
        yield _planned(interpretation, partial(_interpretation, interpretation), "interpretation")
    for about in context.library.public(About, context.today):
        yield _planned(about, partial(_about, about), "about")


def _planned(document: Document, make: Callable[[Context], Page], kind: str) -> Planned:
    return Planned(document.url, document.path, document.title, make, document.published, kind)


def topic_links(document: Document, context: Context) -> Markup:
    """The topics of a document, each a link to its list."""
    slugs = dict(context.settings.topics)
    return _links_to(context.library.topics_of(document, context.today), "topics", slugs, document)


def audience_links(document: Document, context: Context) -> Markup:
    """The audiences of a document, each a link to its list."""
    slugs = dict(context.settings.audiences)
    return _links_to(context.library.audiences_of(document, context.today), "audiences", slugs, document)


def _links_to(labels: tuple[str, ...], folder: str, slugs: dict[str, str], document: Document) -> Markup:
    base = "../" * document.url.count("/")
    return Markup(
        "、".join(f'<a href="{base}{folder}/{escape(slugs[label])}/">{escape(label)}</a>' for label in labels)
    )


def subjects(document: Document, context: Context) -> Iterator[Fact]:
    """The topics and audiences of a document, linked."""
    if topics := topic_links(document, context):
        yield "主题", topics
    if audiences := audience_links(document, context):
        yield "面向对象", audiences


def _interpretation(interpretation: Interpretation, context: Context) -> Page:
    found = context.public(context.library.subjects_of(interpretation))
    others = {
        other.path: other
        for subject in found
        for other in context.public(context.library.interpretations_of(subject))
        if other.path != interpretation.path
    }
    return _page(
        interpretation,
        context,
        "interpretation",
        key=tuple(_key(interpretation, found, context)),
        facts=tuple(_facts(interpretation, context)),
        related=tuple(sorted(map(context.row, others.values()), key=lambda row: row.over)),
    )


def _about(about: About, context: Context) -> Page:
    return _page(about, context, "about", facts=_dates(about, context.today))


def _key(interpretation: Interpretation, subjects_: tuple[Document, ...], context: Context) -> Iterator[Fact]:
    """What it explains and whom to ask: all that a reader needs above the answers."""
    base = "../" * interpretation.url.count("/")
    if subjects_:
        links = (
            f'<p><a href="{base}{escape(url)}">{escape(title)}</a>{f"（{mark}）" if mark else ""}</p>'
            for title, url, mark in map(context.link, subjects_)
        )
        yield "原文", Markup("".join(links))
    if ask := whom_to_ask(interpretation.department, interpretation.contact):
        yield "问谁", ask


def _facts(interpretation: Interpretation, context: Context) -> Iterator[Fact]:
    followup = "（跟踪解读）" if interpretation.followup else ""
    yield "解读形式", FORMS[interpretation.form] + followup
    yield "解读内容", "、".join(interpretation.covers)
    yield from subjects(interpretation, context)
    yield "发布日期", interpretation.published
    if interpretation.department:
        yield "承办科室", interpretation.department


def _dates(about: About, today: date) -> tuple[Fact, ...]:
    published: Fact = ("发布日期", about.published)
    updated = about.updated if about.updated and about.updated <= today else None
    return (published, ("更新日期", updated)) if updated else (published,)


def _page(
    document: Document,
    context: Context,
    kind: str,
    *,
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
