"""A body's HTML as paragraphs of a Word file: what an office prints, so links are words and pictures are told."""

import re
from collections.abc import Iterator

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
    start = int(listed.attributes.get("start") or 1)
    for number, item in enumerate(listed.iter(), start):
        value = int(item.attributes.get("value") or number)
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
    elif "gk-anchor" not in (node.attributes.get("class") or ""):
        for inner in node.iter(include_text=True):
            yield from _runs(inner, bold=bold or node.tag in ("strong", "b", "th"))


def _folded(text: str) -> str:
    """White space of any length as one, at the ends too; a wide space stays, for it is meant."""
    return _WHITE.sub(" ", text)


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
    """A table of the text, its columns as wide as each other; one that spans cells keeps them."""
    rows = [
        [
            GridCell(
                _words(cell),
                int(cell.attributes.get("colspan") or 1),
                int(cell.attributes.get("rowspan") or 1),
                "left",
                cell.tag == "th",
            )
            for cell in row.css("th, td")
        ]
        for row in table.css("tr")
    ]
    width = max((sum(cell.columns for cell in row) for row in rows), default=0)
    if width:
        heads = len(table.css("thead tr"))
        add_grid(paper, rows, [WIDTH / width] * width, heads=heads, caption="表格")
