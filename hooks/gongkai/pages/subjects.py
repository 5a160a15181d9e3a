"""The topics and audiences of a document, linked to their lists, and facts in general."""

from collections.abc import Iterable, Iterator
from datetime import date

from markupsafe import Markup, escape

from gongkai.model import Document
from gongkai.pages.context import Context

Fact = tuple[str, str | date | Markup]
"""A name, and what is said under it."""


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


def links_to_documents(documents: Iterable[Document], page: Document, context: Context) -> Markup:
    """The documents as links on another's page, a paragraph each, with their marks."""
    base = "../" * page.url.count("/")
    return Markup("").join(
        Markup('<p><a href="{}{}">{}</a>{}</p>').format(base, url, title, f"（{mark}）" if mark else "")
        for title, url, mark in map(context.link, documents)
    )


def subjects(document: Document, context: Context) -> Iterator[Fact]:
    """The topics and audiences of a document, linked."""
    if topics := topic_links(document, context):
        yield "主题", topics
    if audiences := audience_links(document, context):
        yield "面向对象", audiences
