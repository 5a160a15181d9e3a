"""What a clerk double-clicks on Windows: a `.cmd` for each command of every day, and what they share."""

from collections.abc import Iterator
from pathlib import Path

_CALL = '@echo off\ncall "%~dp0.gongkai\\start.cmd" {command} %*\n'
STARTERS = {
    "安装": "install",
    "检查": "check",
    "预览": "serve --open",
    "导入": "import",
    "新建政策文件": "new policy",
    "改正": "fix",
    "期限": "due",
    "生成网站": "build",
}
"""Name → what is run; `install` is the starters' own word, all else are commands of the program."""


def starters(templates: Path) -> Iterator[tuple[str, str]]:
    """The files by their places, `.cmd` with the line ends that Windows reads."""
    for name, command in STARTERS.items():
        yield f"{name}.cmd", _CALL.format(command=command).replace("\n", "\r\n")
    for file in sorted(templates.iterdir()):
        text = file.read_text(encoding="utf-8")
        yield f".gongkai/{file.name}", text.replace("\n", "\r\n") if file.suffix == ".cmd" else text
