"""A report, printed in the form that was asked for."""

import os
import sys

from gongkai.building import pipeline
from gongkai.operating_system import escapes_work
from gongkai.report import Report, as_github, as_gitlab, as_json, as_junit, as_sarif, as_text
from gongkai.rules import rules_of
from gongkai.settings import Settings


def print_report(report: Report, form: str, settings: Settings) -> None:
    """Print the report; but for `text`, stdout holds nothing else."""
    if form == "text":
        print(as_text(report, colour=escapes_work(sys.stdout) and "NO_COLOR" not in os.environ))
    elif form == "json":
        print(as_json(report))
    elif form == "sarif":
        print(as_sarif(report, pipeline.repository_of(settings), rules_of(settings).by_code.values()))
    elif commands := {"github": as_github, "gitlab": as_gitlab, "junit": as_junit}[form](
        report, pipeline.repository_of(settings)
    ):
        print(commands)
