"""A PDF → blocks: its lines joined to paragraphs by where they stand on the page."""

import html
import logging
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pdfplumber
import pypdfium2
from pdfminer.pdfexceptions import PDFException

from gongkai.editing.importing.blocks import Block, Intake, Look, paragraph, read_with_pandoc, words_of
from gongkai.editing.importing.joining import ends_sentence, starts_anew
from gongkai.editing.importing.pdf_page import Grid, PdfRow, Picture, Piece, merged, pieces
from gongkai.findings import WrongUse
from gongkai.text.layout_words import is_annex_mark

logging.getLogger("pdfminer").setLevel(
    logging.ERROR
)  # its warnings are about fonts, in English, and nobody can act

_DOUBTFUL = "这一段跨行或跨页拼接而成，请核对是不是同一段"


def read_pdf(file: Path) -> Intake:
    """Read a PDF; raises `WrongUse` for one that is encrypted, damaged or a scan without words."""
    try:
        document = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as problem:
        if "password" in str(problem).lower():
            raise WrongUse(f"{file.name} 有密码保护，请取消密码后再导入") from problem
        raise WrongUse(f"{file.name} 已损坏或者不是 PDF 文件") from problem
    try:
        pages = _pages(document, file)
        width = document[0].get_width()
        enclosed = _enclosed(document)
    finally:
        document.close()
    if not any(isinstance(piece, PdfRow | Grid) for page in pages for piece in page):
        raise WrongUse(f"{file.name} 是扫描件，里面没有文字；请先做文字识别，或者用 Word 稿导入")
    return _intake(pages, enclosed, width)


def _pages(document: pypdfium2.PdfDocument, file: Path) -> list[list[Piece]]:
    try:
        with pdfplumber.open(file) as plumbed:
            if len(plumbed.pages) != len(document):
                raise WrongUse(f"{file.name} 缺页，可能已损坏；请用 Word 稿导入")
            found = [pieces(document[number], plumbed.pages[number]) for number in range(len(document))]
    except (PDFException, pypdfium2.PdfiumError) as problem:
        raise WrongUse(f"{file.name} 读不出来，可能已损坏；请用 Word 稿导入") from problem
    return _without_running_heads(found)


def _enclosed(document: pypdfium2.PdfDocument) -> dict[str, bytes]:
    """Files that the PDF carries."""
    found = {}
    for number in range(document.count_attachments()):
        attachment = document.get_attachment(number)
        found[attachment.get_name()] = bytes(attachment.get_data())
    return found


def _without_running_heads(pages: list[list[Piece]]) -> list[list[Piece]]:
    """Lines that stand on top or at the bottom of most pages are no part of the text."""
    if len(pages) < 3:
        return pages
    edges: Counter[tuple[str, int]] = Counter()
    for page in pages:
        rows = [piece for piece in page if isinstance(piece, PdfRow)]
        edges.update({(row.text, round(row.box[1])) for row in (*rows[:1], *rows[-1:])})
    running = {edge for edge, count in edges.items() if count * 2 > len(pages)}
    return [
        [p for p in page if not (isinstance(p, PdfRow) and (p.text, round(p.box[1])) in running)]
        for page in pages
    ]


def _intake(pages: list[list[Piece]], enclosed: dict[str, bytes], width: float) -> Intake:
    rows = [piece for page in pages for piece in page if isinstance(piece, PdfRow)]
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[row.size] += len(row.text)
    body = sizes.most_common(1)[0][0] if sizes else 12.0
    measured = [row for row in rows if abs(row.size - body) < 0.1 * body] or rows
    margins = _margins(measured, body, width)
    blocks: list[Block] = []
    media: dict[str, bytes] = {}
    for piece in _paragraphs(pages, margins):
        if isinstance(piece, Grid):
            node = read_with_pandoc(_table(piece), "html")[0]
            blocks.append(Block(node, words_of(node)))
        elif isinstance(piece, Picture):
            name = f"image{len(media) + 1}.png"
            media[name] = piece.content
            image = {"t": "Image", "c": [["", [], []], [], [name, ""]]}
            blocks.append(Block({"t": "Para", "c": [image]}, "", Look(floating=piece.over_text)))
        else:
            text, look, doubtful = piece
            blocks.append(Block(paragraph(text), text, look, _DOUBTFUL if doubtful else ""))
    return Intake(tuple(blocks), media, enclosed)


