"""`import` loses no word: every paragraph of a source is in the Markdown, or in the list of what was left out.

The source is read here by other means than the product's: XML of the Word file, PDFium's plain text.
"""

import html
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from gongkai.building.pipeline import read_library_of
from gongkai.editing.importing import Wishes, import_files
from gongkai.settings import Settings
from tests.documents import layouts as lay
from tests.documents.makes import MAKES
from tests.editing.test_import import MADE, settings

__all__ = ["settings"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml")
_PAGE_NUMBER = re.compile(r"\W*(?:第\s*)?\d{1,3}(?:\s*页)?\W*")
SOURCES = [*MAKES, *(file.name for file in sorted(MADE.iterdir()) if file.suffix != ".doc")]


def letters(text: str) -> str:
    """Letters, digits and Chinese alone, in one width."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign.isalnum())


def paragraphs_of(file: Path) -> Iterator[str]:
    """What stands in the file, piece by piece."""
    content = file.read_bytes()
    if file.suffix == ".docx":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in filter(_PARTS.fullmatch, archive.namelist()):
                yield from _of_word(etree.fromstring(archive.read(name)))
    elif file.suffix == ".pdf":
        document = pypdfium2.PdfDocument(content)
        for page in document:
            text = page.get_textpage().get_text_range()
            yield from (line for line in text.splitlines() if not _PAGE_NUMBER.fullmatch(line))
        document.close()
    else:
        yield from content.decode("utf-8-sig").splitlines()


def _of_word(root: etree._Element) -> Iterator[str]:
    yield from ("".join(map(str, guide.itertext())) for guide in root.iter(f"{_W}rt"))
    for paragraph in root.iter(f"{_W}p"):
        own = (
            text
            for text in paragraph.iter(f"{_W}t")
            if next(text.iterancestors(f"{_W}p")) is paragraph
            and next(text.iterancestors(f"{_W}del", f"{_W}rt"), None) is None
        )
        yield "".join(text.text or "" for text in own)


def lost(file: Path, settings: Settings) -> list[str]:
    """What is neither in the Markdown nor told."""
    done = import_files([file], read_library_of(settings), settings, Wishes(alone=True))
    (document,) = (content.decode() for path, content in done.files.items() if path.endswith(".md"))
    shown = re.sub(r"<!--.*?-->|  # (?:待补|待核对).*", "", document)
    kept = letters(html.unescape(re.sub(r"<[^>]*>|\\", "", shown)))
    told = letters("\n".join(done.said))
    return [
        words for words in paragraphs_of(file) if letters(words) not in kept and letters(words) not in told
    ]


QUICK = {"joint-tabled-head", "annexes.pdf", "gb9704.txt"}


@pytest.mark.parametrize(
    "name", [name if name in QUICK else pytest.param(name, marks=pytest.mark.long) for name in SOURCES]
)
def test_no_word_is_lost_in_silence(name: str, settings: Settings, tmp_path: Path) -> None:
    file = MADE / name
    if name in MAKES:
        file = tmp_path / f"{name}.docx"
        MAKES[name][1]().save(file)
    assert sum(map(len, paragraphs_of(file))) > 200
    assert lost(file, settings) == []


def _run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def _table(cell: str) -> str:
    grid = "<w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>"
    return f"<w:tbl>{grid}<w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>"


_INNER = _table(f"<w:p>{_run('里层表格')}</w:p>")
_BOX = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
    f"<w:p>{_run('框内第一段文字')}</w:p>{_INNER}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
RARE = {
    "content control": f"<w:p><w:sdt><w:sdtContent>{_run('控件内的文字')}</w:sdtContent></w:sdt></w:p>",
    "block control": f"<w:sdt><w:sdtContent><w:p>{_run('整段控件')}</w:p></w:sdtContent></w:sdt>",
    "smart tag": f'<w:p><w:smartTag w:element="date">{_run("二〇二四年")}</w:smartTag>{_run("执行。")}</w:p>',
    "phonetic guide": f"<w:p><w:r><w:ruby><w:rt>{_run('bi')}</w:rt><w:rubyBase>{_run('璧')}</w:rubyBase></w:ruby></w:r></w:p>",
    "field": f'<w:p><w:fldSimple w:instr="REF a">{_run("引用的文字")}</w:fldSimple></w:p>',
    "insertion": f'<w:p><w:ins w:id="1" w:author="甲">{_run("加上的文字")}</w:ins></w:p>',
    "moved": f'<w:p><w:moveTo w:id="1" w:author="甲">{_run("移来的文字")}</w:moveTo></w:p>',
    "text box": f"<w:p>{_run('框前')}{_BOX}</w:p>",
    "box in a cell": _table(f"<w:p>{_run('格内')}{_BOX}</w:p>"),
    "table in a cell": _table(f"<w:p>{_run('外层表格')}</w:p>{_INNER}<w:p/>"),
    "hidden": "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏的文字</w:t></w:r></w:p>",
}


def test_no_rare_place_loses_words(settings: Settings, tmp_path: Path) -> None:
    document = lay.new()
    lay.line(document, "关于试验的通知", align="center", size=22)
    lay.line(document, "各单位：")
    for element in parse_xml(f"<w:body {nsdecls('w')}>{''.join(RARE.values())}</w:body>"):
        document.element.body.insert(len(document.element.body) - 1, element)
    lay.line(document, "请遵照执行。")
    document.save(tmp_path / "a.docx")
    assert lost(tmp_path / "a.docx", settings) == []


def test_headers_and_footers_are_told(settings: Settings, tmp_path: Path) -> None:
    document = lay.new()
    section = document.sections[0]
    section.header.paragraphs[0].text = "示例区人力资源和社会保障局公文纸"
    section.footer.paragraphs[0].text = "咨询请到服务窗口"
    lay.line(document, "关于试验的通知", align="center", size=22)
    lay.line(document, "请遵照执行。")
    document.save(tmp_path / "a.docx")
    assert lost(tmp_path / "a.docx", settings) == []
