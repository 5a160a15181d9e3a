"""`import`: Word, PDF and text files and saved web pages become policies, interpretations and reports."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gongkai.building import pipeline
from gongkai.cli.new_files import DRAFTS_WRITTEN, READ, TEXTS
from gongkai.cli.options import settings_of
from gongkai.editing.import_list import (
    IDLE,
    NAME,
    NO_DOCUMENT,
    THERE,
    UNREAD,
    ListedTask,
    counted,
    todos_of_drafts,
    write_list,
)
from gongkai.editing.import_record import digest_of
from gongkai.editing.inbox import (
    ASIDE,
    INBOX,
    Inbox,
    documents_in,
    files_below,
    inbox,
    is_archive,
    no_such_file,
)
from gongkai.findings import WrongUse
from gongkai.settings import Settings
from gongkai.settings.typed_values import place

_READERS = (
    '还没有安装读取 Word 和 PDF 文件的组件，请先运行 python -m pip install "gongkai[import]"，再导入一次'
)
_ANNEXES = (".xlsx", ".xls", ".et", ".csv", ".zip", ".rar")
"""Endings of files that are no documents, but may belong to one."""
_MOST = 10
"""Files that are told one by one."""


def add_command(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add it to the command line."""
    said = "把 Word、PDF、文本文件和旧网站的网页导入为政策文件和解读"
    command = commands.add_parser("import", parents=[common], help=said)
    which = "文件或文件夹；里面还有文件夹的，当作旧网站或档案整个导入；不写时，导入“收件箱”文件夹中的文件"
    command.add_argument("files", nargs="*", type=_file_or_folder, metavar="文件", help=which)
    for name in ("published", "slug", "interprets"):
        command.add_argument(f"--{name}", type=READ.get(name, str), metavar="内容", help=TEXTS[name])
    command.add_argument("--alone", action="store_true", help="不同时新建解读")
    command.add_argument("--again", action="store_true", help="以前导入过的文件也再导入一次")
    command.set_defaults(run=_import)


def _file_or_folder(text: str) -> Path:
    """A file, or a folder in which documents lie or lay."""
    found = place(text)
    if found.is_dir() and not (documents_in(found) or is_archive(found) or (found / ASIDE).is_dir()):
        raise argparse.ArgumentTypeError(f"“{text}”是文件夹，里面没有可以导入的 Word、PDF、文本文件或网页")
    return found


def _import(options: argparse.Namespace) -> bool:
    settings = settings_of(options)
    # What reads Word and PDF takes half a second to load, and may not be installed where nobody imports.
    try:
        from gongkai.editing.importing import Refused, Wishes, imported_one_by_one  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        if str(missing.name).startswith("gongkai"):
            raise
        raise WrongUse(f"{_READERS}（缺少 {missing.name}）") from missing

    waiting = inbox(options.files, settings, again=options.again)
    library = pipeline.read_library_of(settings)
    whole = waiting.archive is not None
    wishes = Wishes(options.published, options.slug, options.interprets, options.alone, whole)
    refused: Refused = {}
    refused.update(
        {file: WrongUse(no_such_file(file, settings)) for file in waiting.files if not file.is_file()}
    )
    new = [file for file in waiting.files if file not in waiting.known and file not in refused]
    for said in _told_before(waiting):
        print(said)
    if whole:
        print(
            f"正在读 {len(new)} 个文件，几百个要几分钟；中途停下也不要紧，再运行一次就接着做", file=sys.stderr
        )
    count = 0
    for piece in imported_one_by_one(new, library, settings, wishes, refused, waiting.archive):
        if piece.files:
            waiting.take(piece, piece.used)
            count += 1
            print("\n".join(said for said in piece.said if not (whole and said.startswith("  "))))
    if count:
        print(DRAFTS_WRITTEN)
    elif not refused:
        print("没有新的文件要导入")
    for said in waiting.finish():
        print(said)
    if whole:
        return _told_in_list(waiting, settings, refused)
    if refused:
        raise WrongUse(_told(refused, len(waiting.files)))
    return False


def _told_before(waiting: Inbox) -> Iterator[str]:
    """What was taken in before."""
    if len(waiting.known) > _MOST:
        yield f"{len(waiting.known)} 个文件以前导入过，没有再导入；要再导入，请加 --again"
        return
    for file, entry in waiting.known.items():
        before = f"{entry.day} 导入过，成为 {entry.became}" if entry.day else f"内容与 {entry.name} 相同"
        yield f"{waiting.name_of(file)} {before}，没有再导入；要再导入，请加 --again"


def _told_in_list(waiting: Inbox, settings: Settings, refused: "dict[Path, WrongUse]") -> bool:
    """Write the list of what is to be done; whether a file is left that somebody must do something about."""
    from gongkai.editing.importing.refusals import AlreadyThere, NoDocument  # noqa: PLC0415 (as above)

    report = pipeline.check(settings).report
    todos = list(todos_of_drafts(waiting.record.documents, report.todos, report.findings))
    for file, problem in refused.items():
        kind = NO_DOCUMENT if isinstance(problem, NoDocument) else UNREAD
        kind = THERE if isinstance(problem, AlreadyThere) else kind
        todos.append(ListedTask(kind, "", 0, waiting.name_of(file), str(problem)))
    todos += (ListedTask(IDLE, "", 0, name, "没有文件把它列为附件") for name in _idle(waiting))
    where = write_list(settings.config_file.parent / INBOX / ASIDE, todos)
    print("\n".join(f"  {said}" for said in counted(todos)))
    print(f"逐项要做什么，见{NAME}（{where}），用 Excel 打开，从上往下做")
    return any(todo.kind == UNREAD for todo in todos)


def _idle(waiting: Inbox) -> Iterator[str]:
    """Files of an archive that might be annexes, and that nothing took in."""
    assert waiting.archive is not None
    taken = waiting.record.known
    for file in files_below(waiting.archive):
        if file.suffix.lower() in _ANNEXES and digest_of(file) not in taken:
            yield waiting.name_of(file)


def _told(refused: "dict[Path, WrongUse]", count: int) -> str:
    if count == 1:
        return str(next(iter(refused.values())))
    told = [(file.name, str(said)) for file, said in refused.items()]
    reasons = [said if name in said else f"{name}：{said}" for name, said in told]
    return "\n  ".join([f"{count} 个文件中有 {len(reasons)} 个没有导入，处理好以后再运行一次：", *reasons])
