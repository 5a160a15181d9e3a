"""Checkpoints that others cosigned or stamped: `NAME.note`, and beside it `NAME.tsr` for a time stamp of that file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

from gongkai.findings import WrongUse
from gongkai.proofs.log import Checkpoint, LogEntry, checkpoint_of, read_checkpoint
from gongkai.proofs.notes import NotANote, read_note
from gongkai.proofs.proof_settings import ProofSettings
from gongkai.proofs.stamps import read_roots, stamp_of

NOTE, TOKEN = ".note", ".tsr"
_BEIJING = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class Witness:
    """Somebody who has seen a log, its entries up to `size`, at a time."""

    size: int
    who: str
    at: datetime
    trusted: bool = True
    """Whether their key or certificate was checked."""

    @property
    def words(self) -> str:
        """When, in words."""
        unsure = "" if self.trusted else "，未核对签发机构的证书"
        return f"{self.who}，{self.at.astimezone(_BEIJING):%Y-%m-%d %H:%M:%S}（北京时间）{unsure}"


@dataclass
class Seen:
    """What files of witnesses say of a log."""

    witnesses: list[Witness] = field(default_factory=list)
    contradicting: list[str] = field(default_factory=list)
    """What is of another log, or no checkpoint at all."""
    silent: list[str] = field(default_factory=list)
    """What proves nothing, as far as the keys and certificates at hand say."""


def witnesses_of(
    files: Mapping[str, bytes], proof: ProofSettings, fault: Callable[[Checkpoint], str]
) -> Seen:
    """Who has seen a log, by files of witnesses; `fault` says what is wrong with a checkpoint as one of that log."""
    seen = Seen()
    roots = read_roots(proof.stamp_roots) if proof.stamp_roots else []
    for name, data in sorted(files.items()):
        if not name.endswith(NOTE):
            continue
        try:
            note = read_note(data.decode())
            state = read_checkpoint(note)
        except (NotANote, UnicodeDecodeError):
            seen.contradicting.append(f"{name} 不是登记簿的检查点")
            continue
        if told := fault(state):
            seen.contradicting.append(f"{name} {told}")
            continue
        times = ((key, note.cosigned_at(key)) for key in proof.cosigners)
        found = [Witness(state.size, f"{key.name} 会签", _time(at)) for key, at in times if at is not None]
        token = files.get(f"{name.removesuffix(NOTE)}{TOKEN}")
        if token and (stamp := stamp_of(token, data, roots)):
            found.append(Witness(state.size, "可信时间戳", stamp.at, stamp.trusted))
        elif token:
            stamped = f"{name.removesuffix(NOTE)}{TOKEN}"
            seen.silent.append(f"{stamped} 不是对 {name} 盖的时间戳，或者签发机构不在信任的证书里")
        if not found:
            seen.silent.append(f"{name} 上没有信任的单位的会签，也没有时间戳")
        seen.witnesses += found
    return seen


def not_of_this_log(state: Checkpoint, entries: Sequence[LogEntry], origin: str) -> str:
    """What is wrong with a checkpoint as one of this log's, in words; empty where nothing is."""
    if state.origin != origin:
        return f"是另一本登记簿“{state.origin}”的（这里是“{origin}”）"
    if state.size > len(entries):
        return f"登记到第 {state.size} 次，而这里只有 {len(entries)} 次：后面的登记被删掉了，或者这里是旧的"
    if checkpoint_of(origin, entries[: state.size]) != state:
        return f"与这里前 {state.size} 次登记不同：登记簿被改过，或者分成了两本"
    return ""


def read_folder(folder: Path | None) -> dict[str, bytes]:
    """The files of witnesses in a folder by name; raises `WrongUse` for what cannot be read."""
    if folder is None:
        return {}
    try:
        names = sorted(file for file in folder.iterdir() if file.suffix in (NOTE, TOKEN))
        return {file.name: file.read_bytes() for file in names}
    except OSError as problem:
        raise WrongUse(f"读不到会签的文件夹 {folder}") from problem


def _time(at: int) -> datetime:
    return datetime.fromtimestamp(at, _BEIJING)
