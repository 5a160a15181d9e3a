"""What markup a tag of the page stands for: the signs of the source that need not be shown, because they took.

`**` need not be shown where there is a `<strong>`, `3.` not where an item is numbered 3, an address not where a link leads
there. All else of the source is to be seen on the page as it is.
"""

import re
from html import unescape

from gongkai.patterns import pattern
from gongkai.text.lines import unmark

_TICKS = pattern(r"`+ ?")
_TICKS_END = pattern(r" ?`+")
_BAR = pattern(r"[|｜]")
_STRONG = pattern(r"\*\*|__")
_EM = pattern(r"[*_]")
_BULLET = pattern(r"[-*+](?=[ \t])")
_FENCE = pattern(r"(?:`{3,}|~{3,})[^\n]*(?=\n)")
_FENCE_END = pattern(r"(?:>[ \t]*)*(?:`{3,}|~{3,})[ \t]*(?=\n|\Z)")
_RULE = pattern(r"(?:>[ \t]*)*(?:[-_*][ \t]*){3,}(?=\n|\Z)")
_TABLE_RULE = pattern(r"(?:>[ \t]*)*(?=[^\n]*[-—－─–])[|｜:：\-—－─– \t\u3000]+(?=\n|\Z)")
_BREAK = pattern(r" *\\?(?=\n)")
_UNDERLINE = pattern(r"(?:=+|-+)[ \t]*(?=\n|\Z)")
_HASHES = pattern(r"#+[ \t]*(?=\n|\Z|\{)")
_QUOTE = pattern(r"[\"“”＂「」『』'‘’]")
_NOTE = pattern(r"[!！]{3}[ \t\u3000]*")
_COLON = pattern(r":(?=[ ])")
_ATTRIBUTES = pattern(r"\{:?[^{}\n]*\}")
_LINK_OPEN = pattern(r"[\[<]")
_TITLE = pattern(r"[\"'(](.*)[\"')]\Z", re.S)
_IMAGE = pattern(r"!\[")

_OPENS = {
    "strong": _STRONG,
    "em": _EM,
    "code": _TICKS,
    "pre": _FENCE,
    "td": _BAR,
    "th": _BAR,
    "hr": _RULE,
    "blockquote": pattern(">"),
    "dd": _COLON,
    "a": _LINK_OPEN,
    **{f"h{level}": pattern(rf"#{{{level}}}(?!#)") for level in range(1, 7)},
}
_CLOSES = {
    "strong": _STRONG,
    "em": _EM,
    "code": _TICKS_END,
    "pre": _FENCE_END,
    "td": _BAR,
    "th": _BAR,
    "thead": _TABLE_RULE,
    **{f"h{level}": _HASHES for level in range(1, 7)},
}


class Element:
    """An element of the page that is open: its tag's name and attributes, and for a list the number it is at."""

    __slots__ = ("attributes", "count", "is_code_block", "name", "written")

    def __init__(self, name: str, written: str, attributes: str, *, in_pre: bool = False) -> None:
        self.name = name
        self.is_code_block = in_pre and name == "code"
        self.written = written
        """The whole tag, as the page has it."""
        self.attributes = attributes
        self.count = int(start) - 1 if name == "ol" and (start := self.value("start")).isdecimal() else 0

    def value(self, name: str) -> str:
        """An attribute's value, as it is meant."""
        if not self.attributes:
            return ""
        found = re.search(rf'\s{name}="([^"]*)"', self.attributes)
        return unescape(unmark(found[1])) if found else ""

    @property
    def is_markup(self) -> bool:
        """Whether its tag stands for anything in a source without raw HTML."""
        return self.name in _OPENS or self.name in ("li", "img", "br") or bool(self.attributes)

    @property
    def ends_markup(self) -> bool:
        """Whether its end does."""
        return self.name in _CLOSES or self.name == "a" or self.is_title

    @property
    def is_note(self) -> bool:
        """Whether it is a note in a box."""
        return self.name == "div" and self.value("class").startswith("admonition")

    @property
    def is_title(self) -> bool:
        """Whether it is the title of such a note."""
        return self.name == "p" and 'class="admonition-title"' in self.attributes


