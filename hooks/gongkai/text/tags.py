"""The start tags of a piece of HTML, read the way a browser reads them (WHATWG HTML, tokenization)."""

import html as entities
import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.text.lines import MARK, unmark

_OPENING = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))|<([a-zA-Z][^\s/>]*)", re.S)
_ATTRIBUTE = re.compile(r"[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*)))?")
_CLOSING = re.compile(r"[\s/]*>?")
_RAW = frozenset(
    {"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"}
)
"""Elements whose content is no markup to a browser."""


@dataclass(frozen=True)
class Tag:
    """A start tag with its place in the HTML; `attributes` are unescaped, the first of a name counts."""

    name: str
    attributes: dict[str, str]
    start: int
    end: int
    content: str = ""
    """What stands within script, style and the like, which is no markup."""


def start_tags(html: str) -> Iterator[Tag]:
    """Every start tag outside comments, in order."""
    place = 0
    while opening := _OPENING.search(html, place):
        place = opening.end()
        if opening[1] is None:
            continue
        name = opening[1].lower()
        attributes: dict[str, str] = {}
        while (found := _ATTRIBUTE.match(html, place)) is not None:
            place = found.end()
            if not MARK.fullmatch(found[1]):
                value = next((part for part in found.groups()[1:] if part is not None), "")
                attributes.setdefault(found[1].lower(), entities.unescape(unmark(value)))
        closing = _CLOSING.match(html, place)
        end = place = closing.end() if closing else place
        content = ""
        if name in _RAW:
            stop = re.compile(rf"</{name}(?=[\s/>])|\Z", re.I).search(html, place)
            place = stop.start() if stop else len(html)
            content = html[end:place]
        yield Tag(name, attributes, opening.start(), end, content)
