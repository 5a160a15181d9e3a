"""`redline`: what a change does, word by word, for those who review it."""

import argparse
import sys
from typing import Any

from gongkai.changes.clone import Clone
from gongkai.changes.posting import PLATFORMS, post
from gongkai.changes.redline import as_markdown, as_text, file_redlines
from gongkai.changes.redline_page import redline_page
from gongkai.cli.options import settings_of
from gongkai.findings import WrongUse, system_refusal
from gongkai.operating_system import set_utf8
from gongkai.settings.typed_values import new_file, word


def add_command(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add it to the command line."""
    said = "对照：这次改动了什么，逐字标出删去和新增的"
    command = commands.add_parser("redline", parents=[common], help=said)
    which = "哪个分支（默认是现在的，连同还没有提交的改动），与默认分支比"
    command.add_argument("branch", nargs="?", default="", metavar="分支", help=which)
    command.add_argument(
        "--html", type=new_file, metavar="文件", help="写成网页，可以打印；不写的，显示在屏幕上"
    )
    said = "在流水线里：写成这个平台合并请求上的一条意见（要有保密变量 GONGKAI_TOKEN）"
    command.add_argument("--post", type=word, choices=PLATFORMS, metavar="平台", help=said)
    command.set_defaults(run=_redline)


def _redline(options: argparse.Namespace) -> bool:
    clone = Clone(settings_of(options, ("text",)))
    for told in clone.news() if options.branch else ():
        print(told, file=sys.stderr)
    changed = list(file_redlines(clone, options.branch))
    if options.html is None:
        set_utf8(sys.stdout)
        print(as_text(changed), end="")
        if options.post:
            print(post(options.post, as_markdown(changed)))
        return False
    try:
        options.html.write_text(redline_page(changed, "改动对照"), encoding="utf-8")
    except OSError as problem:
        raise WrongUse(f"{options.html} 写不进去：{system_refusal(problem)}") from problem
    print(f"对照写在 {options.html}，用浏览器打开。")
    return False
