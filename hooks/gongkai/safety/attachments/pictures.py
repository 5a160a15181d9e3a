"""Pictures: whole, and with nothing behind them."""

import struct

from gongkai.safety.attachments.examined import Content, Refused
from gongkai.safety.attachments.signatures import kind_by_bytes

_SIGNATURE = {"png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "gif": b"GIF8", "webp": b"RIFF"}
_SUSPECT = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"MZ\x90",
    b"<script",
    b"<?php",
    b"<html",
    b"Rar!",
    b"7z\xbc\xaf",
    b"#!/",
)


def judge_picture(ending: str, data: bytes) -> Content:
    """Judge a picture with this ending; raises `Refused`."""
    kind = "jpg" if ending == "jpeg" else ending
    if not data.startswith(_SIGNATURE[kind]) or (kind == "webp" and data[8:12] != b"WEBP"):
        raise Refused(f"不是 {kind.upper()} 图片，实际是{kind_by_bytes(data) or '别的内容'}")
    end = {"png": _end_of_png, "jpg": _end_of_jpg, "gif": _end_of_gif, "webp": _end_of_webp}[kind](data)
    if end is None:
        raise Refused("图片不完整")
    behind = data[end:]
    strict = kind == "png" and behind.strip(b"\x00\r\n")
    if strict or any(sign in behind for sign in _SUSPECT):
        raise Refused("图片后面接了别的内容")
    return Content()


def _end_of_png(data: bytes) -> int | None:
    place = 8
    while place + 12 <= len(data):
        kind = data[place + 4 : place + 8]
        place += 12 + int(struct.unpack_from(">I", data, place)[0])
        if kind == b"IEND":
            return place
    return None


def _end_of_jpg(data: bytes) -> int | None:
    """The place after the end of the image; segments before its data are skipped by their length."""
    place = 2
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            return None
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
        elif marker == 0xD9:
            return place + 2
        else:
            place += 2 + int(struct.unpack_from(">H", data, place + 2)[0])
            if marker == 0xDA:
                place = _end_of_scan(data, place)
    return place + 2 if data[place : place + 2] == b"\xff\xd9" else None


def _end_of_scan(data: bytes, place: int) -> int:
    while (place := data.find(b"\xff", place)) >= 0:
        if place + 1 < len(data) and data[place + 1] not in (0, *range(0xD0, 0xD8)):
            return place
        place += 2
    return len(data)


def _end_of_gif(data: bytes) -> int | None:
    end = data.rfind(b"\x00\x3b")
    return end + 2 if end >= 0 else None


def _end_of_webp(data: bytes) -> int | None:
    end = 8 + int(struct.unpack_from("<I", data, 4)[0])
    return end if end <= len(data) else None
