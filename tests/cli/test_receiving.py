"""Clerks, reviewers and a bare repository with our hook: the default branch moves with the approvals asked for alone."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.cli.command_line import main
from tests.approving import ASKED, DAY, TEXT, Desk, bureau, desk, key_of
from tests.sample import ROOT

FAGUI, BAOMI = "fagui@example.gov.cn", "baomi@example.gov.cn"
HOOK = ROOT / "hooks" / "gongkai" / "data" / "section" / "server" / "pre-receive"


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The bare repository, guarded."""
    place, _keeper = bureau(tmp_path, {**ASKED, "people": {}})
    shutil.copy(HOOK, place / "hooks" / "pre-receive")
    Desk(place, "keeper@example.gov.cn").git("config", "gongkai.keepers", "keeper")
    monkeypatch.setenv("GONGKAI_PYTHON", sys.executable)
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "hooks"))
    return place


def tip(shared: Path) -> str:
    return Desk(shared, "keeper@example.gov.cn").git("rev-parse", "main")


def approve(at: Desk, monkeypatch: pytest.MonkeyPatch) -> int:
    """`approve --sign`, by this person, of what the branch changes; refused (2) where it would not count."""
    for name, said in (
        ("user.email", at.email),
        ("user.name", at.email.partition("@")[0]),
        ("gpg.format", "ssh"),
        ("user.signingkey", str(at.root.parent / f"{at.email.partition('@')[0]}.key")),
    ):
        at.git("config", name, said)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    return main(["approve", "--sign", "--as-of", f"{DAY}"], config=at.root / "mkdocs.yml")


class Clerk:
    """One clerk's page, from the first draft to the default branch, with everything that must not work on the way."""

    def __init__(self, folder: Path, shared: Path, name: str) -> None:
        self.shared, self.name = shared, name
        key_of(folder, f"{name}@example.gov.cn")
        self.own = desk(folder, f"{name}@example.gov.cn")
        self.path = f"about/{name}.md"

    def write(self, text: str) -> None:
        """A commit with the page, on the clerk's branch, rebased to nothing: branches are merged."""
        self.own.git("checkout", "-q", "-B", f"work-{self.name}", "origin/main")
        self.own.write(f"content/{self.path}", text.replace("咨询和监督", f"咨询和监督（{self.name}）"))
        self.own.commit("write")

    def refused(self, reason: str) -> None:
        """The branch does not get on the default branch, for this reason, and nothing moved."""
        before = tip(self.shared)
        said = self.own.git("push", "origin", "HEAD:main", fails=True)
        assert reason in said, said
        assert tip(self.shared) == before

    def reviewed(self, email: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Pushed, fetched by a reviewer, approved with his signature, and fetched back."""
        branch = f"work-{self.name}"
        self.own.git("push", "-q", "-f", "origin", branch)
        who = email.partition("@")[0]
        at = Desk(folder / who, email) if (folder / who).exists() else desk(folder, email)
        at.git("fetch", "-q")
        at.git("checkout", "-q", "-B", branch, f"origin/{branch}")
        assert approve(at, monkeypatch) == 0
        at.git("push", "-q", "origin", branch)
        self.own.git("pull", "-q", "--ff-only", "origin", branch)


def whole_way(folder: Path, shared: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clerk's day."""
    clerk = Clerk(folder, shared, name)
    clerk.write(TEXT)
    clerk.refused("还缺 2 人审签，缺：法规、保密")
    assert approve(clerk.own, monkeypatch) == 2, "nobody approves his own page"
    clerk.own.approve(clerk.path, "法规", by=f"{name}@example.gov.cn")
    clerk.refused("还缺 2 人审签")
    clerk.write(TEXT)
    clerk.reviewed(FAGUI, folder, monkeypatch)
    clerk.refused("还缺 1 人审签，缺：保密")
    clerk.reviewed(BAOMI, folder, monkeypatch)
    page = clerk.own.root / "content" / clerk.path
    whole = page.read_text(encoding="utf-8")
    page.write_text(whole.replace("打电话", "写信"), encoding="utf-8")
    clerk.own.commit("one word more")
    clerk.refused("审的不是现在的内容")
    page.write_text(whole, encoding="utf-8")
    clerk.own.commit("back again")
    clerk.own.git("fetch", "-q")
    clerk.own.git("merge", "-q", "-m", "main", "origin/main")
    before = tip(shared)
    clerk.own.git("push", "-q", "origin", "HEAD:main")
    assert tip(shared) != before


def test_no_page_gets_past_the_hook_without_both_approvals(tmp_path: Path, shared: Path) -> None:
    """What else is refused is in the long test, and in tests/building/test_approvals.py."""
    clerk = Clerk(tmp_path, shared, "clerk")
    clerk.write(TEXT)
    clerk.refused("还缺 2 人审签，缺：法规、保密")
    for email, step in ((FAGUI, "法规"), (BAOMI, "保密")):
        Desk(clerk.own.root, email).approve(clerk.path, step, by=email)
    before = tip(shared)
    clerk.own.git("push", "-q", "origin", "HEAD:main")
    assert tip(shared) != before


@pytest.mark.long
def test_drafts_stay_on_their_branches(tmp_path: Path, shared: Path) -> None:
    clerk = Clerk(tmp_path, shared, "clerk")
    clerk.write(TEXT.replace("---\n", "---\ndraft: true\n", 1))
    clerk.refused("草稿留在分支上")


@pytest.mark.long
def test_settings_keys_deletions_and_history_are_the_keepers(tmp_path: Path, shared: Path) -> None:
    clerk = Clerk(tmp_path, shared, "clerk")
    own = clerk.own
    rules = own.root / "content" / "about" / "rules.md"
    changes: list[tuple[Callable[[], object], str]] = [
        (lambda: own.write("mkdocs.yml", "site_name: 甲\n"), "mkdocs.yml：设置、密钥、流水线由管理员改"),
        (lambda: own.write("approvals/signers", "x"), "approvals/signers：设置、密钥、流水线由管理员改"),
        (lambda: own.write("content/.gitattributes", "*.md ident\n"), "由管理员改"),
        (rules.unlink, "删除文件由管理员来做"),
    ]
    for change, reason in changes:
        own.git("checkout", "-q", "-f", "-B", "work-clerk", "origin/main")
        change()
        own.commit("change")
        clerk.refused(reason)
    own.git("checkout", "-q", "--orphan", "other")
    own.commit("another history")
    before = tip(shared)
    assert "改写默认分支的历史" in own.git("push", "-f", "origin", "HEAD:main", fails=True)
    assert "默认分支不能删除" in own.git("push", "origin", ":main", fails=True)
    assert tip(shared) == before


@pytest.mark.long
def test_twenty_clerks(tmp_path: Path, shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(20):
        whole_way(tmp_path, shared, f"clerk{number:02}", monkeypatch)
