"""The scripts of pages run in the browsers people have: Chrome 70 and Safari 12 know all of their syntax and methods.

ESLint judges, with browsers' data (`tests/old_engines/`); it is installed once for each lock file, and where that cannot be, the
run says so. What a browser does without the newer things is tried in `tests/browser/test_old_engines.py`.
"""

import hashlib
import json
import shutil
import subprocess
import warnings
from pathlib import Path

import pytest

from tests.sample import ROOT

JUDGE = ROOT / "tests" / "old_engines"
ASSETS = ROOT / "hooks" / "gongkai" / "theme" / "assets"
SOURCES = ASSETS.parent / ".scripts"
"""Of what they are made."""
TOO_NEW = (
    *("[1].at(-1);", "[1].findLast(Boolean);", "''.replaceAll('a', 'b');", "''.matchAll(/a/g);", "10n;"),
    *("document?.body;", "document ?? 1;", "/(?<=a)b/;", "Object.fromEntries([]);", "let a; a ??= 1;"),
    *(
        "structuredClone(1);",
        "document.body.replaceChildren();",
        "Promise.allSettled([]);",
        "[1].toSorted();",
    ),
    *("queueMicrotask(() => 1);", "globalThis.x;", "class A { #b = 1; }", "new ResizeObserver(() => 1);"),
    *(
        "document.forms[0].requestSubmit();",
        "BigInt(1);",
        "await 1;",
        "new AbortController().signal.throwIfAborted();",
    ),
)


@pytest.fixture(scope="session")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which ESLint is ready to run."""
    lock = (JUDGE / "package-lock.json").read_bytes()
    kept = Path.home() / ".cache" / "gongkai" / f"eslint-{hashlib.sha256(lock).hexdigest()[:12]}"
    if not (kept / "ready").exists():
        said = "there is no npm"
        if npm := shutil.which("npm"):
            shutil.copytree(JUDGE, kept, dirs_exist_ok=True)
            command = [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
            done = subprocess.run(command, cwd=kept, capture_output=True, text=True, check=False)
            said = "" if done.returncode == 0 else done.stderr[-300:]
        if said:
            warnings.warn(
                f"!!! LEFT OUT: whether old browsers run the scripts of pages: {said}", stacklevel=1
            )
            pytest.skip(f"no ESLint: {said}")
        (kept / "ready").touch()
    folder = tmp_path_factory.mktemp("judge")
    for name in ("package.json", "eslint.config.mjs"):
        shutil.copy(JUDGE / name, folder)
    (folder / "node_modules").symlink_to(kept / "node_modules")
    return folder


@pytest.fixture(scope="session")
def faults(judge: Path) -> dict[str, dict[str, list[str]]]:
    """What is wrong with each of our scripts, and with each line that is too new: by folder and name. Starting the judge
    takes longer than judging."""
    shutil.copytree(SOURCES, judge / "ours")
    shutil.copy(ASSETS / "inflate.js", judge / "ours")
    (judge / "new").mkdir()
    for number, line in enumerate(TOO_NEW):
        (judge / "new" / f"{number}.js").write_text(line + "\n", encoding="utf-8")
    command = ["node", "node_modules/eslint/bin/eslint.js", "--format", "json", "ours", "new"]
    done = subprocess.run(command, cwd=judge, capture_output=True, text=True, check=False)
    found: dict[str, dict[str, list[str]]] = {"ours": {}, "new": {}}
    for one in json.loads(done.stdout):
        file = Path(one["filePath"])
        found[file.relative_to(judge.resolve()).parts[0]][file.name] = [
            fault["message"] for fault in one["messages"]
        ]
    return found


def test_old_browsers_know_everything_that_the_scripts_use(faults: dict[str, dict[str, list[str]]]) -> None:
    found = faults["ours"]
    assert {"search.js", "search-meaning.js", "inflate.js", "reckoning.js", "entitlements.js"} <= found.keys()
    assert not {name: said for name, said in found.items() if said}


def test_what_is_too_new_is_told(faults: dict[str, dict[str, list[str]]]) -> None:
    found = faults["new"]
    assert [line for number, line in enumerate(TOO_NEW) if not found[f"{number}.js"]] == []
