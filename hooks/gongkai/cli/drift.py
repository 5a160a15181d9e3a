"""`drift`: another platform's listing against this site."""

import argparse
from typing import Any

from gongkai.building import pipeline
from gongkai.cli.reports import report_with
from gongkai.settings import Settings
from gongkai.settings.typed_values import file


def add_command(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add it to the command line."""
    command = commands.add_parser("drift", parents=[common], help="别的平台上的内容与本栏目是否一致")
    command.add_argument("listing", type=file, metavar="清单", help="对方导出的 CSV 或 JSON 文件")
    report_with(command, _tell)


def _tell(options: argparse.Namespace, settings: Settings) -> None:
    from gongkai.platforms import drift  # noqa: PLC0415 (with all exports, it takes a quarter of a second to load)

    listing = drift.read_listing(options.listing)
    judged = pipeline.readable_section(settings)
    ours = drift.our_questions if listing.of_questions else drift.our_documents
    section = judged.library, judged.texts, settings
    days = pipeline.days_of_change(judged, settings)
    found = drift.compare(listing, ours(*section, days))
    as_json_ = options.format == "json"
    print(drift.as_json(found, listing, settings.today) if as_json_ else drift.as_text(found, listing))
