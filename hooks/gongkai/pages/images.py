"""How large a picture is, read from its file, so that its page keeps the room before it has come."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import imagesize

_VIEW = re.compile(
    rb"<svg\b[^>]*?\sviewBox\s*=\s*[\"']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)", re.S
)
_PICTURE = re.compile(r'(<img)(\b[^>]*?\ssrc="([^"]*)"[^>]*>)')
_HEAD = 4096
"""Bytes in which an SVG's first tag is looked for."""


def with_room(html: str, file_of: Callable[[str], Path | None]) -> str:
    """The fragment, each picture whose file `file_of` knows with its width and height."""

    def roomed(match: re.Match[str]) -> str:
        picture = file_of(unescape(match[3]))
        return match[1] + (room_for(match[0], picture) if picture else "") + match[2]

    return _PICTURE.sub(roomed, html)


def room_for(tag: str, picture: Path) -> str:
    """` width="…" height="…"` in pixels for an image's tag; empty where the author set one of them, or where
    the file does not tell: a picture that cannot be read is GK505's to judge."""
    if re.search(r"\s(?:width|height)\s*=", tag):
        return ""
    width, height = imagesize.get(picture)
    if min(width, height) <= 0:
        with picture.open("rb") as file:
            view = _VIEW.search(file.read(_HEAD))
        width, height = (float(view[1]), float(view[2])) if view else (0, 0)
    if min(width, height) <= 0:
        return ""
    return f' width="{max(round(width), 1)}" height="{max(round(height), 1)}"'
