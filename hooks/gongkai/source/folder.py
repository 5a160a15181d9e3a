"""The content folder, read once: every `.md` and `.yml` with its front matter, and the names of all else."""

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.source.front_matter import Front, Unreadable, read_yaml

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
    digest: str = ""
    """SHA-256 of the body."""
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


def read_folder(root: Path) -> ContentFolder:
    """Read the folder; raises `NotADirectoryError` when there is none. Hidden files are not content."""
    if not root.is_dir():
        raise NotADirectoryError(root)
    written, others = [], set()
    for path, file in sorted(_walk(root)):
        if file.suffix.lower() in _READ or (file.is_symlink() and file.is_dir()):
            written.append(_read_file(path, file))
        else:
            others.add(path)
    return ContentFolder(root, tuple(written), frozenset(others))


def _walk(root: Path) -> Iterator[tuple[str, Path]]:
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if Path(folder, name).is_symlink()]  # os.walk does not enter them
        for name in (*names, *links):
            if not name.startswith("."):
                file = Path(folder, name)
                yield _legible(file.relative_to(root).as_posix()), file


def _legible(path: str) -> str:
    """The path as text that can be printed: a name in GBK bytes is no UTF-8, and is refused by its place."""
    return os.fsencode(path).decode("utf-8", "replace")


def _read_file(path: str, file: Path) -> SourceFile:
    if file.is_symlink():
        return SourceFile(path, Unreadable(1, "是一个链接，不是文件本身"), is_link=True)
    try:
        raw = file.read_bytes()
    except OSError as problem:
        return SourceFile(path, Unreadable(1, f"读不出来（{problem.strerror}）"))
    return read_source(path, raw)


def read_source(path: str, raw: bytes) -> SourceFile:
    """What an editor wrote, from the bytes of the file, today's or an earlier version's."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        return SourceFile(path, Unreadable(line, _encoding_fault(raw)))
    text = text.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")
    if not path.endswith((".md", ".markdown")):
        return SourceFile(path, _attempt(text, 1), head=text, todos=_todos(text))
    return replace(_split(path, text), todos=_todos(text))


def _todos(text: str) -> tuple[ToDo, ...]:
    return tuple(
        ToDo(text.count("\n", 0, found.start(1)) + 1, found[1], found[2]) for found in _TODO.finditer(text)
    )


def _encoding_fault(raw: bytes) -> str:
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return "不是 UTF-8 编码的文字"
    return "是 GBK 编码，不是 UTF-8 编码"


def _split(path: str, text: str) -> SourceFile:
    """Front matter between two `---` lines, then the body."""
    opening = _FENCE.match(text)
    if opening is None:
        return SourceFile(path, None, text, 1, _digest(text))
    closing = _FENCE_END.search(text, opening.end())
    if closing is None:
        return SourceFile(path, Unreadable(1, "开头的 --- 没有配对的结束行 ---"), head=text)
    head = text[opening.end() : closing.start()]
    front = _attempt(head, 2)
    body = text[closing.end() :]
    return SourceFile(path, front, body, text.count("\n", 0, closing.end()) + 1, _digest(body), head, 2)


def _attempt(text: str, first_line: int) -> Front | Unreadable:
    try:
        return read_yaml(text, first_line)
    except Unreadable as problem:
        return problem


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
