"""Whether a finished folder is a whole site: every file there, every link and anchor inside with its target.

Rules judge what editors wrote, at its line; this looks at the output, whoever wrote it, before it goes out.
"""

import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from gongkai.ledger import Entry, digest_of

_OUTSIDE = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)")
_ERROR_PAGE = "404.html"
"""Shown at any address, so its links begin at the host: they cannot be followed in a folder."""


def described(path: str, file: Path, data: bytes | None = None) -> Entry:
    """A file as the ledger has it, read now unless its `data` is at hand."""
    data = file.read_bytes() if data is None else data
    state = file.stat()
    ids, targets = anchors_and_targets(path, data)
    return Entry(state.st_size, (state.st_mtime_ns, state.st_ino), digest_of(data), ids, targets)


def looked_at(folder: Path, known: Mapping[str, Entry] | None = None) -> dict[str, Entry]:
    """An entry for every file there is: a known one if it is of this very file."""
    found = {}
    for path, file in _files(folder):
        entry = (known or {}).get(path)
        if entry is None or not entry.is_file(file.stat()):
            entry = replace(described(path, Path(file.path)), of_theme=not path.endswith("index.html"))
        found[path] = entry
    return dict(sorted(found.items()))


def _files(folder: Path, below: str = "") -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    with os.scandir(folder / below) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(folder, f"{below}{entry.name}/")
            else:
                yield f"{below}{entry.name}", entry


def anchors_and_targets(path: str, data: bytes, parts: Iterable[str] = ()) -> tuple[str, tuple[str, ...]]:
    """A page's anchors, one a line, and where its links within the site lead. A link to an anchor of its own that
    is there is no more spoken of. Of `parts`, pieces that many pages share, each is read once for all of them."""
    if not path.endswith(".html") or path == _ERROR_PAGE:
        return "", ()
    ids: set[str] = set()
    addresses: set[str] = set()
    for part, its_ids, its_addresses in map(_read_part, parts):
        if part in data:
            data = data.replace(part, b"", 1)
            ids |= its_ids
            addresses |= its_addresses
    more_ids, more_addresses = _read(data)
    ids |= more_ids
    addresses |= more_addresses
    own = f"{path}#"
    targets = {_target(path, one) for one in addresses if one[0] != "#" or one[1:] not in ids}
    targets = {one for one in targets if not (one.startswith(own) and one[len(own) :] in ids)} - {own}
    return "\n".join(sorted(ids)), tuple(sorted(targets))


def broken_links(entries: Mapping[str, Entry]) -> Iterator[str]:
    """Every internal link or anchor without target, as `page → target`."""
    asked: dict[str, str] = {}
    for page, entry in entries.items():
        for target in entry.targets:
            asked.setdefault(target, page)
    anchors: dict[str, frozenset[str]] = {}
    for target, page in sorted(asked.items()):
        path, _, anchor = target.partition("#")
        if path not in entries:
            yield f"{page} → {target.removesuffix('#')}"
        elif anchor and path.endswith(".html"):
            if path not in anchors:
                anchors[path] = frozenset(entries[path].ids.split("\n"))
            if anchor not in anchors[path]:
                yield f"{page} → {target}"


def _read(data: bytes) -> tuple[set[str], set[str]]:
    """The anchors of a page, and the internal addresses that it links to or loads."""
    ids, addresses = set(), set()
    for element in LexborHTMLParser(data).css("[id],[href],[src]"):
        given = element.attributes
        if given.get("id"):
            ids.add(given["id"] or "")
        address = given.get("href") or given.get("src")
        if address and not _OUTSIDE.match(address):
            addresses.add(address)
    return ids, addresses


@lru_cache(maxsize=1_000)
def _read_part(part: str) -> tuple[bytes, set[str], set[str]]:
    """A part of many pages, and what is read from it."""
    data = part.encode()
    return data, *_read(data)


def _target(page: str, address: str) -> str:
    """The file that an address leads to from a page, and the anchor in it."""
    up = "../" * page.count("/")
    if up and address.startswith(up):  # most links are: then all pages share the answer
        return _from("index.html", f"./{address.removeprefix(up)}")
    return _from(page, address)


@lru_cache(maxsize=20_000)
def _from(page: str, address: str) -> str:
    parts = urlsplit(address)
    anchor = unquote(parts.fragment)
    if not parts.path:
        return f"{page}#{anchor}"
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
    if parts.path.endswith(("/", "/.", "/..")) or parts.path in (".", ".."):
        path = posixpath.normpath(f"{path}/index.html")
    return f"{path}#{anchor}"
