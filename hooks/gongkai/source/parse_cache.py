"""What files say, kept by the digest of their bytes: nothing that has not changed is read and parsed again."""

import marshal
from collections.abc import Sequence

from gongkai.incremental.cache import Cache
from gongkai.incremental.processes import chunks, spread
from gongkai.incremental.product import product_digest
from gongkai.source.parsed_file import ParsedFile, from_kept, parsed

Bytes = tuple[bytes, bytes, bool]
"""A file's bytes, their digest, and whether it is Markdown."""

_CHUNK = 250
"""Files that a worker reads at a time."""
_WORTH_SHARING = 4
"""Chunks below which another process costs more than it saves."""


def read_all(files: Sequence[Bytes], store: Cache | None, jobs: int | None) -> list[ParsedFile]:
    """What each file says."""
    keys = [_key(digest, is_markdown) for _raw, digest, is_markdown in files]
    store = store or Cache(None)
    known = dict(store.read("said", list(dict.fromkeys(keys))))
    missing = {key: file for key, file in zip(keys, files, strict=True) if key not in known}
    store.close()  # before processes are started
    fresh: dict[str, bytes] = {}
    for some in spread(_read_some, chunks(list(missing.items()), _CHUNK), jobs, _WORTH_SHARING):
        fresh.update(some)
    store.write("said", fresh, len(keys))
    known.update(fresh)
    return [from_kept(marshal.loads(known[key])) for key in keys]


def _read_some(some: Sequence[tuple[str, Bytes]]) -> list[tuple[str, bytes]]:
    return [
        (key, marshal.dumps(parsed(raw, is_markdown).kept())) for key, (raw, _digest, is_markdown) in some
    ]


def _key(digest: bytes, is_markdown: bool) -> str:
    return f"{product_digest()} {is_markdown:d} {digest.hex()}"
