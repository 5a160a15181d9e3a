"""`bundle` and `redline`: what belongs together goes on one branch, and reviewers see what it changes, word by word."""

from pathlib import Path

import docx
import pytest

from gongkai.changes.bundle import request_address
from gongkai.changes.clone import Clone
from gongkai.changes.merge import fits, take_over
from gongkai.changes.redline import as_html, as_markdown, as_text, file_redline
from gongkai.changes.related_files import groups, name_of
from gongkai.cli.command_line import main
from gongkai.settings import read_settings
from tests.approving import GUIDE, TEXT, Desk, bureau, desk

PAIR = {
    "policies/2024/shirenshe-9.md": "attachments: [{file: shirenshe-9-form.csv, title: 表}]",
    "interpretations/2024/how.md": "interprets: policies/2024/shirenshe-9.md",
    "decisions/2024/awards.md": "result: policies/2024/shirenshe-9.md",
    "policies/2024/shirenshe-9-form.csv": "a,b",
}
OTHER = {"about/contact.md": TEXT}
POLICY = "---\ntitle: 补贴办法\nnumber: 示人社〔2024〕9号\n---\n\n## 一、标准\n\n每人补贴{}元，*按月*发放。\n"


@pytest.fixture
def clerk(tmp_path: Path) -> Desk:
    bureau(tmp_path)
    own = desk(tmp_path, "clerk@example.gov.cn")
    own.git("config", "user.email", own.email)
    own.git("config", "user.name", "clerk")
    return own


def put(own: Desk, files: dict[str, str]) -> None:
    for path, text in files.items():
        own.write(f"content/{path}", text)


def run(own: Desk, *said: str) -> int:
    return main([*said, "--as-of", "2024-02-10"], config=own.root / "mkdocs.yml")


def test_what_names_each_other_belongs_together() -> None:
    assert groups({**PAIR, **OTHER}) == [("about/contact.md",), tuple(sorted(PAIR))]
    assert name_of(tuple(PAIR)) == "shirenshe-9"


