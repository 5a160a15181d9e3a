"""The kinds of pages, in the order of the site, and below which folders each has its pages."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from gongkai.pages.catalogues import catalogue_pages
from gongkai.pages.changes import change_pages
from gongkai.pages.columns import unwritten_pages
from gongkai.pages.consultations import consultation_pages
from gongkai.pages.context import Context
from gongkai.pages.deleted import deleted_pages
from gongkai.pages.disclosure import disclosure_pages
from gongkai.pages.dockets import docket_pages
from gongkai.pages.documents import document_pages
from gongkai.pages.entitlements import entitlements_page
from gongkai.pages.events import event_pages
from gongkai.pages.home import home_page
from gongkai.pages.inspection import inspection_pages
from gongkai.pages.interactions import interaction_pages
from gongkai.pages.lists import list_pages
from gongkai.pages.normative import normative_pages
from gongkai.pages.open_data import open_data_page
from gongkai.pages.participation import participation_pages
from gongkai.pages.planned import Planned
from gongkai.pages.plans import plan_pages
from gongkai.pages.policies import policy_pages
from gongkai.pages.proof import proof_page
from gongkai.pages.questions import question_pages
from gongkai.pages.reports import report_pages
from gongkai.pages.requests import request_pages
from gongkai.pages.responses import response_pages
from gongkai.pages.search import search_page
from gongkai.pages.site import Page
from gongkai.pages.standing import standing_page
from gongkai.pages.statutory import statutory_page
from gongkai.pages.versions import version_pages

Family = Callable[[Context], Iterable[Page | Planned]]


def _one(page: Callable[[Context], Page]) -> Family:
    return lambda context: iter((page(context),))


_RESPONSES = ("clarifications", "replies")
_LISTED = ("policies", "interpretations", "decisions", "topics", "audiences", *_RESPONSES)
_OF_DOCUMENTS = (*_LISTED[:3], "participation", "reports", "plans", "about", *_RESPONSES)
FAMILIES: tuple[tuple[tuple[str, ...], Family], ...] = (
    (("",), _one(home_page)),
    (("policies",), policy_pages),
    (("interpretations", "about"), document_pages),
    (("decisions",), docket_pages),
    (("decisions",), catalogue_pages),
    (_LISTED, list_pages),
    (("consultations",), consultation_pages),
    (("questions",), question_pages),
    (("entitlements",), _one(entitlements_page)),
    (("participation",), participation_pages),
    (("participation",), event_pages),
    (_RESPONSES, response_pages),
    (("requests",), request_pages),
    (("reports",), report_pages),
    (("plans",), plan_pages),
    (("interactions",), interaction_pages),
    (("disclosure",), disclosure_pages),
    (("inspection",), inspection_pages),
    (("statutory",), _one(statutory_page)),
    (("normative",), normative_pages),
    (("about",), _one(standing_page)),
    (("about",), unwritten_pages),
    (("changes",), change_pages),
    (("search",), _one(search_page)),
    (("open-data",), _one(open_data_page)),
    (("proof",), _one(proof_page)),
    (_OF_DOCUMENTS, deleted_pages),
)
_ALL = (*FAMILIES, (_OF_DOCUMENTS, version_pages))
"""With the pages of versions, which a site has in bundles."""


def pages_below(folder: str, context: Context) -> Iterator[Page | Planned]:
    """The pages below a folder of the site, and others of their kinds; made as they are asked for."""
    return chain.from_iterable(family(context) for folders, family in _ALL if folder in folders)


def all_pages(context: Context) -> Iterator[Page | Planned]:
    """Every page but the site map and those of versions."""
    return chain.from_iterable(family(context) for _folders, family in FAMILIES)
