"""The editor's commands: import, new. Each is parsed here, calls one function and prints what was done."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.editing.beginning import BEGINNINGS, Wants
from gongkai.editing.inbox import inbox_files
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
_DONE = "新文件都是草稿，不会公开；运行 check 看还有哪些待补、待核对的地方"


def add_commands(commands: Any, common: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    """Add the editor's commands to the command line; `options.edit` runs the one that was given."""
    take = commands.add_parser("import", parents=[common], help="把 Word、PDF、文本文件导入为政策文件和解读")
    take.add_argument(
        "files", nargs="*", type=Path, metavar="文件", help="不写时，导入“收件箱”文件夹中的文件"
    )
    for name in ("published", "slug", "interprets"):
        take.add_argument(f"--{name}", metavar="内容", help=_TEXTS[name])
    take.add_argument("--alone", action="store_true", help="不同时新建解读")
    take.set_defaults(edit=_import)
    new = commands.add_parser("new", parents=[common], help="新建文件，能填的都填好")
    shown = "，".join(f"{kind} {said}" for kind, (said, _begin) in BEGINNINGS.items())
    new.add_argument("kind", choices=tuple(BEGINNINGS), metavar="种类", help=shown)
    for name, said in _TEXTS.items():
        new.add_argument(f"--{name}", metavar="内容", help=said)
    new.add_argument("--topics", nargs="+", default=(), metavar="主题", help="主题，可以有几个")
    new.add_argument("--audiences", nargs="+", default=(), metavar="对象", help="面向对象，可以有几个")
    new.add_argument("--not-major", action="store_true", help="不是重大行政决策，只公开征求意见")
    new.set_defaults(edit=_new)
    return [take, new]


def _import(options: argparse.Namespace, settings: Settings, library: Library) -> None:
    from gongkai.editing.importing import Wishes, import_files  # noqa: PLC0415 (takes half a second to load)

    files = options.files or inbox_files(settings)
    published = _day(options.published) if options.published else None
    wishes = Wishes(published, options.slug, options.interprets, options.alone)
    _write(import_files(files, library, settings, wishes), settings)


def _new(options: argparse.Namespace, settings: Settings, library: Library) -> None:
    said = {name: value for name in _TEXTS if (value := getattr(options, name))}
    if options.not_major:
        said["not-major"] = "true"
    lists = {"topics": tuple(options.topics), "audiences": tuple(options.audiences)}
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    ask = Asker(sys.stdin, sys.stdout) if at_terminal else None
    _label, begin = BEGINNINGS[options.kind]
    _write(begin(Wants(library, settings, said, lists, ask)), settings)


def _write(written: Written, settings: Settings) -> None:
    write(written, settings.content)
    print("\n".join([*written.said, _DONE]))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongUse(f"“{text}”不是日期，应写成 2024-05-08 这样的形式") from None
