"""Writing pages with MkDocs: in this process, or in shares by worker processes."""

import logging
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.commands import build as mkdocs_build

from gongkai.engine import running
from gongkai.engine.frame import Frame
from gongkai.engine.making import PageMaker
from gongkai.engine.settings_file import configured
from gongkai.findings import WrongUse
from gongkai.incremental.processes import prepare_worker, processes, start_method
from gongkai.incremental.recorded_context import answers_of
from gongkai.pages import Site
from gongkai.releases.build_record import FileRecord, pack_records, unpack_records

_PATIENCE = 5
"""How much workers let others go first: who makes the files for machines, all by himself, would finish last."""

_WORTH_SHARING = 300
"""Pages below which a second process costs more than it saves: starting one takes half a second."""


@dataclass(frozen=True)
class _Work:
    site: Site
    staging: Path
    config_file: Path
    written: Any
    """A number that all processes share: the pages that are written."""


def render(
    site: Site,
    staging: Path,
    *,
    config_file: Path,
    jobs: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, FileRecord]:
    """Write the pages of the site that are due, and the theme's files, into the folder `staging`, which has none of them.

    `jobs`: processes to use (None: all cores, where that is worth it). `progress` hears how many of how many
    pages are written. Returns what was written, for the ledger.
    """
    total = len(site.due)
    if site.context.settings.others:
        jobs = 1  # plugins of others expect one build, of all pages
        if site.share != (0, 1):
            raise WrongUse("用了其他插件（plugins、hooks）的网站不能分片生成；请去掉 --shard，或去掉这些插件")
    jobs = min(processes(jobs or (None if total >= _WORTH_SHARING else 1)), max(total, 1))
    work = _Work(site, staging, config_file, start_method().Value("i", 0))

    def show() -> None:
        if progress:
            progress(work.written.value, total)

    if jobs == 1:
        return _write(work, 0, 1, show)
    entries: dict[str, FileRecord] = {}
    with ProcessPoolExecutor(jobs, start_method(), _start_worker, (work,)) as pool:
        shares = [pool.submit(_write_share, index, jobs) for index in range(jobs)]
        for share in shares:
            while not share.done():
                show()
                _wait(share)
            entries |= unpack_records(share.result())
    show()
    return entries


_work: _Work | None = None


def _start_worker(work: _Work) -> None:
    global _work  # noqa: PLW0603 (a worker process is told once what all its shares are of)
    _work = work
    prepare_worker(_PATIENCE)


def _write_share(index: int, count: int) -> bytes:
    if _work is None:
        raise RuntimeError("the worker was not started by `render`")
    return pack_records(_write(_work, index, count))


def _count(written: Any) -> None:
    with written.get_lock():
        written.value += 1


def _wait(share: Any) -> None:
    try:
        share.exception(timeout=0.2)
    except TimeoutError:
        return


def _write(
    work: _Work, index: int, count: int, show: Callable[[], None] = lambda: None
) -> dict[str, FileRecord]:
    """Write one share of a site: every page and bundle that is due and whose number is `index` modulo `count`."""

    def wrote() -> None:
        _count(work.written)
        show()

    due = work.site.due_in(index, count)
    maker = PageMaker(work.site, answers_of(work.site.context))
    mkdocs_build.log.addFilter(_not_about_dirty)
    first = index == 0 and work.site.frame_due
    frame = Frame(work.site, maker, due, first=first, progress=wrote, may_share=True)
    with running.serving_frame(frame), tempfile.TemporaryDirectory(prefix="gongkai-empty-") as empty:
        config = configured(work.config_file, empty, site_dir=str(work.staging))
        config.plugins.on_startup(command="build", dirty=True)
        try:
            mkdocs_build.build(config, dirty=True)
            frame.write_apart(config)
        finally:
            config.plugins.on_shutdown()
    return dict(maker.entries(work.staging, due))


def _not_about_dirty(record: logging.LogRecord) -> bool:
    """MkDocs warns that dirty builds are inexact; ours are exact, and `strict` would stop at the warning."""
    return "'dirty' build" not in record.getMessage()
