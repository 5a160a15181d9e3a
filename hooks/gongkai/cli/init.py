"""`init`: a bureau's own section begins, in a folder of its own."""

import argparse
import sys
from functools import partial
from typing import Any

from gongkai.building import pipeline
from gongkai.editing.new_documents import BEGINNINGS, Prompts
from gongkai.editing.new_documents.standing import new_standing_pages
from gongkai.editing.section import Founding, refuse_used, repository
from gongkai.editing.terminal import Asker
from gongkai.editing.writing import write
from gongkai.findings import WrongUse
from gongkai.settings import read_settings
from gongkai.settings.typed_values import day, folder

_ASKED = {
    "organisation": ("单位名称", "单位的全称，例如 某某区教育局"),
    "site_url": ("网址", "栏目的网址，例如 https://www.example.gov.cn/zwgk/"),
    "since": ("年份", "从哪一年起检查各项公开义务，例如 2026；更早的文件当作存档"),
}
_REGION = "本单位属于哪个行政区，例如 某某省某某市某某区，写进指南；可以不写"
_NEXT = """
下一步（详见 README.md）：
  1  进入文件夹 {folder}
  2  python build.py check   看法律要求而还缺什么、哪些地方待补
  3  python build.py serve   边写边看
  4  python build.py build   生成网站
  5  在 mkdocs.yml 补上每页页脚的内容：网站标识码、备案号、党政机关标识、联系方式、找错的网址；
     还缺哪一项，网站的“检查指标对照”页逐项列出
在 Windows 上也可以双击文件夹里的“安装”“检查”“预览”“生成网站”。"""


def add_command(commands: Any) -> None:
    """Add `init` to the command line."""
    command = commands.add_parser("init", help="开办本单位的栏目：新建文件夹，放好设置、指南、目录和流水线")
    command.add_argument("folder", type=folder, metavar="文件夹", help="空的或者还没有的文件夹")
    for name, (metavar, said) in _ASKED.items():
        command.add_argument(f"--{name.replace('_', '-')}", metavar=metavar, help=said)
    command.add_argument("--region", metavar="行政区", help=_REGION)
    said = "栏目有上万个文件时用：流水线由四台机器各生成一份，再合并（GitHub、GitLab）"
    command.add_argument("--large-site", action="store_true", help=said)
    which = "以哪一天为今天，例如 2026-01-05"
    command.add_argument("--as-of", type=day, default=argparse.SUPPRESS, metavar="日期", help=which)
    command.set_defaults(run=_init)


def _init(options: argparse.Namespace) -> bool:
    target = options.folder.absolute()
    refuse_used(target)
    founding = _founding(options)
    write(repository(founding, large_site=options.large_site), target)
    settings = read_settings(target / "mkdocs.yml", as_of=options.as_of, ask_git=False)
    wants = Prompts(pipeline.read_library_of(settings), settings)
    standing = partial(new_standing_pages, region=founding.region)
    begun = [begin(wants) for begin in (standing, BEGINNINGS["catalogue"][1], BEGINNINGS["plan"][1])]
    for written in begun:
        write(written, settings.content)
    print(f"已开办“{founding.organisation}”的政务公开栏目，在 {target}")
    print("\n".join(said for written in begun for said in written.said))
    print(_NEXT.format(folder=target))
    return False


def _founding(options: argparse.Namespace) -> Founding:
    """What was said, or is asked for; raises `WrongUse` where something is missing and nobody can be asked."""
    said = {name: (getattr(options, name) or "").strip() for name in _ASKED}
    region = (options.region or "").strip()
    if sys.stdin.isatty() and sys.stdout.isatty():
        ask = Asker(sys.stdin, sys.stdout)
        said |= {name: _asked(name, ask) for name, value in said.items() if not value}
        region = region or ask(_REGION)
    if missing := [name for name, value in said.items() if not value]:
        listed = "、".join(f"--{name.replace('_', '-')}（{_ASKED[name][0]}）" for name in missing)
        raise WrongUse(f"缺少 {listed}")
    if fault := _fault("since", said["since"]):
        raise WrongUse(f"{fault}（--since）")
    return Founding(said["organisation"], said["site_url"], int(said["since"]), region)


def _asked(name: str, ask: Asker) -> str:
    """An answer at the terminal; asked for again, once what is wrong has been said, until it can be meant. An empty one is
    asked for once more, and then left to whoever says what is missing."""
    label = _ASKED[name][1]
    said = ask(label).strip() or ask(f"  这一项不能空着\n{label}").strip()
    while said and (fault := _fault(name, said)):
        said = ask(f"  {fault}\n{label}").strip()
    return said


def _fault(name: str, said: str) -> str:
    """What is wrong with an answer; "" where nothing is."""
    if name == "since" and not (said.isascii() and said.isdecimal() and len(said) == 4):
        return f"起始年份应为四位年份，现为“{said}”"
    if name == "site_url" and not said.startswith(("http://", "https://")):
        return f"网址应以 https:// 开头，现为“{said}”"
    return ""
