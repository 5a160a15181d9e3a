"""`new`: a new file, filled in as far as anything is known."""

import argparse
import sys
from typing import Any

from gongkai.building import pipeline
from gongkai.cli.new_files import ENTRY_TEXTS, TEXTS, write_drafts
from gongkai.cli.options import settings_of
from gongkai.editing.new_documents import BEGINNINGS, Prompts
from gongkai.editing.terminal import Asker
from gongkai.settings.typed_values import reference


def add_command(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add it to the command line."""
    command = commands.add_parser("new", parents=[common], help="新建文件，能填的都填好")
    shown = "，".join(f"{kind} {said}" for kind, (said, _begin) in BEGINNINGS.items())
    command.add_argument("kind", choices=tuple(BEGINNINGS), metavar="种类", help=shown)
    for name, said in (TEXTS | ENTRY_TEXTS).items():
        kind = reference if name in ("interprets", "based_on", "path") else str
        command.add_argument(f"--{name.replace('_', '-')}", type=kind, metavar="内容", help=said)
    command.add_argument("--topics", nargs="+", default=(), metavar="主题", help="主题，可以有几个")
    command.add_argument("--audiences", nargs="+", default=(), metavar="对象", help="面向对象，可以有几个")
    command.add_argument("--not-major", action="store_true", help="不是重大行政决策，只公开征求意见")
    command.set_defaults(run=_new)


def _new(options: argparse.Namespace) -> bool:
    settings = settings_of(options)
    library = pipeline.read_library_of(settings)
    said = {name: value for name in TEXTS | ENTRY_TEXTS if (value := getattr(options, name))}
    if options.not_major:
        said["not-major"] = "true"
    lists = {"topics": tuple(options.topics), "audiences": tuple(options.audiences)}
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    ask = Asker(sys.stdin, sys.stdout) if at_terminal else None
    _label, begin = BEGINNINGS[options.kind]
    write_drafts(begin(Prompts(library, settings, said, lists, ask)), settings)
    return False
