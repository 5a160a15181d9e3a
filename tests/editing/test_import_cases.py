"""`import`: what clerks' files really hold: several organs in one line, index lines, a table of contents, odd signs."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gongkai.building.pipeline import check
from gongkai.editing.importing.blocks import Block, Intake, paragraph
from gongkai.editing.importing.official import recognise
from gongkai.editing.importing.questions import as_questions, is_question_list
from gongkai.settings import Settings
from gongkai.text.layout_words import organs_beside
from tests.documents import layouts as lay
from tests.documents.papers import NOTICE
from tests.editing.test_import import policy_of, settings, taken_in

__all__ = ["settings"]

Fill = Callable[[Any], None]


def paper(tmp_path: Path, *fills: Fill) -> Path:
    document = lay.new()
    for fill in fills:
        fill(document)
    document.save(tmp_path / "a.docx")
    return tmp_path / "a.docx"


def lines(*texts: str, **how: Any) -> Fill:
    def fill(document: Any) -> None:
        for text in texts:
            lay.line(document, text, **how)

    return fill


def top(document: Any) -> None:
    lay.head(document, NOTICE)
    lay.title(document, NOTICE)
    lay.line(document, "请各单位按要求执行，不得延误，并及时反馈办理情况。", indent=True)


def of_text(*texts: str) -> tuple[Block, ...]:
    return tuple(Block(paragraph(text), text) for text in texts)


@pytest.mark.parametrize(
    ("line", "organs"),
    [
        ("示例区财政局     示例区总工会", ["示例区财政局", "示例区总工会"]),
        ("示例区财政局\t示例区总工会", ["示例区财政局", "示例区总工会"]),
        ("示例区财政局 示例区总工会　示例区教育局", ["示例区财政局", "示例区总工会", "示例区教育局"]),
        ("示例区财政局 办公室", ["示例区财政局办公室"]),
        ("示 例 区 财 政 局", ["示例区财政局"]),
        ("请各局按要求 报送。", []),
    ],
)
def test_organs_in_one_line_of_a_sign_off(line: str, organs: list[str]) -> None:
    assert organs_beside(line) == organs


@pytest.mark.parametrize("gap", ["     ", "\t"])
def test_two_organs_in_one_line_are_two_issuers_to_check(
    gap: str, settings: Settings, tmp_path: Path
) -> None:
    sign_off = lines(f"示例区财政局{gap}示例区总工会", "2024年5月8日", align="right")
    front, _body = policy_of(taken_in(settings, paper(tmp_path, top, sign_off)))
    assert re.search(r"^issuer: \[示例区财政局, 示例区总工会\]  # 待核对：落款一行", front, re.M)


PRINTED = Path(__file__).parents[1] / "documents/printed/organs-and-squares.pdf"
"""Printed by Chromium: two organs far apart in one line, and m² by a small raised 2."""


def test_a_pdf_keeps_organs_apart_and_squares_raised(settings: Settings) -> None:
    front, body = policy_of(taken_in(settings, PRINTED))
    assert re.search(r"^issuer: \[示例区财政局, 示例区总工会\]  # 待核对：落款一行", front, re.M)
    assert "不少于100m²，" in body


INDEX = (
    "索引号：SY0010-2024-0031",
    "主题分类：劳动、人事",
    "发布机构：示例区财政局",
    "成文日期：2024年5月8日",
)


@pytest.mark.parametrize(
    ("title", "form"),
    [("关于2024年公开招聘体检安排的公告", "lines"), ("公开招聘体检安排", "table"), ("公　　告", "number")],
)
def test_index_lines_on_top_do_not_hide_the_title(
    title: str, form: str, settings: Settings, tmp_path: Path
) -> None:
    def index(document: Any) -> None:
        if form == "table":
            table = document.add_table(rows=2, cols=4)
            for place, cell in enumerate(part for line in INDEX for part in line.split("：")):
                table.cell(place // 4, place % 4).text = cell
        else:
            lines(*INDEX, *(["发文字号：示人社〔2024〕121号"] if form == "number" else []))(document)

    documents = taken_in(
        settings, paper(tmp_path, index, lines(title), lines("现将有关事项公告如下。", "登记免费。"))
    )
    front, body = policy_of(documents)
    assert front.split("title: ")[1].split()[0] == title.replace("　", "")
    assert "issuer: 示例区财政局\n" in front
    assert "signed: 2024-05-08\n" in front
    assert ("number: 示人社〔2024〕121号\n" in front) == (form == "number")
    assert "索引号" not in body
    assert [finding for finding in check(settings).report.findings if finding.path in documents] == []


def test_a_document_without_any_title_bears_its_files_name() -> None:
    official = recognise(Intake(of_text("现将有关事项公告如下。", "登记免费。")), "体检安排.docx")
    assert official.title == "体检安排"
    assert "title" in official.fields_in_doubt


def test_a_table_of_contents_is_left_out(settings: Settings, tmp_path: Path) -> None:
    contents = lines("目　录", "一、总体要求\t1", "二、工作要求.......12")
    body = lines("一、总体要求", "请按要求执行。", "二、工作要求", "抓好落实，共3页。", "共3")
    _front, text = policy_of(taken_in(settings, paper(tmp_path, top, contents, body)))
    assert re.findall(r"^## (.*)$", text, re.M) == ["一、总体要求", "二、工作要求"]
    assert "目" not in text
    official = recognise(
        Intake(of_text("关于甲的通知", "一、甲乙 1", "二、丙丁 2", "正文。", "一、甲乙", "二、丙丁")), "a"
    )
    assert [block.text for block in official.body] == ["正文。", "一、甲乙", "二、丙丁"]
    assert official.left_out == ("目录“一、甲乙1”", "目录“二、丙丁2”")


def test_odd_signs(settings: Settings, tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        lay.line(document, "灵\u00ad活就\u200b业人员可以申请。")
        struck = lay.line(document, "标准为每人")
        struck.add_run("1000元").font.strike = True
        struck.add_run("1500元。")
        lines("\uf0b7营业执照；", "\uf06c 申请表。")(document)
        lay.line(document, "带\uf0e0的一段。")

    _front, body = policy_of(taken_in(settings, paper(tmp_path, top, fill)))
    assert "\n灵活就业人员可以申请。\n" in body
    assert "每人<s>1000元</s>1500元。" in body
    assert "待核对：原文件有加删除线的文字" in body
    assert "\n- 营业执照；\n- 申请表。\n" in body
    assert "待核对：这一段有字体里的特殊符号" in body


def test_a_poster_after_the_sign_off_is_no_seal(settings: Settings, tmp_path: Path) -> None:
    def poster(document: Any) -> None:
        lay.picture(document, alt="宣传海报")

    def signed(document: Any) -> None:
        lay.sign_off(document, NOTICE)

    _front, body = policy_of(taken_in(settings, paper(tmp_path, top, signed, poster)))
    assert "![宣传海报](shirenshe-121-image-1.png)" in body
    assert "待核对：" in body


@pytest.mark.parametrize(
    ("written", "asked", "skipped"),
    [
        (
            (
                "一、为什么出台？",
                "为了规范。",
                "二、哪些企业可以享受",
                "依法缴费的企业。",
                "三、标准是多少",
                "15元。",
            ),
            ["为什么出台？", "哪些企业可以享受？", "标准是多少？"],
            0,
        ),
        (
            ("1.谁可以申请？", "企业。", "2.怎么申请？", "网上。", "4.裁员率怎么算？裁员率=甲/乙。"),
            ["谁可以申请？", "怎么申请？", "裁员率怎么算？"],
            1,
        ),
        (
            ("问1：谁可以申请？答：企业。", "问2：怎么申请？答：网上。", "材料：", "1.申请表", "2.执照"),
            ["谁可以申请？", "怎么申请？"],
            0,
        ),
        (
            ("1.谁可以申请？", "下列企业：", "（1）工业企业", "（2）商业企业", "2.怎么申请？", "网上。"),
            ["谁可以申请？", "怎么申请？"],
            0,
        ),
        (
            ("1.谁可以申请？", "下列企业：", "1.工业企业；", "2.商业企业。", "2.怎么申请？", "网上。"),
            ["谁可以申请？", "怎么申请？"],
            0,
        ),
        (
            (
                "一、哪些企业可以享受",
                "依法缴费的企业。",
                "二、标准是多少",
                "每人15元。",
                "三、申请材料",
                "申请表。",
            ),
            ["哪些企业可以享受？", "标准是多少？", "申请材料？"],
            0,
        ),
    ],
)
def test_questions_by_their_numbers(written: tuple[str, ...], asked: list[str], skipped: int) -> None:
    blocks = of_text(*written)
    assert is_question_list("某办法政策问答", blocks)
    found = as_questions(blocks)
    assert found.asked == asked
    assert len(found.odd) == skipped
    answers = "".join(block.text for block in found.blocks if block.node["t"] != "Header")
    assert "裁员率=甲/乙。" in answers or "裁员率" not in "".join(written)
