"""PDF: pikepdf looks for what acts by itself, pypdfium2 reads the text (it gives right Chinese characters)."""

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from gongkai.safety.attachments.examined import Content, Refused
from gongkai.safety.attachments.signatures import kind_by_bytes

if TYPE_CHECKING:
    import pikepdf

_OBJECTS = 500_000
_PAGES = 3_000
_CHARACTERS = 20_000_000
_TAIL = 2048
_STRING = re.compile(rb"\((?:\\.|[^\\()])*\)|<([0-9A-Fa-f\s]*)>", re.S)
_LONGEST_STRING = 8192
_NAMES = re.compile(
    rb"/S\s*/(JavaScript|Launch|ImportData|GoToE|RichMediaExecute|Rendition|Movie|Sound)\b"
    rb"|/(JS|EF|XFA|RichMedia)\b(?!\s*null)"
)
_SAID = {
    b"JavaScript": "含有脚本（JavaScript）",
    b"JS": "含有脚本（JavaScript）",
    b"Launch": "含有会启动其他程序的动作",
    b"ImportData": "含有会读写其他文件的动作",
    b"GoToE": "含有会打开其他文件的动作",
    b"EF": "夹带了其他文件",
    b"XFA": "是动态表单（XFA），内容无法检查",
}
_MEDIA = "夹带了音视频或富媒体"
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def judge_pdf(data: bytes) -> Content:
    """Judge a PDF; raises `Refused`."""
    if not data.startswith(b"%PDF-"):
        raise Refused(f"不是 PDF，实际是{kind_by_bytes(data) or '别的内容'}")
    end = data.rfind(b"%%EOF", -_TAIL)
    if end < 0 or data[end + 5 :].strip(b"\r\n\t \x00\x1a"):
        raise Refused("结尾不完整，或者后面接了别的内容")
    import pikepdf  # noqa: PLC0415 - a third of a second, not owed by a check without a new PDF

    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            problems, strings = _walk(pdf)
    except pikepdf.PasswordError as problem:
        raise Refused("用密码加密了，无法检查") from problem
    except pikepdf.PdfError as problem:
        raise Refused("PDF 损坏，无法检查") from problem
    return Content(tuple(problems), (*strings, *_lines(data)), wrapped=True)


def _walk(pdf: "pikepdf.Pdf") -> tuple[list[str], list[str]]:
    """What any object does by itself, and every string of any object: titles, notes, form values, addresses."""
    import pikepdf  # noqa: PLC0415 - as above

    problems: dict[str, None] = {}
    strings: list[str] = []
    if len(pdf.objects) > _OBJECTS:
        raise Refused("PDF 过于庞大，无法检查")
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Object):  # a number or nothing at all
            continue
        written = (thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing).unparse(resolved=True)
        for found in _NAMES.finditer(_STRING.sub(b"()", written)):
            problems[_SAID.get(found[1] or found[2], _MEDIA)] = None
        strings += _strings(written)
    return list(problems), strings


def _strings(written: bytes) -> Iterator[str]:
    for found in _STRING.finditer(written):
        if 4 < len(found[0]) < _LONGEST_STRING:
            raw = bytes.fromhex(found[1].decode()) if found[1] is not None else _unescaped(found[0][1:-1])
            encoding = "utf-16-be" if raw.startswith(b"\xfe\xff") else "utf-8"
            yield raw.decode(encoding, "replace").lstrip("\ufeff")


def _unescaped(raw: bytes) -> bytes:
    def one(match: re.Match[bytes]) -> bytes:
        return bytes([int(match[1], 8) & 255]) if match[1].isdigit() else _ESCAPES.get(match[1], match[1])

    return re.sub(rb"\\([0-7]{1,3}|.)", one, raw, flags=re.S)


def _lines(data: bytes) -> list[str]:
    """The lines of all pages."""
    import pypdfium2  # noqa: PLC0415 - likewise

    lines: list[str] = []
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        raise Refused("PDF 损坏或加密，无法检查") from problem
    try:
        if len(document) > _PAGES:
            raise Refused(f"PDF 超过 {_PAGES} 页，无法检查")
        left = _CHARACTERS
        for page in document:
            text = page.get_textpage()
            words = text.get_text_range()
            text.close()
            page.close()
            left -= len(words)
            if left < 0:
                raise Refused("PDF 的文字过多，无法检查")
            lines += words.splitlines()
    except pypdfium2.PdfiumError as problem:
        raise Refused("PDF 损坏，无法检查") from problem
    finally:
        document.close()
    return lines
