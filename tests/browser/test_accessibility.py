"""WCAG 2.1 AA as far as a machine can tell: axe finds nothing at all, and the keyboard always shows where it is."""

from itertools import pairwise
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.test_reading import ACCOUNTS, KINDS, each

pytestmark = pytest.mark.browser

PAGES = {
    **KINDS,
    "answers that are over": "interpretations/2024/flexible-insurance-subsidy/",
    "site map": "sitemap/",
    "search": "search/",
    "open data": "open-data/",
    "what changed": "changes/",
    "nothing there": "404.html",
}
FOR_CITIZENS = {kind: path for kind, path in PAGES.items() if kind not in ACCOUNTS}
SOME_ACCOUNTS = {kind: ACCOUNTS[kind] for kind in ("report", "open event")}
READ_MOST = {kind: FOR_CITIZENS[kind] for kind in ("home", "policy", "questions and answers", "search")}
QUICK = [
    pytest.param(390, "light", False, READ_MOST, id="pages that are read most on a phone"),
    pytest.param(
        1280,
        "dark",
        True,
        SOME_ACCOUNTS,
        id="accounts in large print on a dark screen",
        marks=pytest.mark.long,
    ),
]
"""What `make test` has the time for. `make test-long` looks at every page and mode."""
FOCUSED = ("policy",)
"""A page that has nearly whatever can be reached by keyboard."""


def pages_in(*choices: bool) -> dict[str, str]:
    """The pages for one mode: of those that give account, every width, scheme and size, but only half of the modes."""
    return PAGES if sum(choices) % 2 else FOR_CITIZENS


def told(found: dict[str, Any]) -> list[str]:
    return [f"{one['id']} ({one['impact']}): {one['nodes'][0]['html'][:200]}" for one in found["violations"]]


def nothing_found(
    chromium: Browser, address: str, width: int, scheme: Any, large: bool, pages: dict[str, str]
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(address)
    page.evaluate(f"localStorage.setItem('gk-easy', '{int(large)}')")
    for kind, path in pages.items():
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('main details').forEach(fold => fold.open = true)")
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response
        assert len(found["passes"]) > 20, f"{kind}: axe did not look"
        assert not told(found), f"{kind}: {told(found)}"
    context.close()


@pytest.mark.timeout(600)  # one page after another
@pytest.mark.parametrize(("width", "scheme", "large", "pages"), QUICK)
def test_axe_finds_nothing_on_a_page_of_every_kind(
    chromium: Browser, address: str, width: int, scheme: str, large: bool, pages: dict[str, str]
) -> None:
    nothing_found(chromium, address, width, scheme, large, pages)


@pytest.mark.long
@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_any_mode(
    chromium: Browser, address: str, width: int, scheme: str, large: bool
) -> None:
    pages = pages_in(width > 390, scheme == "dark", large)
    nothing_found(chromium, address, width, scheme, large, pages)


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_forced_colours(
    chromium: Browser, address: str, width: int, scheme: Any
) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, forced_colors="active"
    )
    page = context.new_page()
    for kind, path in pages_in(width > 390, scheme == "dark").items():
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('main details').forEach(fold => fold.open = true)")
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response
        assert len(found["passes"]) > 15, f"{kind}: axe did not look"
        assert not told(found), f"{kind}: {told(found)}"
    context.close()


@pytest.mark.long
def test_what_is_chosen_is_seen_without_colours(chromium: Browser, address: str) -> None:
    """Backgrounds are gone in forced colours: a border, a line or weight must tell."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, forced_colors="active")
    page = context.new_page()
    page.goto(address + "audiences/flexible-workers/")
    page.get_by_role("button", name="长者模式").click()
    look = """e => { const s = getComputedStyle(e);
      return [s.borderTopWidth, s.borderBottomWidth, s.borderBottomColor, s.fontWeight, s.textDecorationLine].join(); }"""
    chips = page.locator(".gk-choices a")
    looks = {chip.get_attribute("aria-current"): chip.evaluate(look) for chip in chips.all()}
    assert len(looks) == 2 and len(set(looks.values())) == 2
    page.goto(address + "policies/")
    menu = {
        link.get_attribute("aria-current"): link.evaluate(look)
        for link in page.locator(".gk-row-menu a").all()
    }
    assert len(menu) == 2 and len(set(menu.values())) == 2
    pressed = page.get_by_role("button", name="长者模式")
    before = pressed.evaluate(look)
    pressed.click()
    assert pressed.evaluate(look) != before
    context.close()


@pytest.mark.parametrize("forced", ["none", pytest.param("active", marks=pytest.mark.long)])
@pytest.mark.parametrize("path", each(PAGES, FOCUSED, others=False))
def test_whatever_has_the_focus_is_seen_to_have_it(
    chromium: Browser, address: str, path: str, forced: Any
) -> None:
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, forced_colors=forced, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address + path)
    for _ in range(60):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect();
            return [e.outerHTML.slice(0, 120), s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2,
              s.opacity === "1", b.bottom > 0 && b.top < innerHeight && b.width > 0, e === document.body]; }"""
        )
        if seen[4]:
            break
        assert seen[1:4] == [True, True, True], seen[0]
    context.close()


@pytest.mark.long
@pytest.mark.parametrize("path", each(PAGES))
def test_who_wants_no_motion_gets_none(chromium: Browser, address: str, path: str) -> None:
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(address + path)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    moving = """() => [...document.querySelectorAll("*")].filter(e => { const s = getComputedStyle(e);
      return s.animationName !== "none" || s.transitionDuration.split(",").some(t => parseFloat(t) > 0); }).length"""
    assert page.evaluate(moving) == 0
    context.close()


@pytest.mark.parametrize("path", each(PAGES))
def test_headings_come_in_order_and_the_skip_links_lead_somewhere(
    phone: Page, address: str, path: str
) -> None:
    phone.goto(address + path)
    levels = phone.locator("main :is(h1, h2, h3, h4, h5, h6)").evaluate_all(
        "all => all.filter(e => !e.closest('[hidden]')).map(e => +e.localName[1])"
    )
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    skips = [link.get_attribute("href") for link in phone.locator("a.gk-skip").all()]
    assert len(skips) >= 2
    assert all(href and phone.locator(href).count() == 1 for href in skips)
