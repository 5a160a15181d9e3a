"""Whether a stylesheet keeps to the policy, read by the rules of CSS: escapes, comments and strings are no cover."""

from collections.abc import Collection, Iterable, Iterator

import tinycss2
from tinycss2.ast import Node

from gongkai.safety.content_policy.addresses import Fault, Known, loading_fault, own_file_fault

_ADDRESSED = ("url", "src")
_IN_STRINGS = ("image-set", "-webkit-image-set", "image")
"""Functions in which a mere string is an address."""
_NO_ADDRESS = ("namespace", "charset")
"""Rules whose addresses are names: nothing is loaded."""


def stylesheet_faults(css: str, place: str, known: Known) -> Iterator[Fault]:
    """What in a stylesheet that lies at `place` below the site the policy stops, what leads nowhere, what is no CSS."""
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "error":
            yield Fault(rule.source_line, "这里不是完整的 CSS，无法检查", "补上缺少的大括号、引号或分号")
            continue
        if rule.type == "at-rule" and rule.lower_at_keyword in _NO_ADDRESS:
            continue
        imported = rule.type == "at-rule" and rule.lower_at_keyword == "import"
        for address, line in _addresses([*rule.prelude, *(rule.content or ())], strings=imported):
            if address is None:
                yield Fault(line, "url(…) 没有写完整，无法检查", "给地址加上引号和右括号")
            elif fault := loading_fault(address, line) or own_file_fault(address, place, line, known):
                yield fault


def _addresses(nodes: Iterable[Node], *, strings: bool = False) -> Iterator[tuple[str | None, int]]:
    """Every address, with its line; None for one that cannot be read. `strings`: a string is one too."""
    for node in nodes:
        if node.type == "url" or (node.type == "string" and strings):
            yield node.value, node.source_line
        elif node.type == "error" and node.kind.startswith(
            ("bad-url", "eof-in-url", "bad-string", "eof-in-string")
        ):
            yield None, node.source_line
        elif node.type == "function":
            own = node.lower_name in _ADDRESSED
            yield from _addresses(node.arguments, strings=own or node.lower_name in _IN_STRINGS)
        elif node.type in ("() block", "[] block", "{} block"):
            yield from _addresses(node.content)


def redefined(css: str, names: Collection[str]) -> Iterator[tuple[int, str]]:
    """Line and name of every custom property in a stylesheet that is one of these."""
    yield from _redefined(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), names)


def _redefined(nodes: Iterable[Node], names: Collection[str]) -> Iterator[tuple[int, str]]:
    for node in nodes:
        if node.type == "declaration" and node.name in names:
            yield node.source_line, node.name
        elif node.type in ("qualified-rule", "at-rule") and node.content:
            yield from _redefined(tinycss2.parse_blocks_contents(node.content), names)
