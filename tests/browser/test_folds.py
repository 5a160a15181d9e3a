"""Questions and answers that fold, drawings that can be seen large, clauses that can be cited: without a script."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

POLICY = "policies/2026/flexible-insurance-subsidy/"
ANSWERS = "interpretations/2026/flexible-insurance-subsidy/"
QUESTION, AMOUNT = "flexible-insurance-subsidy-2026-amount", "养老保险费850元、医疗保险费510元"


@pytest.fixture
def plain(chromium: Browser) -> Iterator[Page]:
    """A phone whose browser runs no script."""
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def test_answers_are_folded_on_the_policy_and_open_where_they_come_from(plain: Page, address: str) -> None:
    plain.goto(address + POLICY)
    assert not plain.get_by_text(AMOUNT).is_visible()
    plain.get_by_role("heading", name="每月816元是怎样算出来的？").click()
    assert plain.get_by_text(AMOUNT).is_visible()
    plain.goto(address + ANSWERS)
    assert plain.get_by_text(AMOUNT).is_visible()


@pytest.mark.parametrize("page", [f"{POLICY}#ask-{QUESTION}", f"{ANSWERS}#{QUESTION}"])
def test_a_link_to_an_answer_opens_it_below_its_question(plain: Page, address: str, page: str) -> None:
    plain.goto(address + page)
    answer, question = plain.get_by_text(AMOUNT), plain.get_by_role("heading", name="每月816元是怎样算出来的")
    assert answer.is_visible()
    seen = question.bounding_box()
    assert seen
    assert 0 <= seen["y"] < 844


@pytest.mark.long
def test_a_word_found_in_the_page_opens_its_fold(chromium: Browser, address: str) -> None:
    """Chromium opens a fold for find-in-page and for text fragments by one and the same rule."""
    page = chromium.new_page()
    page.goto(f"{address}{POLICY}#:~:text=养老保险费850元、医疗保险费510元")
    page.wait_for_timeout(200)
    assert page.get_by_text(AMOUNT).is_visible()
    page.close()


def test_a_folded_question_is_a_heading_to_screen_readers(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.goto(address + POLICY)
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    headings = [node["name"]["value"] for node in nodes if node.get("role", {}).get("value") == "heading"]
    assert "每月816元是怎样算出来的？" in [heading.removeprefix("问").strip() for heading in headings]
    page.close()


def test_a_clause_has_an_address_of_its_own(plain: Page, address: str) -> None:
    plain.goto(f"{address}{POLICY}#c-3-1")
    clause = plain.locator("p:target")
    assert clause.inner_text().startswith("（一）补贴标准为")
    assert clause.locator("a.gk-anchor").get_attribute("href") == "#c-3-1"
    assert plain.locator("h3#三-补贴标准 > #c-3").count() == 1


def test_a_drawing_can_be_seen_large_and_put_back(plain: Page, address: str) -> None:
    plain.goto(address + "interpretations/2026/digital-skills-voucher/")
    drawing = plain.locator(".gk-drawing")
    small = drawing.bounding_box()
    plain.get_by_role("link", name="放大看图").click()
    large = drawing.bounding_box()
    assert small
    assert large
    assert large["width"] > 1.9 * small["width"]
    plain.get_by_role("link", name="关闭大图").click()
    back = drawing.bounding_box()
    assert back
    assert back["width"] == small["width"]
    assert plain.locator("figcaption").inner_text().startswith("图示说明：")


def test_old_and_new_stand_one_below_the_other_on_a_phone(plain: Page, address: str) -> None:
    plain.goto(address + ANSWERS)
    table = plain.locator(".gk-table--stacked")
    old, new = (table.locator("tbody tr").first.locator("td").nth(n).bounding_box() for n in (0, 1))
    assert old
    assert new
    assert new["y"] > old["y"]
    assert table.evaluate("e => e.scrollWidth <= e.clientWidth")


def test_the_picture_of_a_decision_says_what_the_list_says(plain: Page, address: str) -> None:
    plain.goto(address + "decisions/2025/startup-rent-subsidy/")
    told = plain.locator("svg.gk-timeline-picture desc").text_content() or ""
    steps = plain.locator(".gk-step__name").all_inner_texts()
    assert len(steps) > 3
    assert all(step.split()[0] in told for step in steps)
