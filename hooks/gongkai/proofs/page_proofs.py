"""Proofs of single files that each fit in a file: `pages/NN.txt`.

The files of a release are spread over 256 lists by the first byte of the SHA-256 of their paths, each list as
`sha256sum` writes it. The lists are the leaves of a tree, whose root is in the release's entry in the log. So a file's
proof is its list, eight hashes, the entry, and the entry's own proof (c2sp.org/tlog-proof) with the checkpoint.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from gongkai.proofs.log import LogEntry, leaves_of, read_checkpoint, read_entry, read_hash
from gongkai.proofs.merkle import inclusion, inclusions, leaf_hash, root_by, root_of
from gongkai.proofs.notes import NotANote, SignedNote, read_note

FORM = "gongkai page-proof/v1"
LOG_FORM = "c2sp.org/tlog-proof@v1"
LISTS = 256


def list_number(path: str) -> int:
    """Which list a file is in."""
    return sha256(path.encode()).digest()[0]


def proof_path(path: str) -> str:
    """Where the proof of a file lies, below `proof/`."""
    return f"pages/{list_number(path):02x}.txt"


class FileTree:
    """The tree over the files of a release: paths, and their SHA-256 in hexadecimal."""

    def __init__(self, files: Iterable[tuple[str, str]]) -> None:
        lines: list[list[str]] = [[] for _ in range(LISTS)]
        for path, digest in sorted(files):
            lines[list_number(path)].append(f"{digest}  {path}\n")
        self._lists = ["".join(each) for each in lines]
        self._leaves = [leaf_hash(each.encode()) for each in self._lists]

    @property
    def root(self) -> str:
        """As an entry has it."""
        return _base64(root_of(self._leaves))

    def proofs(
        self, entries: Sequence[LogEntry], index: int, note: SignedNote
    ) -> Iterator[tuple[str, bytes]]:
        """The proof of every list that has a file, for the release whose entry is at an index of the log."""
        path = inclusion(leaves_of(entries), index)
        proof = [LOG_FORM, f"index {index}", *map(_base64, path), "", f"{note}"]
        entry = entries[index].data.decode()
        for number, (listed, within) in enumerate(zip(self._lists, inclusions(self._leaves), strict=True)):
            if listed:
                siblings = [_base64(one) for one in within]
                told = "\n".join([FORM, f"list {number}", *siblings, "", f"{listed}\n{entry}\n", *proof])
                yield f"pages/{number:02x}.txt", told.encode()


@dataclass(frozen=True)
class PageProof:
    """A proof that has been followed: these files were in this release, and the release in the log of this checkpoint.
    Who signed the checkpoint is another question."""

    files: dict[str, str]
    """Path → SHA-256 in hexadecimal."""
    entry: LogEntry
    index: int
    note: SignedNote

    def paths_of(self, data: bytes) -> list[str]:
        """Under which paths these bytes were published."""
        digest = sha256(data).hexdigest()
        return [path for path, its in self.files.items() if its == digest]


def read_proof(data: bytes) -> PageProof:
    """A proof, followed up to its checkpoint; raises `NotANote` where it leads anywhere else."""
    try:
        form, listed, entry, log, checkpoint = data.decode().split("\n\n", 4)[:5]
        head, number, *siblings = form.split("\n")
        log_head, place, *path = log.split("\n")
        index = int(place.removeprefix("index "))
        at = int(number.removeprefix("list "))
    except ValueError as problem:
        raise NotANote("proof") from problem
    exact = head == FORM and log_head == LOG_FORM and place == f"index {index}" and number == f"list {at}"
    note, release = read_note(checkpoint), read_entry(entry.encode())
    state = read_checkpoint(note)
    files_root = root_by([read_hash(one) for one in siblings], leaf_hash(f"{listed}\n".encode()), at, LISTS)
    log_root = root_by([read_hash(one) for one in path], leaf_hash(release.data), index, state.size)
    if not exact or files_root is None or _base64(files_root) != release.files or log_root != state.root:
        raise NotANote("proof")
    lines = [line.split("  ", 1) for line in listed.split("\n")]
    return PageProof({path: digest for digest, path in lines}, release, index, note)


def _base64(data: bytes) -> str:
    return b64encode(data).decode()
