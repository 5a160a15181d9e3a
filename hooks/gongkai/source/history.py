"""What git knows of the content folder: when each file came to the default branch, and its versions since.

One `git log` over the first parents of the default branch says it all: a merge request arrives with the
commit that merges it, on that commit's day. Days are those of committers, in Asia/Shanghai, as they are
written: a machine that merges sets them by its own clock, and a rebase sets them anew, later. Nothing is
made up where clocks disagree. A file that moves keeps its history, one that is deleted and comes back too.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from gongkai.memo import Memo, Pieces, fresh
from gongkai.source.branches import BranchPosition, branch_position
from gongkai.source.git import GitRefused, git, git_line, run_git
from gongkai.source.no_history import OUTSIDE, SHALLOW, UNBORN, UNCLEAR, UNTRACKED, HistoryMissing, refusal

_SECONDS_OF_DAY = 86_400
_SHANGHAI = 8 * 3_600
_EPOCH = date(1970, 1, 1).toordinal()
_AT_ONCE = 1000
"""Blobs that are read together: memory, not time, is why not all are."""
HERE = "here"
"""Stands for the blob of a file whose version in the content folder is not on the default branch yet."""


class Version(NamedTuple):
    """A file from one day on: where it lay below the content folder, and its blob ("": it was gone)."""

    day: date
    path: str
    blob: str


Trail = tuple[Version, ...]
"""One file's versions, oldest first, wherever it lay."""


class HistoryStep(NamedTuple):
    """One commit of the default branch, on the day its committer wrote: what the paths below the content folder that
    it touched hold since ("": nothing). The last may be what is not on the branch yet, and has no `commit`."""

    day: date
    files: dict[str, str]
    commit: str = ""


@dataclass(frozen=True)
class History:
    """What git knows. What is not on the default branch counts as arriving on the day it was asked."""

    trails: dict[str, Trail]
    """By the path where each file lies now."""
    gone: tuple[Trail, ...]
    """Of files that were in the content folder and are no more."""
    steps: tuple[HistoryStep, ...]
    """What the content folder went through, in this order, whatever the days; no empty ones."""

    def arrived(self, path: str, today: date) -> date:
        """The day a file came to the default branch; today for one that has not."""
        trail = self.trails.get(path)
        return trail[0].day if trail else today

    def is_new(self, path: str) -> bool:
        """Whether a file has not come to the default branch yet."""
        trail = self.trails.get(path)
        return trail is None or trail[0].blob == HERE


