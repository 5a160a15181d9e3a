"""What people type for a value, taken as it can only be meant: a day, a path, one of a few words.

Word turns `--` into a dash and digits into wide ones, Explorer puts quotation marks around a path and backslashes
into it. Each function raises argparse's error, in Chinese, for what means nothing.
"""

import argparse
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from pathlib import Path

DASHES = "-‐‑‒–—―−─﹘﹣－"
"""What Word and people write in place of a minus."""
_DAY = re.compile(r"(\d{4})(?:([-/.])(\d\d?)\2(\d\d?)|年(\d\d?)月(\d\d?)[日号]?)", re.A)
_QUOTES = ("“”", "‘’", "””", "’’", "「」", "『』", "＂＂", "＇＇", '""', "''")
_DRIVE = re.compile(r"([A-Za-z]):/(.*)", re.S)


def nearest(typed: str, known: Iterable[str]) -> str:
    """A question whether one of the known words was meant; "" where none is near."""
    known = sorted(known)
    begins = [word for word in known if len(typed.strip("-")) > 1 and word.startswith(typed)]
    close = begins or get_close_matches(typed, known, 1)
    return f"，是不是 {close[0]}？" if close else ""


def day(text: str) -> date:
    """A day in any of the usual forms; raises argparse's error for anything else, like all types here."""
    found = _DAY.fullmatch(re.sub(r"\s", "", plain(text)))
    try:
        if not found:
            raise ValueError(text)
        return date(int(found[1]), int(found[3] or found[5]), int(found[4] or found[6]))
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，应写成 2024-05-08 这样的形式") from None


def word(text: str) -> str:
    """One of a few English words."""
    return plain(text)


def positive(text: str) -> int:
    """A number of things, one at least."""
    number = plain(text)
    if not number.isdecimal() or int(number) < 1:
        raise argparse.ArgumentTypeError(f"“{text}”不是正整数")
    return int(number)


def share(text: str) -> tuple[int, int]:
    """第几份/共几份: the number, counted from 0, and how many there are."""
    number, _, count = plain(text).partition("/")
    if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        raise argparse.ArgumentTypeError(f"“{text}”应写成 1/4 这样的形式（第 1 份，共 4 份）")
    return int(number) - 1, int(count)


def place(text: str) -> Path:
    """A path, freed of quotation marks and backslashes where nothing has that very name."""
    if os.path.lexists(text):
        return Path(text)
    bare = _unquoted(text).replace("\\", "/")
    drive = _DRIVE.fullmatch(bare)
    if any(len(name.encode()) > 255 for name in bare.split("/")):
        raise argparse.ArgumentTypeError(f"“{text[:20]}……”太长，不是文件名")
    mounted = Path("/mnt", drive[1].lower(), drive[2]) if drive else None  # Windows' Linux puts drives there
    return mounted if mounted and mounted.exists() else Path(bare)


def reference(text: str) -> str:
    """A path below the content folder, as front matter has it."""
    return place(text).as_posix().removeprefix("content/")


def folder(text: str) -> Path:
    """A folder, or a path where there is nothing yet."""
    found = place(text)
    if found.is_file():
        raise argparse.ArgumentTypeError(f"“{text}”是文件，这里要写文件夹")
    return found


def file(text: str) -> Path:
    """A file, no folder; what is missing is told by whoever reads it."""
    found = place(text)
    if found.is_dir():
        inside = found / "mkdocs.yml"
        example = f"，例如 {inside}" if inside.is_file() else ""
        raise argparse.ArgumentTypeError(f"“{text}”是文件夹，这里要写文件{example}")
    return found


def new_file(text: str) -> Path:
    """A file to write."""
    found = place(text)
    if found.is_dir():
        raise argparse.ArgumentTypeError(f"“{text}”是文件夹，后面还要写文件名")
    if not found.parent.is_dir():
        raise argparse.ArgumentTypeError(f"没有“{found.parent}”这个文件夹")
    return found


def within(path: Path, content: Path) -> Iterator[Path]:
    """Where in the content folder a path may lie that was typed from here, from there, or from its parent; from
    another computer too, as long as it names the folder."""
    yield path.resolve()
    yield (content / path).resolve()
    if content.name in path.parts and not path.exists():
        yield content.joinpath(*path.parts[path.parts.index(content.name) + 1 :]).resolve()


def plain(text: str) -> str:
    """Without quotation marks, wide signs, Word's dashes and capitals."""
    return re.sub(f"[{DASHES}]", "-", unicodedata.normalize("NFKC", _unquoted(text))).lower()


def _unquoted(text: str) -> str:
    text = text.strip()
    quoted = len(text) > 2 and text[0] + text[-1] in _QUOTES
    return text[1:-1].strip() if quoted else text
