"""All files of the content folder, examined: masked numbers and digests come out of it, never text.

A file is read only when its size, times or inode are new; its content's hash and its ending name the result.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from gongkai.memo import Memo, Pieces, fresh
from gongkai.safety.attachments.examined import Attached, Examined, NumberInFile
from gongkai.safety.attachments.judging import examine
from gongkai.safety.attachments.names import ending_of
from gongkai.safety.limits import Limits

_UNREADABLE = Examined(problems=("读不出来",))
_AT_ONCE, _READ_AT_ONCE = 20, 1000
"""Files that are examined together, and that are only read."""


@dataclass(frozen=True)
class _File:
    """A file that is to be examined, and how it looks from outside."""

    path: str
    where: Path
    look: tuple[str, int, int, int, int]


def examine_all(root: Path, paths: Iterable[str], limits: Limits, memo: Memo = fresh) -> Attached:
    """Examine every file."""
    found: dict[str, Examined] = {}
    files: list[_File] = []
    for path in sorted(paths):
        known = _from_outside(root, path, limits)
        if isinstance(known, _File):
            files.append(known)
        else:
            found[path] = known
    looks = {file.look: file.where for file in files}
    pieces = Pieces(list(looks), partial(map, looks.__getitem__), _READ_AT_ONCE)
    digests = dict(zip(looks, memo.each("looks", _digest, pieces), strict=True))
    keys = {f.path: (digest, ending_of(f.path)) for f in files if (digest := digests[f.look])}
    places = {keys[f.path]: (f.where, *keys[f.path]) for f in files if f.path in keys}
    unjudged = Pieces(list(places), partial(map, places.__getitem__), _AT_ONCE)
    judged = dict(zip(places, memo.each("examined", _examined, unjudged), strict=True))
    return found | {f.path: _from_plain(judged[keys[f.path]] if f.path in keys else None) for f in files}


def _digest(file: Path) -> bytes | None:
    """None for a file that cannot be read: it may be otherwise the next time."""
    data = _read(file)
    return None if data is None else hashlib.sha256(data).digest()


def _examined(file: tuple[Path, bytes, str]) -> tuple[Any, ...] | None:
    """What is found in a file; None for one that is no longer there as it was."""
    where, digest, ending = file
    data = _read(where)
    if data is None or hashlib.sha256(data).digest() != digest:
        return None
    return astuple(examine(ending, data))


def _from_plain(examined: tuple[Any, ...] | None) -> Examined:
    if examined is None:
        return _UNREADABLE
    problems, numbers, *told = examined
    return Examined(problems, tuple(NumberInFile(*one) for one in numbers), *told)


def _from_outside(root: Path, path: str, limits: Limits) -> Examined | _File:
    """What can be told without reading: a link, a file that is too large."""
    where = root / path
    try:
        if any(
            part.is_symlink()
            for part in (where, *where.parents)
            if part.is_relative_to(root) and part != root
        ):
            return Examined(problems=("是一个符号链接，不是文件本身",))
        status = where.stat()
    except OSError:
        return Examined(problems=("读不出来",))
    if not where.is_file():
        return Examined(problems=("不是普通文件",))
    if status.st_size > limits.bytes:
        size = status.st_size / 1024 / 1024
        return Examined(problems=(f"有 {size:.1f} MB，超过 {limits.megabytes} MB 的上限",))
    look = (str(where), status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    return _File(path, where, look)


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None
