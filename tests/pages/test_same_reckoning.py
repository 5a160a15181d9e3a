"""算得清 in the browser and in Python come to the same: steps in the same words, the same amount, the same refusal, without BigInt."""

import shutil
import warnings
from pathlib import Path

import pytest

from tests.random_calculators import disagreements


@pytest.fixture(scope="module")
def node() -> str:
    """Node, which runs the page's script as a browser would."""
    found = shutil.which("node")
    if not found:
        warnings.warn(
            "!!! LEFT OUT: whether the browser reckons as Python does: there is no node", stacklevel=1
        )
        pytest.skip("no node")
    return found


def test_browser_and_python_reckon_alike(node: str, tmp_path: Path) -> None:
    apart, seen = disagreements(node, tmp_path, seed=18, calculators=160, situations=5)
    assert not apart, "\n".join(apart[:5])
    assert {"amount", "refused", "answer", "rate", "ask", "zero"} <= seen.keys()


@pytest.mark.long
def test_browser_and_python_reckon_alike_100_000_times(node: str, tmp_path: Path) -> None:
    apart, seen = disagreements(node, tmp_path, seed=20261127, calculators=20_000, situations=5)
    assert not apart, "\n".join(apart[:5])
    assert sum(seen.values()) == 100_000
    assert {"amount", "refused", "answer", "rate", "ask", "zero", "large"} <= seen.keys()
