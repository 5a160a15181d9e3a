"""Makes the pages of the site from the library: pure functions, one kind of page per file. Only what is published is on them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from gongkai.model import About, Library
from gongkai.model.followed import SectionNews
from gongkai.pages.columns import unwritten_columns
from gongkai.pages.context import Context, templates_in
from gongkai.pages.crumbs import crumbs
from gongkai.pages.families import all_pages, pages_below
from gongkai.pages.images import room_for
from gongkai.pages.planned import WHOLE, FileMaker, PageBundle, Planned, Site, planned
from gongkai.pages.site import Page, index_page
from gongkai.pages.sitemap import sitemap_page
from gongkai.pages.sitemap_xml import sitemap_files
from gongkai.pages.statutory import item_of
from gongkai.pages.versions import version_bundles
from gongkai.settings import Settings
from gongkai.text import Texts, Tombstone, Versions

__all__ = [
    "WHOLE",
    "Context",
    "FileMaker",
    "Page",
    "PageBundle",
    "Planned",
    "Site",
    "find_page",
    "index_page",
    "make_site",
    "navigation",
    "room_for",
    "sitemap_files",
    "templates_in",
]

_SECTIONS = (
    ("首页", "index.md"),
    ("政策文件", "policies/index.md"),
    ("政策解读", "interpretations/index.md"),
    ("重大决策", "decisions/index.md"),
    ("公众参与", "participation/index.md"),
    ("常见问答", "questions/index.md"),
    ("按主题", "topics/index.md"),
    ("按对象", "audiences/index.md"),
    ("政务公开", "about/index.md"),
)
"""The menu: what a citizen comes for; 政务公开 leads to the rest."""

_MORE = (
    ("能享受哪些政策", "entitlements/index.md"),
    ("意见征集", "consultations/index.md"),
    ("澄清回应", "clarifications/index.md"),
    ("政策咨询答复", "replies/index.md"),
    ("法定主动公开内容", "statutory/index.md"),
    ("规范性文件库", "normative/index.md"),
    ("政府信息公开年报", "reports/index.md"),
    ("依申请公开", "requests/index.md"),
    ("工作要点任务", "plans/index.md"),
    ("政民互动办理情况", "interactions/index.md"),
    ("公开监督", "disclosure/index.md"),
    ("检查指标对照", "inspection/index.md"),
    ("本月更新了什么", "changes/index.md"),
    ("数据开放", "open-data/index.md"),
    ("留痕存证", "proof/index.md"),
)
"""Columns that are no part of the menu; the site map has both."""


_COLUMNS = tuple((title, source.removesuffix("index.md")) for title, source in (*_SECTIONS, *_MORE))
_SITE_MAP = "sitemap/"


def make_site(
    library: Library,
    texts: Texts,
    settings: Settings,
    deleted: Mapping[str, Tombstone] = MappingProxyType({}),
    versions: Versions | None = None,
    news: SectionNews | None = None,
) -> Site:
    """All pages and files that are published on the settings' day; `deleted`: what was, by its address; `versions`: the
    public states of what is; `news`: what happened to it, where that is known already."""
    known = versions or Versions()
    context = Context(library, texts, settings, deleted=deleted, versions=known, known_news=news)
    pages = tuple(all_pages(context))
    plans = tuple(map(planned, (*pages, sitemap_page(_COLUMNS, pages, context))))
    titles = {page.path: page.title for page in plans} | {path: title for title, path in _COLUMNS}
    plans = tuple(replace(page, crumbs=crumbs(page.path, titles), context=context) for page in plans)
    bundles = tuple(version_bundles(context, titles))
    return Site(plans, context, navigation(context), bundles=bundles)


def navigation(context: Context) -> tuple[tuple[str, str], ...]:
    """Title and source of the pages in the site's menu."""
    public = reversed(context.library.public(About, context.today))
    shown = (about for about in public if not item_of(about) and not context.is_over(about))
    standing = ((about.title, about.path) for about in shown)
    return (*_SECTIONS, *standing, *unwritten_columns(context))


def find_page(path: str, context: Context) -> Planned | None:
    """The page of the site at a path, without planning all the others; None where there is none."""
    if path == _SITE_MAP:
        section = context.library, context.texts, context.settings
        return make_site(*section, context.deleted, context.versions, context.known_news).single[-1]
    below = _FoundPages(pages_below(path.split("/", maxsplit=1)[0], context))
    page = below.page(path)
    return page and replace(page, crumbs=crumbs(path, below), context=context)


class _FoundPages(Mapping[str, str]):
    """The titles of pages by their paths; pages are planned until the one that is asked for is found."""

    def __init__(self, pages: Iterator[Page | Planned]) -> None:
        self._pages = pages
        self._known: dict[str, Planned] = {}
        self._columns = {path: title for title, path in _COLUMNS}

    def page(self, path: str) -> Planned | None:
        """The page at a path."""
        while path not in self._known and (page := next(self._pages, None)):
            self._known[page.path] = planned(page)
        return self._known.get(path)

    def __getitem__(self, path: str) -> str:
        found = self._columns.get(path) or getattr(self.page(path), "title", None)
        if found is None:
            raise KeyError(path)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter((*self._known, *self._columns))

    def __len__(self) -> int:
        return len({*self._known, *self._columns})
