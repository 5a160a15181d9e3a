"""How fast pages open: a phone's width, the processor slowed to a quarter, nothing in the cache.

Run after `make site`: `python -m benchmarks.page_speed [SITE]`, with GONGKAI_CHROMIUM or /usr/bin/chromium. Prints
the table of docs/quality.md. The network is the machine's own: what a line costs is told by the weight.
"""

import functools
import gzip
import http.server
import os
import statistics
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Response, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
RUNS, SLOWER = 7, 4
PAGES = {
    "home": "",
    "policy": "policies/2026/flexible-insurance-subsidy/",
    "interpretation": "interpretations/2026/digital-skills-voucher/",
    "docket": "decisions/2025/startup-rent-subsidy/",
    "list": "policies/",
    "search": "search/",
}
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")
WATCH = """window.gk = {lcp: 0, cls: 0, tbt: 0};
new PerformanceObserver(l => l.getEntries().forEach(e => gk.lcp = e.startTime))
  .observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(l => l.getEntries().forEach(e => gk.cls += e.value))
  .observe({type: "layout-shift", buffered: true});
new PerformanceObserver(l => l.getEntries().forEach(e => gk.tbt += Math.max(e.duration - 50, 0)))
  .observe({type: "longtask", buffered: true});"""
READ = "({...gk, fcp: performance.getEntriesByName('first-contentful-paint')[0].startTime})"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_said: object) -> None:
        return


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of the site while it is served."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def opened(browser: Browser, address: str) -> dict[str, float]:
    """One cold opening: times in milliseconds, the layout's shift, the compressed bytes and the requests."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    context.add_init_script(WATCH)
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    loaded: list[Response] = []
    page.on("response", lambda response: loaded.append(response))  # noqa: PLW0108 (Playwright wants a function)
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(300)
    told: dict[str, Any] = page.evaluate(READ)
    told["bytes"] = sum(len(gzip.compress(response.body(), 6)) for response in loaded)
    told["requests"] = len(loaded)
    context.close()
    return told


def main(site: Path) -> None:
    """Print the table."""
    executable = os.environ.get("GONGKAI_CHROMIUM", "/usr/bin/chromium")
    print("| page | first paint | largest paint | blocking | layout shift | compressed | requests |")
    print("|---|---|---|---|---|---|---|")
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        for name, path in PAGES.items():
            runs = [opened(browser, address + path) for _ in range(RUNS)]
            middle = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
            print(
                f"| {name} | {middle['fcp']:.0f} ms | {middle['lcp']:.0f} ms | {middle['tbt']:.0f} ms "
                f"| {middle['cls']:.3f} | {middle['bytes'] / 1000:.1f} KB | {middle['requests']:.0f} |"
            )
        browser.close()


if __name__ == "__main__":
    main((Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site").resolve())
