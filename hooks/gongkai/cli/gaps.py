"""`gaps`: questions of the windows against the knowledge base."""

import argparse
from typing import Any

from gongkai.building import pipeline
from gongkai.cli.reports import report_with, save
from gongkai.settings import Settings
from gongkai.settings.typed_values import file, new_file


def add_command(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add it to the command line."""
    command = commands.add_parser("gaps", parents=[common], help="窗口收到的问题，知识库里有没有答案")
    command.add_argument("questions", type=file, metavar="问题表", help="CSV 文件，至少有“问题”一列")
    command.add_argument("--report", type=new_file, metavar="文件", help="另存一份可用 Excel 打开的结果")
    report_with(command, _tell)


def _tell(options: argparse.Namespace, settings: Settings) -> None:
    from gongkai.platforms import gaps  # noqa: PLC0415 (its dictionary takes a seventh of a second to load)
    from gongkai.search.matching import KnowledgeMatcher  # noqa: PLC0415
    from gongkai.search.words import words_of  # noqa: PLC0415

    asked = gaps.read_asked(options.questions)
    _library, _texts, entries = pipeline.knowledge_base(settings)
    judged = gaps.judge(asked, KnowledgeMatcher(entries, words_of(settings)))
    if options.report:
        save(options.report, gaps.as_csv(judged))
    print(gaps.as_json(judged, settings.today) if options.format == "json" else gaps.as_text(judged))
