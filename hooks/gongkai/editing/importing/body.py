"""Recognised blocks → the Markdown of a body, written by pandoc."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from gongkai.editing.front import CHECK, FILL
from gongkai.editing.importing.blocks import (
    Block,
    Node,
    all_nodes,
    paragraph,
    raw,
    words,
    words_of,
    written_with_pandoc,
)
from gongkai.editing.importing.headings import levels
from gongkai.text.layout_patterns import without_spaces
from gongkai.text.layout_words import is_annex_mark

_UNWRAPPED = {"Span": 1, "Underline": 0, "SmallCaps": 0, "Cite": 1}
_HAZARDS = re.compile(r"[:~=]|!!!|\?\?\?|\^")
"""What Python-Markdown reads at a line's beginning and pandoc does not know of."""

Renamed = Callable[[str], str]


def note(kind: str, text: str) -> Node:
    """A comment that `check` counts as something still to do."""
    return raw(f"<!-- {kind}：{text} -->")


def markdown(blocks: Sequence[Block], media_name: Renamed, first: int = 2) -> str:
    """The body, its highest headings at level `first`; `media_name`: a picture's file by what blocks call it."""
    blocks = _with_annex_titles(blocks)
    found, doubts = levels(blocks, first)
    nodes: list[Node] = []
    for place, block in enumerate(blocks):
        doubt = block.doubt or doubts.get(place, "")
        if doubt:
            nodes.append(note(CHECK, doubt))
        if place in found:
            inlines = _bare(list(_inlines(block.node["c"], media_name)))
            nodes.append({"t": "Header", "c": [found[place], ["", [], []], _trimmed(inlines)]})
        else:
            nodes += _body_nodes(block.node, media_name)
    return _for_python_markdown(written_with_pandoc(nodes, "markdown_phpextra"))


def _with_annex_titles(blocks: Sequence[Block]) -> list[Block]:
    """附件2 and the centred title under it make one heading."""
    found: list[Block] = []
    for block in blocks:
        before = found[-1] if found else None
        if (
            before
            and is_annex_mark(without_spaces(before.text))
            and block.look.centred
            and block.is_paragraph
        ):
            title = f"{without_spaces(before.text).rstrip('：:')}　{without_spaces(block.text)}"
            found[-1] = replace(before, node=paragraph(title), text=without_spaces(before.text))
        else:
            found.append(block)
    return found


def _body_nodes(node: Node, media_name: Renamed) -> Iterator[Node]:
    kind: str = node["t"]
    content: Any = node.get("c")
    if kind in ("Para", "Plain"):
        inlines = _trimmed(list(_inlines(content, media_name)))
        if inlines:
            yield {"t": kind, "c": _safe_start(inlines)}
        if any(inner["t"] == "Math" for inner in all_nodes(node)):
            yield note(CHECK, "上一段有公式，请核对写法")
        yield from _notes_on_pictures(node, media_name)
    elif kind == "Table":
        yield _table(node, media_name)
        yield from _notes_on_pictures(node, media_name)
    elif kind in ("BulletList", "OrderedList"):
        items = content if kind == "BulletList" else content[1]
        cleaned = [[part for inner in item for part in _body_nodes(inner, media_name)] for item in items]
        yield {"t": kind, "c": cleaned if kind == "BulletList" else [content[0], cleaned]}
    elif kind in ("BlockQuote", "Div", "Figure"):
        for inner in content if kind == "BlockQuote" else content[-1]:
            yield from _body_nodes(inner, media_name)
    elif kind == "RawBlock":
        return
    else:
        yield node


def _notes_on_pictures(node: Node, media_name: Renamed) -> Iterator[Node]:
    for image in (inner for inner in all_nodes(node) if inner["t"] == "Image"):
        name = media_name(image["c"][2][0])
        alt = words_of(image["c"][1])
        if not re.search(r"\.(?:png|jpg|svg)$", name):
            yield note(CHECK, f"图片 {name} 浏览器不能显示，请另存为 PNG 后替换")
        elif not alt:
            yield note(FILL, f"图片 {name} 的文字说明，写在上面“![”后面的方括号里")
        else:
            yield note(CHECK, f"图片 {name} 的文字说明“{alt}”是原文件自带的，请核对")