def test_a_pair_goes_on_one_branch_and_to_the_server(clerk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    put(clerk, {**PAIR, **OTHER})
    assert run(clerk, "bundle") == 2
    assert "有 2 组互不相关的改动" in capsys.readouterr().err
    assert run(clerk, "bundle", "--push", "interpretations/2024/how.md") == 0
    assert clerk.git("branch", "--show-current") == "gaidong/shirenshe-9"
    committed = clerk.git("diff", "--name-only", "origin/main...origin/gaidong/shirenshe-9").split()
    assert committed == sorted(f"content/{path}" for path in PAIR)
    assert clerk.git("status", "--porcelain") == "?? content/about/contact.md"
    assert "about/contact.md" in capsys.readouterr().out

    put(clerk, {"policies/2024/shirenshe-9-form.csv": "a,b,c"})
    assert run(clerk, "bundle", "--push") == 0, "what belongs to the change goes on there"
    assert clerk.git("diff", "--name-only", "HEAD~1", "origin/gaidong/shirenshe-9") == (
        "content/policies/2024/shirenshe-9-form.csv"
    )
    assert run(clerk, "bundle", GUIDE) == 0, "and what does not begins its own"
    assert clerk.git("branch", "--show-current") == "gaidong/contact"
    assert clerk.git("diff", "--name-only", "origin/main...HEAD") == f"content/{GUIDE}"
    assert run(clerk, "bundle") == 2
    assert "没有要提交的改动" in capsys.readouterr().err


def test_drafts_of_the_browser_editor_become_one_change(clerk: Desk) -> None:
    for path, branch in (
        ("policies/2024/shirenshe-9.md", "cms/policies/2024/shirenshe-9"),
        ("interpretations/2024/how.md", "cms/interpretations/2024/how"),
    ):
        clerk.git("switch", "-q", "-c", branch, "origin/main")
        put(clerk, {path: PAIR[path]})
        clerk.commit(path)
    clerk.git("switch", "-q", "main")
    assert run(clerk, "bundle") == 0
    assert clerk.git("branch", "--show-current") == "gaidong/shirenshe-9"
    assert len(clerk.git("diff", "--name-only", "origin/main...HEAD").split()) == 2


def test_a_redline_marks_numbers_whole_and_leaves_markdown_no_signs() -> None:
    old, new = (POLICY.format(amount).encode() for amount in (500, 800))
    told = as_markdown([file_redline("policies/2024/a.md", old, new)])
    assert "- 一，修改：每人补贴<del>500</del><ins>800</ins>元，按月发放。" in told
    assert "全文" not in told
    begun = as_markdown([file_redline("policies/2024/a.md", None, POLICY.format("*3*").encode())])
    assert "### 新增：补贴办法" in begun
    assert "<ins>补贴" not in begun
    assert '<del><span class="gk-unseen">' in as_html(file_redline("policies/2024/a.md", old, new), "a")
    gone = as_markdown([file_redline("policies/2024/a.md", old, None)])
    assert "删除：补贴办法" in gone
    hostile = POLICY.format("1\\`[x](http://a)\\<img src=x\\>").encode()
    assert "<img" not in as_markdown([file_redline("policies/2024/a.md", old, hostile)])


def test_the_command_writes_a_page_or_markdown(
    clerk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(clerk, "redline") == 0
    assert capsys.readouterr().out == "内容没有改动。\n"
    put(clerk, OTHER)
    assert run(clerk, "redline", "--html", str(tmp_path / "red.html")) == 0
    page = (tmp_path / "red.html").read_text(encoding="utf-8")
    assert "新增：咨询和监督" in page
    assert "<link" not in page
    assert "<script" not in page


def word_file(folder: Path, *paragraphs: str) -> bytes:
    paper = docx.Document()
    for one in paragraphs:
        paper.add_paragraph(one)
    paper.add_table(1, 2).cell(0, 0).text = "姓名"
    paper.save(str(folder / "form.docx"))
    return (folder / "form.docx").read_bytes()


def test_an_attachment_is_told_by_its_words_or_to_be_opened(tmp_path: Path) -> None:
    """What goes out with a document is never said to be unchanged when it is new or another."""
    path = "policies/2024/a-form.docx"
    old, new = (word_file(tmp_path, "申请表", f"每人补贴{amount}元。") for amount in (500, 800))
    begun = file_redline(path, None, new)
    assert "每人补贴800元。" in as_text([begun])
    assert "姓名" in as_markdown([begun])
    changed = file_redline(path, old, new)
    assert "每人补贴〔删去：500〕〔新增：800〕元。" in as_text([changed])
    assert "<ins>800</ins>" in as_markdown([changed])
    page = as_html(changed, "a", "../../policies/2024/a-form.docx")
    assert '<a href="../../policies/2024/a-form.docx">打开看</a>' in page
    unread = [file_redline("policies/2024/a.xlsx", *two) for two in ((None, b"PK1"), (b"PK1", b"PK2"))]
    same = file_redline(path, old, old + b"\0")
    for told in (as_text([*unread, same]), as_markdown([*unread, same]), as_html(unread[0], "a")):
        assert "没有变化" not in told
        assert "请打开看" in told


def test_fields_are_told_in_words_that_editors_know() -> None:
    text = (
        "---\ntitle: 解读\nform: {}\nreviewed: {{secrecy: 2024-02-01, legal: 不用审查}}\n"
        "attachments: [{{file: a.docx, title: 表}}]\ncorrected: [{{on: 2024-02-01, what: 更正}}]\n---\n\n正文。\n"
    )
    told = as_text([file_redline("interpretations/2024/a.md", None, text.format("qa").encode())])
    for words in (
        "一问一答",
        "保密审查 2024-02-01，合法性审查 不用审查",
        "文件 a.docx，名称 表",
        "日期 2024-02-01，更正内容 更正",
    ):
        assert words in told


def test_a_terminal_shows_words_and_no_signs_of_html(clerk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = (POLICY.format(amount).encode() for amount in (500, 800))
    told = as_text([file_redline("policies/2024/a.md", old, new), file_redline("b.md", None, b"a < b *c*\n")])
    assert "  一，修改：每人补贴〔删去：500〕〔新增：800〕元，按月发放。\n" in told
    assert "  a < b *c*\n" in told
    put(clerk, OTHER)
    assert run(clerk, "redline") == 0
    assert "<" not in capsys.readouterr().out


@pytest.mark.long
def test_of_a_branch_that_is_not_there_the_waiting_ones_are_told(
    clerk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    put(clerk, OTHER)
    assert run(clerk, "bundle") == 0
    assert run(desk_of(clerk), "redline", "gaidong/contact") == 2
    told = capsys.readouterr().err
    assert "没有分支“gaidong/contact”：可能还没有推送" in told
    assert "fatal" not in told
    assert run(clerk, "bundle", "--push") == 0
    assert run(desk_of(clerk), "redline", "gaidong/contact") == 0, "what was pushed is fetched"
    assert run(desk_of(clerk), "redline", "gaidong/other") == 2
    assert "现在等着的有：\n  gaidong/contact" in capsys.readouterr().err


def test_what_does_not_fit_the_default_branch_is_brought_here_to_be_settled(clerk: Desk) -> None:
    put(clerk, OTHER)
    assert run(clerk, "bundle", "--push") == 0
    other = desk_of(clerk)
    put(other, {GUIDE: TEXT.replace("打电话", "写信")})
    other.commit("another")
    other.git("push", "-q", "origin", "main")
    own = Clone(read_settings(clerk.root / "mkdocs.yml"))
    own.fetch()
    assert not fits(own, own.branch)
    assert take_over(own, own.base) == (f"content/{GUIDE}",)
    assert "<<<<<<< HEAD" in (clerk.root / "content" / GUIDE).read_text("utf-8")
    put(clerk, {GUIDE: TEXT.replace("打电话", "写信或者打电话")})
    assert run(clerk, "bundle", "--push") == 0
    assert fits(own, own.branch)


def desk_of(clerk: Desk) -> Desk:
    """A reviewer's clone, always the same."""
    there = Desk(clerk.root.parent / "baomi", "baomi@example.gov.cn")
    return there if there.root.is_dir() else desk(clerk.root.parent, there.email)


@pytest.mark.long
def test_a_push_tells_what_is_to_be_mended_first(clerk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    put(clerk, {GUIDE: TEXT.replace("title:", "draft: true\ntitle:")})
    assert run(clerk, "bundle", "--push") == 0
    assert "! about/contact.md 还是草稿" in capsys.readouterr().out
    put(clerk, {GUIDE: TEXT.replace("title:", "extra: 1\ntitle:")})
    assert run(clerk, "bundle", "--push") == 0
    told = capsys.readouterr().out
    assert "! 检查没有通过，改好再合并，改了要重新审：about/contact.md 第 2 行 GK004" in told
    assert "GK405" not in told


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("git@github.com:a/b.git", "https://github.com/a/b/compare/main...gaidong/x?expand=1"),
        (
            "https://u:p@gitlab.example.cn/g/b.git",
            "https://gitlab.example.cn/g/b/-/merge_requests/new?merge_request%5Bsource_branch%5D=gaidong/x",
        ),
        ("ssh://git@forgejo.example.cn:2222/a/b", "https://forgejo.example.cn/a/b/compare/main...gaidong/x"),
        ("/srv/git/a.git", ""),
        ("git@server:a.git", ""),
    ],
)
def test_where_a_platform_takes_a_request(remote: str, address: str) -> None:
    assert request_address(remote, "gaidong/x", "main") == address
