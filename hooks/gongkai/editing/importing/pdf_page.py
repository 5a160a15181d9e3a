"""One page of a PDF → its lines, tables and pictures from top to bottom.

Words come from PDFium, which gives the right characters where other readers give radicals (⼈⺠⽂); the
frames of tables from pdfplumber.
"""

import ctypes
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from gongkai.editing.importing.joining import page_number
from gongkai.editing.importing.word_styles import font_class
from gongkai.text.layout_patterns import without_pdf_spaces

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the page's upper left corner."""


@dataclass(frozen=True)
class Sign:
    """One character."""

    text: str
    box: Box
    size: float
    font: str
    red: bool


@dataclass(frozen=True)
class PdfRow:
    """One line of print."""

    text: str
    box: Box
    size: float
    font: str
    red: bool


@dataclass(frozen=True)
class Grid:
    """A table: cells with row, column, rows and columns they span, and words; `page` breaks are its own affair."""

    cells: tuple[tuple[int, int, int, int, str], ...]
    box: Box

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return max(column + span for _row, column, _rows, span, _words in self.cells)


@dataclass(frozen=True)
class Picture:
    """A picture as PNG."""

    content: bytes
    box: Box
    over_text: bool = False
    """Whether it lies over lines of text, as a seal does."""


Piece = PdfRow | Grid | Picture


def pieces(page: Any, plumbed: Any) -> list[Piece]:
    """The page's pieces from top to bottom, page numbers left out."""
    height = page.get_height()
    signs = list(_signs(page, height))
    grids = []
    for table in plumbed.find_tables():
        inside = [s for s in signs if _within(s.box, table.bbox)]
        if inside and (grid := _grid(table, inside)) is not None:
            grids.append(grid)
            signs = [s for s in signs if not _within(s.box, table.bbox)]
    margin = height * 0.12
    rows = [
        row
        for row in _rows(signs)
        if not (page_number(row.text) and (row.box[3] < margin or row.box[1] > height - margin))
    ]
    pictures = [
        replace(picture, over_text=any(_within(row.box, picture.box) for row in rows))
        for picture in _pictures(page, height)
    ]
    found: list[Piece] = [*rows, *grids, *pictures]
    return sorted(found, key=lambda piece: piece.box[1])


def _signs(page: Any, height: float) -> Iterator[Sign]:
    text = page.get_textpage()
    raw = text.raw
    kinds: dict[tuple[str, int], str] = {}
    for place in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, place)
        if code in (0, 0xFFFE, 0xFFFF, 2) or pdfium.FPDFText_IsGenerated(raw, place) == 1:
            continue
        sign = chr(code)
        left, bottom, right, top = text.get_charbox(place, loose=True)
        if right <= left:
            continue
        box = (left, height - top, right, height - bottom)
        yield Sign(sign, box, _size(raw, place) or top - bottom, _font(raw, place, kinds), _red(raw, place))


def _size(raw: Any, place: int) -> float:
    """Points; a PDF may scale a font of one point by its matrix."""
    matrix = pdfium.FS_MATRIX()
    scale = abs(matrix.d) if pdfium.FPDFText_GetMatrix(raw, place, matrix) else 1.0
    return round(float(pdfium.FPDFText_GetFontSize(raw, place)) * (scale or 1.0) * 2) / 2


def _font(raw: Any, place: int, kinds: dict[tuple[str, int], str]) -> str:
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(raw, place, buffer, 128, flags)
    key = (buffer.value.decode("utf-8", "replace"), flags.value)
    if key not in kinds:
        kinds[key] = font_class(key[0])
    return kinds[key]


def _red(raw: Any, place: int) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFText_GetFillColor(raw, place, red, green, blue, alpha)
    return red.value > 150 and green.value < 90 and blue.value < 90


def _rows(signs: list[Sign]) -> Iterator[PdfRow]:
    """Characters at one height make a line; wide gaps in it become spaces."""
    for found in _at_one_height(signs):
        row = sorted(found, key=lambda sign: sign.box[0])
        size = Counter(sign.size for sign in row if sign.text.strip()).most_common(1)
        if not size:
            continue
        text, end = "", row[0].box[0]
        for sign in row:
            if text and sign.box[0] - end > size[0][0] * 0.8 and not text.endswith((" ", "　")):
                text += "　" if sign.box[0] - end > size[0][0] * 2 else " "
            text += _raised(sign, size[0][0], row)
            end = max(end, sign.box[2])
        filled = [sign for sign in row if sign.text.strip()]
        if without_pdf_spaces(text):
            yield PdfRow(
                text=without_pdf_spaces(text),
                box=_around([sign.box for sign in filled]),
                size=size[0][0],
                font=Counter(sign.font for sign in filled).most_common(1)[0][0],
                red=sum(sign.red for sign in filled) * 2 > len(filled),
            )


