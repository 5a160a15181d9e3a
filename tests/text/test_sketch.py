"""A sketch tells the questions and parts of a body that the converter finds, though it rarely asks it."""

import pytest

from gongkai.text.convert import convert
from gongkai.text.sketch import Sketch, sketched

BODIES = (
    "## 甲？\n\n文。\n\n### 乙？ {#b}\n\n文。",
    "<!-- a -->\n## 甲？\n\n文。\n",
    "<!-- ## 乙？ -->\n\n## 甲？\n\n文。\n",
    "<!-- 甲 -->## 甲？",
    "<!--\n## 乙？\n-->\n\n## 甲？",
    "a <!-- x\n## 甲？ -->\n",
    "<div>\n## 甲？\n</div>",
    "```\n## 甲？\n```\n\n## 乙？",
    "~~~\n## 甲？",
    "!!! note\n    ## 甲？\n\n## 乙？",
    "| a |\n|---|\n| b<br>c |\n\n## 甲？\n\n文。",
    "| a |\n|---|\n| b |\n## 甲？",
    "- 项\n## 甲？\n\n文",
    "- 项\n\n    ## 甲？",
    "1. 项\n\n2. 项\n\n## 甲？",
    "> 引\n## 甲？",
    "> ## 甲？",
    "文\n## 甲？\n文",
    "##甲？",
    "## 甲？ ##",
    "## 甲\\？",
    "\\## 甲？",
    "## 问：甲",
    "##　甲？\n",
    "## 甲 **乙**？",
    "## *[甲](a.md)*？",
    "## 甲[^1]？\n\n[^1]: 注",
    "[x]: y.md\n\n## 见[甲][x]？",
    "## 甲？{#x .c}",
    "## 甲？ {: #x}",
    "## 甲？ {#x} ",
    "## 甲？ {.c}",
    "    ## 甲？",
    "\t## 甲？",
    "甲？\n===",
    "甲？\n---\n",
    "a\n\n***\n\n## 甲？",
    "术语\n: 定义\n## 甲？",
    "####### 甲？",
    "##\n## 甲？",
    "## 甲？\n\n## 甲？\n",
    "## 甲 & 乙？",
    "## 甲  乙？",
    "## 甲&amp;？",
    "# 甲？\n\n## 乙\n\n### 丙？",
)


@pytest.mark.parametrize("body", BODIES)
def test_a_sketch_finds_what_the_converter_finds(body: str) -> None:
    text, sketch = convert(body, "甲〔2024〕1号"), sketched(body, in_parts=True)
    assert list(sketch.named("甲〔2024〕1号")) == list(dict.fromkeys(one.id for one in text.questions))
    assert [title for title, _digest in sketch.parts if title] == [
        one.title for one in text.sections if one.title
    ]


ANSWERS = "## 甲？ {#a}\n\n见[办法](b.md#c-1)。\n\n## 乙？ {#b}\n\n二[^1]。\n\n[^1]: 注。"


def digests(sketch: Sketch) -> dict[str, str]:
    return {one.id: one.digest for one in sketch.asked}


@pytest.mark.parametrize(
    ("old", "new", "differs"),
    [("办法]", "规定]", {"a"}), ("二", "两", {"b"}), ("？ {#a}", "么？ {#a}", {"a"}), ("c-1", "c-2", {"a"})],
)
@pytest.mark.parametrize("notes", [True, False], ids=["converted", "read off"])
def test_a_question_differs_with_its_own_words_alone(
    old: str, new: str, differs: set[str], notes: bool
) -> None:
    body = ANSWERS if notes else ANSWERS.partition("[^1]。")[0]
    before, after = (digests(sketched(one, in_parts=False)) for one in (body, body.replace(old, new)))
    assert {id_ for id_ in before if before[id_] != after[id_]} == differs
    assert sketched(body, in_parts=False).asked[0].links == ("b.md#c-1",)


def test_what_is_not_shown_yet_makes_no_difference_to_the_parts_that_are() -> None:
    before, after = (
        dict(sketched(f"## 决策草案\n\n文。\n\n## 决策结果\n\n{result}。", in_parts=True).parts)
        for result in "甲乙"
    )
    assert before["决策草案"] == after["决策草案"]
    assert before["决策结果"] != after["决策结果"]
