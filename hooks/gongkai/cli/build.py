"""`build`: checks the section, then writes the site and switches to it."""

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gongkai.building import pipeline
from gongkai.cli.options import settings_of
from gongkai.cli.report_output import print_report
from gongkai.pages import Site
from gongkai.releases.build_record import FileRecord
from gongkai.report import BuildProgress, ContentRejected


def add_command(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add it to the command line."""
    command = commands.add_parser("build", parents=[common], help="检查并生成网站（不写命令时就是它）")
    command.set_defaults(run=build)


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
        print_report(rejected.report, options.format, settings)
        return True
    progress.done()
    print_report(report, options.format, settings)
    megabytes = release.size / 1_000_000
    said = "已生成" if release.new else "没有变化，仍是"
    print(f"{said} {release.files} 个文件（{megabytes:.1f} MB），网站在 {settings.site}", file=sys.stderr)
    return False
