"""`import`: Word, PDF and text files become policies, interpretations and reports."""

import argparse
from pathlib import Path
from typing import Any

from gongkai.building import pipeline
from gongkai.cli.new_files import READ, TEXTS, write_drafts
from gongkai.cli.options import settings_of
from gongkai.editing.inbox import ASIDE, documents_in, inbox
from gongkai.findings import WrongUse
from gongkai.settings.typed_values import place

_READERS = (
    '还没有安装读取 Word 和 PDF 文件的组件，请先运行 python -m pip install "gongkai[import]"，再导入一次'
)


def add_command(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add it to the command line."""
    said = "把 Word、PDF、文本文件和旧网站的网页导入为政策文件和解读"
    command = commands.add_parser("import", parents=[common], help=said)
    which = "文件或文件夹；不写时，导入“收件箱”文件夹中的文件"
    command.add_argument("files", nargs="*", type=_file_or_folder, metavar="文件", help=which)
    for name in ("published", "slug", "interprets"):
        command.add_argument(f"--{name}", type=READ.get(name, str), metavar="内容", help=TEXTS[name])
    command.add_argument("--alone", action="store_true", help="不同时新建解读")
    command.add_argument("--again", action="store_true", help="以前导入过的文件也再导入一次")
    command.set_defaults(run=_import)


def _file_or_folder(text: str) -> Path:
    """A file, or a folder in which documents lie or lay."""
    found = place(text)
    if found.is_dir() and not documents_in(found) and not (found / ASIDE).is_dir():
        raise argparse.ArgumentTypeError(f"“{text}”是文件夹，里面没有可以导入的 Word、PDF、文本文件或网页")
    return found


def _import(options: argparse.Namespace) -> bool:
    settings = settings_of(options)
    library = pipeline.read_library_of(settings)
    # What reads Word and PDF takes half a second to load, and may not be installed where nobody imports.
    try:
        from gongkai.editing.importing import Wishes, import_files  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        if str(missing.name).startswith("gongkai"):
            raise
        raise WrongUse(f"{_READERS}（缺少 {missing.name}）") from missing

    waiting = inbox(options.files, settings, again=options.again)
    wishes = Wishes(options.published, options.slug, options.interprets, options.alone)
    refused: dict[Path, str] = {}
    new = [file for file in waiting.files if file not in waiting.known]
    imported = import_files(new, library, settings, wishes, refused)
    for file, entry in waiting.known.items():
        before = f"{entry.day} 导入过，成为 {entry.became}" if entry.day else f"内容与 {entry.name} 相同"
        print(f"{file.name} {before}，没有再导入；要再导入，请加 --again")
    if imported.files:
        write_drafts(imported, settings)
    elif not refused:
        print("没有新的文件要导入")
    for said in waiting.finish(imported.used):
        print(said)
    if refused:
        raise WrongUse(_told(refused, len(waiting.files)))
    return False


def _told(refused: dict[Path, str], count: int) -> str:
    if count == 1:
        return next(iter(refused.values()))
    reasons = [said if file.name in said else f"{file.name}：{said}" for file, said in refused.items()]
    return "\n  ".join([f"{count} 个文件中有 {len(reasons)} 个没有导入，处理好以后再运行一次：", *reasons])
