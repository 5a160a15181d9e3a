"""Our pages as MkDocs sees them: files that it writes when they are due, pages that are made when it asks."""

from collections.abc import MutableMapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from gongkai.engine.making import PageMaker
from gongkai.pages import Page, Planned
from gongkai.text import Heading


class PageFile(File):
    """A page of ours; `due` says whether this process writes it."""

    def __init__(self, page: Planned, due: bool, config: MkDocsConfig) -> None:
        super().__init__(
            page.source, None, config.site_dir, use_directory_urls=True, dest_uri=f"{page.path}index.html"
        )
        self.generated_by = "gongkai"
        self.planned = page
        self._due = due

    def is_modified(self) -> bool:
        """MkDocs reads and writes only modified pages: those of this process's share."""
        return self._due


class ReadyPage(MkDocsPage):
    """A page that is made when the first template asks for it and forgotten once it is written: a share of ten
    thousand pages is never in memory at once."""

    def __init__(self, title: str | None, file: PageFile, config: MkDocsConfig, maker: PageMaker) -> None:
        self._made: Page | None = None
        self._maker = maker
        self._planned = file.planned
        self._meta: dict[str, Any] | None = None
        self._rewritten = ""
        super().__init__(title or file.planned.title, file, config)
        self.update_date = ""  # only the site map asks, and that is ours

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002
        """There is no Markdown to read."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """There is nothing to render: see `content`."""

    @property
    def ours(self) -> Page:
        """The page, made now if it is not at hand."""
        if self._made is None:
            self._made = self._maker.make(self._planned)
        return self._made

    def show(self, page: Page) -> None:
        """Show what somebody has made, and make nothing."""
        self._made, self._meta = page, None

    @property
    def rewritten(self) -> str:
        """What somebody wanted to be otherwise on this page, that is ready: by its name; empty for nothing."""
        return "meta" if self._meta not in (None, self._described()) else self._rewritten

    def forget(self) -> None:
        """The page is written."""
        self._made = self._meta = None

    @property
    def menu_state(self) -> tuple[str, ...]:
        """What the menu marks on this page: the entries it lies below, and itself."""
        return tuple(url for url in self._maker.menu if self.url == url or (url and self.url.startswith(url)))

    @property
    def content(self) -> str:
        """The fragment as it is. MkDocs asks once before it writes any page, for those who would change it: it is
        told nothing then, or all pages would be made and held before the first is written."""
        return self.ours.html if self._maker.writing else ""

    @content.setter
    def content(self, value: Any) -> None:
        """MkDocs empties it at the beginning; others may want more."""
        self._rewritten = "content" if value else self._rewritten

    @property
    def toc(self) -> TableOfContents:
        """The headings as table of contents."""
        return TableOfContents(_nested(self.ours.headings))

    @toc.setter
    def toc(self, value: Any) -> None:
        """MkDocs empties it at the beginning; others may want more."""
        self._rewritten = "toc" if value else self._rewritten

    @property
    def meta(self) -> MutableMapping[str, Any]:
        """What templates ask of a page's front matter."""
        if self._meta is None:
            self._meta = self._described()
        return self._meta

    @meta.setter
    def meta(self, value: Any) -> None:
        """MkDocs empties it at the beginning; others may want more."""
        self._rewritten = "meta" if value else self._rewritten

    def _described(self) -> dict[str, Any]:
        ours = self.ours
        return {
            "title": ours.title,
            "description": ours.summary,
            "hide": ["navigation"] if len(ours.headings) > 1 else ["navigation", "toc"],
            "gk_kind": ours.kind,
        }


def _nested(headings: tuple[Heading, ...]) -> list[AnchorLink]:
    """Headings as a tree: each below the nearest earlier one of a higher level."""
    roots: list[AnchorLink] = []
    path: list[tuple[int, AnchorLink]] = []
    for heading in headings:
        link = AnchorLink(heading.text, heading.id, heading.level)
        while path and path[-1][0] >= heading.level:
            path.pop()
        (path[-1][1].children if path else roots).append(link)
        path.append((heading.level, link))
    return roots
