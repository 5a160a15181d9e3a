"""`import`: Word, PDF and text files become policies and interpretations."""

import argparse
from typing import Any

from gongkai.building import pipeline
from gongkai.cli.new_files import READ, TEXTS, write_drafts
from gongkai.cli.options import settings_of
from gongkai.findings import WrongUse
from gongkai.settings.typed_values import file

_READERS = (
    '还没有安装读取 Word 和 PDF 文件的组件，请先运行 python -m pip install "gongkai[import]"，再导入一次'
)


def add_command(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add it to the command line."""
    said = "把 Word、PDF、文本文件导入为政策文件和解读"
    command = commands.add_parser("import", parents=[common], help=said)
    which = "不写时，导入“收件箱”文件夹中的文件"
    command.add_argument("files", nargs="*", type=file, metavar="文件", help=which)
    for name in ("published", "slug", "interprets"):
        command.add_argument(f"--{name}", type=READ.get(name, str), metavar="内容", help=TEXTS[name])
    command.add_argument("--alone", action="store_true", help="不同时新建解读")
    command.set_defaults(run=_import)


def _import(options: argparse.Namespace) -> bool:
    settings = settings_of(options)
    library = pipeline.read_library_of(settings)
    # What reads Word and PDF takes half a second to load, and may not be installed where nobody imports.
    try:
        from gongkai.editing.importing import Wishes, import_files  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        if str(missing.name).startswith("gongkai"):
            raise
        raise WrongUse(f"{_READERS}（缺少 {missing.name}）") from missing
    from gongkai.editing.inbox import inbox_files  # noqa: PLC0415

    files = options.files or inbox_files(settings)
    published = options.published
    wishes = Wishes(published, options.slug, options.interprets, options.alone)
    write_drafts(import_files(files, library, settings, wishes), settings)
    return False