def read_history(content: Path, today: date, memo: Memo = fresh) -> History | HistoryMissing:
    """Ask git; `today` is the day of what is not on the default branch yet."""
    try:
        where = git(content, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-prefix")
        inside, shallow, prefix = where.decode(errors="replace").split("\n")[:3]
        if inside != "true":
            return OUTSIDE
        if shallow == "true":
            return SHALLOW
        head = git_line(content, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        if not head or _ignored(content):
            return UNTRACKED if head else UNBORN
        stand = branch_position(content, head)
        return _read(content, prefix, stand, today, memo) if stand else UNCLEAR
    except GitRefused as refused:
        return refusal(refused.said)


def read_blobs(content: Path, blobs: list[str]) -> Iterator[bytes]:
    """The content of each blob, in this order; raises `GitRefused` when one is not there (a partial clone)."""
    for start in range(0, len(blobs), _AT_ONCE):
        some = blobs[start : start + _AT_ONCE]
        printed, place = git(content, "cat-file", "--batch", feed="\n".join([*some, ""]).encode()), 0
        for blob in some:
            end = printed.index(b"\n", place)
            _blob, kind, size = (*printed[place:end].split(), b"0")[:3]
            if kind != b"blob":
                raise GitRefused(f"{blob} {kind.decode()}")
            place = end + 1 + int(size)
            yield printed[end + 1 : place]
            place += 1


def _read(content: Path, prefix: str, stand: BranchPosition, today: date, memo: Memo) -> History:
    living: dict[str, list[Version]] = {}
    ended: dict[str, list[list[Version]]] = {}
    steps: list[HistoryStep] = []
    for day, commit, changes in _log(content, stand.tip, memo):
        steps.append(_step(day, changes, prefix)._replace(commit=commit))
        _apply(changes, day, living, ended)
    here = list(_here(content, prefix, stand.base))
    ahead = here if stand.base == stand.tip else list(_here(content, prefix, stand.tip))
    steps.append(_step(today, ahead, prefix))
    _apply(here, today, living, ended)
    trails, gone = {}, [trail for trails_of in ended.values() for trail in trails_of]
    for path, trail in living.items():
        if path.startswith(prefix):
            trails[path.removeprefix(prefix)] = _within(trail, prefix)
        else:
            gone.append(trail)
    left = (_until_gone(trail, prefix) for trail in gone)
    return History(
        trails, tuple(trail for trail in left if trail), tuple(step for step in steps if step.files)
    )


class _Change(NamedTuple):
    """What happened to one file; `before`: where it lay, `blob`: what it is now ("": gone), `old`: what it was."""

    path: str
    before: str
    blob: str
    old: str


def _step(day: date, changes: list[_Change], prefix: str) -> HistoryStep:
    """What a commit left at each path below the content folder; a file that moved is gone from where it was."""
    left = {change.before: "" for change in changes if change.before != change.path}
    left |= {change.path: change.blob for change in changes}
    return HistoryStep(
        day, {path.removeprefix(prefix): left[path] for path in left if path.startswith(prefix)}
    )


def _apply(
    changes: list[_Change],
    day: date,
    living: dict[str, list[Version]],
    ended: dict[str, list[list[Version]]],
) -> None:
    """Carry the trails over one commit."""
    moved = {c.path: living.pop(c.before, []) for c in changes if c.before != c.path}
    for change in changes:
        path = change.path
        if change.blob:
            back = ended[path].pop() if path not in living and path not in moved and ended.get(path) else []
            trail = living.setdefault(path, moved.get(path) or back)
            trail.append(Version(day, path, change.blob))
        elif path in living:
            ended.setdefault(path, []).append([*living.pop(path), Version(day, path, "")])


def _log(content: Path, tip: str, memo: Memo) -> Iterator[tuple[date, str, list[_Change]]]:
    """Every commit of the branch, the oldest first: what git prints of a commit's past never changes."""
    (printed,) = memo.each("git_log", _printed, Pieces([tip], lambda tips: ((f"{content}", tips[0]),), 1))
    head, changes = (date.min, ""), list[_Change]()
    for said in _records(printed):
        if isinstance(said, _Change):
            changes.append(said)
        else:
            yield *head, _exchanged(changes)
            head, changes = said, []
    yield *head, _exchanged(changes)


def _exchanged(changes: list[_Change]) -> list[_Change]:
    """The changes of one commit; files that took each other's places whole, of which git says that each was edited, as
    moves. Where two were alike, nobody can tell."""
    edited = [one for one in changes if one.before == one.path and one.blob and one.old.strip("0")]
    stood = {change.old: change.path for change in edited}
    if len(stood) < len(edited):
        return changes
    came = {change.path: stood[change.blob] for change in edited if change.blob in stood}
    while came.keys() != (left := set(came.values())):
        both = came.keys() & left
        came = {path: before for path, before in came.items() if path in both and before in both}
    return [change._replace(before=came.get(change.path, change.before)) for change in changes]


def _printed(asked: tuple[str, str]) -> bytes:
    folder, tip = asked
    walk = ("--first-parent", "-m", "--reverse", "--format=%ct %H")
    return git(Path(folder), *_SETTLED, "log", *_RAW, *walk, tip, "--")


def _here(content: Path, prefix: str, base: str) -> Iterator[_Change]:
    """What differs in the folder from what was committed; a file moved without git's knowledge is known again."""
    printed = git(content, *_SETTLED, "diff", *_RAW, "--ignore-submodules", base, "--")
    changes = [said for said in _records(printed) if isinstance(said, _Change)]
    others = git(content, "ls-files", "-z", "--others", "--", ".").decode(errors="replace").split("\0")
    lost = {change.old: change.path for change in changes if not change.blob}
    for name in filter(None, others):
        was = lost.pop(_blob_of(content / name, lost), "") if lost else ""
        changes = [change for change in changes if change.blob or change.path != was]
        changes.append(_Change(prefix + name, was or prefix + name, HERE, ""))
    return (change._replace(blob=change.blob and HERE) for change in changes)


_SETTLED = tuple(
    word
    for setting in (
        "log.showRoot=true",
        "log.showSignature=false",
        "log.diffMerges=first-parent",
        "diff.relative=false",
    )
    for word in ("-c", setting)
)
_RAW = ("-z", "--raw", "-M", "-l1000", "--no-abbrev", "--no-color", "--no-ext-diff")
"""How git is to list changes, whatever its user has set up: whole ids, whole paths, renames found."""


def _records(printed: bytes) -> Iterator[_Change | tuple[date, str]]:
    """What `-z --raw` printed: changes, and before those of each commit its day and name."""
    words = iter(printed.split(b"\0"))
    for word in words:
        if word.lstrip(b"\n")[:1] == b":":
            _mode, _new_mode, old, blob, status = word.decode().split(" ")
            before = path = next(words).decode(errors="replace")
            if status[0] in "RC":
                path = next(words).decode(errors="replace")
            gone = status[0] == "D"
            yield _Change(path, path if status[0] == "C" else before, "" if gone else blob, old)
        elif word.strip():
            moment, _, commit = word.decode().strip().partition(" ")
            yield _day(int(moment)), commit


def _day(seconds: int) -> date:
    """The day in Shanghai of a moment; what lies beyond the calendar is its last day."""
    ordinal = _EPOCH + (seconds + _SHANGHAI) // _SECONDS_OF_DAY
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


def _blob_of(file: Path, known: dict[str, str]) -> str:
    """The id that git would give a file, in the kind of ids that it gives here."""
    data = file.read_bytes() if file.is_file() else b""
    digest = hashlib.sha256 if len(next(iter(known))) > 40 else hashlib.sha1
    return digest(b"blob %d\0" % len(data) + data).hexdigest()


def _within(trail: list[Version], prefix: str) -> Trail:
    """The versions in the content folder. One that lay elsewhere counts if it lay in the same place of another
    folder: then the whole section was moved. From any other place a file comes into the section anew."""
    kept: list[Version] = []
    path = ""
    for version in reversed(trail):
        if version.path.startswith(prefix):
            path = version.path.removeprefix(prefix)
        elif not f"/{version.path}".endswith(f"/{path}"):
            break
        kept.append(version._replace(path=path))
    return tuple(reversed(kept))


def _until_gone(trail: list[Version], prefix: str) -> Trail:
    """The versions of a file that is not in the content folder any more, to the day it left it; () if it never was."""
    last = max((n for n, one in enumerate(trail) if one.path.startswith(prefix) and one.blob), default=-1)
    if last < 0:
        return ()
    left = trail[last + 1] if last + 1 < len(trail) else trail[last]
    return _within([*trail[: last + 1], left._replace(path=trail[last].path, blob="")], prefix)


def _ignored(content: Path) -> bool:
    return run_git(content, "check-ignore", "--quiet", ".").returncode == 0
