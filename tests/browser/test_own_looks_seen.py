"""A bureau's own colours, emblem, foot, stylesheet and script in a browser: nothing is stopped, all can be read."""

import http.server
import threading
from functools import partial
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from gongkai.building import pipeline
from tests.browser.conftest import _Quiet
from tests.browser.test_accessibility import told
from tests.building.test_own_looks import FOOT, OWN, bureau
from tests.sample import renderer

pytestmark = [pytest.mark.browser, pytest.mark.long]

LOOKS = {
    "colours": {"link": "#7a1fa2", "band": "#5b1780", "mark": "#a3195b", "ground": "#f8f3fa"},
    "emblem": "assets/emblem.svg",
}


def test_what_is_judged_sound_is_sound_in_a_browser(chromium: Browser, tmp_path: Path) -> None:
    own = {name: text for name, text in OWN.items() if name != "partials/header.html"}
    own["partials/footer.html"] = '{% include "gongkai/partials/footer.html" %}'
    added = "extra_css: [assets/own.css]\nextra_javascript: [assets/own.js]\n"
    settings = bureau(tmp_path, own, added, looks=LOOKS, footer=FOOT)
    pipeline.build(settings, renderer(settings))
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(_Quiet, directory=settings.site)
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        problems: list[str] = []
        for scheme in ("light", "dark"):
            for large in (0, 1):
                page = chromium.new_context(color_scheme=scheme).new_page()
                page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
                page.add_init_script(f"localStorage.setItem('gk-easy', '{large}')")
                for path in ("", "policies/2024/startup-loan/"):
                    page.goto(f"http://127.0.0.1:{server.server_port}/{path}")
                    found = Axe().run(page, options={"runOnly": ["color-contrast", "image-alt"]}).response
                    assert len(found["passes"]) == 2
                    assert told(found) == [], f"{path} {scheme} {large}"
                    emblem = page.locator(".gk-emblem").bounding_box()
                    assert emblem
                    assert emblem["width"] == pytest.approx(2 * emblem["height"], abs=1)
                page.context.close()
        server.shutdown()
    assert not [said for said in problems if "back.png" not in said]  # which is no picture at all
