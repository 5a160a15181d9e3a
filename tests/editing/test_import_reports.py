"""`import` of an annual report: six parts, the computed tables read into fields or told."""

from pathlib import Path
from typing import Any

from gongkai.building.pipeline import check, read_library_of
from gongkai.editing.importing import Refused, Wishes, import_files
from gongkai.settings import Settings
from tests.documents import layouts as lay
from tests.editing.test_import import settings, taken_in

__all__ = ["settings"]

TITLE = "示例区人力资源和社会保障局2023年政府信息公开工作年度报告"
PARTS = (
    ("一、总体情况", "全年主动公开信息三十条。"),
    ("二、主动公开政府信息情况", None),
    ("三、收到和处理政府信息公开申请情况", None),
    ("四、政府信息公开行政复议、行政诉讼情况", None),
    ("五、存在的主要问题及改进情况", "解读不够通俗，将多用问答。"),
    ("六、其他需要报告的事项", "没有收取信息处理费。"),
)
DECISIONS = (
    ("第二十条第（五）项", "", ""),
    ("信息内容", "本年处理决定数量", ""),
    ("行政许可", "12", ""),
    ("行政处罚", "3", ""),
    ("行政强制", "0", ""),
    ("行政事业性收费", "1.5", ""),
)
REQUESTS = (("本年新收政府信息公开申请数量", "7", ""),)
CASES = [1, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1]


def table(document: Any, cells: Any) -> None:
    made = document.add_table(rows=len(cells), cols=max(map(len, cells)))
    for row, words in enumerate(cells):
        for column, word in enumerate(words):
            made.cell(row, column).text = str(word)


def report(tmp_path: Path, cases: list[int]) -> Path:
    document = lay.new()
    lay.line(document, TITLE, size=22, align="center")
    lay.line(document, "本报告依照《中华人民共和国政府信息公开条例》编制。")
    tables = iter((DECISIONS, REQUESTS, (["行政复议"] + ["结果"] * 14, cases)))
    for heading, words in PARTS:
        lay.line(document, heading, font="黑体")
        if words:
            lay.line(document, words)
        else:
            table(document, next(tables))
    document.save(tmp_path / "年报.docx")
    return tmp_path / "年报.docx"


def test_an_annual_report_is_a_report(settings: Settings, tmp_path: Path) -> None:
    documents = taken_in(settings, report(tmp_path, CASES))
    assert list(documents) == ["reports/2023.md"]
    text = documents["reports/2023.md"]
    assert f"title: {TITLE}\n" in text
    assert "year: 2023\n" in text
    for line in ("licences: 12", "penalties: 3", "coercions: 0", "fees: 1.5"):
        assert f"  {line}  # 待核对" in text
    assert "  reconsideration:  # 行政复议" in text
    assert text.count("    pending: 1  #") == 1
    assert text.count("    corrected: 1  #") == 1
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        f"## {part}" for part, _ in PARTS
    ]
    assert "|" not in text.split("---", 2)[2]
    assert [finding for finding in check(settings).report.findings if finding.path in documents] == []


def test_numbers_that_do_not_add_up_are_left_to_the_editor(settings: Settings, tmp_path: Path) -> None:
    file = report(tmp_path, [1, 0, 0, 1, 3, *CASES[5:]])
    done = import_files([file], read_library_of(settings), settings, Wishes())
    text = done.files["reports/2023.md"].decode()
    assert text.count("upheld:  # 待补") == 1
    assert any("本年新收政府信息公开申请数量 7" in said for said in done.said)


def test_a_second_report_on_a_year_is_refused(settings: Settings, tmp_path: Path) -> None:
    taken_in(settings, report(tmp_path, CASES))
    refused: Refused = {}
    file = report(tmp_path, CASES)
    assert not import_files([file], read_library_of(settings), settings, Wishes(), refused).files
    assert "2023年的年度报告已经有了" in str(refused[file])
