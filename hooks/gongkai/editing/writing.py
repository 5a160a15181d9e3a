"""New files, written together or not at all, and never over one that is there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from gongkai.findings import WrongUse, system_refusal


@dataclass(frozen=True)
class Written:
    """New files with what is to be said about them."""

    files: Mapping[str, bytes]
    """By path below the content folder."""
    said: tuple[str, ...] = ()
    """In Chinese, for the editor."""
    entries: Mapping[str, bytes] = field(default_factory=dict, kw_only=True)
    """What is put at the end of a register, which is made where it is not there yet."""

    @property
    def documents(self) -> tuple[str, ...]:
        """The paths of those that editors go on writing in."""
        return tuple(path for path in self.files if path.endswith((".md", ".yml")))


def write(written: Written, content: Path) -> None:
    """Write the files below the content folder; raises `WrongUse`, with nothing written, where one exists."""
    for path in written.files:
        if (content / path).exists():
            raise WrongUse(f"{path} 已经存在，没有改动；请用 --slug 另取文件名")
    longer = {path: _longer(content, path, entry) for path, entry in written.entries.items()}
    done: list[Path] = []
    try:
        for path, data in written.files.items():
            target = content / path
            target.parent.mkdir(parents=True, exist_ok=True)
            done.append(target)
            _replace(target, data)
        for path, data in longer.items():
            _replace(content / path, data)
    except OSError as problem:
        for target in done:
            target.unlink(missing_ok=True)
        raise WrongUse(f"写不进 {content}：{system_refusal(problem)}") from problem


def _longer(content: Path, path: str, entry: bytes) -> bytes:
    """A register with an entry more; raises `WrongUse` where the file is not written so that one can be put behind it."""
    file = content / path
    try:
        before = file.read_bytes() if file.exists() else b""
    except OSError as problem:
        raise WrongUse(f"读不到 {path}：{system_refusal(problem)}") from problem
    end = b"\r\n" if b"\r\n" in before else b"\n"
    gap = end if before and not before.endswith(b"\n") else b""
    after = before + gap + entry.replace(b"\n", end)
    there, more = _listed(before), _listed(after)
    if there is None or more is None or more[:-1] != there:
        raise WrongUse(
            f"{path} 现在的写法，后面接不上新的一条，没有改动；先运行 check 改正，或者直接在文件里写"
        )
    return after


def _listed(raw: bytes) -> list[object] | None:
    """The entries of a register; None where it is no list that can be read."""
    try:
        said = yaml.safe_load(raw.decode("utf-8-sig"))
    except (yaml.YAMLError, ValueError):
        return None
    return [] if said is None else said if isinstance(said, list) else None


def _replace(file: Path, data: bytes) -> None:
    """Write a file in one step, in the place of one that is there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = unfinished(file)
    try:
        beside.write_bytes(data)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def unfinished(file: Path) -> Path:
    """Where a file lies while it is written."""
    return file.with_name(f".{file.name}.new")
