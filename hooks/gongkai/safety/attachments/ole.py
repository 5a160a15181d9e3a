"""Files in the old Office container: .wps and .doc, .et and .xls."""

import io
import re
import struct
from collections.abc import Iterator

import olefile

from gongkai.safety.attachments.examined import Content, Refused
from gongkai.safety.attachments.signatures import kind_by_bytes

_STREAMS = {
    "wps": ("WordDocument",),
    "doc": ("WordDocument",),
    "et": ("Workbook", "Book"),
    "xls": ("Workbook", "Book"),
}
_MACROS = {"vba", "_vba_project", "_vba_project_cur", "macros", "jsaproject", "jdedata"}
_OBJECTS = {"objectpool", "\x01ole10native", "package"}
_FILEPASS, _BOUNDSHEET, _END = 0x2F, 0x85, 0x0A
_MACRO_SHEET = 1
_WIDE = re.compile(rb"(?:[0-9Xx .\-]\x00){11,40}")
_NARROW = re.compile(rb"[0-9][0-9 .\-]{9,38}[0-9Xx]")


def judge_ole(ending: str, data: bytes) -> Content:
    """Judge a file with this ending; raises `Refused`."""
    if not data.startswith(olefile.MAGIC):
        raise Refused(f"不是 .{ending} 文件，实际是{kind_by_bytes(data) or '别的内容'}")
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return _judge(ending, ole)
    except (OSError, ValueError, IndexError, KeyError, struct.error) as problem:
        raise Refused("内容损坏，无法检查") from problem


def _judge(ending: str, ole: "olefile.OleFileIO") -> Content:
    paths = ole.listdir(streams=True, storages=True)
    parts = {part.lower() for path in paths for part in path}
    if "encryptedpackage" in parts:
        raise Refused("用密码加密了，无法检查")
    main = next((name for name in _STREAMS[ending] if ole.exists(name)), None)
    if main is None:
        raise Refused(f"不是 .{ending} 文件：里面没有相应的正文")
    data = ole.openstream(main).read()
    problems = []
    if ending in ("wps", "doc"):
        if len(data) > 12 and struct.unpack_from("<H", data, 10)[0] & 0x0100:
            raise Refused("用密码加密了，无法检查")
    elif _has_macro_sheet(data):
        problems.append("含有宏")
    if parts & _MACROS:
        problems.append("含有宏")
    if parts & _OBJECTS or any(part.startswith("mbd") and len(part) == 11 for part in parts):
        problems.append("嵌入了其他程序的对象")
    return Content(tuple(problems), tuple(_digits(data)))


def _has_macro_sheet(workbook: bytes) -> bool:
    """Whether the workbook has a sheet of Excel 4 macros ([MS-XLS] 2.4.28); raises `Refused` if encrypted."""
    place = 0
    while place + 4 <= len(workbook):
        kind, length = struct.unpack_from("<HH", workbook, place)
        if kind == _FILEPASS:
            raise Refused("用密码加密了，无法检查")
        if kind == _BOUNDSHEET and length > 6 and workbook[place + 9] == _MACRO_SHEET:
            return True
        if kind == _END:
            return False
        place += 4 + length
    return False


def _digits(data: bytes) -> Iterator[str]:
    """Whatever in a binary stream looks like a long number, narrow or wide."""
    yield from (match[0].decode("utf-16-le") for match in _WIDE.finditer(data))
    yield from (match[0].decode("ascii") for match in _NARROW.finditer(data))
