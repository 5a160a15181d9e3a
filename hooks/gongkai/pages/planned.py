"""Pages that are known but not yet made: where they lie and what they are called, for menus, lists and maps."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain

from gongkai.package import values_digest
from gongkai.pages.body import outline
from gongkai.pages.context import Context
from gongkai.pages.crumbs import Crumb
from gongkai.pages.feeds import feeds
from gongkai.pages.linked_data import linked_data
from gongkai.pages.site import Page
from gongkai.pages.tags import Tag, tags
from gongkai.text import Heading

FileMaker = Callable[[], Iterable[tuple[str, bytes]]]
"""Makes files: paths below the site, and contents."""


@dataclass(frozen=True)
class Planned:
    """One page of the site. Making it costs a hundred times what knowing of it does, and most builds need to make
    a few: `make` is called where and when the page is written, in a worker process for one.

    A page stays what it is while all that it asks of its context is answered alike (`incremental/dependencies.py`). `shows` is a
    digest of what `make` was given besides the document at `source`; only what is in it may be given.
    """

    path: str
    source: str
    title: str
    make: Callable[[Context], Page]
    updated: date | None = None
    kind: str = "list"
    shows: str = ""
    crumbs: tuple[Crumb, ...] = ()
    context: Context | None = None
    """The section; `make_site` adds it, with the crumbs."""

    @property
    def digest(self) -> str:
        """What is known of the page before it is made; with what is asked while it is, all that it shows."""
        return values_digest(self.path, self.source, self.title, self.crumbs, self.shows)

    def page(self, context: Context | None = None) -> Page:
        """The page with all that is read from it and its place: contents, the way to it, its tags."""
        context = context or self.context
        if context is None:
            raise RuntimeError(f"{self.path} was planned outside of a site")
        page = self.make(context)
        return replace(
            page,
            headings=outline(page.html, 4 if page.kind == "policy" else 3),
            crumbs=self.crumbs,
            tags=tags(page, context),
            linked_data=linked_data(page, context),
            feeds=feeds(page, context),
        )

    @property
    def html(self) -> str:
        """The fragment, made now."""
        return self.page().html

    @property
    def summary(self) -> str:
        """The description, made now."""
        return self.page().summary

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The list of contents, made now."""
        return self.page().headings

    @property
    def tags(self) -> tuple[Tag, ...]:
        """The meta elements, made now."""
        return self.page().tags


@dataclass(frozen=True)
class PageBundle:
    """Pages that change together: those of one document's versions. They are made by one process, and taken over all or
    none; where they are, nobody plans them one by one.
    """

    path: str
    """The folder of the site that they fill; the first of them is its `index.html`."""
    source: str
    """The document."""
    names: tuple[str, ...]
    """The folders of the others, below."""
    crumbs: tuple[Crumb, ...]
    """The way to the first."""
    title: str
    plan: Callable[[], Iterable[Planned]]
    context: Context

    @cached_property
    def digest(self) -> str:
        """What is known of the pages before they are made; the rest they ask."""
        return values_digest(self.path, self.source, self.names, self.title, self.crumbs)

    @property
    def files(self) -> Iterator[str]:
        """The paths of its pages' files, the first one's first."""
        yield f"{self.path}index.html"
        yield from (f"{self.path}{name}/index.html" for name in self.names)

    @cached_property
    def pages(self) -> tuple[Planned, ...]:
        """Its pages, planned."""
        above = (*self.crumbs, (self.title, self.path))
        return tuple(
            replace(page, crumbs=above if page.path != self.path else self.crumbs, context=self.context)
            for page in self.plan()
        )


def planned(page: "Page | Planned") -> Planned:
    """A page that was made at once, as one that was planned."""
    if isinstance(page, Planned):
        return page
    return Planned(page.path, page.source, page.title, _MadePage(page), page.updated, page.kind, page.digest)


@dataclass(frozen=True)
class _MadePage:
    page: Page

    def __call__(self, context: Context) -> Page:  # noqa: ARG002
        return self.page


WHOLE = (0, 1)
"""The one share of a site that is built on one machine."""


@dataclass(frozen=True)
class Site:
    """Everything that is published."""

    single: tuple[Planned, ...]
    """The pages that are known one by one."""
    context: Context
    navigation: tuple[tuple[str, str], ...]
    """Title and source of the pages in the site's menu."""
    files: tuple[FileMaker, ...] = ()
    """What makes the files for machines, the search index say. The pipeline adds it."""
    bundles: tuple[PageBundle, ...] = ()
    """All other pages, but for those that are `taken`."""
    taken: tuple[PageBundle, ...] = ()
    """The bundles that are taken over from an earlier release."""
    kept: frozenset[str] = frozenset()
    """Paths of single pages that are taken over from an earlier release."""
    frame_due: bool = True
    """Whether the theme's own files have to be written."""

    share: tuple[int, int] = WHOLE
    """This machine's part: every page and bundle whose number is the first modulo the second; files go with the first part."""

    @property
    def pages(self) -> tuple[Planned, ...]:
        """All of them."""
        return (*self.single, *_pages_of(self.bundles))

    @property
    def ours(self) -> tuple[Planned, ...]:
        """The pages of this machine's part."""
        number, count = self.share
        return (*self.single[number::count], *_pages_of(self.bundles[number::count]))

    @property
    def due(self) -> tuple[Planned, ...]:
        """The pages that have to be made and written."""
        return self.due_in(0, 1)

    def due_in(self, index: int, count: int) -> tuple[Planned, ...]:
        """Those of them that one of several processes makes."""
        number, step = self.share
        single = [page for page in self.single[number::step] if page.path not in self.kept]
        return (*single[index::count], *_pages_of(self.bundles[number::step][index::count]))

    @property
    def frame_key(self) -> str:
        """Changes whenever what all pages are framed in does, as far as it comes from the content."""
        return values_digest(self.navigation)

    @property
    def today(self) -> date:
        """The day that the pages show."""
        return self.context.today

    @property
    def frozen(self) -> bool:
        """Whether today is set by hand (`clock:`), which the pages say."""
        return self.context.settings.frozen

    def made_files(self) -> Iterator[tuple[str, bytes]]:
        """The files for machines, one after another."""
        for make in self.files:
            yield from make()


def _pages_of(bundles: Iterable[PageBundle]) -> Iterator[Planned]:
    return chain.from_iterable(bundle.pages for bundle in bundles)
