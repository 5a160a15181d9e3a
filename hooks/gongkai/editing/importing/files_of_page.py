"""What a page of an old website leads to: pictures and annexes that were saved with it, and what else stands around a text."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

_ENCLOSED = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|ofd|txt|csv|zip|rar)$", re.I)
_BUTTON = re.compile(
    r"(?:[【\[（(]?(?:打印|打印本页|关闭|关闭窗口|收藏|纠错|返回顶部|大|中|小|字号[：:]?|字体[：:]?|分享到?[：:]?)[】\])）]?[|｜/]?)+"
    r"|(?:扫一扫|用微信扫描).{0,20}|(?:上一篇|下一篇|上一条|下一条)[：:].*|责任编辑[：:].{0,12}|(?:浏览|访问|阅读)(?:次数|量)[：:]?\d*次?"
)
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.I)
_ADDRESS = re.compile(r"(?:/[A-Za-z0-9_.~-]+){2,}")
_ICON = 2_000
"""Bytes up to which a picture is an icon beside a link, no part of the text."""
_LINKS = 3
"""Links from which a page may be a list."""


class FilesOfPage:
    """The pictures and annexes of an article. Its links are taken away, for the old site is none of ours; its pictures are
    called by their names in `pictures`, or taken away where they are not there."""

    def __init__(self, article: html.HtmlElement, file: Path, root: Path | None) -> None:
        self._file = file
        self._root = (root or file.parent).resolve()
        self.pictures: dict[str, bytes] = {}
        self.annexes: dict[str, Path] = {}
        self.left_out: list[str] = []
        self.missing: list[str] = []
        for image in list(article.xpath(".//img")):
            self._picture(image)
        for link in list(article.xpath(".//a")):
            self._link(link)

    def _picture(self, image: html.HtmlElement) -> None:
        source = (image.get("src") or "").strip()
        found = self._there(source)
        if found is None and source:
            self.missing.append(f"图片（{source[:120]}）没有一起保存，请补上；只是图标的，删去这一行")
        if found is None or found.stat().st_size < _ICON:
            if found is not None:
                self.left_out.append(f"图标（{found.name}）")
            image.drop_tree()
            return
        name = f"image{len(self.pictures) + 1}{found.suffix.lower()}"
        self.pictures[name] = found.read_bytes()
        for said in set(image.attrib) - {"alt"}:
            del image.attrib[said]
        image.set("src", name)

    def _link(self, link: html.HtmlElement) -> None:
        address = (link.get("href") or "").strip()
        if _ENCLOSED.search(urlsplit_path(address)):
            said = " ".join(link.text_content().split())
            found = self._there(address)
            if found is not None and found != self._file:
                self.annexes[_annex_title(said, found)] = found
            else:
                self.missing.append(f"附件“{said}”（{address[:120]}）没有一起保存，请把文件补到 attachments")
        link.drop_tag()

    def _there(self, address: str) -> Path | None:
        """The file at an address of the old site, if it lies in its folder."""
        parts = urlsplit_path(address)
        for place in self._places(unquote(parts), address):
            if place.is_file() and place.is_relative_to(self._root):
                return place
        return None

    def _places(self, path: str, address: str) -> Iterator[Path]:
        if not path or "\0" in path:
            return
        host = _host_of(address)
        below = path.lstrip("/")
        if host or path.startswith("/"):
            yield from ((folder / below).resolve() for folder in (self._root / host, self._root))
            yield from ((folder / below).resolve() for folder in self._file.resolve().parents)
        else:
            yield (self._file.parent / below).resolve()


def urlsplit_path(address: str) -> str:
    """The path of an address without query and anchor; "" for one that is none."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _host_of(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _annex_title(said: str, file: Path) -> str:
    bare = re.sub(r"^附件\d{0,2}[：:.．、\s]*|\.\w{2,4}$", "", said)
    return bare or file.stem


def is_list_of_links(article: html.HtmlElement) -> bool:
    """Whether most of the words are links to other pages: a list, not an article."""
    links = [
        link for link in article.xpath(".//a[@href]") if not _ENCLOSED.search(urlsplit_path(link.get("href")))
    ]
    letters = len("".join(article.text_content().split()))
    linked = sum(len("".join(link.text_content().split())) for link in links)
    return len(links) >= _LINKS and linked * 2 > letters


def is_button(text: str) -> bool:
    """Whether a line is for whoever reads on the web: print, share, the next article."""
    return _BUTTON.fullmatch("".join(text.split())) is not None


def address_in(file: Path, root: Path) -> str:
    """Where a page stood, by its place in the folder into which a whole site was copied; "" where that tells nothing."""
    parts = file.resolve().relative_to(root.resolve()).parts
    if len(parts) > 1 and _HOST.fullmatch(parts[0]):
        parts = parts[1:]
    address = "/" + "/".join(parts)
    return address if _ADDRESS.fullmatch(address) else ""
