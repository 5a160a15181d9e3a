"""The same document in many makes, as offices really send them: built with python-docx."""

import io
import struct
import zlib
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from tests.documents.papers import Clause, Paper, Table

FONTS = {0: "仿宋_GB2312", 1: "黑体", 2: "楷体_GB2312", 3: "仿宋_GB2312", 4: "仿宋_GB2312"}
Write = Callable[[Any, Clause], Any]


def new() -> Any:
    """An empty document with the fonts of GB/T 9704."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.size = Pt(16)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋_GB2312")
    return document


def line(
    document: Any,
    text: str,
    *,
    font: str = "仿宋_GB2312",
    size: float = 16,
    bold: bool = False,
    align: str = "",
    red: bool = False,
    indent: bool = False,
) -> Any:
    """One paragraph with direct formatting, as typists do it."""
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold or None
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if red:
        run.font.color.rgb = RGBColor(0xFF, 0, 0)
    if align:
        paragraph.alignment = {"center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}[align]
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(32)
    return paragraph


def head(document: Any, paper: Paper, *, serial: bool = False) -> None:
    """Red head and 发文字号."""
    if serial:
        line(document, "000012")
        line(document, "特急")
    for organ in paper.issuers[:-1]:
        line(document, organ, font="方正小标宋简体", size=36, align="center", red=True)
    line(document, f"{paper.issuers[-1]}文件", font="方正小标宋简体", size=36, align="center", red=True)
    line(document, paper.number, align="center")


def title(document: Any, paper: Paper) -> None:
    """The title, centred."""
    line(document, paper.title, font="方正小标宋简体", size=22, align="center")
    document.add_paragraph()
    if paper.addressee:
        line(document, f"{paper.addressee}：")


def by_hand(document: Any, clause: Clause) -> Any:
    """Numbers typed, headings by font: 黑体, 楷体."""
    font = FONTS[clause.rank] if clause.level else FONTS[0]
    return line(document, clause.text, font=font, indent=True)


def bold(document: Any, clause: Clause) -> Any:
    """Headings bold, no other font."""
    return line(document, clause.text, bold=bool(clause.level), indent=True)


def in_heiti(document: Any, clause: Clause) -> Any:
    """Headings of the first level in 黑体, others bold."""
    return line(
        document,
        clause.text,
        font="黑体" if clause.level == 2 else "仿宋_GB2312",
        bold=clause.level == 3,
        indent=True,
    )


def styled(document: Any, clause: Clause) -> Any:
    """Word's own heading styles."""
    if clause.level:
        return document.add_heading(clause.text, clause.level - 1)
    return line(document, clause.text, indent=True)


def blanks(document: Any, clause: Clause) -> Any:
    """Indents by blanks."""
    font = FONTS[clause.rank] if clause.level else FONTS[0]
    return line(document, "　　" + clause.text, font=font)


def body(document: Any, parts: tuple[Clause | Table, ...], write: Write) -> None:
    """All parts in one manner."""
    for part in parts:
        if isinstance(part, Clause):
            write(document, part)
        else:
            table(document, part)


def table(document: Any, wanted: Table) -> Any:
    """A table with merged cells."""
    columns = sum(across for _words, _down, across in wanted.rows[0])
    made = document.add_table(rows=len(wanted.rows), cols=columns, style="Table Grid")
    covered: set[tuple[int, int]] = set()
    for row, cells in enumerate(wanted.rows):
        column = 0
        for words, down, across in cells:
            while (row, column) in covered:
                column += 1
            covered |= {(row + r, column + c) for r in range(down) for c in range(across)}
            cell = made.cell(row, column)
            if down > 1 or across > 1:
                cell = cell.merge(made.cell(row + down - 1, column + across - 1))
            cell.text = words
            column += across
    return made


def sign_off(document: Any, paper: Paper, *, together: bool = False) -> None:
    """Issuers and day, on the right."""
    for number, annex in enumerate(paper.annexes, 1):
        line(document, f"附件：{number}.{annex}" if number == 1 else f"{number}.{annex}", indent=True)
    if together:
        paragraph = line(document, paper.issuers[0], align="right")
        paragraph.add_run().add_break(WD_BREAK.LINE)
        paragraph.add_run(paper.signed_as)
        return
    for organ in paper.issuers:
        line(document, organ, align="right")
    line(document, paper.signed_as, align="right")


def colophon(document: Any, *, as_table: bool = False) -> None:
    """What the document says of its openness, copies, and the day of printing."""
    line(document, "（此件公开发布）", indent=True)
    if as_table:
        made = document.add_table(rows=2, cols=1)
        made.cell(0, 0).text = "抄送：区政府办公室，区财政局。"
        made.cell(1, 0).text = "示例区人力资源和社会保障局办公室　2024年5月9日印发"
        return
    line(document, "抄送：区政府办公室，区财政局，区教育局，区民政局，区总工会，区残联。", size=14)
    line(document, "示例区人力资源和社会保障局办公室        2024年5月9日印发", size=14)


