"""A real browser on the sample section, served below a sub-path as a bureau would."""

import http.server
import os
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Page, ViewportSize, sync_playwright

ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_said: object) -> None:
        return


@pytest.fixture(scope="session")
def address(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the sample is served: http://127.0.0.1:PORT/zwgk/."""
    root = tmp_path_factory.mktemp("host")
    (root / "zwgk").symlink_to(sample.resolve())
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=root)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/zwgk/"
        server.shutdown()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; its tests are left out, and said so, where there is none."""
    executable = os.environ.get("GONGKAI_CHROMIUM")
    if not executable:
        pytest.skip("no Chromium: set GONGKAI_CHROMIUM, or run make test as root on Debian")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


SIZE: ViewportSize = {"width": 390, "height": 844}


def _phone(chromium: Browser) -> tuple[Page, list[str]]:
    """A page as wide as a phone, and what goes wrong in it: any error, and any request to another host."""
    page = chromium.new_context(viewport=SIZE, has_touch=True).new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "request", lambda request: problems.append(request.url) if "127.0.0.1" not in request.url else None
    )
    return page, problems


@pytest.fixture(scope="session")
def used_phone(chromium: Browser) -> Iterator[tuple[Page, list[str], CDPSession]]:
    """A new phone costs as much as the page that is looked at with it."""
    page, problems = _phone(chromium)
    yield page, problems, page.context.new_cdp_session(page)
    page.context.close()


@pytest.fixture
def phone(used_phone: tuple[Page, list[str], CDPSession], address: str) -> Iterator[Page]:
    """A page as wide as a phone that fails the test on any error, and on any request to another host. It keeps nothing of
    the test before; what could not be taken back (routes, scripts that run first, listeners) is for a `new_phone`."""
    page, problems, chrome = used_phone
    problems.clear()
    yield page
    told = tuple(problems)
    page.goto("about:blank")
    page.mouse.move(-1, -1)
    if page.viewport_size != SIZE:
        page.set_viewport_size(SIZE)
    kept = {"origin": address.removesuffix("/zwgk/"), "storageTypes": "local_storage,cookies"}
    chrome.send("Storage.clearDataForOrigin", kept)
    assert not told


@pytest.fixture
def new_phone(chromium: Browser) -> Iterator[Page]:
    """Like `phone`, and never used before."""
    page, problems = _phone(chromium)
    yield page
    page.context.close()
    assert not problems


def settled(page: Page) -> None:
    """Wait for the page as a reader has it: all loaded, and what was searched for is there."""
    page.wait_for_load_state("load")
    if "/search/?" in page.url:
        page.wait_for_selector("#gk-search-results[data-gk-state=done]")
