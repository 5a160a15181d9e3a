"""`archive`: the release that was public on a day, as one file for an archive."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.archive.archiving import site_to_archive
from gongkai.archive.released import LoggedRelease, release_on
from gongkai.archive.wacz import write_wacz
from gongkai.cli.options import settings_of
from gongkai.findings import WrongUse, system_refusal
from gongkai.law import in_words
from gongkai.operating_system import move_file
from gongkai.releases.site_folder import live_release
from gongkai.releases.switch import kept_releases, releases_of
from gongkai.settings.typed_values import day, new_file


def add_command(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add it to the command line."""
    said = "把某一天公开的那一版网站存成一个文件（WACZ），连同登记的证明，交档案馆长期保存"
    command = commands.add_parser("archive", parents=[common], help=said)
    command.add_argument(
        "day", type=day, metavar="日期", help="哪一天公开的（当天最后一版），例如 2026-06-30"
    )
    command.add_argument("--to", type=new_file, metavar="文件", help="写到哪里（默认：网站名-日期.wacz）")
    command.set_defaults(run=_archive)


def _archive(options: argparse.Namespace) -> bool:
    settings, wanted = settings_of(options), options.day
    if wanted > settings.today:
        raise WrongUse(f"{in_words(wanted)}还没有到，不知道那天公开的是哪一版")
    to = options.to or Path(f"{settings.site.name}-{wanted}.wacz")
    with kept_releases(settings.site) as kept:
        release = release_on(wanted, kept)
        live = live_release(settings.site, releases_of(settings.site))
        _write(release, wanted, to)
    entry = release.entries[-1]
    print(f"已把第 {release.number} 版存到 {to}：登记簿第 {release.index + 1} 次登记，登记日期 {entry.day}")
    if not release.note.signatures:
        print("登记簿没有签名，这份存档证明不了是谁发布的")
    if wanted == settings.today:
        print("今天还没有过完，再更新以后，今天公开的就是另一版")
    if live and int(live.name) < release.number:
        print(f"网站现在退回到第 {int(live.name)} 版；登记簿不记退回，从什么时候起退回的，请另作记录")
    return False


def _write(release: LoggedRelease, wanted: date, to: Path) -> None:
    """Whole or not at all."""
    site = site_to_archive(release, wanted)
    part = to.with_name(f"{to.name}.part")
    try:
        with part.open("wb") as out:
            write_wacz(site, out)
        move_file(part, to)
    except OSError as problem:
        part.unlink(missing_ok=True)
        raise WrongUse(f"写不到 {to}：{system_refusal(problem)}") from problem
