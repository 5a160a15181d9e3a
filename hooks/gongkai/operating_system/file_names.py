"""File names that every system can have: what lies in the content folder is checked out on Windows and Macs too."""

import re
import unicodedata

from gongkai.patterns import pattern

_DEVICES = r"con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]"
_DEVICE = pattern(rf"(?:{_DEVICES}) *(?:\..*)?", re.I | re.S)
_SIGNS = r'<>:"|?*\\'
_ODD = pattern(rf"[{_SIGNS}\x00-\x1f]")
_SUSPECT = pattern(rf"/(?:{_DEVICES}) *(?:[./]|\Z)|[{_SIGNS}\x00-\x1f]|[ .](?:/|\Z)", re.I)
"""In a whole path, with `/` before it: finds all that `why_unusable` finds, in one go."""


def is_portable(path: str) -> bool:
    """Whether every name in a path is one that every system can have."""
    return not _SUSPECT.search(f"/{path}")


def why_unusable(name: str) -> str:
    """Why Windows can have no file or folder of this name, in Chinese; "" where it can."""
    if _DEVICE.fullmatch(name):
        return f"{re.split('[ .]', name)[0]} 在 Windows 里是设备的名字，加了后缀名也一样"
    if found := _ODD.findall(name):
        shown = "、".join(dict.fromkeys(sign if sign.isprintable() else "看不见的字符" for sign in found))
        return f"Windows 的文件名里不能有 {shown}"
    if name.endswith((" ", ".")):
        return "Windows 的文件名不能以空格或点结尾"
    return ""


def usable_name(name: str) -> str:
    """The nearest name that every system can have."""
    name = _ODD.sub("-", name).rstrip(" .") or "wenjian"
    stem, dot, ending = name.partition(".")
    return f"{stem.rstrip()}-1{dot}{ending}" if _DEVICE.fullmatch(name) else name


def folded(name: str) -> str:
    """The same for names that Windows or a Mac take for one: they differ by capitals, or in how accents are written."""
    if name.isascii():
        return name.lower()
    # sign by sign: to Windows, `ß` is not `ss`
    return "".join(
        upper if len(upper := sign.upper()) == 1 else sign for sign in unicodedata.normalize("NFC", name)
    ).lower()
