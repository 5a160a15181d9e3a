"""The site as values: pages with their fragment of HTML, and the files that go with them."""

from dataclasses import dataclass
from datetime import date

from gongkai.package import values_digest
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
    feeds: tuple[tuple[str, str, str], ...] = ()
    """What tells of changes to the page, or to what it lists: title, path below the site, media type; `make_site` finds it."""

    @property
    def digest(self) -> str:
        """Changes whenever anything of the page does."""
        return values_digest(
            self.path, self.source, self.title, self.html, self.summary, self.kind, str(self.updated)
        )


def index_page(path: str) -> str:
    """The source of a generated page."""
    return f"{path}index.md"
