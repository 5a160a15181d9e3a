"""Writes the scripts of pages, theme/assets/*.js, of their sources in theme/.scripts/, as small as they can be made.

    python -m scripts.small_scripts

They are made here, not in a build: the library is written in Go, and is not there for every computer that builds a section.
"""

import re
from pathlib import Path

import minify

THEME = Path(__file__).resolve().parent.parent / "hooks" / "gongkai" / "theme"
SOURCES = THEME / ".scripts"
WHOLE = ("calculator.js", "entitlements.js")
"""What is a single script, with all that it imports."""
MODULES = ("easy.js", *sorted(file.name for file in SOURCES.glob("search*.js")))
"""What is imported by its name."""
NAMES = (*WHOLE, *MODULES)
_ENGINES = 2018
"""The year of the language that pages may use: Chrome 70 and Safari 12 know no later one."""
_IMPORT = re.compile(r'^import .*? from "\./(.*?)";\n', re.MULTILINE)
_CONST = re.compile(r"\bconst\b")
_EXPORT = re.compile(r"^export ", re.MULTILINE)


def small(name: str) -> str:
    """A script as readers get it. One that is whole is in a function, so that every name may be a letter; `let` is shorter than
    `const`."""
    minify.config({"js-version": _ENGINES})
    source = _source(name) if name in MODULES else f"(()=>{{{_CONST.sub('let', _whole(name, set()))}}})()"
    return f"{minify.string('application/javascript', source)}\n"


def _whole(name: str, told: set[str]) -> str:
    source = _source(name)
    parts = []
    for other in _IMPORT.findall(source):
        if other not in told:
            told.add(other)
            parts.append(_whole(other, told))
    return "".join((*parts, _EXPORT.sub("", _IMPORT.sub("", source))))


def _source(name: str) -> str:
    return (SOURCES / name).read_text(encoding="utf-8")


if __name__ == "__main__":
    for one in NAMES:
        (THEME / "assets" / one).write_text(small(one), encoding="utf-8")
