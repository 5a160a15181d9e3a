"""依申请转主动公开 (条例 art. 44): what was asked for and is now open to everybody, told on both sides and counted."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from gongkai.law import in_words
from gongkai.model import Document, Placed, Request
from gongkai.pages.context import Context
from gongkai.pages.subjects import Fact


@dataclass(frozen=True)
class DisclosedDocument:
    """A document that came out because it was asked for: its link, since when, and by how many requests."""

    link: tuple[str, str, str]
    document: Document
    requests: int


def disclosed_in(request: Request, context: Context) -> tuple[str, str, str] | None:
    """The document in which everybody can read now what was asked for, as a link; None as long as it is not out."""
    named = request.disclosed.document if request.disclosed else ""
    return context.link(context.library[named]) if named and context.is_public(named) else None


def disclosed_fact(document: Document, context: Context) -> Iterator[Fact]:
    """What the document's own page says: since when, and which requests led to it."""
    placed = [one for one in context.library.disclosed_by(document) if one.entry.received <= context.today]
    if not placed:
        return
    base = "../" * document.url.count("/")
    links = Markup("、").join(
        Markup('<a href="{}requests/{}/#{}">{}</a>').format(
            base, one.entry.received.year, one.entry.anchor, one.entry.no
        )
        for one in placed
    )
    why = "、".join(dict.fromkeys(filter(None, map(_why, placed))))
    said = f"依申请转主动公开，自{in_words(document.published)}起{f'（{why}）' if why else ''}；有关申请："
    yield "公开方式", Markup("{}{}").format(said, links)


def disclosed_documents(context: Context) -> tuple[DisclosedDocument, ...]:
    """All such documents that are out, the newest first."""
    counted: dict[str, int] = {}
    for placed in context.library.entries(Request):
        if placed.entry.received <= context.today and disclosed_in(placed.entry, context):
            path = placed.entry.disclosed.document if placed.entry.disclosed else ""
            counted[path] = counted.get(path, 0) + 1
    found = [
        DisclosedDocument(context.link(context.library[path]), context.library[path], count)
        for path, count in counted.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.document.published.toordinal(), one.document.path)))


def _why(placed: Placed[Request]) -> str:
    return (placed.entry.disclosed.why or "") if placed.entry.disclosed else ""
