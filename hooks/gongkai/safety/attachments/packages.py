"""ZIP packages (Office, OFD), opened with bounds: no bombs, no tricks with names, nothing before or after."""

import io
import struct
import zipfile
import zlib

from gongkai.safety.attachments.examined import Refused

_PARTS = 5_000
_UNPACKED = 256 * 1024 * 1024
"""Bytes that all parts together may unpack to."""
_RATIO = 200
_BOMB_FROM = 32 * 1024 * 1024
"""Bytes from which a package that unpacks to 200 times its size is a bomb."""
_LINK = 0o120000
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    struct.error,
)


class Package:
    """A package whose parts can be read; raises `Refused` for what is unsafe or cannot be judged."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as problem:
            raise Refused("压缩结构损坏，无法检查") from problem
        entries = self._zip.infolist()
        self.names = tuple(entry.filename for entry in entries if not entry.is_dir())
        self._check_bounds(entries, len(data))
        self._check_entries(entries)
        end = data.rfind(b"PK\x05\x06") + 22 + len(self._zip.comment)
        if end != len(data) or min((entry.header_offset for entry in entries), default=0):
            raise Refused("前面或后面接了别的内容")

    def read(self, name: str) -> bytes:
        """A part, whole."""
        try:
            return self._zip.read(name)
        except _BROKEN as problem:
            raise Refused("压缩结构损坏，无法检查") from problem

    def _check_bounds(self, entries: list[zipfile.ZipInfo], packed: int) -> None:
        unpacked = sum(entry.file_size for entry in entries)
        bomb = unpacked > _BOMB_FROM and unpacked > _RATIO * packed
        if len(entries) > _PARTS or unpacked > _UNPACKED or bomb:
            raise Refused("解压后过大，可能是压缩炸弹")

    def _check_entries(self, entries: list[zipfile.ZipInfo]) -> None:
        seen = set()
        for entry in entries:
            name = entry.filename
            if entry.flag_bits & 1:
                raise Refused("内容加密，无法检查")
            if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise Refused("用了不常见的压缩方式，无法检查")
            if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name:
                raise Refused("里面的文件名指向别处")
            if (entry.external_attr >> 16) & 0o170000 == _LINK:
                raise Refused("里面有符号链接")
            if name.lower() in seen:
                raise Refused("里面有重名的文件")
            seen.add(name.lower())
