"""Front matter that was parsed before is not parsed again; what is new is parsed on all cores."""

import hashlib
import json
import marshal
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from gongkai.source.front_matter import Front, Unreadable, read_yaml
from gongkai.store import Store
from gongkai.workers import chunks, spread

Written = tuple[str, int]
"""Front matter as written, and the line of its file on which it begins."""

_CHUNK = 250
"""Pieces of front matter that a worker parses at a time."""
_WORTH_SHARING = 4
"""Chunks below which another process costs more than it saves."""


def read_fronts(
    written: Sequence[Written], store: Store | None, jobs: int | None
) -> Mapping[Written, Front | Unreadable]:
    """What each piece says, or why it cannot be read."""
    keys = {one: _key(one) for one in written}
    store = store or Store(None)
    known = {key: marshal.loads(kept) for key, kept in store.read("fronts", list(keys.values()))}
    missing = [(key, one) for one, key in keys.items() if key not in known]
    store.close()  # before processes are started
    fresh: dict[str, bytes] = {}
    for some in spread(_parse_some, chunks(missing, _CHUNK), jobs, _WORTH_SHARING):
        fresh.update(some)
    store.write("fronts", fresh, len(keys))
    known.update((key, marshal.loads(kept)) for key, kept in fresh.items())
    return {one: _understood(known[key]) for one, key in keys.items()}


def _parse_some(some: Sequence[tuple[str, Written]]) -> list[tuple[str, bytes]]:
    return [(key, marshal.dumps(_parsed(*one))) for key, one in some]


def _parsed(text: str, first_line: int) -> tuple[Any, Any]:
    """Values and lines; a line and a message where nothing can be read."""
    try:
        front = read_yaml(text, first_line)
    except Unreadable as problem:
        return problem.line, problem.message
    return front.values, front.lines


def _understood(kept: tuple[Any, Any]) -> Front | Unreadable:
    first, second = kept
    if isinstance(first, int) and isinstance(second, str):
        return Unreadable(first, second)
    return Front(first, second)


def _key(written: Written) -> str:
    return hashlib.blake2b(
        f"{_parser_version()} {written[1]} {written[0]}".encode(), digest_size=20
    ).hexdigest()


@cache
def _parser_version() -> str:
    """Changes whenever the code that parses or its library does."""
    code = Path(__file__).with_name("front_matter.py").read_bytes() + Path(__file__).read_bytes()
    return hashlib.sha256(code + json.dumps(version("pyyaml")).encode()).hexdigest()
