"""All files of the content folder, examined; what was examined once is known by its content ever after.

A file is read only when its size, times or inode have changed since it was last seen; its content's hash, its
ending and the code that judges name the result. Kept are masked numbers and digests, never text.
"""

import hashlib
import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from gongkai.incremental.cache import Cache
from gongkai.incremental.product import product_digest
from gongkai.safety.attachments.examined import Attached, Examined
from gongkai.safety.attachments.judging import examine
from gongkai.safety.attachments.names import ending_of
from gongkai.safety.limits import Limits

log = logging.getLogger("gongkai")
_EXAMINED = TypeAdapter(Examined)


@dataclass(frozen=True)
class _File:
    """A file that is to be examined, and how it looks from outside."""

    path: str
    where: Path
    look: str


def examine_all(root: Path, paths: Iterable[str], limits: Limits, store: Cache) -> Attached:
    """Examine every file; what `store` has is not examined again."""
    found: dict[str, Examined] = {}
    files: list[_File] = []
    for path in sorted(paths):
        known = _from_outside(root, path, limits)
        if isinstance(known, _File):
            files.append(known)
        else:
            found[path] = known
    keys = _keys(files, store)
    kept = _understood(dict(store.read("examined", list(keys.values()))))
    fresh: dict[str, Examined] = {}
    for file in files:
        key = keys.get(file.path)
        if key is None or (key not in kept and key not in fresh):
            data = _read(file.where)
            one = Examined(problems=("读不出来",)) if data is None else examine(ending_of(file.path), data)
            if key is None or data is None:
                found[file.path] = one
                continue
            fresh[key] = one
        found[file.path] = kept[key] if key in kept else fresh[key]
    store.write("examined", {key: _EXAMINED.dump_json(one) for key, one in fresh.items()}, len(keys))
    return found


def _keys(files: list[_File], store: Cache) -> dict[str, str]:
    """Each file's key by its path; only what looks new is read for it, and what cannot be read has none."""
    seen = dict(store.read("looks", [file.look for file in files]))
    fresh: dict[str, bytes] = {}
    keys = {}
    for file in files:
        digest = seen.get(file.look)
        if digest is None and (data := _read(file.where)) is not None:
            digest = fresh[file.look] = hashlib.sha256(data).hexdigest().encode()
        if digest is not None:
            keys[file.path] = _key(digest.decode(), file.path)
    store.write("looks", fresh, len(files))
    return keys


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
    return _File(path, where, hashlib.sha256(json.dumps(look).encode()).hexdigest())


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _key(digest: str, path: str) -> str:
    parts = (product_digest(), digest, ending_of(path))
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _understood(kept: dict[str, bytes]) -> dict[str, Examined]:
    understood = {}
    for key, value in kept.items():
        try:
            understood[key] = _EXAMINED.validate_json(value)
        except ValidationError:
            log.warning("缓存中有一处损坏，已重新检查")
    return understood
