"""What Windows and disks without links lack: every command works all the same, the site is whole, and what is lost is
told."""

import errno
import io
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import unicodedata
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PureWindowsPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.building import pipeline
from gongkai.cli import main
from gongkai.editing.importing import blocks
from gongkai.findings import WrongUse
from gongkai.operating_system import (
    escapes_work,
    exclusive_lock,
    file_lock,
    folded,
    is_portable,
    reader_has_gone,
    system,
    usable_name,
    why_unusable,
)
from gongkai.releases import hard_links as linking
from gongkai.releases import site_folder
from gongkai.releases import switch as releases
from gongkai.settings import Settings
from tests import whole_section as whole
from tests import windows_like
from tests.building.test_build import releases_of, tree
from tests.sample import renderer
from tests.sections import Section

EDITED = ("content/" + whole.LOAN, "summary: ", "summary: 新的。")
FEW = (whole.LOAN, whole.LOAN_DIAGRAM, whole.CATALOGUE, whole.REQUESTS, whole.CALENDAR)
LETTER = "关于做好就业工作的通知\n\n示人社〔2024〕31号\n\n各街道：\n\n做好就业工作。\n\n示例区人力资源和社会保障局\n2024年5月8日\n"


def section(root: Path, number: int = 0) -> Settings:
    """A small section whose texts tell which edit they are of."""
    files = {path: whole.whole_section()[path] for path in FEW}
    return Section(root, {**files, whole.LOAN: f"{files[whole.LOAN]}\n第{number}稿。\n"}, whole.TODAY).write()


def build(settings: Settings) -> None:
    pipeline.build(settings, renderer(settings))


