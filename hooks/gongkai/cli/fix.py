"""`fix`: safe corrections, shown first."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gongkai.building import pipeline
from gongkai.cli.options import settings_of
from gongkai.editing.fixing import corrections, write_corrections
from gongkai.findings import WrongUse
from gongkai.settings.typed_values import place, within


def add_command(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add it to the command line."""
    command = commands.add_parser("fix", parents=[common], help="改正只有一种改法的差错，先显示改动")
    which = "只改这些文件或文件夹（默认全部）"
    command.add_argument("paths", nargs="*", type=place, metavar="文件", help=which)
    command.add_argument("--write", action="store_true", help="确认后写入文件")
    command.set_defaults(run=_fix)


def _fix(options: argparse.Namespace) -> bool:
    settings = settings_of(options)
    files = _written_files(options.paths, settings.content)
    found, unread = corrections(files, settings, pipeline.unnamed_questions(settings))
    for correction in found:
        print(correction.diff)
    for path in unread:
        print(f"! {path} 不是 UTF-8 编码，没有改；请在编辑器中另存为 UTF-8", file=sys.stderr)
    if not found:
        print("没有需要改正的地方")
    elif options.write:
        write_corrections(found, settings.content)
        print(f"已改正 {len(found)} 个文件")
    else:
        print(f"以上 {len(found)} 个文件可以改正；确认无误后加 --write 再运行一次")
    return False


def _written_files(paths: Sequence[Path], content: Path) -> list[str]:
    """The files to set right, below the content folder; raises `WrongUse` for a path that is none of ours."""
    known = sorted(
        file.relative_to(content).as_posix()
        for file in content.rglob("*")
        if file.suffix in (".md", ".yml") and file.is_file() and not file.is_symlink()
        if not any(
            part.startswith(".") for part in file.relative_to(content).parts
        )  # what is hidden is no content
    )
    if not paths:
        return known
    chosen: list[str] = []
    for path in paths:
        places = [*within(path, content)]
        wanted = [p for p in known if any((content / p).is_relative_to(place) for place in places)]
        if not wanted:
            raise WrongUse(f"内容文件夹（{content}）中没有“{path}”，或者里面没有 .md、.yml 文件")
        chosen += [path for path in wanted if path not in chosen]
    return chosen
