"""Mermaid → svg that stands under `default-src 'self'`, is read out, and fits its boxes."""

import re
from xml.etree import ElementTree as ET

import pytest

from gongkai.text import diagrams
from gongkai.text.diagrams import DiagramFault, draw

FLOW = """flowchart TD
accTitle: 依申请公开办理流程
accDescr: 先看内容是否明确，再答复或者告知补正。
subgraph s [受理环节]
A[收到政府信息公开申请] --> B{申请内容是否明确}
end
B -->|是| C["自收到之日起二十个工作日内答复，<br/>经负责人同意可以延长"]
B -- 否 --> D(七个工作日内一次性告知补正)
D -.-> A
C ==> F([办结])
classDef hot fill:#fdd,stroke:#a00,color:#600
class C hot
"""
SEQUENCE = """sequenceDiagram
accTitle: 办理时序
accDescr {
  申请人提交，

  公开办答复。
}
participant A as 申请人（公民、法人或者其他组织）
actor B as 公开办
A->>B: 提交申请
activate B
Note over A,B: 全程公开信息公开申请办理，期限自收到之日起计算
B-->>A: 答复
deactivate B
alt 不明确
B-xA: 补正
end
"""
PIE = """pie showData title 办理结果
accTitle: 办理结果
"予以公开" : 40
"不予公开" : 5
"""
TIMELINE = """timeline
title 大事记
accDescr: 从施行到修订
2008 : 《中华人民共和国政府信息公开条例》施行 : 主管部门成立
2019 : 条例修订施行，“以公开为常态、不公开为例外”
"""
SOURCES = {
    "flow": FLOW,
    "lr": "flowchart LR\nA[起草] --> B[签发]",
    "sequence": SEQUENCE,
    "pie": PIE,
    "timeline": TIMELINE,
}
each_source = pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES.keys())
SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    return ["".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text")]


@each_source
def test_nothing_the_policy_forbids(source: str) -> None:
    root = ET.fromstring(draw(source, "d1").svg)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {
        *("svg", "title", "desc", "g", "defs", "marker", "text", "tspan"),
        *("path", "rect", "polygon", "circle", "ellipse", "line"),
    }
    for element in root.iter():
        for name, value in element.items():
            assert name != "style"
            assert not name.startswith(("on", "data-", "href", "{"))
            assert "url(" not in value or value.startswith("url(#d1-") or "url(#d1_" in value
            assert "//" not in value


@each_source
def test_same_bytes_and_own_ids(source: str) -> None:
    first, again, other = draw(source, "d1").svg, draw(source, "d1").svg, draw(source, "e2").svg
    assert first == again
    ids = re.findall(r'\bid="([^"]*)"', first)
    assert len(ids) == len(set(ids))
    assert all(each.startswith("d1") for each in ids)
    assert not set(ids) & set(re.findall(r'\bid="([^"]*)"', other))
    assert set(re.findall(r"url\(#([^)]*)\)", first)) <= set(ids)


@pytest.mark.parametrize(
    ("source", "title", "description"),
    [
        (FLOW, "依申请公开办理流程", "先看内容是否明确，再答复或者告知补正。"),
        (SEQUENCE, "办理时序", "申请人提交，\n公开办答复。"),
        (PIE, "办理结果", ""),
        (TIMELINE, "", "从施行到修订"),
        (FLOW.replace("\n", "\r\n"), "依申请公开办理流程", "先看内容是否明确，再答复或者告知补正。"),
        ("flowchart LR\n%% accTitle: 注释\nA --> B", "", ""),
    ],
)
def test_what_it_says(source: str, title: str, description: str) -> None:
    drawing = draw(source, "d1")
    assert (drawing.title, drawing.description) == (title, description)
    root = ET.fromstring(drawing.svg)
    by_id = {element.get("id"): element.text for element in root.iter()}
    assert root.get("role") == "img"
    assert (
        by_id[root.get("aria-labelledby")] == title
        or by_id[root.get("aria-labelledby")] in diagrams.KINDS.values()
    )
    assert by_id.get(root.get("aria-describedby", "-")) == (description or None)


def test_natural_size_is_the_view_box() -> None:
    root = ET.fromstring(draw(FLOW, "d1").svg)
    assert root.get("viewBox", "").split()[2:] == [root.get("width"), root.get("height")]


def test_the_authors_colours_become_attributes() -> None:
    root = ET.fromstring(draw(FLOW, "d1").svg)
    box = next(each for each in root.iter(f"{SVG}rect") if each.get("fill") == "#fdd")
    assert box.get("stroke") == "#a00"
    label = next(each for each in root.iter(f"{SVG}text") if each.get("class") == "gk-label gk-on-colour")
    assert label.get("fill") == "#600"
    other = next(each for each in root.iter(f"{SVG}text") if "收到政府" in "".join(each.itertext()))
    assert (other.get("class"), other.get("fill")) == ("gk-label", diagrams.TEXT)


def test_no_colour_of_mermaids_own() -> None:
    own = {*diagrams.SLICES, diagrams.PAPER, diagrams.NODE, diagrams.LINE, diagrams.TEXT, "none"}
    own |= {"rgb({}, {}, {})".format(*bytes.fromhex(each[1:])) for each in diagrams.SLICES}  # merman's legend
    for source in (FLOW.split("classDef", 1)[0], SEQUENCE, PIE, TIMELINE):
        assert set(re.findall(r'\b(?:fill|stroke)="([^"]*)"', draw(source, "d1").svg)) <= own


def test_html_labels_stay_off_whatever_the_author_says() -> None:
    directive = '%%{init: {"htmlLabels": true, "flowchart": {"htmlLabels": true}}}%%\n'
    front = "---\nconfig:\n  htmlLabels: true\n---\n"
    for start in (directive, front):
        assert texts(draw(start + "flowchart TD\nA[甲<br>乙]", "d1").svg) == ["甲乙"]


def test_odd_class_names_and_outside_references_are_left_out() -> None:
    svg = draw(
        "flowchart TD\nA --> B\nclassDef a:b fill:red\nstyle A fill:url(https://example.org/x)", "d1"
    ).svg
    assert "example.org" not in svg


def test_chinese_is_broken_without_hyphens_and_fits_an_event() -> None:
    assert not [each for each in texts(draw(SEQUENCE, "d1").svg) if each.endswith("-")]
    lines = re.findall(r"<tspan[^>]*>([^<]*)<", draw(TIMELINE, "d1").svg)
    assert "《中华人民共和国政府" in lines
    assert max(map(len, lines)) <= 11


def test_frames_are_named_in_chinese() -> None:
    assert "分支" in texts(draw(SEQUENCE, "d1").svg)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("flowchart TD\nA[收到 --> B", "图的第 2 行（A[收到 --> B）：没有收尾"),
        ("flowchart TD\nA --> B\nB -->|x C\n", "图的第 3 行（B -->|x C）：没有收尾"),
        ("flowchart TD\nA[收到(一)] --> B", "英文双引号"),
        ("flowchart TD\nA（收到）-->B", "英文半角"),
        ("flowchart TD\nsubgraph s\nB\n\n", "图的第 3 行（B）：没有写完，缺 end"),
        ("pie\n甲 : 1", '图的第 2 行（甲 : 1）：每一行要写成 "名称" : 数值'),
        ("流程图 TD\nA-->B", "第一行要写图的种类；能画的有流程图"),
        ("", "第一行要写图的种类"),
        ("flowchart TD\n", "图里没有内容"),
        ("gantt\ntitle x\n", "画不出这种图（gantt）；能画的有流程图（flowchart）、时序图"),
        ("stateDiagram-v2\n[*] --> A", "画不出这种图"),
        ('flowchart TD\nA-->B\nclick A "https://example.org/"', "不能放链接"),
        ('flowchart TD\nA@{ img: "https://example.org/a.png", label: "图" } --> B', "不能放链接、图片"),
        ('flowchart TD\nA["<b>粗</b>"]', "不能有 HTML 标记"),
        ('flowchart TD\nA["<script>alert(1)</script>x"]', ""),
        ("flowchart TD\n" + "\n".join(f"n{i}-->n{i * 7 % 4000}" for i in range(4000)), "图太大"),
    ],
)
def test_faults_are_told_in_chinese(source: str, told: str) -> None:
    try:
        svg = draw(source, "d1").svg
    except DiagramFault as fault:
        assert told in str(fault)
    else:
        assert not told
        assert "script" not in svg
