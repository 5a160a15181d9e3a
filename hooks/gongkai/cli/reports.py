"""What the commands that only report something share: forms, how each is added and run, where a report is saved."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from gongkai.cli.options import settings_of
from gongkai.findings import WrongUse, system_refusal
from gongkai.settings import Settings

FORMS = ("text", "json")
"""Forms of what is told that is no finding."""
Tell = Callable[[argparse.Namespace, Settings], None]


def report_with(command: argparse.ArgumentParser, tell: Tell, forms: Sequence[str] = FORMS) -> None:
    """Let a command tell something and change nothing. `forms`: what its `--format` may be."""

    def run(options: argparse.Namespace) -> bool:
        tell(options, settings_of(options, forms))
        return False

    command.set_defaults(run=run)


def save(report: Path, data: bytes) -> None:
    """Write a report; raises `WrongUse` where that cannot be."""
    try:
        report.write_bytes(data)
    except OSError as problem:
        raise WrongUse(f"报告写不到 {report}：{system_refusal(problem)}") from problem
