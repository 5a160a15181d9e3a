"""Library → the pages of the site: pure functions, one page kind per file. Only what is out is on them."""

from dataclasses import replace
from itertools import chain

from gongkai.model import About, Library
from gongkai.pages.catalogues import catalogue_pages
from gongkai.pages.consultations import consultation_pages
from gongkai.pages.context import Context
from gongkai.pages.crumbs import crumbs
from gongkai.pages.disclosure import disclosure_pages
from gongkai.pages.dockets import docket_pages
from gongkai.pages.documents import document_pages
from gongkai.pages.events import event_pages
from gongkai.pages.home import home_page
from gongkai.pages.interactions import interaction_pages
from gongkai.pages.lists import list_pages
from gongkai.pages.participation import participation_pages
from gongkai.pages.planned import FileMaker, Planned, Site, planned
from gongkai.pages.plans import plan_pages
from gongkai.pages.policies import policy_pages
from gongkai.pages.questions import question_pages
from gongkai.pages.reading import Answers, read_page
from gongkai.pages.reads import Reads
from gongkai.pages.reports import report_pages
from gongkai.pages.requests import request_pages
from gongkai.pages.search import search_page
from gongkai.pages.site import Page
from gongkai.pages.sitemap import sitemap_page
from gongkai.pages.sitemap_xml import sitemap_files
from gongkai.pages.standing import standing_page
from gongkai.pages.statutory import item_of, statutory_page
from gongkai.settings import Settings
from gongkai.text import Texts

__all__ = [
    "Answers",
    "FileMaker",
    "Page",
    "Planned",
    "Reads",
    "Site",
    "make_site",
    "read_page",
    "sitemap_files",
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
    ("意见征集", "consultations/index.md"),
    ("法定主动公开内容", "statutory/index.md"),
    ("政府信息公开年报", "reports/index.md"),
    ("依申请公开", "requests/index.md"),
    ("工作要点任务", "plans/index.md"),
    ("政民互动办理情况", "interactions/index.md"),
    ("公开监督", "disclosure/index.md"),
)
"""Columns that are no part of the menu; the site map has both."""


def make_site(library: Library, texts: Texts, settings: Settings) -> Site:
    """All pages and files that are published on the settings' day."""
    context = Context(library, texts, settings)
    pages: tuple[Page | Planned, ...] = tuple(
        chain(
            (home_page(context),),
            policy_pages(context),
            document_pages(context),
            docket_pages(context),
            catalogue_pages(context),
            list_pages(context),
            consultation_pages(context),
            question_pages(context),
            participation_pages(context),
            event_pages(context),
            request_pages(context),
            report_pages(context),
            plan_pages(context),
            interaction_pages(context),
            disclosure_pages(context),
            (statutory_page(context), standing_page(context), search_page(context)),
        )
    )
    columns = tuple((title, source.removesuffix("index.md")) for title, source in (*_SECTIONS, *_MORE))
    plans = tuple(map(planned, (*pages, sitemap_page(columns, pages, context))))
    titles = {page.path: page.title for page in plans}
    titles |= {path: title for title, path in columns}
    plans = tuple(replace(page, crumbs=crumbs(page.path, titles), context=context) for page in plans)
    standing = tuple(
        (about.title, about.path)
        for about in reversed(library.public(About, settings.today))
        if not item_of(about)
    )
    return Site(plans, context, (*_SECTIONS, *standing))
