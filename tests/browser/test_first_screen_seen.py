"""The first screen of a phone, and what used to be a dead end: on new phones and on old ones, on paper, without scripts."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import settled
from tests.browser.old_phones import as_an_old_phone_reads
from tests.browser.test_reading import KINDS
from tests.rows import mostly_long

pytestmark = pytest.mark.browser

POLICY = "policies/2026/flexible-insurance-subsidy/"
OPEN = "decisions/2026/public-training-base/"


def test_three_results_are_on_the_first_screen(phone: Page, address: str) -> None:
    phone.goto(f"{address}search/?q=%E5%9F%B9%E8%AE%AD")
    settled(phone)
    boxes = [hit.bounding_box() for hit in phone.locator("#gk-search-results .gk-hit").all()[:3]]
    assert boxes[0] and boxes[0]["y"] < 844 / 2.5
    assert all(box and box["y"] + box["height"] <= 844 for box in boxes)
    assert phone.get_by_role("searchbox").or_(phone.locator("main [data-gk-query]")).first.is_visible()
    phone.get_by_text("筛选").tap()
    assert phone.locator("[data-gk-filter]").first.is_visible()


@pytest.mark.parametrize(
    ("path", "first"),
    mostly_long(
        [
            (POLICY, ["网上办理", "打电话"]),
            ("interpretations/2026/flexible-insurance-subsidy/", ["网上办理", "打电话"]),
            (OPEN, ["提意见", "打电话"]),
            ("consultations/", []),
            ("requests/", ["我要申请", "打电话"]),
            ("about/guide/", ["我要申请", "打电话"]),
        ],
        POLICY,
        OPEN,
    ),
)
def test_what_one_came_to_do_is_on_the_first_screen(
    phone: Page, address: str, path: str, first: list[str]
) -> None:
    phone.goto(address + path)
    buttons = phone.locator("main .gk-actions a")
    assert [re.split(r"\s", one)[0] for one in buttons.all_inner_texts()][: len(first)] == first
    seen = [button.bounding_box() for button in buttons.all()[:2]]
    assert seen
    assert all(box and box["y"] + box["height"] <= 844 and box["height"] >= 44 for box in seen)


def test_large_print_begins_with_the_short_form(phone: Page, address: str) -> None:
    phone.goto(address)
    phone.evaluate("localStorage.setItem('gk-easy', '1')")
    for path, asked in (
        (POLICY, ["给谁", "有效吗", "多少钱", "怎么办", "问谁"]),
        ("interpretations/2026/flexible-insurance-subsidy/", ["原文", "给谁", "多少钱", "怎么办", "问谁"]),
        (OPEN, ["给谁", "进展", "怎么办", "问谁"]),
    ):
        phone.goto(address + path)
        assert phone.locator("main .gk-key dt").all_inner_texts() == asked
        assert phone.evaluate("document.documentElement.scrollHeight") > 8 * 844
        box = phone.locator("main .gk-key").bounding_box()
        assert box and box["y"] + box["height"] < 3.5 * 844  # of up to twenty screens
        assert "一句话" in phone.locator("main .gk-summary").inner_text()


def test_a_table_shows_its_amounts_and_numbers_without_scrolling(phone: Page, address: str) -> None:
    for path, words in (
        (POLICY, ["510", "306", "816"]),
        ("about/contact/", ["000-55550111", "000-55550117"]),
        ("policies/2026/key-enterprise-training/", ["1,000", "3,000"]),
    ):
        phone.goto(address + path)
        for word in words:
            box = phone.locator(".gk-table td", has_text=word).first.bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390, (path, word)


@pytest.mark.long
def test_a_table_that_scrolls_says_so(phone: Page, address: str) -> None:
    hidden = """all => all.filter(one => one.scrollWidth > one.clientWidth + 1)
      .filter(one => getComputedStyle(one, "::before").content.indexOf("滑动") < 0).map(one => one.ariaLabel)"""
    for path in (
        *(
            "interactions/2026/",
            "reports/2025/",
            "requests/2026/",
            "disclosure/",
            "statutory/",
            "plans/2026/",
        ),
        *("policies/2025/stabilise-posts-refund/", KINDS["diagram"], KINDS["about"], KINDS["catalogue"]),
    ):
        phone.goto(address + path)
        phone.evaluate("document.querySelectorAll('main details').forEach(fold => fold.open = true)")
        assert phone.locator(".gk-table").evaluate_all(hidden) == [], path


def test_links_to_clauses_are_no_stops_of_the_keyboard_and_no_part_of_names(
    phone: Page, address: str
) -> None:
    phone.goto(address + POLICY)
    assert phone.locator("a.gk-anchor").count() >= 20
    assert phone.get_by_role("link", name="链接到").count() == 0
    assert phone.locator("a.gk-anchor").evaluate_all("all => all.every(one => one.tabIndex < 0)")
    assert phone.get_by_role("heading", name="三、补贴标准", exact=True).count() == 1
    phone.locator(".gk-cite summary").press("Enter")
    phone.get_by_role("link", name="三（一）", exact=True).press("Enter")
    assert phone.url.endswith("#c-3-1")
    assert phone.locator("#c-3-1").inner_text().startswith("（一）补贴标准")


def test_the_contents_are_there_on_a_phone(phone: Page, address: str) -> None:
    phone.goto(address + POLICY)
    phone.locator(".gk-contents--fold summary").tap()
    assert phone.locator(".gk-contents--fold a", has_text="政策原文").is_visible()


def test_a_timeline_has_letters_that_can_be_read(phone: Page, address: str) -> None:
    phone.goto(address + KINDS["docket"])
    letters = phone.locator(".gk-timeline-picture text").evaluate_all(
        "all => all.map(one => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a)"
    )
    assert len(letters) > 10
    assert min(letters) >= 13.5
    boxes = phone.locator(".gk-timeline-picture text").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(one => [one.left, one.right])"
    )
    assert all(left >= 0 and right <= 390 for left, right in boxes)


SCREEN_WORDS = re.compile(
    r"点击|展开|收起|菜单|^目录$|长者模式|放大看图|关闭大图|看原图|上一页|下一页|滑动|跳到|固定链接|见解读原文|网上办理$|筛选|找错"
)


@pytest.fixture(scope="module")
def paper(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 794, "height": 1123})
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


@pytest.mark.long
def test_paper_has_no_words_of_the_screen(paper: Page, address: str) -> None:
    kinds = (
        "home",
        "policy",
        "questions and answers",
        "docket",
        "open docket",
        "catalogue",
        "list",
        "consultations",
    )
    paths = [KINDS[kind] for kind in (*kinds, "year of requests", "disclosure", "open event", "topic")]
    for path in (*paths, "search/?q=%E5%9F%B9%E8%AE%AD", "open-data/", POLICY):
        paper.goto(address + path)
        settled(paper)
        lines = paper.locator("body").inner_text().split("\n")
        own = "\n".join(paper.locator(".gk-body").all_inner_texts())
        assert [line for line in lines if SCREEN_WORDS.search(line) and line not in own] == [], path
        assert paper.locator("button:visible, input:visible, .gk-button:visible").count() == 0, path
        drawn = paper.evaluate(
            """[...document.querySelectorAll("body *")].flatMap(one => ["::before", "::after"].map(where =>
              one.getClientRects().length ? getComputedStyle(one, where).content : ""))"""
        )
        assert not any(SCREEN_WORDS.search(words) for words in drawn), path


def test_what_is_folded_is_opened_for_paper_and_closed_again(phone: Page, address: str) -> None:
    phone.goto(address + POLICY)
    closed = phone.locator("main details:not([open])").count()
    assert closed > 5
    phone.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert phone.locator("main details:not([open])").count() == 0
    phone.evaluate("dispatchEvent(new Event('afterprint'))")
    assert phone.locator("main details:not([open])").count() == closed


FAST = "document.getAnimations().forEach(one => one.finish())"


@pytest.mark.parametrize("fails", mostly_long(["search.js", "index.z", "scripts"], "index.z"))
def test_a_search_that_cannot_work_says_what_to_do_instead(
    chromium: Browser, address: str, fails: str
) -> None:
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=fails != "scripts"
    )
    page = context.new_page()
    held: list[Route] = []
    if fails == "search.js":
        page.route("**/search.js", lambda route: route.abort())
    if fails == "index.z":
        page.clock.install()
        page.route("**/index.z", lambda route: held.append(route))  # noqa: PLW0108 (never answered)
    page.goto(f"{address}search/?q=%E5%9F%B9%E8%AE%AD", wait_until="domcontentloaded")
    told = page.locator(".gk-unscripted")
    if fails == "search.js":
        page.wait_for_function("document.getAnimations().length > 0")
        assert not told.is_visible()
        page.evaluate(FAST)
    if fails == "index.z":
        page.wait_for_selector("[data-gk-state=working]", state="attached")
        page.clock.fast_forward(5_000)
        assert page.locator("#gk-search-status").inner_text() == "正在搜索……"
        assert not told.is_visible()
        page.clock.fast_forward(5_000)
    assert told.is_visible()
    assert told.locator("a[href='tel:12345']").is_visible()
    assert told.get_by_role("link", name="政策文件").is_visible()
    for route in held:
        route.abort()
    context.close()


@pytest.mark.long
def test_a_search_that_works_never_shows_it(phone: Page, address: str) -> None:
    for query in ("?q=%E5%9F%B9%E8%AE%AD", "", "?q=%E9%87%8F%E5%AD%90"):
        phone.goto(f"{address}search/{query}")
        settled(phone)
        phone.wait_for_function("document.querySelector('#gk-search-results').dataset.gkState != 'waiting'")
        phone.evaluate(FAST)
        assert not phone.locator(".gk-unscripted").is_visible()


TOUCHING = """(() => { const all = [...document.querySelectorAll("a.gk-button, .gk-chips a, .gk-choices a")]
  .map(one => one.getBoundingClientRect()).filter(one => one.width);
  return all.flatMap((one, i) => all.slice(i + 1).filter(other => one.right + 4 > other.left && other.right + 4 > one.left
    && one.bottom + 4 > other.top && other.bottom + 4 > one.top).map(other => [one.x, one.y, other.x, other.y])); })()"""


@pytest.fixture
def old_phone(new_phone: Page) -> Page:
    """A phone whose browser drops what it does not know of the stylesheets."""

    def without(route: Route) -> None:
        css = route.fetch().text()
        route.fulfill(body=as_an_old_phone_reads(css), content_type="text/css")

    new_phone.route("**/assets/*.css", without)
    return new_phone


@pytest.mark.long
def test_an_old_phone_keeps_labels_buttons_and_order(old_phone: Page, address: str) -> None:
    before = "one => getComputedStyle(one, '::before').content"
    old_phone.goto(address + POLICY)
    cell = old_phone.locator(".gk-table--stacked td").first
    assert cell.evaluate(before) == f'"{cell.get_attribute("data-label")}"'
    assert old_phone.locator(".gk-asked").first.evaluate(before) == '"问"'
    assert old_phone.locator("main .gk-actions a").first.is_visible()
    for path in (
        "",
        POLICY,
        KINDS["docket"],
        "about/contact/",
        "search/?q=%E5%9F%B9%E8%AE%AD",
        "requests/2026/",
    ):
        old_phone.goto(address + path)
        settled(old_phone)
        assert old_phone.evaluate("document.documentElement.scrollWidth") <= 390, path
        assert old_phone.evaluate(TOUCHING) == [], path
