"""The desk in a real browser: ten clicks from two Word files to a published pair; every page can be used by everybody."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.desk_people import office
from tests.desk_way import whole_way


@pytest.mark.long
def test_ten_clicks_from_two_word_files_to_a_published_pair(
    chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = office(tmp_path, monkeypatch)
    faults: list[str] = []

    def look(name: str, page: Page) -> None:
        found = Axe().run(page)
        faults.extend(f"{name}: {one['id']}" for one in found.response["violations"])

    assert whole_way(chromium, people, tmp_path, look) <= 10
    assert faults == []
    site = tmp_path / "published"
    policy = (site / "policies/2024/shirenshe-31/index.html").read_text(encoding="utf-8")
    assert "关于开展高校毕业生技能培训补贴申领工作的通知" in policy
    assert (site / "interpretations/2024/shirenshe-31/index.html").is_file()
