"""Which kind of document a path below the content folder holds."""

import re

from gongkai.model.decision import Catalogue, Docket
from gongkai.model.document import Document
from gongkai.model.interpretation import Interpretation
from gongkai.model.participation import Event, Interaction
from gongkai.model.planning import AnnualReport, Plan
from gongkai.model.policy import Policy
from gongkai.model.register import RegisterEntry
from gongkai.model.requests import Request
from gongkai.model.response import Clarification, Reply
from gongkai.model.standing import About, CalendarYear, Index
from gongkai.model.waiver import Waiver

_YEAR = r"[12][0-9]{3}"
_SLUG = r"(?!(?:index|readme)\.)[a-z0-9-]+"

Kind = type[Document] | type[CalendarYear] | type[RegisterEntry]

PLACES: tuple[tuple[str, Kind, str], ...] = (
    (rf"policies/{_YEAR}/{_SLUG}\.md", Policy, "policies/年份/英文名.md"),
    (rf"interpretations/{_YEAR}/{_SLUG}\.md", Interpretation, "interpretations/年份/英文名.md"),
    (rf"decisions/{_YEAR}/catalogue\.md", Catalogue, "decisions/年份/catalogue.md"),
    (rf"decisions/{_YEAR}/{_SLUG}\.md", Docket, "decisions/年份/英文名.md"),
    (rf"requests/{_YEAR}\.yml", Request, "requests/年份.yml"),
    (rf"reports/{_YEAR}\.md", AnnualReport, "reports/年份.md"),
    (rf"plans/{_YEAR}\.md", Plan, "plans/年份.md"),
    (rf"participation/{_YEAR}/{_SLUG}\.md", Event, "participation/年份/英文名.md"),
    (rf"interactions/{_YEAR}\.yml", Interaction, "interactions/年份.yml"),
    (rf"clarifications/{_YEAR}/{_SLUG}\.md", Clarification, "clarifications/年份/英文名.md"),
    (rf"replies/{_YEAR}/{_SLUG}\.md", Reply, "replies/年份/英文名.md"),
    (rf"about/{_SLUG}\.md", About, "about/英文名.md"),
    (rf"calendar/{_YEAR}\.yml", CalendarYear, "calendar/年份.yml"),
    (r"waivers\.yml", Waiver, "waivers.yml"),
    (r"index\.md", Index, "index.md"),
)
"""Every place a file may lie, with its kind and how to tell an editor; the first that fits counts."""

_PATTERNS = tuple((re.compile(pattern), kind) for pattern, kind, _shown in PLACES)


def kind_of(path: str) -> Kind | None:
    """The kind of document or register at this path, None for a path of no kind (GK004)."""
    return next((kind for pattern, kind in _PATTERNS if pattern.fullmatch(path)), None)


def near_places(path: str) -> list[str]:
    """The places that a file may lie in, as an editor is told: those of its folder, or all folders."""
    folder = path.partition("/")[0]
    near = [shown for _pattern, _kind, shown in PLACES if shown.split("/")[0] == folder]
    return near or sorted({shown.split("/")[0] + "/" * ("/" in shown) for _p, _k, shown in PLACES})
