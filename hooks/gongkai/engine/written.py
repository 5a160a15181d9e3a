"""What others write into the site's folder: what there is new or otherwise, and whether it may be there."""

import os
from collections.abc import Iterator
from pathlib import Path

from gongkai.building.overlay import MADE
from gongkai.safety.content_policy import Known, page_faults, script_faults, stylesheet_faults

_UNPUBLISHED = (".md", ".yml", ".yaml")


def put_in(path: str, pages: frozenset[str], content: Path) -> str:
    """Why others may not put a file at this path; empty where they may."""
    if path in pages:
        return "这里是本站自己的网页"
    if path.split("/", 1)[0] in MADE and not path.endswith(".html"):
        return "这里是程序自己生成的文件"
    if path.endswith(_UNPUBLISHED):
        return "内容的原文件不公开"
    return "这里是内容文件夹里的附件" if (content / path).is_file() else ""


def fault_in(path: str, data: bytes, known: Known) -> str:
    """What in a file that others put at this path the policy would stop; empty for none."""
    text = data.decode(errors="replace")
    if path.endswith(".html"):
        return "；".join(page_faults(text, framed=False))
    faults: Iterator[object] = iter(())
    if path.endswith(".css"):
        faults = stylesheet_faults(text, path, known)
    elif path.endswith((".js", ".mjs")):
        faults = script_faults(text)
    return "；".join(map(str, faults)).replace("\n     ", "，")


class Folder:
    """A folder as it was."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before = dict(_states(f"{folder}"))

    def changes(self) -> tuple[set[str], set[str], set[str]]:
        """The paths of files that are gone, that are otherwise, and that are new."""
        before, now = self._before, dict(_states(f"{self._folder}"))
        changed = {path for path in before.keys() & now.keys() if before[path] != now[path]}
        return before.keys() - now.keys(), changed, now.keys() - before.keys()

    def fault(self, path: str) -> str:
        """What in a file the policy would stop; empty for none."""
        return fault_in(path, (self._folder / path).read_bytes(), self._has)

    def _has(self, path: str) -> bool:
        return (self._folder / path).is_file()


def _states(folder: str, below: str = "") -> Iterator[tuple[str, tuple[int, int, int]]]:
    with os.scandir(f"{folder}/{below}") as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _states(folder, f"{below}{entry.name}/")
            else:
                state = entry.stat()
                yield f"{below}{entry.name}", (state.st_size, state.st_mtime_ns, state.st_ino)
