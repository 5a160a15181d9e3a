"""What a file is in that is no UTF-8: named, so that an editor knows which box to tick."""

import codecs

_MARKED = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_UNMARKED = (
    ("utf-32-le", "UTF-32"),
    ("utf-32-be", "UTF-32"),
    ("utf-16-le", "UTF-16"),
    ("utf-16-be", "UTF-16"),
)
_PACKED = {
    b"PK\x03\x04": "Word、WPS 或 Excel 文档",
    b"\xd0\xcf\x11\xe0": "旧版 Word、WPS 或 Excel 文档",
    b"%PDF-": "PDF 文件",
    b"{\\rtf": "RTF 文档",
}
_SAVE = "用记事本或 WPS 打开，“文件—另存为”，编码选 UTF-8（WPS 选“纯文本”，再选 UTF-8），仍用原来的文件名，再重新提交。"
_IMPORT = "改回原来的后缀名，用 import 命令把它转成 .md 文件；只是附件的，放到文件旁边，写在 attachments 里。"


def utf_16_or_32(raw: bytes) -> str:
    """The name of the encoding, where the bytes are UTF-16 or UTF-32, with a byte order mark or without; else ""."""
    marked = next((name for mark, name in _MARKED if raw.startswith(mark)), "")
    if marked or b"\0" not in raw:
        return marked
    return next((name for codec, name in _UNMARKED if _is_text_in(raw, codec)), "")


def _is_text_in(raw: bytes, codec: str) -> bool:
    """Whether the bytes are plain text so encoded: whole, with lines, and without a control character."""
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError:
        return False
    return "\n" in text and not any(sign < " " and sign not in "\t\r\n" for sign in text)


def encoding_fault(raw: bytes) -> tuple[str, str]:
    """What bytes that are no UTF-8 are, and the remedy."""
    if packed := next((name for mark, name in _PACKED.items() if raw.startswith(mark)), ""):
        return f"其实是{packed}，只是后缀名改了，不是文字", _IMPORT
    if name := utf_16_or_32(raw):
        notepad = "（记事本里叫“Unicode”或“UTF-16 LE”）" if name == "UTF-16" else ""
        return f"是 {name} 编码{notepad}，不是 UTF-8 编码", _SAVE
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return "不是 UTF-8 编码的文字", _SAVE
    return "是 GBK 编码（记事本里叫“ANSI”），不是 UTF-8 编码", _SAVE
