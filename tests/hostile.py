"""Bodies made to hold up a build. `scaled(n)` gives each at a size; the tests look for one that is too slow."""

from collections.abc import Callable

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
