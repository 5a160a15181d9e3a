"""The command line as a whole: parses, calls one function, prints. Everything it says to editors is Chinese."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from gongkai.cli import (
    approve,
    archive,
    build,
    bundle,
    check,
    cosign,
    drift,
    due,
    explain,
    fix,
    gaps,
    import_files,
    init,
    links,
    new,
    patrol,
    redline,
    rollback,
    serve,
    upgrade,
    verify,
)
from gongkai.cli.arguments import Parser, describe
from gongkai.cli.options import common_options
from gongkai.findings import WrongUse, system_refusal
from gongkai.operating_system import reader_has_gone, set_encodings
from gongkai.pages import WHOLE

SETTINGS = Path("mkdocs.yml")
FINE, BROKEN_RULE, WRONG_USE, FAULT = 0, 1, 2, 3
INTERRUPTED, READER_GONE = 130, 141  # 128 + SIGINT, SIGPIPE, as shells count


def console() -> NoReturn:
    """The command `gongkai`: for the section in whose folder it is run."""
    run(SETTINGS, "gongkai")


def run(config: Path, program: str) -> NoReturn:
    """Run the command that the process was started with, and end the process with its exit status."""
    status = main(config=config, program=program)
    try:
        sys.stdout.flush()
    except OSError as fault:
        status = READER_GONE if reader_has_gone(fault) else FAULT
        if status == FAULT:
            print(f"✗ 结果没有写完：{system_refusal(fault)}", file=sys.stderr)
    os._exit(status)  # millions of objects are not taken apart one by one: half a second, for a large section


def main(
    arguments: Sequence[str] | None = None, *, config: Path = SETTINGS, program: str = "build.py"
) -> int:
    """Run one command and return the exit status: 0 fine, 1 a rule is broken, 2 wrong use, 3 a fault."""
    set_encodings()
    options = parser_of(program, config).read(sys.argv[1:] if arguments is None else arguments)
    try:
        return BROKEN_RULE if options.run(options) else FINE
    except WrongUse as problem:
        print(f"✗ {problem}", file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        print("已中断，原来的网站没有变动。", file=sys.stderr)
        return INTERRUPTED
    except Exception as fault:
        if reader_has_gone(fault):  # so must its buffer, or Python complains at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return READER_GONE
        # a fault of the program: its traceback and status 3, never a silent pass
        sys.excepthook(*sys.exc_info())
        notes = getattr(fault, "__notes__", ())  # a fault in a rule of the bureau's own names the rule
        what = next((one for one in notes if one.startswith("本单位规则")), "程序出错（不是内容的问题）")
        print(f"{what}，原来的网站没有变动。请把以上信息交给技术人员。", file=sys.stderr)
        return FAULT


def parser_of(program: str, config: Path) -> Parser:
    """Everything that can be said to the program."""
    parser = Parser(
        prog=program, description="公开（Gongkai）：检查政务公开栏目，生成网站。", parents=[common_options()]
    )
    parser.set_defaults(run=build.build, config=config, format="text", shard=WHOLE)
    common = common_options(
        argument_default=argparse.SUPPRESS
    )  # unsaid after the command, it stays as said before
    commands = parser.add_subparsers(metavar="命令", title="命令")
    for command in (build, rollback, check):
        command.add_command(commands, common)
    explain.add_command(commands)
    for command in (links, gaps, drift):
        command.add_command(commands, common)
    due.add_command(commands)
    for command in (patrol, import_files, new, fix, bundle, redline, approve, serve):
        command.add_command(commands, common)
    for command in (verify, cosign, archive):
        command.add_command(commands, common)
    init.add_command(commands)
    upgrade.add_command(commands, common)
    describe(commands)
    return parser
