"""One run over a section, and what earlier runs found: nothing that has not changed is judged again."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from gongkai.findings import Finding
from gongkai.incremental.cache import Cache
from gongkai.incremental.fingerprint import fingerprint_of
from gongkai.incremental.memo import StoredMemo
from gongkai.report import Report
from gongkai.settings import Settings
from gongkai.source import GitRefused, Scan, git_line, run_git, scan_folder

_TABLE = "reports"
_RUNS = 8
"""Runs that are remembered besides the last, about: of several branches or sections, say."""


@dataclass(frozen=True)
class Run:
    """What a run is of: settings, and all that a result of it depends on."""

    settings: Settings
    memo: StoredMemo
    key: str
    """A digest of program, settings, content, its git history and the day; empty where that cannot be known, or the run
    looks at something else besides."""

    @property
    def made_with(self) -> str:
        """A digest of all of it but content, history and day; empty where that cannot be known."""
        return self.memo.made_with.whole or ""

    def recalled(self) -> Report | None:
        """The report of an equal run, if there was one lately."""
        kept = self.memo.store.get(_TABLE, self.key) if self.key else None
        return None if kept is None else _report(**json.loads(kept))

    def keep(self, report: Report) -> None:
        """Keep the report of this run."""
        if self.key:
            told = asdict(report) | {"as_of": report.as_of.isoformat()}
            self.memo.store.write(_TABLE, {self.key: json.dumps(told).encode()})
            self.memo.store.drop_unused(_TABLE, [self.key], _RUNS)

    def share(self, scan: Scan, share: tuple[int, int]) -> Mapping[str, str | int]:
        """Of what a `share` of the site is, its index and how many there are: content, day and all the rest. Unlike a
        scan's own fingerprint it is the same on every machine."""
        content = hashlib.blake2b(digest_size=16)
        for file in scan.written:
            content.update(f"{file.path}\0".encode() + file.digest)
        at = self.settings.content
        return {
            "number": share[0] + 1,
            "of": share[1],
            "commit": (git_line(at, "rev-parse", "HEAD") or "") if self.settings.ask_git else "",
            "content": content.hexdigest(),
            "as_of": self.settings.today.isoformat(),
            **self.memo.made_with.parts,
        }


def begin_run(settings: Settings, *, comparable: bool = True) -> tuple[Run, Scan]:
    """A run, and the bytes of the content that it is over. One that is not `comparable` with others looks at more than
    the section. Raises `WrongUse` where there is no such folder."""
    scan = scan_folder(settings.content)
    history = _history(settings) if comparable and settings.ask_git else None
    memo = StoredMemo(Cache(settings.cache), fingerprint_of(settings), settings.jobs)
    key = memo.section_key(scan.fingerprint, settings.today, history)
    return Run(settings, memo, (key or "") if comparable else ""), scan


def _report(**told: Any) -> Report:
    findings = tuple(_finding(**finding) for finding in told["findings"])
    todos = tuple((path, line, said) for path, line, said in told["todos"])
    day = date.fromisoformat(told["as_of"])
    own, off = (tuple((code, said) for code, said in told[name]) for name in ("house_rules", "rules_off"))
    return Report(day, told["documents"], tuple(told["withheld"]), findings, todos, own, off)


def _finding(follows_from: list[Any] | None, **told: Any) -> Finding:
    return Finding(follows_from=tuple(follows_from) if follows_from else None, **told)


def _history(settings: Settings) -> str:
    """Where the branches of the content's repository stand; empty where there is none."""
    branches = ("for-each-ref", "--format=%(refname) %(objectname)")
    try:
        done = [
            run_git(settings.content, *command)
            for command in (("rev-parse", "HEAD", "--is-shallow-repository"), branches)
        ]
    except GitRefused:
        return ""
    return "".join(one.stdout.decode(errors="replace") for one in done)
