"""Staging folder, completeness check, one-step switch: a reader or a crash sees the old site or the new.

The site's folder is a link to a finished release in `.NAME-releases/` beside it; switching replaces the
link in one step. A release is never touched again.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gongkai.completeness import broken_links, missing_files
from gongkai.findings import WrongUse

KEPT = 3
"""Releases that are kept, the live one included."""

_STAGING = "staging-"
_OURS = ("index.html", "404.html", "sitemap.xml", "policies")
"""What every site of ours has; a folder without them is somebody else's."""


class Incomplete(RuntimeError):
    """A file is missing or a link leads nowhere; a fault of the program or the theme, and the old site stays."""


@dataclass(frozen=True)
class Release:
    """A finished site: where it lies, and how many files and bytes it has."""

    folder: Path
    files: int
    size: int


@contextmanager
def staging_for(site: Path) -> Iterator[Path]:
    """An empty folder on the site's own disk; what is left in it is removed, whatever happens.

    One build at a time: a second one waits for the first. Raises `WrongUse` where nothing can be written.
    """
    refuse_foreign(site)
    releases = _releases(site)
    try:
        releases.mkdir(parents=True, exist_ok=True)
        lock = (releases / "lock").open("w")
    except OSError as problem:
        raise WrongUse(f"不能在 {site.parent} 里生成网站：{problem.strerror}") from problem
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # given back when the file is closed, also by a killed process
        for left_behind in releases.glob(f"{_STAGING}*"):
            shutil.rmtree(left_behind)
        staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=releases))
        try:
            yield staging
        finally:
            if staging.exists():
                shutil.rmtree(staging)


def refuse_foreign(site: Path) -> None:
    """Raise `WrongUse` when `site` is a folder that Gongkai did not make: nothing of others is replaced."""
    if site.is_symlink() or not site.exists():
        return
    if not site.is_dir():
        raise WrongUse(f"{site} 是一个文件，不能在这里生成网站；请换一个文件夹")
    if any(site.iterdir()) and not all((site / name).exists() for name in _OURS):
        raise WrongUse(f"{site} 里已有别的文件，为免覆盖，请换一个文件夹，或者先清空它")


def publish(staging: Path, site: Path, expected: frozenset[str]) -> Release:
    """Make the staging folder the live site, in one step; raises `Incomplete` when it is not whole."""
    if missing := missing_files(staging, expected):
        raise Incomplete(f"{len(missing)} 个文件没有生成，例如 {missing[0]}")
    if broken := sorted(broken_links(staging)):
        raise Incomplete(f"{len(broken)} 个链接没有目标，例如 {broken[0]}")
    finished = staging.with_name(f"{_next_number(staging.parent):06d}")
    staging.chmod(0o755)
    staging.rename(finished)
    _switch(site, finished)
    _forget_old(staging.parent, finished)
    sizes = [file.stat().st_size for file in finished.rglob("*") if file.is_file()]
    return Release(finished, len(sizes), sum(sizes))


def _releases(site: Path) -> Path:
    return site.parent / f".{site.name}-releases"


def _next_number(releases: Path) -> int:
    return max((int(folder.name) for folder in releases.iterdir() if folder.name.isdecimal()), default=0) + 1


def _switch(site: Path, finished: Path) -> None:
    """Point the site at the release. Only the first time there may be a real folder to move away."""
    link = finished.parent / f"link-{finished.name}"
    link.unlink(missing_ok=True)
    link.symlink_to(os.path.relpath(finished, site.parent))
    if site.is_dir() and not site.is_symlink():
        aside = finished.parent / f"replaced-{finished.name}"
        site.rename(aside)
        link.replace(site)
        shutil.rmtree(aside)
    else:
        link.replace(site)


def _forget_old(releases: Path, live: Path) -> None:
    """Keep the newest releases."""
    numbered = sorted(folder for folder in releases.iterdir() if folder.name.isdecimal())
    for folder in numbered[:-KEPT]:
        if folder != live:
            shutil.rmtree(folder)
