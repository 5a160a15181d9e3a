"""`import`: what a first-time clerk brought: two questions in one heading, a signed list of questions, plain texts, bare pages."""

from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.editing.importing.formats import take_in
from gongkai.editing.importing.kinds import PaperKind, kind_of
from gongkai.editing.importing.official import Official, recognise
from gongkai.editing.importing.questions import as_questions
from gongkai.settings import Settings
from tests.documents import layouts as lay
from tests.documents.papers import NOTICE
from tests.editing.test_import import policy_of, settings, taken_in
from tests.editing.test_import_cases import of_text

__all__ = ["settings"]

SIGNED = "示例区财政局     示例区总工会"
SENTENCE = "现就有关事项通知如下，请各有关单位按照要求认真贯彻执行，不得延误，并及时反馈\n办理情况。\n"


def read(folder: Path, name: str, text: str) -> Official:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return recognise(take_in(file), name)


@pytest.mark.parametrize(
    ("written", "asked", "odd"),
    [
        (("1.怎么申请？什么时候到账？", "网上申请，次月到账。"), ["怎么申请？什么时候到账？"], 0),
        (
            ("1.怎么申请？网上申请。", "2.多少钱？", "3.谁领？", "企业。"),
            ["怎么申请？", "多少钱？", "谁领？"],
            1,
        ),
        (("一个人能领几次？", "一次。", "2 3个月能领吗？", "能。"), ["一个人能领几次？", "3个月能领吗？"], 0),
        (("问：谁可以申请？答：企业可以吗？", "可以。"), ["谁可以申请？"], 0),
    ],
)
def test_two_question_marks_are_one_question_and_one_without_answer_is_told(
    written: tuple[str, ...], asked: list[str], odd: int
) -> None:
    found = as_questions(of_text(*written))
    assert found.asked == asked
    assert len(found.odd) == odd
    assert sum("下面没有回答" in block.doubt for block in found.blocks) == odd


def test_who_signed_a_list_of_questions_is_no_part_of_the_last_answer(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    policy = lay.new()
    lay.head(policy, NOTICE)
    lay.title(policy, NOTICE)
    lay.line(policy, "现将办法印发给你们，请认真执行。")
    lay.sign_off(policy, NOTICE)
    policy.save(tmp_path / "a.docx")
    questions = tmp_path / "b.txt"
    last = "标准是每人1500元。\n\n{}\n\n2024年5月9日\n"
    text = f"{NOTICE.title}政策问答\n\n一、谁可以申请？\n\n企业。\n\n二、标准是多少？\n\n{last}"
    questions.write_text(text.format("示例区人力资源和社会保障局"), encoding="utf-8")
    documents = taken_in(settings, tmp_path / "a.docx", questions)
    body = documents["interpretations/2024/shirenshe-121.md"]
    assert body.endswith("标准是每人1500元。\n")


def test_a_plain_text_keeps_organs_apart(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(
        f"关于做好示例工作的通知\n\n各有关单位：\n\n请认真执行。\n\n{SIGNED}\n\n2024年5月8日\n",
        encoding="utf-8",
    )
    front, _body = policy_of(taken_in(settings, file))
    assert "issuer: [示例区财政局, 示例区总工会]  # 待核对：落款一行" in front


def test_index_lines_and_contents_of_a_plain_text_do_not_run_together(tmp_path: Path) -> None:
    index = "索引号：SY0010-2024-0031　主题分类：劳动　发布机构：示例区财政局　成文日期：2024年5月8日\n"
    names = ("一、总体要求", "（一）指导思想", "（二）基本原则", "二、工作要求")
    contents = "".join(f"{name}{'.' * (70 - 2 * len(name))}{page}\n" for page, name in enumerate(names, 1))
    body = "".join(f"{name}\n{SENTENCE}" for name in names)
    official = read(tmp_path, "a.txt", f"{index}关于做好示例工作的通知\n目录\n{contents}{body}")
    assert official.title == "关于做好示例工作的通知"
    assert official.issuers == ("示例区财政局",)
    assert str(official.signed) == "2024-05-08"
    assert [block.text for block in official.body if len(block.text) < 10] == list(names)
    assert sum(said.startswith("目录") for said in official.left_out) == 5
    assert not any(block.doubt for block in official.body)


def test_contents_without_page_numbers_are_left_out() -> None:
    from gongkai.editing.importing.front_lines import contents_at  # noqa: PLC0415

    blocks = of_text("目　录", "一、总则", "二、分则", "一、总则", "甲。", "二、分则", "乙。")
    assert contents_at(blocks) == [0, 1, 2]
    assert contents_at(of_text("目录", "一、总则", "甲。")) == []


@pytest.mark.parametrize(
    "page",
    [
        "<title>示例区人民政府</title></head><body><div class='top'><h2>{title}</h2></div><div>{text}</div>",
        "</head><body><div class='content'><h2>{title}</h2>{text}</div>",
        "<title>{title}-示例区人民政府</title></head><body><div>{text}</div>",
        "<title>示例区人民政府</title></head><body><h1>示例区人民政府</h1><h3>通知公告</h3><h2>{title}</h2><div>{text}</div>",
    ],
)
def test_a_page_without_meta_has_its_heading_for_a_title(page: str, tmp_path: Path) -> None:
    title = "关于做好2023-2025年示例工作的通知"
    text = f"<p>各有关单位：</p><p>{SENTENCE}</p><p>示例区财政局</p><p>2024年5月8日</p>"
    official = read(tmp_path, "a.html", f"<html><head>{page.format(title=title, text=text)}</body></html>")
    assert official.title == title
    assert "title" not in official.fields_in_doubt
    assert title not in "".join(block.text for block in official.body)


TASKS = (
    ("序号", "工作任务", "责任科室", "完成时限"),
    ("1", "公开重大行政决策事项目录", "办公室", "3月底前"),
    ("2", "答复公开申请", "政策法规科", "长期"),
    ("3", "更新公开指南", "", "2024年6月15日"),
)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("优化营商环境企业座谈会情况通报", PaperKind.MINUTES),
        ("2024年政务公开工作要点任务分解表", PaperKind.PLAN),
        ("关于停止执行《示例区培训补贴办法》的通知", PaperKind.POLICY),
    ],
)
def test_more_kinds(title: str, kind: PaperKind, tmp_path: Path) -> None:
    official = read(tmp_path, "a.txt", f"{title}\n\n有关情况如下。\n\n示例区财政局\n\n2024年5月8日\n")
    assert kind_of(official) is kind


