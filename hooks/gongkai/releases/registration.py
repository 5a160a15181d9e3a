"""The release in the log: first entered beside the releases, then signed, then switched to.

`log` beside the releases has all entries, a line each. What is entered stays entered, whatever happens afterwards: a
release that was refused or killed at the last step is in it too, and the same release is not entered twice in a row.
Nothing is signed that is not in it, so no two logs are ever signed.
"""

import logging
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.findings import WrongUse
from gongkai.operating_system import move_file
from gongkai.proofs.log import CHECKPOINT, LogEntry, checkpoint_of, log_files, read_entry
from gongkai.proofs.notes import SIGNED, NotANote, PublicKey, SignedNote, public_key, sign
from gongkai.proofs.page_proofs import FileTree
from gongkai.proofs.proof_settings import ProofSettings
from gongkai.proofs.published import FOLDER, VERIFIER, is_missing, log_at
from gongkai.proofs.witnessed import Witness, not_of_this_log, read_folder, witnesses_of
from gongkai.releases.build_record import FileRecord
from gongkai.releases.hard_links import FILE
from gongkai.releases.staging import StagingFolder

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

log = logging.getLogger("gongkai")

LogState = tuple[str, bytes, tuple[tuple[str, bytes], ...]]
"""What a release's files below `proof/` depend on besides the release itself: key, entries, what others have seen."""
_LOG = "log"


@dataclass(frozen=True)
class Signer:
    """Who signs the log; without a key nobody does."""

    proof: ProofSettings
    key: "Ed25519PrivateKey | None" = None

    def __post_init__(self) -> None:
        if self.proof.key and self.public and self.public.raw != self.proof.key.raw:
            raise WrongUse(
                "签名私钥和设置中 proof 的 key 不是一对：请改用原来的私钥；私钥丢了要换新的，见运维手册“签名私钥”"
            )

    @property
    def public(self) -> PublicKey | None:
        """What readers check its signatures by."""
        return public_key(self.proof.origin, SIGNED, self.key) if self.key else None

    def signed(self, entries: tuple[LogEntry, ...]) -> SignedNote:
        """The checkpoint of these entries."""
        text = checkpoint_of(self.proof.origin, entries).text
        return sign(text, self.proof.origin, self.key) if self.key else SignedNote(text)


@dataclass(frozen=True)
class Registration:
    """A release that is about to be entered."""

    stage: StagingFolder
    signer: Signer
    entries: tuple[LogEntry, ...]
    """The log, the release's own entry at its end."""
    tree: FileTree
    witnessed: Mapping[str, bytes]
    witnesses: tuple[Witness, ...]

    @property
    def promised(self) -> frozenset[str]:
        """The files that `written` will have written."""
        return frozenset(path for path, _data in self._files(SignedNote(self.signer.signed(()).text)))

    @property
    def state(self) -> LogState:
        """The state of the log once the release is entered."""
        return _state(self.signer, _lines(self.entries), self.witnessed)

    def written(self) -> dict[str, FileRecord]:
        """Enter the release, sign the log, and put both into the staging folder."""
        _save(self.stage.folder.parent, self.entries)
        entries = {}
        for path, data in self._files(self.signer.signed(self.entries)):
            entries[path] = self.stage.put(path, data)
            (self.stage.folder / path).chmod(FILE)  # a link to a file that an earlier version left open
        return entries

    def _files(self, note: SignedNote) -> Iterator[tuple[str, bytes]]:
        files = {CHECKPOINT: f"{note}".encode(), VERIFIER.name: VERIFIER.read_bytes()}
        if self.signer.public:
            files["key.txt"] = f"{self.signer.public}\n".encode()
        files |= {f"witnessed/{name}": data for name, data in self.witnessed.items()}
        if self.witnessed:
            files["witnessed/index.txt"] = "".join(f"{name}\n" for name in self.witnessed).encode()
        files |= dict(log_files(self.entries))
        files |= dict(self.tree.proofs(self.entries, len(self.entries) - 1, note))
        yield from ((f"{FOLDER}{path}", data) for path, data in files.items())


