"""Addresses that a browser would fetch by itself, and that lie on another host."""

import re
from collections.abc import Iterator

from gongkai.text.lines import unmark
from gongkai.text.tags import Tag

_FETCHED = frozenset(
    {"src", "poster", "background", "data", "lowsrc", "dynsrc", "icon", "xlink:href", "code", "codebase"}
)
_FETCHED_HREF = frozenset({"link", "image", "use", "feimage", "base", "script", "mpath", "pattern"})
"""Elements whose `href` is fetched; that of a link is only followed."""
_SETS = frozenset({"srcset", "imagesrcset"})
_IN_CSS = re.compile(r"(?:url\(\s*|@import\s+)[\"']?\s*([^\"')\s;]+)", re.I)
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//+[^/]|(?:https?|ftp|wss?):(?!//)[^/]", re.I)
_STRIPPED = re.compile(r"^[\x00-\x20]+|[\t\n\r]")


def outside_addresses(tag: Tag) -> Iterator[tuple[str, str]]:
    """What this tag would fetch from elsewhere, each with a word of the source by which its line is found."""
    for name, value in tag.attributes.items():
        if name in _FETCHED or (name == "href" and tag.name in _FETCHED_HREF):
            found = [value]
        elif name in _SETS:
            found = [part.split()[0] for part in value.split(",") if part.strip()]
        else:
            found = _IN_CSS.findall(_unescaped(value)) if name == "style" else []
        yield from ((address, name) for address in found if is_elsewhere(address))
    if tag.name == "style":
        for address in _IN_CSS.findall(_unescaped(unmark(tag.content))):
            if is_elsewhere(address):
                yield address, address


def is_elsewhere(address: str) -> bool:
    """Whether an address names a host, as a browser reads it: white space within is nothing, `\\` is `/`."""
    return bool(_ELSEWHERE.match(_STRIPPED.sub("", address).replace("\\", "/")))


def _unescaped(css: str) -> str:
    """CSS without its escapes: `u\\72l(` is `url(`."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\\([0-9a-fA-F]{1,6})\s?", lambda code: chr(min(int(code[1], 16), 0x10FFFF)), css)
    return re.sub(r"\\(.)", r"\1", css)
