"""A memo that remembers in a folder, as if a section's settings had no say."""

from pathlib import Path

from gongkai.incremental.cache import Cache
from gongkai.incremental.fingerprint import Fingerprint
from gongkai.incremental.memo import StoredMemo


def memo_in(folder: Path, jobs: int | None = 1) -> StoredMemo:
    """The memo, as a run finds it that has just begun."""
    return StoredMemo(Cache(folder), Fingerprint({"product": "this version"}, "these settings"), jobs)
