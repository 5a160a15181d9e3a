"""What comes when every page is written: all other files, those that are taken over, and the switch."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from gongkai.building.machine_files import put
from gongkai.building.registering import registered, run_key, signer_of
from gongkai.findings import WrongUse
from gongkai.incremental.processes import garbage_collection_paused
from gongkai.incremental.run import Run
from gongkai.pages import WHOLE, PageBundle, Site, sitemap_files
from gongkai.releases.build_record import BuildRecord, FileRecord
from gongkai.releases.completeness import inspect_folder
from gongkai.releases.staging import StagingFolder
from gongkai.releases.switch import Incomplete, Release, publish
from gongkai.report import Report
from gongkai.settings import Settings


@garbage_collection_paused()
def finish(
    stage: StagingFolder,
    site: Site,
    run: Run,
    entries: dict[str, FileRecord],
    report: Report,
    share: Mapping[str, str | int] | None = None,
) -> Release:
    """What comes when every page is written: all other files, those that are taken over, and the switch. `share`: what
    the manifest of one share of the site says of it."""
    from gongkai.exports import MANIFEST, STATUS, manifest, status  # noqa: PLC0415 (`check`, which needs none, starts sooner)

    settings = run.settings
    entries |= put(site.made_files, stage)
    assets = site.context.assets.union(*(entry.assets for entry in entries.values()))
    for path, data in sitemap_files(site) if site.share[0] == 0 else ():
        entries[path] = stage.put(path, data)
    for path in sorted(assets):
        entries[path] = stage.put(path, (settings.content / path).read_bytes())
    stage.finished(entries)
    expected = {f"{page.path}index.html" for page in site.ours} | set(entries)
    found = inspect_folder(stage.folder, entries, closing=True, taken=_left_closed(site.taken, stage))
    if not site.frame_due and (strays := found.keys() - entries.keys()):
        raise Incomplete(f"多出 {len(strays)} 个来历不明的文件，例如 {min(strays)}")
    entries = found
    told = b""
    if site.share[0] == 0:
        told = status(entries, site.context.library, report, settings)
        entries[STATUS] = stage.put(STATUS, told)
    listing = manifest(entries, settings, share)
    entries[MANIFEST] = stage.put(MANIFEST, listing)
    ledger = BuildRecord(run.made_with, entries, run.key, site.frame_key)
    if site.share != WHOLE:
        return publish(stage, settings.site, expected, ledger)
    signer = signer_of(settings)
    entered = registered(stage, settings.site, signer, entries, told, listing)
    ledger.run = run_key(run.key, entered.state)
    return publish(stage, settings.site, expected, ledger, entered)


def _left_closed(bundles: Iterable[PageBundle], stage: StagingFolder) -> dict[str, tuple[str, ...]]:
    """The folders of bundles into which nobody put anything, with their files: they hold nothing else."""
    return {
        bundle.path: tuple(bundle.files)
        for bundle in bundles
        if bundle.path.removesuffix("/") in stage.closed
    }


@contextmanager
def faults_of_others_named(settings: Settings) -> Iterator[None]:
    """A site that is not whole is a fault of the program, unless others have had a hand in it: then it is theirs to look
    for, and `WrongUse` is raised."""
    try:
        yield
    except Incomplete as problem:
        names = [f"插件 {name}" for name in settings.others]
        if settings.custom_dir:
            names.append(f"自己的样式文件夹 {settings.custom_dir.name}")
        if not names:
            raise
        whose = "、".join(names)
        raise WrongUse(f"生成的网站不完整，没有发布：{problem}。请检查{whose}里写的链接和文件") from problem