def opening(element: Element, parent: Element | None, source: str, at: int) -> int:
    """Where the markup ends that begins at `at` and that this element's beginning stands for; -1 for none."""
    if source.startswith("<", at) and (end := _raw_tag(unmark(element.written), source, at)) >= 0:
        return end
    pattern = _OPENS.get(element.name)
    if element.name == "li" and parent is not None:
        pattern = _item(element, parent)
    elif element.is_note:
        pattern = re.compile(_NOTE.pattern + rf"(?:{re.escape(element.value('class')[11:])})?", re.I)
    elif element.is_title:
        pattern = _QUOTE
    elif element.is_code_block:
        pattern = None
    elif element.name == "img":
        return _image(element, source, at)
    elif element.name == "sup":
        pattern = re.compile(rf"\[\^{re.escape(element.value('id').partition(':')[2])}\]")
    found = pattern.match(source, at) if pattern else None
    return found.end() if found else -1


def _raw_tag(tag: str, source: str, at: int) -> int:
    """Where a tag ends that was written by hand, whatever white space is in it; -1 where it is another."""
    if source.startswith(tag, at):
        return at + len(tag)
    words = tag.split()
    if len(words) == 1 or not source.startswith(words[0], at):
        return -1
    found = re.compile(r"\s+".join(map(re.escape, words))).match(source, at)
    return found.end() if found else -1


def line_break(source: str, at: int) -> int:
    """Where the spaces or the backslash end by which a line is broken; -1 where none is."""
    found = _BREAK.match(source, at)
    return found.end() if found else -1


def _item(element: Element, parent: Element) -> re.Pattern[str]:
    label = element.value("id")
    if label.startswith("fn:"):
        return re.compile(rf"\[\^{re.escape(label[3:])}\][ \t]*[:：]")
    if parent.name == "ol":
        return re.compile(rf"{parent.count}\.(?=\s)")
    return _BULLET


def closing(element: Element, written: str, source: str, at: int) -> int:
    """Where the markup ends that begins at `at` and that this element's end stands for; -1 for none."""
    if source.startswith("</", at) and source.startswith(written, at):
        return at + len(written)
    if element.name == "a":
        return _link_end(element, source, at)
    pattern = _QUOTE if element.is_title else None if element.is_code_block else _CLOSES.get(element.name)
    found = pattern.match(source, at) if pattern else None
    if found is None and element.name in ("h1", "h2"):
        found = _UNDERLINE.match(source, at)
    return found.end() if found else -1


def attributes(element: Element, source: str, at: int) -> int:
    """Where the attributes in braces end that begin at `at` and that this element bears; -1 for none."""
    found = _ATTRIBUTES.match(source, at) if element.attributes else None
    if found is None:
        return -1
    words = re.findall(r"[\w-]{1,}", found[0])
    return found.end() if words and all(word in element.attributes for word in words) else -1


def _link_end(link: Element, source: str, at: int) -> int:
    """`](address "title")`, `][label]`, `]`, or `>`, where the address is the link's."""
    href = link.value("href")
    if source.startswith(">", at):
        return at + 1
    if not source.startswith("]", at):
        return -1
    if source.startswith("(", at + 1):
        return _address_end(source, at + 1, href, link.value("title"))
    label = re.compile(r"\][ \n]?\[[^\]]*\]|\]").match(source, at)
    return label.end() if label else -1


def _address_end(source: str, at: int, address: str, title: str) -> int:
    """Where `(address "title")` ends; -1 where it is another address or says more."""
    depth = 0
    for end in range(at, min(len(source), at + 2000)):
        depth += (source[end] == "(") - (source[end] == ")")
        if depth == 0:
            written = source[at + 1 : end]
            if any(_leads_to(said, address, title) for said in (written, unescape(written))):
                return end + 1
    return -1


def _leads_to(written: str, address: str, title: str) -> bool:
    """Whether an address with its title is written so; in `?a=1&timestamp=2` the library reads no `&times`."""
    said, wanted = (re.sub(r"[\s<>\\]", "", text) for text in (written, address))
    rest = said.removeprefix(wanted)
    named = _TITLE.match(rest)
    return said.startswith(wanted) and (not rest or (named is not None and _same(named[1], title)))


def _image(image: Element, source: str, at: int) -> int:
    if not _IMAGE.match(source, at):
        return -1
    depth = 0
    for end in range(at + 1, min(len(source), at + 2000)):
        depth += (source[end] == "[") - (source[end] == "]")
        if depth == 0:
            if not _same(source[at + 2 : end], image.value("alt")):
                return -1
            if source.startswith("(", end + 1):
                return _address_end(source, end + 1, image.value("src"), image.value("title"))
            label = re.compile(r"\][ \n]?\[[^\]]*\]|\]").match(source, end)
            return label.end() if label else -1
    return -1


def _same(written: str, shown: str) -> bool:
    """Whether two texts say the same, markup and white space apart."""
    return re.sub(r"[\W_]", "", unescape(written)) == re.sub(r"[\W_]", "", shown)
