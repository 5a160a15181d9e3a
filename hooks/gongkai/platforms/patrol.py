"""The patrol report (巡查): what a site's keeper looks at every week, on one dated page of Markdown."""

from collections.abc import Iterator

from gongkai.findings import Finding
from gongkai.model import Library
from gongkai.model.columns import last_updates
from gongkai.report import Report
from gongkai.settings import COLUMNS, Settings

TOPICS = (
    ("链接和图片", ("GK601", "GK602", "GK603"), "外部链接请另外运行 links。"),
    ("栏目更新", ("GK605",), ""),
    ("个人信息", ("GK501",), ""),
    ("标密和内部资料", ("GK502",), ""),
    ("页面和附件安全", ("GK503", "GK504", "GK505"), ""),
    ("无人引用的附件", ("GK604",), ""),
    ("发布审查", ("GK506",), ""),
    ("到期未办", ("GK201", "GK207", "GK302", "GK305", "GK307"), ""),
    ("暂缓事项", ("GK901", "GK902", "GK903"), ""),
)
"""What is looked at: heading, the rules that look, a note."""


def patrol_report(report: Report, library: Library, settings: Settings) -> str:
    """The whole report, in Chinese; a pure function of what was judged."""
    return "\n".join(_lines(report, library, settings)) + "\n"


def _lines(report: Report, library: Library, settings: Settings) -> Iterator[str]:
    yield f"# 巡查报告（{report.as_of}）"
    yield ""
    yield f"{settings.organisation or '政务公开栏目'}，文件 {report.documents} 份。"
    yield ""
    yield "| 巡查内容 | 结果 |"
    yield "| --- | --- |"
    found = {title: [f for f in report.findings if f.code in codes] for title, codes, _note in TOPICS}
    for title, findings in found.items():
        yield f"| {title} | {f'{len(findings)} 个问题' if findings else '没有发现问题'} |"
    for title, _codes, note in TOPICS:
        yield from ("", f"## {title}", "")
        if title == "栏目更新":
            yield from _columns(library, settings)
        yield from (_finding(finding) for finding in found[title])
        if not found[title]:
            yield "没有发现问题。"
        if note:
            yield from ("", note)
    others = [f for f in report.findings if f.code not in {c for _t, codes, _n in TOPICS for c in codes}]
    if others:
        yield from ("", "## 其他", "", *(_finding(finding) for finding in others))


def _columns(library: Library, settings: Settings) -> Iterator[str]:
    yield "| 栏目 | 最近更新 | 距今 | 期限 |"
    yield "| --- | --- | --- | --- |"
    updates = last_updates(library, settings.today)
    for column, name in COLUMNS.items():
        newest, limit = updates.get(column), settings.stale_days.get(column)
        ago = f"{(settings.today - newest).days} 天" if newest else "—"
        yield f"| {name} | {newest or '空白'} | {ago} | {f'{limit} 天' if limit else '未设'} |"
    yield ""


def _finding(finding: Finding) -> str:
    where = f"{finding.path} 第 {finding.line} 行" if finding.line else finding.path or "整个栏目"
    waived = f"（已由{finding.waived_by}批准暂缓）" if finding.waived_by else ""
    return f"- {where}：{finding.message}（{finding.code}）{waived}"
