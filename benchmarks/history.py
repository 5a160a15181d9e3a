"""How long git's history takes: a generated repository, read as `check` and `build` read it.

`python -m benchmarks.history [FILES] [COMMITS]` (10,000 and 5,500): each commit brings new documents, the whole
number spread evenly, and changes two older ones. Figures are CPU seconds, git's own included, seconds by the clock, and
the megabytes of the whole process at its largest.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

from gongkai.exports.changes import change_files
from gongkai.exports.timeline import changes_of
from gongkai.incremental.cache import Cache
from gongkai.incremental.fingerprint import Fingerprint
from gongkai.incremental.memo import StoredMemo
from gongkai.model import Library, build_library
from gongkai.settings import Settings
from gongkai.source import HistoryMissing, read_folder, read_history
from gongkai.text import PublicHistory, convert_all, public_history, versions_of

START = datetime(2020, 1, 1, 2, tzinfo=UTC)
BODY = "\n\n".join("各区县人力资源和社会保障局要按照规定做好就业补贴发放工作，" * 6 for _ in range(12))
Made = TypeVar("Made")


def main(files: int = 10_000, commits: int = 5_500) -> None:
    """Generate, measure, print."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        generate(root, files, commits)
        settings = Settings(root / "mkdocs.yml", root / "content", root / "site", date(2030, 1, 1))
        settings = replace(settings, evidence_since=date(2020, 1, 1))
        history = timed(
            "git log, and what differs in the folder", lambda: read_history(settings.content, settings.today)
        )
        if isinstance(history, HistoryMissing):
            raise SystemExit(history.why)
        versions = sum(map(len, history.trails.values()))
        print(f"{len(history.trails)} files, {versions} versions, {commits} commits")
        library = build_library(read_folder(settings.content), settings)
        began = time.monotonic()
        past = timed("the same with every earlier version read", lambda: public_history(library, settings))
        if isinstance(past, HistoryMissing):
            raise SystemExit(past.why)
        for kept in ("nothing kept", "all kept"):
            _versions(f"versions, {kept}", root / "cache", library, settings, past)
        changes = timed("all changes", lambda: changes_of(library, settings, past))
        made = timed(
            "changes.json and its parts", lambda: dict(change_files(changes, {}, settings, by_git=True))
        )
        print(f"from beginning to end, nothing kept: {time.monotonic() - began:.1f} s")
        newest = len(made["api/v1/changes.json"])
        print(
            f"{len(changes)} changes, {sum(map(len, made.values())) / 1e6:.1f} MB, the newest {newest / 1e3:.0f} KB"
        )


def _versions(name: str, folder: Path, library: Library, settings: Settings, past: PublicHistory) -> None:
    """The public states of all documents, made or found in the folder, as a build does."""
    memo = StoredMemo(Cache(folder), Fingerprint({"product": "benchmark"}, ""), 1)
    texts = convert_all(library, memo)
    timed(
        f"bodies converted, for {name}", lambda: sum(1 for one in library.documents if texts[one.path].html)
    )
    made = timed(name, lambda: versions_of(library, texts, settings, past, memo))
    print(f"{len(list(made.paths))} documents with versions")


def timed(name: str, make: Callable[[], Made]) -> Made:
    """Run and print the CPU time, child processes included, and what the clock says."""
    began, before = time.monotonic(), _cpu()
    made = make()
    after, ended = _cpu(), time.monotonic()
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name}: {after - before:.1f} s of CPU, {ended - began:.1f} s, {size:.0f} MB")
    return made


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def generate(root: Path, files: int, commits: int) -> None:
    """A repository with so many documents in so many commits, three commits a day."""
    subprocess.run(["git", "init", "-q", "-b", "main", str(root)], check=True)
    stream = b"".join(_stream(files, commits))
    for command in (["fast-import", "--quiet"], ["checkout", "-q", "main"], ["repack", "-adq"]):
        subprocess.run(["git", "-C", str(root), *command], input=stream, check=True)


def _stream(files: int, commits: int) -> Iterator[bytes]:
    random, days = Random(1), list[date]()
    for number in range(commits):
        moment = START + timedelta(hours=8 * number)
        yield f"commit refs/heads/main\ncommitter t <t@example.com> {int(moment.timestamp())} +0000\ndata 1\nx\n".encode()
        new = range(files * number // commits, files * (number + 1) // commits)
        days += [(moment + timedelta(hours=8)).date() for _ in new]
        edited = random.sample(range(new.start), min(2, new.start))
        for document in (*new, *edited):
            day = days[document]
            text = _document(document, day, number if document in edited else 0).encode()
            yield (
                f"M 100644 inline content/policies/{day.year}/p-{document}.md\ndata {len(text)}\n".encode()
                + text
                + b"\n"
            )


def _document(number: int, day: date, version: int) -> str:
    questions = "".join(
        f"\n\n## 问题{n}怎样办理？ {{#q-{number}-{n}}}\n\n到窗口办理，第{version}版。" for n in range(3)
    )
    return (
        f"---\ntitle: 关于第{number}号事项的通知\nnumber: 示人社〔{day.year}〕{number + 1}号\nissuer: 示例区人力资源和社会保障局\n"
        f"drafted: {day}\nsigned: {day}\npublished: {day}\nreviewed: {{secrecy: {day}, legal: {day}}}\n"
        f"summary: 概述{version}\ntopics: [就业]\naudiences: [社会公众]\n---\n{BODY}{questions}\n"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
