"""`check`: what the rules say of the section; nothing is published."""

import argparse
from pathlib import Path
from typing import Any

from gongkai.building import pipeline
from gongkai.cli.options import settings_of
from gongkai.cli.report_output import print_report
from gongkai.cli.tried_cases import tried_cases
from gongkai.findings import WrongUse
from gongkai.report import Report
from gongkai.report.scope import limited_report
from gongkai.settings import Settings
from gongkai.settings.typed_values import nearest, place, within


def add_command(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add it to the command line."""
    command = commands.add_parser("check", parents=[common], help="只检查，不生成")
    said = "只报告这些文件和与它们相关的文件"
    command.add_argument("paths", nargs="*", type=place, metavar="文件", help=said)
    command.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> bool:
    settings = settings_of(options)
    if not options.paths:
        report = pipeline.report_of(settings, base=options.base)
    else:
        judged = pipeline.check(settings, base=options.base)
        report = judged.report
        paths = [below for path in options.paths for below in _below(path, settings, report)]
        report = limited_report(judged.library, judged.report, paths)
        if options.format == "text" and (tried := "\n".join(tried_cases(judged.library, paths))):
            print(f"{tried}\n")
    print_report(report, options.format, settings)
    return report.blocked


def _below(path: Path, settings: Settings, report: Report) -> list[str]:
    """The paths that rules know, all of a folder's, however it was typed; raises `WrongUse` for no path of ours."""
    content = settings.content
    places = [found for found in within(path, content) if found.is_relative_to(content)]
    for found in places:
        name = found.relative_to(content).as_posix()
        if found.is_dir():
            known = {file.relative_to(content).as_posix() for file in found.rglob("*") if file.is_file()}
            start = "" if found == content else f"{name}/"
            return sorted(known | {f.path for f in report.findings if f.path.startswith(start)})
        # what is missing altogether (GK201) can be asked for
        if found.is_file() or any(finding.path == name for finding in report.findings):
            return [name]
    known = {file.relative_to(content).as_posix() for file in content.rglob("*.*") if file.is_file()}
    meant = [nearest(found.relative_to(content).as_posix(), known) for found in places]
    raise WrongUse(f"内容文件夹（{content}）中没有“{path}”{next(filter(None, meant), '')}")
