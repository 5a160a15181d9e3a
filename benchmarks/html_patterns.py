"""What each regular expression on HTML saves against a parser: the table of docs/performance.md.

    python -m benchmarks.html_patterns --texts FOLDER [--bodies 200]

Every pattern with a name in a room that reads or rewrites HTML is timed on the converted bodies of real texts, beside
the least that a parser (selectolax) takes: to parse the body, without asking it anything. Processor time, the shorter
of two turns.
"""

import argparse
import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

import gongkai
from gongkai.text.convert import convert_to_outline

ROOMS = ("text", "pages", "search", "preview", "releases")
NOT_ON_HTML = ("text.dialect", "text.lines", "text.sketch", "text.comparison.raw_markup")
"""Rooms whose patterns are for Markdown as it is written."""
_ON_HTML = re.compile(r"<(?:[a-z/!(\[]|\\?/)")


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern on HTML, by the module and its name there."""
    for room in ROOMS:
        package = importlib.import_module(f"gongkai.{room}")
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            name = found.name.removeprefix(f"{gongkai.__name__}.")
            if name.startswith(NOT_ON_HTML):
                continue
            for given, value in vars(importlib.import_module(found.name)).items():
                text = value.pattern if isinstance(value, re.Pattern) else ""
                if isinstance(text, str) and _ON_HTML.search(re.sub(r"\(\?<?[=!]|\(\?P<", "", text)):
                    yield f"`{name.replace('.', '/')}.py` {given}", value


def is_only_tried(name: str) -> bool:
    """Whether a pattern is tried at single places, and never looked for in a whole text."""
    file, given = name.split()
    source = (Path(gongkai.__file__).parent / file.strip("`")).read_text(encoding="utf-8")
    uses = set(re.findall(rf"(?<!\w){given}\.(\w+)", source))
    return bool(uses) and uses <= {"match", "fullmatch"}


def microseconds(do: Callable[[str], object], bodies: Sequence[str]) -> float:
    """Processor time for one body."""
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        for body in bodies:
            do(body)
        best = min(best, time.process_time() - start)
    return best / len(bodies) * 1e6


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--bodies", type=int, default=200)
    options = parser.parse_args()
    files = sorted(options.texts.rglob("*.md"))[: options.bodies]
    bodies = [convert_to_outline(file.read_text(encoding="utf-8"), "")[1] for file in files]
    parsed = microseconds(lambda body: LexborHTMLParser(body).root, bodies)
    print(
        f"{len(bodies)} bodies of {sum(map(len, bodies)) // len(bodies)} characters; parsed in {parsed:.0f} µs"
    )
    print("\n| pattern | µs a body | times faster than only parsing |\n|---|---|---|")
    for name, pattern in patterns():
        if is_only_tried(name):
            print(f"| {name} | tried at single places | |")
            continue
        took = microseconds(pattern.findall, bodies)
        print(f"| {name} | {took:.0f} | {parsed / max(took, 0.1):.1f} |")


if __name__ == "__main__":
    main()
