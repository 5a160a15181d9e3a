"""What a release consists of: every file with its size, its digest and what it links to, and for pages what they
were made from. With it the next build knows which files it can take over, and needs to look into none of them.

A ledger lies beside its release and dies with it. One that is missing, damaged or belongs to other code makes the
next build start from nothing, and nothing else.
"""

import hashlib
import marshal
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import starmap
from os import stat_result
from pathlib import Path
from typing import Any, NamedTuple

from gongkai.operating_system import move_file

_SUM = 16
_FORM = b"4"
"""Of what is kept: whoever changes it counts on, so that ledgers of other forms are as good as none."""


class FileRecord(NamedTuple):
    """One file of a release; a tuple, because every build reads and writes those of all files."""

    size: int
    """Bytes."""
    state: tuple[int, int]
    """Time of change in nanoseconds, and inode: a file that somebody touched is not what was written."""
    digest: bytes
    """SHA-256."""
    ids: str = ""
    """The anchors of a page, a line each."""
    targets: tuple[str, ...] = ()
    """Where a page's links within the site lead: `path#anchor`."""
    plan: str = ""
    """A digest of what was known of a page before it was made."""
    reads: tuple[Any, ...] = ()
    """What a page asked while it was made."""
    assets: tuple[str, ...] = ()
    """The files of the content folder that a page refers to."""
    of_theme: bool = False
    """Whether it comes from the theme alone: no page, and nothing that the content asks for."""

    @property
    def follows(self) -> bool:
        """Whether this is a page of a bundle, and not its first: what it asked stands with that."""
        return bool(self.plan) and not self.reads

    def is_file(self, state: stat_result) -> bool:
        """Whether a file is still the one that was written."""
        return (state.st_size, state.st_mtime_ns, state.st_ino) == (self.size, *self.state)


@dataclass
class BuildRecord:
    """The files of a release by their path below it. `run` names all that the release was made from, `product`
    the code and settings alone, `frame` what of the content stands on every page."""

    product: str = ""
    entries: dict[str, FileRecord] = field(default_factory=dict)
    run: str = ""
    frame: str = ""

    def save(self, file: Path) -> None:
        """Write it, whole or not at all."""
        states = marshal.dumps([(path, one.size, *one.state) for path, one in self.entries.items()])
        data = marshal.dumps((self.run, states, self.product, pack_records(self.entries), self.frame))
        part = file.with_suffix(".part")
        part.write_bytes(_sum(data) + data)
        move_file(part, file)


@dataclass(frozen=True)
class WrittenFiles:
    """What must be known of a release to tell whether it is the one that a run made, and as it was written: a tenth of its
    ledger. `states`: path, bytes, time of change and inode of each file."""

    run: str
    states: Sequence[tuple[str, int, int, int]]

    def are_at(self, site: Path) -> bool:
        """Whether every file of the site is as it was written; a copy has a file's time, but another inode."""
        linked = site.is_symlink()
        try:
            for path, size, changed, inode in self.states:
                state = os.lstat(f"{site}/{path}")
                if (state.st_size, state.st_mtime_ns) != (size, changed) or (
                    linked and state.st_ino != inode
                ):
                    return False
        except OSError:
            return False
        return True

    @property
    def size(self) -> int:
        """Bytes of all."""
        return sum(size for _path, size, *_state in self.states)


def load_build_record(file: Path) -> BuildRecord | None:
    """The ledger in a file; None when there is none, or it is damaged."""
    kept = _kept(file)
    if kept is None:
        return None
    run, _states, product, entries, frame = kept
    return BuildRecord(product, unpack_records(entries), run, frame)


def load_written_files(file: Path) -> WrittenFiles | None:
    """What a ledger has of its files' states."""
    kept = _kept(file)
    return WrittenFiles(kept[0], marshal.loads(kept[1])) if kept else None


def _kept(file: Path) -> tuple[Any, ...] | None:
    try:
        kept = memoryview(file.read_bytes())
    except OSError:
        return None
    if kept[:_SUM] != _sum(kept[_SUM:]):
        return None
    found: tuple[Any, ...] = marshal.loads(kept[_SUM:])
    return found


def _sum(data: bytes | memoryview) -> bytes:
    return hashlib.blake2b(data, digest_size=_SUM, person=_FORM).digest()


def pack_records(entries: Mapping[str, FileRecord]) -> bytes:
    """Entries for a file, or for another process: thirty thousand take a tenth of what `pickle` needs."""
    return marshal.dumps(dict(zip(entries, map(tuple, entries.values()), strict=True)))


def unpack_records(data: bytes) -> dict[str, FileRecord]:
    """The entries that `pack_records` packed."""
    packed = marshal.loads(data)
    return dict(zip(packed, starmap(FileRecord, packed.values()), strict=True))


def digest_of(data: bytes) -> bytes:
    """SHA-256."""
    return hashlib.sha256(data).digest()


def count_and_size(entries: Mapping[str, FileRecord]) -> tuple[int, int]:
    """How many files, and how many bytes."""
    return len(entries), sum(entry.size for entry in entries.values())
