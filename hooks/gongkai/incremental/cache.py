"""What is kept between runs: bytes by key, in one SQLite file, each with a check sum.

Keys name everything that can change the value. A store that is damaged, full, removed or not to be written to
costs time, never a result: what cannot be read is as if it had never been kept.
"""

import logging
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

log = logging.getLogger("gongkai")

_SUM = 8
"""Bytes of the check sum before each value."""
_AT_ONCE = 500
"""Keys in one query."""
_SPARE = 2
"""A table may hold so many times what a run uses before what it does not use is dropped."""
_FAILURES = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises; the latter where its own message holds damaged bytes."""


class Cache:
    """One file of kept values, for this process; a child process opens it anew."""

    def __init__(self, folder: Path | None) -> None:
        """`folder`: where the file lies; None keeps nothing."""
        self._folder = folder
        self._opened: tuple[int, sqlite3.Connection] | None = None

    def __reduce__(self) -> tuple[type["Cache"], tuple[Path | None]]:
        return Cache, (self._folder,)

    def get(self, table: str, key: str) -> bytes | None:
        """One value, None when it is not there or damaged."""
        return dict(self.read(table, (key,))).get(key)

    def read(self, table: str, keys: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """Those of the keys that are known, with their values, in no order."""
        for start in range(0, len(keys), _AT_ONCE):
            wanted = keys[start : start + _AT_ONCE]
            marks = ",".join("?" * len(wanted))
            for key, kept in self._ask(f"SELECT key, value FROM {table} WHERE key IN ({marks})", wanted):
                if isinstance(kept, bytes) and kept[:_SUM] == _sum(kept[_SUM:]):
                    yield key, kept[_SUM:]
                else:
                    log.warning("缓存中有一处损坏，已弃用并重新生成")

    def known(self, table: str, keys: Sequence[str]) -> Iterator[str]:
        """Those of the keys that have a value, be it damaged."""
        for start in range(0, len(keys), _AT_ONCE):
            wanted = keys[start : start + _AT_ONCE]
            marks = ",".join("?" * len(wanted))
            yield from (
                key for (key,) in self._ask(f"SELECT key FROM {table} WHERE key IN ({marks})", wanted)
            )

    def write(self, table: str, fresh: Mapping[str, bytes]) -> None:
        """Keep values."""
        if not fresh or (connection := self._connection()) is None:
            return
        rows = ((key, _sum(value) + value) for key, value in fresh.items())
        try:
            connection.execute(f"CREATE TABLE IF NOT EXISTS {table} (key TEXT PRIMARY KEY, value BLOB)")
            connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", rows)
            connection.commit()
        except _FAILURES as problem:
            self._give_up(problem)

    def drop_unused(self, table: str, used: Iterable[str], spare: int) -> None:
        """When the table has grown to several times what is `used`, and to `spare` more, drop all else."""
        if (connection := self._connection()) is None:
            return
        keys = [(key,) for key in used]
        try:
            (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
            if count > _SPARE * len(keys) + spare:
                connection.execute("CREATE TEMP TABLE used (key TEXT PRIMARY KEY)")
                connection.executemany("INSERT INTO used VALUES (?)", keys)
                connection.execute(f"DELETE FROM {table} WHERE key NOT IN (SELECT key FROM used)")
                connection.execute("DROP TABLE used")
            connection.commit()
        except _FAILURES as problem:
            self._give_up(problem)

    def close(self) -> None:
        """Let go of the file, before processes are started that open it themselves."""
        if self._opened and self._opened[0] == os.getpid():
            self._opened[1].close()
        self._opened = None

    def _ask(self, query: str, values: Sequence[str]) -> list[tuple[Any, ...]]:
        connection = self._connection()
        if connection is None:
            return []
        try:
            return connection.execute(query, tuple(values)).fetchall()
        except _FAILURES as problem:
            self._give_up(problem)
        return []

    def _connection(self) -> sqlite3.Connection | None:
        if self._folder is None:
            return None
        if self._opened is None or self._opened[0] != os.getpid():
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                connection = sqlite3.connect(self._folder / "kept.sqlite", timeout=30)
                connection.execute("PRAGMA synchronous=OFF")  # a torn value is found by its sum
                connection.text_factory = _damaged_or_not
            except (OSError, *_FAILURES) as problem:
                self._give_up(problem)
                return None
            self._opened = os.getpid(), connection
        return self._opened[1]

    def _give_up(self, problem: Exception) -> None:
        """Use no store from now on; a file that is no database any more is removed, so that the next run has one.
        A table that is not there yet is no problem."""
        if "no such table" in str(problem):
            return
        log.warning("缓存损坏或不能用（%s），本次不用缓存", problem)
        self.close()
        if self._folder and not isinstance(problem, (OSError, sqlite3.OperationalError)):
            with suppress(OSError):  # another run may have it open
                (self._folder / "kept.sqlite").unlink(missing_ok=True)
        self._folder = None


def _damaged_or_not(text: bytes) -> str:
    return text.decode(errors="replace")


def _sum(value: bytes) -> bytes:
    """Tells damage, not intent: eight times as fast as a digest, of what may be hundreds of megabytes."""
    return (len(value) << 32 | zlib.crc32(value)).to_bytes(_SUM, "big")
