"""A memo that remembers in a folder, for a program and settings that are only names."""

from pathlib import Path

from gongkai.incremental.cache import Cache
from gongkai.incremental.fingerprint import Fingerprint
from gongkai.incremental.memo import StoredMemo


def memo_in(
    folder: Path, jobs: int | None = 1, program: str = "this version", settings: str = "these settings"
) -> StoredMemo:
    """The memo, as a run finds it that has just begun."""
    return StoredMemo(Cache(folder), Fingerprint({"product": program}, settings), jobs)