def on_windows(root: Path, *commands: tuple[str, ...], **environment: str) -> list[tuple[int, str, str]]:
    """Exit status, output and complaints of each command, all run in one process that has what Windows has."""
    command = windows_command(*commands)
    environment = {**os.environ, "PYTHONIOENCODING": "cp936", **environment}
    done = subprocess.run(command, cwd=root, capture_output=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    said = zip(*(stream.split(b"\0")[:-1] for stream in (done.stdout, done.stderr)), strict=True)
    return [(int(out[out.rindex(b"\n") :]), text(out), text(told)) for out, told in said]


def windows_command(*commands: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-X", "warn_default_encoding", windows_like.__file__, json.dumps(commands)]


def text(printed: bytes) -> str:
    """JSON is UTF-8 everywhere; all else is in the console's encoding."""
    return printed.decode("utf-8" if printed.startswith(b"{") else "cp936")


def free_port() -> str:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return str(one.getsockname()[1])


@pytest.mark.long
def test_a_clerks_day_on_windows(tmp_path: Path) -> None:
    """Seven commands in a folder with a space and Chinese; the site is what it is elsewhere, to the byte."""
    root = tmp_path / "某 局"
    settings = section(root)
    (root / "收件箱").mkdir()
    (root / "收件箱/通知.txt").write_text(LETTER, encoding="utf-8")
    other = section(tmp_path / "posix")
    build(other)
    no_git, port = "--no-git", free_port()
    said = on_windows(
        root,
        ("check", no_git),
        ("build", no_git, "--jobs", "1"),
        ("build", no_git),
        ("edit", *EDITED),
        ("hold", "site/index.html"),
        ("build", no_git, "--jobs", "1"),
        ("let-go",),
        ("build", no_git, "--jobs", "1"),
        ("rollback",),
        ("new", "policy", "--title", "关于试行的通知", "--number", "示人社〔2024〕41号"),
        ("import",),
        ("fix", "--write"),
        ("due", "--format", "json"),
        ("edit", EDITED[0], "published: 2024", "published: 20x4"),
        ("build", no_git),
        ("serve", no_git, "--port", port),
    )
    check, first, again, held, second, back, new, taken, fixed, due, refused, served = said
    assert [status for status, *_said in said] == [0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 1, 0], said
    assert "√ 没有发现问题" in check[1]  # GBK has no other sign for it
    assert "是第 1 版的副本" in first[2]
    assert "没有变化" in again[2]
    assert "另一个程序正开着" in held[2]
    assert "第 2 版的副本" in second[2]
    assert "第 1 版" in back[1] + back[2]
    assert "policies/2024/shirenshe-41.md" in new[1]
    assert "policies/2024/shirenshe-31.md" in taken[1]
    assert "已改正" in fixed[1] or "没有需要" in fixed[1]
    assert "依申请公开" in due[1]
    assert "GK003" in refused[1]
    assert "200" in served[1]
    assert not settings.site.is_symlink()
    assert tree(settings.site) == tree(other.site)  # it was taken back, and the last build refused


@pytest.fixture
def no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk as in a camera: neither links nor other names."""
    monkeypatch.setattr(os, "symlink", windows_like.symlink)
    monkeypatch.setattr(os, "link", windows_like.link)


def test_on_a_disk_without_links_the_site_is_a_copy_and_says_so(
    tmp_path: Path, no_links: None, caplog: pytest.LogCaptureFixture
) -> None:
    sites = []
    for number in range(2):
        build(section(tmp_path, number))
        sites.append(tree(tmp_path / "site"))
    assert "副本" in caplog.text
    settings = section(tmp_path, 1)
    assert not settings.site.is_symlink()
    release, _report = pipeline.build(settings, renderer(settings))
    assert not release.new
    assert releases.rollback(settings.site).name == "000001"
    assert tree(settings.site) == sites[0]
    with pytest.raises(WrongUse, match="没有更早的版本"):
        releases.rollback(settings.site)
    assert "000002" in releases_of(settings.site)


@pytest.mark.long
def test_from_links_to_copies_and_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that two systems work in; and a copy that somebody changed is made anew."""
    for number, windows in enumerate((False, True, True, False)):
        monkeypatch.setattr(system, "WINDOWS", windows)
        settings = section(tmp_path, min(number, 1))
        release, _report = pipeline.build(settings, renderer(settings))
        assert release.new == (number < 3)
        assert settings.site.is_symlink() != windows or number == 3
        page = settings.site / "policies/2024/startup-loan/index.html"
        assert f"第{min(number, 1)}稿" in page.read_text(encoding="utf-8")
        if number == 1:
            page.unlink()
            page.write_text("otherwise", encoding="utf-8")
    section(tmp_path, 2)
    build(settings)
    assert settings.site.is_symlink()
    assert releases.rollback(settings.site).name == "000003"


STEPS = ("replace", "rename", "unlink", "rmdir", "mkdir", "link", "symlink", "chmod")


def dies_at(step: int, work: Callable[[], None]) -> bool:
    """Do something in a process that is gone before its step of this number; whether it came so far."""
    child = os.fork()
    if child == 0:
        left = [step]

        def counted(do: Callable[..., Any]) -> Callable[..., Any]:
            def instead(*given: Any, **more: Any) -> Any:
                left[0] -= 1
                if left[0] == 0:
                    os._exit(9)
                return do(*given, **more)

            return instead

        for name in STEPS:
            setattr(os, name, counted(getattr(os, name)))
        try:
            work()
            os._exit(0)
        finally:
            os._exit(1)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, 9)
    return status == 9


@pytest.mark.long
@pytest.mark.parametrize("before", ["copy", "nothing", "link"])
def test_a_switch_that_is_killed_at_any_step_is_made_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str
) -> None:
    """Old site or new, never half of one; where there is none for a moment, the next run puts it in place."""
    monkeypatch.setattr(site_folder.log, "warning", lambda *_said: None)
    site, kept = tmp_path / "site", tmp_path / ".site-releases"
    step, dead, absent = 0, True, 0
    while dead:
        step += 1
        for folder in (kept, site):
            linking.remove_folder(folder)
        for name in ("000001", "000002"):
            (kept / name / "policies").mkdir(parents=True)
            for file in ("index.html", "policies/index.html"):
                (kept / name / file).write_text(name)
        monkeypatch.setattr(system, "WINDOWS", before == "copy")
        if before != "nothing":
            site_folder.switch(site, kept / "000001")
        monkeypatch.setattr(system, "WINDOWS", True)
        dead = dies_at(step, lambda: site_folder.switch(site, kept / "000002"))
        absent += not site.exists()
        assert shown(site) in (set(), {"000001"}, {"000002"}), step
        dies_at(
            1 + step % 5, lambda: site_folder.finish_switch(site, kept)
        )  # the next run may be killed as well
        site_folder.finish_switch(site, kept)
        live = site_folder.live_release(site, kept)
        assert shown(site) == ({live.name} if live else set()), step
        assert live or before == "nothing"
        assert {one.name for one in kept.iterdir()} <= {"000001", "000002", "copied", "copied.part"}
    assert live == kept / "000002"
    assert absent
    assert step > 9


