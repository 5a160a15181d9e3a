"""A citizen searches: by word, by number, with filters, without a mouse; and what the page says if nothing is there."""

import csv
import json
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.rows import mostly_long
from tests.sample import ROOT

pytestmark = pytest.mark.browser

DONE = "#gk-search-results[data-gk-state=done]"
VOUCHER = "policies/2024/unemployed-training-voucher.md"
RANKING = ROOT / "tests" / "search" / "ranking.csv"
FOLDINGS = ROOT / "tests" / "search" / "folding.json"


def search(page: Page, address: str, query: str, more: str = "") -> list[str]:
    """Ask by address, and tell the results of the first page."""
    page.goto(f"{address}search/?q={quote(query)}{more}")
    return results(page)


def turn_to(page: Page, address: str) -> list[str]:
    """Ask in a search page that is open, as going back and forth does."""
    page.evaluate(
        "to => { history.pushState(null, '', to); dispatchEvent(new PopStateEvent('popstate')); }", address
    )
    return results(page)


def results(page: Page) -> list[str]:
    page.wait_for_selector(DONE)
    found: list[str] = page.locator(f"{DONE} > li").evaluate_all(
        "all => all.map(item => item.getAttribute('data-gk-result') || '')"
    )
    return found


def total(page: Page) -> int:
    return int(page.locator("#gk-search-results").get_attribute("data-gk-total") or "")


def test_a_word_is_found_and_marked(phone: Page, address: str) -> None:
    found = search(phone, address, "培训券")
    assert found[0] == "policies/2026/digital-skills-voucher.md"
    assert total(phone) > 5
    assert f"找到 {total(phone)} 条结果" in phone.inner_text("#gk-search-status")
    assert phone.locator("mark").first.inner_text() == "培训券"


def test_a_piece_of_a_sentence_is_found_where_it_stands(phone: Page, address: str) -> None:
    piece = "不得以任何名义截留、抵扣补贴"
    assert search(phone, address, piece) == ["policies/2024/graduate-job-subsidy.md"]
    assert phone.locator(f"{DONE} mark").inner_text() == piece


@pytest.mark.parametrize("character", ["券", "薪"])
def test_one_character_is_enough(phone: Page, address: str, character: str) -> None:
    search(phone, address, character)
    assert total(phone) > 3


NUMBERS = (
    "示人社〔2024〕11号",
    "示人社[2024]11号",
    "示人社（2024）11号",
    "２０２４ 11号",
    "2024 11号",
    "2024 11",
    "示人社2024年11号",
)


def test_a_number_is_found_however_it_is_typed(phone: Page, address: str) -> None:
    phone.goto(f"{address}search/")
    for number in NUMBERS:
        assert turn_to(phone, f"?q={quote(number)}")[0] == VOUCHER, number


def test_a_title_comes_before_everything_else(phone: Page, address: str) -> None:
    assert search(phone, address, "政府信息公开指南")[0] == "about/guide.md"


def test_all_words_must_be_there(phone: Page, address: str) -> None:
    both = search(phone, address, "房租 补贴")
    assert both[0] == "policies/2025/startup-rent-subsidy.md"
    search(phone, address, "房租")
    alone = total(phone)
    search(phone, address, "房租 仲裁 培训券 欠薪")
    assert total(phone) < alone


def test_what_is_past_comes_last_and_is_marked(phone: Page, address: str) -> None:
    search(phone, address, "灵活就业人员社会保险补贴", "&kind=policies")
    states = phone.locator(f"{DONE} > li").all_inner_texts()
    assert ["已废止" in state for state in states] == sorted("已废止" in state for state in states)
    assert "已废止" in states[-1]
    found = search(phone, address, "薪酬水平信息")
    assert found[-1] == "policies/2025/wage-guide-price.md" or found[0] == "policies/2025/wage-guide-price.md"
    assert phone.locator(f"{DONE} .gk-badge--withdrawn").inner_text() == "已撤下"


def test_a_question_jumps_to_its_answer(phone: Page, address: str) -> None:
    search(phone, address, "补考还是没通过")
    phone.locator(f"{DONE} > li[data-gk-question] a").first.click()
    phone.wait_for_url("**/interpretations/2026/digital-skills-voucher/#digital-skills-voucher-fail")
    expect(phone.locator("#digital-skills-voucher-fail")).to_be_in_viewport()