def test_a_table_of_tasks_becomes_the_plan_s_tasks(settings: Settings, tmp_path: Path) -> None:
    paper = lay.new()
    lay.line(paper, "2024年政务公开工作要点任务分解表", size=22, align="center")
    table = paper.add_table(rows=len(TASKS), cols=4, style="Table Grid")
    for row, cells in enumerate(TASKS):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    paper.save(tmp_path / "a.docx")
    (path,) = documents = taken_in(settings, tmp_path / "a.docx")
    assert path == "plans/2024.md"
    text = documents[path]
    assert (
        "  - id: '1'\n    title: 公开重大行政决策事项目录\n    owner: 办公室\n    due: 2024-03-31\n" in text
    )
    assert "    due: 2024-12-31  # 待核对：原文件写的是“长期”，请写明完成的日期\n" in text
    assert "    owner:  # 待补：责任科室\n    due: 2024-06-15\n" in text
    assert "|" not in text


def test_what_is_no_more_carried_out_is_proposed_as_repealed(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    title = "关于停止执行《示例区培训补贴办法》的通知"
    file.write_text(f"{title}\n\n自即日起停止执行。\n\n示例区财政局\n\n2024年5月8日\n", encoding="utf-8")
    _front, body = policy_of(taken_in(settings, file))
    assert "待核对：正文说废止《示例区培训补贴办法》，请查到文号和标题，写进 repeals" in body


def test_a_file_that_is_not_there_is_told_with_those_that_are(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "收件箱").mkdir()
    (tmp_path / "收件箱/关于补贴的通知.docx").write_bytes(b"x")
    config = ["--config", str(tmp_path / "mkdocs.yml")]
    assert main([*config, "import", "补贴的通知.docx"]) == 2
    told = capsys.readouterr().err
    assert "找不到文件 补贴的通知.docx" in told
    assert "收件箱里有：关于补贴的通知.docx" in told
    assert main([*config, "import", "关于补贴的通知"]) == 2
    assert "是不是 收件箱/关于补贴的通知.docx" in capsys.readouterr().err
