"""Which steps of a change that is not checked out have been taken, as far as its branch alone can tell: the section is not
judged for a list of changes. The opened change has the last word."""

from collections.abc import Iterable, Sequence
from functools import reduce

from gongkai.approval import Approval, RecordUnreadable, approval_state, content_digest, read_record
from gongkai.approval.authors import authors_ahead, commits_of
from gongkai.approval.signed import signed_approvals
from gongkai.changes.clone import Clone
from gongkai.changes.related_files import record_paths
from gongkai.memo import fresh
from gongkai.settings.approvals import ApprovalSettings
from gongkai.source import git_line, run_git


def counted_steps(clone: Clone, paths: Sequence[str], tip: str) -> tuple[str, ...]:
    """The steps of which an approval counts for every document (`paths` of the content folder) that has any."""
    asked = clone.settings.approvals
    if asked is None:
        return ()
    taken = [
        {one.step: None for one in _counted(clone, path, tip, asked, recorded)}
        for path in paths
        if (recorded := _recorded(clone, path, tip))
    ]
    return (
        tuple(reduce(lambda some, more: {step: None for step in some if step in more}, taken))
        if taken
        else ()
    )


def _recorded(clone: Clone, path: str, tip: str) -> tuple[Approval, ...]:
    try:
        return read_record(clone.text(record_paths(path, clone.records), tip) or b"")
    except RecordUnreadable:
        return ()


def _counted(
    clone: Clone, path: str, tip: str, asked: ApprovalSettings, recorded: Iterable[Approval]
) -> tuple[Approval, ...]:
    alike = [one for one in recorded if _is_of_now(clone, path, tip, one)]
    if not alike:
        return ()
    commits = commits_of(clone.root, f"{clone.base}..{tip}", fresh)
    keys = run_git(clone.root, "show", f"{clone.base}:{clone.records}{asked.signers.name}")
    known = b"" if keys.returncode else keys.stdout
    signed = signed_approvals(clone.root, record_paths(path, clone.records), commits, known, asked)
    unsigned = {one for one in alike if one.evidence == "signature"} - signed
    wrote = authors_ahead(clone.root, commits).get(f"{clone.content}{path}", frozenset())
    authors = {asked.person(account) for account in wrote}
    today = clone.settings.today
    return approval_state(alike[-1].digest, alike, authors, unsigned, asked, today).counted


def _is_of_now(clone: Clone, path: str, tip: str, one: Approval) -> bool:
    """Whether what was approved is what the branch has now, with the other files that the change brings."""
    now = clone.text(f"{clone.content}{path}", tip) or b""
    if one.digest == content_digest(now, {}):
        return True
    then = clone.text(f"{clone.content}{path}", one.commit) if one.commit else None
    if then is None or content_digest(then, {}) != content_digest(now, {}):
        return False
    files = [
        name
        for name in clone.changed(tip)
        if name.startswith(clone.content) and not name.endswith((".md", ".yml"))
    ]
    return not files or not git_line(clone.root, "diff", "--name-only", one.commit, tip, "--", *files)
