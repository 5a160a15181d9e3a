"""Whether a finished folder is a whole site: every file there, every link and anchor inside with its target.

Rules judge what editors wrote, at its line; this looks at the output, whoever wrote it, before it goes out.
"""

import os
import posixpath
import re
import stat
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from gongkai.operating_system import state_of
from gongkai.releases.build_record import FileRecord, digest_of
from gongkai.releases.hard_links import FILE

_OUTSIDE = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)")
_TAG = re.compile(
    r"""<(?:
    (?!(?:script|style|textarea)\b [^<]*+ <(?!/))
    [a-z][^\s>]*+ (?P<attributes> \s (?: [^"'>=]++ | ="[^"]*+" )*+ ) >
    | (?P<odd> (?:script|style|textarea)\b | !--(?![^<>]*+-->) | [a-zA-Z][^\s>]*+ \s )
    )""",
    re.X,
)
"""The attributes of a tag, all in double quotes, as every serializer writes them. What is odd is the beginning of a
tag with others, or of what may hide tags: then only a parser, three times as slow, tells what a browser sees."""
_ID = re.compile(r'id="(?<=\sid=")([^"]+)"')
_HREF = re.compile(r'href="(?<=\shref=")([^"]+)"')
_SRC = re.compile(r'src="(?<=\ssrc=")([^"]+)"')
_ERROR_PAGE = "404.html"
"""Shown at any address, so its links begin at the host: they cannot be followed in a folder."""


def describe_file(path: str, file: Path, data: bytes | None = None) -> FileRecord:
    """A file as the ledger has it, read now unless its `data` is at hand."""
    data = file.read_bytes() if data is None else data
    state = file.stat()
    page = path.endswith(".html") and path != _ERROR_PAGE
    ids, targets = anchors_and_targets(path, data.decode(errors="replace")) if page else ("", ())
    return FileRecord(state.st_size, (state.st_mtime_ns, state.st_ino), digest_of(data), ids, targets)


def inspect_folder(
    folder: Path,
    known: Mapping[str, FileRecord] | None = None,
    *,
    closing: bool = False,
    taken: Mapping[str, Iterable[str]] = MappingProxyType({}),
) -> dict[str, FileRecord]:
    """An entry for every file there is: a known one if it is of this very file. `closing`: from now on no file can be
    written to. `taken`: folders with all that is in them, taken over file by file: they are not looked through again."""
    found = {path: known[path] for paths in taken.values() for path in paths} if known else {}
    for path, file in _files(folder, taken):
        entry, state = (known or {}).get(path), state_of(file)
        if closing and stat.S_IMODE(state.st_mode) != FILE:
            os.chmod(file.path, FILE)  # noqa: PTH101 (a path as text, ten thousands of times)
        if entry is None or not entry.is_file(state):
            entry = describe_file(path, Path(file.path))._replace(of_theme=not path.endswith("index.html"))
        found[path] = entry
    return dict(sorted(found.items()))


def _files(folder: Path, taken: Container[str], below: str = "") -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    with os.scandir(folder / below) as entries:
        for entry in entries:
            if entry.is_dir():
                if (inner := f"{below}{entry.name}/") not in taken:
                    yield from _files(folder, taken, inner)
            else:
                yield f"{below}{entry.name}", entry


def anchors_and_targets(path: str, html: str, parts: Iterable[str] = ()) -> tuple[str, tuple[str, ...]]:
    """A page's anchors, one a line, and where its links within the site lead. A link to an anchor of its own that
    is there is no more spoken of. Of `parts`, pieces that many pages share, each is read once for all of them."""
    ids: set[str] = set()
    addresses: set[str] = set()
    for part in parts:
        if part in html:
            html = html.replace(part, "", 1)
            its_ids, its_addresses = _read_part(part)
            ids |= its_ids
            addresses |= its_addresses
    more_ids, more_addresses = anchors_and_addresses(html)
    ids |= more_ids
    addresses |= more_addresses
    own = f"{path}#"
    targets = {_target(path, one) for one in addresses if one[0] != "#" or one[1:] not in ids}
    targets = {one for one in targets if not (one.startswith(own) and one[len(own) :] in ids)} - {own}
    return "\n".join(sorted(ids)), tuple(sorted(targets))


def broken_links(entries: Mapping[str, FileRecord]) -> Iterator[str]:
    """Every internal link or anchor without target, as `page → target`."""
    asked: dict[str, str] = {}
    for page, entry in entries.items():
        for target in entry.targets:
            asked.setdefault(target, page)
    missing = without_target(asked, entries)
    yield from (f"{asked[target]} → {target.removesuffix('#')}" for target in sorted(missing))


def without_target(asked: Iterable[str], entries: Mapping[str, FileRecord]) -> Iterator[str]:
    """Those of the targets that are not there: no such file, or no such anchor in it."""
    anchors: dict[str, frozenset[str]] = {}
    for target in asked:
        path, _, anchor = target.rpartition("#")
        if path not in entries:
            yield target
        elif anchor and path.endswith(".html"):
            if path not in anchors:
                anchors[path] = frozenset(_in_target(entries[path].ids).split("\n"))
            if anchor not in anchors[path]:
                yield target


def anchors_and_addresses(html: str) -> tuple[set[str], set[str]]:
    """The anchors of a page, and the internal addresses that it links to or loads."""
    tags = _TAG.findall(html)
    if any(odd for _attributes, odd in tags):
        return anchors_and_addresses_by_parser(html)
    attributes = "".join([attributes for attributes, _odd in tags])
    ids = set(map(unescape, _ID.findall(attributes)))
    addresses = map(unescape, {*_HREF.findall(attributes), *_SRC.findall(attributes)})
    return ids, {address for address in addresses if not _OUTSIDE.match(address)}


def anchors_and_addresses_by_parser(html: str) -> tuple[set[str], set[str]]:
    """The same, as a browser finds it."""
    ids, addresses = set(), set()
    for element in LexborHTMLParser(html).css("[id],[href],[src]"):
        given = element.attributes
        if given.get("id"):
            ids.add(given["id"] or "")
        address = given.get("href") or given.get("src")
        if address and not _OUTSIDE.match(address):
            addresses.add(address)
    return ids, addresses


_read_part = lru_cache(maxsize=1_000)(anchors_and_addresses)


def _target(page: str, address: str) -> str:
    """The file that an address leads to from a page, and the anchor in it."""
    up = "../" * page.count("/")
    if up and address.startswith(up):  # most links are: then all pages share the answer
        return _from("index.html", f"./{address.removeprefix(up)}")
    return _from(page, address)


@lru_cache(maxsize=20_000)
def _from(page: str, address: str) -> str:
    parts = urlsplit(address)
    anchor = _in_target(unquote(parts.fragment))
    if not parts.path:
        return f"{page}#{anchor}"
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
    if parts.path.endswith(("/", "/.", "/..")) or parts.path in (".", ".."):
        path = posixpath.normpath(f"{path}/index.html")
    return f"{path}#{anchor}"


def _in_target(anchor: str) -> str:
    """An anchor as it stands behind the last `#` of a target: a file's name may have that sign too."""
    return anchor.replace("#", "%23")
