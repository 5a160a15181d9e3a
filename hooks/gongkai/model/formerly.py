"""How an address is written at which a document stood before (`formerly`)."""

import re
from typing import Annotated
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, BeforeValidator

from gongkai.model.fields import Line, fault, listed

_ODD = re.compile(r"[\s\\<>\"{}|^`\x00-\x1f\x7f]")
_PLAIN = re.compile(r"[^\\\x00-\x1f\x7f-\x9f\u2028\u2029]*")


def _whole(written: str) -> str:
    said = f"“{written}”不是一个旧网址"
    try:
        parts = urlsplit(written)
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise fault(said) from None
    if _ODD.search(written):
        raise fault(f"{said}：网址里不能有空格、反斜杠、引号和尖括号（照浏览器地址栏复制）")
    if parts.scheme and (parts.scheme not in ("http", "https") or not host):
        raise fault(f"{said}：写 / 开头的路径，例如 /art/2021/5/8/12.html")
    if parts.fragment or written.endswith("#"):
        raise fault(f"{said}：# 和后面的部分服务器看不到，删去")
    path = unquote(parts.path)
    if any(name in (".", "..") for name in path.split("/")) or "//" in path or not _PLAIN.fullmatch(path):
        raise fault(f"{said}：路径里不能有 . 、.. 、连着的斜杠和看不见的字符")
    if not path.strip("/") and not parts.query:
        raise fault(f"{said}：首页不能转到一份文件")
    if path.endswith(".md"):
        raise fault(f"{said}：这是仓库里的文件；在仓库里移动的文件，旧网址会自动转到新网址，不用写")
    return written


Formerly = Annotated[tuple[Annotated[Line, AfterValidator(_whole)], ...], BeforeValidator(listed)]
"""The addresses at which a document stood before."""
