"""Files that may have several names on the same disk: one is never written to under any of them."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

_NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK, errno.EXDEV)
"""A file system without hard links: then files are copied."""


def written(file: Path, data: bytes) -> None:
    """Put a new file at a place, instead of whatever is there."""

    def write() -> None:
        with file.open("xb") as stream:
            stream.write(data)

    _placed(file, write)


def linked(source: str, file: str) -> tuple[int, int] | None:
    """Put `source` at the place `file`, instead of whatever is there. None: it is a hard link; else time of change, in
    nanoseconds, and inode of the copy."""
    try:
        _placed(file, lambda: os.link(source, file))
    except OSError as problem:
        if problem.errno not in _NO_LINKS:
            raise
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, file)
        copied = Path(file).stat()
        return copied.st_mtime_ns, copied.st_ino
    return None


def _placed(file: str | Path, put: Callable[[], None]) -> None:
    """Ten thousands are put in one build, so nothing is asked beforehand. Other processes make folders too."""
    try:
        put()
    except FileNotFoundError:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        put()
    except FileExistsError:
        Path(file).unlink()
        put()
