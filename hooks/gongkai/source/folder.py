"""The content folder, read once: every `.md` and `.yml` with its front matter, and the names of all else."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from gongkai.amounts.notes import AmountNote, without_notes
from gongkai.findings import WrongUse, system_refusal
from gongkai.memo import Memo, Pieces, fresh
from gongkai.safety import NumberOnLine
from gongkai.source.draft_mark import says_draft
from gongkai.source.front_matter import Front, Unreadable
from gongkai.source.parsed_file import ParsedFile, ToDo, fingerprint, from_kept, parsed, text_of
from gongkai.source.slips import Slip

WRITTEN = (".md", ".yml")
"""Endings of files that editors write; `.markdown` and `.yaml` are read too, to be refused by name."""
_READ = (*WRITTEN, ".markdown", ".yaml")
_AT_ONCE = 250
"""Files that are parsed together."""
_WORTH_SHARING = 4
"""Times as many from which on another process saves more than it costs."""


@dataclass(frozen=True)
class SourceFile:
    """One file an editor wrote. `front` is what could be read, or why nothing could."""

    path: str
    """Relative to the content folder, with `/`."""
    front: Front | Unreadable | None
    """None: a Markdown file that has no front matter."""
    body: str = ""
    body_line: int = 1
    """The line of the file on which the body begins."""
    front_fingerprint: bytes = b""
    """Changes whenever anything before the body does."""
    head: str = ""
    """The front matter as it is written; a `.yml` file, or one whose front matter does not end, whole."""
    head_line: int = 1
    """The line of the file on which the head begins."""
    front_numbers: tuple[NumberOnLine, ...] = ()
    """Numbers of persons in the head."""
    is_link: bool = False
    """A symbolic link to a file or a folder: refused, never followed."""
    todos: tuple[ToDo, ...] = ()
    slips: tuple[Slip, ...] = ()
    """What must not go out, though the file can be read."""
    notes: tuple[AmountNote, ...] = ()
    """Where amounts come from; the body is without them."""
    says_draft: bool = False
    """Whether it says that it is a draft, though its front matter cannot be read; of others the front matter tells."""


@dataclass(frozen=True)
class ContentFolder:
    """All of the content folder: what was written, and the paths of all other files (attachments, images)."""

    root: Path
    written: tuple[SourceFile, ...]
    others: frozenset[str]
    fingerprint: str = ""
    """Changes whenever anything in the folder does."""
    read: frozenset[tuple[str, bool, bytes]] = frozenset()
    """Path, whether it is a link, and digest of every file that could be read: what they were understood from."""


class Scanned(NamedTuple):
    """A file that editors write: its bytes, or why there are none, and their digest."""

    path: str
    raw: bytes | Unreadable
    is_link: bool = False
    digest: bytes = b"-"


@dataclass(frozen=True)
class Scan:
    """The folder's bytes, not yet understood: enough to tell whether anything changed."""

    root: Path
    written: tuple[Scanned, ...]
    """Every file that editors write."""
    others: frozenset[str]
    fingerprint: str
    """Changes whenever anything in the folder does."""


def scan_folder(root: Path) -> Scan:
    """Read the folder; raises `WrongUse` when there is none. Hidden files are not content."""
    if not root.is_dir():
        raise WrongUse(f"找不到内容文件夹 {root}")
    written: list[Scanned] = []
    others: dict[str, tuple[int, int, int]] = {}
    digest = hashlib.blake2b(digest_size=16)
    for path, file in sorted(_walk(root), key=lambda found: (found[0], found[1].path)):
        if path.lower().endswith(_READ) or (file.is_symlink() and file.is_dir()):
            raw = _raw(file)
            of_raw = fingerprint(raw) if isinstance(raw, bytes) else b"-"
            written.append(Scanned(path, raw, file.is_symlink(), of_raw))
            digest.update(f"{path}\0".encode() + of_raw)
        else:
            state = file.stat(follow_symlinks=False)
            others[path] = state.st_size, state.st_mtime_ns, state.st_ino
    digest.update(repr(sorted(others.items())).encode())
    return Scan(root, tuple(written), frozenset(others), digest.hexdigest())


