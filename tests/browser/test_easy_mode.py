"""长者模式: large print that stays chosen, moves nothing, and is not offered where it cannot work."""

import pytest
from playwright.sync_api import Browser, Page

from tests.rows import mostly_long

pytestmark = pytest.mark.browser

SHIFTS = """new PerformanceObserver(list => list.getEntries().forEach(e => window.gkShift = (window.gkShift || 0) + e.value))
  .observe({type: "layout-shift", buffered: true})"""


def size(page: Page) -> float:
    return float(page.evaluate("parseFloat(getComputedStyle(document.querySelector('.gk-body p')).fontSize)"))


def test_large_print_stays_chosen_from_page_to_page_until_it_is_switched_off(
    phone: Page, address: str
) -> None:
    phone.goto(address + "policies/2026/wage-emergency-fund/")
    usual = size(phone)
    switch = phone.get_by_role("button", name="长者模式")
    assert switch.get_attribute("aria-pressed") == "false"
    switch.tap()
    assert switch.get_attribute("aria-pressed") == "true"
    assert size(phone) >= 24
    phone.goto(address + "about/guide/")
    assert switch.get_attribute("aria-pressed") == "true"
    assert size(phone) >= 24
    switch.tap()
    phone.reload()
    assert size(phone) == usual


@pytest.mark.parametrize("chosen", ["0", "1"])
@pytest.mark.parametrize("width", mostly_long([390, 1280], 390))
def test_nothing_moves_while_a_page_opens(chromium: Browser, address: str, chosen: str, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 844})
    context.add_init_script(SHIFTS)
    page = context.new_page()
    page.goto(address)
    page.evaluate(f"localStorage.setItem('gk-easy', '{chosen}')")
    for path in ("policies/2026/digital-skills-voucher/", "", "decisions/2026/public-training-base/"):
        page.goto(address + path)
        page.wait_for_timeout(200)
        assert page.evaluate("window.gkShift || 0") == 0
    context.close()


def test_without_a_script_there_is_no_switch(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert not page.get_by_text("长者模式").is_visible()
    context.close()


def test_large_print_fits_the_narrowest_phone(phone: Page, address: str) -> None:
    phone.set_viewport_size({"width": 320, "height": 640})
    phone.goto(address)
    phone.evaluate("localStorage.setItem('gk-easy', '1')")
    for path in (
        "",
        "policies/2026/digital-skills-voucher/",
        "decisions/2025/startup-rent-subsidy/",
        "sitemap/",
    ):
        phone.goto(address + path)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 320, path
