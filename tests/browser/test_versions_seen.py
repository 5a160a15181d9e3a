"""Versions on a phone: what changed is two taps away, and axe finds nothing on any of their pages."""

import http.server
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
from playwright.sync_api import Browser, Page

from gongkai.building import pipeline
from tests.browser.test_accessibility import nothing_found
from tests.evidence import feb
from tests.exports.test_old_addresses import SITE, settings_of
from tests.repositories import Repository
from tests.sample import renderer

pytestmark = [pytest.mark.browser, pytest.mark.long]

TABLE = "| 项目 | 标准 |\n| --- | --- |\n| 见习补贴 | {} |"
TEXT = "---\ntitle: 办事窗口\npublished: 2024-02-01\n---\n\n一、受理时间\n\n窗口每天受理到{}时。\n\n二、补贴标准\n\n{}\n"
PAGES = {
    "document": "about/windows/",
    "list": "about/windows/versions/",
    "past": "about/windows/versions/2024-02-01/",
    "present": "about/windows/versions/2024-02-04/",
}


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a section with one changed document is served."""
    root = tmp_path_factory.mktemp("versions")
    repository = Repository.create(root / "repository")
    repository.commit(feb(1), {"about/windows.md": TEXT.format("16", TABLE.format("500元"))})
    repository.commit(feb(4), {"about/windows.md": TEXT.format("17", TABLE.format("800元"))})
    settings = replace(settings_of(repository, feb(20), SITE), site=root / "site")
    pipeline.build(settings, renderer(settings))
    handler = partial(_Quiet, directory=settings.site)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_said: object) -> None:
        return


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_axe_finds_nothing_on_pages_of_versions(
    chromium: Browser, versions: str, width: int, scheme: str
) -> None:
    nothing_found(chromium, versions, width, scheme, False, PAGES)


def test_what_changed_is_two_taps_away(phone: Page, versions: str) -> None:
    phone.goto(versions + PAGES["document"])
    phone.get_by_role("link", name="历次版本和改动对照").tap()
    phone.get_by_role("link", name="逐条对照").first.tap()
    phone.wait_for_url(f"**/{PAGES['present']}*", wait_until="load")
    changed = phone.locator(".gk-redline")
    assert changed.locator("del").all_text_contents() == ["〔删去：16〕", "〔删去：500元〕"]
    assert changed.locator("ins").all_text_contents() == ["〔新增：17〕", "〔新增：800元〕"]