def read_folder(root: Path | Scan, memo: Memo = fresh, before: ContentFolder | None = None) -> ContentFolder:
    """Understand the folder. Files that are as they were `before` are taken over. Raises `WrongUse` when there is no
    folder."""
    scan = root if isinstance(root, Scan) else scan_folder(root)
    known = _unchanged(scan, before)
    files = [file for file in scan.written if file.path not in known]
    told = _told(files, memo)
    anew = {file.path: _source(file, told[file.path]) for file in files}
    written = tuple(known.get(file.path) or anew[file.path] for file in scan.written)
    return ContentFolder(scan.root, written, scan.others, scan.fingerprint, frozenset(_versions(scan)))


def _told(files: list[Scanned], memo: Memo) -> dict[str, ParsedFile]:
    """What each file says, by its path. It rests on the file's bytes alone."""
    keys = {f.path: (f.digest, _is_markdown(f.path)) for f in files if isinstance(f.raw, bytes)}
    raw = {keys[f.path]: (f.raw, _is_markdown(f.path)) for f in files if isinstance(f.raw, bytes)}
    pieces = Pieces(list(raw), partial(map, raw.__getitem__), _AT_ONCE, _WORTH_SHARING)
    said = dict(zip(raw, memo.each("said", _parsed, pieces), strict=True))
    return {
        f.path: ParsedFile(f.raw) if isinstance(f.raw, Unreadable) else from_kept(said[keys[f.path]])
        for f in files
    }


def _parsed(file: tuple[bytes, bool]) -> tuple[Any, ...]:
    return parsed(*file).kept()


def _unchanged(scan: Scan, before: ContentFolder | None) -> dict[str, SourceFile]:
    now = {path for path, *_version in before.read.intersection(_versions(scan))} if before else set()
    return {source.path: source for source in before.written if source.path in now} if before else {}


def _versions(scan: Scan) -> Iterator[tuple[str, bool, bytes]]:
    return ((file.path, file.is_link, file.digest) for file in scan.written if isinstance(file.raw, bytes))


def _walk(folder: str | Path, below: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """All files, and links to folders, which are not followed; what cannot be entered holds none."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, f"{below}{entry.name}/")
        else:
            yield _legible(f"{below}{entry.name}"), entry


def _legible(path: str) -> str:
    """The path as text that can be printed: a name in GBK bytes is no UTF-8, and is refused by its place."""
    return os.fsencode(path).decode("utf-8", "replace")


def read_source(path: str, raw: bytes) -> SourceFile:
    """What an editor wrote, from the bytes of the file, today's or an earlier version's."""
    return _source(Scanned(path, raw), parsed(raw, _is_markdown(path)))


def _source(file: Scanned, said: ParsedFile) -> SourceFile:
    has_text = said.head[1] or said.body[1]
    text = text_of(file.raw) if has_text and isinstance(file.raw, bytes) else ""
    return SourceFile(
        path=file.path,
        front=said.front,
        body=without_notes(text[slice(*said.body)]),
        body_line=said.body_line,
        front_fingerprint=said.front_fingerprint,
        head=text[slice(*said.head)],
        head_line=said.head_line,
        front_numbers=said.front_numbers,
        is_link=file.is_link,
        todos=said.todos,
        slips=said.slips,
        notes=said.notes,
        says_draft=isinstance(file.raw, bytes) and not isinstance(said.front, Front) and says_draft(file.raw),
    )


def _is_markdown(path: str) -> bool:
    return path.lower().endswith((".md", ".markdown"))


def _raw(file: os.DirEntry[str]) -> bytes | Unreadable:
    if file.is_symlink():
        return Unreadable(1, "是一个链接，不是文件本身")
    try:
        with open(file.path, "rb") as opened:  # noqa: PTH123 (making a `Path` takes as long as reading)
            return opened.read()
    except OSError as problem:
        return Unreadable(1, f"读不出来（{system_refusal(problem)}）")
