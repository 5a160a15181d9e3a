"""Writes theme/assets/calculator.js and entitlements.js: each in one piece, and as small as it can be made.

    python -m scripts.small_scripts

What they are made of stands in theme/.scripts/. They are made here, not in a build: the library is written in Go, and is not
there for every computer that builds a section.
"""

import re
from pathlib import Path

import minify

THEME = Path(__file__).resolve().parent.parent / "hooks" / "gongkai" / "theme"
NAMES = ("calculator.js", "entitlements.js")
_IMPORT = re.compile(r'^import .*? from "\./(.*?)";\n', re.MULTILINE)
_CONST = re.compile(r"\bconst\b")
_EXPORT = re.compile(r"^export ", re.MULTILINE)


def small(name: str) -> str:
    """One script with all that it imports, in a function, so that every name may be a letter; `let` is shorter than `const`."""
    whole = _CONST.sub("let", _whole(name, set()))
    return f"{minify.string('application/javascript', f'(()=>{{{whole}}})()')}\n"


def _whole(name: str, told: set[str]) -> str:
    source = (THEME / ".scripts" / name).read_text(encoding="utf-8")
    parts = []
    for other in _IMPORT.findall(source):
        if other not in told:
            told.add(other)
            parts.append(_whole(other, told))
    return "".join((*parts, _EXPORT.sub("", _IMPORT.sub("", source))))


if __name__ == "__main__":
    for one in NAMES:
        (THEME / "assets" / one).write_text(small(one), encoding="utf-8")
