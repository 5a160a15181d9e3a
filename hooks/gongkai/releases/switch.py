"""Staging folder, completeness check, one-step switch: a reader or a crash sees the old site or the new.

The site's folder (`site_folder.py`) shows a finished release in `.NAME-releases/` beside it. A release is never
touched again while it is kept; beside it lies its ledger, `NUMBER.ledger`.
"""

import errno
import logging
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from gongkai.findings import WrongUse, system_refusal
from gongkai.incremental.processes import garbage_collection_paused
from gongkai.operating_system import exclusive_lock, system
from gongkai.releases.build_record import (
    BuildRecord,
    FileRecord,
    count_and_size,
    load_build_record,
    load_written_files,
)
from gongkai.releases.completeness import broken_links
from gongkai.releases.folder_reuse import move_release
from gongkai.releases.hard_links import remove_folder
from gongkai.releases.registration import Registration
from gongkai.releases.site_folder import finish_switch, live_release, switch
from gongkai.releases.staging import StagingFolder
from gongkai.releases.verification import differences, first_few

log = logging.getLogger("gongkai")

KEPT = 3
"""Releases that are kept, the live one included."""

_STAGING = "staging-"
_OLD = "old-"
_OURS = ("index.html", "404.html", "sitemap.xml", "policies")
"""What every site of ours has; a folder without them is somebody else's."""
_REMOVE = """import sys
sys.path.insert(0, sys.argv[1])
from gongkai.releases.hard_links import remove_folder
for folder in sys.argv[2:]:
    remove_folder(folder)
"""
_PACKAGE = str(Path(__file__).resolve().parents[2])
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


class Incomplete(RuntimeError):
    """A file is missing or a link leads nowhere; a fault of the program or the theme, and the old site stays."""


@dataclass(frozen=True)
class Release:
    """A finished site: where it lies, and how many files and bytes it has."""

    folder: Path
    files: int
    size: int
    new: bool = True
    """Whether anything changed; else it is the one that was live before."""


@contextmanager
def staging_for(site: Path, *, fresh: bool = False) -> Iterator[StagingFolder]:
    """An empty folder on the site's own disk, and one that is no longer needed; what is left in the former is removed,
    whatever happens.

    One build at a time: a second one waits for the first. With `fresh`, nothing is known of earlier releases.
    Raises `WrongUse` where nothing can be written, or the disk is full.
    """
    refuse_foreign(site)
    releases = releases_of(site)
    with _locked(site) as lock:
        live, ledger = (None, None) if fresh else _known(site)
        with _said_in_chinese(site):
            killed = sorted(releases.glob(f"{_STAGING}*"))
            leftovers = [*sorted(releases.glob(f"{_OLD}*")), *killed]
            safe = lock is not None or not killed  # else processes of that build may still be at work
            spare = leftovers.pop() if ledger and leftovers and safe else None
            staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=releases))
            with _removing(leftovers, lock):
                try:
                    yield StagingFolder(staging, live if ledger else None, ledger or BuildRecord(), spare)
                finally:
                    remove_folder(staging)


@contextmanager
def _removing(leftovers: Sequence[Path], lock: int | None) -> Iterator[None]:
    """Remove what killed builds left behind, and releases that are no longer kept, while others work: many small
    files take seconds. A program of its own shares no memory with this one; it shares the lock, so that the next
    build waits for it even if this one is killed. Where it cannot share the lock, they are removed beforehand."""
    if lock is None:
        for folder in leftovers:
            remove_folder(folder)
    if lock is None or not leftovers:
        yield
        return
    with subprocess.Popen(
        (sys.executable, "-ISc", _REMOVE, _PACKAGE, *map(str, leftovers)), pass_fds=(lock,)
    ):
        yield


@contextmanager
def _locked(site: Path) -> Iterator[int | None]:
    """The one build at a time; gives the lock's file, which forked processes inherit: the last one of them frees it."""
    releases = releases_of(site)
    with ExitStack() as held:
        try:
            releases.mkdir(parents=True, exist_ok=True)
            lock = held.enter_context(exclusive_lock(releases / "lock", _say_that_it_waits))
        except OSError as problem:
            raise WrongUse(f"不能在 {releases.parent} 里生成网站：{system_refusal(problem)}") from problem
        for left_behind in releases.glob("*.part"):
            left_behind.unlink()
        finish_switch(site, releases)
        yield lock


def _say_that_it_waits() -> None:
    log.warning("另一次生成正在进行，等它结束后再开始……")


@contextmanager
def _said_in_chinese(site: Path) -> Iterator[None]:
    """A disk that is full or not to be written to is no fault of the program; the old site stays."""
    try:
        yield
    except OSError as problem:
        if problem.errno in _NO_ROOM:
            raise WrongUse(
                f"磁盘已满，网站没有更新，{site} 仍是原来的内容；请清理磁盘后重新运行"
            ) from problem
        if problem.errno == errno.EROFS:
            raise WrongUse(f"不能在 {site.parent} 里生成网站：{system_refusal(problem)}") from problem
        if system.WINDOWS and isinstance(problem, PermissionError):
            raise WrongUse(
                f"网站没有更新：另一个程序（例如杀毒软件）正开着 {problem.filename}；请稍后再运行一次"
            ) from problem
        raise


def refuse_foreign(site: Path) -> None:
    """Raise `WrongUse` when `site` is a folder that Gongkai did not make, or one of its releases: nothing of others is
    replaced, and nothing that is finished."""
    if any(_is_for_releases(part) for part in (*site.parts, *site.parent.resolve().parts)):
        raise WrongUse(f"{site} 在存放各版网站的文件夹里，不能在这里生成网站；请换一个文件夹")
    if site.is_symlink() or not site.exists():
        return
    if not site.is_dir():
        raise WrongUse(f"{site} 是一个文件，不能在这里生成网站；请换一个文件夹")
    if any(site.iterdir()) and not all((site / name).exists() for name in _OURS):
        raise WrongUse(f"{site} 里已有别的文件，为免覆盖，请换一个文件夹，或者先清空它")


