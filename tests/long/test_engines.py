"""The engines that go on with MkDocs 1.x, each in an environment of its own: the same bytes, and every test passes."""

import hashlib
import re
import subprocess
import sys
import venv
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.building.test_build import tree
from tests.sample import CONFIG, ROOT

pytestmark = pytest.mark.long

LOCKS = ROOT / "tests" / "long" / "engines"
MODULES = {"mkdocs-ng": "mkdocs", "properdocs": "properdocs"}
"""Each engine by the name of its lock → the module it is started by."""
WITHOUT = re.compile(r"^mkdocs==.*?(?=^\w)", re.MULTILINE | re.DOTALL)
NOT_TO_BE_HAD = ("No matching distribution found", "Connection", "Temporary failure in name resolution")
PYTEST = ("-m", "pytest", "-q", "-n", "auto", "-p", "no:cacheprovider")


def run(*command: str | Path, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )


def done(*command: str | Path, folder: Path = ROOT) -> str:
    finished = run(*command, folder=folder)
    assert finished.returncode == 0, finished.stdout[-8000:]
    return finished.stdout


def installed(engine: str) -> Path:
    """The Python of an environment as `make setup` makes it, but with this engine in MkDocs' place."""
    everything, ours = (ROOT / "requirements.lock").read_text(), (LOCKS / f"{engine}.lock").read_text()
    wanted = WITHOUT.sub("", everything) + ours
    assert len(wanted) < len(everything + ours)
    folder = ROOT / ".cache" / "engines" / engine
    python, locked, finished = folder / "bin" / "python", folder / "requirements.lock", folder / "finished"
    state = hashlib.sha256(f"{sys.version}{wanted}".encode()).hexdigest()
    if not finished.is_file() or finished.read_text() != state:
        venv.create(folder, clear=True, with_pip=True)
        locked.write_text(wanted, encoding="utf-8")
        # Material asks for the distribution `mkdocs`, which is what is to be missing here.
        pip = run(python, "-m", "pip", "install", "--no-deps", "--require-hashes", "-q", "-r", locked)
        if pip.returncode and any(words in pip.stdout for words in NOT_TO_BE_HAD):
            pytest.skip(f"!!! LEFT OUT: {engine}. It cannot be had here: {pip.stdout.splitlines()[-1]}")
        assert pip.returncode == 0, pip.stdout
        finished.write_text(state)
    done(python, ROOT / "scripts" / "mkdocs_gate.py")
    return python


@pytest.fixture(scope="module", params=MODULES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def python(engine: str) -> Path:
    """With this engine and no other."""
    found = installed(engine)
    asks = (
        "import gongkai.engine, sys; from importlib.metadata import distribution, packages_distributions;"
        "name = sys.modules['mkdocs'].__name__;"
        "print(name, distribution(*packages_distributions()[name]).metadata['Name'])"
    )
    assert done(found, "-c", asks, folder=ROOT / "hooks").split() == [MODULES[engine], engine]
    return found


def built(python: str | Path, place: Path) -> dict[str, bytes]:
    """The sample by `build.py`, which lies where there is no other environment for it to go to."""
    place.mkdir()
    (place / "build.py").write_bytes((ROOT / "build.py").read_bytes())
    (place / "hooks").symlink_to(ROOT / "hooks")
    done(python, place / "build.py", "build", "--config", CONFIG, "--site", place / "site", "--clean")
    made = tree(place / "site")
    assert "index.html" in made
    return made


@pytest.fixture(scope="module")
def by_mkdocs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    assert version("mkdocs") == "1.6.1"
    return built(sys.executable, tmp_path_factory.mktemp("engines") / "mkdocs")


def test_the_sample_has_the_bytes_that_mkdocs_gives_it(
    engine: str, python: Path, by_mkdocs: dict[str, bytes], tmp_path: Path
) -> None:
    assert built(python, tmp_path / "ours") == by_mkdocs
    done(python, "-m", MODULES[engine], "build", "-q", "-f", CONFIG, "-d", tmp_path / "plain")
    assert tree(tmp_path / "plain") == by_mkdocs


def test_every_test_passes(engine: str, python: Path) -> None:
    """Those that are not long, and the long ones of `engine/`; what a browser shows is these bytes."""
    done(python, *PYTEST, "--ignore", "tests/browser")
    done(python, *PYTEST, "-m", "long", "tests/engine")