def shown(site: Path) -> set[str]:
    """Of which releases the files of the site are; it has all of them, or none."""
    files = [file for file in site.rglob("*") if file.is_file()] if site.exists() else []
    assert len(files) in (0, 2)
    return {file.read_text() for file in files}


def test_the_lock_of_systems_without_flock_is_one_runs_and_ends_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_lock, "fcntl", None)
    reader, writer = os.pipe()
    other = os.fork()
    if other == 0:
        with exclusive_lock(tmp_path / "lock", lambda: None):
            os.write(writer, b"x")
            time.sleep(600)
    assert os.read(reader, 1) == b"x"
    waited = []

    def on_wait() -> None:
        waited.append(True)
        os.kill(other, signal.SIGKILL)
        os.waitpid(other, 0)

    with exclusive_lock(tmp_path / "lock", on_wait) as shared:
        assert shared is None
    assert waited
    with exclusive_lock(tmp_path / "lock", pytest.fail):
        pass
    with (
        pytest.raises(OSError, match="unable to open"),
        exclusive_lock(tmp_path / "no" / "lock", pytest.fail),
    ):
        pass


def test_a_reader_that_has_gone_is_known_in_the_words_of_each_system(monkeypatch: pytest.MonkeyPatch) -> None:
    invalid = OSError(errno.EINVAL, "Invalid argument")
    assert reader_has_gone(BrokenPipeError())
    assert not reader_has_gone(invalid)
    monkeypatch.setattr(system, "WINDOWS", True)
    assert reader_has_gone(invalid)
    assert not reader_has_gone(OSError(errno.EINVAL, "Invalid argument", "a?.md"))


def test_the_old_console_of_windows_is_sent_no_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for name in ("WT_SESSION", "TERM", "TERM_PROGRAM", "ANSICON"):
        monkeypatch.delenv(name, raising=False)
    assert escapes_work(Terminal())
    monkeypatch.setattr(system, "WINDOWS", True)
    assert not escapes_work(Terminal())
    monkeypatch.setenv("WT_SESSION", "1")
    assert escapes_work(Terminal())
    assert not escapes_work(io.StringIO())


def test_names_that_the_program_is_given_are_looked_at_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "mkdocs.yml"
    section(tmp_path)
    assert main(["new", "policy", "--title", "关于试行的通知", "--slug", "con"], config=config) == 2
    with suppress(WrongUse):
        Section(tmp_path, {}, whole.TODAY, {"topics": {"就业": "aux"}}).write()
    assert main(["check"], config=config) == 2
    told = capsys.readouterr().err
    assert "“con”不能作文件名" in told
    assert "不能是“aux”" in told


def test_pictures_of_word_files_are_found_by_either_slash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = {"t": "Image", "c": [["", [], []], [], ["C:/Temp/media\\image1.png", ""]]}
    told = json.dumps({"blocks": [{"t": "Para", "c": [image]}]})
    monkeypatch.setattr("pypandoc.convert_file", lambda *_given, **_more: told)
    (paragraph,) = blocks.read_file(tmp_path / "a.docx", "docx", tmp_path / "media")
    assert paragraph["c"][0]["c"][2][0] == "C:/Temp/media/image1.png"


