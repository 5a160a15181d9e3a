"""Plain text and CSV: words that can be read, and nothing that a program would run."""

import csv
import re

from gongkai.safety.attachments.examined import Content, Refused
from gongkai.safety.attachments.signatures import kind_by_bytes

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_FORMULA = re.compile(
    r"[=+\-@\t\r]+\s*(?:[A-Za-z.]+\s*\|.*!|.*\b(?:HYPERLINK|WEBSERVICE|IMPORT\w+|CALL|EXEC|REGISTER(?:\.ID)?|DDE|RTD|FILTERXML)\s*\()",
    re.I,
)
_RUN = re.compile(
    r"(?:CreateObject|WScript\.Shell|powershell(?:\.exe)?\s+-|<\?php|<script\b|<!doctype html|<html\b)", re.I
)


def judge_plain(ending: str, data: bytes) -> Content:
    """Judge a .txt or .csv; raises `Refused`."""
    if kind := kind_by_bytes(data):
        raise Refused(f"不是纯文本，实际是{kind}")
    text = _decoded(data)
    if _RUN.search(text[:4096]):
        raise Refused("不是纯文本，实际是网页或程序")
    if ending == "txt":
        return Content(texts=tuple(text.splitlines()), wrapped=True)
    cells = _cells(text)
    problems = ("表格里有会启动程序或连接网络的公式",) if any(map(_FORMULA.match, cells)) else ()
    return Content(problems, tuple(cells))


def _decoded(data: bytes) -> str:
    """The text, by its byte order mark, as UTF-8, or in the encodings of Chinese systems; raises `Refused`."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    elif data[1::2].count(0) > len(data) // 5 or data[::2].count(0) > len(data) // 5:
        encodings = ("utf-16-le", "utf-16-be")
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text.rstrip("\x1a\x00")):
            return text
    raise Refused("不是纯文本：有读不出来的内容")


def _cells(text: str) -> list[str]:
    try:
        return [cell for row in csv.reader(text.splitlines()) for cell in row]
    except csv.Error:
        return text.splitlines()
