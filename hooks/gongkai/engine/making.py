"""Makes pages and keeps account of them: what each was made from, and what was written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.incremental.dependencies import QueryAnswers
from gongkai.incremental.recorded_context import recorded_context
from gongkai.incremental.recorded_queries import RecordedQueries
from gongkai.pages import Page, PageBundle, Planned, Site
from gongkai.releases.build_record import FileRecord, digest_of
from gongkai.releases.completeness import anchors_and_targets, without_target


@dataclass
class _Account:
    reads: RecordedQueries
    assets: tuple[str, ...]
    entry: FileRecord | None = None


class PageMaker:
    """Makes pages of one site in one process."""

    def __init__(self, site: Site, answers: QueryAnswers) -> None:
        self._site = site
        self._answers = answers
        self._accounts: dict[str, _Account] = {}
        self._written: set[str] = set()
        self._bundles = {page.path: one for one in site.bundles for page in one.pages}
        self._asked: dict[str, RecordedQueries] = {}
        """What the pages of each bundle asked, together."""
        self.writing = False
        """Whether MkDocs has come to writing pages, after it has gathered what there is."""
        self.menu: tuple[str, ...] = ()
        """The addresses of the pages in the site's menu."""

    def make(self, planned: Planned) -> Page:
        """The page, with what it asked written down."""
        bundle = self._bundles.get(planned.path)
        together = self._asked.setdefault(bundle.path, RecordedQueries()) if bundle else None
        source = bundle.source if bundle else planned.source
        context, reads = recorded_context(self._answers, source, together)
        page = planned.page(context)
        if planned.path not in self._written:  # else somebody looks at it again
            self._accounts[planned.path] = _Account(reads, tuple(sorted(context.assets)))
        return page

    def wrote(self, path: str, output: str, parts: Iterable[str]) -> None:
        """A page is about to be written; `parts` of it are the same on other pages."""
        data = output.encode()
        file = f"{path}index.html"
        ids, targets = anchors_and_targets(file, output, parts)
        self._written.add(path)
        self._accounts[path].entry = FileRecord(len(data), (0, 0), digest_of(data), ids, targets)

    def entries(self, folder: Path, pages: Iterable[Planned]) -> Iterator[tuple[str, FileRecord]]:
        """What was written, now that it is. Where several pages of a bundle lead, the first of them tells; where they lead to
        each other, none does, if all is there."""
        leading: dict[str, set[str]] = {}
        for page in pages:
            account = self._accounts.get(page.path)
            if account and account.entry:
                bundle = self._bundles.get(page.path)
                path = f"{page.path}index.html"
                state = (folder / path).stat()
                first = bundle.path if bundle else page.path
                if first not in leading:
                    leading[first] = self._met_within(bundle) if bundle else set()
                known = leading[first]
                targets = tuple(one for one in account.entry.targets if one not in known)
                known.update(targets)
                yield (
                    path,
                    account.entry._replace(
                        state=(state.st_mtime_ns, state.st_ino),
                        targets=targets,
                        plan=bundle.digest if bundle else page.digest,
                        reads=account.reads.kept() if bundle is None or bundle.path == page.path else (),
                        assets=account.assets,
                    ),
                )
            self._accounts.pop(page.path, None)  # not before: the first page of a bundle looks at all of them

    def _met_within(self, bundle: PageBundle) -> set[str]:
        """To what of a bundle its own pages lead, and it is there."""
        accounts = ((path, self._accounts.get(path.removesuffix("index.html"))) for path in bundle.files)
        written = {path: one.entry for path, one in accounts if one and one.entry}
        within = {
            target
            for entry in written.values()
            for target in entry.targets
            if target.rpartition("#")[0] in written
        }
        return within.difference(without_target(within, written))
