"""Where the links of a body lead on the site: pages and exports ask here, so that they agree."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html import escape, unescape
from urllib.parse import quote

from gongkai.model import Document, Library
from gongkai.model.addresses import inner_address

_ADDRESS = re.compile(r'(<(?:a|img)\b[^>]*?)\s(href|src)="([^"]*)"')


@dataclass(frozen=True)
class LinkTarget:
    """Where a link leads: below the site (`inside`), or anywhere else. `file`: a file of the content folder;
    `document`: the document whose page it is."""

    address: str
    inside: bool = True
    file: str = ""
    document: Document | None = None


def public_place(written: str, document: Document, library: Library, today: date) -> LinkTarget | None:
    """Where a link written in `document` leads; None for a document that is not out, so that nothing gives it away."""
    address = inner_address(written, document)
    if address is None:
        return LinkTarget(written, inside=False)
    anchor = f"#{address.anchor}" if address.anchor else ""
    target = library.get(address.path)
    if target is not None or address.path in library.unread:
        out = target is not None and target.public_on(today)
        return LinkTarget(f"{target.url}{anchor}", document=target) if target and out else None
    file = address.path if address.path in library.others else ""
    return LinkTarget(f"{quote(address.path)}{anchor}", file=file)


def with_addresses(html: str, address: Callable[[str], str | None]) -> str:
    """The fragment with every address of a link or image replaced; one that becomes None goes."""

    def replace(match: re.Match[str]) -> str:
        found = address(unescape(match[3]))
        return match[1] + (f' {match[2]}="{escape(found)}"' if found is not None else "")

    return _ADDRESS.sub(replace, html)
