"""Who made the change that a file last went through, by git's whole history: those who wrote it, not who merged it.

A commit of the default branch brings what was written on the branch that it merged. Authors and committers of commits
there count, and the author alone of one that was committed to the default branch itself, squashed or rebased. Who merges
writes only where the result is none of the versions that were merged.
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
    made: frozenset[str] = field(repr=False)
    """Those that hold what none of its parents held."""


def commits_of(folder: Path, tips: str, memo: Memo) -> dict[str, Commit]:
    """Every commit that `tips` names (`main`, `main..work`), the newest first; paths are those of the repository."""
    (printed,) = memo.each("authors", _printed, Pieces([tips], lambda keys: ((f"{folder}", keys[0]),), 1))
    all_of_them, merges = (_rows(one) for one in printed)
    found = (_commit(row, merges) for row in all_of_them.values())
    return {commit.id: commit for commit in found}


def _printed(asked: tuple[str, str]) -> tuple[bytes, bytes]:
    """What git says of all commits, against their first parents, and of merges, against all parents."""
    folder, tips = asked
    return _log(folder, tips, "first-parent"), _log(folder, tips, "combined", "--merges")


def _log(folder: str, tips: str, against: str, *more: str) -> bytes:
    shape = ("-z", "--name-only", "--no-renames", "--no-ext-diff", "--root", f"--diff-merges={against}")
    return git(Path(folder), *_SETTLED, "log", "--topo-order", *shape, *more, _FORMAT, *tips.split(" "), "--")


def _rows(printed: bytes) -> dict[str, list[str]]:
    """The parts of each commit, by its id."""
    parts = printed.decode(errors="surrogateescape").split("\x01")[1:]
    return {row[0]: row for row in (part.split("\x02", 5) for part in parts)}


def _commit(row: list[str], merges: Mapping[str, list[str]]) -> Commit:
    name, parents, author, committer, others, _paths = row
    co_authors = (one.rpartition("<")[2].rstrip("> \n") for one in others.split("\x03"))
    authors = frozenset(filter(None, (author, *co_authors)))
    paths = _paths_of(row)
    made = _paths_of(merges[name]) if name in merges else paths
    return Commit(name, tuple(parents.split()), authors, committer, paths, made)


def _paths_of(row: list[str]) -> frozenset[str]:
    return frozenset(filter(None, (path.lstrip("\n") for path in row[-1].split("\0"))))


def authors_on_branch(commits: Mapping[str, Commit], tip: str) -> dict[str, frozenset[str]]:
    """By path, who made the change that stands on the default branch."""
    line = list(_first_parents(commits, tip))
    seen = set(line)
    found: dict[str, frozenset[str]] = {}
    for name in reversed(line):
        brought = _brought(commits, commits[name].parents[1:], seen)
        seen.update(one.id for one in brought)
        for path in commits[name].paths:
            inner = _writers(one for one in brought if path in one.made)
            found[path] = inner | commits[name].authors if path in commits[name].made else inner
    return found


def authors_ahead(folder: Path, commits: Mapping[str, Commit]) -> dict[str, frozenset[str]]:
    """By path, who made the changes that are not on the default branch yet; what is not committed is by who sits here."""
    paths = {path for commit in commits.values() for path in commit.made}
    found = {path: _writers(one for one in commits.values() if path in one.made) for path in paths}
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