def appended(document: Any, paper: Paper, write: Write) -> None:
    """What stands after the sign-off; annexes under their mark."""
    for part in paper.after:
        if isinstance(part, Clause) and part.text.startswith("附件") and "　" in part.text:
            mark, name = part.text.split("　")
            line(document, mark, font="黑体")
            line(document, name, font="方正小标宋简体", size=22, align="center")
        elif isinstance(part, Clause) and part.level and part.text.startswith("第"):
            line(document, part.text, font="黑体", align="center")
        elif isinstance(part, Clause) and part.level == 2:
            line(document, part.text, font="方正小标宋简体", size=22, align="center")
        elif isinstance(part, Clause):
            write(document, part)


def numbered(document: Any, paper: Paper, *, by_style: bool) -> None:
    """The body numbered by Word itself, 一、（一）1.（1）; the words hold no numbers."""
    number = _multilevel(document, by_style)
    for part in paper.parts:
        assert isinstance(part, Clause)
        if part.rank == 0:
            line(document, part.text, indent=True)
        elif by_style and part.level:
            document.add_heading(part.words, part.rank)
        else:
            paragraph = line(document, part.words, font=FONTS[part.rank] if part.level else FONTS[0])
            properties = paragraph._p.get_or_add_pPr()
            properties.append(
                parse_xml(
                    f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{part.rank - 1}"/><w:numId w:val="{number}"/></w:numPr>'
                )
            )


def _multilevel(document: Any, by_style: bool) -> int:
    root = document.part.numbering_part.element
    levels = ""
    forms = (
        ("chineseCounting", "%1、"),
        ("chineseCountingThousand", "（%2）"),
        ("decimal", "%3."),
        ("decimal", "（%4）"),
    )
    for index, (form, pattern) in enumerate(forms):
        style = f'<w:pStyle w:val="Heading{index + 1}"/>' if by_style else ""
        levels += (
            f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{style}'
            f'<w:suff w:val="nothing"/><w:lvlText w:val="{pattern}"/><w:lvlJc w:val="left"/></w:lvl>'
        )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    root.insert(0, abstract)
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    if by_style:
        for index in range(4):
            properties = document.styles[f"Heading {index + 1}"].element.get_or_add_pPr()
            properties.append(
                parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{index}"/><w:numId w:val="77"/></w:numPr>')
            )
    return 77


def boxed_head(document: Any, paper: Paper) -> None:
    """The red head in a text box, as many templates have it."""
    anchor = document.add_paragraph()
    box = (
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape style="width:400pt;height:60pt">'
        f'<v:textbox><w:txbxContent><w:p><w:r><w:rPr><w:color w:val="FF0000"/><w:sz w:val="72"/></w:rPr>'
        f"<w:t>{paper.issuers[0]}文件</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    anchor._p.append(parse_xml(box))
    line(document, f"{paper.number}                    签发人：李某某")


def tabled_head(document: Any, paper: Paper) -> None:
    """The red head of a joint document in a table: the organs left, 文件 right."""
    made = document.add_table(rows=len(paper.issuers), cols=2)
    for row, organ in enumerate(paper.issuers):
        made.cell(row, 0).text = organ
    made.cell(0, 1).merge(made.cell(len(paper.issuers) - 1, 1)).text = "文件"
    line(document, paper.number, align="center")


def png(width: int = 60, height: int = 60, red: bool = False) -> io.BytesIO:
    """A small picture."""
    colour = b"\xff\x10\x10" if red else b"\x20\x60\xa0"
    rows = b"".join(b"\x00" + colour * width for _ in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def picture(document: Any, *, alt: str = "", red: bool = False) -> None:
    """A picture in a paragraph of its own, centred."""
    paragraph = document.add_paragraph()
    shape = paragraph.add_run().add_picture(png(red=red), width=Pt(100))
    shape._inline.docPr.set("descr", alt)


def footnote(document: Any, paragraph: Any, words: str) -> None:
    """A footnote at the end of a paragraph."""
    xml = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{words}</w:t>'
        "</w:r></w:p></w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))


def revised(paragraph: Any, gone: str, come: str) -> None:
    """A tracked change: words taken out and put in."""
    for tag, inner, words in (("w:del", "w:delText", gone), ("w:ins", "w:t", come)):
        change = OxmlElement(tag)
        change.set(qn("w:id"), "9")
        change.set(qn("w:author"), "某人")
        run = deepcopy(paragraph.runs[-1]._r)
        for old in run.findall(qn("w:t")):
            run.remove(old)
        text = OxmlElement(inner)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
