"""`patrol`: the weekly report of a site's keeper (巡查)."""

import argparse
from typing import Any

from gongkai.building import pipeline
from gongkai.cli.reports import report_with, save
from gongkai.platforms.patrol import patrol_report
from gongkai.settings import Settings
from gongkai.settings.typed_values import new_file


def add_command(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add it to the command line."""
    said = "巡查报告：链接、栏目更新、个人信息、标密"
    command = commands.add_parser("patrol", parents=[common], help=said)
    command.add_argument("--report", type=new_file, metavar="文件", help="报告写到哪里（默认显示在屏幕上）")
    report_with(command, _tell, ("text",))


def _tell(options: argparse.Namespace, settings: Settings) -> None:
    judged = pipeline.check(settings, base=options.base)
    told = patrol_report(judged.report, judged.library.whole, settings)
    if options.report:
        save(options.report, told.encode())
        print(f"巡查报告在 {options.report}")
    else:
        print(told, end="")
