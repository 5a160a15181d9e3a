"""Hostile and careless bodies, each found where it stands, and innocent ones that only look like them.

The cases are tables in tests/safety/; each is judged as the body of a page in an otherwise faultless section.
"""

import random
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.building import pipeline
from gongkai.findings import WrongUse
from gongkai.safety import marking_in
from gongkai.text.convert import convert
from gongkai.text.sensitive_words import markings_in
from tests.made_up import card, filled, mobile, resident_id
from tests.sample import renderer
from tests.sections import Found, Section, places
from tests.whole_section import small_image

CASES = Path(__file__).parent
DAY = date(2024, 3, 1)
GUIDE = "about/guide.md"
HEAD = """---
title: 政府信息公开指南
published: 2024-01-02
attachments:
  - {file: ../files/a.png, title: 图}
---
"""
BODY_LINE = HEAD.count("\n")


def table(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.load(
        (CASES / f"{name}.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
    )
    return rows


def case(name: str) -> pytest.MarkDecorator:
    rows = table(name)
    return pytest.mark.parametrize("row", rows, ids=[row["name"] for row in rows])


def section(root: Path, guide: str, **more: Any) -> Section:
    files = {
        "index.md": "---\ntitle: 首页\n---\n",
        GUIDE: guide,
        "files/a.png": small_image(),
        **more.pop("files", {}),
    }
    return Section(root, files, DAY, more)


def judged(root: Path, body: str) -> list[Found]:
    return places(section(root, HEAD + filled(body)).check().findings)


def at(lines: dict[int, str]) -> list[Found]:
    return [(GUIDE, line + BODY_LINE, code) for line, codes in lines.items() for code in codes.split()]


@case("disguises")
def test_a_person_s_number_is_found_in_every_disguise(row: dict[str, Any], tmp_path: Path) -> None:
    found = [place for place in judged(tmp_path, row["body"]) if place[2] not in ("GK108", "GK001")]
    assert sorted(set(found)) == at(dict.fromkeys(row["lines"], "GK501"))


@case("markup")
def test_hostile_markup_is_found_where_it_stands(row: dict[str, Any], tmp_path: Path) -> None:
    expected = [*at(row["found"]), *at(row.get("also", {}))]
    assert judged(tmp_path, row["body"]) == sorted(expected)


@case("markings")
def test_a_marking_of_secrecy_is_found_where_it_stands(row: dict[str, Any], tmp_path: Path) -> None:
    found = judged(tmp_path, row["body"])
    assert sorted(set(found)) == at(dict.fromkeys(row["lines"], "GK502"))


@case("look_alikes")
def test_what_only_looks_alike_raises_nothing(row: dict[str, Any], tmp_path: Path) -> None:
    assert judged(tmp_path, row["body"]) == []


def test_the_quick_look_overlooks_no_marking() -> None:
    chance = random.Random(20240508)
    signs = [*"绝密机機内內部资料文件不得公开開秘级★1年的 \n", "<b>", "</b>", "&#23494;", "&#x5bc6;"]
    signs += ["不予", "此件", "公开属性：", "依申请", "公开", "工作"]
    marked = 0
    for _ in range(25_000):
        block = "".join(chance.choices(signs, k=chance.randrange(2, 12)))
        shown = (
            block.replace("&#23494;", "密").replace("&#x5bc6;", "密").replace("<b>", "").replace("</b>", "")
        )
        word = marking_in(shown)
        marked += bool(word)
        assert [marking.word for marking in markings_in(f"<p>{block}</p>")] == [word] * bool(word), block
    assert marked > 100


def test_there_are_enough_cases() -> None:
    hostile = sum(len(table(name)) for name in ("disguises", "markup", "markings"))
    assert hostile >= 150
    assert len(table("look_alikes")) >= 50


# --- what goes out ----------------------------------------------------------------------------------

ALIVE = re.compile(
    r"<(?:script|style|iframe|form|input|svg|math|object|embed|base|meta|link|body|x-)"
    r"|<[^>]*\son\w+\s*=|<[^>]*\s(?:style|srcset|ping|formaction)\s*=|(?:href|src)=\"\s*(?:java|vb|data:|file:)|<!--",
    re.I,
)


@case("markup")
def test_what_the_list_does_not_allow_is_not_in_the_html(row: dict[str, Any]) -> None:
    """Previews show pages that have findings, so the HTML itself must be harmless."""
    text = convert(row["body"], "")
    assert not ALIVE.search(text.html.replace("\n", ""))
    for part in (*text.sections, *text.questions):
        assert not ALIVE.search(getattr(part, "html", "") or getattr(part, "answer_html", ""))


@pytest.mark.parametrize(
    "tail", ["</div></article></main>", "<div><ul><li>", "<table><tr><td>", "<b><i><a href='x'>", "<!--"]
)
def test_tags_that_do_not_match_stay_within_the_text(tail: str) -> None:
    html = convert(f"前\n\n{tail}\n\n后\n", "").html
    for name in ("div", "ul", "li", "table", "td", "b", "i", "a", "p"):
        assert len(re.findall(rf"<{name}[ >]", html)) == html.count(f"</{name}>")
    assert "article" not in html


def test_comments_do_not_go_out() -> None:
    assert convert("正文<!-- 内部讨论 -->\n\n<!--\n甲\n-->\n\n后", "").html.count("内部讨论") == 0


def test_front_matter_is_text_wherever_it_lands(tmp_path: Path) -> None:
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    head = HEAD.replace("title: 政府信息公开指南", f"title: '{evil}'").replace(
        "title: 图", f"title: '{evil}'"
    )
    settings = section(tmp_path, head + "\n正文。\n").write()
    settings.config_file.write_text(
        settings.config_file.read_text(encoding="utf-8").replace("site_name: 示例", f"site_name: '{evil}'"),
        encoding="utf-8",
    )
    pipeline.build(settings, renderer(settings))
    pages = list(settings.site.rglob("*.html"))
    assert pages
    for page in pages:
        assert "<script>alert" not in page.read_text(encoding="utf-8")
        assert "<img src=x" not in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("target", ["javascript:alert(1)", "call alert()", "https://e.example/"])
def test_a_diagram_that_leads_somewhere_is_not_drawn(target: str) -> None:
    how = f"click A {target}" if target.startswith("call") else f'click A "{target}"'
    text = convert(f"```mermaid\nflowchart LR\n  A[甲] --> B[乙]\n  {how}\n```\n", "")
    assert "<a" not in text.html
    assert not re.search(r"(?:href|onclick)\s*=", text.html)


# --- where numbers stand besides bodies -------------------------------------------------------------

M, ID, CARD = mobile(), resident_id(), card()
FRONT = {
    "title": (HEAD.replace("公开指南", f"公开指南 {M}"), 2),
    "a field": (
        HEAD.replace("---\n---", "").replace(
            "published", f"withdrawn: {{on: 2024-02-01, reason: 见{M}}}\npublished"
        ),
        3,
    ),
    "an attachment's title": (HEAD.replace("title: 图", f"title: 图{ID}"), 5),
    "a comment of YAML": (HEAD.replace("2024-01-02", f"2024-01-02  # {M}"), 3),
    "a quoted escape": (HEAD.replace("title: 政府信息公开指南", f'title: "指南\\x31{M[1:]}"'), 2),
    "a folded text": (
        HEAD.replace("title: 政府信息公开指南", f"title: >-\n  指南\n  {M[:3]} {M[3:7]}\n  {M[7:]}"),
        2,
    ),
    "a block text": (HEAD.replace("title: 政府信息公开指南", f"title: |\n  指南\n  {M}"), 4),
}


@pytest.mark.parametrize(("head", "line"), FRONT.values(), ids=FRONT.keys())
def test_numbers_in_front_matter_are_found_on_their_line(head: str, line: int, tmp_path: Path) -> None:
    assert places(section(tmp_path, head + "\n正文。\n").check().findings) == [(GUIDE, line, "GK501")]


def test_numbers_in_registers_are_found_on_their_line(tmp_path: Path) -> None:
    register = f"- no: 2024-001\n  received: 2024-02-01\n  replied: 2024-02-05\n  outcome: 不予公开\n  late_reason: 联系{M}\n"
    waivers = f"# {ID}\n[]\n"
    files = {"requests/2024.yml": register, "waivers.yml": waivers}
    found = places(section(tmp_path, HEAD, files=files).check().findings)
    assert [place for place in found if place[2] == "GK501"] == [
        ("requests/2024.yml", 5, "GK501"),
        ("waivers.yml", 1, "GK501"),
    ]


def test_numbers_in_files_that_cannot_be_read_are_found(tmp_path: Path) -> None:
    found = places(section(tmp_path, f"---\ntitle: [甲\n---\n\n联系{M}\n").check().findings)
    assert found == [(GUIDE, 2, "GK001"), (GUIDE, 5, "GK501")]


def test_numbers_in_names_of_documents_are_found(tmp_path: Path) -> None:
    path = f"about/{M}.md"
    found = places(
        section(tmp_path, HEAD, files={path: "---\ntitle: 甲\npublished: 2024-01-02\n---\n"}).check().findings
    )
    assert found == [(path, 1, "GK501")]


def test_drafts_and_withheld_documents_are_looked_at_too(tmp_path: Path) -> None:
    draft = f"---\ndraft: true\n---\n\n{M}\n\n机密\n\n<script>1</script>\n\n![图](https://e.example/a.png)\n"
    later = HEAD.replace("2024-01-02", "2024-09-01") + f"\n{ID}\n"
    found = places(section(tmp_path, later, files={"about/draft.md": draft}).check().findings)
    assert found == [
        ("about/draft.md", 5, "GK501"),
        ("about/draft.md", 7, "GK502"),
        ("about/draft.md", 9, "GK503"),
        ("about/draft.md", 11, "GK504"),
        (GUIDE, BODY_LINE + 2, "GK501"),
    ]


@pytest.mark.parametrize("number", [M, ID, CARD, resident_id(ends_in_x=True)])
def test_a_message_never_gives_the_number_away(number: str, tmp_path: Path) -> None:
    (finding,) = section(tmp_path, HEAD + f"\n号码 {number}\n").check().findings
    assert number not in finding.message
    assert number[:3] in finding.message
    assert number[-4:] in finding.message
    assert "****" in finding.message


# --- settings ---------------------------------------------------------------------------------------

PUBLIC = {"why": "值班电话", "approved_by": "局长"}


@pytest.mark.parametrize("written", [M, f"+86 {M[:3]}-{M[3:7]}-{M[7:]}"])
def test_a_number_that_is_meant_to_be_public_passes_in_any_form(written: str, tmp_path: Path) -> None:
    body = f"\n{M}、{M[:3]} {M[3:7]} {M[7:]}\n\n{mobile('another')}\n"
    found = section(tmp_path, HEAD + body, public_numbers=[{"number": written, **PUBLIC}]).check().findings
    assert places(found) == [(GUIDE, BODY_LINE + 4, "GK501")]


@pytest.mark.parametrize(
    "settings",
    [
        {"public_numbers": "021"},
        {"public_numbers": ["021-55550111"]},
        {"public_numbers": [{"number": "021-55550111", "why": "值班"}]},
        {"public_numbers": [{"number": "021-55550111", "why": " ", "approved_by": "局长"}]},
        {"public_numbers": [{"number": "无", **PUBLIC}]},
        {"public_numbers": [{"number": "021-55550111", "expires": "2024", **PUBLIC}]},
        {"attachments": ["pdf"]},
        {"attachments": {"type": ["pdf"]}},
        {"attachments": {"types": "pdf"}},
        {"attachments": {"types": ["pdf", "zip"]}},
        {"attachments": {"megabytes": 0}},
        {"attachments": {"megabytes": "20"}},
        {"attachments": {"megabytes": True}},
    ],
    ids=str,
)
def test_settings_that_make_no_sense_are_refused(settings: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(WrongUse):
        section(tmp_path, HEAD, **settings).write()


def test_an_image_from_the_site_s_own_host_is_none_from_elsewhere(tmp_path: Path) -> None:
    made = section(tmp_path, HEAD + "\n![图](https://www.example.com/a.png)\n")
    settings = made.write()
    made.config.write_text(
        made.config.read_text(encoding="utf-8") + "site_url: https://www.example.com/zwgk/\n",
        encoding="utf-8",
    )
    assert places(made.check().findings) == [
        (GUIDE, BODY_LINE + 2, "GK504")
    ]  # check() writes the settings anew
    assert pipeline.check(replace(settings, site_url="https://www.example.com/zwgk/")).report.findings == ()
