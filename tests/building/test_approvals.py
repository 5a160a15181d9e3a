"""Approvals in real repositories: whose signature counts, whose does not, and what ends an approval (GK405)."""

from pathlib import Path

import pytest

from gongkai.approval import content_digest
from tests.approving import GUIDE, TEXT, Desk, bureau, desk, key_of

FAGUI, BAOMI, BANGONG = "fagui@example.gov.cn", "baomi@example.gov.cn", "bangong@example.gov.cn"


@pytest.fixture
def clerk(tmp_path: Path) -> Desk:
    """The clerk's clone, with a new page on a branch."""
    bureau(tmp_path)
    own = desk(tmp_path, BANGONG)
    own.git("checkout", "-q", "-b", "work")
    own.write(f"content/{GUIDE}", TEXT)
    own.commit("write")
    return own


def as_another(clerk: Desk, email: str) -> Desk:
    """The same clone, with another person at the keyboard."""
    return Desk(clerk.root, email)


def test_two_signed_approvals_let_a_page_go_out_and_an_edit_ends_them(clerk: Desk) -> None:
    assert clerk.findings() == ["现在的内容还缺 2 人审签，缺：法规、保密"]
    as_another(clerk, FAGUI).approve(GUIDE, "法规", by="法规科")
    assert clerk.findings()[0].startswith("现在的内容还缺 1 人审签，缺：保密")
    as_another(clerk, BAOMI).approve(GUIDE, "保密", by="保密员")
    assert clerk.findings() == []
    clerk.git("checkout", "-q", "main")
    clerk.git("merge", "-q", "--no-ff", "-m", "merge", "work")
    assert clerk.findings() == [], "on the default branch too, though the merge is the clerk's"
    clerk.write(f"content/{GUIDE}", TEXT.replace("打电话", "写信"))
    assert "审的不是现在的内容" in clerk.findings()[0]


def test_nobody_approves_what_he_wrote_wherever_the_commit_stands(clerk: Desk) -> None:
    fagui = as_another(clerk, FAGUI)
    fagui.write(f"content/{GUIDE}", TEXT.replace("打电话", "发传真"))
    fagui.commit("edit")
    fagui.approve(GUIDE, "法规", by="法规科")
    as_another(clerk, BAOMI).approve(GUIDE, "保密", by="保密员")
    assert "法规科 2024-02-10 审的“法规”（是改稿人自己）" in clerk.findings()[0]
    clerk.git("checkout", "-q", "main")
    clerk.git("merge", "-q", "--no-ff", "-m", "merge", "work")
    assert "（是改稿人自己）" in clerk.findings()[0]


def test_only_the_person_s_own_signature_counts(clerk: Desk) -> None:
    as_another(clerk, FAGUI).approve(GUIDE, "法规", by="法规科", signed=False)
    clerk.approve(GUIDE, "保密", by="保密员")  # signed, by somebody else
    (told,) = clerk.findings()
    assert told.count("没有本人签名的提交") == 2


def test_nobody_lets_his_own_key_in_on_a_branch(clerk: Desk, tmp_path: Path) -> None:
    (tmp_path / "false").mkdir()
    signers = clerk.root / "approvals" / "signers"
    signers.write_text(key_of(tmp_path / "false", FAGUI), encoding="utf-8")
    clerk.commit("let me in")
    forger = Desk(clerk.root, FAGUI)
    for name in ("fagui.key", "fagui.key.pub"):
        (tmp_path / name).write_bytes((tmp_path / "false" / name).read_bytes())
    forger.approve(GUIDE, "法规", by="法规科")
    assert "没有本人签名的提交" in clerk.findings()[0]


def test_without_history_nobody_knows_the_author_and_nothing_passes(clerk: Desk, tmp_path: Path) -> None:
    clerk.git("clone", "-q", "--depth", "1", "-b", "work", clerk.root.as_uri(), str(tmp_path / "shallow"))
    (told,) = Desk(tmp_path / "shallow", BANGONG).findings()
    assert told.startswith("核对不了审签")


HEAD, BODY = "---\ntitle: 甲\n", "---\n\n正文。\n"
DAYS = "reviewed: {secrecy: 2024-02-01, legal: 2024-02-02}\n"


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (HEAD + DAYS + BODY, True),
        (HEAD + "reviewed:\n  secrecy: 2024-02-01\n" + BODY, True),
        ("\ufeff" + (HEAD + BODY).replace("\n", "\r\n"), True),
        (HEAD + "reviewed: {secrecy: 2024-02-01, legal: 人事任免}\n" + BODY, False),
        (HEAD + "reviewed: {secrecy: 2024-02-01, title: 乙}\n" + BODY, False),
        (HEAD.replace("甲", "乙") + BODY, False),
        (HEAD + BODY + "\nreviewed: {secrecy: 2024-02-01}\n", False),
        (HEAD + BODY + "\n", False),
    ],
)
def test_the_days_of_reviews_alone_are_not_bound(other: str, same: bool) -> None:
    files = {"about/a.pdf": b"1"}
    assert (content_digest(other.encode(), files) == content_digest((HEAD + BODY).encode(), files)) is same


def test_an_attachment_is_bound() -> None:
    one, other = ({"about/a.pdf": data} for data in (b"1", b"2"))
    assert content_digest(BODY.encode(), one) != content_digest(BODY.encode(), other)
