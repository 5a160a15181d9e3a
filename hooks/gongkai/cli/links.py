"""`links`: the external links of the built site, tried."""

import argparse
from pathlib import Path
from typing import Any

from gongkai.building import pipeline
from gongkai.cli.reports import report_with, save
from gongkai.platforms.external_links import as_csv, try_links
from gongkai.settings import Settings
from gongkai.settings.typed_values import new_file


def add_command(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add it to the command line."""
    said = "试一遍网站上的外部链接，写成报告，不影响发布"
    command = commands.add_parser("links", parents=[common], help=said)
    report = Path("links-report.csv")
    command.add_argument("--report", type=new_file, metavar="文件", default=report, help="报告写到哪里")
    report_with(command, _tell, ("text",))


def _tell(options: argparse.Namespace, settings: Settings) -> None:
    judged = pipeline.check(settings)
    tried = try_links(settings.site, judged.library, judged.texts)
    broken = [link for link in tried if not link.works]
    save(options.report, as_csv(tried).encode())
    for link in broken:
        print(f"{link.path or '（页面框架）'} 第 {link.line} 行  {link.url}\n      {link.said}")
    print(f"共 {len(tried)} 个外部链接，{len(broken)} 个打不开；报告在 {options.report}")
