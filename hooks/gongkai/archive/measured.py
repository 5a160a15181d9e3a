"""A stream that knows how much went into it, and the digest of all of it."""

import hashlib
from typing import Protocol


class Sink(Protocol):
    """Where bytes can be put."""

    def write(self, data: bytes, /) -> object:
        """Put some more."""


class Measured:
    """Puts bytes into another stream, and measures them."""

    def __init__(self, out: Sink) -> None:
        self._out = out
        self._digest = hashlib.sha256()
        self.size = 0
        """Bytes so far."""

    def write(self, data: bytes) -> None:
        """Put some more."""
        self._digest.update(data)
        self.size += len(data)
        self._out.write(data)

    def flush(self) -> None:
        """Nothing waits here."""

    @property
    def sha256(self) -> str:
        """The digest so far, in hexadecimal."""
        return self._digest.hexdigest()
