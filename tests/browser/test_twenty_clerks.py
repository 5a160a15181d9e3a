"""Twenty clerks write in the browser editor and go to the reviewers by the desk: the default branch of the server moves with
the approvals asked for alone, whatever a clerk clicks before. GONGKAI_CLERKS says how many; needs `make cms`."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from gongkai.desk.server import PLACE, DeskServer
from gongkai.preview.server import Server, Start
from gongkai.settings import read_settings
from scripts.cms import BUNDLE
from tests.approving import DAY, Desk, desk, key_of
from tests.browser_editor import SERVER, editor_on, log_in, write_policy
from tests.desk_people import known_as, office
from tests.desk_way import Hand

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not (SERVER.exists() and BUNDLE.exists()), reason="no bundle: run make cms"),
]
DAYS = {"published": f"{DAY}", "drafted": "2024-02-01", "signed": f"{DAY}"}
EXEMPT = "内容简单，不作解读。"
CLERKS = int(os.environ.get("GONGKAI_CLERKS", "20"))


@contextmanager
def desk_of(one: Desk) -> Iterator[str]:
    """The address of a desk, without the preview around it."""
    pages = DeskServer(lambda: read_settings(one.root / "mkdocs.yml", as_of=DAY))

    def answer(environ: Mapping[str, Any], start: Start) -> Iterable[bytes]:
        path = environ["PATH_INFO"].removeprefix("/")
        posted = environ["REQUEST_METHOD"] == "POST"
        status, kind, data = pages.post(path, environ) if posted else pages.get(path)
        start(status, [("Content-Type", kind), ("Content-Length", str(len(data)))])
        return [data]

    server = Server("127.0.0.1", 0)
    server.set_app(answer)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{PLACE}"
    server.shutdown()
    server.server_close()


def hand_at(browser: Browser, address: str) -> Hand:
    page = browser.new_page(viewport={"width": 1400, "height": 1000}, locale="zh-CN")
    page.goto(address)
    return Hand(page)


def tip(at: Desk) -> str:
    return at.git("ls-remote", "origin", "main").split()[0]


class Clerk:
    """One clerk: a clone, the editor on it, a desk."""

    def __init__(self, folder: Path, name: str, browser: Browser, open_places: ExitStack) -> None:
        key_of(folder, f"{name}@example.gov.cn")
        self.own = known_as(desk(folder, f"{name}@example.gov.cn"), folder)
        self.admin = folder / f"{name}-admin"
        self.hand = hand_at(browser, open_places.enter_context(desk_of(self.own)))

    def refused(self, why: str) -> None:
        """Clicks “合并发布”: the desk or the server says why not, and nothing moves."""
        before = tip(self.own)
        self.hand.click("[data-step=merge]")
        assert why in self.hand.hears("还不够|没有收下")
        assert tip(self.own) == before


def agree(hand: Hand, branch: str) -> None:
    hand.page.reload()
    back = hand.page.locator("[data-step=away]")
    if back.count():
        back.click()
        expect(hand.page.locator("#drop")).to_be_visible(timeout=120_000)
    hand.click(f'[data-step=look][data-branch="{branch}"]')
    expect(hand.page.locator("#form")).to_be_visible(timeout=120_000)
    hand.click("[data-step=agree]")
    hand.hears("已记下您的审签")


SELF = """async () => (await (await fetch("agree", {method: "POST", body: JSON.stringify({step: "法规", shown:
  document.querySelector("meta[name=gongkai-shown]").content}), headers: {
  "Content-Type": "application/json", "X-Gongkai-Desk": document.querySelector("meta[name=gongkai-desk]").content
}})).json()).said"""
"""What no button offers: a clerk's own page asks to approve."""


def days_work(clerk: Clerk, number: int, page: Page, reviewers: Mapping[str, Hand]) -> None:
    path, branch = f"policies/2024/shirenshe-{number}.md", f"gaidong/shirenshe-{number}"
    with editor_on(clerk.own.root, clerk.admin, {}) as editor:
        log_in(page, editor)
        write_policy(page, editor, f"示人社〔2024〕{number}号", DAYS, interpretation_exempt=EXEMPT)
    hand = clerk.hand
    hand.page.reload()
    hand.click("[data-step=bundle]")
    hand.hears("已放进分支")
    hand.click("[data-step=request]")
    hand.hears("请人审")
    clerk.refused("缺：法规、保密")
    assert "不能自己审" in hand.page.evaluate(SELF)
    clerk.own.approve(path, "法规", by="fagui@example.gov.cn", signed=True)
    clerk.own.approve(path, "保密", by="baomi@example.gov.cn", signed=True)
    clerk.own.git("push", "-q", "origin", branch)
    clerk.refused("没有本人签名的提交")
    clerk.own.git("reset", "-q", "--hard", "HEAD~2")
    clerk.own.git("push", "-q", "-f", "origin", branch)
    agree(reviewers["fagui"], branch)
    clerk.refused("缺：保密")
    hand.page.reload()
    hand.page.locator("summary", has_text="直接改这份文件").click()
    whole = hand.page.locator("[data-whole]")
    whole.fill(re.sub("各有关单位：", "各有关单位和个人：", whole.input_value()))
    hand.click("[data-step=request]")
    hand.hears("请人审")
    clerk.refused("审的不是现在的内容")
    for who in ("fagui", "baomi"):
        agree(reviewers[who], branch)
    before = tip(clerk.own)
    hand.click("[data-step=merge]")
    hand.hears("已合并")
    assert tip(clerk.own) != before


@pytest.mark.timeout(3600)
def test_main_never_moves_without_the_approvals_asked_for(
    chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = office(tmp_path, monkeypatch)
    monkeypatch.delenv("GONGKAI_SITE")
    with ExitStack() as open_places:
        reviewers = {
            who: hand_at(chromium, open_places.enter_context(desk_of(people[who])))
            for who in ("fagui", "baomi")
        }
        for number in range(1, CLERKS + 1):
            page = chromium.new_page(viewport={"width": 1400, "height": 1000}, locale="zh-CN")
            page.set_default_timeout(120_000)
            clerk = Clerk(tmp_path, f"clerk{number}", chromium, open_places)
            days_work(clerk, number, page, reviewers)
            page.close()
            clerk.hand.page.close()
    merged = people["clerk"].git("ls-remote", "origin").split()
    assert not [one for one in merged if one.startswith("refs/heads/gaidong/")]
