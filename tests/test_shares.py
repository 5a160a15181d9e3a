"""One site, however its pages are shared out: over processes, started in any way, or over machines."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import build as command_line
from gongkai.exports import MANIFEST, STATUS
from scripts import merge_shards
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


def command(section: Section, site: Path, *more: str) -> list[str]:
    return ["build", "--config", str(section.config), "--site", str(site), "--as-of", "2024-05-20", *more]


def build(section: Section, site: Path, *more: str) -> dict[str, bytes]:
    """What the command line builds."""
    assert command_line.main(command(section, site, *more)) == 0
    return tree(site)


def run(script: Path, *arguments: str, **environment: str) -> None:
    """A process of its own, in an environment of its own."""
    done = subprocess.run(
        [sys.executable, str(script), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_COLOR": "1", **environment},
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def section(tmp_path_factory: pytest.TempPathFactory) -> Section:
    section = Section(tmp_path_factory.mktemp("shares"), whole.whole_section(), whole.TODAY)
    section.write()
    return section


@pytest.fixture(scope="module")
def one(section: Section) -> dict[str, bytes]:
    """The site as one process builds it."""
    return build(section, section.root / "one", "--jobs", "1", "--clean")


@pytest.mark.parametrize("jobs", ["2", pytest.param("5", marks=pytest.mark.long)])
def test_any_number_of_processes_writes_the_same(
    section: Section, one: dict[str, bytes], tmp_path: Path, jobs: str
) -> None:
    assert build(section, tmp_path / "site", "--jobs", jobs) == one


@pytest.mark.parametrize("method", ["spawn", pytest.param("forkserver", marks=pytest.mark.long)])
def test_processes_started_in_any_way_write_the_same(
    section: Section, one: dict[str, bytes], tmp_path: Path, method: str
) -> None:
    script = tmp_path / "start.py"
    site = tmp_path / "site"
    arguments = command(section, site, "--clean", "--jobs", "2")
    script.write_text(_STARTED.format(method=method, root=str(ROOT), arguments=arguments))
    run(script)
    assert tree(site) == one


def test_the_union_of_all_machines_shares_is_the_whole_site(
    section: Section, one: dict[str, bytes], tmp_path: Path
) -> None:
    shares = [build(section, tmp_path / f"share-{number}", "--shard", f"{number}/3") for number in (1, 2, 3)]
    assert all(share != one for share in shares)
    union: dict[str, bytes] = {}
    for share in shares:
        del share[MANIFEST]  # each has its own; the merge puts them together
        share.pop(STATUS, None)  # the first one's names that share alone
        assert all(union.get(path, data) == data for path, data in share.items())
        union |= share
    assert union == {path: data for path, data in one.items() if path not in (MANIFEST, STATUS)}
    folders = [str(tmp_path / f"share-{number}") for number in (1, 2, 3)]
    assert merge_shards.main([str(tmp_path / "merged"), *folders]) == 0
    assert tree(tmp_path / "merged") == one
    assert merge_shards.main([str(tmp_path / "half"), *folders[:2]]) == 3
    assert not (tmp_path / "half").exists()


_VARIED = {
    "locale": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"},
    "time zone": {"TZ": "America/Los_Angeles"},
    "hash seed": {"PYTHONHASHSEED": "1"},
}
_ALL = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "31337"}


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param(_ALL, id="all"),
        *(pytest.param(v, id=k, marks=pytest.mark.long) for k, v in _VARIED.items()),
    ],
)
def test_the_environment_makes_no_difference(
    section: Section, one: dict[str, bytes], tmp_path: Path, environment: dict[str, str]
) -> None:
    arguments = command(section, tmp_path / "site", "--jobs", "2", "--clean")
    run(ROOT / "build.py", *arguments, **environment)
    assert tree(tmp_path / "site") == one


def test_folder_and_umask_make_no_difference(
    one: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    elsewhere = Section(tmp_path / "另一个 文件夹", whole.whole_section(), whole.TODAY)
    elsewhere.write()
    before = os.umask(0o077)
    try:
        site = build(elsewhere, tmp_path / "far" / "away" / "网站")
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
