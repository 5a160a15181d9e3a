"""Every step of the handbook's page on working together, as its readers would take it, with a server that has our hook."""

import os
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from gongkai.cli.command_line import main
from tests.approving import GUIDE, TEXT, Desk, bureau, desk
from tests.sample import ROOT

PAGE = (ROOT / "docs" / "editors" / "together.md").read_text(encoding="utf-8")
HOOK = ROOT / "hooks" / "gongkai" / "data" / "section" / "server" / "pre-receive"


def said(command: str) -> str:
    """A command, which the page has to tell."""
    assert command in PAGE, command
    return command


class Reader(Desk):
    """Types what the page says."""

    def types(self, command: str, *, fails: bool = False) -> str:
        words = shlex.split(command)
        if words[0] == "git":
            return self.git(*words[1:], fails=fails)
        assert main([*words[2:], "--as-of", "2024-02-10"], config=self.root / "mkdocs.yml") == int(fails)
        return ""


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place, keeper = bureau(tmp_path)
    keeper.write(f"content/{GUIDE}", TEXT)
    keeper.commit("page")
    keeper.git("push", "-q", "origin", "main")
    shutil.copy(HOOK, place / "hooks" / "pre-receive")
    monkeypatch.setenv("GONGKAI_PYTHON", sys.executable)
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "hooks"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    return tmp_path


def reader(folder: Path, name: str) -> Reader:
    """After the section on getting the repository, but for the installation."""
    assert said("git clone 仓库地址 公开")
    own = Reader(desk(folder, f"{name}@example.gov.cn").root, f"{name}@example.gov.cn")
    own.types(said("git config user.name 您的姓名或者岗位").replace("您的姓名或者岗位", name))
    own.types(said("git config user.email 您的邮箱").replace("您的邮箱", own.email))
    return own


@pytest.mark.long
def test_one_change_goes_to_the_server_and_not_past_it(
    server: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk = reader(server, "clerk")
    clerk.write("content/about/windows.md", TEXT.replace("咨询和监督", "窗口"))
    assert clerk.types("python build.py check", fails=True) == "", "nobody has looked yet: GK405"
    for command in re.findall(r"^python build\.py (?!check)(.*)$", PAGE, re.M):
        clerk.types(f"python build.py {command}")
    told = capsys.readouterr().out
    assert "新增：窗口" in told
    assert "已推送 gaidong/windows" in told
    other = reader(server, "fagui")
    other.types("git fetch -q")
    assert "gaidong/shirenshe-31" in said("python build.py redline gaidong/shirenshe-31")
    other.types(
        "python build.py redline gaidong/windows --html 对照.html".replace(
            "对照.html", str(server / "r.html")
        )
    )
    assert "窗口" in (server / "r.html").read_text(encoding="utf-8")
    assert "默认分支没有变动" in clerk.git("push", "origin", "HEAD:main", fails=True)


@pytest.mark.long
def test_two_people_in_one_file_and_back_again(server: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = reader(server, "first"), reader(server, "second")
    for one, words in ((first, "打热线"), (second, "发邮件")):
        one.git("switch", "-q", "-c", "gaidong/contact", "origin/main")
        one.write(f"content/{GUIDE}", TEXT.replace("打电话", words))
        one.commit(words)
    first.git("push", "-q", "-u", "origin", "gaidong/contact")
    assert "fetch first" in second.git("push", "origin", "gaidong/contact", fails=True)
    second.git("fetch", "-q")
    second.git("branch", "-q", "--set-upstream-to", "origin/gaidong/contact")
    second.git("config", "pull.rebase", "false")
    assert "CONFLICT" in second.types(said("git pull"), fails=True)
    second.types("python build.py check", fails=True)
    assert "GK001" in capsys.readouterr().out
    second.types(said("git merge --abort"))
    assert "发邮件" in (second.root / "content" / GUIDE).read_text(encoding="utf-8")
    second.types("git pull", fails=True)
    second.write(f"content/{GUIDE}", TEXT.replace("打电话", "打热线，也可以发邮件"))
    second.types(said("git add -A"))
    second.types(said("git commit --no-edit"))
    second.git("push", "-q", "origin", "gaidong/contact")


@pytest.mark.long
def test_everything_can_be_taken_back_in_time(server: Path) -> None:
    clerk = reader(server, "clerk")
    clerk.write(f"content/{GUIDE}", TEXT.replace("打电话", "打热线"))
    clerk.types(said("git restore 文件").replace("文件", f"content/{GUIDE}"))
    assert clerk.git("status", "--porcelain") == ""
    clerk.git("switch", "-q", "-c", "gaidong/contact")
    clerk.write(f"content/{GUIDE}", TEXT.replace("打电话", "打热线"))
    clerk.commit("slip")
    clerk.types(said("git reset --soft HEAD~1"))
    assert clerk.git("status", "--porcelain") == f"M  content/{GUIDE}"
    clerk.commit("again")
    clerk.git("push", "-q", "-u", "origin", "gaidong/contact")
    clerk.types(said("git push origin --delete 分支").replace("分支", "gaidong/contact"))
    clerk.git("switch", "-q", "-c", "local", "origin/main")
    clerk.git("merge", "-q", "--no-ff", "-m", "merge", "gaidong/contact")
    clerk.git("revert", "--no-edit", "-m", "1", "HEAD")
    assert "git revert -m 1 合并的提交" in PAGE
    assert (clerk.root / "content" / GUIDE).read_text(encoding="utf-8") == TEXT
