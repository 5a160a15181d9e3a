"""What was asked in vain stays in the reader's own browser, until he hands it on in the form that `gaps` reads, or erases it."""

from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from gongkai.platforms.gaps import read_asked
from tests.browser.test_search import search, turn_to

pytestmark = pytest.mark.browser

VAIN = "#gk-search-vain"
STORED = "localStorage.getItem('gk-asked-in-vain')"


@pytest.mark.long
def test_questions_without_an_answer_become_a_table_that_gaps_reads(
    phone: Page, address: str, tmp_path: Path
) -> None:
    for query in ("护照丢了怎么补办", '="量子"火箭,1号', "培训券", "护照丢了怎么补办"):
        search(phone, address, query)
        phone.wait_for_timeout(100)
    search(phone, address, "给孩子打疫苗要钱吗")
    expect(phone.locator(f"{VAIN}-count")).to_have_text("3")
    with phone.expect_download() as download:
        phone.click(f"{VAIN}-save")
    download.value.save_as(tmp_path / "问题.csv")
    asked = [(one.question, one.count) for one in read_asked(tmp_path / "问题.csv")]
    assert asked == [('="量子"火箭,1号', 1), ("护照丢了怎么补办", 2), ("给孩子打疫苗要钱吗", 1)]


def test_numbers_of_persons_are_not_kept(phone: Page, address: str) -> None:
    for query in (
        "11010119900307123X 护照",
        "护照 １３８ 0013-8000",
        "护照打一三八零零一三八零零零",
        "护照 a@b.cn",
    ):
        search(phone, address, query)
        phone.wait_for_timeout(100)
    assert phone.evaluate(STORED) is None
    expect(phone.locator(VAIN)).to_be_hidden()


@pytest.mark.long
def test_with_the_keyboard_one_is_taken_back_then_all_then_none_is_kept(phone: Page, address: str) -> None:
    for query in ("护照丢了怎么补办", "给孩子打疫苗要钱吗"):
        search(phone, address, query)
        expect(phone.locator(VAIN)).to_be_visible()
    phone.locator(f"{VAIN} summary").focus()
    phone.keyboard.press("Enter")
    first = phone.get_by_role("button", name="删除：护照丢了怎么补办")
    first.focus()
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("button", name="删除：给孩子打疫苗要钱吗")).to_be_focused()
    phone.locator(f"{VAIN}-erase").press("Enter")
    expect(phone.locator(f"{VAIN}-said")).to_have_text("已全部清除。")
    assert phone.evaluate(STORED) is None
    phone.locator(f"{VAIN}-switch").press("Enter")
    search(phone, address, "护照丢了怎么补办")
    expect(phone.locator(f"{VAIN}-switch")).to_have_text("重新开始记")
    assert phone.evaluate(STORED) == '"off"'


def test_it_is_offered_where_a_search_begins_and_nothing_leaves_by_itself(
    new_phone: Page, address: str
) -> None:
    search(new_phone, address, "护照丢了怎么补办")
    expect(new_phone.locator(VAIN)).to_be_visible()
    sent: list[str] = []
    new_phone.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))
    new_phone.goto(f"{address}search/")
    expect(new_phone.locator(VAIN)).to_be_visible()
    new_phone.click(f"{VAIN}-copy")
    expect(new_phone.locator(f"{VAIN}-said")).not_to_be_empty()
    assert not any("%E6%8A%A4" in one or "护照" in one for one in sent)
    mail = new_phone.locator(f"{VAIN}-mail")
    expect(mail).to_be_hidden()  # this section takes errors by a form
    new_phone.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<a class=gk-report href=mailto:ab@example.cn?subject=a>')"
    )
    turn_to(new_phone, f"?q={quote('给孩子打疫苗要钱吗')}")
    expect(mail).to_be_visible()
    letter = unquote(str(mail.get_attribute("href")))
    assert letter.startswith(
        "mailto:ab@example.cn?subject=没有找到答案的问题&body=问题,次数\r\n护照丢了怎么补办,1\r\n"
    )


def test_a_browser_that_keeps_nothing_searches_all_the_same(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
    )
    search(page, address, "护照丢了怎么补办")
    expect(page.locator("#gk-search-none a[href='tel:12345']")).to_be_visible()
    expect(page.locator(VAIN)).to_be_hidden()
    page.close()
