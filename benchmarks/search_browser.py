"""What the measurements of search share: a quiet server, fresh pages, a count of what travels, recall."""

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
ARGUMENTS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
PAGE = {"width": 390, "height": 844}
SLOWER = 4
"""A cheap phone against this machine."""


@dataclass
class Judged:
    """Recall and precision over a list of queries, each counting the same; and those that found nothing."""

    recall: float = 0
    precision: float = 0
    without: int = 0
    count: int = 0

    def add(self, truth: set[Any], found: set[Any]) -> None:
        """One query's answer."""
        self.count += 1
        self.without += not found
        self.recall += len(truth & found) / len(truth) if truth else 1
        self.precision += len(truth & found) / len(found) if found else 1

    def __str__(self) -> str:
        """One line of the table."""
        of = max(self.count, 1)
        return f"recall {self.recall / of:.4f}  precision {self.precision / of:.4f}  without a hit {self.without}/{self.count}"


def listen(page: Page, below: str) -> list[float]:
    """Sizes of the bodies that travel from below this path, the page itself and its frame left out."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    ours: set[str] = set()

    def asked(event: dict[str, Any]) -> None:
        url = event["request"]["url"].partition("?")[0]
        if below in url and not url.endswith("/"):
            ours.add(event["requestId"])

    def loaded(event: dict[str, Any]) -> None:
        if event["requestId"] in ours:
            sizes.append(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.loadingFinished", loaded)
    return sizes


@contextmanager
def new_page(browser: Browser, bypass: bool = False) -> Iterator[Page]:
    """A page with empty caches; `bypass` lets in what the content policy would stop (Pagefind's WebAssembly)."""
    context = browser.new_context(viewport=PAGE, bypass_csp=bypass)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # connections are kept, as on any real server
    disable_nagle_algorithm = True  # and no answer waits 40 ms for the last one to be confirmed

    def log_message(self, *_said: object) -> None:
        return

    def handle(self) -> None:
        with suppress(ConnectionError):  # a page that is closed lets go of what it fetches
            super().handle()


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a site, served from the folder above it; nothing is compressed on the way."""
    handler = functools.partial(_Quiet, directory=site.parent)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{site.name}/"
        server.shutdown()


def spread(values: list[float], unit: float, name: str) -> str:
    """Half of the values, 95 of a hundred and all of them are at most this."""
    ordered = sorted(values)
    half, most = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    return f"p50 {half / unit:.0f}, p95 {most / unit:.0f}, most {ordered[-1] / unit:.0f} {name}"
