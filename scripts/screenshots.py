"""Takes the pictures in docs/images/ from the built sample section, with Debian's Chromium.

Run after `make site`: `make screenshots`. A test holds that the pages shown still exist.
"""

import os
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
SHOTS = {
    "home-desktop": ("", 1280, 900),
    "home-phone": ("", 390, 844),
    "policy-phone": ("policies/2026/digital-skills-voucher/", 390, 844),
    "policy-desktop": ("policies/2024/flexible-insurance-subsidy/", 1280, 900),
    "docket-desktop": ("decisions/2025/startup-rent-subsidy/", 1280, 900),
}
"""Name of the picture: the page below the site, width and height in CSS pixels."""

ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--allow-file-access-from-files"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


def main(site: Path) -> None:
    """Photograph every page of `SHOTS` as it opens."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        executable = os.environ.get("GONGKAI_CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        for name, (path, width, height) in SHOTS.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto((site / path / "index.html").resolve().as_uri())
            page.screenshot(path=IMAGES / f"{name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site")
