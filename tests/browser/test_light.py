"""Light and closed: what a page weighs with all it loads, that it asks nobody else, and that nothing is unsafe."""

import gzip

import pytest
from playwright.sync_api import Browser, Response

from tests.browser.conftest import settled
from tests.browser.test_accessibility import PAGES
from tests.browser.test_reading import each

pytestmark = pytest.mark.browser

POLICY_LIMIT = 100_000
"""Bytes, compressed: what the issue allows a policy page."""

LIMIT = 40_000
"""Bytes, compressed: what the pages keep to; the search page loads its index on demand, and is measured there."""

REPORT = """window.gkViolations = [];
document.addEventListener("securitypolicyviolation", e => window.gkViolations.push(e.violatedDirective + " " + e.blockedURI))"""


@pytest.mark.parametrize("path", each(PAGES))
def test_a_page_is_light_asks_no_other_host_and_keeps_its_policy(
    chromium: Browser, address: str, path: str
) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    context.add_init_script(REPORT)
    page = context.new_page()
    loaded: list[Response] = []
    page.on("response", lambda response: loaded.append(response))  # noqa: PLW0108 (Playwright wants a function)
    page.goto(address + path)
    settled(page)
    assert all(response.url.startswith("http://127.0.0.1:") for response in loaded)
    policy = page.locator('meta[http-equiv="Content-Security-Policy"]').get_attribute("content")
    assert policy == "default-src 'self'"
    assert page.evaluate("window.gkViolations") == []
    weight = sum(len(gzip.compress(response.body(), 6)) for response in loaded)
    if path != PAGES["search"]:
        assert weight <= LIMIT < POLICY_LIMIT, f"{weight} bytes: {[response.url for response in loaded]}"
    context.close()
