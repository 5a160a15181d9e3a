"""Which approvals stand in commits that their people signed themselves, with a key that the default branch knows."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from gongkai.approval.authors import Commit
from gongkai.approval.record import Approval, RecordUnreadable, read_record
from gongkai.settings.approvals import ApprovalSettings
from gongkai.source import run_git

_GOOD, _OF_SSH = "G", "SHA256:"


def signed_approvals(
    folder: Path, path: str, commits: Mapping[str, Commit], keys: bytes, asked: ApprovalSettings
) -> frozenset[Approval]:
    """The approvals of a record (`path` in the repository) that a commit brought which bears the person's signature.

    `keys`: the file of signers as the default branch has it, so that nobody lets himself in.
    """
    touching = [commit for commit in commits.values() if path in commit.paths]
    signers = dict(_signers(folder, [commit.id for commit in touching], keys)) if keys and touching else {}
    return frozenset(
        approval
        for commit in touching
        if commit.id in signers
        for approval in _brought(folder, path, commit)
        if approval.by == asked.person(signers[commit.id])
    )


def _brought(folder: Path, path: str, commit: Commit) -> set[Approval]:
    before = set(_recorded(folder, path, commit.parents[0])) if commit.parents else set()
    return set(_recorded(folder, path, commit.id)) - before


def _recorded(folder: Path, path: str, commit: str) -> tuple[Approval, ...]:
    shown = run_git(folder, "show", f"{commit}:{path}")
    try:
        return () if shown.returncode else read_record(shown.stdout)
    except RecordUnreadable:
        return ()


def _signers(folder: Path, commits: Iterable[str], keys: bytes) -> Iterator[tuple[str, str]]:
    """Each commit that bears a good SSH signature, and whose it is."""
    with tempfile.NamedTemporaryFile(prefix="gongkai-signers-") as file:
        file.write(keys)
        file.flush()
        known = ("-c", f"gpg.ssh.allowedSignersFile={file.name}", "-c", "gpg.ssh.revocationFile=")
        shown = run_git(
            folder, *known, "log", "--no-walk", "--format=%H%x00%G?%x00%GF%x00%GS", *commits, "--"
        )
    for row in shown.stdout.decode(errors="replace").splitlines():
        commit, verdict, key, signer = row.split("\0")
        if verdict == _GOOD and key.startswith(_OF_SSH) and signer:
            yield commit, signer
