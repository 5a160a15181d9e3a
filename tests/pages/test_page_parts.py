"""Parts of pages: clauses that can be cited, answers quoted on a policy's page, its life, its tags, its attachments."""

import re
from datetime import date
from pathlib import Path

import pytest

from gongkai.model import build_library
from gongkai.pages import Page, make_site
from gongkai.pages.body import BodyDresser
from gongkai.pages.images import room_for
from gongkai.pages.office import dialled, whom_to_ask
from gongkai.pages.tables import dressed_table
from gongkai.source import read_folder
from gongkai.text import clause_ids, convert_all, with_clauses
from gongkai.text.convert import convert
from tests import whole_section as whole
from tests.pages.test_pages import page, site_of
from tests.sections import Section

JOB = "policies/2024/job-subsidy/"


def clauses_of(body: str) -> list[str]:
    return re.findall(r'class="gk-anchor"[^>]* href="#([^"]+)"', with_clauses(convert(body, "").html))


@pytest.mark.parametrize(
    ("body", "ids"),
    [
        (
            "## 一、总则\n\n（一）甲\n\n1．乙\n\n（1）丙\n\n（二）丁",
            ["c-1", "c-1-1", "c-1-1-1", "c-1-1-1-1", "c-1-2"],
        ),
        ("**第五条** 甲\n\n（一）乙\n\n第六条　丙", ["art-5", "art-5-1", "art-6"]),
        ("第五条 甲\n\n一、乙\n\n（三）丙", ["art-5", "c-1", "c-1-3"]),
        ("一、&nbsp;甲\n\n　（一） *乙*\n\n１．丙", ["c-1", "c-1-1", "c-1-1-1"]),
        ("第五条规定的，不予受理。\n\n1.5倍", []),
        ("## 二十一、甲\n\n1. 乙\n2. 丙\n", ["c-21", "c-21-0-1", "c-21-0-2"]),
        ("## 甲\n\n（一）甲\n\n## 乙\n\n（一）乙", ["c-0-1", "c-0-1_2"]),
        ("> 一、引文\n\n| 一、表 |\n| --- |\n| （一）格 |\n\n- 一、列\n", []),
    ],
)
def test_a_clause_is_known_by_its_number(body: str, ids: list[str]) -> None:
    assert clauses_of(body) == ids
    assert clause_ids(convert(body, "").html) >= set(ids)


def test_a_clause_keeps_its_id_when_its_words_are_corrected() -> None:
    assert clauses_of("## 一、总则\n\n（一）甲") == clauses_of("## 一、总 则\n\n（一）乙")


@pytest.mark.parametrize(("anchor", "found"), [("c-1", []), ("gk-history", []), ("c-9", ["GK602"])])
def test_a_clause_can_be_linked_from_another_document(tmp_path: Path, anchor: str, found: list[str]) -> None:
    files = whole.whole_section()
    files[whole.JOB_QA] += f"\n见[原文](../../policies/2024/job-subsidy.md#{anchor})。\n"
    report = Section(tmp_path, files, whole.TODAY).check()
    assert [finding.code for finding in report.findings] == found


