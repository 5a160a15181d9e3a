"""Addresses at which a document stood before: what `formerly` says, and what of it can be answered.

A static host answers with the file at a path. It serves a page for a folder and for `.html`; what stands behind `?`, or
has another ending, only a server with a map of addresses can tell apart.
"""

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from gongkai.model import open_data
from gongkai.model.addresses import LISTS
from gongkai.model.document import Document
from gongkai.model.kinds import PLACES, kind_of
from gongkai.operating_system import is_portable

_ENDING = re.compile(r"[^/.][^/]*\.([A-Za-z][A-Za-z0-9]{0,4})\Z")
_PAGES = frozenset({"html", "htm"})
_LONGEST = 200
"""Bytes of a name that every file system can have, with room for what servers add."""
_MACHINES = frozenset({"search", "sitemap", "api", "assets", "proof", "preview"})
_OWN_FOLDERS = _MACHINES.union(
    (pattern.split("/")[0] for pattern, _kind, _shown in PLACES if "/" in pattern),
    ("topics", "audiences", *LISTS),
)
"""The folders of the site in which it makes pages itself; in some of them, nothing but what it makes."""
_OWN_FILES = frozenset({"404.html", *(f.path for f in open_data.OPEN_FILES if "/" not in f.path)})


class FormerAddress(NamedTuple):
    """An address below the site: a page's ends in `/`, any other is a file's. `query`: what stands behind `?`.
    `at_root`: its first `/` was that of the host, and it does not lie below the site's sub-path."""

    path: str
    query: str = ""
    at_root: bool = False

    @property
    def file(self) -> str:
        """The file by which a static host answers; empty where none can."""
        ending = _ENDING.search(self.path)
        served = self.path.endswith("/") or (ending is not None and ending[1].lower() in _PAGES)
        long = any(len(name.encode()) > _LONGEST for name in self.path.split("/"))
        if self.query or not served or long or not is_portable(self.path) or self._is_made:
            return ""
        return f"{self.path}index.html" if self.path.endswith("/") else self.path

    @property
    def is_own(self) -> bool:
        """Whether the site answers here itself, whatever documents there are: no document can have stood here."""
        by_query = self.query and not self.path.startswith("search/")
        return self._is_made and not self.at_root and not by_query

    @property
    def _is_made(self) -> bool:
        first = self.path.partition("/")[0]
        if not first or first in _OWN_FILES:
            return True
        folder = self.path.endswith("/") and not is_document_page(self.path)
        return first in _OWN_FOLDERS and (folder or first in _MACHINES)


def is_document_page(path: str) -> bool:
    """Whether the page of a document may lie here."""
    kind = kind_of(f"{path.removesuffix('/')}.md") if path.endswith("/") else None
    return kind is not None and issubclass(kind, Document)


def former_address(written: str, site_url: str) -> FormerAddress | None:
    """What is meant by an address in `formerly`; None for one of another host."""
    parts, own = urlsplit(written), urlsplit(site_url)
    if parts.netloc and (parts.hostname, parts.port) != (own.hostname, own.port):
        return None
    base = own.path.rstrip("/") + "/"
    path, at_root = unquote(parts.path) or "/", False
    if path.startswith("/"):
        at_root = not path.startswith(base)
        path = path.removeprefix("/" if at_root else base)
    if path == "index.html" or path.endswith("/index.html"):
        path = path.removesuffix("index.html")
    elif path and not path.endswith("/") and not _ENDING.search(path):
        path += "/"
    return FormerAddress(path, parts.query, at_root)
