"""The section at one moment: read, judged, and what an editor is told of it; a later moment is another value."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from gongkai.building.section import JudgedSection
from gongkai.findings import Finding
from gongkai.memo import Memo
from gongkai.model import Document, Library
from gongkai.model.duties import Duty, all_duties
from gongkai.pages import Context
from gongkai.preview.unpublished import everything_out, when_out
from gongkai.report import due_soon
from gongkai.search import search_files
from gongkai.settings import Settings
from gongkai.source import SourceFile

OWN = "preview/"
"""Where the preview's own pages lie, below the site: no document can be there."""


@dataclass(frozen=True)
class PreviewedSection:
    """What was read and found, and all that is derived from it when somebody asks."""

    settings: Settings
    memo: Memo
    judged: JudgedSection
    duties_before: tuple[Duty, ...] | None = None

    @property
    def today(self) -> date:
        """The day of the preview."""
        return self.settings.today

    @cached_property
    def library(self) -> Library:
        """Everything, drafts and what has a later day as if they were out."""
        return everything_out(self.judged.library, self.today)

    @cached_property
    def waiting(self) -> Mapping[str, str]:
        """By the path of its page, why a document is not out: 草稿, or its day."""
        documents = self.judged.library.documents
        return {d.url: said for d in documents if (said := when_out(d, self.today))}

    @cached_property
    def sources(self) -> Mapping[str, SourceFile]:
        """Every file that an editor wrote and that has a page of its own, by the path of that page."""
        written = self.judged.library.written
        return {page_of(source.path): source for source in written if source.path.endswith(".md")}

    @cached_property
    def findings(self) -> Mapping[str, tuple[Finding, ...]]:
        """What was found, by the path of the page that shows it, in the order of files and lines."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.judged.report.findings:
            found[page_of(finding.path)].append(finding)
        return {page: tuple(findings) for page, findings in found.items()}

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """What is overdue and what is due soon; as it was a moment before, as long as it has not been counted anew."""
        if self.duties_before is not None:
            return self.duties_before
        return due_soon(all_duties(self.judged.library.whole, self.today), self.today)

    @cached_property
    def search_index(self) -> Mapping[str, bytes]:
        """The files of the search index, made when somebody searches for the first time."""
        return dict(search_files(self.library, self.judged.texts, self.settings, self.memo))

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """By an old address: the address of the page to which it leads."""
        return {old.path: url for old, url in self.judged.old.moved.items() if not old.query}

    def document(self, page: str) -> Document | None:
        """The document that the page at this path shows, as far as it can be shown."""
        source = self.sources.get(page)
        return self.library.get(source.path) if source else None

    def context(self, document: Document | None) -> Context:
        """What pages are made from: on the day that the document comes out, if that is still to come."""
        day = max(self.today, document.published) if document else self.today
        settings, deleted = replace(self.settings, today=day), self.judged.old.deleted
        return _PreviewContext(self.library, self.judged.texts, settings, deleted=deleted)

    def file(self, path: str) -> Path | None:
        """An attachment or image of the content folder; links and what is elsewhere are none."""
        file = self.settings.content / path
        known = path in self.judged.library.others and file.is_file() and not file.is_symlink()
        return file if known else None


def page_of(path: str) -> str:
    """The path of the page that shows a file of the content folder."""
    if path in ("", "mkdocs.yml") or path.startswith("calendar/"):
        return OWN
    if path == "waivers.yml":
        return "disclosure/"
    return "" if path == "index.md" else f"{path.rsplit('.', 1)[0]}/"


class _PreviewContext(Context):
    """A context that can do without files that are not there."""

    def file_size(self, path: str) -> int:
        """Bytes; 0 for a file that is missing or not within the content folder, which is GK005's or GK505's to say."""
        file = self.settings.content / path
        return file.stat().st_size if path in self.library.others and file.is_file() else 0
