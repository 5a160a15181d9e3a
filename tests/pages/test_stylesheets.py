"""The stylesheets serve the phones people have: nothing rests on CSS newer than Chrome 70 or Safari on iOS 12.

What each feature needs stands in css_support.json, from browser data (scripts/css_support.py).
"""

import json
import re
from collections.abc import Iterator

import pytest

from scripts.css_support import SHEETS, TABLE, Feature, StyleRule, features, in_selector, in_value, rules

TOLD = json.loads(TABLE.read_text(encoding="utf-8"))
NEWER: set[Feature] = {(kind, name) for kind, found in TOLD["newer"].items() for name in found}
KNOWN = NEWER | {(kind, name) for kind, found in TOLD["older"].items() for name in found}
HARMLESS = {
    "without it, how the page looks, not what it says": {
        *(
            "align-self",
            "color-scheme",
            "cursor",
            "forced-color-adjust",
            "outline",
            "paint-order",
            "text-wrap",
        ),
        *("text-decoration-thickness", "text-size-adjust", "text-underline-offset", "overflow-clip-margin"),
    },
    "without it, where the window stands after a jump, or whether it glides there": {
        *("scroll-behavior", "scroll-margin-top", "scroll-padding-top", "position"),
    },
    "without it, where a sheet of paper ends; what is folded is opened by easy.js": {
        *("break-after", "content-visibility", "page"),
    },
}
"""Properties that may be newer, or have newer values, because nothing is lost with them."""


def all_rules() -> Iterator[StyleRule]:
    for sheet in SHEETS:
        yield from rules(sheet.read_text(encoding="utf-8"))


def supported(rule: StyleRule) -> bool:
    """Whether only browsers that know the rule's newer features read it."""
    return any(told.startswith("@supports") for told in rule.within)


def lost(rule: StyleRule) -> Iterator[str]:
    """What an old phone would lose of a rule."""
    told = [bool(NEWER.intersection(in_selector(selector))) for selector in rule.selectors]
    if any(told) and not all(told):
        yield f"{', '.join(rule.selectors)}: one selector too new takes the others with it"
    before: list[str] = []
    for name, value in rule.declarations:
        new = NEWER.intersection([("property", name), *in_value(name, value)])
        replaced = any(
            name == other or name.startswith(f"{other}-") or other == f"-webkit-{name}" for other in before
        )
        if new and not replaced and name not in set().union(*HARMLESS.values()):
            yield f"{', '.join(rule.selectors)}: {name}: {value} has nothing older before it"
        if not new:
            before.append(name)


def test_every_feature_is_in_the_table() -> None:
    assert {feature for rule in all_rules() for feature in features(rule)} <= KNOWN


def test_an_old_phone_loses_nothing_it_needs() -> None:
    assert [said for rule in all_rules() if not supported(rule) for said in lost(rule)] == []


@pytest.mark.parametrize(
    "css",
    [
        '.a::before { content: "问" / ""; }',
        ".a, .b:has(.c) { color: red; }",
        ".a { width: min(100%, 2rem); }",
        ".a { overflow-wrap: anywhere; }",
    ],
)
def test_what_an_old_phone_would_lose_is_seen(css: str) -> None:
    assert [said for rule in rules(css) for said in lost(rule)]


def test_what_flows_keeps_its_distance_without_gap() -> None:
    """No gap between flexible boxes before Chrome 84 and iOS 14.5: their class stands in the fallback."""
    fallback = " ".join(s for rule in all_rules() if supported(rule) for s in rule.selectors)
    flowing = {
        (re.findall(r"\.gk-[a-z-]+", selector) or [selector])[-1]
        for rule in all_rules()
        if ("value", "gap: flex_context") in features(rule)
        for selector in rule.selectors
    }
    assert {name for name in flowing if name not in fallback} == set()
