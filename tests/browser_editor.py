"""The browser editor (Decap) as a clerk uses it: its local server on a repository, and its forms filled in."""

import http.server
import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page, expect

from scripts.cms import put_together
from tests.processes import running
from tests.sample import ROOT

SERVER = ROOT / "cms" / "node_modules" / "decap-server" / "dist" / "index.js"


class Editor(NamedTuple):
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


@contextmanager
def editor_on(repository: Path, admin: Path, who: dict[str, str]) -> Iterator[Editor]:
    """Decap's local server on a clone, and the editor served from this machine; `who` commits."""
    port = _free_port()
    own = {"PORT": str(port), "BIND_HOST": "127.0.0.1", "MODE": "git", "GIT_REPO_DIRECTORY": str(repository)}
    backend = {"name": "proxy", "proxy_url": f"http://127.0.0.1:{port}/api/v1", "branch": "main"}
    put_together(admin, repository / "mkdocs.yml", backend)
    with (
        running(["node", str(SERVER)], env={**os.environ, **who, **own}, stdout=subprocess.DEVNULL),
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=admin)) as server,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Editor(repository, f"http://127.0.0.1:{server.server_port}/index.html")
        server.shutdown()


def field(page: Page, name: str) -> str:
    """The selector of a field's control, by the name it is written under."""
    return f'[id^="{name}-field-"]'


def begin(page: Page, editor: Editor, collection: str) -> None:
    page.goto(f"{editor.address}?{collection}#/collections/{collection}/new")  # a new page, not the old form
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


def review(page: Page, days: dict[str, str]) -> None:
    page.get_by_text("发布审查").first.scroll_into_view_if_needed()
    secrecy = page.locator(field(page, "secrecy")).first
    if not secrecy.is_visible():
        page.locator(field(page, "reviewed")).locator("xpath=ancestor-or-self::*[1]").locator(
            "button"
        ).first.click()
    fill(page, secrecy=days["published"], legal=days["signed"])


def save(page: Page) -> None:
    page.get_by_role("button", name="保存").first.click()
    expect(page.get_by_text("含未保存的修改")).to_have_count(0, timeout=60_000)


DAYS = {"published": "2026-06-15", "drafted": "2026-06-01", "signed": "2026-06-08"}


def drafts(editor: Editor) -> list[str]:
    listed = ["git", "for-each-ref", "--format=%(refname:short)", "refs/heads/cms/"]
    done = subprocess.run(listed, cwd=editor.repository, capture_output=True, text=True, check=True)
    return done.stdout.split()


def log_in(page: Page, editor: Editor) -> None:
    page.goto(editor.address)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_text("政策文件").first).to_be_visible()


def write_policy(page: Page, editor: Editor, number: str, days: dict[str, str] = DAYS, **more: str) -> None:
    """A policy in its form, saved; `more` fields besides."""
    begin(page, editor, "policies")
    fill(page, title="关于举办技能大赛的通知", number=number, issuer="示例区人力资源和社会保障局", **days)
    fill(page, summary="说明技能大赛的报名办法。", **more)
    choose(page, "主题", "培训")
    choose(page, "面向对象", "社会公众")
    review(page, days)
    write_body(page, "各有关单位：")
    save(page)


def write_interpretation(
    page: Page, editor: Editor, policy: str = "技能大赛", title: str = "技能大赛怎样报名"
) -> None:
    begin(page, editor, "interpretations")
    fill(page, title="技能大赛怎样报名", summary="用问答说明报名办法。", **DAYS)
    choose(page, "解读对象", "技能大赛")
    choose(page, "解读形式", "文字解读")
    choose(page, "解读内容", "适用范围", "办事指引", "操作方法")
    review(page, DAYS)
    write_body(page, "在网上报名。")
    save(page)
