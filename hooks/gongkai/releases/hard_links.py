"""Files that may have several names on the same disk: one is never written to under any of them, nor can it be."""

import errno
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK, errno.EXDEV)
"""A file system without hard links: then files are copied."""


FILE, FOLDER, OPEN_FOLDER = 0o444, 0o555, 0o755
"""Who may do what with what is finished: everybody read, nobody write; and with a folder that is being worked in."""


def written(file: Path, data: bytes) -> None:
    """Put a new file at a place, instead of whatever is there."""

    def write() -> None:
        with open(file, "xb", opener=lambda path, flags: os.open(path, flags, FILE)) as stream:
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
        Path(file).chmod(FILE)
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


def removed(folder: str | Path) -> None:
    """Remove a folder with all that is in it, read-only or not, as far as that can be done."""
    for place, _folders, _files in os.walk(folder):
        with suppress(OSError):
            os.chmod(place, OPEN_FOLDER)  # noqa: PTH101 (a path as text, ten thousands of times)
    shutil.rmtree(folder, ignore_errors=True)