def test_answers_stand_on_the_policy_with_ids_of_their_own_and_links_that_lead_on(tmp_path: Path) -> None:
    files = whole.whole_section()
    answer = "\n## 还有呢？ {#job-more}\n\n见[上文](#job-who)和[办法](../../policies/2024/startup-loan.md)[^1]。\n\n[^1]: 注\n"
    html = page(site_of(tmp_path, changed={whole.JOB_QA: files[whole.JOB_QA] + answer}), JOB).html
    assert 'href="../../../interpretations/2024/job-subsidy/#job-who"' in html
    assert 'href="../../../policies/2024/startup-loan/"' in html
    ids = re.findall(r'\bid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    assert "ask-job-more" in ids
    assert "&lt;" not in html


def test_the_answers_of_a_follow_up_come_after_the_others_and_say_so(tmp_path: Path) -> None:
    html = page(site_of(tmp_path), JOB).html
    assert html.index("ask-job-who") < html.index("ask-job-dispatch")
    assert "跟踪解读" in html


def test_a_question_is_a_heading_without_its_mark_and_its_answer_too(tmp_path: Path) -> None:
    html = page(site_of(tmp_path), "interpretations/2024/job-subsidy/").html
    assert '<h2 class="gk-asked">怎样申请 <span' in html  # what follows is how the answer stands
    assert "<p>在网上申请" in html
    listed = page(site_of(tmp_path / "b"), "interpretations/2024/job-subsidy/").headings
    assert "job-how" in [heading.id for heading in listed]


def test_a_heading_within_a_quotation_is_left_as_it_is(tmp_path: Path) -> None:
    files = whole.whole_section()
    quoted = "\n> ## 引文里的问题？\n>\n> 引文\n"
    html = page(
        site_of(tmp_path, changed={whole.JOB_QA: files[whole.JOB_QA] + quoted}),
        "interpretations/2024/job-subsidy/",
    ).html
    assert html.count("<blockquote>") == html.count("</blockquote>") == 1
    assert html.count("<details") == html.count("</details>")


def test_the_life_of_a_policy_is_told_in_order(tmp_path: Path) -> None:
    html = page(site_of(tmp_path), JOB).html
    events = re.findall(r'<time datetime="([\d-]+)">[^<]*</time> <strong>([^<]+)</strong>', html)
    assert events == sorted(events, key=lambda event: event[0])
    assert [name for _day, name in events] == [
        *("起草", "签发", "发布", "更正", "施行", "修改", "有效期届满"),
    ]
    assert "（尚未到期）" in html
    repealed = whole.whole_section()[whole.JOB].replace(
        "\n---\n", "\nrepealed: {on: 2024-05-01, by: 局办公室, reason: 不再需要}\n---\n", 1
    )
    life = page(site_of(tmp_path / "b", changed={whole.JOB: repealed}), JOB).html
    assert "<strong>废止</strong>" in life and "有效期届满" not in life, "what is repealed runs out no more"
    assert re.search(r"保密审查</dt><dd><time", html), "the rules of the bureau promise the day"


@pytest.mark.parametrize(
    ("today", "said", "button"),
    [
        (date(2024, 3, 25), "现在还不能申请。申请期：2024年4月1日至12月31日", "查看办理网址"),
        (date(2024, 5, 20), "2024年12月31日截止", "网上办理"),
        (date(2024, 12, 30), "还有 2 天", "网上办理"),
        (date(2025, 1, 1), "申请已于2024年12月31日截止", ""),
    ],
)
def test_the_page_says_whether_one_can_apply_today(
    tmp_path: Path, today: date, said: str, button: str
) -> None:
    files = {path: text for path, text in whole.whole_section().items() if "decisions" not in path}
    settings = Section(tmp_path, files, today).write()
    library = build_library(read_folder(settings.content), settings)
    html = page(make_site(library, convert_all(library), settings), JOB).html
    assert said in html
    assert (f">{button}<" in html) if button else not re.search("网上办理|查看办理网址", html)


def test_attachments_say_their_type_and_size(tmp_path: Path) -> None:
    big = {whole.FORM: "甲" * 700_000}
    assert "CSV，1 KB" in page(site_of(tmp_path / "a"), JOB).html
    assert "CSV，2.0 MB" in page(site_of(tmp_path / "b", changed=big), JOB).html


def tags_of(shown: Page) -> dict[str, str]:
    return dict(shown.tags)


def test_every_page_says_what_government_sites_must_say(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    assert tags_of(page(site, JOB)) == {
        "ColumnName": "政策文件",
        "ColumnType": "政策文件",
        "ColumnDescription": "本机关制发和转载的政策文件，标明是否有效，附政策解读。",
        "ArticleTitle": "示例区一次性吸纳就业补贴办法",
        "PubDate": "2024-03-20",
        "ContentSource": "示例区人力资源和社会保障局",
        "Keywords": "就业,重点企业,失业人员",
    }
    for shown in (one.page() for one in site.pages):
        assert not shown.path or "ColumnName" in tags_of(shown), shown.path
        assert len(dict(shown.tags)) == len(shown.tags)


def test_the_site_map_leads_to_every_list_and_standing_page(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    linked = set(re.findall(r'href="\.\./([^"]*)"', page(site, "sitemap/").html))
    lists = {shown.path for shown in site.pages if shown.kind == "list" and "/page-" not in shown.path}
    assert lists - {"sitemap/"} <= linked
    assert "about/guide/" in linked


@pytest.mark.parametrize(
    ("contact", "html"),
    [
        ("就业科，000-55550112", '就业科，<a class="gk-phone" href="tel:000-55550112">000-55550112</a>'),
        ("拨打12345", '拨打<a class="gk-phone" href="tel:12345">12345</a>'),
        ("政务大厅3号窗口", "政务大厅3号窗口"),
        ("<甲>", "&lt;甲&gt;"),
    ],
)
def test_a_telephone_number_can_be_dialled(contact: str, html: str) -> None:
    assert dialled(contact) == html


def test_the_office_is_named_once() -> None:
    assert str(whom_to_ask("就业科", "就业科，电话见首页")) == "就业科，电话见首页"
    assert str(whom_to_ask("就业科", "服务大厅")) == "就业科，服务大厅"
    assert str(whom_to_ask("就业科", None)) == "就业科"
    assert whom_to_ask(None, None) is None


def test_old_against_new_is_told_apart_from_other_tables() -> None:
    html = convert("| 项目 | 原办法 | 新办法 |\n| --- | --- | --: |\n| 比例 | 50% | 60% |\n", "").html
    table = dressed_table(html, "对照")
    assert "gk-table--stacked" in table
    assert '<th scope="row">比例</th>' in table
    assert '<td class="gk-right" data-label="新办法">60%</td>' in table
    plain = dressed_table(convert("| | 新增 |\n| --- | --- |\n| 甲 | 乙 |\n", "").html, "其他")
    assert "stacked" not in plain
    assert "<th></th>" not in plain


HEADS = {
    "narrow": "| 等级 | 标准 |\n| --- | --- |\n| 中级工 | 1,500元 |\n",
    "fits": "| 等级 | 课时 | 标准 |\n| --- | --- | --- |\n| 中级工 | 80 | 1,500元 |\n",
    "stacked": "| 科室 | 主要事项 | 电话 |\n| --- | --- | --- |\n| 就业促进科 | 就业补贴、见习 | 000-55550112 |\n",
    "wide": "| 甲 | 乙 | 丙 | 丁 | 戊 | 己 | 庚 | 辛 |\n" + "| --- " * 8 + "|\n" + "| 12,345 " * 8 + "|\n",
}


@pytest.mark.parametrize("kind", HEADS)
def test_a_phone_shows_every_cell_or_says_that_the_table_scrolls(kind: str) -> None:
    assert f'class="gk-table gk-table--{kind} ' in dressed_table(convert(HEADS[kind], "").html, "表")


def test_a_number_in_a_column_of_telephones_can_be_dialled() -> None:
    table = dressed_table(convert(HEADS["stacked"], "").html, "表")
    assert 'data-label="电话"><div><a class="gk-phone" href="tel:000-55550112">' in table


def test_a_row_that_is_numbered_is_headed_by_what_it_is_about() -> None:
    body = "| 序号 | 任务 | 完成时间 |\n| --- | --- | --- |\n| 1 | 清理 | 6月 |\n| 2 | 培训 | 7月 |\n"
    table = dressed_table(convert(body, "").html, "表")
    assert table.count('<th scope="row">清理</th>') == table.count('<td data-label="序号">1</td>') == 1


def test_a_drawing_has_its_words_as_caption_and_a_picture_its_original(tmp_path: Path) -> None:
    html = page(site_of(tmp_path), "interpretations/2024/startup-loan/").html
    assert re.search(r"</div>\n<figcaption>图示说明：[^<]+</figcaption></figure>", html)
    text = convert("![流程](a.png)\n\n图示说明：先甲后乙。\n", "")
    picture = BodyDresser("标题").dress(text.html)
    assert '<a href="a.png">看原图</a>' in picture
    assert "<figcaption>图示说明：先甲后乙。</figcaption>" in picture


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (640).to_bytes(4) + (360).to_bytes(4) + b"\x08\x02\0\0\0\0\0\0\0"
GIF = b"GIF89a" + (30).to_bytes(2, "little") + (20).to_bytes(2, "little") + b"\0\0\0"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" '


@pytest.mark.parametrize(
    ("file", "data", "room"),
    [
        ("a.png", PNG, ' width="640" height="360"'),
        ("a.gif", GIF, ' width="30" height="20"'),
        ("a.svg", f'{SVG}width="120" height="80"/>'.encode(), ' width="120" height="80"'),
        ("a.svg", f'{SVG}viewBox="0 0 300.4 150"/>'.encode(), ' width="300" height="150"'),
        ("a.svg", f'{SVG}width="100%" viewBox="0,0,30,20"/>'.encode(), ' width="30" height="20"'),
        ("a.png", b"no picture", ""),
        ("a.svg", b"", ""),
    ],
)
def test_a_picture_is_told_its_room(tmp_path: Path, file: str, data: bytes, room: str) -> None:
    (tmp_path / file).write_bytes(data)
    assert room_for('<img alt="甲" src="a"', tmp_path / file) == room
    assert room_for('<img width="30" src="a"', tmp_path / file) == ""


def test_pictures_keep_their_room_before_they_come(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = dict(whole.whole_section())
    files["policies/2024/map.png"] = PNG
    files[whole.JOB] = whole.whole_section()[whole.JOB] + "\n![办理地点](map.png)\n"
    settings = Section(tmp_path, files, whole.TODAY).write()
    library = build_library(read_folder(settings.content), settings)
    html = page(make_site(library, convert_all(library), settings), JOB).html
    assert re.search(r'<img width="640" height="360" [^>]*src="[^"]*map\.png"', html)


def test_quoted_questions_are_not_in_the_list_of_contents(tmp_path: Path) -> None:
    listed = page(site_of(tmp_path), JOB).headings
    assert [heading.text for heading in listed if heading.id.startswith("ask-")] == []
    assert "gk-answers" in [heading.id for heading in listed]
