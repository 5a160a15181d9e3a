"""The content folder, read once: every `.md` and `.yml` with its front matter, and the names of all else."""

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.source import limits
from gongkai.source.front_matter import Front, Unreadable
from gongkai.source.kept import Written, read_fronts
from gongkai.store import Store

WRITTEN = (".md", ".yml")
"""Endings of files that editors write; `.markdown` and `.yaml` are read too, to be refused by name."""
_READ = (*WRITTEN, ".markdown", ".yaml")
_FENCE = re.compile(r"---[ \t]*(?:\n|$)")
_FENCE_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.M)
_BOM = "\ufeff"
_TODO = re.compile(r"(?:[ \t]#|^#|<!--)[ \t]*(待补|待核对)[：:][ \t]*(.*?)[ \t]*(?:-->|$)", re.M)
"""A comment in front matter or body that tells the editor what is still to do."""


@dataclass(frozen=True)
class ToDo:
    """Something an editor still has to fill in (待补) or look at (待核对)."""

    line: int
    kind: str
    text: str


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
    is_link: bool = False
    """A symbolic link to a file or a folder: refused, never followed."""
    todos: tuple[ToDo, ...] = ()


@dataclass(frozen=True)
class ContentFolder:
    """All of the content folder: what was written, and the paths of all other files (attachments, images)."""

    root: Path
    written: tuple[SourceFile, ...]
    others: frozenset[str]
    fingerprint: str = ""
    """Changes whenever anything in the folder does."""
    scan: "Scan | None" = None
    """What it was understood from."""


@dataclass(frozen=True)
class Scan:
    """The folder's bytes, not yet understood: enough to tell whether anything changed."""

    root: Path
    written: tuple[tuple[str, bytes | Unreadable, bool], ...]
    """Path, bytes (or why there are none) and whether it is a link, of every file that editors write."""
    others: frozenset[str]
    fingerprint: str
    """Changes whenever anything in the folder does."""


def scan_folder(root: Path) -> Scan:
    """Read the folder; raises `NotADirectoryError` when there is none. Hidden files are not content."""
    if not root.is_dir():
        raise NotADirectoryError(root)
    written: list[tuple[str, bytes | Unreadable, bool]] = []
    others: dict[str, tuple[int, int, int]] = {}
    digest = hashlib.blake2b(digest_size=16)
    for path, file in sorted(_walk(root), key=lambda found: (found[0], found[1].path)):
        if path.lower().endswith(_READ) or (file.is_symlink() and file.is_dir()):
            raw = _raw(file)
            written.append((path, raw, file.is_symlink()))
            digest.update(f"{path}\0".encode() + (_fingerprint(raw) if isinstance(raw, bytes) else b"-"))
        else:
            state = file.stat(follow_symlinks=False)
            others[path] = state.st_size, state.st_mtime_ns, state.st_ino
    digest.update(repr(sorted(others.items())).encode())
    return Scan(root, tuple(written), frozenset(others), digest.hexdigest())


def read_folder(
    root: Path | Scan,
    store: Store | None = None,
    jobs: int | None = None,
    before: ContentFolder | None = None,
) -> ContentFolder:
    """Understand the folder. Front matter that `store` has is not parsed again; much of it is parsed on `jobs`
    processes. Files that are as they were `before` are taken over. Raises `NotADirectoryError` when there is no
    folder."""
    scan = root if isinstance(root, Scan) else scan_folder(root)
    known = _unchanged(scan, before)
    pieces = [_cut(*file) for file in scan.written if file[0] not in known]
    fronts = read_fronts([piece.front for piece in pieces if piece.front], store, jobs)
    fresh = {piece.path: _put_together(piece, fronts) for piece in pieces}
    written = tuple(known.get(path) or fresh[path] for path, _raw, _is_link in scan.written)
    return ContentFolder(scan.root, written, scan.others, scan.fingerprint, scan)


def _unchanged(scan: Scan, before: ContentFolder | None) -> dict[str, SourceFile]:
    if before is None or before.scan is None:
        return {}
    then = {path: (raw, is_link) for path, raw, is_link in before.scan.written}
    now = {path for path, raw, is_link in scan.written if then.get(path) == (raw, is_link)}
    return {source.path: source for source in before.written if source.path in now}


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


