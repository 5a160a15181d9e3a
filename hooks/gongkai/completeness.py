"""Whether a finished folder is a whole site: every file there, every link and anchor inside with its target.

Rules judge what editors wrote, at its line; this looks at the output, whoever wrote it, before it goes out.
"""

import posixpath
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

_OUTSIDE = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)")
_ERROR_PAGE = "404.html"
"""Shown at any address, so its links begin at the host: they cannot be followed in a folder."""


def missing_files(site: Path, expected: frozenset[str]) -> list[str]:
    """The expected files, as paths below the site, that are not there."""
    return sorted(path for path in expected if not (site / path).is_file())


def broken_links(site: Path) -> Iterator[str]:
    """Every internal link or anchor without target, as `page → address`."""
    pages = {
        file.relative_to(site).as_posix(): _read(file)
        for file in sorted(site.rglob("*.html"))
        if file.is_file()
    }
    pages.pop(_ERROR_PAGE, None)
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}

    @cache
    def leads_nowhere(page: str, address: str) -> bool:
        target, anchor = _target(page, address)
        return target not in files or bool(anchor and target in pages and anchor not in pages[target][0])

    for page, (_ids, addresses) in pages.items():
        up = "../" * page.count("/")
        for address in addresses:
            from_root = bool(up) and address.startswith(up)  # most links are: then all pages share the answer
            same = f"./{address.removeprefix(up)}"
            if leads_nowhere("index.html", same) if from_root else leads_nowhere(page, address):
                yield f"{page} → {address}"


def _read(file: Path) -> tuple[frozenset[str], frozenset[str]]:
    """The anchors of a page, and the internal addresses that it links to or loads."""
    ids, addresses = set(), set()
    for element in LexborHTMLParser(file.read_bytes()).css("[id],[href],[src]"):
        given = element.attributes
        if given.get("id"):
            ids.add(given["id"] or "")
        address = given.get("href") or given.get("src")
        if address and not _OUTSIDE.match(address):
            addresses.add(address)
    return frozenset(ids), frozenset(addresses)


def _target(page: str, address: str) -> tuple[str, str]:
    """The file that an address leads to from a page, and the anchor in it."""
    parts = urlsplit(address)
    if not parts.path:
        return page, unquote(parts.fragment)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
    if parts.path.endswith(("/", "/.", "/..")) or parts.path in (".", ".."):
        path = posixpath.normpath(f"{path}/index.html")
    return path, unquote(parts.fragment)
