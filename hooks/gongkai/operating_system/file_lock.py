"""A lock on a file: one run at a time has it, and the system gives it back when its process ends, however it ends.

On POSIX it is `flock`, which the processes that a run starts share: the last of them gives it back. Elsewhere it is
SQLite's lock on a database, whose authors know the way of every system; there the run has it alone.
"""

import errno
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_PAUSE = 0.1
"""Seconds between two looks whether the lock is free."""


@contextmanager
def exclusive_lock(file: Path, on_wait: Callable[[], None]) -> Iterator[int | None]:
    """Hold the lock, waiting for it if need be; `on_wait` is called once before that. Gives the descriptor by which
    programs that are started share the lock; None where none can. Raises `OSError` where the file cannot be made."""
    if fcntl is None:
        with _by_database(file, on_wait):
            yield None
        return
    with file.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait()
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock.fileno()


@contextmanager
def _by_database(file: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    try:
        connection = sqlite3.connect(file, timeout=0, isolation_level=None)
    except sqlite3.Error as problem:
        raise OSError(errno.EACCES, str(problem), str(file)) from problem
    with closing(connection):
        waits = False
        while not _is_locked(connection, file):
            if not waits:
                on_wait()
                waits = True
            time.sleep(_PAUSE)
        yield


def _is_locked(connection: sqlite3.Connection, file: Path) -> bool:
    """Whether the lock is ours now; False while another process has it."""
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as problem:
        if problem.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            return False
        raise OSError(errno.EACCES, str(problem), str(file)) from problem
    return True
