"""Parts of the search index, kept while their units are unchanged, one file each.

The key names everything that can change the result: the units, the code of this room, the library that sorts.
A damaged or unwritable cache costs time, never a result.
"""

import hashlib
import json
import logging
import os
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from gongkai.incremental.product import product_digest
from gongkai.operating_system import moved
from gongkai.search.documents import Found
from gongkai.search.inverted_index import Inverted
from gongkai.search.meaning_index import MeaningPart
from gongkai.search.meaning_lists import Pairs

log = logging.getLogger("gongkai")
_ARRAYS = ("keys", "sizes", "data")
_PAIRS = ("pairs", "units", "levels")
_COLUMNS = ("numbers", "titles", "blocks", "zones")


@dataclass(frozen=True)
class IndexPart:
    """Units that are inverted together, and what became of them: it depends on nothing but them."""

    year: int
    name: str
    shown: tuple[tuple[str, bytes], ...]
    numbers: tuple[int, ...]
    titles: tuple[int, ...]
    blocks: tuple[int, ...]
    zones: tuple[int, ...]
    small: Inverted
    places: Inverted
    meaning: MeaningPart


def key_of(part: Sequence[Found]) -> str:
    """What a part is kept by. What is only a column of the index (status, topics) does not count."""
    digest = hashlib.blake2b(product_digest().encode(), digest_size=20)
    for document in part:
        digest.update(document.digest)
    return digest.hexdigest()


def is_kept(folder: Path, key: str) -> bool:
    """Whether there is a part of this key, be it whole or not."""
    return _file(folder, key).is_file()


def kept(folder: Path, key: str) -> IndexPart | None:
    """The part of this key, if it was kept and is whole."""
    file = _file(folder, key)
    try:
        with np.load(file, allow_pickle=False) as store:
            told = json.loads(store["told"].tobytes())
            small, places = (Inverted(*(store[f"{index}-{name}"] for name in _ARRAYS)) for index in "sp")
            pairs, units, levels = (store[f"m-{name}"] for name in _PAIRS)
            found = Pairs(pairs, units, levels, len(told["numbers"]))
            meaning = MeaningPart(found, tuple(told["m-asks"]), tuple(told["m-titles"]), told["m-contact"])
            whole = store["shown"].tobytes()
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        log.warning("搜索索引的缓存有一处损坏，已重新生成")
        return None
    shown, start = [], 0
    for path, size in told.pop("shown"):
        shown.append((path, whole[start : start + size]))
        start += size
    numbers, titles, blocks, zones = (tuple(told[name]) for name in _COLUMNS)
    columns = numbers, titles, blocks, zones
    return IndexPart(told["year"], told["name"], tuple(shown), *columns, small, places, meaning)


def keep(folder: Path, key: str, part: IndexPart) -> None:
    """Keep a part for the next run."""
    told = {"year": part.year, "name": part.name, "shown": [(path, len(data)) for path, data in part.shown]}
    told |= {name: getattr(part, name) for name in _COLUMNS}
    told |= {"m-asks": part.meaning.asks, "m-titles": part.meaning.titles, "m-contact": part.meaning.contact}
    arrays = {f"s-{name}": getattr(part.small, name) for name in _ARRAYS}
    arrays |= {f"p-{name}": getattr(part.places, name) for name in _ARRAYS}
    arrays |= {f"m-{name}": getattr(part.meaning.pairs, name) for name in _PAIRS}
    arrays["told"] = np.frombuffer(json.dumps(told).encode(), dtype=np.uint8)
    arrays["shown"] = np.frombuffer(b"".join(data for _path, data in part.shown), dtype=np.uint8)
    file = _file(folder, key)
    fresh = file.with_suffix(f".{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("wb") as stream:
            np.savez(stream, **arrays)
        moved(fresh, file)
    except OSError as problem:
        log.warning("搜索索引的缓存写不进（%s），本次不用缓存", problem)


def forget_others(folder: Path, keys: Iterable[str]) -> None:
    """Remove what was kept for content that is no more."""
    wanted = {_file(folder, key) for key in keys}
    for file in _file(folder, "").parent.glob("*.npz"):
        if file not in wanted:
            with suppress(OSError):  # another run may be reading it
                file.unlink(missing_ok=True)


def _file(folder: Path, key: str) -> Path:
    return folder / "search" / f"{key}.npz"
