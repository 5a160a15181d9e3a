"""What answers at old addresses: a page that leads on, for any static host, and `redirects.map`, for nginx.

A page leads on by `refresh`, which takes nothing along of what stands behind `#`: that only nginx's 301 does. The map
knows what no static host can tell apart (what stands behind `?`, other endings), and what is gone (410).
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from urllib.parse import quote, urlsplit

from gongkai.exports.leading_pages import moved_page, version_page
from gongkai.model import Library, open_data
from gongkai.model.document import is_out
from gongkai.model.former_addresses import FormerAddress
from gongkai.settings import Settings
from gongkai.text import OldAddresses, OldFiles, OldVersion, PublicHistory, Texts, old_files

_HEAD = """# 旧网址现在转到哪里；gone：已经删除（410）。由程序生成，供 nginx 的 map 使用，写法见 deploy/nginx.conf。
"""
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
    versions: Mapping[str, OldVersion] = MappingProxyType({}),
) -> Iterator[tuple[str, bytes]]:
    """Every page that leads on, every attachment at the path where it lay, and the map. `versions`: what answers where
    versions were."""
    files, urls = old_files(library, texts, settings, past), {*old.moved.values()}
    titles = {one.url: one.title for one in library.documents if one.url in urls} if urls else {}
    taken = set[str]()
    for address, url in old.moved.items():
        if address.file and _has_room(address.file, library, taken):
            taken.add(address.file.lower())
            yield address.file, moved_page(address.file, url, titles[url], settings)
    for path, version in versions.items():
        here = library.get(f"{path.partition('/versions/')[0]}.md")
        out = here if here and is_out(here, settings.today) else None
        yield f"{path}index.html", version_page(f"{path}index.html", version, out, settings)
    for path, now in files.moved.items():
        yield path, (settings.content / now).read_bytes()
    yield (
        open_data.REDIRECTS.path,
        "".join([_HEAD, *_lines(library, settings, old, files, versions)]).encode(),
    )


def _has_room(file: str, library: Library, taken: set[str]) -> bool:
    """Whether a file can be here: none has the name of a folder above it, or its own by how Windows reads names."""
    parts = file.split("/")
    above = {"/".join(parts[:count]) for count in range(1, len(parts))}
    return file.lower() not in taken and not above & library.others and not above & taken


def _lines(
    library: Library,
    settings: Settings,
    old: OldAddresses,
    files: OldFiles,
    versions: Mapping[str, OldVersion],
) -> Iterator[str]:
    """The lines of the map. nginx does not tell capitals from small letters, and starts with no map that has a key
    twice; a key that is a page's own address would lead to itself."""
    base = urlsplit(settings.site_url).path.rstrip("/") + "/"
    said: dict[str, tuple[str, str]] = {}
    for address, url in old.moved.items():
        for key in _keys(address, base):
            said.setdefault(key.lower(), (key, f"{base}{quote(url)}"))
    for path, version in versions.items():
        for key in _keys(FormerAddress(path), base):
            place = GONE if version.gone else f"{base}{quote(version.page)}"
            said.setdefault(key.lower(), (key, place))
    for path, now in files.moved.items():
        said.setdefault(f"{base}{path}".lower(), (f"{base}{path}", f"{base}{quote(now)}"))
    for path in (*old.deleted, *files.deleted):
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
