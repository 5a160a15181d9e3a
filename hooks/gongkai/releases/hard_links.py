"""Files that may have several names on the same disk: one is never written to under any of them, nor can it be."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from gongkai.operating_system import is_missing_feature, make_read_only, system

FILE, FOLDER, OPEN_FOLDER = make_read_only(0o444), make_read_only(0o555), 0o755
"""Who may do what with what is finished: everybody read, nobody write; and with a folder that is being worked in."""


def write_file(file: Path, data: bytes) -> None:
    """Put a new file at a place, instead of whatever is there."""

    def write() -> None:
        with open(file, "xb", opener=lambda path, flags: os.open(path, flags, FILE)) as stream:
            stream.write(data)

    _placed(file, write)


def link_file(source: str, file: str) -> tuple[int, int] | None:
    """Put `source` at the place `file`, instead of whatever is there. None: it is a hard link; else time of change, in
    nanoseconds, and inode of the copy."""
    try:
        _placed(file, lambda: os.link(source, file))
    except (AttributeError, OSError) as problem:
        if not is_missing_feature(problem):
            raise
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, file)
        written_at = os.stat(source)  # noqa: PTH116 (a path as text)
        os.utime(file, ns=(written_at.st_atime_ns, written_at.st_mtime_ns))
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


def copy_tree(source: Path, target: Path) -> None:
    """Make a folder with all the files of another: hard links where there are any, else copies."""
    remove_folder(target)
    for place, _folders, files in os.walk(source):
        below = target / Path(place).relative_to(source)
        for name in files:
            link_file(f"{place}/{name}", f"{below}/{name}")


def remove_folder(folder: str | Path) -> None:
    """Remove a folder with all that is in it, read-only or not, as far as that can be done; of a link, the link."""
    if os.path.islink(folder):  # noqa: PTH114 (a path as text or not)
        Path(folder).unlink()
        return
    for place, _folders, files in os.walk(folder):
        for name in ("", *(files if system.WINDOWS else ())):
            with suppress(OSError):
                os.chmod(f"{place}/{name}", OPEN_FOLDER)  # noqa: PTH101 (as text, ten thousands of times)
    shutil.rmtree(folder, ignore_errors=True)
