"""Bodies: what a reader sees of them, and that every finding knows its line."""

import re
from pathlib import Path

import pytest

from gongkai.text.body import plain
from gongkai.text.convert import _converter, convert
from gongkai.text.lines import mark, unmark
from tests.sample import ROOT

SAMPLES = sorted((ROOT / "content").rglob("*.md"))

AWKWARD = {
    "table": "前文\n\n| 甲 | 乙 |\n| --- | :-: |\n| 一 | **二** |\n| [三](a.md) | ![四](b.png) |\n",
    "table without outer bars": "甲 | 乙\n--- | ---\n一 | 二\n",
    "lists": "- 一\n- 二\n    - 三\n    - 四\n\n1. 五\n2. 六\n\n    续段\n",
    "setext": "标题\n====\n\n小标题\n----\n\n段落\n",
    "quote": "> 引文\n> 续行\n>\n> - 列表\n",
    "admonition": '!!! note "提示"\n    内容一\n\n    内容二\n',
    "footnote": "正文[^1]。\n\n[^1]: 脚注内容\n    续行\n",
    "fence": "```\n# 不是标题？\n| 不是 | 表 |\n```\n\n~~~text\n```\n~~~\n\n之后\n",
    "unclosed fence": "```\n没有关\n\n# 标题\n",
    "indented code": "段落\n\n    代码一\n    # 代码二\n",
    "html": '<div class="a">\n行内\n</div>\n\n段落 <b>粗</b>\n',
    "addresses": "<https://a.example/>\n\n<a@b.example> 邮箱\n\n- <mailto:a@b.example>\n> <http://a.example/>\n",
    "attributes": "## 标题 {#id-1 .c}\n\n段落\n{: .note }\n\n[链接](a.md){: .x }\n",
    "reference link": '见[甲][a]和[乙]。\n\n[a]: x.md\n[乙]: y.md "题"\n',
    "emphasis": "**《办法》**规定\n*斜*体\n_下_划\n__双__\n",
    "rules": "段\n\n---\n\n***\n\n* * *\n\n段\n",
    "definition": "词\n:   释义\n",
    "hard break": "一行  \n二行\n",
    "numbers": "1．全角\n1\\. 转义\n（一）条款\n一、条款\n",
    "no space heading": "##标题\n\n#不是\n",
    "escapes": "\\# 不是标题\n\\* 不是列表\n`code # x`\n",
}


def unmarked(body: str) -> str:
    """What the converter makes of a body without marks."""
    converter = _converter()
    converter.reset()
    return converter.convert(body)


@pytest.mark.parametrize("body", AWKWARD.values(), ids=AWKWARD.keys())
def test_marks_do_not_change_how_a_line_is_read(body: str) -> None:
    assert unmark(marked(body)) == unmarked(body)


@pytest.mark.parametrize("file", SAMPLES, ids=lambda f: f.relative_to(ROOT).as_posix())
def test_marks_do_not_change_the_sample(file: Path) -> None:
    body = file.read_text(encoding="utf-8").split("\n---\n", 1)[-1]
    assert unmark(marked(body)) == unmarked(body)


def marked(body: str) -> str:
    converter = _converter()
    converter.reset()
    return converter.convert(mark(body))


EVERY_KIND = """前言，见[甲](a.md)。

## 一、总则

- 列表
- 第二项[乙](b.md)

| 项 | 图 |
| --- | --- |
| 一 | ![图](c.png) |

### 谁可以申请？ {#who}

答：**本区居民**。

```mermaid
flowchart TD
  A[甲] --> B[乙]
```

<https://www.example.gov.cn/>

- <office@example.gov.cn>

### 问：没有回答？
"""


def test_headings_questions_links_and_images_know_their_lines() -> None:
    text = convert(EVERY_KIND, "示人社〔2024〕1号")
    lines = EVERY_KIND.split("\n")
    assert [(h.text, lines[h.line - 1]) for h in text.headings] == [
        ("一、总则", "## 一、总则"),
        ("谁可以申请？", "### 谁可以申请？ {#who}"),
        ("问：没有回答？", "### 问：没有回答？"),
    ]
    assert [(link.href, link.line) for link in text.links] == [
        ("a.md", 1),
        ("b.md", 6),
        ("https://www.example.gov.cn/", 21),
        ("mailto:office@example.gov.cn", 23),
    ]
    assert [(image.src, image.line) for image in text.images] == [("c.png", 10)]
    assert [diagram.line for diagram in text.diagrams] == [lines.index("```mermaid") + 1]
    assert [(q.id, q.permanent, q.question, q.answered) for q in text.questions[:1]] == [
        ("who", True, "谁可以申请？", True)
    ]
    assert text.questions[0].answer_text.startswith("本区居民。")
    assert not text.questions[1].answered
    assert text.questions[1].question == "没有回答？"


def test_the_id_of_a_question_without_one_depends_on_its_words_and_its_policy() -> None:
    def id_of(question: str, number: str) -> str:
        return convert(f"## {question}\n\n答。\n", number).questions[0].id

    assert id_of("谁可以申请？", "示人社〔2024〕1号") == id_of("问：谁可以申请？", "示人社〔2024〕1号")
    assert id_of("谁可以申请？", "示人社〔2024〕1号") != id_of("谁可以申请？", "示人社〔2024〕2号")
    assert id_of("谁可以申请？", "示人社〔2024〕1号") != id_of("谁能申请？", "示人社〔2024〕1号")


def test_an_answer_ends_at_the_next_heading_of_its_level_or_above() -> None:
    body = "## 甲？\n\n答一。\n\n### 细节\n\n答二。\n\n## 乙\n\n不是答。\n"
    assert convert(body, "").questions[0].answer_text == "答一。 细节 答二。"


def test_footnotes_are_no_part_of_an_answer() -> None:
    text = convert("## 甲？\n\n答[^1]。\n\n[^1]: 脚注\n", "")
    assert "脚注" not in text.questions[0].answer_text


def test_ids_keep_chinese_and_are_unique_on_a_page() -> None:
    text = convert("## 一、总则\n\n## 一、总则\n\n## 附则 {#a}\n", "")
    assert [heading.id for heading in text.headings] == ["一-总则", "一-总则-2", "a"]


def test_a_level_1_heading_of_a_body_gives_way_to_the_title() -> None:
    assert convert("# 标题\n", "").headings[0].level == 2


def test_sections_are_cut_at_level_2() -> None:
    text = convert("前言\n\n## 决策草案\n\n### 一、总则\n\n文字\n\n## 草案说明\n", "")
    assert [(s.title, s.has_text) for s in text.sections] == [
        ("", True),
        ("决策草案", True),
        ("草案说明", False),
    ]
    assert "".join(section.html for section in text.sections) == text.html


def test_what_is_shown_has_no_marks_and_plain_text_no_tags() -> None:
    for file in SAMPLES[:20]:
        text = convert(file.read_text(encoding="utf-8").split("\n---\n", 1)[-1], "")
        assert not re.search("[\U00100000-\U0010fffd]", repr(text))
    assert plain("<p>甲 &lt;乙&gt;</p>\n<p>丙</p>") == "甲 <乙> 丙"
