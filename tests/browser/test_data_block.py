"""The data block of a page, in a browser: it is there, it is whole, nothing runs it and nothing stops it."""

import json

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import settled

pytestmark = pytest.mark.browser

REPORT = """window.gkViolations = [];
document.addEventListener("securitypolicyviolation", e => window.gkViolations.push(e.violatedDirective))"""


def test_the_content_policy_lets_the_data_block_be(chromium: Browser, address: str) -> None:
    context = chromium.new_context()
    context.add_init_script(REPORT)
    page = context.new_page()
    page.goto(f"{address}policies/2025/startup-rent-subsidy/")
    settled(page)
    block = page.locator('script[type="application/ld+json"]').text_content()
    kinds = {one["@type"] for one in json.loads(block or "")["@graph"]}
    assert kinds == {"Legislation", "GovernmentService", "FAQPage"}
    assert page.evaluate("window.gkViolations") == []
    feeds = page.locator('head link[type="application/atom+xml"]')
    assert feeds.count() == 2, "the section's, and that of this policy"
    context.close()
