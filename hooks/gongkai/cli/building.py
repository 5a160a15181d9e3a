"""`build` and `rollback`: what changes the live site."""

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gongkai.build import pipeline
from gongkai.releases import switch as releases
from gongkai.cli.arguments import positive
from gongkai.cli.checking import tell
from gongkai.cli.options import settings_of
from gongkai.releases.build_record import FileRecord
from gongkai.pages import Site
from gongkai.report import ContentRejected, BuildProgress


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add these commands to the command line."""
    command = commands.add_parser("build", parents=[common], help="检查并生成网站（不写命令时就是它）")
    command.set_defaults(run=build)
    back = commands.add_parser("rollback", parents=[common], help="退回到上一次生成的网站")
    back.add_argument(
        "--to", type=positive, metavar="版次", help="退回到保留着的哪一版，例如 12（默认上一版）"
    )
    back.set_defaults(run=_rollback)


def build(options: argparse.Namespace) -> bool:
    """Check, then write the site; whether a broken rule prevented it."""
    os.umask(0o022)  # what is published is for everybody, the web server's own account too
    settings = settings_of(options)
    progress = BuildProgress(sys.stderr)

    def render(site: Site, staging: Path) -> Mapping[str, FileRecord]:
        from gongkai import engine  # noqa: PLC0415 (MkDocs takes a fifth of a second to load)

        return engine.render(
            site,
            staging,
            config_file=settings.config_file,
            jobs=settings.jobs,
            progress=progress.pages,
        )

    try:
        progress.step("检查内容")
        release, report = pipeline.build(
            settings, render, base=options.base, clean=options.clean, share=options.shard
        )
    except ContentRejected as rejected:
        progress.done()
        tell(rejected.report, options.format, settings)
        return True
    progress.done()
    tell(report, options.format, settings)
    megabytes = release.size / 1_000_000
    said = "已生成" if release.new else "没有变化，仍是"
    print(f"{said} {release.files} 个文件（{megabytes:.1f} MB），网站在 {settings.site}", file=sys.stderr)
    return False


def _rollback(options: argparse.Namespace) -> bool:
    settings = settings_of(options)
    release = releases.rollback(settings.site, options.to)
    print(f"已退回到第 {int(release.name)} 版，网站在 {settings.site}；下一次生成会照常从内容文件夹重新发布")
    return False
