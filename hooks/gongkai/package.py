"""What the program is: its version, where its files lie, and by what digests files and values are told apart."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

VERSION = "0.2.0"
"""As in pyproject.toml; a test holds this."""
PACKAGE = Path(__file__).resolve().parent
THEME = PACKAGE / "theme"


def files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file of a folder but compiled ones, by its path from there, in order."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            yield file.relative_to(folder).as_posix(), file


def values_digest(*values: object) -> str:
    """Changes whenever any of these plain values does: texts, bytes, numbers, and tuples or lists of them."""
    return hashlib.blake2b(repr(values).encode(), digest_size=16).hexdigest()


def folder_digest(folder: Path) -> str:
    """Changes whenever a file of the folder does, comes, goes or gets another name."""
    digest = hashlib.blake2b(digest_size=16)
    for path, file in files_below(folder):
        digest.update(f"{path}\0".encode())
        digest.update(hashlib.blake2b(file.read_bytes()).digest())
    return digest.hexdigest()
