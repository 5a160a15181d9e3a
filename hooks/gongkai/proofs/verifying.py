"""Whether a release, or one page, is what was published, and when: what `verify` finds out."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from gongkai.proofs.log import Checkpoint, LogEntry, log_files, read_checkpoint, read_log
from gongkai.proofs.notes import NotANote, SignedNote
from gongkai.proofs.page_proofs import FileTree, PageProof, read_proof
from gongkai.proofs.proof_settings import ProofSettings
from gongkai.proofs.published import FOLDER
from gongkai.proofs.witnessed import Witness, not_of_this_log, witnesses_of

MANIFEST = "api/v1/manifest.json"
Get = Callable[[str], bytes]
"""Gets a file of the site by its path; raises `OSError` where there is none."""


@dataclass
class ProofVerdict:
    """What was found, in words: what is proven, what is not, and what is wrong."""

    proven: list[str] = field(default_factory=list)
    unproven: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class PublishedLog:
    """A log that agrees with its checkpoint."""

    note: SignedNote
    entries: tuple[LogEntry, ...]
    witnesses: list[Witness]

    @property
    def state(self) -> Checkpoint:
        """What its checkpoint says."""
        return read_checkpoint(self.note)


def verified_log(
    get: Get, proof: ProofSettings, seen: SignedNote | None, verdict: ProofVerdict
) -> PublishedLog | None:
    """The log of a site; None where it is not even in itself right."""
    try:
        note, entries = read_log(lambda path: get(f"{FOLDER}{path}"))
    except NotANote:
        verdict.wrong.append("登记簿和它的检查点对不上：登记被改过、删过，或者检查点被换过")
        return None
    except OSError as problem:
        verdict.wrong.append(f"登记簿的文件读不到：{problem}")
        return None
    origin = read_checkpoint(note).origin
    judge_signature(note, proof, verdict)

    def fault(state: Checkpoint) -> str:
        return not_of_this_log(state, entries, origin)

    if seen and (told := fault(read_checkpoint(seen))):
        verdict.wrong.append(f"您以前保存的检查点{told}")
    others = witnesses_of(_witnessed(get), proof, fault)
    verdict.wrong += others.contradicting
    verdict.unproven += others.silent
    return PublishedLog(note, entries, others.witnesses)


def judge_signature(note: SignedNote, proof: ProofSettings, verdict: ProofVerdict) -> None:
    """Whether the publisher signed, as far as that can be known."""
    if proof.key is None:
        signed = "有签名，但没有给出公钥，没有核对" if note.signatures else "没有签名"
        verdict.unproven.append(
            f"检查点{signed}：只能说明前后一致，不能证明是谁发布的（用 --key 给出从别处取得的公钥）"
        )
    elif read_checkpoint(note).origin == proof.key.name and note.is_signed_by(proof.key):
        verdict.proven.append(f"由 {proof.key.name} 签名")
    else:
        verdict.wrong.append(f"检查点没有 {proof.key.name} 的有效签名")


def verified_manifest(
    get: Get, found: PublishedLog, verdict: ProofVerdict
) -> dict[str, tuple[int, str]] | None:
    """The files of the release that a site shows, path → bytes, SHA-256, by a manifest that is the last in the log."""
    try:
        listing = get(MANIFEST)
        rows = {row["path"]: (int(row["bytes"]), str(row["sha256"])) for row in json.loads(listing)["files"]}
    except (OSError, ValueError, KeyError, TypeError) as problem:
        verdict.wrong.append(f"读不到网站文件清单 {MANIFEST}：{problem}")
        return None
    last = found.entries[-1] if found.entries else None
    if last is None or (sha256(listing).hexdigest(), _tree(rows).root) != (last.manifest, last.files):
        verdict.wrong.append(f"{MANIFEST} 不是登记簿最后一次登记的那一份")
        return None
    return rows


def files_of_proof(found: PublishedLog, rows: Mapping[str, tuple[int, str]]) -> Iterator[tuple[str, bytes]]:
    """What must be below `proof/` where the log and the manifest of a release are these, byte for byte."""
    yield from log_files(found.entries)
    yield from _tree(rows).proofs(found.entries, len(found.entries) - 1, found.note)


def verified_page(
    data: bytes, proof: bytes, settings: ProofSettings, verdict: ProofVerdict
) -> PageProof | None:
    """A page by a proof of its own; None where the proof leads nowhere, or is not of this page."""
    try:
        told = read_proof(proof)
    except NotANote:
        verdict.wrong.append("证明不成立：它被改过，或者各部分不是一起的")
        return None
    paths = told.paths_of(data)
    if not paths:
        verdict.wrong.append(
            "这份证明不是这个页面的：页面被改过，或者页面和证明不是同一次更新的，或者拿错了证明"
        )
        return None
    judge_signature(told.note, settings, verdict)
    verdict.proven.append(f"页面是 {'、'.join(paths)}")
    return told


def witnesses_of_proof(told: PageProof, files: Mapping[str, bytes], proof: ProofSettings) -> list[Witness]:
    """Who has seen the very checkpoint of a proof: by itself, and by checkpoints that came with it."""
    own = read_checkpoint(told.note)
    everything = {"proof.note": f"{told.note}".encode(), **files}
    return witnesses_of(everything, proof, lambda state: "" if state == own else "不是这一个").witnesses


def tell_when(entry: LogEntry, index: int, witnesses: Iterable[Witness], verdict: ProofVerdict) -> None:
    """When a release was published, as far as it is known: as the bureau says, and as others have seen."""
    commit = f"，版本号 {entry.commit}" if entry.commit else ""
    verdict.proven.append(f"登记簿第 {index + 1} 次登记{commit}")
    covering = sorted((one for one in witnesses if one.size > index), key=lambda one: one.at)
    said = f"登记日期 {entry.day}，是发布者自己写的"
    if not any(one.trusted for one in covering):
        said += "；签名只证明是谁，不证明何时，又没有信任的会签或时间戳"
    verdict.unproven.append(said)
    verdict.proven += [f"不晚于：{one.words}" for one in covering if one.trusted]
    verdict.unproven += [f"不晚于：{one.words}" for one in covering if not one.trusted]


def _tree(rows: Mapping[str, tuple[int, str]]) -> FileTree:
    return FileTree((path, digest) for path, (_size, digest) in rows.items())


def _witnessed(get: Get) -> dict[str, bytes]:
    try:
        names = get(f"{FOLDER}witnessed/index.txt").decode().splitlines()
        return {name: get(f"{FOLDER}witnessed/{name}") for name in names if "/" not in name}
    except (OSError, UnicodeDecodeError):
        return {}
