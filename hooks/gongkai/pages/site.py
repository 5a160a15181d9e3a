"""The site as values: pages with their fragment of HTML, and the files that go with them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongkai.pages.crumbs import Crumb
from gongkai.text import Heading


@dataclass(frozen=True)
class Page:
    """One page. `html` is all between header and footer; the engine only puts the frame around it."""

    path: str
    """Below the site, ending in `/`; the home page has ""."""
    source: str
    """The document it shows, or `path` + `index.md`: what a navigation refers to."""
    title: str
    html: str
    summary: str = ""
    headings: tuple[Heading, ...] = ()
    """The list of contents; `make_site` reads it from the HTML."""
    updated: date | None = None
    kind: str = "list"
    crumbs: tuple[Crumb, ...] = ()
    """The pages above this one, the home page first; the home page has none."""
    tags: tuple[tuple[str, str], ...] = ()
    """Meta elements by 国办发〔2017〕47号; `make_site` makes them."""
    linked_data: str = ""
    """JSON-LD in the words of schema.org; `make_site` makes it."""
    feeds: tuple[tuple[str, str], ...] = ()
    """The Atom feeds that tell of changes to what the page lists: title, and path below the site."""


@dataclass(frozen=True)
class Asset:
    """A file of the content folder that a published page refers to."""

    source: Path
    path: str


@dataclass(frozen=True)
class Site:
    """Everything that is published."""

    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
    navigation: tuple[tuple[str, str], ...]
    """Title and source of the pages in the site's menu."""
    today: date
    frozen: bool
    """Whether today is set by hand (`clock:`), which the pages say."""
    files: tuple[tuple[str, bytes], ...] = ()
    """Files for machines, the search index say: path below the site and content. The pipeline adds them."""

    @property
    def paths(self) -> frozenset[str]:
        """Every file that must be there, below the site."""
        pages = {f"{page.path}index.html" for page in self.pages}
        return frozenset(pages | {asset.path for asset in self.assets} | {path for path, _data in self.files})


def index_page(path: str) -> str:
    """The source of a generated page."""
    return f"{path}index.md"
