"""Our pages as MkDocs sees them: files with ready content, pages with a ready table of contents."""

from datetime import date
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from gongkai.pages import Asset, Page
from gongkai.text import Heading


class PageFile(File):
    """A page of ours; `due` says whether this process writes it."""

    def __init__(self, page: Page, due: bool, config: MkDocsConfig) -> None:
        super().__init__(
            page.source, None, config.site_dir, use_directory_urls=True, dest_uri=f"{page.path}index.html"
        )
        self.generated_by = "gongkai"
        self.ours = page
        self._due = due

    def is_modified(self) -> bool:
        """MkDocs reads and writes only modified pages: those of this process's share."""
        return self._due


class ReadyPage(MkDocsPage):
    """A page whose fragment was made long before MkDocs asks for it."""

    def __init__(self, title: str | None, file: PageFile, config: MkDocsConfig, today: date) -> None:
        super().__init__(title or file.ours.title, file, config)
        self.ours = file.ours
        self.update_date = (file.ours.updated or today).isoformat()

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002
        """There is no Markdown to read; what templates ask of a page's front matter is told here."""
        self.markdown = ""
        self.meta: dict[str, Any] = {
            "title": self.ours.title,
            "description": self.ours.summary,
            "hide": ["navigation"] if len(self.ours.headings) > 1 else ["navigation", "toc"],
            "gk_kind": self.ours.kind,
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """The fragment as it is, with the headings as table of contents."""
        self.content = self.ours.html
        self.toc = TableOfContents(_nested(self.ours.headings))


def asset_file(asset: Asset, config: MkDocsConfig) -> File:
    """A file of the content folder, copied as it is."""
    root = str(asset.source)[: -len(asset.path)]
    return File(asset.path, root, config.site_dir, use_directory_urls=True, dest_uri=asset.path)


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
