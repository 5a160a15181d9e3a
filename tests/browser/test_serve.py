"""The real `serve`, a real browser: an editor saves and sees."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from benchmarks.preview import sample_desk, serving

pytestmark = pytest.mark.browser

POLICY = "policies/2026/digital-skills-voucher"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A copy of the sample section, to be written to."""
    return sample_desk(tmp_path)


def test_what_an_editor_saves_is_seen(desk: Path, phone: Page) -> None:
    file = desk / "content" / f"{POLICY}.md"
    with serving(desk / "mkdocs.yml") as address:
        phone.goto(f"{address}{POLICY}/")
        expect(phone.locator(".gk-finding")).to_have_count(0)
        file.write_text(file.read_text(encoding="utf-8") + "\n刚刚写的一段。\n", encoding="utf-8")
        expect(phone.locator(".gk-body")).to_contain_text("刚刚写的一段。")


@pytest.mark.long
def test_an_editor_saves_and_sees(desk: Path, phone: Page) -> None:
    """`phone` fails on a violation of the content policy, and on any request to another host."""
    file = desk / "content" / f"{POLICY}.md"
    text = file.read_text(encoding="utf-8")
    with serving(desk / "mkdocs.yml") as address:
        phone.goto(f"{address}{POLICY}/")
        body, bar = phone.locator(".gk-body"), phone.get_by_role("complementary", name="预览")
        expect(phone.locator(".gk-finding")).to_have_count(0)

        file.write_text(text + "\n刚刚写的一段。\n", encoding="utf-8")
        expect(body).to_contain_text("刚刚写的一段。")

        wrong = text.replace("topics:", "topcs:", 1) + "\n写错的一段，见[附表](no-such.csv)。\n\n最后一段。\n"
        file.write_text(wrong, encoding="utf-8")
        finding = phone.locator("p:has-text('写错的一段') + .gk-finding--error")
        expect(finding).to_contain_text("GK601")
        expect(finding).to_contain_text("改法：")
        field = phone.locator("main > .gk-findings .gk-finding__written")
        expect(field.first).to_contain_text("topcs:")
        bar.get_by_role("link", name=re.compile("错误 GK601")).press("Enter")
        expect(finding).to_be_in_viewport()

        due = bar.locator("details")
        expect(due.locator("li").first).to_be_hidden()
        due.locator("summary").press("Enter")
        expect(due.locator("li").first).to_contain_text("已逾期")
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
        assert not Axe().run(phone).response["violations"]

        file.write_text("---\ntitle: [没有完\n---\n", encoding="utf-8")
        expect(phone.locator("main")).to_contain_text("GK001")
        file.write_text(text, encoding="utf-8")
        expect(phone.locator(".gk-finding")).to_have_count(0)

        phone.goto(f"{address}policies/2026/summer-youth-plan/")
        expect(bar).to_contain_text("预定于2026年6月22日公开")
        bar.get_by_role("link", name=re.compile("整个栏目")).click()
        expect(phone.locator("h1")).to_contain_text("整个栏目")

        phone.goto(f"{address}search/?q=劳务派遣用工合规指引")
        phone.wait_for_selector(
            "#gk-search-results[data-gk-state=done] [data-gk-result='policies/2026/dispatch-guide.md']"
        )
    assert not (desk / "site").exists()
