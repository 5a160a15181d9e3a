"""Which pages of the live release are as they would be made now."""

from collections.abc import Iterator
from dataclasses import replace

from gongkai.incremental.recorded_context import answers_of
from gongkai.pages import Site
from gongkai.releases.build_record import FileRecord
from gongkai.releases.staging import StagingFolder


def _unchanged(site: Site, stage: StagingFolder) -> Iterator[tuple[str, FileRecord]]:
    """The paths of those pages, with their entries."""
    answers = answers_of(site.context)
    for page in site.pages:
        path = f"{page.path}index.html"
        entry = stage.has(path)
        if entry and entry.plan == page.digest and entry.reads and answers.hold(entry.reads):
            yield path, entry


def with_pages_reused(site: Site, stage: StagingFolder, alike: bool) -> tuple[Site, dict[str, FileRecord]]:
    """The site less the pages that the live release has, and the entries of what it has. `alike`: code and settings
    are those of then."""
    if not alike or stage.ledger.frame != site.frame_key:
        return replace(site, frame_due=site.share[0] == 0), {}
    kept = dict(_unchanged(site, stage))
    paths = frozenset(path.removesuffix("index.html") for path in kept)
    theme = {path: entry for path, entry in stage.ledger.entries.items() if entry.of_theme}
    frame_due = site.share[0] == 0 and not (theme and all(map(stage.has, theme)))
    return replace(site, kept=paths, frame_due=frame_due), {**kept, **({} if frame_due else theme)}
