"""A table that somebody else exported: CSV in any of the usual encodings, with or without a first line of names.

What cannot be such a table is refused in Chinese (`WrongUse`), never guessed.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.findings import WrongUse, system_refusal

_ENCODINGS = ("utf-8-sig", "gb18030")
"""What Chinese offices write: the second is GBK and all that came after it."""

_BEGINNINGS = {
    b"PK\x03\x04": "Excel 工作簿（xlsx）",
    b"\xd0\xcf\x11\xe0": "Excel 工作簿（xls）",
    b"%PDF": "PDF 文件",
}
_DELIMITERS = ",\t;，；|"


@dataclass(frozen=True)
class Table:
    """The rows below the names, each with its line in the file; without names, columns go by their number."""

    names: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def column(self, names: Sequence[str]) -> int | None:
        """The first column that bears one of these names."""
        return next((self.names.index(name) for name in names if name in self.names), None)


def read_table(path: Path, known: Mapping[str, Sequence[str]]) -> Table:
    """Read a table; `known` are the names of columns by what they mean. Raises `WrongUse` for no table."""
    rows = [(line, cells) for line, cells in _rows(read_text(path)) if any(cells)]
    if not rows:
        raise WrongUse(f"{path} 是空的")
    every = {name for names in known.values() for name in names}
    first = tuple(cell.lower().strip(" ：:*") for cell in rows[0][1])
    if every.intersection(first):
        return Table(first, tuple(rows[1:]))
    return Table((), tuple(rows))


def read_text(path: Path) -> str:
    """The text of a file in any usual encoding; raises `WrongUse` for what is missing or no text."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise WrongUse(f"读不到文件 {path}：{system_refusal(problem)}") from problem
    for beginning, kind in _BEGINNINGS.items():
        if data.startswith(beginning):
            raise WrongUse(f"{path} 是{kind}，请在 Excel 中另存为 CSV 再用")
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else _ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise WrongUse(f"{path} 不是文本文件，或者编码不是 UTF-8、GBK")


def plain_cell(cell: str) -> str:
    """The words of a cell, without what spreadsheets and our own tables put before them to keep text as text."""
    cell = cell.strip().removeprefix('="').removesuffix('"') if cell.strip().startswith('="') else cell
    cell = cell.strip("\t \r\n\ufeff\u3000")
    return cell[1:] if cell[:1] == "'" and cell[1:2] in "=+-@＝＋－＠\t" and len(cell) > 1 else cell


def _rows(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    head = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=head.count)
    if delimiter in "，；" and "," in head:
        delimiter = ","
    if len(delimiter.encode()) > 1 and not _is_regular(text, delimiter):
        delimiter = ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            yield line, tuple(plain_cell(cell) for cell in cells)
            line = reader.line_num + 1
    except csv.Error as problem:
        raise WrongUse(f"第 {line} 行读不出来，不是 CSV 的写法（{problem}）") from problem


def _is_regular(text: str, delimiter: str) -> bool:
    """Whether a Chinese comma parts columns: it stands as often in every line. In prose it does not."""
    counts = {line.count(delimiter) for line in text.splitlines() if line.strip()}
    return len(counts) == 1 and len(text.splitlines()) > 1
