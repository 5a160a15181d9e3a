"""The command line as clerks type it: what a slip can only mean is understood, the rest is named in two lines.

Word turns `--` into a dash and digits into wide ones, Explorer puts quotation marks around a path and backslashes
into it. Options are never abbreviated: `--writ` may be anything. Everything argparse says is Chinese here.
"""

import argparse
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

from gongkai.settings.typed_values import DASHES, nearest, plain

_IN_CHINESE = {
    "options": "选项",
    "positional arguments": "参数",
    "show this help message and exit": "显示本说明",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
    "unrecognized arguments: %s": "多写了：%s",
    "the following arguments are required: %s": "缺少：%s",
    "expected one argument": "后面要写一个值",
    "expected at least one argument": "后面至少要写一个值",
    "ignored explicit argument %r": "后面不写值，多了 %r",
    "invalid %(type)s value: %(value)r": "不能写 %(value)r",
}
argparse._ = lambda said: _IN_CHINESE.get(said, said)  # type: ignore[attr-defined] # argparse has no other way

_DASHED = re.compile(f"[{DASHES}]+")
_OPTION = re.compile(rf"[{DASHES}]+([A-Za-zＡ-Ｚａ-ｚ][{DASHES}\w]*)(?:[=＝：:](.*))?", re.S)
_MEANT = {
    **dict.fromkeys(("检查", "校验", "审核"), "check"),
    **dict.fromkeys(("生成", "发布", "构建", "建站"), "build"),
    **dict.fromkeys(("预览", "查看", "preview", "server"), "serve"),
    **dict.fromkeys(("期限", "到期", "逾期", "待办"), "due"),
    **dict.fromkeys(("说明", "解释", "规则"), "explain"),
    **dict.fromkeys(("新建", "新增", "create"), "new"),
    **dict.fromkeys(("导入", "收件箱"), "import"),
    **dict.fromkeys(("审签", "审批", "批准", "同意"), "approve"),
    **dict.fromkeys(("改正", "修正", "修复", "纠错"), "fix"),
    **dict.fromkeys(("退回", "回退", "恢复", "回滚"), "rollback"),
    **dict.fromkeys(("比对", "对比"), "drift"),
    **dict.fromkeys(("缺口", "问题"), "gaps"),
    **dict.fromkeys(("巡查", "周报"), "patrol"),
    **dict.fromkeys(("开办", "初始化", "start"), "init"),
    **dict.fromkeys(("升级", "更新", "update"), "upgrade"),
    **dict.fromkeys(("链接", "外链"), "links"),
    **dict.fromkeys(("帮助", "help", "？", "?"), "--help"),
}
"""What people call the commands."""


