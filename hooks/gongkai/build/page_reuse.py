"""Which pages of the live release are as they would be made now."""

from collections.abc import Iterator

from gongkai.pages import Site
from gongkai.releases.build_record import FileRecord
from gongkai.releases.staging import StagingFolder


def unchanged(site: Site, stage: StagingFolder) -> Iterator[tuple[str, FileRecord]]:
    """The paths of those pages, with their entries."""
    answers = site.context.answers()
    for page in site.pages:
        path = f"{page.path}index.html"
        entry = stage.has(path)
        if entry and entry.plan == page.digest and entry.reads and answers.hold(entry.reads):
            yield path, entry
