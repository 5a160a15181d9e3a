"""The command line in Chinese: what argparse says of itself, and the types of our arguments."""

import argparse
import re
from datetime import date

_IN_CHINESE = {
    "usage: ": "用法：",
    "options": "选项",
    "positional arguments": "参数",
    "show this help message and exit": "显示本说明",
    "%(prog)s: error: %(message)s\n": "✗ %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "不能是 %(value)r，可用的有：%(choices)s",
    "unrecognized arguments: %s": "不认识的参数：%s",
    "expected one argument": "后面要跟一个值",
    "the following arguments are required: %s": "缺少参数：%s",
}
argparse._ = lambda said: _IN_CHINESE.get(said, said)  # type: ignore[attr-defined] # argparse has no other way


def day(text: str) -> date:
    """A day as it is written on the command line; raises argparse's error for anything else."""
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError(text)  # date.fromisoformat knows other forms too
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，应写成 2024-05-08 这样的形式") from None


def positive(text: str) -> int:
    """A number of things, one at least; raises argparse's error for anything else."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}”不是正整数")
    return int(text)


def share(text: str) -> tuple[int, int]:
    """第几份/共几份: the number, counted from 0, and how many there are."""
    number, _, count = text.partition("/")
    if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        raise argparse.ArgumentTypeError(f"“{text}”应写成 1/4 这样的形式（第 1 份，共 4 份）")
    return int(number) - 1, int(count)
