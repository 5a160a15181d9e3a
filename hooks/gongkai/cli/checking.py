"""`check` and `explain`: what the rules say of the section, and what a rule says."""

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from gongkai.build import pipeline
from gongkai.cli.arguments import file, nearest, place, within
from gongkai.cli.options import settings_as_given, settings_of
from gongkai.findings import WrongUse
from gongkai.report.scope import limited
from gongkai.report import Report, as_github, as_gitlab, as_json, as_junit, as_sarif, as_text
from gongkai.rules import rules_of
from gongkai.rules.book import explained
from gongkai.settings import Settings
from gongkai.build.house_rule_trial import try_house_rules


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add these commands to the command line."""
    check = commands.add_parser("check", parents=[common], help="只检查，不生成")
    check.add_argument(
        "paths", nargs="*", type=place, metavar="文件", help="只报告这些文件和与它们相关的文件"
    )
    check.set_defaults(run=_check)
    explain = commands.add_parser("explain", help="说明一条规则，附例子")
    explain.add_argument("code", metavar="编号", help="例如 GK104")
    which = "设置文件：本单位的依据、期限和规则以它为准"
    explain.add_argument(
        "--config", type=_settings_file, default=argparse.SUPPRESS, metavar="文件", help=which
    )
    explain.set_defaults(run=_explain)


def _settings_file(text: str) -> Path:
    found = file(text)
    if not found.exists():
        raise argparse.ArgumentTypeError(f"没有“{text}”这个文件")
    return found


def _check(options: argparse.Namespace) -> bool:
    settings = settings_of(options)
    if not options.paths:
        report = pipeline.report_on(settings, base=options.base)
    else:
        judged = pipeline.check(settings, base=options.base)
        report = judged.report
        paths = [below for path in options.paths for below in _below(path, settings, report)]
        report = limited(judged.library, judged.report, paths)
    tell(report, options.format, settings)
    return report.blocked


def _explain(options: argparse.Namespace) -> bool:
    settings = settings_as_given(options) if options.config.exists() else None
    if settings:
        try_house_rules(settings)
    print(explained(options.code, settings))
    return False


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


def tell(report: Report, form: str, settings: Settings) -> None:
    """Print the report; but for `text`, stdout holds nothing else."""
    if form == "text":
        print(as_text(report, colour=sys.stdout.isatty() and "NO_COLOR" not in os.environ))
    elif form == "json":
        print(as_json(report))
    elif form == "sarif":
        print(as_sarif(report, pipeline.repository_of(settings), rules_of(settings).by_code.values()))
    elif commands := {"github": as_github, "gitlab": as_gitlab, "junit": as_junit}[form](
        report, pipeline.repository_of(settings)
    ):
        print(commands)
