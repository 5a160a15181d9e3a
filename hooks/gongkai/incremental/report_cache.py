"""What the last runs found, by a digest of all that they looked at: nothing that has not changed is judged again."""

import hashlib
import json
from dataclasses import asdict
from datetime import date
from typing import Any

from gongkai.findings import Finding
from gongkai.incremental.cache import Cache
from gongkai.incremental.fingerprint import product_key
from gongkai.report import Report
from gongkai.settings import Settings
from gongkai.source import GitRefused, Scan, run_git

_TABLE = "reports"
_RUNS = 8
"""Runs that are remembered, about: of several branches or sections, say."""


def run_key(settings: Settings, scan: Scan) -> str:
    """A digest of everything that a run depends on: code, settings, content, its git history and the day; empty
    where that cannot be known."""
    product = product_key(settings)
    if product is None:
        return ""
    parts = (
        product,
        scan.fingerprint,
        str(settings.today),
        settings.clock_failures,
        settings.ask_git,
        _history(settings),
    )
    return hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def recall(settings: Settings, key: str) -> Report | None:
    """The report of the run with this key, if there was one lately."""
    kept = Cache(settings.cache).get(_TABLE, key) if key else None
    if kept is None:
        return None
    told = json.loads(kept)
    findings = tuple(_finding(**finding) for finding in told["findings"])
    todos = tuple((path, line, said) for path, line, said in told["todos"])
    day = date.fromisoformat(told["as_of"])
    own, off = (tuple((code, said) for code, said in told[name]) for name in ("house_rules", "rules_off"))
    return Report(day, told["documents"], tuple(told["withheld"]), findings, todos, own, off)


def _finding(follows_from: list[Any] | None, **told: Any) -> Finding:
    return Finding(follows_from=tuple(follows_from) if follows_from else None, **told)


def keep_report(settings: Settings, key: str, report: Report) -> None:
    """Keep the report of this run."""
    if key:
        told = asdict(report) | {"as_of": report.as_of.isoformat()}
        Cache(settings.cache).write(_TABLE, {key: json.dumps(told).encode()}, _RUNS)


def _history(settings: Settings) -> str:
    """Where the branches of the content's repository stand; empty where there is none, or it is not asked."""
    if not settings.ask_git:
        return ""
    branches = ("for-each-ref", "--format=%(refname) %(objectname)")
    try:
        done = [
            run_git(settings.content, *command)
            for command in (("rev-parse", "HEAD", "--is-shallow-repository"), branches)
        ]
    except GitRefused:
        return ""
    return "".join(one.stdout.decode(errors="replace") for one in done)
