"""`import` of an old website: everything once, with its old addresses; stopped anywhere and gone on with, it comes out the same."""

import csv
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.editing import import_record, writing
from tests.editing.test_inbox import files
from tests.old_website import HOST, Notice, write_site
from tests.sample import ROOT

_SETTINGS = "docs_dir: content\nextra: {gongkai: {organisation: 示例区人力资源和社会保障局}}\n"
_NOTICES = 16
_KILLS = 4
"""Times that the short test is stopped."""


class Killed(BaseException):
    """Stands for a process that is killed: nobody catches it."""


def desk(root: Path, site: int | Path) -> Path:
    """A section without documents, and beside it an old website of so many notices, or a copy of one."""
    (root / "content").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(_SETTINGS, encoding="utf-8")
    if isinstance(site, int):
        write_site(root / "旧站", site)
    else:
        shutil.copytree(site / "旧站", root / "旧站")
    return root


def arguments(root: Path) -> list[str]:
    return ["--config", str(root / "mkdocs.yml"), "--as-of", "2024-05-10", "import", str(root / "旧站")]


def taken_in(root: Path) -> int:
    return main(arguments(root))


def state(root: Path) -> dict[str, bytes]:
    """All files but what only tells of the way: the record's order is that of the pieces, and so the same."""
    return {path: data for path, data in files(root).items() if not path.startswith("旧站/")}


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = desk(tmp_path_factory.mktemp("done"), _NOTICES)
    assert taken_in(root) == 0
    return root


def front_of(root: Path, name: str) -> str:
    return (root / "content/policies/2016" / name).read_text(encoding="utf-8").split("---\n")[1]


def test_days_numbers_and_addresses_are_read(done: Path) -> None:
    front = front_of(done, "shirenshe-1.md")
    for line in (
        f"title: {Notice(0).title}\n",
        "number: 示人社〔2016〕1号\n",
        "signed: 2016-01-02\n",
        "published: 2016-01-04\n",
        "formerly: [/art/2016/1/4/art_0.html]",
    ):
        assert line in front
    assert "待补" not in front, "an old document may lack what nobody knows of it"
    assert "repeals: [policies/2016/shirenshe-1.md]" in front_of(done, "shirenshe-9.md")


def test_one_document_in_several_files_comes_in_once(done: Path) -> None:
    numbers = [path.name for path in (done / "content/policies").rglob("*.md")]
    assert len(numbers) == _NOTICES
    assert "[/art/2016/2/15/art_6.html, /zwgk/2016/t6.htm]" in front_of(done, "shirenshe-7.md")
    front = front_of(done, "shirenshe-3.md")  # from the Word file, with day and address of the page
    assert "published: 2016-01-18\n" in front
    assert "/art/2016/1/18/art_2.html" in front


def test_annexes_and_pictures_go_with_their_document(done: Path) -> None:
    assert "title: 申报表" in front_of(done, "shirenshe-4.md")
    policies = done / "content/policies/2016"
    assert (policies / "shirenshe-4-annex-1.xlsx").is_file()
    assert (policies / "shirenshe-1-image-1.png").is_file()
    assert "附件“旧表”没有放进来：是 .doc 文件" in (policies / "shirenshe-6.md").read_text(encoding="utf-8")
    assert not list(policies.glob("*.doc"))


def test_what_is_to_be_done_stands_in_one_list(done: Path) -> None:
    text = (done / "收件箱/已导入/待办清单.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    kinds = list(dict.fromkeys(row["是什么"] for row in rows))
    assert kinds == ["草稿要补的", "草稿要核对的", "不是文件，没有导入"]
    assert {row["原文件"] for row in rows if row["是什么"] == kinds[2]} == {
        f"{HOST}/zwgk/list_9.html",
        f"{HOST}/xwdt/2016/art_n9.html",
    }
    assert any("发文字号" in row["要做什么"] and row["成为"].endswith(".md") for row in rows)


def test_a_second_run_changes_nothing(done: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(done)
    assert taken_in(done) == 0
    assert state(done) == before
    assert "以前导入过，没有再导入" in capsys.readouterr().out


@pytest.mark.long
def test_stopped_anywhere_and_gone_on_with_it_comes_out_the_same(
    done: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, chance = desk(tmp_path, done), random.Random(5)
    for _ in range(_KILLS):
        with monkeypatch.context() as patch:
            left = [chance.randint(1, 25)]
            for module, name in ((writing, "_replace"), (import_record, "_put")):
                patch.setattr(module, name, _killed_after(left, getattr(module, name)))
            try:
                taken_in(root)
            except Killed:
                continue
    assert taken_in(root) == 0
    assert state(root) == state(done)


def _killed_after(left: list[int], write: Callable[[Path, bytes], None]) -> Callable[[Path, bytes], None]:
    def written(file: Path, data: bytes) -> None:
        left[0] -= 1
        if left[0] == 0:
            writing.unfinished(file).write_bytes(data[: len(data) // 2])
            raise Killed
        write(file, data)
        if left[0] == 0:
            raise Killed

    return written


@pytest.mark.long
def test_500_files_killed_at_random_come_out_as_if_nothing_had_been(tmp_path: Path) -> None:
    whole, chance = desk(tmp_path / "whole", 330), random.Random(17)
    torn = desk(tmp_path / "torn", whole)
    given = sum(path.is_file() for path in (whole / "旧站").rglob("*"))
    assert given >= 500
    began = time.monotonic()
    assert taken_in(whole) == 0
    took = time.monotonic() - began
    before = state(whole)
    assert taken_in(whole) == 0
    assert state(whole) == before
    command = [sys.executable, str(ROOT / "build.py"), *arguments(torn)]
    kills = 0
    while True:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            assert process.wait(took * chance.uniform(0.2, 1.1)) == 0
            break
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            kills += 1
    assert kills
    assert state(torn) == before
    print(f"{given} files, {len(before)} written in {took:.0f} s; killed {kills} times")