def registration(
    stage: StagingFolder, live: Path, signer: Signer, entry: LogEntry, tree: FileTree
) -> Registration:
    """What is to be entered after the log so far. Raises `WrongUse` where the log cannot be gone on with."""
    proof = signer.proof
    if proof.key and not signer.key:
        log.warning("设置中 proof 的 key 写了公钥，这里却没有私钥：这一版的登记没有签名")
    so_far = _log_so_far(stage.folder.parent, live, signer)
    entries = so_far if so_far and so_far[-1] == entry else (*so_far, entry)
    witnessed = read_folder(proof.witnessed)
    seen = witnesses_of(witnessed, proof, lambda state: not_of_this_log(state, so_far, proof.origin))
    if wrong := [*seen.contradicting, *seen.silent]:
        raise WrongUse(
            f"会签文件夹 {proof.witnessed} 里的 {wrong[0]}。网站没有变动；请核对是不是放错了文件，"
            "或者登记簿没有接上（见运维手册“登记簿”）"
        )
    return Registration(stage, signer, entries, tree, witnessed, tuple(seen.witnesses))


def log_state(releases: Path, signer: Signer) -> LogState:
    """The state of a log as it lies beside the releases."""
    try:
        entered = (releases / _LOG).read_bytes()
    except OSError:
        entered = b""
    return _state(signer, entered, read_folder(signer.proof.witnessed))


def _state(signer: Signer, entered: bytes, witnessed: Mapping[str, bytes]) -> LogState:
    return f"{signer.public}", entered, tuple(witnessed.items())


def _log_so_far(releases: Path, live: Path, signer: Signer) -> tuple[LogEntry, ...]:
    """The longest of the logs that are known, of which all others must be beginnings."""
    proof, found = signer.proof, list(_known_logs(releases, live, signer.proof))
    longest: tuple[str, tuple[LogEntry, ...]] = max(found, key=lambda one: len(one[1]), default=("", ()))
    for where, entries in found:
        if longest[1][: len(entries)] != entries:
            raise WrongUse(
                f"有两本不同的登记簿：{where} 和 {longest[0]} 从第 {_first_difference(entries, longest[1])} 次登记起不一样，"
                "不能接着登记。网站没有变动；请查清哪一本公开过，见运维手册“登记簿”"
            )
    if found or proof.new_log:
        return longest[1]
    if signer.key:
        raise WrongUse(
            "找不到以前的登记簿，没有签名，网站没有变动。以前发布过的，用 --previous-log 网址或文件夹 接上；"
            "确实是第一次登记的，运行一次 build --new-log"
        )
    log.warning(
        "没有找到以前的登记簿，新开了一本（没有签名）。以前发布过的，请用 --previous-log 网址或文件夹 接上"
    )
    return ()


def _known_logs(
    releases: Path, live: Path, proof: ProofSettings
) -> Iterator[tuple[str, tuple[LogEntry, ...]]]:
    beside = releases / _LOG
    if beside.exists():
        try:
            yield f"{beside}", tuple(read_entry(line) for line in beside.read_bytes().splitlines())
        except (NotANote, OSError) as problem:
            raise WrongUse(
                f"登记簿 {beside} 已损坏，网站没有变动；请用备份恢复，或删掉它并用 --previous-log 从公开的网站接上"
            ) from problem
    for where in filter(None, (f"{live}" if (live / FOLDER / CHECKPOINT).exists() else "", proof.previous)):
        try:
            note, entries = log_at(where)
        except (NotANote, OSError) as problem:
            if where == proof.previous and proof.new_log and is_missing(problem):
                continue
            why = "和它的检查点对不上" if isinstance(problem, NotANote) else "读不到"
            raise WrongUse(f"{where} 的登记簿{why}，不能接着登记，网站没有变动") from problem
        names = [name for name, _signature in note.signatures]
        if proof.key and proof.key.name in names and not note.is_signed_by(proof.key):
            raise WrongUse(f"{where} 的登记簿不是设置中 proof 的 key 签的，不能接着登记，网站没有变动")
        yield where, entries


def _first_difference(one: tuple[LogEntry, ...], other: tuple[LogEntry, ...]) -> int:
    pairs = zip(one, other, strict=False)
    return next(number for number, (a, b) in enumerate(pairs, 1) if a != b)


def _lines(entries: tuple[LogEntry, ...]) -> bytes:
    return b"".join(entry.data + b"\n" for entry in entries)


def _save(releases: Path, entries: tuple[LogEntry, ...]) -> None:
    """Write the log, whole or not at all, and wait until it is on the disk."""
    part = releases / f"{_LOG}.part"
    with part.open("wb") as stream:
        stream.write(_lines(entries))
        stream.flush()
        os.fsync(stream.fileno())
    move_file(part, releases / _LOG)
