"""What a citizen meant: his own words lead on, the page says how they were taken, and an answer that is not there is said so."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_search import DONE, search, total
from tests.rows import mostly_long

pytestmark = pytest.mark.browser

HITS = ".gk-hit"


def shown(page: Page) -> list[str]:
    """Every document that is listed, exact hits first."""
    found: list[str] = page.locator(HITS).evaluate_all(
        "all => all.map(item => item.dataset.gkResult || item.dataset.gkNear)"
    )
    return found


def test_words_that_stand_nowhere_find_what_they_mean(phone: Page, address: str) -> None:
    found = search(phone, address, "老板不发工资怎么办")
    assert any("wage" in path for path in found[:3])
    assert len(set(found)) == len(found) == total(phone)
    assert "按意思查找" in phone.inner_text("#gk-search-status")


def test_a_question_comes_with_the_first_sentence_of_its_answer(phone: Page, address: str) -> None:
    search(phone, address, "自己交社保的补贴最多领多久")
    first = phone.locator(f"{DONE} > li").first
    assert "多久" in first.locator("h3").inner_text(), "it asks the same"
    assert first.locator(".gk-hit__text").inner_text().rstrip().endswith(("。", "…", "；"))


def test_a_policy_and_what_explains_it_are_one_result_that_leads_to_both(phone: Page, address: str) -> None:
    found = search(phone, address, "灵活就业社保补贴咋领")
    first = phone.locator(f"{DONE} > li").first
    also = [str(one.get_attribute("data-gk-also")) for one in first.locator("[data-gk-also]").all()]
    both = {found[0], *also}
    assert {
        "policies/2026/flexible-insurance-subsidy.md",
        "interpretations/2026/flexible-insurance-subsidy.md",
    } <= both
    assert not both & set(found[1:]), "what is told with a result is no result of its own"
    first.locator("[data-gk-also]").first.click()
    phone.wait_for_url("**/flexible-insurance-subsidy*/")


def test_exact_hits_are_all_there_though_one_of_each_subject_comes_first(phone: Page, address: str) -> None:
    found = search(phone, address, "稳岗返还")
    assert {
        "policies/2025/stabilise-posts-refund.md",
        "clarifications/2025/stabilise-refund-small-firms.md",
    } <= set(found[:2])
    assert total(phone) == len(found)


def test_how_strange_writing_was_taken_is_said(phone: Page, address: str) -> None:
    assert search(phone, address, "peixunquan")[0].endswith("digital-skills-voucher.md")
    assert "“培训券”" in phone.inner_text("#gk-search-status")


def test_exact_hits_come_first_and_alone_count(phone: Page, address: str) -> None:
    found = search(phone, address, "补考")
    assert total(phone) == len(found)
    assert shown(phone)[: len(found)] == found
    if phone.locator("[data-gk-near]").count():
        assert phone.locator("#gk-search-near-title").inner_text() == "按意思查找"


def test_exact_hits_are_in_the_order_of_what_is_meant(phone: Page, address: str) -> None:
    assert "about/guide.md" in search(phone, address, "依申请公开")[:3]


def test_of_exact_hits_what_holds_today_comes_first(phone: Page, address: str) -> None:
    found = search(phone, address, "初创企业场地房租补贴办法")
    places = [found.index(f"{kind}/2025/startup-rent-subsidy.md") for kind in ("policies", "decisions")]
    assert places == sorted(places)


def test_who_finds_nothing_at_all_is_told_whom_to_ask(phone: Page, address: str) -> None:
    search(phone, address, "qqqq")
    assert shown(phone) == ["about/contact.md"]
    assert phone.inner_text("#gk-search-near-title") == "可以问这里"


def test_who_asks_whom_to_turn_to_is_told(phone: Page, address: str) -> None:
    search(phone, address, "公司欠薪找谁")
    assert "about/contact.md" in shown(phone)[:3]


@pytest.mark.parametrize(
    "query", mostly_long(["护照丢了怎么补办", "给孩子打疫苗要钱吗", "qqqq"], "护照丢了怎么补办")
)
def test_what_is_not_there_is_said_not_to_be_there(phone: Page, address: str, query: str) -> None:
    assert search(phone, address, query) == []
    assert total(phone) == 0
    assert "没有找到直接回答" in phone.inner_text("#gk-search-status")
    expect(phone.locator("#gk-search-none a[href='tel:12345']")).to_be_visible()
    expect(phone.locator("#gk-search-none a[href='../about/guide/']")).to_be_visible()
    near = phone.locator("#gk-search-near > li")
    if near.count():
        told = phone.locator("#gk-search-near-title").inner_text()
        assert "不一定是答案" in told or told == "可以问这里"
        assert all(near.evaluate_all("all => all.map(item => item.dataset.gkNear)"))


def test_words_to_try_are_whole_and_lead_to_something(phone: Page, address: str) -> None:
    search(phone, address, "当兵回来能拿安家补助吗，灵活就业的呢")
    offered = phone.locator("#gk-search-pieces a").all_inner_texts()
    assert "灵活就业" in offered
    assert "活就" not in offered
    phone.locator("#gk-search-pieces a", has_text="灵活就业").first.click()
    expect(phone.locator(DONE)).not_to_have_attribute("data-gk-total", "0")


@pytest.mark.long
def test_what_is_found_by_meaning_can_be_filtered(phone: Page, address: str) -> None:
    everything = search(phone, address, "自己交社保国家给补多少")
    told_with_them = [
        str(one.get_attribute("data-gk-also")) for one in phone.locator(f"{DONE} [data-gk-also]").all()
    ]
    some = search(phone, address, "自己交社保国家给补多少", "&kind=policies")
    assert some != []
    assert set(some) <= {*everything, *told_with_them}
    assert all(path.startswith("policies/") for path in some)


def test_a_suggestion_understands_too(phone: Page, address: str) -> None:
    phone.goto(f"{address}search/?q={quote('补贴')}")
    box = phone.get_by_role("combobox")
    box.fill("")
    box.press_sequentially("欠工钱")
    expect(phone.locator("[role=option]").first).to_be_visible()
