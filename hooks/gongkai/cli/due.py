"""`due`: every duty by its day."""

import argparse
import sys
from typing import Any

from gongkai.building import pipeline
from gongkai.cli.options import common_options
from gongkai.cli.reports import FORMS, report_with
from gongkai.model.duties import all_duties
from gongkai.model.request_steps import next_steps
from gongkai.model.validity_steps import validity_steps
from gongkai.report import due_as_json, due_as_text
from gongkai.settings import Settings
from gongkai.settings.typed_values import word

_FORMS = (*FORMS, "ics")


def add_command(commands: Any) -> None:
    """Add it to the command line. It has common options of its own, for argparse takes what a command replaces, here
    `--format`, from all others too."""
    own = common_options(argument_default=argparse.SUPPRESS)
    said = "列出各项期限：将到期、已逾期、已办结"
    command = commands.add_parser("due", parents=[own], conflict_handler="resolve", help=said)
    forms = {"choices": _FORMS, "metavar": "格式", "help": "、".join(_FORMS)}
    command.add_argument("--format", type=word, default=argparse.SUPPRESS, **forms)
    report_with(command, _tell, _FORMS)


def _tell(options: argparse.Namespace, settings: Settings) -> None:
    judged = pipeline.check(settings, base=options.base)
    library = judged.library.whole
    if options.format == "ics":
        from gongkai.exports import duties_ics  # noqa: PLC0415 (with all exports, it takes a quarter of a second to load)

        sys.stdout.buffer.write(duties_ics(library, settings))
    else:
        told = due_as_json if options.format == "json" else due_as_text
        today = settings.today
        print(
            told(
                all_duties(library, today), today, next_steps(library, today), validity_steps(library, today)
            )
        )
    if broken := judged.library.broken:
        print(f"! 有 {len(broken)} 个文件填写有误，没有列入，请先运行 check 改正", file=sys.stderr)
