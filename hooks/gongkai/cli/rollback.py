"""`rollback`: back to an earlier release."""

import argparse
from typing import Any

from gongkai.cli.options import settings_of
from gongkai.releases import switch
from gongkai.settings.typed_values import positive


def add_command(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add it to the command line."""
    command = commands.add_parser("rollback", parents=[common], help="退回到上一次生成的网站")
    said = "退回到保留着的哪一版，例如 12（默认上一版）"
    command.add_argument("--to", type=positive, metavar="版次", help=said)
    command.set_defaults(run=_rollback)


def _rollback(options: argparse.Namespace) -> bool:
    settings = settings_of(options)
    release = switch.rollback(settings.site, options.to)
    print(f"已退回到第 {int(release.name)} 版，网站在 {settings.site}；下一次生成会照常从内容文件夹重新发布")
    return False
