"""`import` knows what a document is: each kind goes where it belongs, with what its title and table say as fields."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.building.pipeline import check, read_library_of
from gongkai.editing.importing import Refused, Wishes, import_files
from gongkai.editing.importing.formats import take_in
from gongkai.editing.importing.kinds import PaperKind, kind_of
from gongkai.editing.importing.official import recognise
from gongkai.settings import Settings
from tests.documents import layouts as lay
from tests.documents.papers import NOTICE
from tests.documents.varieties import annual_report, catalogue, hearing, list_of_places, questions, revised
from tests.editing.test_import import settings, taken_in
from tests.rows import mostly_long

__all__ = ["settings"]


def saved(document: object, folder: Path, name: str = "a.docx") -> Path:
    document.save(str(folder / name))  # type: ignore[attr-defined]
    return folder / name


def form() -> object:
    """A form to be filled in."""
    document = lay.new()
    lay.line(document, "政府信息公开申请表", size=22, align="center")
    table = document.add_table(rows=4, cols=2, style="Table Grid")
    for row, words in enumerate(("申请人姓名", "联系方式", "所需信息内容", "获取信息的方式")):
        table.cell(row, 0).text = words
    return document


def article() -> object:
    document = lay.new()
    lay.line(document, "《示例区技能人才培养补贴实施办法》解读", size=22, align="center")
    lay.line(document, "为什么出台这个办法，主要有三方面考虑。")
    lay.line(document, "一是规范管理，二是方便申请，三是提高标准。")
    return document


def announcement() -> object:
    document = lay.new()
    lay.line(document, "示例区人力资源和社会保障局公告", size=22, align="center")
    lay.line(document, "2024年第3号", align="center")
    lay.line(document, "现将窗口服务时间调整事项公告如下。")
    lay.line(document, NOTICE.issuers[0], align="right")
    lay.line(document, "2024年5月8日", align="right")
    return document


@pytest.mark.parametrize(
    ("make", "kind"),
    mostly_long(
        [
            (revised, PaperKind.POLICY),
            (announcement, PaperKind.POLICY),
            (list_of_places, PaperKind.POLICY),
            (questions, PaperKind.QUESTIONS),
            (article, PaperKind.INTERPRETATION),
            (annual_report, PaperKind.REPORT),
            (catalogue, PaperKind.CATALOGUE),
            (hearing, PaperKind.MINUTES),
            (form, PaperKind.FORM),
        ],
        revised,
        questions,
        catalogue,
        form,
    ),
)
def test_what_a_document_is(make: Callable[[], object], kind: PaperKind, tmp_path: Path) -> None:
    file = saved(make(), tmp_path)
    assert kind_of(recognise(take_in(file), file.name)) is kind


def test_a_catalogue_becomes_items(settings: Settings, tmp_path: Path) -> None:
    text = taken_in(settings, saved(catalogue(), tmp_path))["decisions/2024/catalogue.md"]
    for line in (
        "year: 2024\n",
        "  - id: 2024-1\n    title: 职业技能培训补贴实施办法（修订）\n    department: 职业能力建设科\n    planned: 2024-09\n",
        "    participation: [座谈会, 书面征求意见]\n",
        "approved_by:  # 待补",
    ):
        assert line in text
    assert "|" not in text
    assert {one.code for one in check(settings).report.findings if one.severity == "error"} <= {
        "GK201",
        "GK605",
    }
    refused: Refused = {}
    file = saved(catalogue(), tmp_path, "b.docx")
    assert not import_files([file], read_library_of(settings), settings, Wishes(), refused).files
    assert "2024年的目录已经有了" in str(refused[file])


def test_minutes_of_a_hearing_become_an_event(settings: Settings, tmp_path: Path) -> None:
    (path,) = documents = taken_in(settings, saved(hearing(), tmp_path))
    assert path.startswith("participation/2024/")
    assert "form: 听证会  #" in documents[path]
    assert "opens: 2024-04-18  # 待核对" in documents[path]
    assert "## 二、主要意见" in documents[path]
    refused: Refused = {}
    file = saved(hearing(), tmp_path, "b.docx")
    assert not import_files([file], read_library_of(settings), settings, Wishes(), refused).files
    assert "已经有了" in str(refused[file])


def test_an_article_explains_the_policy_that_it_names(settings: Settings, tmp_path: Path) -> None:
    policy = lay.new()
    lay.head(policy, NOTICE)
    lay.title(policy, NOTICE)
    lay.line(policy, "现将办法印发给你们，请认真执行。")
    lay.sign_off(policy, NOTICE)
    files = saved(policy, tmp_path), saved(article(), tmp_path, "b.docx")
    documents = taken_in(settings, *files)
    assert sorted(documents) == ["interpretations/2024/shirenshe-121.md", "policies/2024/shirenshe-121.md"]
    text = documents["interpretations/2024/shirenshe-121.md"]
    assert "form: article" in text
    assert "interprets: policies/2024/shirenshe-121.md\n" in text


def test_a_blank_form_is_taken_only_by_its_name_and_told(settings: Settings, tmp_path: Path) -> None:
    file = saved(form(), tmp_path)
    refused: Refused = {}
    wishes = Wishes(documents_only=True)
    assert not import_files([file], read_library_of(settings), settings, wishes, refused).files
    assert "空白表格" in str(refused[file])
    documents = taken_in(settings, file, alone=True)
    assert any("待核对：这看起来是空白表格" in text for text in documents.values())
