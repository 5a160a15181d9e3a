"""Scripts reach readers small, and as their sources say."""

import shutil
import subprocess
import warnings
from importlib import import_module
from importlib.util import find_spec

import pytest

from tests.sample import ROOT

ASSETS = ROOT / "hooks" / "gongkai" / "theme" / "assets"
SOURCES = ASSETS.parent / ".scripts"
BUDGET = {"calculator.js": 12 * 1024, "entitlements.js": 14 * 1024}
NAMES = sorted(file.name for file in ASSETS.glob("*.js") if file.name != "inflate.js")
"""Of these that one is by others, and as they made it."""


@pytest.mark.parametrize("name", BUDGET)
def test_a_script_is_within_its_budget(name: str) -> None:
    assert (ASSETS / name).stat().st_size <= BUDGET[name]


@pytest.mark.parametrize("name", NAMES)
def test_a_script_is_made_of_its_sources(name: str) -> None:
    if not find_spec("minify"):
        warnings.warn(f"!!! LEFT OUT: whether {name} is made of its sources: no minify here", stacklevel=1)
        pytest.skip("no minify")
    small = import_module("scripts.small_scripts").small
    written = (ASSETS / name).read_text(encoding="utf-8")
    assert written == small(name), "run python -m scripts.small_scripts"
    if name in BUDGET:
        assert "0[0]" not in written, "what the minifier makes of void (a && b()): a call that is gone"
    else:
        assert "void " not in (SOURCES / name).read_text(encoding="utf-8"), (
            "the same, where others have undefined"
        )


@pytest.mark.parametrize("name", NAMES)
def test_a_script_can_be_read(name: str) -> None:
    node = shutil.which("node")
    if not node:
        warnings.warn(f"!!! LEFT OUT: whether {name} can be read: there is no node", stacklevel=1)
        pytest.skip("no node")
    subprocess.run([node, "--check", ASSETS / name], check=True)
