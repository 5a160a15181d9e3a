"""A list of questions and answers (.docx, .pdf, .txt) → the body of an interpretation."""

import re
from collections.abc import Sequence
from dataclasses import replace

from gongkai.editing.importing.blocks import Block, paragraph, raw
from gongkai.editing.importing.layout_patterns import without_spaces
from gongkai.model.title_marks import nested

_QUESTION = re.compile(r"(?:(?:问题?|Q)[\d一二三四五六七八九十]*[：:.、]|.*[？?]$)", re.I)
_LEAD = re.compile(
    r"^(?:(?:问题?|Q)[\d一二三四五六七八九十]*[：:.、]\s*|[（(]?[\d一二三四五六七八九十]{1,3}[)）]?[.．、：:]?\s*(?=\S{4}))",
    re.I,
)
_ANSWER = re.compile(r"^(?:答案?|A)[\d一二三四五六七八九十]*[：:.、]\s*", re.I)
_NAMED = re.compile(r"《([^》]{4,})》")
_LONGEST = 80


def is_question(block: Block) -> bool:
    """Whether a paragraph asks: it ends in a question mark or begins with 问：."""
    words = without_spaces(block.text)
    return block.is_paragraph and len(words) <= _LONGEST and bool(_QUESTION.fullmatch(words))


def is_question_list(title: str, blocks: Sequence[Block]) -> bool:
    """Whether the document is questions and answers, not a policy."""
    asked = sum(map(is_question, blocks))
    said = re.search("解读|问答|一问一答|问题解答", title) is not None
    return asked >= 2 and (said or asked * 6 >= len(blocks))


def as_questions(blocks: Sequence[Block]) -> tuple[list[Block], list[str]]:
    """The blocks with every question as a heading to be, and the questions' words, in order."""
    found: list[Block] = []
    asked: list[str] = []
    for block in blocks:
        if is_question(block):
            words = _LEAD.sub("", block.text.strip())
            words = words if words.endswith(("？", "?")) else words.rstrip("。") + "？"
            asked.append(words)
            header = {"t": "Header", "c": [2, ["", [], []], paragraph(words)["c"]]}
            found.append(replace(block, node=header, text=words))
        elif _ANSWER.match(block.text) and asked:
            found.append(_without_lead(block))
        else:
            found.append(block)
    return found, asked


def _without_lead(block: Block) -> Block:
    """An answer without 答：."""
    rest = _ANSWER.sub("", block.text)
    inlines = list(block.node["c"])
    left = len(block.text) - len(rest)
    while left > 0 and inlines:
        first = inlines[0]
        length = len(first["c"]) if first["t"] == "Str" else 1
        if first["t"] not in ("Str", "Space"):  # 答： in bold: the whole of it goes
            inlines, left = inlines[1:], 0
        elif length <= left:
            inlines, left = inlines[1:], left - length
        else:
            inlines[0], left = {"t": "Str", "c": first["c"][left:]}, 0
    return (
        replace(block, node={"t": "Para", "c": inlines}, text=rest)
        if inlines
        else replace(block, node=raw(""), text="")
    )


def subject_of(title: str, blocks: Sequence[Block]) -> list[str]:
    """Titles of policies that the list names, the one in its own title first."""
    return [
        name
        for text in (title, *(block.text for block in blocks[:3]))
        for name in _NAMED.findall(nested(text))
    ]
