"""The colours that a stylesheet gives the site's tokens, read from it: where a bureau replaces ours whole."""

from collections.abc import Iterator

import tinycss2
from tinycss2.ast import Node

from gongkai.looks.colours import colour
from gongkai.looks.palettes import TOKENS, Palettes, unreadable_pairs

OUR_SHEET = "assets/gongkai.css"
_NAMES = {token.property: name for name, token in TOKENS.items()}


def unreadable_in(css: str) -> Iterator[str]:
    """What cannot be read in the colours of a stylesheet that stands instead of ours, and what cannot be judged."""
    palettes, unclear = palettes_of(css)
    yield from (f"颜色 {name} 不是 #rrggbb 的写法，无法判断文字是否看得清" for name in unclear)
    yield from unreadable_pairs(palettes)


def palettes_of(css: str) -> tuple[Palettes, tuple[str, ...]]:
    """The colours in each way of showing, and the names of those that are no `#rrggbb`."""
    found: dict[tuple[bool, bool], dict[str, str]] = {}
    unclear: dict[str, None] = {}
    for dark, easy, name, value in _tokens(tinycss2.parse_stylesheet(css), dark=False):
        if (read := colour(value)) is None:
            unclear[name] = None
        else:
            found.setdefault((easy, dark), {})[_NAMES[name]] = read
    ways = ((False, False), (False, True), (True, False), (True, True))
    return Palettes(*(found.get(way, {}) for way in ways)), tuple(unclear)


def _tokens(rules: list[Node], *, dark: bool) -> Iterator[tuple[bool, bool, str, str]]:
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content:
            medium = tinycss2.serialize(rule.prelude).lower()
            if "print" not in medium:
                inside = tinycss2.parse_rule_list(rule.content)
                yield from _tokens(inside, dark=dark or "dark" in medium)
        elif rule.type == "qualified-rule":
            selector = tinycss2.serialize(rule.prelude).strip()
            if selector in (":root", "html", "html.gk-easy", ".gk-easy"):
                for one in tinycss2.parse_blocks_contents(rule.content):
                    if one.type == "declaration" and one.name in _NAMES:
                        yield dark, "easy" in selector, one.name, tinycss2.serialize(one.value).strip()
