"""What answers at old addresses: a page that leads on, for any static host, and `redirects.map`, for nginx.

A page leads on by `refresh`, which takes nothing along of what stands behind `#`: that only nginx's 301 does. The map
knows what no static host can tell apart (what stands behind `?`, other endings), and what is gone (410).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from types import MappingProxyType
from urllib.parse import quote, urlsplit

from gongkai.exports.json_output import root_of
from gongkai.model import Library, open_data
from gongkai.model.former_addresses import FormerAddress, is_document_page
from gongkai.settings import Settings
from gongkai.text import OldAddresses, OldFiles, PublicHistory, Texts, old_files

_PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{said}：{title}</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={address}">
<link rel="canonical" href="{canonical}">
<link rel="stylesheet" href="{base}assets/gongkai.css">
</head>
<body class="gk-page">
<div class="gk-layout">
<main class="gk-main">
<h1>{heading}</h1>
<p><a href="{address}">{title}</a></p>
<p>没有自动打开的，请点上面的链接。{advice}</p>
</main>
</div>
</body>
</html>
"""
_HEAD = """# 旧网址现在转到哪里；gone：已经删除（410）。由程序生成，供 nginx 的 map 使用，写法见 deploy/nginx.conf。
"""
_MOVED = ("已移到新网址", "这一页已经移到新网址", "收藏、引用过旧网址的，请改用新网址。")
_DELETED = ("历次版本不再提供", "文件已经删除，历次版本不再提供", "")
"""What such a page says: in its title, above, and below."""
GONE = "gone"
"""What the map says of an address whose page or file was deleted."""
_BARE = re.compile(r"[A-Za-z0-9/_.~%-]+")
_ESCAPED = re.compile(r'(["\\])')


def redirect_files(
    library: Library,
    texts: Texts,
    settings: Settings,
    past: PublicHistory | None,
    old: OldAddresses,
    versions: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> Iterator[tuple[str, bytes]]:
    """Every page that leads on, every attachment at the path where it lay, and the map. `versions`: the addresses of a
    document's versions, below its page."""
    files, urls = old_files(library, texts, settings, past), {*old.moved.values()}
    titles = {one.url: one.title for one in library.documents if one.url in urls} if urls else {}
    taken = set[str]()
    for address, url in old.moved.items():
        if address.file and _has_room(address.file, library, taken):
            taken.add(address.file.lower())
            yield address.file, _page(address.file, url, titles[url], settings, _MOVED)
    moved_along = dict(_moved_along(old, versions))
    for path, (url, below) in moved_along.items():
        yield (
            f"{path}index.html",
            _page(f"{path}index.html", f"{url}{below}", f"{titles[url]}：历次版本", settings, _MOVED),
        )
    for path, stone in old.deleted.items():
        for file in (f"{path}{below}index.html" for below in stone.versions):
            yield file, _page(file, path, stone.title or "已删除的文件", settings, _DELETED)
    for path, now in files.moved.items():
        yield path, (settings.content / now).read_bytes()
    yield (
        open_data.REDIRECTS.path,
        "".join([_HEAD, *_lines(library, settings, old, files, moved_along)]).encode(),
    )


def _has_room(file: str, library: Library, taken: set[str]) -> bool:
    """Whether a file can be here: none has the name of a folder above it, or its own by how Windows reads names."""
    parts = file.split("/")
    above = {"/".join(parts[:count]) for count in range(1, len(parts))}
    return file.lower() not in taken and not above & library.others and not above & taken


def _page(file: str, url: str, title: str, settings: Settings, words: tuple[str, str, str]) -> bytes:
    base = "../" * file.count("/")
    address = quote(f"{base}{url}") or "./"
    canonical = f"{root_of(settings)}{quote(url)}" if settings.site_url else address
    said = {"title": title, "address": address, "canonical": canonical, "base": base}
    said |= dict(zip(("said", "heading", "advice"), words, strict=True))
    return _PAGE.format(**{name: escape(value) for name, value in said.items()}).encode()


def _moved_along(
    old: OldAddresses, versions: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """The versions of a document that moved, at the address where its page was: the page now, and what stands below it."""
    for address, url in old.moved.items():
        if not address.query and not address.at_root and is_document_page(address.path):
            yield from ((f"{address.path}{below}", (url, below)) for below in versions.get(url, ()))


def _lines(
    library: Library,
    settings: Settings,
    old: OldAddresses,
    files: OldFiles,
    moved_along: Mapping[str, tuple[str, str]],
) -> Iterator[str]:
    """The lines of the map. nginx does not tell capitals from small letters, and starts with no map that has a key
    twice; a key that is a page's own address would lead to itself."""
    base = urlsplit(settings.site_url).path.rstrip("/") + "/"
    said: dict[str, tuple[str, str]] = {}
    for address, url in old.moved.items():
        for key in _keys(address, base):
            said.setdefault(key.lower(), (key, f"{base}{quote(url)}"))
    for path, (url, below) in moved_along.items():
        for key in _keys(FormerAddress(path), base):
            said.setdefault(key.lower(), (key, f"{base}{quote(url)}{below}"))
    for path, now in files.moved.items():
        said.setdefault(f"{base}{path}".lower(), (f"{base}{path}", f"{base}{quote(now)}"))
    versions = (f"{path}{below}" for path, stone in old.deleted.items() for below in stone.versions)
    for path in (*old.deleted, *versions, *files.deleted):
        said.setdefault(f"{base}{path}".lower(), (f"{base}{path}", GONE))
    live = {f"{base}{path}".lower() for path in files.moved.values()}
    if any(key != lower for lower, (key, _value) in said.items()):  # else no page has such an address
        live |= {
            f"{base}{one.url}" for one in library.documents if one.is_whole and one.public_on(settings.today)
        }
    for key, value in (said[name] for name in sorted(said.keys() - live)):
        yield f"{_word(key)} {value};\n"


def _keys(address: FormerAddress, base: str) -> Iterator[str]:
    """As what nginx sees an address: decoded; but with what stands behind `?` as it was asked for."""
    places = [f"/{address.path}"] if address.at_root else []
    places += [f"{base}{address.path}"] if not address.at_root or address.file else []
    for place in places:
        if address.query:
            names = (place, f"{place}index.html") if place.endswith("/") else (place,)
            yield from (f"{quote(name)}?{address.query}" for name in names)
        else:
            yield place
            if place.endswith("/") and len(place) > 1:
                yield place.removesuffix("/")


def _word(key: str) -> str:
    return key if _BARE.fullmatch(key) else f'"{_ESCAPED.sub(_QUOTE, key)}"'


_QUOTE = r"\\\1"
