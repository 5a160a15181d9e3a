"""Versions of the program as others have them: an earlier commit's files, this version's, and wheels of both."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sample import ROOT


def git(*arguments: str, folder: Path = ROOT) -> bytes:
    identity = ("-c", "user.name=某人", "-c", "user.email=someone@example.gov.cn")
    return subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, check=True).stdout


def checkout(commit: str, folder: Path) -> Path:
    """The files of an earlier commit."""
    try:
        archive = git("archive", commit)
    except subprocess.CalledProcessError:
        pytest.skip(f"!!! LEFT OUT: the upgrade from {commit}. It is not in this clone's history.")
    folder.mkdir(parents=True)
    subprocess.run(["tar", "x"], cwd=folder, input=archive, check=True)
    return folder


def wheel(checkout: Path, folder: Path) -> Path:
    """The package's wheel, put where nothing else is, as `pip install` would lay it."""
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    source = Path(
        shutil.copytree(
            checkout, folder / "source", ignore=shutil.ignore_patterns(".git", ".venv", ".cache", "site")
        )
    )
    subprocess.run([*pip, "wheel", "--no-deps", "-w", folder, source], check=True)
    (built,) = folder.glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", folder / "installed", built], check=True)
    return folder / "installed"


def this_version(folder: Path) -> Path:
    """A repository with the files of this checkout, as they are now."""
    for name in filter(None, git("ls-files", "-coz", "--exclude-standard").decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    git("init", "-q", "-b", "main", folder=folder)
    git("add", "-A", folder=folder)
    git("commit", "-qm", "this version", folder=folder)
    return folder
