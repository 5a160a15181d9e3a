"""The options of `serve`, apart from what serves: that takes a second to load."""

import argparse
from typing import Any


def add_command(commands: Any, common: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Add `serve` to the command line."""
    command: argparse.ArgumentParser = commands.add_parser(
        "serve", parents=[common], help="预览：保存文件后页面自动更新，问题标在段落旁"
    )
    command.add_argument(
        "--host", default="127.0.0.1", metavar="地址", help="只在本机打开的是 127.0.0.1（默认）"
    )
    command.add_argument(
        "--port", type=_port, default=8000, metavar="端口", help="默认 8000；0 为任一空闲端口"
    )
    return command


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"“{text}”不是端口")
    return int(text)
