"""A Word file (.docx) → blocks: numbers and looks are written down first, then pandoc reads it."""

import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from gongkai.editing.importing.blocks import Block, Intake, Look, Node, all_nodes, read_file, words_of
from gongkai.editing.importing.joining import page_number
from gongkai.editing.importing.numbering import Numbering
from gongkai.editing.importing.word_styles import WordStyles
from gongkai.findings import WrongUse

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN, _CLOSE = "\ue000", "\ue001"
"""Around the number of a paragraph, through pandoc: private-use characters that no text has."""
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_LARGEST = 300_000_000
"""Bytes a Word file may unpack to: a small file that grows beyond it is no document."""


def read_word(file: Path) -> Intake:
    """Read a .docx; raises `WrongUse` for what is none, is encrypted, damaged or without words."""
    content = file.read_bytes()
    if content.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise WrongUse(
            f"{file.name} 有密码保护，请在 Word 或 WPS 中取消密码后再导入"
            if locked
            else f"{file.name} 是旧版 Word 格式（.doc），请在 Word 或 WPS 中另存为 .docx 后再导入"
        )
    document = _opened(file, content)
    prepared = _Prepared(document)
    changed = io.BytesIO()
    document.save(changed)
    with tempfile.TemporaryDirectory(prefix="gongkai-import-") as folder:
        copy, media = Path(folder, "document.docx"), Path(folder, "media")
        copy.write_bytes(changed.getvalue())
        nodes = read_file(copy, "docx", media)
        pictures = {path.as_posix(): path.read_bytes() for path in media.rglob("*") if path.is_file()}
    blocks = tuple(_blocks(nodes, prepared.looks))
    if not any(block.text.strip() for block in blocks):
        raise WrongUse(f"{file.name} 里没有文字（可能只有图片）；扫描件请先做文字识别，或者改用文字稿")
    enclosed, unread = _enclosed(document)
    return Intake(
        blocks,
        pictures,
        enclosed,
        unsure=(*prepared.unsure, *unread),
        left_out=tuple(_around_the_page(document)),
    )


def _opened(file: Path, content: bytes) -> Any:
    damaged = WrongUse(f"{file.name} 已损坏或者不是 Word 文件，请用 Word 或 WPS 打开后另存为 .docx 再导入")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                raise WrongUse(f"{file.name} 展开后过大，不像是公文，没有导入")
            if archive.testzip() is not None:
                raise damaged
        return docx.Document(io.BytesIO(content))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError) as problem:
        raise damaged from problem


class _Prepared:
    """Changes the document so that pandoc loses nothing; keeps the looks by paragraph number."""

    def __init__(self, document: Any) -> None:
        self.looks: list[Look] = []
        body = document.element.body
        self.unsure = tuple(_unsure(body))
        for element in body.findall(f".//{qn('w:del')}"):
            element.getparent().remove(element)
        _keep_ruby_and_fields(body)
        boxed = set(_out_of_boxes(body))
        looks, numbering = WordStyles(document), Numbering(document)
        for paragraph in list(body.iter(qn("w:p"))):
            number = _number(paragraph, looks, numbering)
            if number is None:  # a dot before it: a list, for pandoc
                continue
            in_cell = any(parent.tag == qn("w:tc") for parent in paragraph.iterancestors())
            if not in_cell and _has_content(paragraph):
                look = looks.of(
                    paragraph,
                    numbered=bool(number),
                    floating=paragraph in boxed or _has(paragraph, "wp:anchor"),
                )
                _begin_with(paragraph, f"{_OPEN}{len(self.looks)}{_CLOSE}{number}")
                self.looks.append(look)
            elif number:
                _begin_with(paragraph, number)
            _plain(paragraph)


def _unsure(body: Any) -> list[str]:
    said = []
    if _has(body, "w:ins", "w:del", "w:moveFrom"):
        said.append("原文件有未处理的修订，已按接受全部修订后的文字导入，请核对")
    if _has(body, "w:commentReference"):
        said.append("原文件有批注，批注没有导入，请确认已经处理完毕")
    if _has(body, "w:strike", "w:dstrike"):
        said.append("原文件有加删除线的文字，导入后仍带删除线，请核对；不要的删去")
    if _has(body, "w:vanish"):
        said.append("原文件有隐藏文字，请核对正文中有没有多出的内容")
    return said


def _keep_ruby_and_fields(body: Any) -> None:
    """Pandoc drops both: words with a phonetic guide come as 璧（bi）, a field as what it shows."""
    for ruby in list(body.iter(qn("w:ruby"))):
        run = ruby.getparent()
        said = "".join(text.text or "" for text in ruby.findall(f"{qn('w:rt')}//{qn('w:t')}"))
        for inner in ruby.findall(f"{qn('w:rubyBase')}/{qn('w:r')}"):
            run.addprevious(inner)
        _add_words(run, f"（{said}）" if said else "")
        run.remove(ruby)
    for simple in list(body.iter(qn("w:fldSimple"))):
        if "HYPERLINK" not in simple.get(qn("w:instr"), ""):
            for inner in list(simple):
                simple.addprevious(inner)
            simple.getparent().remove(simple)


