"""Progress of a build: one line that is written over on a terminal, a few plain lines in a log."""

import time
from typing import TextIO

from gongkai.operating_system import escapes_work

_SILENT = 1.0
"""Seconds before anything is said: a quick build needs no progress."""


class BuildProgress:
    """Tells a person or a CI log how far a build has come."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._terminal = escapes_work(stream)
        self._started = time.monotonic()
        self._last = self._started
        self._open = False

    def step(self, name: str) -> None:
        """A new step has begun."""
        self._say(f"{name} …", always=True)

    def pages(self, written: int, total: int) -> None:
        """So many of so many pages are written."""
        self._say(f"生成页面 {written}/{total}", always=False)

    def done(self) -> None:
        """Clear the line."""
        if self._open:
            self._stream.write("\r\033[K")
            self._open = False

    def _say(self, text: str, always: bool) -> None:
        now = time.monotonic()
        if self._terminal:
            if always or now - self._last >= 0.1:
                self._stream.write(f"\r\033[K{text}（{now - self._started:.0f} 秒）")
                self._stream.flush()
                self._last, self._open = now, True
        elif now - self._started >= _SILENT and now - self._last >= 5 * _SILENT:
            self._stream.write(f"{text}（{now - self._started:.0f} 秒）\n")
            self._stream.flush()
            self._last = now
