"""Tables with cells that span columns and rows, as national forms have them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate

from docx.document import Document as Paper
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from gongkai.exports.word.cells import GridCell
from gongkai.exports.word.paper import CELL_STYLE

_TWIPS = 56.7
"""Twentieths of a point in a millimetre."""


@dataclass(frozen=True)
class _Piece:
    """What a row has at one place: a cell, or the continuation of one above."""

    cell: GridCell
    column: int
    begins: bool


def add_grid(
    paper: Paper,
    rows: Sequence[Sequence[GridCell]],
    widths: Sequence[float],
    *,
    heads: int,
    caption: str,
) -> None:
    """A table at the end of the paper. Each row lists the cells that begin in it; `widths` are those of the columns in
    millimetres; the first `heads` rows are repeated on each page, and told to screen readers as heads."""
    columns = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    body = "".join(
        _row(pieces, widths, is_head=number < heads)
        for number, pieces in enumerate(_laid_out(rows, len(widths)))
    )
    style = paper.styles["Table Grid"].style_id
    table = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="40" w:type="dxa"/>'
        '<w:right w:w="40" w:type="dxa"/></w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0"'
        ' w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escape(caption)}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"
    )
    if paper.paragraphs:
        paper.paragraphs[-1].paragraph_format.space_after = Pt(6)
    paper.element.body.insert_element_before(table, "w:sectPr")


def _laid_out(rows: Sequence[Sequence[GridCell]], width: int) -> Iterator[list[_Piece]]:
    """What each row has from left to right; raises `ValueError` where cells leave a hole or overlap."""
    open_above: list[tuple[_Piece, int]] = []
    for row in rows:
        pieces = [_Piece(one.cell, one.column, False) for one, _left in open_above]
        taken = {place for one in pieces for place in range(one.column, one.column + one.cell.columns)}
        free = iter([place for place in range(width) if place not in taken])
        for cell in row:
            places = [next(free, width) for _column in range(cell.columns)]
            pieces.append(_Piece(cell, places[0], True))
        pieces.sort(key=lambda one: one.column)
        ends = list(accumulate(one.cell.columns for one in pieces))
        if [0, *ends] != [*(one.column for one in pieces), width]:
            raise ValueError(f"cells do not fill the row: {[one.cell.text for one in pieces]}")
        yield pieces
        fresh = [(one, one.cell.rows) for one in pieces if one.begins]
        open_above = [(one, left - 1) for one, left in (*open_above, *fresh) if left > 1]


def _row(pieces: Sequence[_Piece], widths: Sequence[float], *, is_head: bool) -> str:
    cells = "".join(_cell(one, sum(widths[one.column : one.column + one.cell.columns])) for one in pieces)
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if is_head else ''}</w:trPr>{cells}</w:tr>"


def _cell(piece: _Piece, width: float) -> str:
    cell = piece.cell
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    merged = '<w:vMerge w:val="restart"/>' if piece.begins else "<w:vMerge/>"
    merge = merged if cell.rows > 1 else ""
    bold = "<w:rPr><w:b/></w:rPr>" if cell.is_head else ""
    run = f'<w:r>{bold}<w:t xml:space="preserve">{escape(cell.text)}</w:t></w:r>' if piece.begins else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{CELL_STYLE}"/><w:jc w:val="{cell.align}"/></w:pPr>{run}</w:p></w:tc>'
    )


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS)
