"""`explain`: what a rule says, with its basis and examples."""

import argparse
from pathlib import Path
from typing import Any

from gongkai.building.house_rule_trial import try_house_rules
from gongkai.cli.options import settings_as_given
from gongkai.incremental.run import stored
from gongkai.rules.book import explained
from gongkai.settings.typed_values import file


def add_command(commands: Any) -> None:
    """Add it to the command line."""
    command = commands.add_parser("explain", help="说明一条规则，附例子")
    command.add_argument("code", metavar="编号", help="例如 GK104")
    which = "设置文件：本单位的依据、期限和规则以它为准"
    command.add_argument(
        "--config", type=_settings_file, default=argparse.SUPPRESS, metavar="文件", help=which
    )
    command.set_defaults(run=_explain)


def _settings_file(text: str) -> Path:
    found = file(text)
    if not found.exists():
        raise argparse.ArgumentTypeError(f"没有“{text}”这个文件")
    return found


def _explain(options: argparse.Namespace) -> bool:
    settings = settings_as_given(options) if options.config.exists() else None
    if settings:
        try_house_rules(settings, stored(settings))
    print(explained(options.code, settings))
    return False