def _inlines(content: Any, media_name: Renamed) -> Iterator[Node]:
    """Inlines without what Markdown or the rules do not know: spans, raw code, sizes of pictures."""
    for part in content:
        kind, inner = part["t"], part.get("c")
        if kind in _UNWRAPPED:
            yield from _inlines(inner[1] if kind in ("Span", "Cite") else inner, media_name)
        elif kind in ("Image", "Link"):
            yield from _target(part, media_name)
        elif kind == "Note":
            yield {"t": "Note", "c": [node for block in inner for node in _body_nodes(block, media_name)]}
        elif kind == "Math":
            yield {"t": "Code", "c": [["", [], []], inner[1]]}
        elif kind == "SoftBreak":
            yield {"t": "Space"}
        elif isinstance(inner, list) and kind in ("Strong", "Emph", "Strikeout", "Superscript", "Subscript"):
            yield {"t": kind, "c": list(_inlines(inner, media_name))}
        elif kind == "Quoted":
            yield from (words("“") + list(_inlines(inner[1], media_name)) + words("”"))
        elif kind == "Str":
            yield from _without_backslashes(inner)
        elif kind != "RawInline":
            yield part


def _target(part: Node, media_name: Renamed) -> Iterator[Node]:
    """A picture by its new name; a link that leads out of the document, or else its words."""
    _attributes, inner, (address, _title) = part["c"]
    if part["t"] == "Image":
        alt = words(words_of(inner))
        yield {"t": "Image", "c": [["", [], []], alt, [media_name(address), ""]]}
        return
    label = list(_inlines(inner, media_name))
    if re.match(r"(?:https?|mailto):", address):
        yield {"t": "Link", "c": [["", [], []], label, [address, ""]]}
    else:
        yield from label


def _without_backslashes(text: str) -> Iterator[Node]:
    """Pandoc's writer loses a sign of punctuation that stands after a backslash, so that goes as an entity."""
    for place, piece in enumerate(text.split("\\")):
        if place:
            yield {"t": "RawInline", "c": ["html", "&#92;"]}
        if piece:
            yield {"t": "Str", "c": piece}


def _bare(inlines: list[Node]) -> list[Node]:
    """A heading's words without bold or italics: it stands out as it is."""
    found: list[Node] = []
    for part in inlines:
        found += _bare(part["c"]) if part["t"] in ("Strong", "Emph") else [part]
    return found


def _trimmed(inlines: list[Node]) -> list[Node]:
    """Without blanks at both ends (Chinese paragraphs are often indented by them)."""
    while inlines and inlines[0]["t"] in ("Space", "LineBreak"):
        inlines = inlines[1:]
    while inlines and inlines[-1]["t"] in ("Space", "LineBreak"):
        inlines = inlines[:-1]
    if inlines and inlines[0]["t"] == "Str":
        first = inlines[0]["c"].lstrip("　 \t")
        inlines = [{"t": "Str", "c": first}, *inlines[1:]] if first else _trimmed(inlines[1:])
    if inlines and inlines[-1]["t"] == "Str":
        last = inlines[-1]["c"].rstrip("　 \t")
        inlines = [*inlines[:-1], {"t": "Str", "c": last}] if last else _trimmed(inlines[:-1])
    return inlines


def _safe_start(inlines: list[Node]) -> list[Node]:
    first = inlines[0]
    if first["t"] == "Str" and _HAZARDS.match(first["c"]):
        code = {"t": "RawInline", "c": ["html", f"&#{ord(first['c'][0])};"]}
        return [code, {"t": "Str", "c": first["c"][1:]}, *inlines[1:]]
    return inlines


def _table(node: Node, media_name: Renamed) -> Node:
    """A table as pandoc writes it best: a head, no widths, one block a cell with its breaks as `<br>`."""
    _attributes, _caption, columns, head, bodies, foot = node["c"]
    plain = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}] for _ in columns]
    rows = [*head[1]]
    for one in bodies:
        rows += [*one[2], *one[3]]
    rows += foot[1]
    cleaned: list[Any] = [[["", [], []], [_cell(cell, media_name) for cell in row[1]]] for row in rows]
    deep = max(1, max((cell[2] for cell in cleaned[0][1]), default=1)) if cleaned else 1
    empty = ["", [], []]
    body = [empty, 0, [], cleaned[deep:]]
    return {"t": "Table", "c": [empty, [None, []], plain, [empty, cleaned[:deep]], [body], [empty, []]]}


def _cell(cell: list[Any], media_name: Renamed) -> list[Any]:
    blocks = [part for block in cell[4] for part in _body_nodes(block, media_name) if part["t"] != "RawBlock"]
    if all(block["t"] in ("Para", "Plain") for block in blocks):
        line: list[Node] = []
        for block in blocks:
            line += [{"t": "LineBreak"}] if line else []
            line += block["c"]
        line = [{"t": "RawInline", "c": ["html", "<br>"]} if p["t"] == "LineBreak" else p for p in line]
        blocks = [{"t": "Plain", "c": line}] if line else []
    return [["", [], []], {"t": "AlignDefault"}, cell[2], cell[3], blocks]


def _for_python_markdown(text: str) -> str:
    """Pandoc's dialect less what Python-Markdown reads otherwise."""
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
