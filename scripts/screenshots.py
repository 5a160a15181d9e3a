"""Takes the pictures in docs/images/: of the built sample section, and of the preview as editors see it.

Run after `make site`, with Debian's Chromium: `make screenshots`. A test holds that the pages shown still exist.
"""

import os
import sys
import tempfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "hooks"))

from benchmarks.preview import sample_desk, serving  # noqa: E402 (the path above must stand first)
from tests.desk_people import office  # noqa: E402
from tests.desk_way import whole_way  # noqa: E402

IMAGES = ROOT / "docs" / "images"
SHOTS = {
    "home-desktop": ("", 1280, 900),
    "home-phone": ("", 390, 844),
    "policy-phone": ("policies/2026/digital-skills-voucher/", 390, 844),
    "policy-desktop": ("policies/2024/flexible-insurance-subsidy/", 1280, 900),
    "docket-desktop": ("decisions/2025/startup-rent-subsidy/", 1280, 900),
}
"""Name of the picture: the page below the site, width and height in CSS pixels."""

EDITED = "policies/2026/digital-skills-voucher"
SLIP = "附件一并公布，见[申报表](files/no-such.xlsx)。"
"""What an editor writes into the page that is shown with its finding."""
PREVIEWS = {
    "preview-finding": f"{EDITED}/",
    "preview-scheduled": "policies/2026/summer-youth-plan/",
    "preview-section": "preview/",
}
"""Name of the picture: the page of the preview."""

DESK = {"desk-form": "desk-form", "desk-review-baomi": "desk-review"}
"""Name of the place on the way, and of the picture."""

ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--allow-file-access-from-files"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


def main(site: Path) -> None:
    """Photograph every page of `SHOTS` and `PREVIEWS` as it opens."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        executable = os.environ.get("GONGKAI_CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        for name, (path, width, height) in SHOTS.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto((site / path / "index.html").resolve().as_uri())
            page.screenshot(path=IMAGES / f"{name}.png")
            page.close()
        photograph_preview(browser)
        photograph_desk(browser)
        browser.close()


def photograph_preview(browser: Browser) -> None:
    """The preview of a copy of the sample, with a slip in one file; each picture at its first finding."""
    with tempfile.TemporaryDirectory(prefix="gongkai-preview-") as folder:
        desk = sample_desk(Path(folder))
        file = desk / "content" / f"{EDITED}.md"
        text = file.read_text(encoding="utf-8")
        place = text.index("\n## ", text.index("\n---\n"))
        file.write_text(f"{text[:place]}\n{SLIP}\n{text[place:]}", encoding="utf-8")
        with serving(desk / "mkdocs.yml", "--no-git") as address:
            page = browser.new_page(viewport={"width": 1000, "height": 700})
            for name, path in PREVIEWS.items():
                page.goto(f"{address}{path}")
                if (finding := page.locator(".gk-body .gk-finding").first).count():
                    finding.evaluate("e => e.scrollIntoView({block: 'center', behavior: 'instant'})")
                page.screenshot(path=IMAGES / f"{name}.png")
            page.close()


def photograph_desk(browser: Browser) -> None:
    """The desk on the way from two Word files to a published pair."""
    with tempfile.TemporaryDirectory(prefix="gongkai-desk-") as name, pytest.MonkeyPatch.context() as patch:
        folder = Path(name)

        def look(shot: str, page: Page) -> None:
            if shot in DESK:
                page.screenshot(path=IMAGES / f"{DESK[shot]}.png")

        whole_way(browser, office(folder, patch), folder, look)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site")
