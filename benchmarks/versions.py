"""What pages of past versions cost: one section built with and without them, in processor seconds.

`python -m benchmarks.versions [FILES] [COMMITS] [--runs N]` (10,000 and 5,500): the section of `benchmarks.history`, in which
each commit changes two older documents; built cold, after one edit, and with nothing changed. Both ways take turns, so that a
busy machine slows both; figures are medians. `--without followed` leaves out feeds, calendars and months instead.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from unittest.mock import patch

import yaml

from benchmarks.history import generate
from benchmarks.measuring import Cost, median, run, size

ROOT = Path(__file__).resolve().parents[1]
EDITED = "policies/2020/p-3.md"
WITH, WITHOUT = "with", "without"


def main() -> None:
    """Generate, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=int, nargs="?", default=10_000)
    parser.add_argument("commits", type=int, nargs="?", default=5_500)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--without", choices=("versions", "followed"), default="versions")
    parser.add_argument("--build", nargs="*", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.build is not None:
        _build(*options.build)
        return
    with tempfile.TemporaryDirectory(prefix="gongkai-versions-") as folder:
        root = Path(folder)
        generate(root / "repository", options.files, options.commits)
        costs = dict(_measured(root, options.runs, options.without))
        for way in (WITH, WITHOUT):
            print(f"{way} {options.without}: {size(root / way / 'site')[0]} files")
        for name in ("cold", "one edit", "nothing changed"):
            ours, bare = costs[name, WITH], costs[name, WITHOUT]
            print(
                f"| {name} | {ours.cpu:.1f} s | {bare.cpu:.1f} s | {ours.cpu / bare.cpu:.2f} "
                f"| {ours.wall:.1f} s | {bare.wall:.1f} s | {ours.memory:.0f} MB | {bare.memory:.0f} MB |"
            )


def _measured(root: Path, runs: int, without: str) -> Iterator[tuple[tuple[str, str], Cost]]:
    """By what was done and which way: what it cost."""
    content = root / "repository" / "content"
    configs = {way: _settings(root / way) for way in (WITH, WITHOUT)}

    def turns(name: str, *more: str) -> Iterator[tuple[tuple[str, str], Cost]]:
        costs: dict[str, list[Cost]] = {WITH: [], WITHOUT: []}
        for number in range(runs):
            if name == "one edit":
                _edit(content, number)
            for way, config in configs.items():
                bare = without if way == WITHOUT else ""
                command = [
                    sys.executable,
                    "-m",
                    "benchmarks.versions",
                    "--build",
                    bare,
                    str(config),
                    str(content),
                ]
                costs[way].append(run([*command, *more], ROOT))
        for way, some in costs.items():
            print(name, way, *(f"{one.cpu:.1f}" for one in some), flush=True)
            yield (name, way), median(some)

    yield from turns("cold", "clean")
    yield from turns("nothing changed")
    yield from turns("one edit")


def _edit(content: Path, number: int) -> None:
    """Change one document and commit that, so that it has one version more."""
    file = content / EDITED
    file.write_text(f"{file.read_text(encoding='utf-8')}\n补充说明第{number}稿。\n", encoding="utf-8")
    who = ["-c", "user.name=t", "-c", "user.email=t@example.com"]
    subprocess.run(["git", "-C", str(content), *who, "commit", "-qam", "x"], check=True)


def _settings(folder: Path) -> Path:
    folder.mkdir()
    ours = {
        "clock": date(2026, 6, 15),
        "duties_since": 2100,
        "evidence_since": date(2020, 1, 1),
        "organisation": "示例区人力资源和社会保障局",
        "rules": {},
    }
    config = folder / "mkdocs.yml"
    settings = {"site_name": "示例", "site_url": "https://www.example.com/zwgk/", "extra": {"gongkai": ours}}
    config.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    return config


def _build(without: str, config: str, content: str, *more: str) -> None:
    """One build in this process, without what is left out."""
    from gongkai.cli.command_line import main as command_line  # noqa: PLC0415 (whoever only measures needs none of it)
    from gongkai.text import Versions  # noqa: PLC0415

    nothing: dict[str, Callable[..., object]] = {}
    if without == "versions":
        nothing = {"building.machine_files.versions_of": lambda *_given: Versions()}
    elif without == "followed":
        nothing = {"exports.followed_files": lambda *_given: (), "pages.changes._months": lambda _context: {}}
        for room in ("policies", "dockets", "feeds"):
            nothing[f"pages.{room}.can_be_followed"] = lambda *_given: False
    for name, instead in nothing.items():
        patch(f"gongkai.{name}", instead).start()
    site = Path(config).parent / "site"
    clean = ["--clean"] if more else []
    arguments = ["build", "--config", config, "--content", content, "--site", str(site), *clean]
    os._exit(command_line(arguments))  # as the program itself ends


if __name__ == "__main__":
    main()
