"""The desk in a real browser: ten clicks from two Word files to a published pair; every page can be used by everybody."""

from base64 import b64encode
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.desk_people import at_desk, office, word_files
from tests.desk_way import Hand, whole_way


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


LET_GO = """files => {
  const held = new DataTransfer();
  for (const [name, data] of files)
    held.items.add(new File([Uint8Array.from(atob(data), sign => sign.charCodeAt(0))], name));
  const event = new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: held });
  document.querySelector("h1").dispatchEvent(event);
  return event.defaultPrevented;
}"""


@pytest.mark.long
def test_files_are_let_go_anywhere_on_the_page(
    chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside the frame too; and while a change is open nothing of it is lost by a file that is dropped on it."""
    people = office(tmp_path, monkeypatch)
    files = [[one.name, b64encode(one.read_bytes()).decode()] for one in word_files(tmp_path)]
    page = chromium.new_page(locale="zh-CN")
    hand = Hand(page)
    with at_desk(people["clerk"]) as address:
        page.goto(address)
        assert page.evaluate(LET_GO, files)
        hand.hears("已导入")
        page.locator("[data-name=drafted]").fill("2024-02-01")
        assert page.evaluate(LET_GO, files)
        hand.hears("先点“放下，回到收文”")
        assert page.locator("[data-name=drafted]").input_value() == "2024-02-01"
        page.close()


@pytest.mark.long
def test_leaving_asks_first_where_something_is_typed_and_not_saved(
    chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The browser before the page is left, the desk before 放下; nobody is asked where nothing is lost."""
    people = office(tmp_path, monkeypatch)
    page = chromium.new_page(locale="zh-CN")
    hand, asked = Hand(page), list[str]()
    drafted, away = page.locator("[data-name=drafted]"), "[data-step=away]"

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message or dialog.type)
        dialog.accept() if stays is False else dialog.dismiss()

    page.on("dialog", answer)
    with at_desk(people["clerk"]) as address:
        page.goto(address)
        with page.expect_file_chooser() as chooser:
            hand.click(".button")
        chooser.value.set_files(word_files(tmp_path))
        hand.hears("已导入")
        stays = True
        hand.click("[data-refresh]")
        expect(drafted).to_have_value("")
        assert asked == [], "nothing is typed yet"

        hand.type("[data-name=drafted]", "2024-02-01")
        hand.click("[data-refresh]")
        expect(drafted).to_have_value("2024-02-01")
        assert asked == ["beforeunload"]
        hand.click(away)
        expect(drafted).to_have_value("2024-02-01")
        assert len(asked) == 2
        assert "您改的还没有存，放下就没有了" in asked[1]

        hand.click("[data-step=save]")
        hand.hears("还没有推送")
        hand.click("[data-refresh]")
        expect(page.locator("#form")).to_be_visible()
        assert len(asked) == 2, "what is saved is not asked about"

        hand.type("[data-name=summary]", "写了一半。")
        stays = False
        hand.click(away)
        expect(page.locator("#drop")).to_be_visible()
        assert len(asked) == 3
        page.close()
