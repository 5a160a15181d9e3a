"""Bodies made to hold up a build, or to break it. Each of `BODIES` comes at any size; the tests look for one that is too
slow. `random_body` puts together what a page could fall over."""

from collections.abc import Callable, Iterator
from random import Random

Make = Callable[[int], str]

BODIES: dict[str, Make] = {
    "quotations": lambda n: ">" * n + "字\n",
    "nested lists": lambda n: "".join(f"{'    ' * depth}- 字\n" for depth in range(min(n, 1500))),
    "lists of one line": lambda n: "- " * n + "字\n",
    "nested notes": lambda n: "".join(f"{'    ' * depth}!!! note\n\n" for depth in range(min(n, 1500))),
    "brackets": lambda n: "[" * n,
    "half links": lambda n: "[字](" * n,
    "links": lambda n: "[字](b.md) " * n,
    "links, a line each": lambda n: "[字](b.md)\n\n" * n,
    "images": lambda n: "![字](b.png) " * n,
    "references": lambda n: "[字][一]\n\n" * n + "[一]: b.md\n",
    "definitions of references": lambda n: "".join(f"[{number}]: b.md\n" for number in range(n)),
    "footnotes": lambda n: (
        "".join(f"字[^{i}]\n\n" for i in range(n)) + "".join(f"[^{i}]: 注\n\n" for i in range(n))
    ),
    "stars": lambda n: "*字 " * n,
    "stars alone": lambda n: "*" * n,
    "underscores": lambda n: "_字" * n,
    "backticks": lambda n: "` " * n,
    "tags": lambda n: "<div>" * n,
    "brackets of tags": lambda n: "<" * n,
    "comments": lambda n: "<!--" * n,
    "entities": lambda n: "&amp;" * n,
    "attributes": lambda n: "字{#a" * n,
    "headings": lambda n: "# 字\n\n" * n,
    "underlined headings": lambda n: "字\n--\n\n" * n,
    "rows of a table": lambda n: "| 甲 | 乙 |\n| - | - |\n" + "| 一 | 二 |\n" * n,
    "columns of a table": lambda n: "|" + "甲|" * n + "\n|" + "-|" * n + "\n|" + "一|" * n,
    "terms": lambda n: "词\n:   释义\n\n" * n,
    "items": lambda n: "1. 字\n" * n,
    "fences": lambda n: "```\n" * n,
    "closed fences": lambda n: "```\n字\n```\n\n" * n,
    "a large diagram": lambda n: (
        "```mermaid\nflowchart TD\n" + "".join(f"A{i} --> B{i}\n" for i in range(n)) + "```\n"
    ),
    "blank lines": lambda n: "\n" * n,
    "spaces": lambda n: " " * n + "字",
    "one line": lambda n: "字" * n,
    "colons": lambda n: "字：a: b\n" * n,
    "escapes": lambda n: "\\*" * n,
}

TARGETS = (
    *(
        "",
        " ",
        "#",
        "#a",
        "#怎样",
        "#gk-attachments",
        "#gk-answers",
        "#gk-text",
        "#c-1",
        "#fn:1",
        "#fnref:1",
        "?",
        "?a=1",
        ".",
    ),
    *(
        "..",
        "../",
        "./",
        "../policies",
        "../policies/",
        "../../policies/2024/",
        "../about/guide.md",
        "../../about/guide.md",
    ),
    *(
        "../../about/guide.md#怎样",
        "../../policies/2024/job-subsidy.md",
        "../../policies/2024/job-subsidy.md#gk-history",
    ),
    *(
        "../policies/2024/job-subsidy.md#art-1",
        "../../interpretations/2024/job-subsidy.md#job-who",
        "job-subsidy.md#job-who",
    ),
    *(
        "../../decisions/2024/job-subsidy.md#决策结果",
        "../../decisions/2024/job-subsidy.md#gk-feedback",
        "../../index.md",
    ),
    *(
        "../../questions/#x",
        "../../questions/",
        "../../topics/employment/",
        "../../requests/2024/#a",
        "../../search/",
        "/",
    ),
    *(
        "../../policies/2024/files/form.csv",
        "../../policies/2024/files/form.csv#page=2",
        "../policies/2024/files/form%2Ecsv",
    ),
    *(
        "files/form.csv",
        "files/附件%231.csv",
        "files/附件#1.csv",
        "//",
        "http://",
        "https:///x",
        "https://[::1",
        "https://a b/",
    ),
    *(
        "mailto:",
        "mailto:a@b.cn",
        "tel:1",
        "tel:12333",
        "javascript:x",
        "data:x",
        "%",
        "%zz",
        "%00",
        "\\",
        "a\\b.md",
        "guide.MD",
    ),
    *(
        "https://www.example.gov.cn/zwgk/",
        "https://www.example.gov.cn/zwgk/gone/",
        "https://www.example.com/?a=1&b=2#c",
        "<>",
    ),
)
"""Where a link may lead, or not."""

