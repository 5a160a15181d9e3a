"""The folder where an editor drops files: what was taken in is put aside and known again, so that it can be filled daily."""

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from gongkai.findings import WrongUse, system_refusal
from gongkai.operating_system import move_file
from gongkai.settings import Settings

INBOX, ASIDE, RECORD = "收件箱", "已导入", "记录.csv"
DOCUMENTS = (".docx", ".pdf", ".txt", ".doc", ".wps", ".html", ".htm", ".rtf", ".docm", ".ofd")
"""Endings of files that are documents, those to be saved otherwise first among them."""
_COLUMNS = ("日期", "文件", "成为", "内容校验（SHA-256）")


@dataclass(frozen=True)
class TakenBefore:
    """One file that was taken in before."""

    day: str
    """"" for one that lies beside it and has the same bytes."""
    name: str
    became: str


@dataclass
class Inbox:
    """Files to take in, and what was taken in before, on this computer, told by their bytes."""

    settings: Settings
    files: list[Path]
    known: dict[Path, TakenBefore] = field(default_factory=dict)
    """Files that were taken in before."""
    _folders: set[Path] = field(default_factory=set)
    """The folders that were looked through."""

    @property
    def _own(self) -> Path:
        return (self.settings.config_file.parent / INBOX).resolve()

    @property
    def _record(self) -> Path:
        return self._own / ASIDE / RECORD

    def finish(self, used: Mapping[Path, str]) -> list[str]:
        """Write down what was taken in, and put that aside; says what could not be moved, and what nothing needed."""
        new = {file: used[file] for file in used if file not in self.known}
        said, moved = _add(self._record, self.settings.today, new), False
        names = {file.name for file in used}
        again = [file for file, entry in self.known.items() if entry.day or entry.name in names]
        for file in (*used, *again):
            if file.parent in {*self._folders, self._own} and file.exists():
                said += (problem := _put_aside(file, self.settings.today))
                moved = moved or not problem
        for folder in sorted(self._folders):
            if idle := [file.name for file in _visible(folder) if file not in self.files]:
                said.append(
                    f"没有用到：{'、'.join(idle)}（没有文件把它们列为附件；文件名要与“附件：”后面的名称一致）"
                )
        if moved:
            said.append(f"导入过的文件在收件箱的“{ASIDE}”文件夹里，不用再管")
        return said


def inbox(named: Sequence[Path], settings: Settings, *, again: bool = False) -> Inbox:
    """What is to be taken in: the files and folders that were named, or else the inbox beside the settings.

    In a folder, files with other endings and annexes (附件…) are left to the documents that name them. `again`: what was
    taken in before is taken in once more. Raises `WrongUse`, and makes the inbox, where nothing ever lay in it.
    """
    own = settings.config_file.parent / INBOX
    if not named:
        own.mkdir(exist_ok=True)
    found = Inbox(settings, [])
    for place in named or (own,):
        if place.is_dir():
            found._folders.add(place.resolve())
            found.files += documents_in(place)
        else:
            found.files.append(place.resolve())
    if not found.files and not (own / ASIDE).is_dir():
        where = "、".join(map(str, named)) or str(own)
        raise WrongUse(f"“{INBOX}”文件夹是空的：把 Word 文件放进 {where} 再运行一次，或者在命令后面写上文件")
    if not again:
        found.known = dict(_known(found.files, _read(found._record)))
    return found


def documents_in(folder: Path) -> list[Path]:
    """The documents in a folder; those below it, what was put aside among them, are no part of it."""
    return [
        file
        for file in _visible(folder)
        if file.suffix.lower() in DOCUMENTS and not file.name.startswith("附件")
    ]


def _visible(folder: Path) -> list[Path]:
    hidden = (".", "~$")
    known = ("thumbs.db", "desktop.ini")
    return [
        file.resolve()
        for file in sorted(folder.iterdir())
        if file.is_file() and not file.name.startswith(hidden) and file.name.lower() not in known
    ]


def _known(files: Sequence[Path], record: Mapping[str, TakenBefore]) -> Iterator[tuple[Path, TakenBefore]]:
    """The files whose bytes were taken in before, or stand in another file of these."""
    seen: dict[str, TakenBefore] = dict(record)
    for file in files:
        if (mark := _hash(file)) is None:
            continue
        if mark in seen:
            yield file, seen[mark]
        seen.setdefault(mark, TakenBefore("", file.name, ""))


def _hash(file: Path) -> str | None:
    """None for a file that is empty or cannot be read: whoever takes it in tells that."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    return hashlib.sha256(content).hexdigest() if content else None


def _read(record: Path) -> dict[str, TakenBefore]:
    if not record.is_file():
        return {}
    rows = csv.reader(_text(record).splitlines())
    return {row[3]: TakenBefore(*row[:3]) for row in rows if len(row) == len(_COLUMNS) and len(row[3]) == 64}


def _text(record: Path) -> str:
    """What the record says, also where Excel saved it in the encoding of Chinese Windows."""
    content = record.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")


def _add(record: Path, day: date, used: Mapping[Path, str]) -> list[str]:
    """One line a file, as Excel opens it; says where the record cannot be written."""
    if not used:
        return []
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    try:
        record.parent.mkdir(parents=True, exist_ok=True)
        before = _text(record) if record.is_file() else ""
        if not before:
            rows.writerow(_COLUMNS)
        rows.writerows([day, file.name, became, _hash(file) or ""] for file, became in used.items())
        record.write_text(before + text.getvalue(), encoding="utf-8-sig", newline="")
    except OSError as problem:
        return [
            f"“{ASIDE}”文件夹里的{RECORD}写不进去（{system_refusal(problem)}），可能正在 Excel 里打开着，请关掉；"
            "这次导入的文件没有记下，不要再导入一次"
        ]
    return []


def _put_aside(file: Path, day: date) -> list[str]:
    """Move a file to 已导入/DAY, beside others of its name."""
    folder = file.parent / ASIDE / str(day)
    target, number = folder / file.name, 1
    while target.exists():
        number += 1
        target = folder / f"{file.stem}（{number}）{file.suffix}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        move_file(file, target)
    except OSError as problem:
        return [
            f"{file.name} 已经导入，但是移不进“{ASIDE}”文件夹（{system_refusal(problem)}），下次运行时再移"
        ]
    return []
