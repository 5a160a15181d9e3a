"""What this program is, as one digest: its code, theme and data, its libraries and its Python.

Every key begins with it, so that nothing made by another version is ever used again.
"""

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from gongkai.package import PACKAGE, folder_digest, values_digest


@cache
def program_digest() -> str:
    """The digest of the program that runs."""
    return digest_of(PACKAGE, sys.path)


def digest_of(package: Path, libraries: list[str]) -> str:
    """The digest of a package's files, of what is installed in the folders `libraries`, and of Python."""
    return values_digest(folder_digest(package), sys.version, sorted(_installed(libraries)))


def _installed(folders: list[str]) -> Iterator[str]:
    """Name and version of every library."""
    for folder in map(Path, folders):
        if folder.is_dir():
            yield from (found.name for found in folder.iterdir() if found.suffix == ".dist-info")
