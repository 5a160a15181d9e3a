"""The browser editor (Decap) for real: a policy and its interpretation are written in forms, saved to git, and pass
`check`. Needs node and `make cms`; both are set up by `make test-long`."""

import http.server
import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from gongkai.building.pipeline import check
from gongkai.cli import command_line
from gongkai.settings import read_settings
from scripts.cms import BUNDLE, put_together
from tests.processes import running
from tests.sample import ROOT

SERVER = ROOT / "cms" / "node_modules" / "decap-server" / "dist" / "index.js"
WHO = {
    f"GIT_{who}_{what}": said
    for who in ("AUTHOR", "COMMITTER")
    for what, said in (("NAME", "编辑"), ("EMAIL", "bianji@example.com"))
}

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not (SERVER.exists() and BUNDLE.exists()), reason="no bundle: run make cms"),
]


class Desk(NamedTuple):
    """A repository and the address of its browser editor."""

    repository: Path
    address: str


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_said: object) -> None:
        return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The sample section in a repository, Decap's local server on it, and the editor served from this machine."""
    repository = tmp_path / "repository"
    shutil.copytree(ROOT / "content", repository / "content")
    shutil.copy(ROOT / "mkdocs.yml", repository)
    for arguments in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "内容"]):
        subprocess.run(["git", *arguments], cwd=repository, check=True, env={**os.environ, **WHO})
    port = _free_port()
    own = {"PORT": str(port), "BIND_HOST": "127.0.0.1", "MODE": "git", "GIT_REPO_DIRECTORY": str(repository)}
    backend = {"name": "proxy", "proxy_url": f"http://127.0.0.1:{port}/api/v1", "branch": "main"}
    put_together(tmp_path / "admin", repository / "mkdocs.yml", backend)
    with (
        running(["node", str(SERVER)], env={**os.environ, **WHO, **own}, stdout=subprocess.DEVNULL),
        http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), partial(_Quiet, directory=tmp_path / "admin")
        ) as server,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Desk(repository, f"http://127.0.0.1:{server.server_port}/index.html")
        server.shutdown()


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


def field(page: Page, name: str) -> str:
    """The selector of a field's control, by the name it is written under."""
    return f'[id^="{name}-field-"]'


def begin(page: Page, desk: Desk, collection: str) -> None:
    page.goto(f"{desk.address}?{collection}#/collections/{collection}/new")  # a new page, not the old form
    expect(page.locator(field(page, "title")).first).to_have_value("", timeout=60_000)


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(field(page, name)).first.fill(value)


def choose(page: Page, label: str, *words: str) -> None:
    """Choose in a list that opens when it is typed into."""
    for word in words:
        box = page.get_by_role("combobox", name=label).first
        box.click()
        box.fill(word)
        page.get_by_role("option", name=word).first.click()


def write_body(page: Page, text: str) -> None:
    body = page.locator('[data-slate-editor="true"]').first
    body.click()
    page.keyboard.insert_text(text)


def review(page: Page) -> None:
    page.get_by_text("发布审查").first.scroll_into_view_if_needed()
    secrecy = page.locator(field(page, "secrecy")).first
    if not secrecy.is_visible():
        page.locator(field(page, "reviewed")).locator("xpath=ancestor-or-self::*[1]").locator(
            "button"
        ).first.click()
    fill(page, secrecy="2026-06-10", legal="2026-06-08")


def save(page: Page) -> None:
    page.get_by_role("button", name="保存").first.click()
    expect(page.get_by_text("含未保存的修改")).to_have_count(0, timeout=60_000)


DAYS = {"published": "2026-06-15", "drafted": "2026-06-01", "signed": "2026-06-08"}


def drafts(desk: Desk) -> list[str]:
    listed = ["git", "for-each-ref", "--format=%(refname:short)", "refs/heads/cms/"]
    done = subprocess.run(listed, cwd=desk.repository, capture_output=True, text=True, check=True)
    return done.stdout.split()


def log_in(page: Page, desk: Desk) -> None:
    page.goto(desk.address)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_text("政策文件").first).to_be_visible()


def write_policy(page: Page, desk: Desk, number: int, title: str = "关于举办技能大赛的通知") -> None:
    begin(page, desk, "policies")
    fill(page, title=title, number=f"示人社〔2026〕{number}号", issuer="示例区人力资源和社会保障局", **DAYS)
    fill(page, summary="说明技能大赛的报名办法。")
    choose(page, "主题", "培训")
    choose(page, "面向对象", "社会公众")
    review(page)
    write_body(page, "各有关单位：")
    save(page)


def write_interpretation(
    page: Page, desk: Desk, policy: str = "技能大赛", title: str = "技能大赛怎样报名"
) -> None:
    begin(page, desk, "interpretations")
    fill(page, title=title, summary="用问答说明报名办法。", **DAYS)
    choose(page, "解读对象", policy)
    choose(page, "解读形式", "文字解读")
    choose(page, "解读内容", "适用范围", "办事指引", "操作方法")
    review(page)
    write_body(page, "在网上报名。")
    save(page)


def test_a_policy_and_its_interpretation_are_drafts_until_they_are_merged(desk: Desk, page: Page) -> None:
    """Each on a branch with a readable name; the interpretation refers to a policy that is not merged yet."""
    log_in(page, desk)
    write_policy(page, desk, 803)
    assert drafts(desk) == ["cms/policies/2026/shirenshe-803"]
    write_interpretation(page, desk)
    assert drafts(desk)[0] == "cms/interpretations/2026/ji-neng-da-sai-zen-yang-bao-ming"
    log = subprocess.run(
        ["git", "log", "--oneline", "main"], cwd=desk.repository, capture_output=True, text=True, check=True
    )
    assert len(log.stdout.splitlines()) == 1

    assert command_line.main(["bundle", "--config", str(desk.repository / "mkdocs.yml")]) == 0
    written = {"policies/2026/shirenshe-803.md", "interpretations/2026/ji-neng-da-sai-zen-yang-bao-ming.md"}
    interpretation = desk.repository / "content/interpretations/2026/ji-neng-da-sai-zen-yang-bao-ming.md"
    assert "interprets:\n  - policies/2026/shirenshe-803.md\n" in interpretation.read_text(encoding="utf-8")
    assert "gongkai_file_name" not in interpretation.read_text(encoding="utf-8")
    report = check(read_settings(desk.repository / "mkdocs.yml")).report
    assert [finding for finding in report.findings if finding.path in written] == []
