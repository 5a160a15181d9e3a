"""The site map: every list and standing page on one page, so that nothing needs to be guessed or searched."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.model import About
from gongkai.pages.context import Context
from gongkai.pages.planned import Planned
from gongkai.pages.site import Page, index_page

Entry = tuple[str, str]
"""The name and path of a page."""


@dataclass(frozen=True)
class Branch:
    """A column of the site, with the lists below it."""

    title: str
    path: str
    entries: tuple[Entry, ...]


def sitemap_page(columns: Sequence[Entry], pages: Sequence[Page | Planned], context: Context) -> Page:
    """The page at `sitemap/`; `columns` are the site's main pages, `pages` all that there are."""
    lists = [(page.title, page.path) for page in pages if page.kind == "list" and "/page/" not in page.path]
    branches = tuple(
        Branch(title, path, tuple(_below(path, lists))) for title, path in columns if path and "/" in path
    )
    standing = tuple(map(context.link, reversed(context.library.public(About, context.today))))
    path = "sitemap/"
    html = context.render("sitemap.html", path, branches=branches, standing=standing)
    summary = "本栏目的全部列表和固定页面。"
    return Page(path, index_page(path), "网站地图", html, summary)


def _below(path: str, lists: Sequence[Entry]) -> list[Entry]:
    return [(title, below) for title, below in lists if below.startswith(path) and below != path]
