"""`serve`: the preview."""

import argparse
from typing import Any

from gongkai.cli.options import settings_as_given, settings_of


def add_command(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add `serve` to the command line."""
    command = commands.add_parser(
        "serve", parents=[common], help="预览：保存文件后页面自动更新，问题标在段落旁"
    )
    command.add_argument(
        "--host", default="127.0.0.1", metavar="地址", help="只在本机打开的是 127.0.0.1（默认）"
    )
    command.add_argument(
        "--port", type=_port, default=8000, metavar="端口", help="默认 8000；0 为任一空闲端口"
    )
    command.add_argument("--open", action="store_true", help="同时在浏览器中打开")
    command.set_defaults(run=_serve)


def _serve(options: argparse.Namespace) -> bool:
    from gongkai.desk.server import DeskServer  # noqa: PLC0415
    from gongkai.preview.serving import serve  # noqa: PLC0415 (with MkDocs, it takes a second to load)

    settings = settings_of(options, ("text",))
    pages = DeskServer(lambda: settings_as_given(options)) if settings.ask_git else None
    serve(lambda: settings_as_given(options), options.host, options.port, browse=options.open, pages=pages)
    return False


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"“{text}”不是端口")
    return int(text)
