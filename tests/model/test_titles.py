"""《…〈…〉…》: the product nests the marks of titles as GB/T 15834 wants them, wherever it writes a title in marks."""

import re
import zlib
from datetime import date
from pathlib import Path

import pytest

from gongkai.editing.facts import Facts, interpretation_file
from gongkai.editing.importing.questions import subject_of
from gongkai.model.title_marks import in_marks, nested, without_marks
from gongkai.search.folding import fold
from gongkai.settings import Settings
from tests import whole_section as whole
from tests.pages.test_pages import site_of
from tests.sample import CONFIG, ROOT


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("甲办法", "《甲办法》"),
        ("关于印发《甲办法》的通知", "《关于印发〈甲办法〉的通知》"),
        ("关于印发《甲办法》《乙办法》的通知", "《关于印发〈甲办法〉〈乙办法〉的通知》"),
        ("关于印发〈甲办法〉的通知", "《关于印发〈甲办法〉的通知》"),
        ("关于修改《关于〈甲〉的规定》的决定", "《关于修改〈关于《甲》的规定〉的决定》"),
        ("关于修改《关于《甲》的规定》的决定", "《关于修改〈关于《甲》的规定〉的决定》"),
        ("转发《关于印发〈贯彻《甲》方案〉的通知》", "《转发〈关于印发《贯彻〈甲〉方案》的通知〉》"),
        ("关于《甲的通知", "《关于《甲的通知》"),
        ("甲〉乙", "《甲〉乙》"),
        ("关于《甲〉的通知", "《关于《甲〉的通知》"),
    ],
)
def test_a_title_in_marks(title: str, shown: str) -> None:
    assert in_marks(title) == shown
    assert fold(in_marks(title)) == fold(title)
    assert nested(shown) == shown


@pytest.mark.parametrize(
    "text", ["见《甲》和《乙》。", "沪府〈2024〉1号", "x〈《甲》〉y", "《甲", "甲》", "《甲〉", "3〈5", ""]
)
def test_what_is_right_or_can_be_read_in_two_ways_stays(text: str) -> None:
    assert nested(text) == text


def test_a_new_interpretation_is_named_so() -> None:
    facts, settings = (
        Facts("关于印发《甲办法》的通知", date(2024, 5, 9)),
        Settings(CONFIG, ROOT, ROOT, date(2024, 5, 9)),
    )
    written = interpretation_file(facts, ("policies/2024/a.md",), "", settings)
    assert "title: 《关于印发〈甲办法〉的通知》政策解读\n" in written


def test_a_question_list_finds_its_policy_however_its_title_nests_them() -> None:
    for title in ("《关于印发《补贴办法》的通知》政策解读", "《关于印发〈补贴办法〉的通知》政策解读"):
        assert subject_of(title, []) == ["关于印发〈补贴办法〉的通知"]


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("《甲》", "甲"),
        ("《甲》申请表", "《甲》申请表"),
        ("《甲》《乙》", "《甲》《乙》"),
        ("申请《甲》", "申请《甲》"),
    ],
)
def test_marks_are_taken_off_a_whole_title_alone(text: str, bare: str) -> None:
    assert without_marks(text) == bare


def test_pages_and_search_nest_them(tmp_path: Path) -> None:
    files = whole.whole_section()
    asked = files[whole.JOB_QA].replace("一次性吸纳就业补贴问答", "关于《补贴办法》的问答")
    draft = files[whole.DECIDED_DRAFT].replace(
        "一次性吸纳就业补贴办法（草案）解读", "关于《补贴办法》草案的解读"
    )
    site = site_of(tmp_path, changed={whole.JOB_QA: asked, whole.DECIDED_DRAFT: draft})
    texts = {planned.path: planned.page().html for planned in site.pages}
    for path, data in site.made_files():
        texts[path] = (zlib.decompress(data) if path.endswith(".z") else data).decode(errors="ignore")
    assert not {path for path, text in texts.items() if re.search("《[^》〉]*《", text)}
    assert (
        "《关于〈补贴办法〉草案的解读》" in texts["disclosure/2024/"]
    )  # as a duty: `due` and the calendar tell the same
    assert any(
        "《关于〈补贴办法〉的问答》" in text for path, text in texts.items() if path.startswith("search/")
    )


def test_no_code_writes_the_marks_around_a_title_itself() -> None:
    files = [file for file in (ROOT / "hooks").rglob("*") if file.suffix in (".py", ".html", ".js")]
    assert "search.js" in {file.name for file in files}
    writing = {file.name for file in files if re.search(r"《\$?\{", file.read_text(encoding="utf-8"))}
    assert writing == {"title_marks.py"}
