"""The house: imports point back along the flow, and nothing is longer than a reader can hold."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from gongkai.rules import RULES
from gongkai.rules.book import contents_page, rule_page
from tests.sample import ROOT

HOOKS = ROOT / "hooks"
FLOORS = (
    {"patterns"},
    {"operating_system"},
    {"amounts", "findings", "memo", "package"},
    {"law", "looks", "proofs", "safety"},
    {"settings"},
    {"source"},
    {"model"},
    {"text", "report", "inspection"},
    {"calculator", "approval"},
    {"rules", "pages", "search", "editing"},
    {"exports"},
    {"incremental"},
    {"releases"},
    {"archive", "building"},
    {"changes", "platforms"},
    {"engine"},
    {"desk", "preview"},
    {"cli"},
    {"__main__"},
)
"""From the ground up: a room may import rooms on lower floors, and none on its own but itself. All below `incremental`
is the compiler, which knows no cache, no process and no release."""

FILES = [*HOOKS.rglob("*.py"), ROOT / "build.py"]


@cache
def code_of(file: Path) -> ast.Module:
    """A file, parsed once for all tests."""
    return ast.parse(file.read_text(encoding="utf-8"))


def imported(file: Path) -> Iterator[str]:
    """Every module that a file imports, in whatever way, by its full name; `from a import b` counts as `a.b`."""
    package = file.relative_to(HOOKS).parent.parts if file.is_relative_to(HOOKS) else ()
    for node in ast.walk(code_of(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*above, *filter(None, [node.module])))
            yield from (f"{module}.{alias.name}" for alias in node.names)
        called = node.func if isinstance(node, ast.Call) else None
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if isinstance(node, ast.Call) and name.endswith(("import_module", "__import__")):
            yield ast.literal_eval(node.args[0])


def room_of(module: str) -> str:
    """The room of a module below the package."""
    return module.split(".", maxsplit=1)[0]


def imported_rooms(file: Path) -> Iterator[str]:
    for module in imported(file):
        first, _, below = module.partition(".")
        if first == "gongkai" and below:
            yield room_of(below)


WAYS = """
import mkdocs
import mkdocs.config as settings
from mkdocs import config
__import__("mkdocs")
from gongkai import engine
import gongkai.engine
from .. import engine
from ..engine import frame
"""


@pytest.mark.parametrize("line", WAYS.split("\n")[1:-1])
def test_no_way_of_importing_is_overlooked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.setitem(globals(), "HOOKS", tmp_path)
    file = tmp_path / "gongkai" / "pages" / "home.py"
    file.parent.mkdir(parents=True)
    file.write_text(line)
    found = list(imported(file))
    assert "engine" in imported_rooms(file) or any(module.split(".")[0] == "mkdocs" for module in found)


def test_imports_point_back_along_the_flow() -> None:
    for file in sorted((HOOKS / "gongkai").rglob("*.py")):
        room = room_of(".".join(file.relative_to(HOOKS / "gongkai").with_suffix("").parts))
        if room == "__init__":
            continue
        floor = next(number for number, rooms in enumerate(FLOORS) if room in rooms)
        assert set(imported_rooms(file)) <= {room}.union(*FLOORS[:floor]), file


def test_only_the_engine_knows_mkdocs() -> None:
    for file in FILES:
        knows = any(module.split(".")[0] in ("mkdocs", "properdocs", "material") for module in imported(file))
        assert not knows or file.name == "site_hook.py" or file.parent.name == "engine", file


def test_nothing_but_the_settings_reads_the_clock() -> None:
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        asks = ".today()" in text or "datetime.now(" in text or "time.time(" in text
        assert not asks or file.name == "settings.py", file


def test_files_and_functions_stay_short() -> None:
    for file in FILES:
        assert file.read_text(encoding="utf-8").count("\n") <= 300, file
        for node in ast.walk(code_of(file)):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno <= 50, f"{file}: {node.name}"


def test_every_rule_file_is_listed_on_the_contents_page() -> None:
    shared = {"__init__", "binding", "book", "causes", "faults", "files", "house", "misnamed", "rule"}
    shared |= {"synchrony", "waiving", "formerly", "amount_texts", "unfinished_drafts"}
    files = {file.stem for file in (HOOKS / "gongkai" / "rules").glob("*.py")} - shared
    assert files == {rule.name.replace("-", "_") for rule in RULES}


def test_the_rule_book_is_up_to_date() -> None:
    """`make docs` writes it anew."""
    book = ROOT / "docs" / "rules"
    for rule in RULES:
        assert (book / f"{rule.code}.md").read_text(encoding="utf-8") == rule_page(rule), rule.code
    assert (book / "README.md").read_text(encoding="utf-8") == contents_page()


@pytest.mark.parametrize("table", ["hooks/gongkai/__init__.py", "docs/architecture.md"])
def test_the_tables_of_rooms_name_every_room(table: str) -> None:
    told = (ROOT / table).read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^(?:\| `(?=\w+(?:/|\.py)` \|)|`(?=\w+` +[A-Z]))(\w+)", told)
    assert sorted(rows) == sorted(set.union(*FLOORS) - {"__main__"}), "each room once"
    assert not re.search(r"(?m)^(?:=======|<<<<<<< .*|>>>>>>> .*)$", told), "what a merge left behind"


def test_files_of_code_that_comments_name_are_there() -> None:
    names = {f"/{file.relative_to(ROOT).as_posix()}" for file in (*FILES, *(ROOT / "tests").rglob("*.py"))}
    for file in (*FILES, *(HOOKS / "gongkai" / "theme" / "assets").glob("*.js")):
        told = re.findall(r"[\w./{,}-]*[\w}]\.py\b", file.read_text(encoding="utf-8"))
        said = [name for one in told for name in spelt_out(one)]
        assert [name for name in said if not any(there.endswith(f"/{name}") for there in names)] == [], file


def spelt_out(name: str) -> list[str]:
    """The names for which one with braces stands: `{a,b}.py`."""
    before, brace, rest = name.partition("{")
    within, _, after = rest.partition("}")
    return [f"{before}{one}{after}" for one in within.split(",")] if brace else [name]


def test_the_drawing_of_the_floors_is_true() -> None:
    told = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    drawing = told.split("## Floors")[1].split("```")[1].strip().split("\n")
    assert [set(line.split(" · ")) for line in reversed(drawing)] == list(FLOORS)


def test_what_the_architecture_names_is_there() -> None:
    files = [*(HOOKS / "gongkai").rglob("*.*")]
    for page in ("docs/architecture.md", "README.md"):
        for name in re.findall(
            r"`((?:\w+/)+\w+\.(?:py|html|js))`", (ROOT / page).read_text(encoding="utf-8")
        ):
            assert (ROOT / name).exists() or any(file.match(name) for file in files), f"{page}: {name}"


def test_no_two_files_of_tests_share_a_name() -> None:
    """pytest imports them by it."""
    names = [file.name for file in (ROOT / "tests").rglob("test_*.py")]
    assert len(names) == len(set(names))


def test_every_class_has_a_name_of_its_own() -> None:
    names = [
        node.name
        for file in (HOOKS / "gongkai").rglob("*.py")
        for node in code_of(file).body
        if isinstance(node, ast.ClassDef)
    ]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []
