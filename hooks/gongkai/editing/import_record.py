"""What was taken in from which file, on this computer: told by the files' bytes, and right again after a crash.

A document is written in three steps: the journal says what is going to be written, the files are written, the record says
that they are there. A run that finds a journal takes back what the record does not know of.
"""

import csv
import hashlib
import io
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from gongkai.editing.writing import Written, unfinished, write
from gongkai.findings import WrongUse, system_refusal
from gongkai.operating_system import move_file

RECORD, JOURNAL = "记录.csv", "正在导入.json"
_COLUMNS = ("日期", "文件", "成为", "内容校验（SHA-256）", "未收入正文和要补的")


@dataclass(frozen=True)
class TakenBefore:
    """One file that was taken in before."""

    day: str
    """"" for one that lies beside it and has the same bytes."""
    name: str
    became: str


class Came(NamedTuple):
    """One file that something was made from: what it is called, where it lies, and the document it became."""

    name: str
    file: Path
    became: str


class ImportRecord:
    """The record in a folder; nothing is made there before something was taken in."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file, self._journal = folder / RECORD, folder / JOURNAL
        self._rows = self._read()

    @property
    def known(self) -> dict[str, TakenBefore]:
        """What was taken in, by the digest of the file's bytes."""
        return {row[3]: TakenBefore(row[0], row[1], row[2]) for row in self._rows}

    @property
    def documents(self) -> dict[str, str]:
        """By document, the file that it was made from first."""
        found: dict[str, str] = {}
        for row in self._rows:
            found.setdefault(row[2], row[1])
        return found

    def take_back(self, content: Path) -> None:
        """Remove what a run had written that was killed before it could note it down."""
        for file in (self._file, self._journal):
            unfinished(file).unlink(missing_ok=True)
        if not self._journal.is_file():
            return
        try:
            planned = json.loads(self._journal.read_text(encoding="utf-8"))
        except ValueError:  # killed while it was written: nothing else was
            planned = {"sources": [], "files": {}}
        if self.known.keys().isdisjoint(planned["sources"]):
            for path, digest in planned["files"].items():
                unfinished(content / path).unlink(missing_ok=True)
                if digest_of(content / path) == digest:
                    (content / path).unlink()
        self._journal.unlink()

    def take(self, written: Written, sources: Sequence[Came], content: Path, day: date) -> None:
        """Write new files and note down what they came from; raises `WrongUse`."""
        digests = [digest_of(source.file) for source in sources]
        planned = {path: hashlib.sha256(data).hexdigest() for path, data in written.files.items()}
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _put(self._journal, json.dumps({"sources": digests, "files": planned}).encode())
            write(written, content)
            said = "；".join(line.strip() for line in written.said if line.startswith("  "))
            rows = [
                [str(day), source.name, source.became, digest, said]
                for source, digest in zip(sources, digests, strict=True)
            ]
            self._write([*self._rows, *rows])
            self._rows += rows
            self._journal.unlink()
        except WrongUse:
            self._journal.unlink()  # nothing was written
            raise
        except OSError as problem:
            self.take_back(content)
            where = f"“{self._folder.name}”文件夹里的{RECORD}写不进去（{system_refusal(problem)}）"
            raise WrongUse(f"{where}，可能正在 Excel 里打开着，请关掉，再导入一次") from problem

    def _read(self) -> list[list[str]]:
        if not self._file.is_file():
            return []
        rows = csv.reader(io.StringIO(_text(self._file), newline=""))
        return [row for row in rows if len(row) >= 4 and len(row[3]) == 64]

    def _write(self, rows: Sequence[Sequence[str]]) -> None:
        _put(self._file, as_csv(_COLUMNS, rows))


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table as Excel opens it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def digest_of(file: Path) -> str:
    """The digest of a file's bytes; "" for one that is empty or cannot be read: whoever takes it in tells that."""
    try:
        content = file.read_bytes()
    except OSError:
        return ""
    return hashlib.sha256(content).hexdigest() if content else ""


def _text(record: Path) -> str:
    """What the record says, also where Excel saved it in the encoding of Chinese Windows."""
    content = record.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")


def _put(file: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    beside = unfinished(file)
    with beside.open("wb") as opened:
        opened.write(data)
        opened.flush()
        os.fsync(opened.fileno())
    move_file(beside, file)