def untouched(site: Path, run: str) -> Release | None:
    """The live release, if this run made it, and every file in it is as it was written."""
    refuse_foreign(site)
    with _locked(site):
        live = live_release(site, releases_of(site))
        with garbage_collection_paused():
            written = load_written_files(_ledger_of(live)) if live else None
        if not written or written.run != run or not written.are_at(site):
            return None
    return Release(site.resolve(), len(written.states), written.size, new=False)


def publish(
    stage: StagingFolder,
    site: Path,
    expected: Iterable[str],
    ledger: BuildRecord,
    registration: Registration | None = None,
) -> Release:
    """Make the staging folder the live site, in one step; raises `Incomplete` when it is not whole.

    `ledger` has an entry for every file there is, but for those of the log. Without `registration` the rest is made on
    other machines, so that no link can be followed, and nothing entered in the log, before they are put together
    (`building/shares.py`).
    """
    entries = ledger.entries
    if missing := sorted(set(expected) - set(entries)):
        raise Incomplete(f"{len(missing)} 个文件没有生成，例如 {missing[0]}")
    if registration:
        promised = dict.fromkeys(registration.promised, FileRecord(0, (0, 0), b""))
        if broken := sorted(broken_links(promised | entries)):
            raise Incomplete(f"{len(broken)} 个链接没有目标，例如 {broken[0]}")
        entries |= registration.written()
    files, size = count_and_size(entries)
    finished = stage.folder.with_name(f"{_next_number(stage.folder.parent):06d}")
    ledger.save(_ledger_of(finished))
    stage.close(entries)
    move_release(stage.folder, finished)
    try:
        switch(site, finished)
    except WrongUse:
        _retire(finished)  # nobody has seen it, so nobody goes back to it
        raise
    _forget_old(finished.parent, finished)
    return Release(finished, files, size)


def rollback(site: Path, to: int | None = None) -> Path:
    """Switch back to the release before the live one, or `to` another one that is kept. Raises `WrongUse` when there is
    none, or when it is not what was written: then it says what differs, and which one could be taken instead."""
    refuse_foreign(site)
    with _locked(site):
        live = live_release(site, releases_of(site))
        kept = [one for one in reversed(_numbered(releases_of(site))) if one != live]
        earlier = [one for one in kept if live is None or one.name < live.name]
        wanted = earlier if to is None else [one for one in kept if int(one.name) == to]
        if not wanted:
            now = f"第 {int(live.name)} 版" if live else "空的"
            others = "、".join(f"第 {int(one.name)} 版" for one in kept)
            what = "更早的版本" if to is None else f"第 {to} 版"
            raise WrongUse(
                f"没有{what}可以退回：{site} 现在是{now}" + (f"，另外保留着{others}" if others else "")
            )
        if wrong := _differences(wanted[0]):
            sound = (one for one in earlier if one.name < wanted[0].name and not _differences(one))
            raise WrongUse(_refusal(wanted[0], wrong, next(sound, None)))
        switch(site, wanted[0])
    return wanted[0]


def _differences(release: Path) -> list[str]:
    """What in a release is not as its ledger has it."""
    ledger = load_build_record(_ledger_of(release))
    if ledger is None:
        return [f"生成时的清单 {_ledger_of(release).name} 没有或已损坏，无法核对"]
    return differences(release, {path: (one.size, one.digest) for path, one in ledger.entries.items()})


def _refusal(release: Path, wrong: list[str], instead: Path | None) -> str:
    said = f"第 {int(release.name)} 版和生成时不一样，不能退回：{first_few(wrong)}。网站没有变动"
    if instead is None:
        return f"{said}；也没有更早的完好版本，请改正内容后重新生成"
    number = int(instead.name)
    return f"{said}；第 {number} 版完好，要退回到它，请运行：python build.py rollback --to {number}"


@contextmanager
def kept_releases(site: Path) -> Iterator[Sequence[Path]]:
    """The releases that are kept, the oldest first; none goes and none comes meanwhile."""
    refuse_foreign(site)
    with _locked(site):
        yield _numbered(releases_of(site))


_RELEASES = "-releases"


def releases_of(site: Path) -> Path:
    """Where the releases of a site lie."""
    return site.parent / f".{site.name}{_RELEASES}"


def _is_for_releases(name: str) -> bool:
    return name.startswith(".") and name.endswith(_RELEASES)


def _known(site: Path) -> tuple[Path | None, BuildRecord | None]:
    """The live release, and its ledger."""
    live = live_release(site, releases_of(site))
    with garbage_collection_paused():
        return live, load_build_record(_ledger_of(live)) if live else None


def _ledger_of(release: Path) -> Path:
    return release.with_name(f"{release.name}.ledger")


def _numbered(releases: Path) -> list[Path]:
    return sorted(folder for folder in releases.iterdir() if folder.name.isdecimal() and folder.is_dir())


def _next_number(releases: Path) -> int:
    return max((int(folder.name) for folder in _numbered(releases)), default=0) + 1


def _retire(release: Path) -> None:
    """At once: a half-removed release is none. The next build removes it while it works."""
    move_release(release, release.with_name(f"{_OLD}{release.name}"))


def _forget_old(releases: Path, live: Path) -> None:
    """Keep the newest releases, and no ledger without its release."""
    for folder in _numbered(releases)[:-KEPT]:
        if folder != live:
            _retire(folder)
    for ledger in releases.glob("*.ledger"):
        if not ledger.with_suffix("").is_dir():
            ledger.unlink()
