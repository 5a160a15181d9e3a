"""Who made the change that a file last went through, by git's whole history: those who wrote it, not who merged it.

A commit of the default branch brings what was written on the branch that it merged. Authors and committers of commits
there count, and the author alone of one that was committed to the default branch itself, squashed or rebased.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.memo import Memo, Pieces
from gongkai.source import git_line, run_git
from gongkai.source.git import git

_FORMAT = "--format=%x01%H%x02%P%x02%ae%x02%ce%x02%(trailers:key=Co-authored-by,valueonly,separator=%x03)%x02"
_SETTLED = ("-c", "log.showSignature=false", "-c", "core.quotepath=off", "-c", "diff.relative=false")


@dataclass(frozen=True)
class Commit:
    """What a commit touched, against its first parent, and who made it."""

    id: str
    parents: tuple[str, ...]
    authors: frozenset[str]
    committer: str
    paths: frozenset[str] = field(repr=False)


def commits_of(folder: Path, tips: str, memo: Memo) -> dict[str, Commit]:
    """Every commit that `tips` names (`main`, `main..work`), the newest first; paths are those of the repository."""
    (printed,) = memo.each("authors", _printed, Pieces([tips], lambda keys: ((f"{folder}", keys[0]),), 1))
    found = (_commit(part) for part in printed.decode(errors="surrogateescape").split("\x01")[1:])
    return {commit.id: commit for commit in found}


def _printed(asked: tuple[str, str]) -> bytes:
    folder, tips = asked
    shape = (
        "--topo-order",
        "--diff-merges=first-parent",
        "-z",
        "--name-only",
        "--no-renames",
        "--no-ext-diff",
    )
    return git(Path(folder), *_SETTLED, "log", *shape, "--root", _FORMAT, *tips.split(" "), "--")


def _commit(printed: str) -> Commit:
    name, parents, author, committer, others, paths = printed.split("\x02", 5)
    co_authors = (one.rpartition("<")[2].rstrip("> \n") for one in others.split("\x03"))
    touched = (path.lstrip("\n") for path in paths.split("\0"))
    return Commit(
        name,
        tuple(parents.split()),
        frozenset(filter(None, (author, *co_authors))),
        committer,
        frozenset(filter(None, touched)),
    )


def authors_on_branch(commits: Mapping[str, Commit], tip: str) -> dict[str, frozenset[str]]:
    """By path, who made the change that stands on the default branch."""
    line = list(_first_parents(commits, tip))
    seen = set(line)
    found: dict[str, frozenset[str]] = {}
    for name in reversed(line):
        brought = _brought(commits, commits[name].parents[1:], seen)
        seen.update(one.id for one in brought)
        for path in commits[name].paths:
            inner = _writers(one for one in brought if path in one.paths)
            found[path] = inner or commits[name].authors
    return found


def authors_ahead(folder: Path, commits: Mapping[str, Commit]) -> dict[str, frozenset[str]]:
    """By path, who made the changes that are not on the default branch yet; what is not committed is by who sits here."""
    paths = {path for commit in commits.values() for path in commit.paths}
    found = {path: _writers(one for one in commits.values() if path in one.paths) for path in paths}
    here = git_line(folder, "config", "user.email")
    changed = run_git(
        folder, "-c", "core.quotepath=off", "status", "--porcelain", "-z", "--no-renames", "-uall"
    )
    for row in changed.stdout.decode(errors="surrogateescape").split("\0"):
        if row[3:] and here:
            found[row[3:]] = found.get(row[3:], frozenset()) | {here}
    return found


def _writers(commits: Iterable[Commit]) -> frozenset[str]:
    return frozenset(who for one in commits for who in (*one.authors, one.committer))


def _first_parents(commits: Mapping[str, Commit], tip: str) -> Iterator[str]:
    while tip in commits:
        yield tip
        tip = next(iter(commits[tip].parents), "")


def _brought(commits: Mapping[str, Commit], tips: Iterable[str], seen: set[str]) -> list[Commit]:
    """What a merge brought: all that its other parents can reach and the branch had not."""
    found: dict[str, Commit] = {}
    waiting = list(tips)
    while waiting:
        name = waiting.pop()
        if name not in seen and name not in found and name in commits:
            found[name] = commits[name]
            waiting += commits[name].parents
    return list(found.values())
