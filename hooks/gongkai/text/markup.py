"""What a body's HTML may hold: an allow-list decides, nh3 applies it, and what it drops is named with its line.

Judged is the converted body, so that no way of writing gets round it. What holds any HTML written by hand goes
out as nh3 wrote it, well-formed and without comments; the rest as Python-Markdown wrote it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

import nh3

from gongkai.text.external_resources import outside_addresses
from gongkai.text.lines import MARK, LineMap, unmark
from gongkai.text.tags import Tag, start_tags

_EVERYWHERE = {"id", "class", "title", "lang", "dir"}
_CELL = {"align", "colspan", "rowspan", "scope", "headers", "abbr"}
_ATTRIBUTES: dict[str, set[str]] = {
    "*": _EVERYWHERE,
    "a": {"href", "target", "rel"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "td": _CELL,
    "th": _CELL,
    "time": {"datetime"},
    "details": {"open"},
}
_TAGS = set(
    re.findall(
        r"\w+",
        "h1 h2 h3 h4 h5 h6 p br hr wbr div span section figure figcaption details summary blockquote pre"
        " ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td a img"
        " strong em b i u s del ins mark small sub sup code kbd samp var abbr dfn q cite ruby rt rp time",
    )
)
_SCHEMES = {"http", "https", "mailto", "tel"}
_NO_ADDRESS = re.compile(r"https?://", re.I)
_WEB = re.compile(r"(href|src)\s*=\s*([\"']?)(https?://[^\"'\s>]*)\2", re.I)
_CLEANER = nh3.Cleaner(
    tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None, strip_comments=True
)
_OURS = re.compile(r"(?:^|\s)(?:gk-|__)", re.I)
"""How ids and classes begin that belong to the page around the body."""

_LOOK_CLOSER = re.compile(r"<img\b|\btarget=|[=\"'\s](?:gk-|__)", re.I)
"""What nh3 lets pass and may yet be told."""

_NEEDS_A_LOOK = re.compile(r'<[a-z][\w-]* (?!id="(?!gk-|__)[\w-]+">)', re.I)
"""An attribute, in HTML of the converter's own, that is not just a proper id: all else that it writes is allowed."""

_BLOCKS = re.compile(r"h[1-6]|p|div|[uo]l|li|d[lt]|dd|table|thead|tbody|t[rhd]|blockquote|pre")
_MARK_AFTER = re.compile(rf"(?:\s|<[^>]*>)*({MARK.pattern})")
_MARK_IN_TAG = re.compile(rf"<(?!t[abdhr]|col|caption)([a-zA-Z][\w-]*) \x0c({MARK.pattern})")
_HAS_MARK = re.compile(rf"<[^\s>]* \x0c{MARK.pattern}")
_REACH = 20
"""Lines after an element's first, and before it, within which an attribute of it is looked for."""


@dataclass(frozen=True)
class Unsafe:
    """Something that the allow-list drops; `what` says it in Chinese."""

    what: str
    line: int


@dataclass(frozen=True)
class ExternalLoad:
    """Something that a browser would fetch from another host."""

    address: str
    line: int


@dataclass(frozen=True)
class Purified:
    """A fragment that holds nothing outside the allow-list, and what was dropped from it or points elsewhere."""

    html: str
    unsafe: tuple[Unsafe, ...]
    loads: tuple[ExternalLoad, ...]


def purified(html: str, body: str) -> Purified:
    """The marked HTML of a body, as far as it may go out, still marked."""
    if "<" not in body and not _NEEDS_A_LOOK.search(html):
        return Purified(html, (), ())
    plain = unmark(html)
    allowed = _CLEANER.clean(plain)  # without marks, or one within an address would hide it
    if allowed == plain and not _LOOK_CLOSER.search(html):
        return Purified(html, (), ())
    tags, places = list(start_tags(html)), _Places(html, body)
    unsafe = tuple(dict.fromkeys(_dropped(tags, allowed, places)))
    loads = dict.fromkeys(
        ExternalLoad(address, places.line(tag, needle))
        for tag in tags
        for address, needle in outside_addresses(tag)
    )
    if not unsafe and "<" not in body:
        return Purified(html, (), tuple(loads))
    if lost := _unreadable(tags, allowed):
        html = _WEB.sub(lambda m: f'{m[1]}=""' if unescape(unmark(m[3])) in lost else m[0], html)
        allowed = _CLEANER.clean(unmark(html))
    marked = _CLEANER.clean(_MARK_IN_TAG.sub(r"\2<\1", html))
    return Purified(marked if unmark(marked) == allowed else allowed, unsafe, tuple(loads))


def _unreadable(tags: list[Tag], cleaned: str) -> set[str]:
    """The web addresses that nh3 cannot read and drops: they stay as links to nothing, for GK601 to tell."""
    asked = {tag.attributes.get(name, "") for tag in tags for name in ("href", "src")}
    web = set(filter(_NO_ADDRESS.match, asked))
    return web - {value for tag in start_tags(cleaned) for value in tag.attributes.values()} if web else set()


def _dropped(tags: list[Tag], cleaned: str, places: "_Places") -> Iterator[Unsafe]:
    """What stands in the HTML and no longer in what nh3 made of it."""
    left: Counter[tuple[str, ...]] = Counter()
    for tag in start_tags(cleaned):
        left.update([(tag.name,), *((tag.name, *pair) for pair in tag.attributes.items())])
    for tag in tags:
        if not left[tag.name,]:
            yield Unsafe(f"{tag.name} 标记", places.line(tag, f"<{tag.name}"))
            continue
        left[tag.name,] -= 1
        for name, value in tag.attributes.items():
            if not left[tag.name, name, value] and name in ("href", "src") and _NO_ADDRESS.match(value):
                continue  # a web address that cannot be read leads nowhere: GK601 says so
            if not left[tag.name, name, value]:
                yield Unsafe(_named(name, value), places.line(tag, name))
                continue
            left[tag.name, name, value] -= 1
            if name in ("id", "class") and _OURS.search(value):
                yield Unsafe(f"{name} 属性（gk- 开头的名称留给页面本身）", places.line(tag, value))
        if "target" in tag.attributes and "noopener" not in tag.attributes.get("rel", "").split():
            yield Unsafe("target 属性（没有 rel=noopener）", places.line(tag, "target"))


def _named(name: str, value: str) -> str:
    scheme = re.match(r"[\s\x00-\x20]*([a-zA-Z][a-zA-Z0-9+.\-\s]*):", value)
    if name in ("href", "src") and scheme:
        return f"{''.join(scheme[1].split()).lower()}: 开头的地址"
    return f"{name} 属性"


class _Places:
    """The lines of a body's tags."""

    def __init__(self, html: str, body: str) -> None:
        self._html = html
        self._map = LineMap(html)
        self._lines = unmark(body).lower().split("\n")

    def line(self, tag: Tag, needle: str) -> int:
        """The line on which `needle` stands, a part of this tag as it was written; else the tag's."""
        after = _MARK_AFTER.match(self._html, tag.end) if _BLOCKS.fullmatch(tag.name) else None
        if _HAS_MARK.match(self._html, tag.start):
            line = self._map.within(tag.start, tag.end)
        elif after:
            line = self._map.within(after.start(1) - 1, after.end())
        else:
            line = self._map.before(tag.start)
        last = min(line + _REACH, len(self._lines))
        near = (*range(line, last + 1), *range(line - 1, max(line - _REACH, 0), -1))
        return next((number for number in near if needle.lower() in self._lines[number - 1]), line)