@pytest.mark.long
def test_a_large_section_is_built_by_spawned_processes(tmp_path: Path) -> None:
    """Pages, files for machines and attachments come from several processes; the bytes are those of Linux."""
    copies = {
        f"policies/2024/loan-{number}.md": whole.whole_section()[whole.LOAN]
        .replace("〕15号", f"〕{100 + number}号")
        .replace("published:", "interpretation_exempt: 只有联系方式有变化\npublished:", 1)
        for number in range(300)
    }
    for root in (tmp_path / "a", tmp_path / "b"):
        Section(root, {**whole.whole_section(), **copies}, whole.TODAY).write()
    windows_like.edit(f"{tmp_path}/b/{EDITED[0]}", *EDITED[1:])
    build(Section(tmp_path / "b", {}, whole.TODAY).write())
    jobs = ("--no-git", "--jobs", "2")
    first, second = on_windows(
        tmp_path / "a",
        ("build", *jobs),
        ("edit", *EDITED),
        ("build", *jobs),
        **{windows_like.ANOTHER_DRIVE: "1"},
    )
    assert (first[0], second[0]) == (0, 0), (first, second)
    assert tree(tmp_path / "a/site") == tree(tmp_path / "b/site")


@pytest.mark.long
def test_builds_on_windows_that_are_killed_are_made_good(tmp_path: Path) -> None:
    """Only the first process is killed; its spawned workers find out by themselves."""
    chance, jobs, live = random.Random(1), ("build", "--no-git", "--jobs", "2"), tmp_path / "live"
    right = {}
    for number in range(2):
        build(section(tmp_path / f"{number}", number))
        right[number] = tree(tmp_path / f"{number}/site")
    section(live, 0)
    start = time.perf_counter()
    assert on_windows(live, jobs)[0][0] == 0
    took, killed = time.perf_counter() - start, 0
    for number in range(1, 11):
        section(live, number % 2)
        with subprocess.Popen(windows_command(jobs), cwd=live, stderr=subprocess.DEVNULL) as process:
            with suppress(subprocess.TimeoutExpired):
                process.wait(chance.uniform(0.3, 1.2) * took)
            process.kill()
            killed += process.wait() < 0
        before = tree(live / "site") if (live / "site").exists() else {}
        assert before in ({}, *right.values()), number
        ((status, _printed, told),) = on_windows(live, jobs)
        assert (status, "不能再用" in told) == (0, False)
        assert tree(live / "site") == right[number % 2], number
    assert killed > 3


@pytest.mark.parametrize(
    "name",
    [
        "con",
        "Aux.md",
        "nul .txt",
        "prn.tar.gz",
        "COM1.csv",
        "lpt¹.txt",
        "conin$",
        "a?.csv",
        "a:b",
        "附件.",
        "附件 ",
        "a\tb",
    ],
)
def test_a_name_that_windows_cannot_have_is_told_with_one_that_it_can(name: str) -> None:
    assert why_unusable(name)
    assert not is_portable(f"policies/{name}/2024")
    assert not is_portable(f"policies/{name}")
    assert is_portable(usable_name(name))
    assert not why_unusable(usable_name(name))


@pytest.mark.parametrize(
    "name", ["console", "aux1.md", "com10.csv", "nul-1.txt", "附件1.申请表（2024年）.docx", "a b.pdf", "icon"]
)
def test_a_name_that_only_looks_like_one_passes(name: str) -> None:
    assert is_portable(f"policies/2024/{name}")
    assert not why_unusable(name)


@given(st.text(alphabet="acnoumxlptr0123.¹ $-", max_size=7))
def test_what_python_calls_reserved_on_windows_is_refused(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # since 3.13 it is asked of `os.path`
        reserved = name and PureWindowsPath(name).is_reserved()
    if reserved:
        assert why_unusable(name)
    assert is_portable(name) or why_unusable(name)


@given(st.text(max_size=4), st.text(max_size=4))
def test_what_windows_takes_for_one_path_is_one_name(one: str, other: str) -> None:
    """Where Python's own comparison of paths says so; of some signs it knows that Windows does not."""
    if one.isascii() and other.isascii() and one.lower() == other.lower():
        assert folded(one) == folded(other)
    assert folded(folded(one)) == folded(one)
    assert folded(one) == folded(unicodedata.normalize("NFD", one))