class Parser(argparse.ArgumentParser):
    """argparse with slips understood or named; `read` takes the place of `parse_args`."""

    def __init__(self, **given: Any) -> None:
        super().__init__(allow_abbrev=False, **given)

    def read(self, words: Sequence[str]) -> argparse.Namespace:
        """The options that these words give; ends the program with 2 where they give none."""
        if re.search("[\ud800-\udfff]", "".join(words)):  # as Python keeps bytes that are no UTF-8
            self.error("有的字不是 UTF-8 编码，认不出来；请把终端的编码设为 UTF-8，再输入一次")
        command, settled, rest = self, list[str](), iter(words)
        for word in rest:
            if word == "--":
                settled += [word, *rest]
            elif _DASHED.fullmatch(word):
                command.error(f"“{word}”后面不要留空格，选项应写成 --as-of 这样，两个减号紧跟着名称")
            elif option := _OPTION.fullmatch(word):
                settled += self._option(option, command, rest)
            elif command is self and (known := self._commands().get(plain(word))):
                command = known
                settled.append(plain(word))
            else:
                settled.append(word)
        options, more = self.parse_known_args(settled)
        if more:
            command.error(f"多写了“{'”“'.join(more)}”")
        return options

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and in one more line how it is written; status 2."""
        self.exit(2, f"✗ {message}\n{self.format_usage()}")

    def format_usage(self) -> str:
        """How the command is written, in one line."""
        names = [_metavar(action) for action in self._actions if not action.option_strings]
        return f"用法：{' '.join([self.prog, *names])} [选项]（{self.prog} --help 有说明）\n"

    def format_help(self) -> str:
        """What the command does, and every option, in columns for Chinese signs, which are two wide."""
        parts = [f"用法：{self.format_usage()[3:].split('（')[0]}\n", f"\n{self.description}\n"]
        for group in self._action_groups:
            rows = [row for action in group._group_actions for row in _rows(action)]
            column = min(max((_width(name) for name, _said in rows), default=0), 26) + 4
            lines = [line for row in rows for line in _in_columns(*row, column)]
            parts += [f"\n{group.title}：\n", *(f"{line}\n" for line in lines)] if lines else []
        return "".join(parts)

    def _commands(self) -> "dict[str, Parser]":
        lists = (a.choices for a in self._actions if isinstance(a, argparse._SubParsersAction))
        return next(lists, {})

    def _option(self, typed: re.Match[str], command: "Parser", rest: Iterator[str]) -> Sequence[str]:
        """An option and its value, as they were meant."""
        name = f"--{plain(typed[1])}".replace("_", "-")
        name = "--help" if name == "--h" else name
        action = command._option_string_actions.get(name)
        if action is None:
            command.error(self._no_such_option(typed[0], name, command))
        if action.nargs == 0:
            if typed[2] is not None:
                command.error(f"{name} 后面不写值")
            return (name,)
        value = next(rest, "") if typed[2] is None else typed[2]
        value = next(rest, "") if typed[2] is None and value in ("=", "＝") else value
        if not value or (typed[2] is None and _OPTION.fullmatch(value)):
            command.error(f"{name} 后面要写{_wanted(action)}")
        return (name, value) if action.nargs else (f"{name}={value}",)

    def _no_such_option(self, typed: str, name: str, command: "Parser") -> str:
        has = [other for other, parser in self._commands().items() if name in parser._option_string_actions]
        if has and command is self:
            return f"{name} 是 {'、'.join(has)} 的选项，要写在命令后面"
        near = nearest(name, command._option_string_actions)
        of = "" if command is self else f"{command.prog.split()[-1]} "
        if 0 < len(has) <= 3:
            return f"{of}没有 {name} 这个选项，它是 {'、'.join(has)} 的{near}"
        return f"{of}没有“{typed}”这个选项{near}"

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Called by argparse for whatever has choices, commands among them."""
        if action.choices is None or value in action.choices:
            return
        known, typed = [*action.choices], plain(str(value))
        if not isinstance(action, argparse._SubParsersAction):
            hint = nearest(typed, known) or f"，可以写 {'、'.join(known)}"
            raise argparse.ArgumentError(action, f"没有“{value}”{hint}")
        meant = f"，是不是 {_MEANT[typed]}？" if typed in _MEANT else nearest(typed, known)
        if not meant and re.search(r"[/\\]|\.(?:md|yml)$", typed):
            meant = f"；要检查这个文件，写 {self.prog} check {value}"
        raise argparse.ArgumentError(None, f"没有“{value}”这个命令{meant}")


def describe(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Let each command's own help begin with what the list of commands says of it."""
    for said in commands._choices_actions:
        commands.choices[said.dest].description = said.help


def _wanted(action: argparse.Action) -> str:
    if action.choices:
        return f" {' 或 '.join(map(str, action.choices))}"
    return str(action.metavar or "一个值")


def _metavar(action: argparse.Action) -> str:
    name = str(action.metavar or action.dest)
    many = action.nargs in ("*", "+")
    optional = action.nargs == "*" or not action.required
    return f"{'[' if optional else ''}{name}{' …' if many else ''}{']' if optional else ''}"


def _rows(action: argparse.Action) -> Iterator[tuple[str, str]]:
    """An option, an argument, or every command, with what is said of it."""
    if isinstance(action, argparse._SubParsersAction):
        yield from ((said.dest, said.help or "") for said in action._choices_actions)
        return
    value = "" if action.nargs == 0 else " " + str(action.metavar or "|".join(map(str, action.choices or ())))
    options = ", ".join(action.option_strings)
    yield (f"{options}{value}" if options else str(action.metavar), action.help or "")


def _in_columns(name: str, said: str, column: int) -> Iterator[str]:
    """A name and what is said of it, in lines of at most 78 columns."""
    line = f"  {name}{' ' * max(column - 2 - _width(name), 2)}"
    for piece in re.findall(r"[!-~]+[，。；：、）]*|.[，。；：、）”]*", said):
        if _width(line + piece.rstrip()) > 78:
            yield line.rstrip()
            line = " " * column
        line += piece
    yield line.rstrip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
