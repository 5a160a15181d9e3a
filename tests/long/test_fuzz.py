"""Coverage-guided fuzzing of what reads an editor's bytes; see `fuzz.py`. Left out, loudly, where atheris is not."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sample import ROOT

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not importlib.util.find_spec("atheris"), reason="LEFT OUT: atheris is not installed"),
]

SECONDS = int(os.environ.get("GONGKAI_FUZZ_SECONDS", "120"))
"""For each target."""
FOR_ONE = 10
"""Seconds for one input, many times slower than usual because every line is watched."""
MEMORY = 1_500
"""Megabytes for the whole process."""


@pytest.mark.parametrize("target", ["front", "markdown", "rules"])
def test_no_bytes_crash_or_hang_the_reader(target: str, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number, file in enumerate(sorted((ROOT / "content").rglob("*.md"))):
        text = file.read_text(encoding="utf-8")
        seed = text.split("\n---\n", 1)[-1] if target == "markdown" else text
        (corpus / str(number)).write_text(seed, encoding="utf-8")
    bounds = (
        f"-max_total_time={SECONDS}",
        f"-timeout={FOR_ONE}",
        f"-rss_limit_mb={MEMORY}",
        "-max_len=20000",
    )
    done = subprocess.run(
        [sys.executable, "-m", "tests.long.fuzz", target, str(corpus), *bounds],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'hooks'}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
    print([line for line in done.stderr.splitlines() if line.startswith("Done")])