PIECES = (
    *(
        "文字。",
        "甲**乙**丙",
        "300*2 人",
        "a_b_c",
        "`code`",
        "```\n代码\n```",
        "```text\n没有收",
        "~~~",
        "    缩进四格",
        "\t缩进",
    ),
    *(
        "## 标题",
        "##",
        "- ##",
        "> ##",
        "# 一级",
        "###### 六级",
        "##七",
        "## ？",
        "## 谁可以申请？\n\n企业。",
        "问\n---",
        "=======",
        "甲\n===",
    ),
    *(
        "## <!-- 待补：标题 -->",
        "## ![图](x.png)",
        "## **粗**",
        "## [链](#a) {#a}",
        "## 甲 {#a}",
        "## 乙 {#a#b}",
        "## 丙 {#}",
        "## {#only}",
    ),
    *(
        "<h2></h2>",
        "<h2>甲</h2>",
        "<h3 id='x'>乙</h3>",
        "<p>",
        "</div>",
        "<div>",
        "<table><tr><td>格",
        "<a id='b'></a>",
        "<a href='#b'>链</a>",
    ),
    *(
        "<img src='' alt=''>",
        "<br>",
        "<hr>",
        "<details><summary>甲</summary>乙</details>",
        "<!-- 注",
        "<!-- 注 -->",
        "<![CDATA[x]]>",
        "<?x?>",
    ),
    *(
        "&amp;",
        "&#0;",
        "&#x202e;",
        "&#x4e2d;",
        "&nbsp;",
        "&lt;b&gt;",
        "[^1]",
        "[^1]: 脚注",
        "[^2]: 无人引用",
        "正文[^3]。\n\n[^3]: 注[^3]",
    ),
    *(
        "[^a b]",
        "[注]: 附注",
        "[1]: 身份证",
        "[链][1]",
        "*[甲]: 乙",
        "甲\n:   释义",
        ": 释义",
        "!!! note",
        '!!! note "提示"\n    内容',
        "??? note",
    ),
    *(
        "| 甲 | 乙 |\n| - | - |\n| 1 | 2 |",
        "| 甲 | 乙 |\n|---|\n| 1 | 2 | 3 |",
        "| 甲 |",
        "|\n|-\n|",
        "- 甲\n  - 乙\n    - 丙",
        "1. 甲\n3. 丙",
    ),
    *(
        "> 引\n>> 用",
        ">18 岁",
        "* * *",
        "---",
        "第一条　总则",
        "第二条之一　甲",
        "一、甲",
        "（一）乙",
        "附件1",
        "答：好",
        "图示说明：甲到乙。",
    ),
    *(
        "```mermaid\nflowchart TD\nA-->B\n```",
        "```mermaid\n?\n```",
        "```mermaid\n```",
        "{: #c .d }",
        "甲 {: #e }",
        "\u00ad",
        "\u200b",
        "\u2028",
        "\x0b",
    ),
    *(
        "\u202e",
        "\ufffe",
        "😀",
        "𠮷",
        "¤",
        "\\*",
        "\\",
        "<",
        ">",
        "[",
        "](",
        "![",
        "``",
        "**",
        "待补",
        "{{ x }}",
        "{% raw %}",
        "$1",
        "\x02",
        "\x03amp\x03",
    ),
    *(
        "示例区人力资源和社会保障局\n\n2024年3月18日",
        "各有关单位：",
        "http://www.example.com",
        "<http://www.example.com>",
        "<<<<<<< HEAD",
    ),
)
"""What a body may be made of."""


def random_body(chance: Random) -> str:
    """A body of a few pieces, beside or within each other, with links anywhere."""
    return "".join(_random_parts(chance))


def _random_parts(chance: Random) -> Iterator[str]:
    for _ in range(chance.randint(1, 5)):
        piece = chance.choice(PIECES)
        if chance.random() < 0.3:
            link = f"[链接]({chance.choice(TARGETS)})"
            piece = chance.choice(
                (f"!{link}", link, f"## {link}", f"{piece}{link}", f"- {link}", f"| {link} |\n|-|\n| x |")
            )
        elif chance.random() < 0.2:
            piece = f"{chance.choice(('- ', '> ', '1. ', '    ', '| ', '## ', '[^1]: ', '!!! note', '：'))}{piece}"
        yield piece + chance.choice(("\n\n", "\n\n", "\n\n", "\n", "", "\n\n\n", "  \n"))
