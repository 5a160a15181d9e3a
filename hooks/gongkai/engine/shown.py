"""What a page shows and where it leads, whatever its markup: whether a change of it has kept all of that."""

from collections import Counter
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

_SHOWN_CHARACTERS = 20


def missing(before: str, after: str) -> str:
    """What of a page is not on it any more, or otherwise, in Chinese; empty where all is there. White space is nothing,
    and attributes and elements around what is shown may come."""
    was, now = LexborHTMLParser(before), LexborHTMLParser(after)
    said, says = _words(was), _words(now)
    if said != says:
        at = next(
            (n for n, (a, b) in enumerate(zip(said, says, strict=False)) if a != b), min(len(said), len(says))
        )
        return f"“{said[at : at + _SHOWN_CHARACTERS]}”变成了“{says[at : at + _SHOWN_CHARACTERS]}”"
    for lost in Counter(_kept(was)) - Counter(_kept(now)):
        return f"少了 {lost}"
    return ""


def _words(page: LexborHTMLParser) -> str:
    main = page.css_first("main")
    return "".join(main.text().split()) if main else ""


def _kept(page: LexborHTMLParser) -> Iterator[str]:
    """Anchors, links and pictures."""
    for node in page.css("[id], a[href], img[src]"):
        for name in ("id", "href", "src", "alt"):
            if node.attributes.get(name):
                yield f'{name}="{node.attributes[name]}"'
