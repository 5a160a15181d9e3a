"""One site, however its pages are shared out: over processes, started in any way, or over machines."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.exports import MANIFEST
from tests import whole_section as whole
from tests.sample import ROOT
from tests.sections import Section
from tests.test_build import tree

_STARTED = """import multiprocessing, sys
if __name__ == "__main__":
    multiprocessing.set_start_method({method!r})
    sys.path.insert(0, {root!r})
    import build
    sys.exit(build.main({arguments!r}))
"""


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_COLOR": "1", **environment},
        cwd=environment.get("PWD", ROOT),
    )


def build(section: Section, site: Path, *more: str, **environment: str) -> dict[str, bytes]:
    """What the command line builds, in a process of its own."""
    command = ("--config", str(section.config), "--site", str(site), "--as-of", "2024-05-20", *more)
    done = run(str(ROOT / "build.py"), "build", *command, **environment)
    assert done.returncode == 0, done.stderr
    return tree(site)


@pytest.fixture(scope="module")
def section(tmp_path_factory: pytest.TempPathFactory) -> Section:
    section = Section(tmp_path_factory.mktemp("shares"), whole.whole_section(), whole.TODAY)
    section.write()
    return section


@pytest.fixture(scope="module")
def one(section: Section) -> dict[str, bytes]:
    """The site as one process builds it."""
    return build(section, section.root / "one", "--jobs", "1", "--clean")


@pytest.mark.parametrize("jobs", ["2", "5"])
def test_any_number_of_processes_writes_the_same(
    section: Section, one: dict[str, bytes], tmp_path: Path, jobs: str
) -> None:
    assert build(section, tmp_path / "site", "--jobs", jobs) == one


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_processes_started_in_any_way_write_the_same(
    section: Section, one: dict[str, bytes], tmp_path: Path, method: str
) -> None:
    script = tmp_path / "start.py"
    site = tmp_path / "site"
    arguments = ["--config", str(section.config), "--site", str(site), "--as-of", "2024-05-20", "--jobs", "2"]
    script.write_text(
        _STARTED.format(method=method, root=str(ROOT), arguments=["build", "--clean", *arguments])
    )
    done = run(str(script))
    assert done.returncode == 0, done.stderr
    assert tree(site) == one


def test_the_union_of_all_machines_shares_is_the_whole_site(
    section: Section, one: dict[str, bytes], tmp_path: Path
) -> None:
    shares = [build(section, tmp_path / f"share-{number}", "--shard", f"{number}/3") for number in (1, 2, 3)]
    assert all(share != one for share in shares)
    union: dict[str, bytes] = {}
    for share in shares:
        del share[MANIFEST]  # each has its own; the merge puts them together
        assert all(union.get(path, data) == data for path, data in share.items())
        union |= share
    assert union == {path: data for path, data in one.items() if path != MANIFEST}
    folders = [str(tmp_path / f"share-{number}") for number in (1, 2, 3)]
    merged = run("-m", "scripts.merge_shards", str(tmp_path / "merged"), *folders)
    assert merged.returncode == 0, merged.stderr
    assert tree(tmp_path / "merged") == one
    incomplete = run("-m", "scripts.merge_shards", str(tmp_path / "half"), *folders[:2])
    assert incomplete.returncode == 3
    assert not (tmp_path / "half").exists()


_VARIED = {
    "locale": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"},
    "time zone": {"TZ": "America/Los_Angeles"},
    "hash seed 1": {"PYTHONHASHSEED": "1"},
    "hash seed 2": {"PYTHONHASHSEED": "31337"},
}


@pytest.mark.parametrize("environment", _VARIED.values(), ids=_VARIED.keys())
def test_the_environment_makes_no_difference(
    section: Section, one: dict[str, bytes], tmp_path: Path, environment: dict[str, str]
) -> None:
    assert build(section, tmp_path / "site", "--jobs", "2", "--clean", **environment) == one


def test_folder_and_umask_make_no_difference(section: Section, one: dict[str, bytes], tmp_path: Path) -> None:
    elsewhere = Section(tmp_path / "另一个 文件夹", whole.whole_section(), whole.TODAY)
    elsewhere.write()
    before = os.umask(0o077)
    try:
        site = build(elsewhere, tmp_path / "far" / "away" / "网站", PWD=str(tmp_path))
    finally:
        os.umask(before)
    assert site == one
    assert (tmp_path / "far" / "away" / "网站").resolve().stat().st_mode & 0o777 == 0o755
    modes = {
        file.stat().st_mode & 0o777 for file in (tmp_path / "far" / "away" / "网站").resolve().rglob("*")
    }
    assert modes <= {0o644, 0o755}


def test_without_a_cache_the_site_is_the_same(
    section: Section, one: dict[str, bytes], tmp_path: Path
) -> None:
    copy = Section(tmp_path / "copy", whole.whole_section(), whole.TODAY)
    copy.write()
    (copy.root / ".cache").write_text("no folder")  # so that no cache can be written
    assert build(copy, tmp_path / "site") == one
    shutil.rmtree(section.root / ".cache")
    assert build(section, section.root / "one") == one
