"""Whether a folder still is what was written: every file with its size and its SHA-256, none missing, none more."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from gongkai.operating_system import state_of

Expected = Mapping[str, tuple[int, bytes]]
"""Path below the folder → bytes, SHA-256."""

_SHOWN = 5


def differences(folder: Path, expected: Expected) -> list[str]:
    """What is otherwise, in words for whoever keeps the site; empty where nothing is. Links are never followed."""
    found = dict(_files(f"{folder}"))
    missing = [f"缺少 {path}" for path in sorted(expected.keys() - found.keys())]
    foreign = [f"多出 {path}" for path in sorted(found.keys() - expected.keys())]
    return [*missing, *foreign, *_changed(found, expected)]


def compared(found: Expected, expected: Expected) -> list[str]:
    """The same of files that lie in no folder."""
    missing = [f"缺少 {path}" for path in sorted(expected.keys() - found.keys())]
    foreign = [f"多出 {path}" for path in sorted(found.keys() - expected.keys())]
    both = sorted(found.keys() & expected.keys())
    return [*missing, *foreign, *(f"{path} 的内容变了" for path in both if found[path] != expected[path])]


def first_few(told: list[str]) -> str:
    """The first few of them, and how many there are."""
    more = f"，等 {len(told)} 处" if len(told) > _SHOWN else ""
    return "、".join(told[:_SHOWN]) + more


def _changed(found: Mapping[str, "os.DirEntry[str]"], expected: Expected) -> Iterator[str]:
    for path in sorted(found.keys() & expected.keys()):
        size, digest = expected[path]
        is_file = found[path].is_file(follow_symlinks=False)
        if not is_file or state_of(found[path]).st_size != size or _digest(found[path].path) != digest:
            yield f"{path} 的内容变了"


def _digest(file: str) -> bytes:
    try:
        with Path(file).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").digest()
    except OSError:  # a damaged disk
        return b""


def _files(folder: str, below: str = "") -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    with os.scandir(f"{folder}/{below}") as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(folder, f"{below}{entry.name}/")
            else:
                yield f"{below}{entry.name}", entry
