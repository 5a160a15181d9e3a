"""Search without what Chrome 70 or Safari 12 lack: all of it is taken away before the page's scripts run. And when files fail."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.rows import mostly_long

pytestmark = pytest.mark.browser

WITHOUT = """
for (const name of ["BigInt", "DecompressionStream", "CompressionStream", "IntersectionObserver",
  "ResizeObserver", "structuredClone", "queueMicrotask", "WeakRef", "AbortController"]) delete window[name];
for (const name of ["at", "findLast", "findLastIndex", "toSorted", "toReversed", "toSpliced", "with"]) delete Array.prototype[name];
for (const name of ["at", "matchAll", "replaceAll", "isWellFormed"]) delete String.prototype[name];
for (const name of ["fromEntries", "groupBy", "hasOwn"]) delete Object[name];
for (const name of ["allSettled", "any", "withResolvers"]) delete Promise[name];
for (const kind of [Element, Document, DocumentFragment]) delete kind.prototype.replaceChildren;
for (const name of Object.getOwnPropertyNames(Iterator.prototype)) if (name !== "constructor") delete Iterator.prototype[name];
delete HTMLFormElement.prototype.requestSubmit;
delete Response.prototype.body;
"""
DONE = "#gk-search-results[data-gk-state=done]"


@pytest.fixture
def old_phone(new_phone: Page) -> Page:
    new_phone.add_init_script(WITHOUT)
    return new_phone


@pytest.mark.parametrize(
    ("query", "document"),
    [
        ("培训券", "digital-skills-voucher"),
        pytest.param("不得以任何名义截留、抵扣补贴", "graduate-job-subsidy", marks=pytest.mark.long),
        pytest.param("2024 11号", "unemployed-training-voucher", marks=pytest.mark.long),
        pytest.param("老板不发工资怎么办", "migrant-wage-campaign", marks=pytest.mark.long),
        pytest.param("房祖补贴", "startup-rent-subsidy", marks=pytest.mark.long),
        ("lhjy", "flexible-insurance-subsidy"),
    ],
)
def test_an_old_phone_finds_the_same(old_phone: Page, address: str, query: str, document: str) -> None:
    old_phone.goto(f"{address}search/?q={quote(query)}")
    old_phone.wait_for_selector(DONE)
    assert old_phone.evaluate("typeof BigInt + typeof [].at") == "undefinedundefined"
    first = old_phone.locator(".gk-hit").evaluate_all(
        "all => all.slice(0, 3).map(item => item.dataset.gkResult)"
    )
    assert any(document in str(path) for path in first)


def test_an_old_phone_types_filters_and_turns_pages(old_phone: Page, address: str) -> None:
    old_phone.goto(f"{address}search/?q={quote('补贴')}")
    old_phone.wait_for_selector(
        "#gk-search-results[data-gk-state=done]", state="attached"
    )  # what comes below moves the links
    old_phone.click("#gk-search-pages a[rel=next]")
    old_phone.wait_for_url("**page=2")
    old_phone.wait_for_selector(DONE)
    # texts come after the results, one by one
    old_phone.wait_for_function(
        "[...document.querySelectorAll('.gk-hit__text')].every((one) => one.innerText)"
    )
    assert all(old_phone.locator(".gk-hit__text").all_inner_texts())
    old_phone.click("#gk-search-filters summary")
    old_phone.locator('[data-gk-filter="kind=policies"]').click()
    old_phone.wait_for_selector(DONE)
    box = old_phone.get_by_role("combobox")
    box.fill("")
    box.press_sequentially("讨薪")
    expect(old_phone.locator("[role=option]").first).to_be_visible()


@pytest.mark.parametrize(
    "broken", mostly_long(["**/search/index.z", "**/m/head.z", "**/search/*/s/*"], "**/search/index.z")
)
def test_a_search_that_fails_says_so(chromium: Browser, address: str, broken: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.route(broken, lambda route: route.abort())
    page.goto(f"{address}search/?q={quote('补贴')}")
    page.wait_for_selector("#gk-search-results[data-gk-state=failed]", state="attached")
    assert "没有完成" in page.inner_text("#gk-search-status")
    assert page.locator("[data-gk-reload]").is_visible()
    context.close()
