"""The log of releases: its entries, its checkpoints (c2sp.org/tlog-checkpoint) and its files (c2sp.org/tlog-tiles)."""

import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.proofs.merkle import HASH, leaf_hash, root_of
from gongkai.proofs.notes import NotANote, SignedNote, decoded, read_note

CHECKPOINT = "checkpoint"
_WIDTH = 256
_LENGTH = 2
_BODY = re.compile(r"([^\s+]+)\n(0|[1-9]\d*)\n([A-Za-z0-9+/]{43}=)\n")

Fetch = Callable[[str], bytes]
"""Gets a file below `proof/`; raises `OSError` where there is none."""


@dataclass(frozen=True)
class LogEntry:
    """One release in the log."""

    manifest: str
    """SHA-256 of `api/v1/manifest.json`."""
    files: str
    """The root of the tree over what the manifest lists (`page_proofs.py`), in base64."""
    commit: str
    """Empty where the section was in no repository."""
    day: date
    """The day of the release, as the bureau says."""

    @property
    def data(self) -> bytes:
        """As it is logged: one line, always the same for the same release."""
        said = {
            "commit": self.commit,
            "day": self.day.isoformat(),
            "files": self.files,
            "manifest": self.manifest,
        }
        return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()


def read_entry(data: bytes) -> LogEntry:
    """An entry from its line; raises `NotANote` where it is written in any other way."""
    try:
        said = json.loads(data)
        entry = LogEntry(said["manifest"], said["files"], said["commit"], date.fromisoformat(said["day"]))
    except (ValueError, KeyError, TypeError) as problem:
        raise NotANote(repr(data)) from problem
    if entry.data != data:
        raise NotANote(repr(data))
    return entry


@dataclass(frozen=True)
class Checkpoint:
    """The state of a log: how many entries it has, and the root of their tree."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """As it is signed."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


def read_checkpoint(note: SignedNote) -> Checkpoint:
    """The checkpoint in a note; raises `NotANote`."""
    match = _BODY.fullmatch(note.text)
    if match is None:
        raise NotANote(note.text)
    return Checkpoint(match[1], int(match[2]), decoded(match[3]))


def checkpoint_of(origin: str, entries: Sequence[LogEntry]) -> Checkpoint:
    """The state of a log that has these entries."""
    return Checkpoint(origin, len(entries), root_of(leaves_of(entries)))


def leaves_of(entries: Iterable[LogEntry]) -> list[bytes]:
    """The leaf hashes of entries."""
    return [leaf_hash(entry.data) for entry in entries]


def log_files(entries: Sequence[LogEntry]) -> Iterator[tuple[str, bytes]]:
    """The tiles and entry bundles of a log. Of a tile that is not full, every state is kept that a checkpoint was made
    for: whoever keeps one can still get what belongs to it."""
    size = len(entries)
    hashes, level = leaves_of(entries), 0
    while hashes:
        for number in range(0, len(hashes), _WIDTH):
            tile = hashes[number : number + _WIDTH]
            for width in [_WIDTH] if len(tile) == _WIDTH else range(1, len(tile) + 1):
                yield f"tile/{level}/{_place(number // _WIDTH, width)}", b"".join(tile[:width])
        full = range(0, len(hashes) - len(hashes) % _WIDTH, _WIDTH)
        hashes, level = [root_of(hashes[start : start + _WIDTH]) for start in full], level + 1
    for start in range(0, size, _WIDTH):
        bundle = entries[start : start + _WIDTH]
        for width in [_WIDTH] if len(bundle) == _WIDTH else range(1, len(bundle) + 1):
            yield f"tile/entries/{_place(start // _WIDTH, width)}", _bundle(bundle[:width])


def read_log(fetch: Fetch) -> tuple[SignedNote, tuple[LogEntry, ...]]:
    """A published log: its checkpoint, and all its entries, which are what the checkpoint says. Raises `NotANote` where
    they are not, and `OSError` where a file is missing."""
    try:
        note = read_note(fetch(CHECKPOINT).decode())
    except UnicodeDecodeError as problem:
        raise NotANote(CHECKPOINT) from problem
    state = read_checkpoint(note)
    entries: list[LogEntry] = []
    while len(entries) < state.size:
        number, width = len(entries) // _WIDTH, min(state.size - len(entries), _WIDTH)
        bundle = list(_entries(fetch(f"tile/entries/{_place(number, width)}")))
        if len(bundle) != width:
            raise NotANote(f"tile/entries/{_place(number, width)}")
        entries += bundle
    if checkpoint_of(state.origin, entries) != state:
        raise NotANote(note.text)
    return note, tuple(entries)


def _bundle(entries: Iterable[LogEntry]) -> bytes:
    lines = [entry.data for entry in entries]
    return b"".join(len(line).to_bytes(_LENGTH, "big") + line for line in lines)


def _entries(bundle: bytes) -> Iterator[LogEntry]:
    while bundle:
        end = _LENGTH + int.from_bytes(bundle[:_LENGTH], "big")
        if len(bundle) < end:
            raise NotANote("entries")
        yield read_entry(bundle[_LENGTH:end])
        bundle = bundle[end:]


def _place(number: int, width: int) -> str:
    """Where a tile lies: `x001/x234/067`, of a partial one its width too."""
    digits = f"{number:03d}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    parts = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    path = "/".join([*(f"x{part}" for part in parts[:-1]), parts[-1]])
    return path if width == _WIDTH else f"{path}.p/{width}"


def read_hash(text: str) -> bytes:
    """A hash in base64; raises `NotANote`."""
    data = decoded(text)
    if len(data) != HASH:
        raise NotANote(text)
    return data
