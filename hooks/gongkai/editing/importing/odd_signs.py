"""Signs that only a word processor knows: soft hyphens, widthless blanks, dots in fonts of symbols (Wingdings)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from gongkai.editing.importing.blocks import Block, Intake, Node, all_nodes, words_of

_UNSEEN = dict.fromkeys(
    map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e")
)
_DOT = re.compile(r"[\s　]*[\uf000-\uf0ff][\s　]*(?=[^\s　])")
_SYMBOL = re.compile(r"[\ue000-\uf8ff]")
_STRANGE = "这一段有字体里的特殊符号，网页上显示不出来，请换成文字或者删去"


def without_odd_signs(intake: Intake) -> Intake:
    """The same document with what nobody sees gone, and lines with a dot of a symbol font before them as a list."""
    blocks = [_seen(block) for block in intake.blocks]
    found: list[Block] = []
    for dotted, group in groupby(blocks, key=_has_dot):
        alike = list(group)
        found += [_list(alike)] if dotted else map(_doubted, alike)
    return replace(intake, blocks=tuple(found))


def _seen(block: Block) -> Block:
    for node in all_nodes(block.node):
        if node["t"] == "Str":
            node["c"] = node["c"].translate(_UNSEEN)
    return replace(block, text=block.text.translate(_UNSEEN))


def _has_dot(block: Block) -> bool:
    return (
        block.is_paragraph
        and "\uf000" <= block.text.lstrip("　 ")[:1] <= "\uf0ff"
        and bool(_DOT.match(block.text))
    )


def _list(blocks: Sequence[Block]) -> Block:
    items = [[{"t": "Plain", "c": list(_without_dot(block))}] for block in blocks]
    node = {"t": "BulletList", "c": items}
    return replace(blocks[0], node=node, text=words_of(node))


def _without_dot(block: Block) -> Iterator[Node]:
    dot = _DOT.match(block.text)
    left = dot.end() if dot else 0
    for part in block.node["c"]:
        if left > 0 and part["t"] in ("Str", "Space", "LineBreak", "SoftBreak"):
            words = part["c"] if part["t"] == "Str" else " "
            if len(words) > left:
                yield {"t": "Str", "c": words[left:]}
            left -= len(words)
        else:
            yield part


def _doubted(block: Block) -> Block:
    return replace(block, doubt=block.doubt or _STRANGE) if _SYMBOL.search(block.text) else block
