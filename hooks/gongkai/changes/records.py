"""Records of approvals committed, with their person's own signature where that is asked for."""

from collections.abc import Mapping
from pathlib import Path

from gongkai.changes.clone import Clone


def commit_records(clone: Clone, held: Mapping[str, bytes | None], step: str, *, sign: bool) -> None:
    """Commit records and nothing else; `held`: their paths, with what each held before (`building.approval_recording.put_down`).
    Raises `WrongUse` where git refuses, a signature for one; the records are then what they were."""
    try:
        clone.git("add", "--", *held)
        title = clone.commit_title(f"审签：{step}")
        clone.git("commit", "--quiet", *(("-S",) if sign else ()), "-m", title, "--", *held)
    except BaseException:
        for path, before in held.items():
            if before is None:
                Path(path).unlink(missing_ok=True)
            else:
                Path(path).write_bytes(before)
        clone.git("reset", "--quiet", "--", *held)
        raise
