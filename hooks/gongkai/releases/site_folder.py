"""The site's folder, where readers look: a link to the live release, which is replaced in one step.

Where the system or the disk has no such links, it is a copy of the release, made aside and put in place by renaming.
Between two renames there is no site; a run that ends just there is made good by the next one.
"""

import logging
import os
from pathlib import Path

from gongkai.findings import WrongUse
from gongkai.operating_system import is_missing_feature, move_file, system
from gongkai.releases.hard_links import OPEN_FOLDER, copy_tree, remove_folder

log = logging.getLogger("gongkai")

_COPY, _UNFINISHED, _ASIDE = "copy-", "unfinished-", "aside-"
_COPIED = "copied"
"""The file that says of which release the site's folder is a copy."""


def live_release(site: Path, releases: Path) -> Path | None:
    """The release that the site is, by its folder in `releases`."""
    if site.is_symlink():
        live = site.resolve()
        name = live.name if live.parent == releases.resolve() else ""
    else:
        name = _copied(releases) if site.is_dir() else ""
    return releases / name if name and (releases / name).is_dir() else None


def switch(site: Path, release: Path) -> None:
    """Make the site this release. Raises `WrongUse`, with the site as it was, where another program holds its folder."""
    if not _link(site, release):
        _put_copy(site, release)


def finish_switch(site: Path, releases: Path) -> None:
    """Put in place what a killed run had begun to: the new site if it was whole, else the old one."""
    copies, asides = (sorted(releases.glob(f"{kind}*")) for kind in (_COPY, _ASIDE))
    if not os.path.lexists(site):
        wanted = releases / f"{_COPY}{_copied(releases)}"
        for found in (wanted, *asides):
            if os.path.lexists(found):
                move_file(found, site)
                break
    for left_behind in (*copies, *asides, *releases.glob(f"{_UNFINISHED}*"), *releases.glob("link-*")):
        remove_folder(left_behind)


def _link(site: Path, release: Path) -> bool:
    """Whether a link could be put in place. On Windows none can take the place of another."""
    if system.WINDOWS:
        return False
    link = release.parent / f"link-{release.name}"
    link.unlink(missing_ok=True)
    try:
        os.symlink(os.path.relpath(release, site.parent), link)  # noqa: PTH211 (it may be missing)
    except (AttributeError, NotImplementedError, OSError) as problem:
        if not is_missing_feature(problem):
            raise
        return False
    aside = _put_aside(site, release.parent) if site.is_dir() and not site.is_symlink() else None
    link.replace(site)
    (release.parent / _COPIED).unlink(missing_ok=True)
    if aside:
        remove_folder(aside)
    return True


def _put_copy(site: Path, release: Path) -> None:
    releases, before = release.parent, _copied(release.parent)
    copy = releases / f"{_COPY}{release.name}"
    unfinished = releases / f"{_UNFINISHED}{release.name}"
    copy_tree(release, unfinished)
    move_file(unfinished, copy)
    try:
        aside = _put_aside(site, releases) if os.path.lexists(site) else None
        _say_copied(releases, release.name)
        move_file(copy, site)
    except BaseException as problem:
        _say_copied(releases, before)
        finish_switch(site, releases)
        if isinstance(problem, PermissionError):
            raise _held(site, int(release.name)) from problem
        raise
    if aside:
        remove_folder(aside)
    log.warning(
        "这台电脑不能用链接切换网站，%s 是第 %d 版的副本：换版时有一瞬间没有网站，"
        "中途断电或强行关闭的，下次生成时自动补上。正式对外的网站请在 Linux 服务器上生成。",
        site,
        int(release.name),
    )


def _held(site: Path, number: int) -> WrongUse:
    return WrongUse(
        f"网站没有换成第 {number} 版：另一个程序正开着 {site} 里的文件或文件夹（资源管理器、浏览器、命令行窗口等），"
        "或者没有改名的权限；请关掉它们，再运行一次"
    )


def _put_aside(site: Path, releases: Path) -> Path:
    aside = releases / f"{_ASIDE}{_copied(releases) or 'unknown'}"
    remove_folder(aside)
    if not site.is_symlink():
        site.chmod(OPEN_FOLDER)  # it may be a copy of a release
    move_file(site, aside)
    return aside


def _copied(releases: Path) -> str:
    try:
        name = (releases / _COPIED).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
    return name if name.isdecimal() else ""


def _say_copied(releases: Path, name: str) -> None:
    part = releases / f"{_COPIED}.part"
    part.write_text(name, encoding="utf-8")
    move_file(part, releases / _COPIED)
