"""A body's HTML as paragraphs of a Word file: what an office prints, so links are words and pictures are told."""

import re
from collections.abc import Iterator
from dataclasses import replace

from docx.document import Document as Paper
from docx.shared import Pt
from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.exports.word.cells import GridCell
from gongkai.exports.word.grid import add_grid
from gongkai.exports.word.paper import WIDTH

_HEADINGS = {f"h{level}": f"Heading {min(level - 1, 3)}" for level in range(2, 7)}
_BLOCKS = {
    *_HEADINGS,
    *("p", "ul", "ol", "li", "table", "figure", "div", "blockquote", "section", "details", "pre", "dl", "hr"),
}
_WHITE = re.compile(r"[ \t\r\n]+")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Signs that no XML file may have; a body can name them by number."""
_OF_THE_PAGE = ("gk-anchor", "footnote-backref")
"""Classes of links that lead to places on a page."""
_RAISED = {
    "sup": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "sub": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
}
_INDENT = 32
"""Points: two letters of the body."""


def add_prose(paper: Paper, html: str) -> None:
    """The fragment at the end of the paper."""
    body = LexborHTMLParser(f"<body>{html}</body>").body
    if body is not None:
        _add_blocks(paper, body, "")


def _add_blocks(paper: Paper, parent: LexborNode, mark: str) -> None:
    """The blocks in an element; `mark` stands before the first: the number or dot of an item."""
    for block in _blocks_in(parent):
        if not isinstance(block, LexborNode):
            _add_paragraph(paper, block, mark)
        elif block.tag in _HEADINGS:
            paper.add_paragraph(_words(block), _HEADINGS[block.tag])
        elif block.tag in ("ul", "ol"):
            _add_items(paper, block)
        elif block.tag == "table":
            _add_table(paper, block)
        elif block.tag == "figure":
            _add_figure(paper, block)
        elif block.tag in ("p", "pre", "dt", "dd"):
            _add_paragraph(paper, list(block.iter(include_text=True)), mark)
        else:
            _add_blocks(paper, block, mark)
        mark = ""


def _blocks_in(parent: LexborNode) -> Iterator[LexborNode | list[LexborNode]]:
    """Blocks as they are, and between them runs of words without a paragraph of their own."""
    loose: list[LexborNode] = []
    for node in parent.iter(include_text=True):
        if node.tag not in _BLOCKS:
            loose.append(node)
            continue
        if any(_words(one) for one in loose):
            yield loose
        loose = []
        yield node
    if any(_words(one) for one in loose):
        yield loose


def _add_items(paper: Paper, listed: LexborNode) -> None:
    for number, item in enumerate(listed.iter(), _number(listed, "start", 1)):
        value = _number(item, "value", number)
        _add_blocks(paper, item, f"{value}．" if listed.tag == "ol" else "•　")


def _add_paragraph(paper: Paper, nodes: list[LexborNode], mark: str) -> None:
    runs = [run for node in nodes for run in _runs(node, bold=False)]
    if not any(words.strip() for words, _bold in runs):
        return
    paragraph = paper.add_paragraph(mark)
    paragraph.paragraph_format.first_line_indent = Pt(_INDENT)
    first = True
    for words, bold in runs:
        text = words.lstrip() if first else words
        first = first and not text
        if text:
            paragraph.add_run(text).bold = bold or None


def _runs(node: LexborNode, *, bold: bool) -> Iterator[tuple[str, bool]]:
    """The words of an inline element, and whether they are bold."""
    if node.tag == "-text":
        yield _folded(node.text_content or ""), bold
    elif node.tag == "br":
        yield "\n", bold
    elif node.tag == "img":
        yield _picture(node), bold
    elif node.tag in _RAISED:
        for inner in node.iter(include_text=True):
            for words, _bold in _runs(inner, bold=bold):
                yield words.translate(_RAISED[node.tag]), bold
    elif (node.attributes.get("class") or "") not in _OF_THE_PAGE:
        for inner in node.iter(include_text=True):
            yield from _runs(inner, bold=bold or node.tag in ("strong", "b", "th"))


def _folded(text: str) -> str:
    """White space of any length as one, at the ends too; a wide space stays, for it is meant."""
    return _WHITE.sub(" ", _NO_XML.sub("", text))


def _words(node: LexborNode) -> str:
    return "".join(words for words, _bold in _runs(node, bold=False)).strip()


def _picture(image: LexborNode) -> str:
    alt = (image.attributes.get("alt") or "").strip()
    return f"（图：{alt}）" if alt else ""


def _add_figure(paper: Paper, figure: LexborNode) -> None:
    """A drawing is told by its description; what stands below it follows as it is."""
    described = figure.css_first("desc") or figure.css_first("title")
    image = figure.css_first("img")
    told = f"（图：{described.text().strip()}）" if described else _picture(image) if image else ""
    if told:
        paper.add_paragraph(told)
    caption = figure.css_first("figcaption")
    if caption is not None:
        _add_blocks(paper, caption, "")


def _add_table(paper: Paper, table: LexborNode) -> None:
    """A table of the text, its columns as wide as each other; where its spans leave holes, each cell stands alone."""
    rows = [[_cell(cell) for cell in row.css("th, td")] for row in table.css("tr")]
    heads = len(table.css("thead tr"))
    width = max((sum(cell.columns for cell in row) for row in rows), default=0)
    if not width:
        return
    try:
        add_grid(paper, rows, [WIDTH / width] * width, heads=heads, caption="表格")
    except ValueError:
        width = max(map(len, rows))
        alone = [[replace(cell, columns=1, rows=1) for cell in row] for row in rows]
        full = [[*row, *[GridCell("")] * (width - len(row))] for row in alone]
        add_grid(paper, full, [WIDTH / width] * width, heads=heads, caption="表格")


def _cell(cell: LexborNode) -> GridCell:
    return GridCell(
        _words(cell),
        max(_number(cell, "colspan", 1), 1),
        max(_number(cell, "rowspan", 1), 1),
        "left",
        cell.tag == "th",
    )


def _number(node: LexborNode, attribute: str, otherwise: int) -> int:
    """An attribute that is a number, as a browser takes it: anything else is not there."""
    written = (node.attributes.get(attribute) or "").strip()
    return int(written) if re.fullmatch(r"\d{1,4}", written, re.A) else otherwise
