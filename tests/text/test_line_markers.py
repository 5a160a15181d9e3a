"""What is said of a line stands behind the paragraph, heading, item, table or drawing that the line is part of."""

import pytest

from gongkai.text import with_markers
from gongkai.text.convert import convert

BODY = """开头一段，
还有一行。

## 第一部分

- 甲
- 乙
    - 丙
- 丁

| 项目 | 金额 |
| --- | --- |
| 一 | 1 |
| 二 | 2 |

```mermaid
flowchart LR
  accDescr: 从申请到发放
  a[申请] --> b[发放]
```

```text
代码
```

> 引用的话。

<div>原样的一块</div>

术语
:   解释

## 第二部分

最后一段。[^1]

[^1]: 注释。
"""


def line(words: str) -> int:
    return BODY[: BODY.index(words)].count("\n") + 1


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("开头", "还有一行。</p>", "\n<h2"),
        ("还有一行", "还有一行。</p>", "\n<h2"),
        ("## 第一", "第一部分</h2>", "\n<ul>"),
        ("甲", "甲", "</li>"),
        ("乙", "<li>乙", "<ul>"),
        ("丙", "丙", "</li>"),
        ("丁", "丁", "</li>"),
        ("项目", "</table>", "\n<figure"),
        ("| 二 |", "</table>", "\n<figure"),
        ("```mermaid", "</svg></figure>", "\n<pre>"),
        ("```text", "</code></pre>", "\n<blockquote>"),
        ("代码", "</code></pre>", "\n<blockquote>"),
        ("引用的话", "引用的话。</p>", "\n</blockquote>"),
        ("<div>原样", "原样的一块", "</div>"),
        ("解释", "解释", "</dd>"),
        ("最后", "</sup></p>", '\n<div class="footnote">'),
        ("注释", "</p>", "\n</li>"),
    ],
)
def test_a_sign_stands_behind_what_its_line_is_part_of(words: str, before: str, after: str) -> None:
    text = with_markers(convert(BODY, ""), BODY, "", {line(words): "✗"})
    start, end = text.html.split("✗")
    assert start.rstrip().endswith(before) or start.endswith(before), start[-60:]
    assert end.startswith(after), end[:60]
    assert start + end == convert(BODY, "").html


def test_the_parts_of_a_body_move_with_its_signs() -> None:
    plain = convert(BODY, "")
    text = with_markers(plain, BODY, "", {1: "①", line("甲"): "②", line("最后"): "③"})
    first, second = text.section("第一部分"), text.section("第二部分")
    assert first is not None and second is not None
    assert first.html.startswith("<h2") and "②" in first.html and "③" not in first.html
    assert second.html.startswith("<h2") and "③" in second.html
    assert text.footnotes == plain.footnotes


def test_two_findings_of_one_paragraph_follow_each_other() -> None:
    text = with_markers(convert(BODY, ""), BODY, "", {1: "①", 2: "②"})
    assert "还有一行。</p>①②" in text.html


def test_a_line_of_nothing_is_no_reason_to_stop() -> None:
    for body in ("", "\n\n", "<!-- 只有注释 -->\n", "一\n"):
        text = with_markers(convert(body, ""), body, "", {1: "✗", 7: "※"})
        assert "✗" in text.html
        assert "※" in text.html
