"""The whole way in the browser: two Word files chosen at the clerk's desk, looked at by two others, merged and published."""

import re
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.approving import Desk
from tests.desk_people import at_desk, word_files

SUMMARIES = ("明确高校毕业生技能培训补贴的对象、标准和申领办法。", "用问答说明谁能领补贴、领多少、怎样领。")
_LONG = 120_000
"""Milliseconds: a step checks the section, signs and pushes."""


class Hand:
    """Clicks, and counts them; types what it is told into what was clicked."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0
        page.set_default_timeout(_LONG)

    def click(self, selector: str, number: int = 0) -> None:
        self.clicks += 1
        self.page.locator(selector).nth(number).click()

    def type(self, selector: str, words: str, number: int = 0) -> None:
        self.click(selector, number)
        self.page.locator(selector).nth(number).fill(words)

    def hears(self, words: str) -> str:
        said = self.page.locator("#said")
        expect(said).to_contain_text(re.compile(words), timeout=_LONG)
        return said.inner_text()


def fill_in(hand: Hand) -> None:
    """What the Word files do not say; what was ticked by guess is right here."""
    hand.type("[data-name=drafted]", "2024-02-01")
    for number, summary in enumerate(SUMMARIES):
        hand.type("[data-name=summary]", summary, number)


def whole_way(
    browser: Browser, people: Mapping[str, Desk], folder: Path, look: Callable[[str, Page], None]
) -> int:
    """Go it; how many clicks it took of all three together. `look` is shown each page by name."""
    files = word_files(folder)
    with ExitStack() as open_desks:
        hands = {}
        for who, one in people.items():
            page = browser.new_page(viewport={"width": 1000, "height": 1100}, locale="zh-CN")
            page.goto(open_desks.enter_context(at_desk(one)))
            hands[who] = Hand(page)
        clerk = hands["clerk"]
        look("desk-in", clerk.page)
        with clerk.page.expect_file_chooser() as chooser:
            clerk.click(".button")
        chooser.value.set_files(files)
        clerk.hears("已导入")
        look("desk-form", clerk.page)
        fill_in(clerk)
        clerk.click("[data-step=request]")
        clerk.hears("请人审")
        for who in ("fagui", "baomi"):
            hand = hands[who]
            hand.page.reload()
            hand.click("[data-step=look]")
            expect(hand.page.locator("#form")).to_be_visible(timeout=_LONG)
            look(f"desk-review-{who}", hand.page)
            hand.click("[data-step=agree]")
            hand.hears("已记下您的审签")
        clerk.click("[data-step=merge]")
        clerk.hears("已合并")
        look("desk-merged", clerk.page)
        for hand in hands.values():
            hand.page.close()
    return sum(hand.clicks for hand in hands.values())