def _around_the_page(document: Any) -> list[str]:
    """What headers and footers say, page numbers apart: it belongs to the paper."""
    said = []
    for relation in document.part.rels.values():
        for kind, name in (("/header", "页眉"), ("/footer", "页脚")):
            if relation.is_external or not relation.reltype.endswith(kind):
                continue
            root = relation.target_part.element
            for paragraph in root.iter(qn("w:p")):
                words = "".join(text.text or "" for text in paragraph.iter(qn("w:t"))).strip()
                if words and not page_number(words) and not words.isdecimal():
                    said.append(f"{name}“{words}”")
    return list(dict.fromkeys(said))


def _out_of_boxes(body: Any) -> list[Any]:
    """Text boxes (the red head often is one) become paragraphs before the one they are anchored in."""
    moved = []
    for paragraph in list(body.iter(qn("w:p"))):
        for holder in list(paragraph.iter(_ALTERNATIVE, qn("w:pict"), qn("w:drawing"))):
            if not _has(holder, "w:txbxContent"):
                continue
            inside = next(holder.iter(_CHOICE), holder)
            boxes = list(inside.iter(qn("w:txbxContent"))) or list(holder.iter(qn("w:txbxContent")))
            for box in boxes:
                for inner in list(box):
                    if inner.tag in (qn("w:p"), qn("w:tbl"), qn("w:sdt")):
                        paragraph.addprevious(inner)
                        moved.append(inner)
            if holder.getparent() is not None:
                holder.getparent().remove(holder)
    return moved


def _number(paragraph: Any, looks: WordStyles, numbering: Numbering) -> str | None:
    """The number Word shows before a paragraph ("" for none); None for a dot."""
    found = looks.list_of(paragraph)
    if found is None:
        return ""
    number, level, style = found
    if level is None:
        level = numbering.level_of_style(number, style) or 0
    if numbering.is_bullet(number, level):
        return None
    return numbering.next(number, level) if _has_content(paragraph) else ""


def _has_content(paragraph: Any) -> bool:
    texts = (text.text or "" for text in paragraph.iter(qn("w:t")))
    return any(text.strip() for text in texts) or _has(paragraph, "w:drawing", "w:pict", "w:object")


def _has(element: Any, *names: str) -> bool:
    return next(element.iter(*map(qn, names)), None) is not None


def _add_words(run: Any, text: str) -> None:
    words = OxmlElement("w:t")
    words.text = text
    run.append(words)


def _begin_with(paragraph: Any, text: str) -> None:
    run = OxmlElement("w:r")
    _add_words(run, text)
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        paragraph.insert(0, run)
    else:
        properties.addnext(run)


def _plain(paragraph: Any) -> None:
    """No style, number or indent: pandoc would read lists, headings and quotations into them."""
    properties = paragraph.find(qn("w:pPr"))
    if properties is not None:
        for name in ("w:pStyle", "w:numPr", "w:ind", "w:outlineLvl"):
            for element in properties.findall(qn(name)):
                properties.remove(element)


def _blocks(nodes: list[Node], looks: list[Look]) -> list[Block]:
    found = []
    for node in nodes:
        numbers = [int(number) for text in _marked(node) for number in _MARK.findall(text)]
        for inner in all_nodes(node):
            if inner["t"] == "Str":
                inner["c"] = _MARK.sub("", inner["c"])
        look = looks[numbers[0]] if numbers else Look()
        found += [Block(part, words_of(part), look) for part in _at_breaks(node)]
    return found


def _at_breaks(node: Node) -> Iterator[Node]:
    """A paragraph with line breaks in it is several: officials press Shift and Enter for a new line."""
    if node["t"] != "Para":
        yield node
        return
    part: list[Node] = []
    for inline in node["c"]:
        if inline["t"] == "LineBreak":
            yield {"t": "Para", "c": part}
            part = []
        else:
            part.append(inline)
    yield {"t": "Para", "c": part}


def _marked(node: Node) -> list[str]:
    return [inner["c"] for inner in all_nodes(node) if inner["t"] == "Str" and _OPEN in inner["c"]]


def _enclosed(document: Any) -> tuple[dict[str, bytes], list[str]]:
    """Files embedded in the document; those wrapped as OLE objects cannot be taken out."""
    files, unread = {}, []
    for relation in document.part.rels.values():
        if relation.is_external or "/embeddings/" not in str(relation.target_part.partname):
            continue
        name = Path(str(relation.target_part.partname)).name
        if name.endswith((".docx", ".xlsx")):
            files[name] = relation.target_part.blob
        else:
            unread.append(f"原文件中嵌入的对象“{name}”没有导入，请另存后作为附件")
    return files, unread
