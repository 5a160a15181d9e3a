"""Bodies of new documents: the headings that belong there, and what to write under them."""

from gongkai.editing.front import FILL


def todo(what: str) -> str:
    """A note for the editor, which readers never see."""
    return f"<!-- {FILL}：{what} -->"


def policy_body() -> str:
    """A policy's body to be filled in."""
    return "\n\n".join(
        (
            todo("正文；有 Word 稿的，用 import 导入更方便"),
            "## 一、适用范围",
            todo("谁适用、适用于什么事项"),
            "## 二、办理条件和标准",
            todo("条件、标准、金额"),
            "## 三、办理程序",
            todo("到哪里办、要带什么、多长时间"),
        )
    )


def interpretation_body(slug: str) -> str:
    """Questions that people ask of any policy, with lasting ids, to be answered."""
    asked = (
        ("who", "谁可以享受这项政策？"),
        ("howto", "怎样办理，要带什么材料？"),
        ("new", "与以前的规定有什么不同？"),
    )
    parts = []
    for name, question in asked:
        parts += [f"## {question} {{#{slug}-{name}}}", todo("回答；问题可以改写、增删，花括号中的编号不要改")]
    return "\n\n".join(parts)
