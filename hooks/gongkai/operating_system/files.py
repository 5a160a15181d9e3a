"""Files and folders: what Windows refuses while another program looks, and what its folder listings leave out."""

import errno
import os
import time
from pathlib import Path

from gongkai.operating_system import system

_PATIENCE = 3.0
"""Seconds in which virus scanners and search indexes let go of a file that is new."""
_PAUSE = 0.05
_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.ENAMETOOLONG, errno.ENOENT, errno.EEXIST)
"""What stands in the way is not the system's lack of a feature."""


def move_file(source: Path, target: Path) -> None:
    """Rename, and replace a file that is there. Windows refuses while another program has the file, or any file in the
    folder, open: then it is tried again for some seconds. Raises `PermissionError` where that does not help."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            source.replace(target)
        except PermissionError:
            if not system.WINDOWS or time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
        else:
            return


def make_read_only(mode: int) -> int:
    """The mode for what is finished: as given, but writable where a file that is read-only cannot be removed. There,
    only the digests in its build record tell that somebody changed it."""
    return mode | 0o222 if system.WINDOWS else mode


def state_of(entry: "os.DirEntry[str]") -> os.stat_result:
    """The state of an entry itself, no link followed. Windows' folder listings tell no inode, and of a file with several
    names a size and time that may be old."""
    return os.lstat(entry.path) if system.WINDOWS else entry.stat(follow_symlinks=False)


def is_missing_feature(problem: Exception) -> bool:
    """Whether making a link failed because system or disk have none, or none for this user."""
    if isinstance(problem, OSError):
        return problem.errno not in _DISK
    return isinstance(problem, (AttributeError, NotImplementedError))
