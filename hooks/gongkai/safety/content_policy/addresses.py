"""What an address in a stylesheet, a script or a page may be under the policy."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

POLICY = "default-src 'self'"
"""As the meta element of every page says it, and `serve`; nginx says the same and more (deploy/nginx.conf). Nothing
from another host, no `data:`, no inline script, no inline style."""

Known = Callable[[str], bool]
"""Whether the site has a file at a path below it."""

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_STRIPPED = re.compile(r"^[\x00-\x20]+|[\x00-\x20]+$|[\t\n\r]")
_SPECIAL = ("http", "https", "ws", "wss", "ftp", "file")
DOWNLOAD = "把文件下载下来，放进 custom_dir，再写相对地址"


@dataclass(frozen=True)
class Fault:
    """What in a file the policy stops, at which line, and what to do instead; in Chinese, for the bureau."""

    line: int
    what: str
    fix: str

    def __str__(self) -> str:
        return f"第 {self.line} 行：{self.what}\n      改法：{self.fix}"


def as_read(address: str) -> str:
    """An address as a browser reads it: white space within is nothing, `\\` is `/`."""
    address = _STRIPPED.sub("", address)
    scheme = _SCHEME.match(address)
    return address.replace("\\", "/") if not scheme or scheme[1].lower() in _SPECIAL else address


def loading_fault(address: str, line: int) -> Fault | None:
    """Why the policy stops a browser from loading what lies at an address; None where it lies on the site itself."""
    address = as_read(address)
    shown = address if len(address) <= 60 else f"{address[:57]}..."
    if address.startswith("//"):
        return Fault(line, f"要从别的网站装载 {shown}", DOWNLOAD)
    if not (scheme := _SCHEME.match(address)):
        return None
    name = scheme[1].lower()
    if name in _SPECIAL:
        return Fault(line, f"要从别的网站装载 {shown}", DOWNLOAD)
    if name == "data":
        return Fault(
            line,
            f"用 data: 把内容写在了地址里（{shown}）",
            "把内容存成单独的文件，放进 custom_dir，再写相对地址",
        )
    return Fault(line, f"用了 {name}: 开头的地址（{shown}）", "改成本站里一个文件的相对地址")


def own_file_fault(address: str, place: str, line: int, known: Known) -> Fault | None:
    """Why an address in the file at `place`, which names no other host, leads to no file of the site."""
    parts = urlsplit(as_read(address))
    if not parts.path:
        return None
    if parts.path.startswith("/"):
        return Fault(
            line,
            f"地址 {address} 以 / 开头，网站放在子目录里时就找不到",
            f"写成从 {place} 所在的文件夹算起的相对地址",
        )
    target = posixpath.normpath(posixpath.join(posixpath.dirname(place), unquote(parts.path)))
    if target.startswith("..") or not known(target):
        return Fault(
            line,
            f"{address} 指向的文件不存在（网站里没有 {target}）",
            f"把文件放到 custom_dir 的 {target}，或改正地址",
        )
    return None
