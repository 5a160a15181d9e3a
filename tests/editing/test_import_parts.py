"""`import`, part by part: pictures, footnotes, seals, revisions, questions, broken lines, signs that Markdown eats."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from gongkai.building.pipeline import check
from gongkai.editing.importing.body import markdown
from gongkai.editing.importing.formats import take_in
from gongkai.editing.importing.joining import paragraphs, width
from gongkai.editing.importing.numbering import chinese, formatted
from gongkai.editing.importing.official import recognise
from gongkai.findings import WrongUse
from gongkai.settings import Settings
from gongkai.text.layout_patterns import day_in, number_in
from tests.documents import layouts as lay
from tests.documents.compare import expected, told
from tests.documents.makes import MAKES
from tests.documents.papers import NOTICE
from tests.editing.test_import import MADE, policy_of, settings, taken_in

__all__ = ["settings"]


def word(tmp_path: Path, fill: Callable[[Any], None], name: str = "a.docx") -> Path:
    """A document with head, title and sign-off, and what `fill` puts between."""
    document = lay.new()
    lay.head(document, NOTICE)
    lay.title(document, NOTICE)
    fill(document)
    lay.sign_off(document, NOTICE)
    document.save(tmp_path / name)
    return tmp_path / name


def test_pictures_lie_beside_the_document_with_a_place_for_their_words(
    settings: Settings, tmp_path: Path
) -> None:
    def fill(document: Any) -> None:
        lay.line(document, "办理流程如下图。")
        lay.picture(document)
        lay.line(document, "窗口位置如下图。")
        lay.picture(document, alt="服务窗口平面图", red=True)

    documents = taken_in(settings, word(tmp_path, fill))
    _front, body = policy_of(documents)
    assert "![](shirenshe-121-image-1.png)" in body
    assert "<!-- 待补：图片 shirenshe-121-image-1.png 的文字说明" in body
    assert "![服务窗口平面图](shirenshe-121-image-2.png)" in body
    assert (settings.content / "policies/2024/shirenshe-121-image-1.png").read_bytes().startswith(b"\x89PNG")


def test_a_seal_is_left_out_and_told(settings: Settings, tmp_path: Path) -> None:
    document = lay.new()
    lay.head(document, NOTICE)
    lay.title(document, NOTICE)
    lay.line(document, "请遵照执行。")
    lay.line(document, NOTICE.issuers[0], align="right")
    lay.picture(document, red=True)
    lay.line(document, "（盖章）", align="right")
    lay.line(document, NOTICE.signed_as, align="right")
    document.save(tmp_path / "a.docx")
    _front, body = policy_of(taken_in(settings, tmp_path / "a.docx"))
    assert "image" not in body
    assert "盖章" not in body
    assert not list(settings.content.rglob("*.png"))


def test_footnotes_stay_footnotes(settings: Settings, tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        lay.footnote(document, lay.line(document, "补贴标准按职业技能等级确定"), "等级以证书为准。")

    _front, body = policy_of(taken_in(settings, word(tmp_path, fill)))
    assert re.search(r"等级确定\[\^1\]", body)
    assert re.search(r"^\[\^1\]: +等级以证书为准。$", body, re.M)


def test_revisions_are_accepted_and_told(settings: Settings, tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        lay.revised(lay.line(document, "补贴标准为每人"), "1,000元。", "1,500元。")

    _front, body = policy_of(taken_in(settings, word(tmp_path, fill)))
    assert "补贴标准为每人1,500元。" in body
    assert "1,000" not in body
    assert "<!-- 待核对：原文件有未处理的修订" in body


def test_links_to_the_outside_stay(settings: Settings, tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        paragraph = lay.line(document, "办理网址：")
        relation = document.part.relate_to("https://www.example.com/a", RELATIONSHIP_TYPE.HYPERLINK, True)
        paragraph._p.append(
            parse_xml(
                f'<w:hyperlink {nsdecls("w", "r")} r:id="{relation}"><w:r><w:t>网上办事大厅</w:t></w:r></w:hyperlink>'
            )
        )

    _front, body = policy_of(taken_in(settings, word(tmp_path, fill)))
    assert "[网上办事大厅](https://www.example.com/a)" in body


@pytest.mark.parametrize("lead", [("问：", "答："), ("", ""), ("1.", "")])
def test_a_list_of_questions_becomes_the_interpretation(
    lead: tuple[str, str], settings: Settings, tmp_path: Path
) -> None:
    policy = tmp_path / "通知.docx"
    MAKES["gb9704"][1]().save(policy)
    document = lay.new()
    lay.line(document, f"《{NOTICE.title}》一问一答", size=22, align="center")
    for number, (question, answer) in enumerate(
        (
            ("谁可以申请补贴？", "参保企业和备案的培训机构。"),
            ("补贴多少？", "每人每学时15元。"),
            ("怎么申请？", "网上申请。"),
        ),
        1,
    ):
        lay.line(document, lead[0].replace("1", str(number)) + question, bold=True)
        lay.line(document, lead[1] + answer)
    document.save(tmp_path / "问答.docx")
    documents = taken_in(settings, tmp_path / "问答.docx", policy)
    assert sorted(documents) == ["interpretations/2024/shirenshe-121.md", "policies/2024/shirenshe-121.md"]
    text = documents["interpretations/2024/shirenshe-121.md"]
    assert "interprets: policies/2024/shirenshe-121.md\n" in text
    assert "signed: 2024-05-08 " in text
    assert "## 谁可以申请补贴？ {#shirenshe-121-q1}\n\n参保企业和备案的培训机构。\n" in text
    assert "## 怎么申请？ {#shirenshe-121-q3}" in text
    assert [f for f in check(settings).report.findings if f.path in documents] == []


def test_questions_on_nothing_are_refused(settings: Settings, tmp_path: Path) -> None:
    document = lay.new()
    for question in ("谁可以申请？", "怎么申请？"):
        lay.line(document, question)
        lay.line(document, "请看通知。")
    document.save(tmp_path / "a.docx")
    with pytest.raises(WrongUse, match="看不出解读哪份文件"):
        taken_in(settings, tmp_path / "a.docx")


def test_a_secret_document_never_comes_in(settings: Settings, tmp_path: Path) -> None:
    document = lay.new()
    lay.line(document, "机密★1年")
    lay.head(document, NOTICE)
    lay.title(document, NOTICE)
    document.save(tmp_path / "a.docx")
    with pytest.raises(WrongUse, match="标有密级"):
        taken_in(settings, tmp_path / "a.docx")
    assert list(settings.content.rglob("*")) == []


def test_a_document_is_not_imported_twice(settings: Settings) -> None:
    taken_in(settings, MADE / "gb9704.pdf")
    with pytest.raises(WrongUse, match="已经有了"):
        taken_in(settings, MADE / "gb9704.txt")


def test_a_scan_is_told_as_one(settings: Settings, tmp_path: Path) -> None:
    scan = pypdfium2.PdfDocument.new()
    scan.new_page(595, 842)
    scan.save(tmp_path / "a.pdf")
    with pytest.raises(WrongUse, match="扫描件"):
        taken_in(settings, tmp_path / "a.pdf")


def hard_wrapped(columns: int, gap: str) -> str:
    """The notice as text that was broken at a column."""
    lines = [NOTICE.number, NOTICE.title]
    for _level, words in expected(NOTICE):
        line = "　　"
        for sign in words:
            if width(line + sign) > columns * 2:
                lines.append(line)
                line = ""
            line += sign
        lines.append(line)
    return gap.join(lines)


@pytest.mark.parametrize(("columns", "gap"), [(28, "\n"), (36, "\r\n"), (24, "\n\n")])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_text_that_was_broken_at_a_column(
    columns: int, gap: str, encoding: str, settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(hard_wrapped(columns, gap).encode(encoding))
    _front, body = policy_of(taken_in(settings, file))
    assert told(body) == expected(NOTICE)


def test_lines_that_are_whole_paragraphs_stay_apart() -> None:
    text = "各单位：\n现将有关事项通知如下。\n一、要求\n请按时报送。\n联系人：办公室"
    assert [words for words, _unsure in paragraphs(text)] == text.split("\n")


_HAZARDOUS = st.text(alphabet="甲乙*_#`[]()<>!|~^:+-.1= &\\{}$\"'", min_size=1, max_size=30)


@hypothesis_settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(_HAZARDOUS)
def test_every_sign_arrives_as_it_was(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    arrives(text, tmp_path_factory.getbasetemp())


@pytest.mark.long
@hypothesis_settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(_HAZARDOUS)
def test_every_sign_of_three_hundred_texts_does(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    arrives(text, tmp_path_factory.getbasetemp())


def arrives(text: str, folder: Path) -> None:
    """Write a Word file with these signs, and read it as `import` does."""
    document = lay.new()
    lay.line(document, "关于试验的通知", align="center", size=22)
    lay.line(document, "各单位：")
    lay.line(document, f"文{text}字")
    lay.line(document, text)
    document.save(folder / "a.docx")
    official = recognise(take_in(folder / "a.docx"), "a.docx")
    said = [words for _level, words in told(markdown(official.body, str))]
    bare = re.sub(r"\s+", "", text)
    assert said[1] == f"文{bare}字"
    assert said[2:] in ([bare], [] if not bare else [bare])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("示人社〔2024〕11号", "示人社〔2024〕11号"),
        ("示人社[2024] 011号", "示人社〔2024〕11号"),
        ("示人社（２０２４）第3号", "示人社〔2024〕3号"),
        ("（2024年第2号）", "2024年第2号"),
        ("根据示人社〔2024〕11号", "根据示人社〔2024〕11号"),
        ("2024年5月8日", None),
    ],
)
def test_numbers_of_documents(written: str, read: str | None) -> None:
    assert number_in(written) == read


def test_days_in_figures_and_in_chinese() -> None:
    assert str(day_in("二〇二四年十二月三十一日")) == "2024-12-31"
    assert str(day_in("二○二四年五月八日")) == "2024-05-08"
    assert str(day_in("2024 年 5 月 8 日")) == "2024-05-08"
    assert day_in("2024年2月30日") is None


def test_numbers_as_word_writes_them() -> None:
    assert [chinese(n) for n in (1, 10, 11, 20, 21, 101, 110, 1001)] == [
        *("一", "十", "十一", "二十", "二十一", "一百零一", "一百一十", "一千零一")
    ]
    assert formatted(3, "decimalEnclosedCircle") == "③"
    assert formatted(28, "lowerLetter") == "bb"
    assert formatted(4, "upperRoman") == "IV"
    assert formatted(12, "chineseLegalSimplified") == "拾贰"
