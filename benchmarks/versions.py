"""What pages of past versions cost: one section built with and without them, in processor seconds.

`python -m benchmarks.versions [FILES] [COMMITS] [--runs N]` (10,000 and 5,500): the section of `benchmarks.history`, in which
each commit changes two older documents; built cold, with nothing changed, with the site lost and only the cache kept, and after one
edit. Both ways take turns, so that a busy machine slows both; figures are medians. The first two edits are not counted: they
clear away what the cold builds left. `--cold N`: so many cold builds each way, one where they take minutes; `--folder DIR`: what was
generated and built is kept there, and used again. `--without followed` leaves out feeds, calendars and months instead.
"""

import argparse
import os
import shutil
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
LOST, EDIT = "cache kept, site lost", "one edit"
CLOCK = date(2026, 6, 15)
_UNCOUNTED = 2


def main() -> None:
    """Generate, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=int, nargs="?", default=10_000)
    parser.add_argument("commits", type=int, nargs="?", default=5_500)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--cold", type=int, help="cold builds each way; as many as RUNS without it")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--without", choices=("versions", "followed"), default="versions")
    parser.add_argument("--build", nargs="*", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.build is not None:
        _build(*options.build)
        return
    with tempfile.TemporaryDirectory(prefix="gongkai-versions-") as folder:
        root = options.folder or Path(folder)
        if not (root / "repository").exists():
            generate(root / "repository", options.files, options.commits)
        cold = options.runs if options.cold is None else options.cold
        costs = dict(_measured(root, options.runs, cold, options.without))
        for way in (WITH, WITHOUT):
            print(f"{way} {options.without}: {size(root / way / 'site')[0]} files")
        for name in dict.fromkeys(name for name, _way in costs):
            ours, bare = costs[name, WITH], costs[name, WITHOUT]
            print(
                f"| {name} | {ours.cpu:.1f} s | {bare.cpu:.1f} s | {ours.cpu / bare.cpu:.2f} "
                f"| {ours.wall:.1f} s | {bare.wall:.1f} s | {ours.memory:.0f} MB | {bare.memory:.0f} MB |"
            )


def _measured(root: Path, runs: int, cold: int, without: str) -> Iterator[tuple[tuple[str, str], Cost]]:
    """By what was done and which way: what it cost."""
    content = root / "repository" / "content"
    configs = {way: _settings(root / way) for way in (WITH, WITHOUT)}

    def turns(name: str, times: int, *more: str) -> Iterator[tuple[tuple[str, str], Cost]]:
        costs: dict[str, list[Cost]] = {WITH: [], WITHOUT: []}
        for _ in range(times):
            if EDIT in name:
                _edit(content)
            for way, config in configs.items():
                if name == LOST:
                    _lose(config.parent)
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

    if cold:
        yield from turns("cold", cold, "clean")
    yield from turns("nothing changed", runs)
    if cold:
        yield from turns(LOST, min(runs, cold))
    dict(turns(f"{EDIT}, first", _UNCOUNTED))
    yield from turns(EDIT, runs)


def _lose(folder: Path) -> None:
    """Remove the site with all its releases, and keep the cache."""
    (folder / "site").unlink(missing_ok=True)
    releases = folder / ".site-releases"
    for path in (releases, *releases.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)
    shutil.rmtree(releases, ignore_errors=True)


def _edit(content: Path) -> None:
    """Change one document and commit that, so that it has one version more."""
    file = content / EDITED
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}\n补充说明第{text.count('补充说明第')}稿。\n", encoding="utf-8")
    who = ["-c", "user.name=t", "-c", "user.email=t@example.com"]
    day = {"GIT_COMMITTER_DATE": f"{CLOCK}T10:00:00+0800"}  # what is dated after the clock makes no version
    subprocess.run(
        ["git", "-C", str(content), *who, "commit", "-qam", "x"], env={**os.environ, **day}, check=True
    )


def _settings(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    ours = {
        "clock": CLOCK,
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
