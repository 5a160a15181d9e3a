"""A list of questions and answers (.docx, .pdf, .txt) → the body of an interpretation."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from gongkai.editing.importing.blocks import Block, Node, paragraph, raw, words_of
from gongkai.model.title_marks import nested
from gongkai.text.clause_numbers import chinese_number, number_of
from gongkai.text.layout_patterns import without_spaces

_ASKED = r"(?:问题?|Q)[\d一二三四五六七八九十]*[：:.、]"
_QUESTION = re.compile(rf"(?:{_ASKED}|.*[？?]$)", re.I)
_LEAD = re.compile(
    rf"^(?:{_ASKED}\s*|[（(]?[\d一二三四五六七八九十]{{1,3}}(?:[)）][.．、：:]?|[．、：:]|\.(?!\d)|(?=\s))\s*)",
    re.I,
)
"""What stands before a question; 一个人能领几次？ has nothing before it."""
_ONE_LINE = re.compile(
    rf"\s*(?:{_ASKED}|[（(]?[\d一二三四五六七八九十]{{1,3}}(?:[)）]|[.．、：:]))[^？?。；]{{3,70}}[？?](?=\s*\S)",
    re.I,
)
"""A question with its answer in one line."""
_ANSWER = re.compile(r"^(?:答案?|A)[\d一二三四五六七八九十]*[：:.、]\s*", re.I)
_ANSWERED = re.compile("[？?]答(?:案)?[：:]")
_NUMBERED_Q = re.compile(r"(?:问题?|Q)(?P<number>[\d一二三四五六七八九十]+)[：:.、]", re.I)
_ASKS = re.compile("哪|什么|怎|如何|多少|多久|几|是否|能否|可否|吗|谁|为何")
_NAMED = re.compile(r"《([^》]{4,})》")
_LONGEST = 80
_Q_LEVEL = 9
"""The kind of 问1, beside those of 一、（一）1.（1）."""


class QuestionList(NamedTuple):
    """The blocks with every question as a heading to be; the questions' words; what is odd about their numbers and
    answers."""

    blocks: list[Block]
    asked: list[str]
    odd: list[str]


def is_question(block: Block) -> bool:
    """Whether a paragraph asks: it ends in a question mark or begins with 问：. What begins with 答： never does."""
    words = without_spaces(block.text)
    asks = _QUESTION.fullmatch(words) and not _ANSWER.match(words)
    return block.is_paragraph and len(words) <= _LONGEST and bool(asks)


def _ends_asking(block: Block) -> bool:
    words = without_spaces(block.text)
    return is_question(block) and words.endswith(("？", "?")) and not _ANSWERED.search(words)


def is_question_list(title: str, blocks: Sequence[Block]) -> bool:
    """Whether the document is questions and answers, not a policy."""
    apart = list(_apart(blocks))
    said = re.search("解读|问答|一问一答|问题解答|答记者问", title) is not None
    asked = sum(_questions(apart)) if said else sum(map(is_question, apart))
    return asked >= 2 and (said or asked * 6 >= len(apart))


def as_questions(blocks: Sequence[Block]) -> QuestionList:
    """The blocks with every question as a heading to be, and the questions' words, in order."""
    apart = list(_apart(blocks))
    found = QuestionList([], [], [])
    last: tuple[int, int] | None = None
    for block, asks in zip(apart, _questions(apart), strict=True):
        if asks:
            _tell_unanswered(found)
            words = _LEAD.sub("", block.text.strip())
            words = words if words.endswith(("？", "?")) else words.rstrip("。") + "？"
            number, doubt = _numbered(block), block.doubt
            if number and last and number[0] == last[0] and number[1] > last[1] + 1:
                doubt = f"问题的编号从 {last[1]} 跳到 {number[1]}，请核对有没有漏掉的问题"
                found.odd.append(doubt)
            last = number or last
            found.asked.append(words)
            header = {"t": "Header", "c": [2, ["", [], []], paragraph(words)["c"]]}
            found.blocks.append(replace(block, node=header, text=words, doubt=doubt))
        elif _ANSWER.match(block.text) and found.asked:
            found.blocks.append(_without_lead(block))
        else:
            found.blocks.append(block)
    _tell_unanswered(found)
    return found


def _tell_unanswered(found: QuestionList) -> None:
    """Say so where a question is the last that was read: an unfinished draft is not judged (GK106)."""
    if found.blocks and found.blocks[-1].node["t"] == "Header":
        asked = found.blocks[-1]
        told = f"问题“{asked.text}”下面没有回答，请补上；和下一个本是一个问题的，合成一个"
        found.blocks[-1] = replace(asked, doubt="；".join(filter(None, (asked.doubt, told))))
        found.odd.append(told)


def _questions(blocks: Sequence[Block]) -> list[bool]:
    """Which blocks ask. Where questions are numbered, the number after the last one's asks too, without a ？."""
    sure = [is_question(block) for block in blocks]
    numbers = [_numbered(block) for block in blocks]
    kinds = Counter(
        number[0]
        for block, number, asks in zip(blocks, numbers, sure, strict=True)
        if number and (asks or (_is_short(block) and _ASKS.search(block.text)))
    )
    if not kinds or kinds.most_common(1)[0][1] < 2:
        return sure
    kind = kinds.most_common(1)[0][0]
    last = 0
    for place, number in enumerate(numbers):
        if number is None or number[0] != kind:
            continue
        later = {
            other[1]
            for other, asks in zip(numbers[place + 1 :], sure[place + 1 :], strict=True)
            if other and other[0] == kind and asks
        }
        if not sure[place] and number[1] > last and number[1] not in later and _is_short(blocks[place]):
            sure[place] = number[1] == last + 1 or bool(_ASKS.search(blocks[place].text))
        last = number[1] if sure[place] else last
    return sure


def _is_short(block: Block) -> bool:
    words = without_spaces(block.text)
    return block.is_paragraph and len(words) <= 60 and not words.endswith(tuple("。；：，;:"))


def _numbered(block: Block) -> tuple[int, int] | None:
    """The kind and value of the number that a paragraph begins with."""
    words = without_spaces(block.text)
    if found := _NUMBERED_Q.match(words):
        return _Q_LEVEL, chinese_number(found["number"])
    number = number_of(words) if block.is_paragraph else None
    return (number.level, number.value) if number and number.level else None


def _apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """Every question and its answer as blocks of their own."""
    for block in blocks:
        whole = _ends_asking(
            block
        )  # …怎样申请？多久到账？ is one question, not one with the other for its answer
        found = _ONE_LINE.match(block.text) if block.is_paragraph and not whole else None
        if found is None:
            yield block
            continue
        asked, answer = _split(block.node["c"], found.end())
        yield replace(block, node={"t": "Para", "c": asked}, text=block.text[: found.end()])
        yield replace(block, node={"t": "Para", "c": answer}, text=block.text[found.end() :].lstrip())


def _split(inlines: list[Node], place: int) -> tuple[list[Node], list[Node]]:
    """Inlines before and from a place in their words; one that holds both (a bold whole) stays with the first."""
    before: list[Node] = []
    for at, part in enumerate(inlines):
        length = len(words_of(part))
        if place <= 0:
            return before, inlines[at:]
        if part["t"] == "Str" and length > place:
            rest = {"t": "Str", "c": part["c"][place:].lstrip()}
            return [*before, {"t": "Str", "c": part["c"][:place]}], [rest, *inlines[at + 1 :]]
        before.append(part)
        place -= length
    return before, []


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
