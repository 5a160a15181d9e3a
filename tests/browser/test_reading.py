"""A citizen reads the site: on a phone, without a mouse, without JavaScript."""

import re
from collections import Counter
from collections.abc import Collection, Iterator

import pytest
from _pytest.mark.structures import ParameterSet
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import settled
from tests.rows import mostly_long

pytestmark = pytest.mark.browser

FOR_CITIZENS = {
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
ACCOUNTS = {
    "standing pages": "about/",
    "statutory content": "statutory/",
    "library of normative documents": "normative/",
    "cleanup": "policies/2026/normative-cleanup/",
    "requests": "requests/",
    "year of requests": "requests/2026/",
    "reports": "reports/",
    "report": "reports/2025/",
    "plans": "plans/",
    "plan": "plans/2026/",
    "participation": "participation/",
    "year of participation": "participation/2025/",
    "open event": "participation/2026/wage-enforcement-opinions/",
    "closed event": "participation/2025/training-needs-survey/",
    "interactions": "interactions/",
    "inspection": "inspection/",
    "what one is entitled to": "entitlements/",
    "year of interactions": "interactions/2025/",
    "disclosure": "disclosure/",
    "year of duties": "disclosure/2025/",
    "clarification": "clarifications/2026/flexible-subsidy-continues/",
    "replies": "replies/2026/startup-loan-may/",
}
"""Pages that give account; like `KINDS` in every way but that axe looks at them in half of its modes."""
KINDS = {**FOR_CITIZENS, **ACCOUNTS}
QUICK = (
    "home",
    "policy",
    "questions and answers",
    "docket",
    "year of requests",
)
"""What `make test` has the time for; `make test-long` looks at the others too."""


def each(pages: dict[str, str], quick: Collection[str] = QUICK, *, others: bool = True) -> list[ParameterSet]:
    """A test for each page; of those that are not `quick` in `make test-long` only, and there too the `others` than the
    `KINDS` where they are not wanted at once."""
    left = (KINDS if others else pages).keys() - set(quick)
    return [
        pytest.param(path, id=kind, marks=pytest.mark.long if kind in left else ())
        for kind, path in pages.items()
    ]


@pytest.mark.parametrize(
    ("for_whom", "policy", "answer"),
    mostly_long(
        [
            ("失业人员", "失业人员职业技能提升培训补贴操作办法", "申请"),
            ("农民工", "欠薪应急周转金使用管理办法", "垫付"),
            ("灵活就业人员", "灵活就业人员社会保险补贴办法（2026年修订）", "816"),
            ("高校毕业生", "促进2026届高校毕业生就业若干措施", "2,000元"),
        ],
        "农民工",
    ),
)
def test_who_i_am_leads_to_the_policy_and_its_summary_in_two_taps(
    phone: Page, address: str, for_whom: str, policy: str, answer: str
) -> None:
    phone.goto(address)
    phone.get_by_role("link", name=for_whom).first.tap()
    phone.get_by_role("link", name=policy, exact=True).first.tap()
    assert policy in phone.get_by_role("heading", level=1).inner_text()
    expect(phone.locator("main")).to_contain_text(answer)
    expect(phone.locator("main")).to_contain_text("一句话")


def test_a_question_on_the_home_page_is_answered_in_one_tap(phone: Page, address: str) -> None:
    phone.goto(address)
    question = phone.locator(".gk-questions a").first
    words = question.inner_text()
    question.tap()
    phone.wait_for_url("**#*")
    fold = phone.locator(".gk-question:has(:target)")
    assert words in fold.get_by_role("heading").inner_text()
    assert fold.locator(".gk-answer").is_visible()


EVERY = {
    **KINDS,
    "site map": "sitemap/",
    "search": "search/",
    "results": "search/?q=%E5%9F%B9%E8%AE%AD",
    "no result": "search/?q=%E9%87%8F%E5%AD%90",
    "nothing there": "404.html",
}


@pytest.fixture(scope="module")
def two_sizes(chromium: Browser) -> Iterator[dict[int, Page]]:
    """By width: 1280 pixels, and at 200 %, when they are 640 for the page, each two dots wide."""
    contexts = {
        width: chromium.new_context(viewport={"width": width, "height": 450}, device_scale_factor=dots)
        for width, dots in ((1280, 1), (640, 2))
    }
    yield {width: context.new_page() for width, context in contexts.items()}
    for context in contexts.values():
        context.close()


@pytest.mark.parametrize("path", each(EVERY))
def test_twice_as_large_everything_is_still_there_and_nothing_scrolls_sideways(
    two_sizes: dict[int, Page], address: str, path: str
) -> None:
    texts = []
    for width, page in two_sizes.items():
        page.goto(address + path)
        settled(page)
        page.evaluate("document.querySelectorAll('main details').forEach(fold => fold.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        texts.append("".join(page.locator("main").inner_text().split()))
    assert len(texts[0]) > 50
    assert not Counter(texts[0]) - Counter(texts[1])  # whatever its order; the contents come in addition


@pytest.mark.parametrize("path", each(EVERY))
def test_no_page_scrolls_sideways_on_the_narrowest_phone(phone: Page, address: str, path: str) -> None:
    phone.set_viewport_size({"width": 320, "height": 640})
    phone.goto(address + path)
    settled(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    assert phone.locator("h1").count() == 1
    assert phone.locator("html").get_attribute("lang") in ("zh", "zh-CN", "zh-Hans")
    assert "虚构" in phone.locator("body").inner_text()
    assert "2026年6月15日" in phone.locator("body").inner_text()


@pytest.fixture(scope="module")
def with_and_without_javascript(chromium: Browser) -> Iterator[list[Page]]:
    contexts = [
        chromium.new_context(
            java_script_enabled=script, viewport={"width": 390, "height": 844}, reduced_motion="reduce"
        )
        for script in (True, False)
    ]
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", each(KINDS))
def test_without_javascript_every_word_is_there(
    with_and_without_javascript: list[Page], address: str, path: str
) -> None:
    texts = []
    for page in with_and_without_javascript:
        page.goto(address + path)
        page.evaluate(
            "document.querySelectorAll('.gk-calc__fold').forEach(form => form.remove())"
        )  # a script's own
        texts.append(page.locator("main").inner_text())
        assert page.locator("footer a", has_text="找错").get_attribute("href")
        if path:
            assert (
                page.get_by_role("navigation", name="当前位置").get_by_role("link", name="首页").is_visible()
            )
    assert texts[0] == texts[1]
    assert len(texts[0]) > 50


def test_without_javascript_links_lead_on_and_late_duties_are_told(chromium: Browser, address: str) -> None:
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
    for around in page.locator("nav, footer a, a.gk-skip, summary, form").all():
        assert not around.is_visible()
    page.close()


def test_a_policy_as_pdf_is_an_a4_sheet_set_like_an_official_document(
    chromium: Browser, address: str
) -> None:
    """GB/T 9704-2012 5.2, 7.2-7.3: A4; the organ in red; text of 三号 (16 points) at 28; its number centred."""
    page = chromium.new_page()
    page.goto(address + KINDS["policy"])
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    sheets = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert 2 <= len(sheets) <= 8
    assert {(round(float(wide)), round(float(high))) for wide, high in sheets} == {(595, 842)}
    page.emulate_media(media="print")
    body, organ, number = (
        page.locator(where).first.evaluate(
            "e => { const s = getComputedStyle(e); return [s.fontSize, s.lineHeight, s.color, s.textAlign]; }"
        )
        for where in (".gk-body > p", ".gk-redhead__issuer", ".gk-redhead__number")
    )
    assert [round(float(size[:-2]) * 0.75, 1) for size in body[:2]] == [16, 28]
    red, green, blue = map(int, re.findall(r"\d+", organ[2])[:3])
    assert red > 150 and max(green, blue) < 60
    assert number[3] == "center"
    assert page.locator(".gk-sign").is_visible()
    page.close()
