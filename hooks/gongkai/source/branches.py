"""Where the default branch stands for what is checked out: on which commit its history ends.

The default branch bears the name that the pipeline gives (GitLab's `CI_DEFAULT_BRANCH`), else the remote
(`origin/HEAD`), else main or master, else it is the only branch there is. Of the branch here and the same
one as last fetched, the one that is ahead counts. Whoever works on the default branch itself, or has an
older commit of it checked out (a pipeline's detached HEAD, a site built again), sees its history as far as
that commit: one commit gives one output, however far the branch has come since.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from gongkai.source.git import git, git_line, run_git

_LOCAL, _REMOTE = "refs/heads/", "refs/remotes/origin/"
_USUAL = ("main", "master")


@dataclass(frozen=True)
class BranchPosition:
    """`tip`: the last commit of the default branch that counts; `base`: where what is here left it."""

    tip: str
    base: str


def branch_position(folder: Path, head: str) -> BranchPosition | None:
    """Where the default branch stands, seen from the commit `head` that is checked out.

    None when nobody can tell which branch that is.
    """
    commits, remote_name = _branches(folder)
    name = _default_name(commits, remote_name)
    if name is None:
        return None
    if git_line(folder, "symbolic-ref", "--quiet", "HEAD") == _LOCAL + name:
        return BranchPosition(head, head)
    tip = _farther(folder, commits.get(_LOCAL + name), commits.get(_REMOTE + name))
    if _is_on(folder, head, tip):
        return BranchPosition(head, head)
    return BranchPosition(tip, git_line(folder, "merge-base", tip, head) or tip)


def default_branch(folder: Path) -> str | None:
    """The name of the default branch; None when nobody can tell which that is."""
    return _default_name(*_branches(folder))


def _branches(folder: Path) -> tuple[dict[str, str], str]:
    """The commit of every branch, here and as last fetched; and the name of the remote's default branch."""
    listed = git(folder, "for-each-ref", "--format=%(refname) %(objectname) %(symref)", _LOCAL, _REMOTE)
    commits, remote_name = {}, ""
    for line in listed.decode(errors="replace").splitlines():
        name, commit, leads_to = line.split(" ", 2)
        if leads_to:
            remote_name = leads_to.removeprefix(_REMOTE) if name == f"{_REMOTE}HEAD" else remote_name
        else:
            commits[name] = commit
    return commits, remote_name


def _default_name(commits: dict[str, str], remote_name: str) -> str | None:
    for name in (os.environ.get("CI_DEFAULT_BRANCH", ""), remote_name, *_USUAL):
        if _LOCAL + name in commits or _REMOTE + name in commits:
            return name
    alone = len(commits) == 1 and next(iter(commits))
    return alone.removeprefix(_LOCAL) if alone and alone.startswith(_LOCAL) else None


def _farther(folder: Path, here: str | None, fetched: str | None) -> str:
    """The commit that is ahead; the one last fetched where each has what the other has not."""
    if here is None or fetched is None:
        return here or fetched or ""
    return here if run_git(folder, "merge-base", "--is-ancestor", fetched, here).returncode == 0 else fetched


def _is_on(folder: Path, commit: str, tip: str) -> bool:
    """Whether a commit is one of those that the branch went through itself, not one it merged."""
    return commit.encode() in git(folder, "rev-list", "--first-parent", tip).split()
