"""A stylesheet as an old phone takes it: without every rule and declaration that Chrome 70 or iOS 12 does not know."""

import json
from functools import cache

from scripts.css_support import TABLE, Feature, StyleRule, in_selector, in_value, rules

NEWER: set[Feature] = {
    (kind, name)
    for kind, found in json.loads(TABLE.read_text(encoding="utf-8"))["newer"].items()
    for name in found
}


@cache
def as_an_old_phone_reads(css: str) -> str:
    """What is left of a stylesheet: a selector too new takes its rule with it, a value its declaration."""
    return "\n".join(filter(None, map(_left, rules(css))))


def _left(rule: StyleRule) -> str:
    if any(NEWER.intersection(in_selector(one)) for one in rule.selectors) or not rule.selectors:
        return ""
    kept = [
        f"{name}: {value}"
        for name, value in rule.declarations
        if not NEWER.intersection([("property", name), *in_value(name, value)])
    ]
    text = f"{', '.join(rule.selectors)} {{ {'; '.join(kept)} }}"
    for told in reversed(rule.within):
        if told.startswith("@supports"):
            if not told.startswith("@supports not"):
                return ""
        else:
            text = f"{told} {{ {text} }}"
    return text
