"""Builds that are killed, run at once, find the disk full or read-only: the site is whole, and the next build right."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gongkai.building import pipeline
from gongkai.findings import WrongUse
from gongkai.releases import switch as releases
from gongkai.settings import Settings
from tests import whole_section as whole
from tests.building.test_build import releases_of, tree
from tests.sample import ROOT, renderer
from tests.sections import Section

SHORT, LONG, VERSIONS = 1, 200, 4


def section(root: Path, number: int) -> Settings:
    """A section whose texts tell which edit they are of."""
    files = {**whole.whole_section(), whole.LOAN: whole.whole_section()[whole.LOAN] + f"\n第{number}稿。\n"}
    return Section(root, files, whole.TODAY).write()


def build(settings: Settings, jobs: int = 1) -> None:
    pipeline.build(settings, renderer(settings, jobs=jobs))


def killed(settings: Settings, after: float, jobs: int, *, alone: bool) -> bool:
    """Build in a process group of its own and kill all of it after so many seconds, or the first process `alone`, as
    a system without memory does; whether that came in time."""
    child = os.fork()
    if child == 0:
        os.setsid()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        status = 1
        try:
            build(settings, jobs)
            status = 0
        finally:
            os._exit(status)
    time.sleep(after)
    try:
        (os.kill if alone else os.killpg)(child, signal.SIGKILL)
    except ProcessLookupError:  # not yet a group of its own, or ended already
        os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def kill_often(root: Path, times: int) -> None:
    chance = random.Random(7 * times)  # with one kill, in the midst of the work
    settings = section(root / "live", 0)
    build(settings)
    right = {0: tree(settings.site)}
    start = time.perf_counter()
    build(section(root / "live", 1))  # most builds are after an edit
    took = time.perf_counter() - start
    torn = 0
    for number in range(1, times + 1):
        clean = section(root / "clean", number % VERSIONS)
        if number % VERSIONS not in right:
            build(clean)
            right[number % VERSIONS] = tree(clean.site)
        settings = section(root / "live", number % VERSIONS)
        before = tree(settings.site)
        torn += killed(settings, chance.uniform(0, 1.2 * took), 1 + number % 2, alone=number % 4 == 1)
        assert tree(settings.site) in (before, right[number % VERSIONS]), number
        if number % 3 == 0:
            start = time.perf_counter()
            build(settings)
            took = time.perf_counter() - start  # now: the machine may have got more or less to do
            assert tree(settings.site) == right[number % VERSIONS], number
            left = [name for name in releases_of(settings.site) if not name.split(".")[0].isdecimal()]
            assert left == [], number
    assert torn > times / 4  # most were killed while they worked


def test_a_killed_build_leaves_the_site_whole_and_the_next_one_is_right(tmp_path: Path) -> None:
    kill_often(tmp_path, SHORT)


@pytest.mark.long
def test_two_hundred_killed_builds_do(tmp_path: Path) -> None:
    kill_often(tmp_path, LONG)


def another_build(settings: Settings, work: str) -> subprocess.Popen[bytes]:
    """A process that has the lock of the site's builds, and says so; then it does its `work`."""
    script = (
        "import sys, time; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "from gongkai.releases.switch import staging_for\n"
        "from gongkai.incremental.processes import in_background\n"
        "def wait(seconds): print('here', flush=True); time.sleep(seconds)\n"
        "def apart(seconds):\n"
        "    with in_background(lambda: wait(seconds), True) as done: done()\n"
        f"with staging_for(Path(sys.argv[2])): {work}\n"
    )
    command = [sys.executable, "-c", script, str(ROOT / "hooks"), str(settings.site)]
    other = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert other.stdout
    assert other.stdout.readline() == b"here\n"
    return other


def test_a_build_that_finds_another_one_says_that_it_waits(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = section(tmp_path, 0)
    with another_build(settings, "wait(3)"):
        build(settings)
    assert "另一次生成正在进行" in caplog.text
    assert (settings.site / "index.html").is_file()


@pytest.mark.long
def test_the_processes_of_a_killed_build_do_not_hold_up_the_next_one(tmp_path: Path) -> None:
    """Only the first process is killed, as by a system without memory."""
    settings = section(tmp_path, 0)
    with another_build(settings, "apart(600)") as other:
        other.kill()
        other.wait()
        build(settings)  # waits for ever, if its lock is still held
    assert (settings.site / "index.html").is_file()


@pytest.mark.long
def test_a_full_disk_is_told_and_changes_nothing(tmp_path: Path) -> None:
    """A file system of a few megabytes, where the tests may mount one."""
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(small)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("LEFT OUT: a full disk. Mounting a small one needs root")
    try:
        settings = section(small, 0)
        build(settings)
        before = tree(settings.site)
        (small / "filler").write_bytes(b"x" * (shutil.disk_usage(small).free - 50_000))
        settings = section(small, 1)
        shutil.rmtree(settings.cache, ignore_errors=True)
        with pytest.raises(WrongUse, match="磁盘已满"):
            pipeline.build(settings, renderer(settings), clean=True)
        assert tree(settings.site) == before
        (small / "filler").unlink()
        build(settings)
        assert "第1稿" in (settings.site / "policies/2024/startup-loan/index.html").read_text(
            encoding="utf-8"
        )
    finally:
        subprocess.run(["umount", "-l", str(small)], check=True)


def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    settings = section(tmp_path, 0)
    build(settings)
    before = tree(settings.site)
    bound = subprocess.run(
        ["mount", "--bind", str(tmp_path), str(tmp_path)], capture_output=True, check=False
    )
    if bound.returncode:
        pytest.skip("LEFT OUT: a read-only folder. Mounting one needs root")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(tmp_path)], check=True)
        with pytest.raises(WrongUse, match="不能在"):
            pipeline.build(settings, renderer(settings), clean=True)
        assert tree(settings.site) == before
    finally:
        subprocess.run(["umount", "-l", str(tmp_path)], check=True)


@pytest.mark.long
def test_rollback_goes_back_and_the_next_build_goes_on(tmp_path: Path) -> None:
    sites = []
    for number in range(3):
        build(section(tmp_path, number))
        sites.append(tree(tmp_path / "site"))
    settings = section(tmp_path, 2)
    assert releases.rollback(settings.site).name == "000002"
    assert tree(settings.site) == sites[1]
    assert releases.rollback(settings.site).name == "000001"
    assert tree(settings.site) == sites[0]
    with pytest.raises(WrongUse, match="没有更早的版本"):
        releases.rollback(settings.site)
    build(settings)
    assert tree(settings.site) == sites[2]


def test_a_build_that_nothing_has_changed_for_makes_no_release(tmp_path: Path) -> None:
    settings = section(tmp_path, 0)
    build(settings)
    release, _report = pipeline.build(settings, renderer(settings))
    assert not release.new
    assert releases_of(settings.site) == ["000001"]
