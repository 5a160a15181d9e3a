"""An empty A4 paper with the fonts and margins of GB/T 9704-2012, and the same bytes each time it is written."""

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

import docx
from docx.document import Document as Paper
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

CELL_STYLE = "TableText"
"""The style of a table's cells, by its id."""
_SONG, _HEI, _KAI, _FANGSONG = "宋体", "黑体", "楷体", "仿宋"
_TIMES = "Times New Roman"
_LOOKS = (
    ("Title", _SONG, 22.0, True, 12.0),
    ("Heading 1", _HEI, 16.0, False, 12.0),
    ("Heading 2", _KAI, 16.0, False, 6.0),
    ("Heading 3", _FANGSONG, 16.0, True, 6.0),
    ("Caption", _HEI, 12.0, False, 6.0),
)
"""Style, font, size in points, whether bold, and the space before it."""
_MARGINS = (37, 35, 28, 26)
"""Above, below, left and right, in millimetres (7.1)."""
WIDTH = 156.0
"""Millimetres from margin to margin."""
_LINE = 28
"""Points from line to line."""
_PACKED = (1980, 1, 1, 0, 0, 0)
"""The day in the ZIP archive: the oldest that it can tell."""


def new_paper(title: str, author: str, day: date) -> Paper:
    """A paper with its title, said to be written on a day."""
    paper = docx.Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(_MARGINS[0]), Mm(_MARGINS[1])
    section.left_margin, section.right_margin = Mm(_MARGINS[2]), Mm(_MARGINS[3])
    _set_styles(paper)
    _number_pages(section.footer.paragraphs[0])
    about = paper.core_properties
    about.title, about.author, about.last_modified_by = title, author, author
    about.language, about.comments, about.revision = "zh-CN", "", 1
    about.created = about.modified = datetime.combine(day, time())
    paper.add_paragraph(title, "Title")
    return paper


def add_signature(paper: Paper, author: str, day: str) -> None:
    """Who wrote it and when, to the right (7.3.5)."""
    for number, words in enumerate(filter(None, (author, day))):
        paragraph = paper.add_paragraph(words)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(32)
        paragraph.paragraph_format.space_before = Pt(0 if number else _LINE)
        paragraph.paragraph_format.keep_with_next = not number


def finished_paper(paper: Paper) -> bytes:
    """The paper as a file."""
    written, packed = io.BytesIO(), io.BytesIO()
    paper.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _PACKED), old.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _set_styles(paper: Paper) -> None:
    body = paper.styles["Normal"]
    _set_font(body, _FANGSONG, 16, bold=False)
    body.paragraph_format.line_spacing = Pt(_LINE)
    body.paragraph_format.space_after = Pt(0)
    for name, font, size, bold, before in _LOOKS:
        style = paper.styles[name]
        _set_font(style, font, size, bold=bold)
        style.font.color.rgb, style.font.italic = RGBColor(0, 0, 0), False
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(6)
        style.paragraph_format.line_spacing = Pt(max(_LINE, size * 1.4)) if size > 12 else 1.2
        style.paragraph_format.keep_with_next = True
    title = paper.styles["Title"]
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for border in title.element.xpath("w:pPr/w:pBdr"):
        border.getparent().remove(border)
    cell = paper.styles.add_style("表格文字", WD_STYLE_TYPE.PARAGRAPH)
    cell.element.set(qn("w:styleId"), CELL_STYLE)
    cell.base_style = body
    _set_font(cell, _SONG, 9, bold=False)
    cell.paragraph_format.line_spacing = 1.1
    language = paper.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang")
    for one in language:
        one.set(qn("w:eastAsia"), "zh-CN")


def _set_font(style: Any, font: str, size: float, *, bold: bool) -> None:
    """The font by name; the theme's, which would go before it, is taken out."""
    style.font.name, style.font.size, style.font.bold = _TIMES, Pt(size), bold
    fonts = style.element.rPr.rFonts
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):
            del fonts.attrib[attribute]
    fonts.set(qn("w:eastAsia"), font)


def _number_pages(paragraph: Any) -> None:
    """The page's number in the middle of its foot: — 1 —."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("— ")
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    paragraph._p.append(number)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    number.append(run)
    paragraph.add_run(" —")
    for one in paragraph.runs:
        one.font.size = Pt(14)
