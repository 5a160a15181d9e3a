"""The archive of the sample as others see it: py-wacz finds nothing wrong, and ReplayWeb.page shows its pages.

Both are fetched by name and version; where they are not to be had, that is said.
"""

import base64
import hashlib
import http.server
import re
import shutil
import subprocess
import tarfile
import threading
import venv
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page

from gongkai.cli import main
from gongkai.settings import read_settings
from tests.browser.conftest import chromium
from tests.sample import CONFIG

__all__ = ["chromium"]
pytestmark = pytest.mark.long

VALIDATOR = "wacz==0.6.0"
PLAYER = "replaywebpage@2.5.3"
PLAYER_DIGEST = "nCj2PSON3BxeSJKE8AsYPyULv0XPZKJWfy4l9PyQre9SqwLZ+WKZVs/sfLqPOQ4GrH+0YkjbwOhr8cSTH08gsQ=="
SITE = "https://www.example.com/zwgk/"
SHOWN = {
    "": "h1",
    "policies/": "h1",
    "policies/2026/digital-skills-voucher/": "h1",
    "search/": "h1",
}
"""Pages that are looked at, and what must be on them."""


@pytest.fixture
def archive(sample: Path, tmp_path: Path) -> Path:
    file = tmp_path / "sample.wacz"
    day = read_settings(CONFIG).today
    assert main(["archive", f"{day}", "--site", f"{sample}", "--to", f"{file}"], config=CONFIG) == 0
    return file


def test_py_wacz_finds_nothing_wrong(archive: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    tool = tmp_path / "venv" / "bin"
    got = subprocess.run(
        [f"{tool / 'pip'}", "install", "--quiet", VALIDATOR], capture_output=True, text=True, check=False
    )
    if got.returncode:
        pytest.skip(f"LEFT OUT: {VALIDATOR} is not to be had here: {got.stderr[-300:]}")
    said = subprocess.run(
        [f"{tool / 'wacz'}", "validate", "-f", f"{archive}"], capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stdout + said.stderr
    assert "Validation succeeded" in said.stdout


class _Ranges(http.server.SimpleHTTPRequestHandler):
    """Gives parts of files, as the player asks for them."""

    def log_message(self, *_said: object) -> None:
        return

    def do_GET(self) -> None:
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        file = Path(self.translate_path(self.path))
        if not asked or not file.is_file():
            super().do_GET()
            return
        data = file.read_bytes()
        begin, end = int(asked[1]), min(int(asked[2] or len(data)), len(data) - 1)
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {begin}-{end}/{len(data)}")
        self.send_header("Content-Length", f"{end + 1 - begin}")
        self.end_headers()
        self.wfile.write(data[begin : end + 1])


@pytest.fixture
def player(archive: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a page with the player, that has the archive."""
    npm = shutil.which("npm")
    got = (
        subprocess.run([npm, "pack", PLAYER], cwd=tmp_path, capture_output=True, text=True, check=False)
        if npm
        else None
    )
    if got is None or got.returncode:
        pytest.skip(f"LEFT OUT: {PLAYER} is not to be had here")
    packed = next(tmp_path.glob("replaywebpage-*.tgz"))
    assert base64.b64encode(hashlib.sha512(packed.read_bytes()).digest()).decode() == PLAYER_DIGEST
    root = tmp_path / "web"
    (root / "replay").mkdir(parents=True)
    with tarfile.open(packed) as opened:
        for name in ("ui.js", "sw.js"):
            script = opened.extractfile(f"package/{name}")
            assert script
            (root / "replay" / name).write_bytes(script.read())
    shutil.copy(archive, root / "sample.wacz")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Ranges, directory=root)) as server:
        server.handle_error = lambda *_said: None  # type: ignore[method-assign]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        (root / "index.html").write_text(
            '<!doctype html><meta charset="utf-8"><script src="replay/ui.js"></script>', encoding="utf-8"
        )
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def shown(page: Page, player: str, url: str, what: str) -> Frame:
    """The page of the archive in the player, once it is there."""
    page.goto(player)
    page.evaluate(
        """url => { const e = document.createElement("replay-web-page");
        e.setAttribute("source", "sample.wacz"); e.setAttribute("replayBase", "/replay/"); e.setAttribute("url", url);
        document.body.append(e); }""",
        url,
    )
    for _ in range(600):
        page.wait_for_timeout(500)
        for frame in page.frames:
            if "mp_/" in frame.url and frame.locator(f"main {what}").count():
                return frame
    raise AssertionError(f"{url}: {[frame.url for frame in page.frames]}")


def test_a_public_player_shows_the_pages(chromium: Browser, player: str) -> None:
    for path, what in SHOWN.items():
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        outside: list[str] = []
        page.on("request", lambda one: outside.append(one.url) if "127.0.0.1" not in one.url else None)  # noqa: B023
        frame = shown(page, player, f"{SITE}{path}", what)
        assert frame.evaluate("getComputedStyle(document.querySelector('main')).fontFamily"), path
        assert frame.url.endswith(f"mp_/{SITE}{path}")
        assert outside == [], path
        context.close()
