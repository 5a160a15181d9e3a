"""The browser editor (Decap) for real: a policy and its interpretation are written in forms, saved to git, and pass
`check`. Needs node and `make cms`; both are set up by `make test-long`."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from gongkai.building.pipeline import check
from gongkai.cli import command_line
from gongkai.settings import read_settings
from scripts.cms import BUNDLE
from tests.browser_editor import SERVER, Editor, drafts, editor_on, log_in, write_interpretation, write_policy
from tests.sample import ROOT

WHO = {
    f"GIT_{who}_{what}": said
    for who in ("AUTHOR", "COMMITTER")
    for what, said in (("NAME", "编辑"), ("EMAIL", "bianji@example.com"))
}

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not (SERVER.exists() and BUNDLE.exists()), reason="no bundle: run make cms"),
]


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    """The sample section in a repository, and the editor on it."""
    repository = tmp_path / "repository"
    shutil.copytree(ROOT / "content", repository / "content")
    shutil.copy(ROOT / "mkdocs.yml", repository)
    for arguments in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "内容"]):
        subprocess.run(["git", *arguments], cwd=repository, check=True, env={**os.environ, **WHO})
    with editor_on(repository, tmp_path / "admin", WHO) as made:
        yield made


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A window that asks no other host for anything."""
    page = chromium.new_page(viewport={"width": 1400, "height": 1000}, locale="zh-CN")
    page.set_default_timeout(60_000)
    strangers: list[str] = []
    page.on(
        "request",
        lambda one: (
            strangers.append(one.url) if one.url.startswith("http") and "127.0.0.1" not in one.url else None
        ),
    )
    yield page
    page.close()
    assert strangers == []


def test_a_policy_and_its_interpretation_are_drafts_until_they_are_merged(editor: Editor, page: Page) -> None:
    """Each on a branch with a readable name; the interpretation refers to a policy that is not merged yet."""
    log_in(page, editor)
    write_policy(page, editor, "示人社〔2026〕803号")
    assert drafts(editor) == ["cms/policies/2026/shirenshe-803"]
    write_interpretation(page, editor)
    assert drafts(editor)[0] == "cms/interpretations/2026/ji-neng-da-sai-zen-yang-bao-ming"
    log = subprocess.run(
        ["git", "log", "--oneline", "main"], cwd=editor.repository, capture_output=True, text=True, check=True
    )
    assert len(log.stdout.splitlines()) == 1

    page.goto("about:blank")
    page.wait_for_timeout(
        3000
    )  # its server switches branches in the same folder as long as the editor asks for lists
    assert command_line.main(["bundle", "--config", str(editor.repository / "mkdocs.yml")]) == 0
    written = {"policies/2026/shirenshe-803.md", "interpretations/2026/ji-neng-da-sai-zen-yang-bao-ming.md"}
    interpretation = editor.repository / "content/interpretations/2026/ji-neng-da-sai-zen-yang-bao-ming.md"
    assert "interprets:\n  - policies/2026/shirenshe-803.md\n" in interpretation.read_text(encoding="utf-8")
    assert "gongkai_file_name" not in interpretation.read_text(encoding="utf-8")
    report = check(read_settings(editor.repository / "mkdocs.yml")).report
    assert [finding for finding in report.findings if finding.path in written] == []