def _margins(rows: list[PdfRow], size: float, width: float) -> tuple[float, float]:
    """Where lines begin and end. A page is about symmetrical: the right margin shows where lines end near it."""
    if not rows:
        return 0.0, width
    begins = Counter(round(row.box[0] / size * 2) for row in rows)
    shared = [place for place, count in begins.items() if count >= max(2, len(rows) // 12)] or list(begins)
    left = min(row.box[0] for row in rows if round(row.box[0] / size * 2) == min(shared))
    near = [row.box[2] for row in rows if abs(row.box[2] - (width - left)) < 1.5 * size]
    return left, max(near, default=max(row.box[2] for row in rows))


def _paragraphs(
    pages: list[list[Piece]], margins: tuple[float, float]
) -> Iterator[tuple[str, Look, bool] | Grid | Picture]:
    rows: list[PdfRow] = []
    table: Grid | None = None
    for page in pages:
        for place, piece in enumerate(page):
            if table is not None:
                if place == 0 and isinstance(piece, Grid) and piece.columns == table.columns:
                    table = merged(table, piece)
                    continue
                yield table
                table = None
            if (
                isinstance(piece, PdfRow)
                and rows
                and _goes_on(rows[-1], piece, margins, first=len(rows) == 1)
            ):
                rows.append(piece)
                continue
            beside = isinstance(piece, Picture) and rows and piece.box[1] < rows[-1].box[3] - rows[-1].size
            if rows and not beside:  # a seal lies over the lines it belongs to
                yield _made(rows, margins)
                rows = []
            if isinstance(piece, PdfRow):
                rows = [piece]
            elif isinstance(piece, Grid):
                table = piece
            else:
                yield piece
    if rows:
        yield _made(rows, margins)
    if table is not None:
        yield table


def _goes_on(before: PdfRow, row: PdfRow, margins: tuple[float, float], *, first: bool) -> bool:
    """Whether a line belongs to the paragraph of the line before it."""
    left, right = margins
    if abs(before.size - row.size) > 0.15 * row.size or before.red != row.red:
        return False
    if row.box[0] - left > 1.2 * row.size or is_annex_mark(
        row.text
    ):  # it begins with an indent, or is centred
        return False
    if before.box[0] - left > (4 if first else 1.2) * before.size:
        return False
    return right - before.box[2] < 1.6 * row.size


def _made(rows: list[PdfRow], margins: tuple[float, float]) -> tuple[str, Look, bool]:
    left, right = margins
    text = ""
    for row in rows:
        latin = (
            text[-1:].isascii() and text[-1:].isalnum() and row.text[:1].isascii() and row.text[:1].isalpha()
        )
        text += (" " if text and latin else "") + row.text
    first = rows[0]
    middle, size = (first.box[0] + first.box[2]) / 2, first.size
    inset = min(first.box[0] - left, right - first.box[2])
    centred = len(rows) == 1 and abs(middle - (left + right) / 2) < size and inset > size
    to_the_right = len(rows) == 1 and not centred and first.box[0] > (left + right) / 2
    fonts = {row.font for row in rows}
    look = Look(
        font=first.font if len(fonts) == 1 else "",
        size=size,
        centred=centred,
        right=to_the_right,
        red=first.red,
    )
    doubtful = any(starts_anew(row.text) and ends_sentence(before.text) for before, row in pairwise(rows))
    return text, look, doubtful


def _table(grid: Grid) -> str:
    """The table as HTML, for pandoc."""
    rows: dict[int, list[str]] = {}
    for row, _column, down, across, words in grid.cells:
        tag = "th" if row == 0 else "td"
        said = html.escape(words).replace("\n", "<br>")
        rows.setdefault(row, []).append(f'<{tag} rowspan="{down}" colspan="{across}">{said}</{tag}>')
    count = max(row + down for row, _column, down, _across, _words in grid.cells)
    lines = (f"<tr>{''.join(rows.get(row, []))}</tr>" for row in range(count))
    return f"<table>{''.join(lines)}</table>"
