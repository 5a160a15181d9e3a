"""Pages of what a document said before: the list of its public states, and each state with what changed in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import unescape

from markupsafe import Markup

from gongkai.law import in_words
from gongkai.model import Document, Policy
from gongkai.pages.body import BodyDresser
from gongkai.pages.context import Context
from gongkai.pages.crumbs import crumbs
from gongkai.pages.notices import Notice
from gongkai.pages.planned import PageBundle, Planned
from gongkai.pages.redlines import Change, changes, folded, words
from gongkai.pages.site import Page, index_page
from gongkai.text import Difference, Said, ShownState, public_place, with_addresses, with_clauses

VERSION = "version"
"""The kind of these pages: for readers who come from the document, not for lists and search engines."""
_IMAGE = re.compile(r'<img\b[^>]*?(?:\salt="([^"]*)")?[^>]*>')
_ALT = re.compile(r'\salt="([^"]*)"')
_HEADING = re.compile(r"<(/?)h([2-5])\b")


@dataclass(frozen=True)
class ShownComparison:
    """What changed, ready for a page."""

    changes: tuple[Change, ...]
    facts: Markup
    text: Markup
    silent: bool
    """Whether no word changed."""


@dataclass(frozen=True)
class _ListedState:
    """A state in the list."""

    state: ShownState
    until: date | None
    title: str
    notes: tuple[tuple[date, str], ...]
    changes: tuple[Change, ...]
    silent: bool
    amended_by: tuple[tuple[str, str, str], ...]
    path: str


def version_bundles(context: Context, titles: Mapping[str, str]) -> Iterator[PageBundle]:
    """Of each document that had more than one state, its pages. `titles`: of all other pages, by their paths."""
    for path in context.versions.paths:
        document = context.library[path]
        base = f"{document.url}versions/"
        names = context.versions.names(path)
        plan = partial(_pages, path, context)
        yield PageBundle(base, path, names, crumbs(base, titles), _title(document), plan, context)


def version_pages(context: Context) -> Iterator[Planned]:
    """The same pages one by one, for whoever looks for one."""
    for path in context.versions.paths:
        yield from _pages(path, context)


def _pages(path: str, context: Context) -> Iterator[Planned]:
    """The list of a document's states, and a page for each."""
    document = context.library[path]
    base = f"{document.url}versions/"
    yield Planned(base, index_page(base), _title(document), partial(_list, path), kind=VERSION)
    for state in context.versions.of(path):
        below = f"{base}{state.name}/"
        make = partial(_state, path, state.number)
        name = f"{document.title}（{_days(state)}的版本）"
        yield Planned(below, index_page(below), name, make, kind=VERSION)


def _title(document: Document) -> str:
    return f"{document.title}：历次版本"


def _days(state: ShownState) -> str:
    if state.last == state.first:
        return f"{in_words(state.first)}当天"
    until = f"至{in_words(state.last)}" if state.last else "起"
    return f"{in_words(state.first)}{until}"


def _list(path: str, context: Context) -> Page:
    document = context.library[path]
    states, details = context.states(document), context.details(document)
    url = f"{document.url}versions/"
    first = details.comparison(len(states) - 1, next((s.number for s in states if not s.withheld), 0))
    since = (
        first
        if first and first.older != len(states) - 2 and details.comparison(first.newer) != first
        else None
    )
    html = context.render(
        "versions.html",
        url,
        document=document,
        lines=tuple(reversed(tuple(_lines(document, context)))),
        since=_shown(since, "gk-since-") if since else None,
        since_day=states[since.older].first if since else None,
    )
    told = f"{document.title}公开以来的各个版本、各自公开的日期和改动。"
    return Page(url, index_page(url), _title(document), html, told, kind=VERSION)


