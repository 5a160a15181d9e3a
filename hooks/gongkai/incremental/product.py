"""What this program is, as one digest: its code, theme and data, its libraries and its Python.

Every key of a cache begins with it, so that nothing made by another version is ever used again.
"""

import hashlib
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

VERSION = "0.2.0"
"""As in pyproject.toml; a test holds this."""
PACKAGE = Path(__file__).resolve().parents[1]
THEME = PACKAGE / "theme"


@cache
def product_digest() -> str:
    """The digest of the program that runs."""
    return digest_of(PACKAGE, sys.path)


def digest_of(package: Path, libraries: list[str]) -> str:
    """The digest of a package's files and of what is installed in the folders `libraries`."""
    digest = hashlib.blake2b(digest_size=16)
    for path, file in files_below(package):
        digest.update(f"{path}\0".encode())
        digest.update(hashlib.blake2b(file.read_bytes()).digest())
    digest.update(repr((sys.version, tuple(sorted(_installed(libraries))))).encode())
    return digest.hexdigest()


def files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file of a folder but compiled ones, by its path from there, in order."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            yield file.relative_to(folder).as_posix(), file


def _installed(folders: list[str]) -> Iterator[str]:
    """Name and version of every library."""
    for folder in map(Path, folders):
        if folder.is_dir():
            yield from (found.name for found in folder.iterdir() if found.suffix == ".dist-info")
