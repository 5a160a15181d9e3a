"""The short way through Markdown leads to the same HTML, byte for byte, as the long one."""

import random
from pathlib import Path

import markdown
import pytest

from gongkai.text.convert import EXTENSIONS, _converter
from gongkai.text.dialect.extension import AsWritten
from gongkai.text.lines import mark
from tests.rows import mostly_long
from tests.sample import ROOT

PIECES = (
    *(
        "## 一、总则",
        "# 标题",
        "### 谁可以申请？ {#who}",
        "## 二、范围 {#a-b_c}  ",
        "## 井号# {#x}",
        "##没有空格",
    ),
    *(
        "###### 六级 { #x }",
        "####### 七级",
        "## 尾井号 ##",
        "## 空格　",
        "## {#only}",
        "## 字{#near}",
        "## 类 {.c}",
    ),
    *(
        "第一条 为了规范工作，制定本办法。",
        "（一）甲；",
        "2024年5月8日",
        "　　缩进",
        "有  两个空格  ",
        "a / b // c",
    ),
    *(
        "两行\n成段",
        "换行  \n之后",
        "///Footnotes Go Here///",
        "有 | 竖线",
        "**粗**体",
        "`码`",
        "脚注[^1]",
        "[^1]: 注",
    ),
    *(
        "- 甲\n- 乙",
        "1. 甲\n2. 乙",
        "    缩进四格",
        ": 释义",
        ":   释义",
        "> 引文",
        "---",
        "===",
        "!!! note\n    注",
    ),
    *(
        "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |",
        "```\n码\n```",
        "<div>",
        "</div>",
        "<!-- 注 -->",
        "&nbsp;",
        "",
        "\n",
    ),
    *(
        "a < b",
        r"1\. 甲",
        "{: .c}",
        "[甲]: /a",
        "[甲]",
        "http://a.cn/b",
        "\x02wzxhzdk:0\x03",
        "~~~",
        "*[a]: b",
    ),
)


def long_way(marked: str) -> str:
    """Python-Markdown without the short way."""
    configs: dict[str, dict[str, object]] = {
        "tables": {"use_align_attribute": True},
        "footnotes": {"BACKLINK_TITLE": "回到正文第 {} 处"},
    }
    return markdown.markdown(
        marked, extensions=[*EXTENSIONS, AsWritten()], extension_configs=configs, output_format="html"
    )


def short_way(marked: str) -> str:
    _converter().reset()
    return _converter().convert(marked)


@pytest.mark.parametrize("seed", mostly_long(range(40), *range(10)))
def test_any_sequence_of_blocks_becomes_the_same(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(25):
        plain = [piece for piece in PIECES if "\n" not in piece[:-1]][:19]
        pieces = chance.choices([*PIECES, *plain * 3], k=chance.randrange(1, 14))
        body = "".join(
            piece + chance.choice(("\n\n", "\n\n", "\n\n", "\n", "\n\n\n", "\n \n")) for piece in pieces
        )
        assert short_way(mark(body)) == long_way(mark(body)), body


@pytest.mark.parametrize("file", sorted((ROOT / "content").rglob("*.md")), ids=lambda file: file.stem)
def test_the_sample_becomes_the_same(file: Path) -> None:
    marked = mark(file.read_text(encoding="utf-8").split("\n---\n", 1)[-1])
    assert short_way(marked) == long_way(marked)


def test_plain_prose_never_enters_the_tree() -> None:
    converter = _converter()
    converter.reset()
    converter.convert(mark("## 一、总则 {#c}\n\n第一条 甲。\n\n第二条 乙。\n"))
    assert len(converter.htmlStash.rawHtmlBlocks) == 1