def _lines(document: Document, context: Context) -> Iterator[_ListedState]:
    states, details = context.states(document), context.details(document)
    amending = _amending(document, context)
    for state, said in zip(states, details.said, strict=True):
        comparison = details.comparison(state.number)
        by = [one for one in amending if _state_of(one.published, states) == state.number]
        yield _ListedState(
            state,
            state.last,
            dict(said.facts).get("标题", ""),
            said.notes,
            changes((*comparison.facts, *comparison.text), "") if comparison else (),
            comparison is not None and _is_silent(comparison),
            tuple(context.link(one) for one in by) if state.number else (),
            f"{document.url}versions/{state.name}/",
        )


def _amending(document: Document, context: Context) -> tuple[Policy, ...]:
    """What amended a policy, and is out."""
    found = context.public(context.library.amended_by(document)) if isinstance(document, Policy) else ()
    return tuple(one for one in found if isinstance(one, Policy))


def _state_of(day: date, states: tuple[ShownState, ...]) -> int:
    """The state that began first on a day or after it: the text with what was decided then. -1 for none yet."""
    return next((state.number for state in states if state.first >= day), -1)


def _is_silent(comparison: Difference) -> bool:
    return all(row.what == "kept" for row in (*comparison.facts, *comparison.text))


def _state(path: str, number: int, context: Context) -> Page:
    document = context.library[path]
    states, details = context.states(document), context.details(document)
    state, said = states[number], details.said[number]
    url = f"{document.url}versions/{state.name}/"
    comparison = details.comparison(number)
    html = context.render(
        "version.html",
        url,
        document=document,
        state=state,
        title=dict(said.facts).get("标题") or document.title,
        notices=(_notice(document, state, context),),
        notes=said.notes,
        facts=said.facts,
        comparison=_shown(comparison, "gk-change-") if comparison else None,
        before=states[comparison.older] if comparison else None,
        body=_body(said, document, url, context) if state.last and not state.withheld else None,
        is_first=number == 0,
    )
    told = f"{document.title}在{_days(state)}公开的文本，不是现在的文本。"
    name = f"{document.title}（{_days(state)}的版本）"
    return Page(url, index_page(url), name, html, told if state.last else "", kind=VERSION)


def _notice(document: Document, state: ShownState, context: Context) -> Notice:
    links = ((f"现在的文本：{document.title}", document.url), ("历次版本", f"{document.url}versions/"))
    if state.withheld:
        return Notice("stop", state.withheld, f"{_days(state)}公开。" if state.last else "", links)
    if state.last is None:
        return Notice("info", "这一版就是现在的文本", f"自{in_words(state.first)}起公开。", links)
    over = "" if context.is_over(document) else "办事请看现在的文本。"
    return Notice("stop", "这是以前的版本，不是现在的文本", f"{_days(state)}公开。{over}", links)


def _shown(comparison: Difference, prefix: str) -> ShownComparison:
    facts = [row for row in comparison.facts if row.what != "kept"]
    return ShownComparison(
        changes(comparison.text, prefix),
        Markup("").join(
            Markup("<li>{}：{}</li>").format(row.label, words(row.cells[1:]) or "（空）") for row in facts
        ),
        folded(comparison.text, prefix),
        _is_silent(comparison),
    )


def _body(said: Said, document: Document, url: str, context: Context) -> Markup:
    """The text as it was. Links to documents that are out and to other sites stay; pictures and files are not kept
    with a text, and those of today may be others, so a picture is told by its words and a file's link goes."""
    base = "../" * url.count("/")

    def leading(written: str) -> str | None:
        if written.startswith("#"):
            return written
        place = public_place(written, document, context.library, context.today)
        if place is None or (place.inside and place.document is None):
            return None
        return f"{base}{place.address}" if place.inside else place.address

    html = with_addresses(_IMAGE.sub(_told_picture, said.html), leading)
    html = BodyDresser(document.title).dress(with_clauses(html) if isinstance(document, Policy) else html)
    return Markup(_HEADING.sub(lambda tag: f"<{tag[1]}h{int(tag[2]) + 1}", html))  # the converter's own HTML


def _told_picture(image: re.Match[str]) -> str:
    alt = _ALT.search(image[0])
    return Markup("<span>〔图片：{}〕</span>").format(unescape(alt[1]) if alt and alt[1] else "没有说明")
