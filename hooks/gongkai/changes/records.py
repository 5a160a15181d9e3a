"""Records of approvals committed, with their person's own signature where that is asked for."""

from collections.abc import Sequence

from gongkai.changes.clone import Clone


def commit_records(clone: Clone, files: Sequence[str], step: str, *, sign: bool) -> None:
    """Commit records (paths of files) and nothing else; raises `WrongUse`."""
    clone.git("add", "--", *files)
    title = clone.commit_title(f"审签：{step}")
    clone.git("commit", "--quiet", *(("-S",) if sign else ()), "-m", title, "--", *files)
