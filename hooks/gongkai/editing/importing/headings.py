"""Which paragraphs are headings, and of what level: by their numbers, their style, or their bold type."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from gongkai.editing.importing.blocks import Block, Look
from gongkai.text.layout_patterns import CHAPTER, clause_level, without_spaces
from gongkai.text.layout_words import ends_like_title, is_annex_mark

_LONGEST = 45
_NO_HEADING_ENDS = "。；：，、！…;:,."
_FIRST = 2
"""The page's title is level 1."""
_ANNEX, _BOOK, _CLAUSE, _STYLED = 0, 1, 10, 20
"""Ranks: what is less stands above. Between them: 编章节, 一（一）1（1）, and what only looks like a heading."""
GUESSED = "这一行按字体判断为标题，请核对是不是标题、级别对不对"


def levels(blocks: Sequence[Block], first: int = _FIRST) -> tuple[dict[int, int], dict[int, str]]:
    """The levels of those blocks that are headings, and the doubts about them, by place.

    Levels follow one another without gaps: what stands under 一、 is one level below it, whether it is
    numbered （一） or 1.
    """
    ranks, doubts = _ranks(blocks)
    found: dict[int, int] = {}
    above: list[int] = []
    for place, rank in ranks.items():
        above = [other for other in above if other < rank]
        found[place] = min(first + len(above), 6)
        above.append(rank)
    return found, doubts


def _ranks(blocks: Sequence[Block]) -> tuple[dict[int, int], dict[int, str]]:
    body = _running_look(blocks)
    looks = _looks_of_headings(blocks, body)
    found: dict[int, int] = {}
    doubts: dict[int, str] = {}
    siblings: dict[int, bool] = {}
    annexes_named = False
    for place, block in enumerate(blocks):
        words = without_spaces(block.text)
        annexes_named = words.startswith(("附件：", "附件:")) or (annexes_named and clause_level(words) == 3)
        if not block.is_paragraph or not words or annexes_named:
            continue
        level = clause_level(words)
        if is_annex_mark(words) or _is_appended_title(blocks, place):
            found[place], siblings = _ANNEX, {}
        elif len(words) > _LONGEST + 15:
            siblings = {key: value for key, value in siblings.items() if key <= level} if level else siblings
        elif (chapter := CHAPTER.match(words + "。")) and not words.endswith(tuple(_NO_HEADING_ENDS)):
            found[place], siblings = _BOOK + "编章节".index(chapter["unit"]), {}
        elif level:
            if _is_clause_heading(blocks, place, level, body, siblings):
                found[place] = _CLAUSE + level
            siblings = {key: value for key, value in siblings.items() if key < level}
            siblings[level] = place in found
        elif block.look.level and _is_short(words):
            found[place] = _rank_of_style(blocks, block.look.level)
        elif (key := _key(block.look)) in looks and _may_be_heading(block, words):
            found[place] = _STYLED + looks.index(key)
            doubts[place] = GUESSED
    return found, doubts


def _is_clause_heading(
    blocks: Sequence[Block], place: int, level: int, body: tuple[str, bool], siblings: dict[int, bool]
) -> bool:
    block = blocks[place]
    words = without_spaces(block.text)
    stands_out = bool(block.look.level) or (
        (block.look.font, block.look.bold) != body
        and (block.look.bold or block.look.font in ("黑体", "楷体"))
    )
    if not _is_short(words):
        return stands_out and len(words) <= _LONGEST and words.endswith("。") and words.count("。") == 1
    if stands_out or level == 1:
        return True
    if level in siblings:
        return siblings[level]
    following = _next_words(blocks, place)
    below = clause_level(following) if following else level
    return below > level or (below == 0 and not is_annex_mark(following or "附件"))


def _next_words(blocks: Sequence[Block], place: int) -> str:
    if place + 1 < len(blocks):
        block = blocks[place + 1]
        return without_spaces(block.text) if block.is_paragraph else "表"
    return ""


def _is_short(words: str) -> bool:
    return len(words) <= _LONGEST and not words.endswith(tuple(_NO_HEADING_ENDS))


def _may_be_heading(block: Block, words: str) -> bool:
    return _is_short(words) and not block.look.right and not re.fullmatch(r"[\d\W]+", words)


def _is_appended_title(blocks: Sequence[Block], place: int) -> bool:
    """The title of what a notice issues, centred after the sign-off."""
    block = blocks[place]
    words = without_spaces(block.text)
    if place == 0 or not block.look.centred or not ends_like_title(words) or words.endswith("："):
        return False
    return not is_annex_mark(without_spaces(blocks[place - 1].text))


def _running_look(blocks: Sequence[Block]) -> tuple[str, bool]:
    """Font and weight of most of the text."""
    counted: Counter[tuple[str, bool]] = Counter()
    for block in blocks:
        if block.is_paragraph:
            counted[(block.look.font, block.look.bold)] += len(block.text)
    return counted.most_common(1)[0][0] if counted else ("", False)


def _key(look: Look) -> tuple[float, int, bool]:
    weight = {"黑体": 0, "楷体": 1}.get(look.font, 2)
    return -look.size, weight, look.bold


def _looks_of_headings(blocks: Sequence[Block], body: tuple[str, bool]) -> list[tuple[float, int, bool]]:
    """The looks in which short unnumbered lines stand out from the text, the most striking first."""
    if body[1] or body[0] == "黑体":
        return []  # all of it is bold: that says nothing
    return sorted(
        {
            _key(block.look)
            for block in blocks
            if block.is_paragraph
            and not block.look.level
            and (block.look.bold or (block.look.font == "黑体" and body[0] != "黑体"))
            and _may_be_heading(block, without_spaces(block.text))
        }
    )


def _rank_of_style(blocks: Sequence[Block], level: int) -> int:
    """A heading by style alone has the rank of numbered headings in its style, else one above all clauses."""
    numbered = Counter(_numbered_like(blocks, level))
    return numbered.most_common(1)[0][0] if numbered else _BOOK + 4 + min(level, 4)


def _numbered_like(blocks: Sequence[Block], level: int) -> Iterator[int]:
    for block in blocks:
        if block.look.level == level and (clause := clause_level(without_spaces(block.text))):
            yield _CLAUSE + clause
