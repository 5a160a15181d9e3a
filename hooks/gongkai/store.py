"""A cache: bytes by key in one SQLite file. A damaged or unwritable one costs time, never a result."""

import hashlib
import logging
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

log = logging.getLogger("gongkai")


def read_kept(file: Path, keys: Iterable[str]) -> dict[str, bytes]:
    """What is kept under these keys."""
    with _opened(file) as store:
        if store is None:
            return {}
        wanted = set(keys)
        return {key: value for key, value in store.execute("SELECT key, value FROM kept") if key in wanted}
    return {}


def keep(file: Path, fresh: Mapping[str, bytes]) -> None:
    """Keep these values under their keys."""
    with _opened(file) as store:
        if store is not None and fresh:
            store.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", fresh.items())


def code_of(*rooms: Path) -> str:
    """A digest of the code in these folders, for keys: what another code made is made anew."""
    files = [file for room in rooms for file in sorted(room.glob("*.py"))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection | None]:
    """The cache, committed at the end; None when it cannot be used, which is said and costs only time."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        store = sqlite3.connect(file, timeout=5)
    except (OSError, sqlite3.Error) as problem:
        log.warning("缓存用不了（%s），本次不用缓存", problem)
        yield None
        return
    try:
        store.execute("CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, value BLOB)")
        yield store
        store.commit()
    except sqlite3.DatabaseError as problem:
        log.warning("缓存损坏或写不进（%s），已弃用，下次重建", problem)
        if not isinstance(problem, sqlite3.OperationalError):
            file.unlink(missing_ok=True)
    finally:
        store.close()
