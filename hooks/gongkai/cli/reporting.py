"""Commands that only report something: links, gaps, drift, due, patrol. Each calls one function and prints."""

import argparse
import sys
from pathlib import Path
from typing import Any

from gongkai.build import pipeline
from gongkai.cli.arguments import file, new_file, word
from gongkai.cli.options import settings_of
from gongkai.platforms.external_links import as_csv, tried_links
from gongkai.findings import WrongUse, reason
from gongkai.model.duties import all_duties
from gongkai.platforms.patrol import patrol_report
from gongkai.report import due_as_json, due_as_text
from gongkai.settings import Settings

TOLD = ("text", "json")
"""Forms of what is told that is no finding."""


def add_commands(commands: Any, common: argparse.ArgumentParser, own: argparse.ArgumentParser) -> None:
    """Add these commands to the command line.

    `own` has the common options too, for `due`, whose forms differ: what it replaces is gone from its parent.
    """
    links = commands.add_parser(
        "links", parents=[common], help="试一遍网站上的外部链接，写成报告，不影响发布"
    )
    report = Path("links-report.csv")
    links.add_argument("--report", type=new_file, metavar="文件", default=report, help="报告写到哪里")
    links.set_defaults(tell=_links)
    asked = commands.add_parser("gaps", parents=[common], help="窗口收到的问题，知识库里有没有答案")
    asked.add_argument("questions", type=file, metavar="问题表", help="CSV 文件，至少有“问题”一列")
    asked.add_argument("--report", type=new_file, metavar="文件", help="另存一份可用 Excel 打开的结果")
    asked.set_defaults(tell=_gaps)
    other = commands.add_parser("drift", parents=[common], help="别的平台上的内容与本栏目是否一致")
    other.add_argument("listing", type=file, metavar="清单", help="对方导出的 CSV 或 JSON 文件")
    other.set_defaults(tell=_drift)
    said = "列出各项期限：将到期、已逾期、已办结"
    due = commands.add_parser("due", parents=[own], conflict_handler="resolve", help=said)
    forms = (*TOLD, "ics")
    due.add_argument(
        "--format", type=word, choices=forms, default=argparse.SUPPRESS, metavar="格式", help="、".join(forms)
    )
    due.set_defaults(tell=_due)
    patrol = commands.add_parser("patrol", parents=[common], help="巡查报告：链接、栏目更新、个人信息、标密")
    patrol.add_argument("--report", type=new_file, metavar="文件", help="报告写到哪里（默认显示在屏幕上）")
    patrol.set_defaults(tell=_patrol)
    for command, known in ((links, TOLD[:1]), (asked, TOLD), (other, TOLD), (due, forms), (patrol, TOLD[:1])):
        command.set_defaults(formats=known, run=_report)


def _report(options: argparse.Namespace) -> bool:
    options.tell(options, settings_of(options, options.formats))
    return False


def _links(options: argparse.Namespace, settings: Settings) -> None:
    judged = pipeline.check(settings)
    tried = tried_links(settings.site, judged.library, judged.texts)
    broken = [link for link in tried if not link.works]
    _save(options.report, as_csv(tried).encode())
    for link in broken:
        print(f"{link.path or '（页面框架）'} 第 {link.line} 行  {link.url}\n      {link.said}")
    print(f"共 {len(tried)} 个外部链接，{len(broken)} 个打不开；报告在 {options.report}")


def _gaps(options: argparse.Namespace, settings: Settings) -> None:
    from gongkai.platforms import gaps  # noqa: PLC0415 (its dictionary takes a seventh of a second to load)

    asked = gaps.read_asked(options.questions)
    _library, texts, entries = pipeline.knowledge_base(settings)
    judged = gaps.judge(asked, gaps.Matcher(entries, texts))
    if options.report:
        _save(options.report, gaps.as_csv(judged))
    print(gaps.as_json(judged, settings.today) if options.format == "json" else gaps.as_text(judged))


def _drift(options: argparse.Namespace, settings: Settings) -> None:
    from gongkai.platforms import drift  # noqa: PLC0415 (with all exports, it takes a quarter of a second to load)
    from gongkai.exports import days_of_change  # noqa: PLC0415 (the same)

    listing = drift.read_listing(options.listing)
    judged = pipeline.legible(settings)
    ours = drift.our_questions if listing.of_questions else drift.our_documents
    section = judged.library, judged.texts, settings
    days = days_of_change(judged.library, settings, pipeline.remembered(judged, settings))
    found = drift.compare(listing, ours(*section, days))
    as_json_ = options.format == "json"
    print(drift.as_json(found, listing, settings.today) if as_json_ else drift.as_text(found, listing))


def _due(options: argparse.Namespace, settings: Settings) -> None:
    judged = pipeline.check(settings, base=options.base)
    library = judged.library.whole
    if options.format == "ics":
        from gongkai.exports import duties_ics  # noqa: PLC0415 (see `_drift`)

        sys.stdout.buffer.write(duties_ics(library, settings))
    else:
        told = due_as_json if options.format == "json" else due_as_text
        print(told(all_duties(library, settings.today), settings.today))
    if broken := judged.library.broken:
        print(f"! 有 {len(broken)} 个文件填写有误，没有列入，请先运行 check 改正", file=sys.stderr)


def _patrol(options: argparse.Namespace, settings: Settings) -> None:
    judged = pipeline.check(settings, base=options.base)
    told = patrol_report(judged.report, judged.library.whole, settings)
    if options.report:
        _save(options.report, told.encode())
        print(f"巡查报告在 {options.report}")
    else:
        print(told, end="")


def _save(report: Path, data: bytes) -> None:
    try:
        report.write_bytes(data)
    except OSError as problem:
        raise WrongUse(f"报告写不到 {report}：{reason(problem)}") from problem