_SUPERSCRIPTS = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


def _raised(sign: Sign, size: float, row: list[Sign]) -> str:
    """The sign, as a superscript if it stands small and high: m²."""
    if sign.size > 0.9 * size or not sign.text.isascii():
        return sign.text
    floor = max(other.box[3] for other in row if other.size > 0.9 * size)
    return sign.text.translate(_SUPERSCRIPTS) if floor - sign.box[3] > 0.15 * size else sign.text


def _at_one_height(signs: list[Sign]) -> Iterator[list[Sign]]:
    row: list[Sign] = []
    for sign in sorted(signs, key=lambda one: (one.box[1] + one.box[3]) / 2):
        middle = (sign.box[1] + sign.box[3]) / 2
        if row:
            last = row[-1]
            if middle - (last.box[1] + last.box[3]) / 2 > 0.4 * min(sign.size, last.size):
                yield row
                row = []
        row.append(sign)
    if row:
        yield row


def _around(boxes: list[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _within(box: Box, outer: Box) -> bool:
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] <= across <= outer[2] and outer[1] <= down <= outer[3]


def _grid(table: Any, signs: list[Sign]) -> Grid | None:
    """The table's cells by row and column; None for a mere frame around words."""
    cells = [tuple(map(float, cell)) for cell in table.cells]
    lefts = _lines([edge for cell in cells for edge in (cell[0], cell[2])])
    tops = _lines([edge for cell in cells for edge in (cell[1], cell[3])])
    if len(cells) < 2 or len(lefts) < 3 or len(tops) < 3:
        return None
    found = []
    for cell in cells:
        left, right = _nearest(lefts, cell[0]), _nearest(lefts, cell[2])
        top, bottom = _nearest(tops, cell[1]), _nearest(tops, cell[3])
        inside = [sign for sign in signs if _within(sign.box, cell)]  # type: ignore[arg-type]
        found.append((top, left, bottom - top, right - left, _words(inside, cell[2])))
    return Grid(tuple(sorted(found)), table.bbox)


def _words(signs: list[Sign], edge: float) -> str:
    """The words of a cell; a line that ends well before the edge ends a paragraph."""
    words, before = "", None
    for row in _rows(signs):
        if before is not None:
            short = edge - before.box[2] > 2.5 * row.size and row.text[:1] and before.text.endswith("。")
            words += "\n" if short else ""
        words += row.text
        before = row
    return words


def _lines(edges: list[float]) -> list[float]:
    """The positions of a table's lines, those that differ by less than 3 points taken as one."""
    found: list[float] = []
    for edge in sorted(edges):
        if not found or edge - found[-1] > 3:
            found.append(edge)
    return found


def _nearest(lines: list[float], edge: float) -> int:
    return min(range(len(lines)), key=lambda index: abs(lines[index] - edge))


def _pictures(page: Any, height: float) -> Iterator[Picture]:
    """Pictures of more than 30 points, less those that fill the page (a scan behind its recognised words)."""
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        left, bottom, right, top = thing.get_bounds()
        if min(right - left, top - bottom) < 30 or (top - bottom) > height * 0.8:
            continue
        try:
            picture = thing.get_bitmap(render=True).to_pil()
        except pypdfium2.PdfiumError:
            continue
        content = io.BytesIO()
        picture.save(content, "PNG")
        yield Picture(content.getvalue(), (left, height - top, right, height - bottom))


def merged(first: Grid, second: Grid) -> Grid:
    """A table that goes on on the next page, its repeated head dropped."""
    head = {(column, words) for row, column, _r, _c, words in first.cells if row == 0}
    again = {(column, words) for row, column, _r, _c, words in second.cells if row == 0}
    skip = 1 if head == again else 0
    down = max(row + span for row, _c, span, _s, _w in first.cells) - skip
    moved = ((row + down, column, r, c, words) for row, column, r, c, words in second.cells if row >= skip)
    return replace(first, cells=(*first.cells, *moved))
