"""The Nu HTML checker finds no error on any page. It needs Java and its jar, which no Python package carries fresh."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.long


def test_the_nu_html_checker_finds_no_error_on_any_page(sample: Path) -> None:
    """Get the jar with `npm install vnu-jar` (26.9.27 was used) and name it in GONGKAI_VNU."""
    jar, java = os.environ.get("GONGKAI_VNU"), shutil.which("java")
    if not jar or not java:
        pytest.skip("LEFT OUT: the Nu HTML checker. It needs java, and GONGKAI_VNU with the path of vnu.jar")
    pages = [str(page) for page in sorted(sample.resolve().rglob("*.html"))]
    done = subprocess.run(
        [java, "-Xss4m", "-jar", jar, "--errors-only", *pages], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-4000:]
