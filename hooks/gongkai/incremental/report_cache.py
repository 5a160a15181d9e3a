"""Reports of earlier runs: nothing that has not changed is judged again."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from gongkai.findings import Finding
from gongkai.incremental.run import Run
from gongkai.report import Report

_TABLE = "reports"
_RUNS = 8
"""Runs that are remembered besides the last, about: of several branches or sections, say."""


def recalled_report(run: Run) -> Report | None:
    """The report of an equal run, if there was one lately."""
    kept = run.memo.store.get(_TABLE, run.key) if run.key else None
    return None if kept is None else _report(**json.loads(kept))


def keep_report(run: Run, report: Report) -> None:
    """Keep the report of this run."""
    if run.key:
        told = asdict(report) | {"as_of": report.as_of.isoformat()}
        run.memo.store.write(_TABLE, {run.key: json.dumps(told).encode()})
        run.memo.store.drop_unused(_TABLE, [run.key], _RUNS)


def _report(**told: Any) -> Report:
    findings = tuple(_finding(**finding) for finding in told["findings"])
    todos = tuple((path, line, said) for path, line, said in told["todos"])
    day = date.fromisoformat(told["as_of"])
    own, off = (tuple((code, said) for code, said in told[name]) for name in ("house_rules", "rules_off"))
    return Report(day, told["documents"], tuple(told["withheld"]), findings, todos, own, off)


def _finding(follows_from: list[Any] | None, **told: Any) -> Finding:
    return Finding(follows_from=tuple(follows_from) if follows_from else None, **told)
