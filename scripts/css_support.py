"""Writes tests/pages/css_support.json: which CSS of ours the oldest phones know, from browser data.

    npm pack @mdn/browser-compat-data && tar xf mdn-browser-compat-data-*.tgz
    python -m scripts.css_support package/data.json

Run it when tests/pages/test_stylesheets.py says that a feature is not in the table.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import tinycss2

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "tests" / "pages" / "css_support.json"
SHEETS = (*(ROOT / "hooks/gongkai/theme/assets").glob("*.css"),)
OLDEST = {"chrome": 70, "safari_ios": 12}
"""Phones that people have: the WebView of WeChat (X5) is Chrome 70 and newer."""

Feature = tuple[str, str]
"""Its kind (property, value, selector, at-rule, media, function), and its name as in browser-compat-data."""


class StyleRule(NamedTuple):
    """A rule: its selectors, its declarations in order (property and value), and the at-rules around it."""

    selectors: tuple[str, ...]
    declarations: tuple[tuple[str, str], ...]
    within: tuple[str, ...]
    line: int


def rules(css: str, within: tuple[str, ...] = ()) -> Iterator[StyleRule]:
    """Every rule of a stylesheet, those in @media and @supports too."""
    yield from _rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), within)


def _rules(nodes: Iterable[Any], within: tuple[str, ...]) -> Iterator[StyleRule]:
    for node in nodes:
        if node.type == "qualified-rule":
            yield StyleRule(
                tuple(_split(node.prelude)), tuple(_declared(node.content)), within, node.source_line
            )
        elif node.type == "at-rule" and node.content is not None:
            told = f"@{node.at_keyword} {tinycss2.serialize(node.prelude).strip()}"
            if node.at_keyword in ("media", "supports"):
                inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
                yield from _rules(inner, (*within, told))
            else:
                yield StyleRule((), (), (*within, told), node.source_line)
        elif node.type == "error":
            raise ValueError(f"line {node.source_line}: {node.message}")


def _declared(content: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for one in tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration":
            yield one.name, tinycss2.serialize(one.value).strip()


def _split(prelude: Iterable[Any]) -> Iterator[str]:
    held: list[Any] = []
    for token in prelude:
        if token == ",":
            yield tinycss2.serialize(held).strip()
            held = []
        else:
            held.append(token)
    yield tinycss2.serialize(held).strip()


def in_selector(selector: str) -> Iterator[Feature]:
    """The pseudo-classes and pseudo-elements of a selector; a list within :not() is a feature of its own."""
    tokens = list(tinycss2.parse_component_value_list(selector))
    yield from _pseudos(tokens)


def _pseudos(tokens: Iterable[Any]) -> Iterator[Feature]:
    before = None
    for token in tokens:
        if token.type == "function":
            name = token.lower_name
            listed = name == "not" and any(one == "," for one in token.arguments)
            yield "selector", "not: selector_list" if listed else name
            yield from _pseudos(token.arguments)
        elif token.type == "ident" and before == ":":
            yield "selector", token.lower_value
        before = token


def in_value(name: str, value: str) -> Iterator[Feature]:
    """What a declaration's value is made of: functions, and the words that are newer than their property."""
    for token in tinycss2.parse_component_value_list(value):
        if token.type == "function":
            yield "function", token.lower_name
            yield from (
                found
                for found in in_value(name, tinycss2.serialize(token.arguments))
                if found[0] == "function"
            )
        elif token.type == "ident":
            yield "value", f"{name}: {token.lower_value}"
        elif name == "content" and token == "/":
            yield "value", "content: alt_text"


def features(rule: StyleRule) -> Iterator[Feature]:
    """Everything that a browser must know to take a rule whole."""
    for selector in rule.selectors:
        yield from in_selector(selector)
    for name, value in rule.declarations:
        if not name.startswith("--"):
            yield "property", name
        yield from in_value(name, value)
    if dict(rule.declarations).get("display", "").endswith("flex") and "gap" in dict(rule.declarations):
        yield "value", "gap: flex_context"
    for told in rule.within:
        keyword, _, prelude = told[1:].partition(" ")
        yield "at-rule", keyword
        if keyword == "media":
            for block in tinycss2.parse_component_value_list(prelude):
                if block.type == "() block":
                    yield "media", next(one.lower_value for one in block.content if one.type == "ident")


def main(data: Path) -> None:
    """Look up every feature that the stylesheets use."""
    browsers = json.loads(data.read_text(encoding="utf-8"))
    used = {
        f for sheet in SHEETS for rule in rules(sheet.read_text(encoding="utf-8")) for f in features(rule)
    }
    older: dict[str, list[str]] = {}
    newer: dict[str, dict[str, list[float | None]]] = {}
    for kind, name in sorted(used):
        found = _compat(browsers["css"], kind, name)
        versions = [_since(found, browser) for browser in OLDEST] if found else []
        if all(
            known is not None and known <= old for known, old in zip(versions, OLDEST.values(), strict=False)
        ):
            older.setdefault(kind, []).append(name)
        else:
            newer.setdefault(kind, {})[name] = versions
    table = {
        "data": f"@mdn/browser-compat-data {browsers['__meta']['version']}",
        "older": older,
        "newer": newer,
    }
    TABLE.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _compat(css: Any, kind: str, name: str) -> Any:
    """What the data say of a feature; None for a value that is as old as its property."""
    if kind == "function":
        return _deep(css["types"], name)
    if kind == "media":
        feature = name.removeprefix("min-").removeprefix("max-")
        return css["at-rules"]["media"][feature]["__compat"]
    room = {"property": "properties", "value": "properties", "selector": "selectors", "at-rule": "at-rules"}[
        kind
    ]
    node = css[room]
    for part in name.split(": "):
        node = node.get(part, {})
    if kind != "value" and "__compat" not in node and not name.startswith("-"):
        raise KeyError(f"{kind} {name}")
    return node.get("__compat")


def _deep(tree: Any, name: str) -> Any:
    for key, node in tree.items():
        if key == name and "__compat" in node:
            return node["__compat"]
        if key != "__compat" and isinstance(node, dict) and (found := _deep(node, name)):
            return found
    return None


def _since(compat: Any, browser: str) -> float | None:
    """The first version that has a feature by this name, without a flag."""
    told = compat["support"].get(browser) or {}
    versions = [
        float(str(one["version_added"]).removeprefix("≤"))
        for one in (told if isinstance(told, list) else [told])
        if one.get("version_added") not in (None, False, "preview")
        and not {"prefix", "flags", "alternative_name", "partial_implementation", "version_removed"}
        & one.keys()
    ]
    return min(versions, default=None)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
