"""The folder where an editor drops files: what was taken in is put aside and known again, so that it can be filled daily.

An old website or an archive, a folder with folders in it, is taken in where it lies: its files are never moved.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.editing.import_record import JOURNAL, RECORD, Came, ImportRecord, TakenBefore, digest_of
from gongkai.editing.writing import Written
from gongkai.findings import WrongUse, system_refusal
from gongkai.operating_system import move_file
from gongkai.settings import Settings

INBOX, ASIDE = "收件箱", "已导入"
NOTE = "说明.md"
"""What lies in the inbox of a clone, so that the folder is there."""
DOCUMENTS = (".docx", ".pdf", ".txt", ".doc", ".wps", ".html", ".htm", ".rtf", ".docm", ".ofd")
"""Endings of files that are documents, those to be saved otherwise first among them."""


@dataclass
class Inbox:
    """Files to take in, and what was taken in before, on this computer, told by their bytes."""

    settings: Settings
    record: ImportRecord
    files: list[Path] = field(default_factory=list)
    known: dict[Path, TakenBefore] = field(default_factory=dict)
    """Files that were taken in before."""
    archive: Path | None = None
    """The old website or archive that they lie in."""
    _folders: set[Path] = field(default_factory=set)
    """The folders that were looked through, and are emptied."""
    _used: set[Path] = field(default_factory=set)

    @property
    def _own(self) -> Path:
        return (self.settings.config_file.parent / INBOX).resolve()

    def name_of(self, file: Path) -> str:
        """What a file is called: by its place in an archive, where many have one name."""
        if self.archive is None or not file.is_relative_to(self.archive):
            return file.name
        return file.relative_to(self.archive).as_posix()

    def take(self, written: Written, became: Mapping[Path, str]) -> None:
        """Write new files, and note down what they came from; raises `WrongUse`."""
        sources = [Came(self.name_of(file), file, path) for file, path in became.items()]
        self.record.take(written, sources, self.settings.content, self.settings.today)
        self._used.update(became)

    def finish(self) -> list[str]:
        """Put aside what was taken in; says what could not be moved, and what nothing needed."""
        said, moved = [], False
        names = {file.name for file in self._used}
        again = [file for file, entry in self.known.items() if entry.day or entry.name in names]
        for file in (*sorted(self._used), *again):
            if file.parent in {*self._folders, self._own} and file.exists():
                said += (problem := _put_aside(file, str(self.settings.today)))
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
    found = Inbox(settings, ImportRecord(own.resolve() / ASIDE))
    found.record.take_back(settings.content)
    for place in named or (own,):
        if not place.is_dir():
            found.files.append(place.resolve())
        elif is_archive(place):
            if len(named) > 1:
                raise WrongUse(f"{place} 里有多层文件夹，请单独导入：import {place}")
            found.archive = place.resolve()
            found.files += (file for file in _all_below(found.archive) if file.suffix.lower() in DOCUMENTS)
        else:
            found._folders.add(place.resolve())
            found.files += documents_in(place)
    if not found.files and not (own / ASIDE).is_dir():
        where = "、".join(map(str, named)) or str(own)
        raise WrongUse(f"“{INBOX}”文件夹是空的：把 Word 文件放进 {where} 再运行一次，或者在命令后面写上文件")
    if not again:
        found.known = dict(_known(found.files, found.record.known, alike=found.archive is None))
    return found


def no_such_file(file: Path, settings: Settings) -> str:
    """What to say of a named file that is not there: which one was meant, or which there are."""
    home = settings.config_file.parent.resolve()
    own = home / INBOX
    said = f"找不到文件 {file.name}"
    if before := sorted((own / ASIDE).glob(f"*/{file.name}")):
        return f"{said}；以前导入过，在 {before[-1].relative_to(home).as_posix()}，要再导入，写上这个位置，加 --again"
    folders = dict.fromkeys(folder for folder in (file.parent, own) if folder.is_dir())
    there = [one for folder in folders for one in documents_in(folder)]
    alike = [one for one in there if file.name in (one.name, one.stem) or file.stem == one.stem]
    if alike:
        shown = alike[0].relative_to(home).as_posix() if alike[0].is_relative_to(home) else str(alike[0])
        return f"{said}；是不是 {shown}？文件名要写全，连同 .docx 这样的后缀"
    if there:
        where = INBOX if there[0].parent == own else str(there[0].parent)
        names = "、".join(one.name for one in there if one.parent == there[0].parent)
        return f"{said}；{where}里有：{names}"
    return f"{said}；把它放进“{INBOX}”文件夹，再运行 import（后面不用写文件名）"


def documents_in(folder: Path) -> list[Path]:
    """The documents in a folder; those below it, what was put aside among them, are no part of it."""
    return [
        file
        for file in _visible(folder)
        if file.suffix.lower() in DOCUMENTS and not file.name.startswith("附件")
    ]


def is_archive(folder: Path) -> bool:
    """Whether documents lie in folders of the folder, as in an old website."""
    below = (file for file in _all_below(folder.resolve()) if file.parent != folder.resolve())
    return any(file.suffix.lower() in DOCUMENTS for file in below)


def files_below(archive: Path) -> list[Path]:
    """Every file of an archive, in one order."""
    return list(_all_below(archive))


def _all_below(folder: Path) -> Iterator[Path]:
    """Files in the folder and in all below it, but what was put aside and what lies behind links."""
    yield from _visible(folder)
    for one in sorted(folder.iterdir()):
        if one.is_dir() and not one.is_symlink() and one.name != ASIDE and not one.name.startswith("."):
            yield from _all_below(one)


def _visible(folder: Path) -> list[Path]:
    hidden = (".", "~$")
    known = ("thumbs.db", "desktop.ini", NOTE, RECORD, JOURNAL)
    return [
        file.resolve()
        for file in sorted(folder.iterdir())
        if file.is_file() and not file.name.startswith(hidden) and file.name.lower() not in known
    ]


def _known(
    files: Sequence[Path], record: Mapping[str, TakenBefore], *, alike: bool
) -> Iterator[tuple[Path, TakenBefore]]:
    """The files whose bytes were taken in before, or (`alike`) stand in another file of these."""
    seen: dict[str, TakenBefore] = dict(record)
    for file in files:
        if not (mark := digest_of(file)):
            continue
        if mark in seen:
            yield file, seen[mark]
        if alike:
            seen.setdefault(mark, TakenBefore("", file.name, ""))


def _put_aside(file: Path, day: str) -> list[str]:
    """Move a file to 已导入/DAY, beside others of its name."""
    folder = file.parent / ASIDE / day
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