def test_filters_narrow_and_tell_how_many(phone: Page, address: str) -> None:
    search(phone, address, "补贴")
    everything = total(phone)
    phone.click("#gk-search-filters summary")
    link = phone.locator('[data-gk-filter="kind=policies"]')
    count = int(link.locator(".gk-count").inner_text())
    link.click()
    phone.wait_for_url("**kind=policies")
    found = results(phone)
    assert total(phone) == count < everything
    assert all(path.startswith("policies/") for path in found)
    phone.locator('[data-gk-filter="topic=training"]').click()
    phone.wait_for_url("**topic=training")
    results(phone)
    assert total(phone) < count
    phone.go_back()
    results(phone)
    assert total(phone) == count
    phone.go_back()
    results(phone)
    assert total(phone) == everything
    phone.go_forward()
    results(phone)
    assert total(phone) == count


@pytest.mark.parametrize(
    "group",
    mostly_long(["kind", "status", "topic", "audience", "year"], "status"),
)
def test_every_value_of_every_filter_gives_as_many_as_it_says(phone: Page, address: str, group: str) -> None:
    search(phone, address, "补贴")
    everything = total(phone)
    links = phone.locator(f"[data-gk-filter^='{group}=']").all()
    told = {
        str(link.get_attribute("href")): int(link.locator(".gk-count").text_content() or "") for link in links
    }
    assert len(told) > 1
    for href, count in told.items():
        turn_to(phone, href)
        assert total(phone) == count <= everything, href
        chosen = phone.locator(f"[data-gk-filter^='{group}='][aria-current=true]")
        assert chosen.count() == 1
    phone.click("#gk-search-filters summary")
    chosen.click()  # once more takes it back
    phone.wait_for_url(lambda url: f"{group}=" not in url)
    results(phone)
    assert total(phone) == everything


@pytest.mark.parametrize(
    "filters",
    ["&topic=training&year=2026&status=valid", f"&topic={quote('培训')}&year=2026&status={quote('有效')}"],
)
def test_an_address_is_a_permanent_link(phone: Page, address: str, filters: str) -> None:
    found = search(phone, address, "培训", filters)
    assert found == search(phone, address, "培训", filters)
    assert found
    assert {path.split("/")[1] for path in found} == {"2026"}


def test_filters_without_words_list_everything_of_the_kind(phone: Page, address: str) -> None:
    found = search(phone, address, "", "&kind=decisions")
    assert found and all(path.startswith("decisions/") for path in found)


