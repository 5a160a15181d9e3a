"""Which pages of the live release are as they would be made now."""

from collections.abc import Iterator
from dataclasses import replace

from gongkai.incremental.dependencies import QueryAnswers
from gongkai.incremental.recorded_context import answers_of
from gongkai.pages import PageBundle, Site
from gongkai.releases.build_record import FileRecord
from gongkai.releases.staging import StagingFolder


def _unchanged(site: Site, stage: StagingFolder, answers: QueryAnswers) -> Iterator[tuple[str, FileRecord]]:
    """The paths of single pages that are, with their entries."""
    for page in site.single:
        path = f"{page.path}index.html"
        entry = stage.has(path)
        if entry and entry.plan == page.digest and entry.reads and answers.hold(entry.reads):
            yield path, entry


def _unchanged_bundle(
    bundle: PageBundle, stage: StagingFolder, answers: QueryAnswers
) -> dict[str, FileRecord]:
    """The entries of a bundle's files, if all are; what its pages asked stands with the first."""
    kept = {
        path: entry for path in bundle.files if (entry := stage.has(path)) and entry.plan == bundle.digest
    }
    if len(kept) <= len(bundle.names):
        return {}
    reads = kept[f"{bundle.path}index.html"].reads
    return kept if reads and answers.hold(reads) else {}


def with_pages_reused(site: Site, stage: StagingFolder, alike: bool) -> tuple[Site, dict[str, FileRecord]]:
    """The site less the pages that the live release has, and the entries of what it has. `alike`: code and settings
    are those of then."""
    if not alike or stage.ledger.frame != site.frame_key:
        return replace(site, frame_due=site.share[0] == 0), {}
    answers = answers_of(site.context)
    kept = dict(_unchanged(site, stage, answers))
    paths = frozenset(path.removesuffix("index.html") for path in kept)
    due: list[PageBundle] = []
    taken: list[PageBundle] = []
    for bundle in site.bundles:
        found = _unchanged_bundle(bundle, stage, answers)
        kept |= found
        (taken if found else due).append(bundle)
    theme = {path: entry for path, entry in stage.ledger.entries.items() if entry.of_theme}
    frame_due = site.share[0] == 0 and not (theme and all(map(stage.has, theme)))
    site = replace(site, kept=paths, bundles=tuple(due), taken=tuple(taken), frame_due=frame_due)
    return site, {**kept, **({} if frame_due else theme)}
