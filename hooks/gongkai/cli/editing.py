"""The editor's commands: import, new, fix. Each is parsed here, calls one function and prints what was done."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai.build import pipeline
from gongkai.cli.arguments import day, file, place, reference, within
from gongkai.cli.options import settings_of
from gongkai.editing.new_documents import BEGINNINGS, Prompts
from gongkai.editing.fixing import corrections, write_corrections
from gongkai.editing.terminal import Asker
from gongkai.editing.writing import Written, write
from gongkai.findings import WrongUse
from gongkai.model import Library
from gongkai.settings import Settings

_TEXTS = {
    "title": "标题",
    "number": "发文字号",
    "issuer": "发布机构（默认本单位）",
    "drafted": "起草日期",
    "signed": "签发日期",
    "published": "发布日期（默认今天）",
    "summary": "内容概述",
    "department": "承办科室",
    "contact": "咨询方式",
    "interprets": "解读哪份文件，例如 policies/2024/a.md",
    "form": "解读或互动的形式",
    "item": "年度目录中的编号",
    "year": "年度",
    "opens": "开始日期",
    "closes": "结束日期",
    "slug": "新文件的名字（默认按文号或标题取）",
}
_READ = {"published": day, "interprets": reference}
_READERS = (
    '还没有安装读取 Word 和 PDF 文件的组件，请先运行 python -m pip install "gongkai[import]"，再导入一次'
)
_DONE = "新文件都是草稿，不会公开；运行 check 看还有哪些待补、待核对的地方"


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the editor's commands to the command line."""
    take = commands.add_parser("import", parents=[common], help="把 Word、PDF、文本文件导入为政策文件和解读")
    take.add_argument(
        "files", nargs="*", type=file, metavar="文件", help="不写时，导入“收件箱”文件夹中的文件"
    )
    for name in ("published", "slug", "interprets"):
        take.add_argument(f"--{name}", type=_READ.get(name, str), metavar="内容", help=_TEXTS[name])
    take.add_argument("--alone", action="store_true", help="不同时新建解读")
    take.set_defaults(edit=_import)
    new = commands.add_parser("new", parents=[common], help="新建文件，能填的都填好")
    shown = "，".join(f"{kind} {said}" for kind, (said, _begin) in BEGINNINGS.items())
    new.add_argument("kind", choices=tuple(BEGINNINGS), metavar="种类", help=shown)
    for name, said in _TEXTS.items():
        kind = reference if name == "interprets" else str
        new.add_argument(f"--{name}", type=kind, metavar="内容", help=said)
    new.add_argument("--topics", nargs="+", default=(), metavar="主题", help="主题，可以有几个")
    new.add_argument("--audiences", nargs="+", default=(), metavar="对象", help="面向对象，可以有几个")
    new.add_argument("--not-major", action="store_true", help="不是重大行政决策，只公开征求意见")
    new.set_defaults(edit=_new)
    fix = commands.add_parser("fix", parents=[common], help="改正只有一种改法的差错，先显示改动")
    fix.add_argument("paths", nargs="*", type=place, metavar="文件", help="只改这些文件或文件夹（默认全部）")
    fix.add_argument("--write", action="store_true", help="确认后写入文件")
    fix.set_defaults(edit=_fix)
    for command in (take, new, fix):
        command.set_defaults(run=_edit)


def _edit(options: argparse.Namespace) -> bool:
    settings = settings_of(options)
    library = pipeline.read(settings)
    options.edit(options, EditorTools(settings, library, lambda: pipeline.unnamed_questions(settings)))
    return False


@dataclass(frozen=True)
class EditorTools:
    """What an editor's command may ask for."""

    settings: Settings
    library: Library
    unnamed_questions: Callable[[], Mapping[str, Mapping[int, str]]]
    """By path and line of the body, the ids of questions that no `{#id}` holds yet."""


def _import(options: argparse.Namespace, desk: EditorTools) -> None:
    # What reads Word and PDF takes half a second to load, and may not be installed where nobody imports.
    try:
        from gongkai.editing.importing import Wishes, import_files  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        if str(missing.name).startswith("gongkai"):
            raise
        raise WrongUse(f"{_READERS}（缺少 {missing.name}）") from missing
    from gongkai.editing.inbox import inbox_files  # noqa: PLC0415

    files = options.files or inbox_files(desk.settings)
    published = options.published
    wishes = Wishes(published, options.slug, options.interprets, options.alone)
    _write(import_files(files, desk.library, desk.settings, wishes), desk.settings)


def _new(options: argparse.Namespace, desk: EditorTools) -> None:
    said = {name: value for name in _TEXTS if (value := getattr(options, name))}
    if options.not_major:
        said["not-major"] = "true"
    lists = {"topics": tuple(options.topics), "audiences": tuple(options.audiences)}
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    ask = Asker(sys.stdin, sys.stdout) if at_terminal else None
    _label, begin = BEGINNINGS[options.kind]
    _write(begin(Prompts(desk.library, desk.settings, said, lists, ask)), desk.settings)


def _fix(options: argparse.Namespace, desk: EditorTools) -> None:
    files = _written_files(options.paths, desk)
    found, unread = corrections(files, desk.settings, desk.unnamed_questions())
    for correction in found:
        print(correction.diff)
    for path in unread:
        print(f"! {path} 不是 UTF-8 编码，没有改；请在编辑器中另存为 UTF-8", file=sys.stderr)
    if not found:
        print("没有需要改正的地方")
    elif options.write:
        write_corrections(found, desk.settings.content)
        print(f"已改正 {len(found)} 个文件")
    else:
        print(f"以上 {len(found)} 个文件可以改正；确认无误后加 --write 再运行一次")


def _written_files(paths: Sequence[Path], desk: EditorTools) -> list[str]:
    """The files to set right, below the content folder; raises `WrongUse` for a path that is none of ours."""
    content = desk.settings.content
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


def _write(written: Written, settings: Settings) -> None:
    write(written, settings.content)
    print("\n".join([*written.said, _DONE]))
