"""Situations of citizens on a phone, by keyboard alone: the right answer in at most five, and a tree a screen reader can read."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import settled
from tests.browser.situations import FIRST, SECOND, THIRD, Situation

pytestmark = [pytest.mark.browser, pytest.mark.long]
_HERE = """() => { const it = document.activeElement, ask = it.closest("[data-gk-ask]");
    return [ask ? ask.dataset.gkAsk : "", it.type, it.value]; }"""


def answered(page: Page, facts: dict[str, str]) -> list[str]:
    """Answers what is asked, from the summary on, with Tab, Space, arrows, digits and Enter; what was asked."""
    fold = page.locator(".gk-calc__fold")
    if fold.get_attribute("open") is None:
        fold.locator("summary").press("Enter")
    fold.locator("summary").focus()
    page.keyboard.press("Tab")
    asked: list[str] = []
    while page.locator(".gk-calc__result").count() == 0:
        name, kind, _ = page.evaluate(_HERE)
        assert name not in asked, f"asked twice, or stuck: {name}"
        asked.append(name)
        if kind == "radio":
            page.keyboard.press("Space")
            for _ in range(12):
                if page.evaluate(_HERE)[2] == facts[name]:
                    break
                page.keyboard.press("ArrowDown")
            assert page.evaluate(_HERE)[2] == facts[name]
        elif kind == "date":
            year, month, day = facts[name].split("-")
            page.keyboard.type(f"{month}{day}{year}")
        else:
            page.keyboard.type(facts[name])
        page.keyboard.press("Enter")
    return asked


@pytest.mark.parametrize("one", [*FIRST, *SECOND, *THIRD], ids=lambda one: one.who[:16])
def test_a_citizen_finds_the_right_answer(phone: Page, address: str, one: Situation) -> None:
    day = f"#gk-reckon&on={one.on}" if one.on else ""
    phone.goto(f"{address}policies/{one.path}/{day}")
    settled(phone)
    asked = answered(phone, one.facts)
    assert len(asked) <= 5
    calc = phone.locator(".gk-calc")
    result = calc.locator(".gk-calc__result").inner_text()
    assert one.result in result.replace(" ", ""), result
    if one.result[0].isdecimal() and "已过" not in result:
        assert re.search(f"^{re.escape(one.result)}.*。按[0-9年月日]+的标准算。$", result.replace(" ", "")), (
            result
        )
    said = calc.inner_text()
    assert [words for words in one.told if words not in said] == []
    tree = calc.aria_snapshot()
    assert tree.count("status") >= 1
    for name in asked:
        label = phone.locator(f"[data-gk-ask='{name}']").get_attribute("data-gk-label")
        assert f'"{label}"' in tree, tree
