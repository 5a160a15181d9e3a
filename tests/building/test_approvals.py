"""Approvals in real repositories: whose signature counts, whose does not, and what ends an approval (GK405)."""

import io
import json
import re
import shlex
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest

from gongkai.approval import Approval, content_digest
from gongkai.building import pipeline
from gongkai.cli.command_line import main
from gongkai.editing.facts import Facts, policy_file
from gongkai.editing.reviewed import unfilled, with_review_days
from gongkai.settings import Settings, read_settings
from gongkai.settings.approvals import ApprovalSettings
from tests.approving import ASKED, DAY, GUIDE, TEXT, Desk, bureau, desk, key_of
from tests.sample import ROOT

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


@pytest.mark.long
def test_a_line_of_signers_that_lets_nobody_in_is_told(
    clerk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The public key as it lies in its .pub file is accepted by git without a word, and no signature counts."""
    signers = clerk.root / "approvals" / "signers"
    good = signers.read_text(encoding="utf-8").splitlines()
    signers.write_text(
        "\n".join(["# 密钥", good[0].partition(" ")[2], *good[1:], "fagui 公钥"]), encoding="utf-8"
    )
    settings = read_settings(clerk.root / "mkdocs.yml", as_of=DAY)
    found = [one for one in pipeline.check(settings).report.findings if one.path == "../approvals/signers"]
    assert [one.line for one in found] == [2, len(good) + 2]
    assert "前面没有写是谁的" in found[0].message
    assert "fagui@example.gov.cn ssh-ed25519 AAAA" in found[0].fix
    clerk.git("config", "user.email", FAGUI)
    assert run(clerk, "--sign", "--step", "法规", monkeypatch=monkeypatch) == 2
    assert "approvals/signers 第 2 行" in capsys.readouterr().err
    signers.write_text("\n".join(good[1:]), encoding="utf-8")
    assert run(clerk, "--sign", "--step", "法规", monkeypatch=monkeypatch) == 2
    assert f"approvals/signers 里没有 {FAGUI}" in capsys.readouterr().err
    assert run(clerk, "--step", "法规", monkeypatch=monkeypatch) == 2
    assert "加 --sign" in capsys.readouterr().err


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


def run(at: Desk, *words: str, fed: str = "", monkeypatch: pytest.MonkeyPatch) -> int:
    """`approve`, or the command that is named first, in a clone, with something on its standard input."""
    monkeypatch.setattr("sys.stdin", io.StringIO(fed))
    named = [] if words and words[0] in ("approve", "redline") else ["approve"]
    return main([*named, *words, "--as-of", f"{DAY}"], config=at.root / "mkdocs.yml")


def on_github(at: Desk, *reviews: tuple[str, str], commit: str = "HEAD") -> str:
    """GitHub's answers: a request by the clerk, and its reviews in this order."""
    rows = [
        {
            "user": {"login": account},
            "state": state,
            "commit_id": at.git("rev-parse", commit),
            "submitted_at": f"2024-02-10T0{number}:00:00Z",
            "body": "",
        }
        for number, (account, state) in enumerate(reviews)
    ]
    change = {"user": {"login": "bangong"}, "html_url": "https://example.com/pulls/1"}
    return json.dumps({"change": change, "reviews": rows})


def on_gitlab(at: Desk, *accounts: str) -> str:
    """GitLab's answers: what was pushed before the approvals, and after."""
    old, new = at.git("rev-parse", "HEAD~1"), at.git("rev-parse", "HEAD")
    approved = [
        {"user": {"username": account}, "approved_at": "2024-02-10T02:00:00Z"} for account in accounts
    ]
    versions = [
        {"head_commit_sha": new, "created_at": "2024-02-10T03:00:00Z"},
        {"head_commit_sha": old, "created_at": "2024-02-10T01:00:00Z"},
    ]
    change = {"author": {"username": "bangong"}, "web_url": "https://example.com/mr/1"}
    return json.dumps({"change": change, "approvals": {"approved_by": approved}, "versions": versions})


@pytest.fixture
def platform_clerk(tmp_path: Path) -> Desk:
    """The same where a platform's approvals count."""
    bureau(tmp_path, {**ASKED, "evidence": ["platform"]})
    own = desk(tmp_path, BANGONG)
    own.git("checkout", "-q", "-b", "work")
    own.write(f"content/{GUIDE}", TEXT)
    own.commit("write")
    return own


def test_a_platform_s_approvals_are_taken_and_held_against_it(
    platform_clerk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk = platform_clerk
    answers = on_github(
        clerk, ("fagui", "APPROVED"), ("baomi", "APPROVED"), ("bangong", "APPROVED"), ("x", "APPROVED")
    )
    assert run(clerk, "--platform", "github", fed=answers, monkeypatch=monkeypatch) == 0
    assert "他自己提的" in capsys.readouterr().out
    assert clerk.findings() == []
    record = clerk.root / "approvals" / "about" / "contact.yml"
    assert "@" not in record.read_text(encoding="utf-8")
    assert run(clerk, "--platform", "github", "--verify", fed=answers, monkeypatch=monkeypatch) == 0
    fewer = on_github(clerk, ("fagui", "APPROVED"), ("baomi", "APPROVED"), ("baomi", "CHANGES_REQUESTED"))
    assert run(clerk, "--platform", "github", "--verify", fed=fewer, monkeypatch=monkeypatch) == 1
    assert "保密员 审“保密”的一条，平台上没有" in capsys.readouterr().out


@pytest.mark.long
def test_gitlab_s_approval_is_of_what_had_been_pushed_by_then(
    platform_clerk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = platform_clerk
    clerk.write(f"content/{GUIDE}", TEXT.replace("打电话", "写信"))
    clerk.commit("edit after the approvals")
    answers = on_gitlab(clerk, "fagui", "baomi")
    assert run(clerk, "--platform", "gitlab", fed=answers, monkeypatch=monkeypatch) == 0
    assert clerk.findings()[0].count("审的不是现在的内容") == 2


def test_what_is_no_answer_of_a_platform_is_refused(
    platform_clerk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for said in ("", "[]", '{"change": {}}', '{"change": {"user": {"login": "a"}}, "reviews": [1]}'):
        assert run(platform_clerk, "--platform", "forgejo", fed=said, monkeypatch=monkeypatch) == 2


NOTICE = (
    "---\ntitle: 关于补贴的通知\nnumber: 示人社〔2024〕9号\nissuer: 示例区人力资源和社会保障局\ndrafted: 2024-01-30\nsigned: 2024-02-01\n"
    "published: 2024-02-10\nreviewed:  # 待补：两项审查\nsummary: 补贴。\ntopics: [就业]\naudiences: [社会公众]\n"
    "interpretation_exempt: 转发上级文件\n---\n\n请认真执行。\n"
)


@pytest.mark.long
def test_the_handbook_s_commands_run_as_they_stand_there(
    clerk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """docs/editors/review.md: the key is set up once, reviewers fetch, look and sign, the writer fills in the days and merges."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    page = (ROOT / "docs" / "editors" / "review.md").read_text(encoding="utf-8")
    key, review, merging, back = re.findall(r"^```sh\n(.*?)```", page, re.M | re.S)
    path = "policies/2024/shirenshe-9.md"
    clerk.git("switch", "-q", "-c", "gaidong/contact")
    clerk.write(f"content/{path}", NOTICE.replace("signed: 2024-02-01", "signed: 2024-02-10"))
    clerk.commit("write")
    clerk.git("push", "-q", "-u", "origin", "gaidong/contact")

    def types(one: Desk, block: str) -> None:
        for line in block.splitlines():
            words = shlex.split(line)
            if words[0] == "git":
                one.git(
                    *(
                        str(one.root.parent / f"{one.root.name}.key") if w == "密钥文件" else w
                        for w in words[1:]
                    )
                )
            else:
                assert run(one, *words[2:], monkeypatch=monkeypatch) == 0, capsys.readouterr().out

    for email, step in ((FAGUI, "法规"), (BAOMI, "保密")):
        one = desk(clerk.root.parent, email)
        types(one, key.replace("baomi", one.root.name))
        types(one, review.replace("保密", step))
    types(clerk, merging)
    types(clerk, back)
    clerk.git("switch", "-q", "main")
    assert clerk.findings() == clerk.findings(path) == []
    assert "reviewed: {secrecy: 2024-02-10, legal: 2024-02-10}" in clerk.git(
        "show", f"origin/main:content/{path}"
    )


@pytest.mark.long
def test_a_signature_that_fails_leaves_the_record_as_it_was(
    clerk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    as_another(clerk, BAOMI).approve(GUIDE, "保密", by="保密员")
    record = (clerk.root / "approvals" / GUIDE).with_suffix(".yml")
    before = record.read_bytes()
    key = clerk.root.parent / "fagui.key"
    for name, said in (("user.email", FAGUI), ("user.name", "fagui"), ("gpg.format", "ssh")):
        clerk.git("config", name, said)
    clerk.git("config", "user.signingkey", f"{key}-is-gone")
    assert run(clerk, "--step", "法规", "--sign", monkeypatch=monkeypatch) == 2
    assert "已记录" not in capsys.readouterr().out
    assert record.read_bytes() == before
    assert clerk.git("status", "--porcelain") == ""
    clerk.git("config", "user.signingkey", str(key))
    assert run(clerk, "--step", "法规", "--sign", monkeypatch=monkeypatch) == 0
    assert clerk.findings() == []


def test_fill_tells_what_it_did_and_what_it_did_not(
    clerk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = "policies/2024/shirenshe-9.md"
    clerk.write(f"content/{path}", NOTICE)
    clerk.commit("a paper that was signed on February 1")
    assert run(clerk, path, "--fill", monkeypatch=monkeypatch) == 0
    assert capsys.readouterr().out.count("没有填：还没有算数的") == 2
    as_another(clerk, FAGUI).approve(path, "法规", by="法规科")
    as_another(clerk, BAOMI).approve(path, "保密", by="保密员")
    assert run(clerk, path, "--fill", monkeypatch=monkeypatch) == 0
    told = capsys.readouterr().out
    assert "已填写 reviewed；合法性审查没有填：2024-02-10 的审签晚于签发日期 2024-02-01" in told
    file = clerk.root / "content" / path
    file.write_text(file.read_text("utf-8").replace("reviewed: {", "reviewed: {legal: 2024-01-31, "), "utf-8")
    assert clerk.findings(path) == [], "days that are filled in end no approval"
    assert run(clerk, path, "--fill", monkeypatch=monkeypatch) == 0
    assert "reviewed 已经有了，没有改动" in capsys.readouterr().out


@pytest.mark.long
def test_on_the_wrong_branch_the_waiting_ones_are_named(
    clerk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk.git("branch", "-m", "work", "gaidong/contact")
    clerk.git("push", "-q", "-u", "origin", "gaidong/contact")
    baomi = desk(clerk.root.parent, BAOMI)
    baomi.git("config", "user.email", BAOMI)
    assert run(baomi, "--step", "保密", monkeypatch=monkeypatch) == 0
    told = capsys.readouterr().out
    assert "分支 main 上没有改动" in told
    assert "git switch gaidong/contact" in told
    baomi.git("switch", "-q", "gaidong/contact")
    clerk.write(f"content/{GUIDE}", TEXT.replace("title: 咨询和监督", "title: 咨询\nextra: 1"))
    clerk.commit("edit")
    clerk.git("push", "-q")
    run(baomi, "--step", "保密", monkeypatch=monkeypatch)
    assert "服务器上的 gaidong/contact 有新的改动，这里还没有" in capsys.readouterr().out
    baomi.git("pull", "-q")
    run(baomi, "--step", "保密", monkeypatch=monkeypatch)
    assert "检查没有通过，改好再合并，改了要重新审：about/contact.md 第 3 行 GK004" in capsys.readouterr().out


def test_the_form_tells_the_steps_and_names_only_whom_the_settings_name(
    clerk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_another(clerk, FAGUI).approve(GUIDE, "法规", by="法规科")
    assert run(clerk, "--form", str(tmp_path / "forms"), monkeypatch=monkeypatch) == 0
    (table,) = docx.Document(str(tmp_path / "forms" / "about-contact.docx")).tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[-2:] == [["法规", "同意", "法规科", "2024年2月10日，签名的提交"], ["保密", "", "", ""]]


def test_days_of_reviews_are_filled_in_and_end_no_approval() -> None:
    policy = b"---\ntitle: a\npublished: 2024-02-10\n---\n\nb\n"
    digest = content_digest(policy, {})
    steps = [
        Approval(step, "a", date(2024, 2, day), digest, "word") for step, day in (("保密", 8), ("法规", 9))
    ]
    filled = with_review_days(policy, steps)
    assert filled is not None
    assert b"reviewed: {secrecy: 2024-02-08, legal: 2024-02-09}\n---" in filled
    assert content_digest(filled, {}) == digest
    assert with_review_days(filled, steps) is None


SIGNED = "---\ntitle: a\nsigned: 2024-02-01\npublished: 2024-02-10\n"
LATE = [Approval(step, "a", date(2024, 2, 8), "", "word") for step in ("保密", "法规")]


@pytest.mark.parametrize(
    ("said", "filled", "told"),
    [
        ("reviewed:  # 待补：两项审查的日期\n", "reviewed: {secrecy: 2024-02-08}\n", 1),
        ("reviewed:\n  legal: 2024-01-31\n", "reviewed: {secrecy: 2024-02-08, legal: 2024-01-31}\n", 0),
        (
            "reviewed: {legal: '人事任免: 不涉及权利义务'}\n",
            "reviewed:\n  secrecy: 2024-02-08\n  legal: '人事任免: 不涉及权利义务'\n",
            0,
        ),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_what_import_left_open_is_filled_in_and_no_review_after_the_signature_is_made_up(
    said: str, filled: str, told: int, ending: str
) -> None:
    """A paper that was signed on February 1 was not reviewed for legality before it by an approval of February 8."""
    policy = (SIGNED + said + "summary: b\n---\n\nc\n").replace("\n", ending).encode()
    new = with_review_days(policy, LATE)
    assert new is not None
    assert new.decode() == (SIGNED + filled + "summary: b\n---\n\nc\n").replace("\n", ending)
    left = unfilled(new, LATE)
    assert len(left) == told
    assert all("2024-02-08 的审签晚于签发日期 2024-02-01" in one for one in left)


TWO_STEPS = ApprovalSettings(2, date(2024, 2, 1), {"法规": (), "保密": ()})


@pytest.mark.parametrize(
    ("asked", "signed", "by_hand", "given"),
    [
        (None, None, "待补：保密审查、合法性审查的日期", ""),
        (TWO_STEPS, None, "", "保密审查、合法性审查的日期不用写"),
        (TWO_STEPS, DAY, "", "保密审查、合法性审查的日期不用写"),
        (TWO_STEPS, date(2024, 2, 9), "待补：合法性审查的日期", "保密审查的日期不用写"),
        (replace(TWO_STEPS, steps={"科室": ()}), None, "待补：保密审查、合法性审查的日期", ""),
        (replace(TWO_STEPS, since=date(2024, 3, 1)), None, "待补：保密审查、合法性审查的日期", ""),
    ],
)
def test_a_new_draft_says_which_days_of_reviews_the_editor_writes_and_which_approvals_give(
    asked: ApprovalSettings | None, signed: date | None, by_hand: str, given: str
) -> None:
    """None is given by a step that is not asked for, or of a paper that is signed already."""
    settings = Settings(ROOT / "mkdocs.yml", ROOT, ROOT, DAY, approvals=asked)
    written = policy_file(Facts("关于补贴的通知", DAY, signed=signed), "", settings)
    (line,) = re.findall(r"^reviewed:.*$", written, re.M)
    assert (by_hand in line) and ("待补" in line) is bool(by_hand)
    assert (given in line) and ("自动填写" in line) is bool(given)


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
