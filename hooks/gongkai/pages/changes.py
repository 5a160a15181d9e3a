"""What changed, month by month, in sentences: a page for this month, and one for each month in which something happened."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby

from gongkai.model.followed import section_news
from gongkai.model.news import LABELS, ORDER, News
from gongkai.model.validity import public_documents
from gongkai.package import values_digest
from gongkai.pages.context import Context
from gongkai.pages.planned import Planned
from gongkai.pages.site import Page, index_page

PATH = "changes/"
TITLE = "本月更新了什么"
NEWS = "news"
"""The kind of these pages: the site map names the first, which leads to the others."""


@dataclass(frozen=True)
class ToldNews:
    """A sentence: its subject is a document, with its page; the rest as `News` has it. The marks stand beside the subject,
    and the other document that is named, where these are over today."""

    title: str
    path: str
    news: News
    mark: str
    other_mark: str


@dataclass(frozen=True)
class Month:
    """A month in which something happened, or this month: 2026-06."""

    name: str
    told: tuple[ToldNews, ...]

    @property
    def words(self) -> str:
        """2026年6月."""
        year, month = self.name.split("-")
        return f"{year}年{int(month)}月"

    @property
    def days(self) -> Iterator[tuple[date, list[ToldNews]]]:
        """The days of the month with what happened, the last first."""
        return ((day, list(some)) for day, some in groupby(self.told, key=lambda one: one.news.day))

    @property
    def figures(self) -> tuple[tuple[str, int], ...]:
        """How often each kind of thing happened, in the order of kinds."""
        kinds = [one.news.kind for one in self.told]
        return tuple((kind, kinds.count(kind)) for kind in sorted({*kinds}, key=ORDER.__getitem__))


def change_pages(context: Context) -> Iterator[Planned]:
    """This month's page, and one for each month that has any news."""
    months = _months(context)
    names = sorted(months, reverse=True)
    now = f"{context.today:%Y-%m}"
    years = tuple(
        (year, tuple(sorted(some))) for year, some in groupby(names, key=lambda name: name.partition("-")[0])
    )
    shown = Month(now, months.get(now, ()))
    newest = shown.told[0].news.day if shown.told else None
    yield _planned(PATH, TITLE, partial(_newest, shown, years), values_digest(shown, years), newest)
    for place, name in enumerate(names):
        month = Month(name, months[name])
        near = names[place + 1 : place + 2], names[max(place - 1, 0) : place]
        make = partial(_month, month, near)
        path, title = f"{PATH}{name}/", f"{month.words}更新了什么"
        yield _planned(path, title, make, values_digest(month, near), month.told[0].news.day)


def _planned(
    path: str, title: str, make: Callable[[Context], Page], shows: str, updated: date | None
) -> Planned:
    return Planned(path, index_page(path), title, make, updated, NEWS, shows)


def _newest(shown: Month, years: Sequence[tuple[str, Sequence[str]]], context: Context) -> Page:
    return _made(PATH, TITLE, shown, years, ((), ()), context)


def _month(shown: Month, near: tuple[Sequence[str], Sequence[str]], context: Context) -> Page:
    return _made(f"{PATH}{shown.name}/", f"{shown.words}更新了什么", shown, (), near, context)


def _made(
    path: str,
    title: str,
    shown: Month,
    years: Sequence[tuple[str, Sequence[str]]],
    near: tuple[Sequence[str], Sequence[str]],
    context: Context,
) -> Page:
    html = context.render(
        "changes.html",
        path,
        title=title,
        shown=shown,
        years=years,
        earlier=near[0],
        later=near[1],
        labels=LABELS,
    )
    told = f"本栏目{shown.words}发布、修改、更正、到期、废止的文件和公开的意见采纳情况，一句话一条。"
    return Page(path, index_page(path), title, html, told, kind=NEWS)


def _months(context: Context) -> Mapping[str, tuple[ToldNews, ...]]:
    """What happened in each month, the last first."""
    found: dict[str, list[ToldNews]] = defaultdict(list)
    documents = public_documents(context.library, context.today)
    marks = {url: mark for _, url, mark in map(context.link, documents)}
    told_of = context.known_news
    if told_of is None:
        told_of = section_news(context.library, context.texts, context.settings, context.versions.told)
    for document in documents:
        for news in told_of[document.path]:
            other = marks.get(news.other[1], "") if news.other else ""
            told = ToldNews(document.title, document.url, news, marks[document.url], other)
            found[news.day.isoformat()[:7]].append(told)
    return {month: tuple(sorted(some, key=_place)) for month, some in found.items()}


def _place(told: ToldNews) -> tuple[int, int, str]:
    return -told.news.day.toordinal(), ORDER[told.news.kind], told.path
