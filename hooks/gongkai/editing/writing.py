"""New files, written together or not at all, and never over one that is there."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gongkai.findings import WrongUse, system_refusal


@dataclass(frozen=True)
class Written:
    """New files with what is to be said about them."""

    files: Mapping[str, bytes]
    """By path below the content folder."""
    said: tuple[str, ...] = ()
    """In Chinese, for the editor."""

    @property
    def documents(self) -> tuple[str, ...]:
        """The paths of those that editors go on writing in."""
        return tuple(path for path in self.files if path.endswith((".md", ".yml")))


def write(written: Written, content: Path) -> None:
    """Write the files below the content folder; raises `WrongUse`, with nothing written, where one exists."""
    for path in written.files:
        if (content / path).exists():
            raise WrongUse(f"{path} 已经存在，没有改动；请用 --slug 另取文件名")
    done: list[Path] = []
    try:
        for path, data in written.files.items():
            target = content / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                done.append(target)
                file.write(data)
    except OSError as problem:
        for target in done:
            target.unlink(missing_ok=True)
        raise WrongUse(f"写不进 {content}：{system_refusal(problem)}") from problem