def test_long_lists_have_pages(phone: Page, address: str) -> None:
    first = search(phone, address, "补贴")
    assert len(first) == 20
    phone.click("#gk-search-pages a[rel=next]")
    phone.wait_for_url("**page=2")
    second = results(phone)
    assert second != first
    last = -(-total(phone) // 20)
    assert len(search(phone, address, "补贴", f"&page={last}")) == total(phone) - 20 * (last - 1)


def test_what_is_there_stays_when_the_rest_is_lost(chromium: Browser, address: str) -> None:
    """And links to other pages come last, for they would move away from under a finger."""
    phone = chromium.new_page(viewport={"width": 390, "height": 844})
    phone.route("**/h/*.z", lambda route: route.abort())
    assert len(search(phone, address, "补贴")) == 3
    assert "后面的结果没有载入" in phone.inner_text("#gk-search-status")
    assert not phone.locator("#gk-search-pages a").count()
    phone.unroute("**/h/*.z")
    phone.click("[data-gk-reload]")
    expect(phone.locator("#gk-search-pages a[rel=next]")).to_be_visible()
    assert len(results(phone)) == 20
    phone.close()


def test_nothing_found_leads_on(phone: Page, address: str) -> None:
    assert search(phone, address, "量子火箭补贴申领") == []
    assert total(phone) == 0
    page = phone.locator("#gk-main")
    assert "没有找到" in page.inner_text()
    assert phone.locator("#gk-search-none a[href='tel:12345']").is_visible()
    assert phone.locator("#gk-search-none a[href='../about/guide/']").is_visible()
    phone.locator("#gk-search-pieces a", has_text="补贴").first.click()
    expect(phone.locator(DONE)).not_to_have_attribute("data-gk-total", "0")


def test_with_the_keyboard_alone(phone: Page, address: str) -> None:
    phone.goto(f"{address}search/")
    box = phone.get_by_role("combobox")
    box.focus()
    phone.keyboard.type("培训券")
    phone.wait_for_selector("[role=option]")
    assert box.get_attribute("aria-expanded") == "true"
    phone.keyboard.press("ArrowDown")
    chosen = phone.locator("[role=option][aria-selected=true]")
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    phone.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/search/?q=*")
    found = results(phone)
    for _step in range(40):
        phone.keyboard.press("Tab")
        if phone.evaluate("document.activeElement.closest('[data-gk-result]') !== null"):
            break
    phone.keyboard.press("Enter")
    phone.wait_for_url(f"**/{found[0].removesuffix('.md')}/**")


@pytest.mark.parametrize("start", mostly_long(["", "search/"], ""))
def test_a_suggestion_leads_straight_to_the_document(phone: Page, address: str, start: str) -> None:
    phone.goto(address + start)
    phone.locator("[data-gk-query]:visible").first.press_sequentially("房租补贴办法")
    phone.wait_for_selector("[role=option]:has-text('房租补贴')")
    phone.keyboard.press("ArrowDown")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/startup-rent-subsidy/**")


@pytest.mark.parametrize(
    "start", mostly_long(["", "policies/2026/digital-skills-voucher/", "404.html"], "404.html")
)
def test_a_search_box_is_on_every_page(phone: Page, address: str, start: str) -> None:
    phone.goto(address + start)
    if start == "404.html":  # its links begin at site_url's path, which is /zwgk/ here too
        assert phone.locator("form[data-gk-search]").first.get_attribute("action") == "/zwgk/search/"
        return
    box = phone.locator("[data-gk-query]:visible").first
    box.fill("培训券")
    box.press("Enter")
    phone.wait_for_url("**/search/?q=*")
    assert results(phone)


SHIFTS = """window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(one => window.shift += one.value))
  .observe({type: "layout-shift", buffered: true})"""


@pytest.mark.parametrize("width", [390, pytest.param(1280, marks=pytest.mark.long)])
@pytest.mark.parametrize(
    "asked", mostly_long(["", "?q=培训", "?q=量子火箭", "?kind=decisions"], "?q=培训", "?q=量子火箭")
)
def test_nothing_moves_when_results_come(chromium: Browser, address: str, width: int, asked: str) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 844})
    context.add_init_script(SHIFTS)
    page = context.new_page()
    page.goto(f"{address}search/{quote(asked, safe='?=')}")
    if asked:
        page.wait_for_selector(DONE)
    page.wait_for_timeout(300)
    assert page.evaluate("window.shift") < 0.001
    context.close()


def test_without_javascript_the_page_leads_to_the_lists(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}search/?q={quote('补贴')}")
    for target in ("../topics/", "../questions/"):
        assert page.locator(f"noscript a[href='{target}'], main a[href='{target}']").first.is_visible()
    context.close()


def test_the_policy_for_content_is_kept(new_phone: Page, address: str) -> None:
    new_phone.add_init_script(
        "window.broken = []; addEventListener('securitypolicyviolation', (e) => broken.push(e.blockedURI))"
    )
    search(new_phone, address, "补贴")
    new_phone.get_by_role("combobox").press_sequentially("券")
    assert new_phone.evaluate("window.broken") == []


def test_the_script_folds_as_the_index_does(phone: Page, address: str) -> None:
    pairs = json.loads(FOLDINGS.read_text(encoding="utf-8"))
    phone.goto(f"{address}search/")
    folded = phone.evaluate(
        "async (texts) => { const { fold } = await import('../assets/search-index.js'); return texts.map(fold); }",
        [written for written, _folded in pairs],
    )
    assert folded == [expected for _written, expected in pairs]


@pytest.mark.parametrize("every", mostly_long([10, 1], 10))
def test_citizens_questions_find_their_document_among_the_first_three(
    phone: Page, address: str, every: int
) -> None:
    """What the page shows first: results, and where there are few, what comes near."""
    with RANKING.open(encoding="utf-8") as file:
        asked = list(csv.DictReader(file))[::every]
    assert len(asked) >= 40 // every
    missed = []
    phone.goto(f"{address}search/")
    for row in asked:
        turn_to(phone, f"?q={quote(row['query'])}")
        shown = phone.locator(".gk-hit").evaluate_all(
            "all => all.slice(0, 3).map(item => item.dataset.gkResult || item.dataset.gkNear)"
        )
        if not set(shown) & set(row["best"].split()):
            missed.append((row["query"], shown))
    assert len(missed) <= len(asked) // 10, missed
