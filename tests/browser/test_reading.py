"""A citizen reads the site: on a phone, without a mouse, without JavaScript."""

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

KINDS = {
    "home": "",
    "policy": "policies/2026/digital-skills-voucher/",
    "repealed policy": "policies/2024/flexible-insurance-subsidy/",
    "withdrawn policy": "policies/2025/wage-guide-price/",
    "questions and answers": "interpretations/2026/flexible-insurance-subsidy/",
    "diagram": "interpretations/2026/digital-skills-voucher/",
    "docket": "decisions/2025/startup-rent-subsidy/",
    "open docket": "decisions/2026/public-training-base/",
    "catalogue": "decisions/2025/catalogue/",
    "year of decisions": "decisions/2026/",
    "list": "policies/",
    "topic": "topics/employment/",
    "audiences": "audiences/",
    "consultations": "consultations/",
    "questions": "questions/",
    "about": "about/guide/",
}


@pytest.mark.parametrize(
    ("for_whom", "policy", "answer"),
    [
        ("失业人员", "失业人员职业技能提升培训补贴操作办法", "申请"),
        ("农民工", "欠薪应急周转金使用管理办法", "垫付"),
        ("灵活就业人员", "灵活就业人员社会保险补贴办法（2026年修订）", "816"),
        ("高校毕业生", "促进2026届高校毕业生就业若干措施", "2,000元"),
    ],
)
def test_who_i_am_leads_to_the_policy_and_its_summary_in_two_taps(
    phone: Page, address: str, for_whom: str, policy: str, answer: str
) -> None:
    phone.goto(address)
    phone.get_by_role("link", name=for_whom).first.tap()
    phone.get_by_role("link", name=policy, exact=True).first.tap()
    assert policy in phone.get_by_role("heading", level=1).inner_text()
    assert answer in phone.locator("main").inner_text()
    assert "一句话" in phone.locator("main").inner_text()


def test_a_question_on_the_home_page_is_answered_in_one_tap(phone: Page, address: str) -> None:
    phone.goto(address)
    question = phone.locator(".gk-questions a").first
    words = question.inner_text()
    question.tap()
    phone.wait_for_url("**#*")
    fold = phone.locator(".gk-question:has(:target)")
    assert fold.get_by_role("heading").inner_text().endswith(words)
    assert fold.locator(".gk-answer").is_visible()


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
def test_no_page_scrolls_sideways_on_the_narrowest_phone(phone: Page, address: str, path: str) -> None:
    phone.set_viewport_size({"width": 320, "height": 640})
    phone.goto(address + path)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    assert phone.locator("h1").count() == 1
    assert phone.locator("html").get_attribute("lang") in ("zh", "zh-CN", "zh-Hans")
    assert "虚构" in phone.locator("body").inner_text()
    assert "2026年6月15日" in phone.locator("body").inner_text()


def test_everything_can_be_read_without_javascript(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address + KINDS["docket"])
    text = page.locator("main").inner_text()
    for words in ("决策进程", "意见收集和采纳情况", "未采纳", "逾期说明", "决策草案"):
        assert words in text
    page.goto(address + KINDS["policy"])
    page.get_by_role("link", name="政策文件").first.click()
    assert page.locator(".gk-row").count() >= 20
    context.close()


def test_the_keyboard_alone_reaches_the_text(phone: Page, address: str) -> None:
    phone.goto(address + KINDS["policy"])
    phone.keyboard.press("Tab")
    focused = phone.locator(":focus")
    assert "跳" in focused.inner_text()
    box = focused.bounding_box()
    assert box and box["y"] >= 0 and box["height"] > 10
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_late_duty_says_why_and_an_open_consultation_says_how_long(phone: Page, address: str) -> None:
    phone.goto(address + KINDS["docket"])
    assert phone.get_by_text("逾期说明").first.is_visible()
    phone.goto(address + KINDS["open docket"])
    assert phone.get_by_text("还有 16 天").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(chromium: Browser, address: str, scheme: str) -> None:
    dark = scheme == "dark"
    context = chromium.new_context(color_scheme="dark" if dark else "light")
    page = context.new_page()
    page.goto(address + KINDS["policy"])
    ink, ground = page.evaluate(
        "[getComputedStyle(document.body).color, getComputedStyle(document.documentElement).backgroundColor,"
        " getComputedStyle(document.body).backgroundColor].filter(c => c != 'rgba(0, 0, 0, 0)')"
    )[:2]
    light = [sum(map(int, colour[4:-1].split(",")[:3])) for colour in (ink, ground)]
    assert (light[0] > light[1] + 300) if dark else (light[1] > light[0] + 300)
    context.close()


def test_a_printed_policy_is_a_document_without_the_site_around_it(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.emulate_media(media="print")
    page.goto(address + KINDS["policy"])
    assert page.locator("main h1").is_visible()
    for around in page.locator("nav, footer a, a.gk-skip, summary").all():
        assert not around.is_visible()
    assert len(page.pdf(format="A4")) > 10_000
    page.close()