@dataclass(frozen=True, slots=True)
class _Piece:
    """A file read and cut, its front matter not yet understood; `fault` says why there is none to understand."""

    path: str
    front: Written | None = None
    fault: Unreadable | None = None
    body: str = ""
    body_line: int = 1
    is_link: bool = False
    todos: tuple[ToDo, ...] = ()
    head: str = ""
    """The front matter; where there is none to understand, the whole file as far as it can be read."""


def _put_together(piece: _Piece, fronts: Mapping[Written, Front | Unreadable]) -> SourceFile:
    front = fronts[piece.front] if piece.front else piece.fault
    written = repr(piece.front).encode()
    head, head_line = piece.front or (piece.head, 1)
    return SourceFile(
        path=piece.path,
        front=front,
        body=piece.body,
        body_line=piece.body_line,
        front_fingerprint=_fingerprint(written),
        head=head,
        head_line=head_line,
        is_link=piece.is_link,
        todos=piece.todos,
    )


def read_source(path: str, raw: bytes) -> SourceFile:
    """What an editor wrote, from the bytes of the file, today's or an earlier version's."""
    piece = _cut(path, raw, False)
    return _put_together(piece, read_fronts([piece.front] if piece.front else [], None, 1))


def _raw(file: os.DirEntry[str]) -> bytes | Unreadable:
    if file.is_symlink():
        return Unreadable(1, "是一个链接，不是文件本身")
    try:
        with open(file.path, "rb") as opened:  # noqa: PTH123 (making a `Path` takes as long as reading)
            return opened.read()
    except OSError as problem:
        return Unreadable(1, f"读不出来（{problem.strerror}）")


def _fingerprint(raw: bytes) -> bytes:
    return hashlib.blake2b(raw, digest_size=16).digest()


def _cut(path: str, raw: bytes | Unreadable, is_link: bool) -> _Piece:
    if isinstance(raw, Unreadable):
        return _Piece(path, fault=raw, is_link=is_link)
    if len(raw) > limits.LARGEST:
        fault = Unreadable(1, f"文件有 {len(raw) / 1e6:.1f} MB，超过了 {limits.LARGEST / 1e6:.0f} MB 的上限")
        return _Piece(path, fault=fault)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        return _Piece(path, fault=Unreadable(line, _encoding_fault(raw)))
    text = text.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")
    if not path.endswith((".md", ".markdown")):
        return _Piece(path, (text, 1), todos=_todos(text))
    return replace(_split(path, text), todos=_todos(text))


def _todos(text: str) -> tuple[ToDo, ...]:
    if "待补" not in text and "待核对" not in text:
        return ()
    return tuple(
        ToDo(text.count("\n", 0, found.start(1)) + 1, found[1], found[2]) for found in _TODO.finditer(text)
    )


def _encoding_fault(raw: bytes) -> str:
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return "不是 UTF-8 编码的文字"
    return "是 GBK 编码，不是 UTF-8 编码"


def _split(path: str, text: str) -> _Piece:
    """Front matter between two `---` lines, then the body."""
    opening = _FENCE.match(text)
    if opening is None:
        return _bounded(_Piece(path, None, None, text, 1))
    closing = _FENCE_END.search(text, opening.end())
    if closing is None:
        fault = Unreadable(1, "开头的 --- 没有配对的结束行 ---")
        return _Piece(path, None, fault, head=text)
    front = text[opening.end() : closing.start()], 2
    body_line = text.count("\n", 0, closing.end()) + 1
    return _bounded(_Piece(path, front, None, text[closing.end() :], body_line))


def _bounded(piece: _Piece) -> _Piece:
    """The piece, or why its body is too much to take in."""
    too_much = limits.refusal(piece.body)
    if too_much is None:
        return piece
    line, said = too_much
    fault = Unreadable(line + piece.body_line - 1, said)
    return _Piece(piece.path, fault=fault, head=piece.front[0] if piece.front else "")
