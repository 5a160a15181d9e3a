"""政府信息公开工作年度报告: the words come from the document, the tables from the library and the register.

Layout: 条例 art. 50 and 《政府信息公开工作年度报告格式》(国办公开办函〔2021〕30号).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from gongkai import law
from gongkai.model import AnnualReport, Policy, Status
from gongkai.pages.context import Context
from gongkai.pages.notices import notices
from gongkai.pages.request_table import request_table
from gongkai.pages.site import Page, index_page

PATH = "reports/"


@dataclass(frozen=True)
class Documents:
    """规范性文件 by the national format: made and repealed in the year, in force at its end."""

    made: int
    repealed: int
    in_force: int


def report_pages(context: Context) -> Iterator[Page]:
    """The list of reports, and one page for each that is out."""
    reports = context.library.public(AnnualReport, context.today)
    yield _list(reports, context)
    for report in reports:
        yield _report(report, context)


def documents_of(year: int, day: date, context: Context) -> Documents:
    """The section's own policies as they stood at the end of the year, as far as they were out on `day`."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    library = context.library
    own = [p for p in library.public(Policy, day) if p.signed <= last and not p.of_another_organ]
    before = first - timedelta(days=1)
    standing = (Status.VALID, Status.AMENDED)
    return Documents(
        made=sum(first <= policy.signed for policy in own),
        repealed=sum(
            library.status(policy, last) is Status.REPEALED
            and library.status(policy, before) is not Status.REPEALED
            for policy in own
        ),
        in_force=sum(library.status(policy, last) in standing for policy in own),
    )


def _list(reports: tuple[AnnualReport, ...], context: Context) -> Page:
    rows = tuple(context.row(report) for report in reports)
    html = context.render("reports.html", PATH, rows=rows)
    text = "本机关各年度的政府信息公开工作年度报告。"
    updated = max((report.published for report in reports), default=None)
    return Page(PATH, index_page(PATH), "政府信息公开年报", html, text, updated=updated)


def _report(report: AnnualReport, context: Context) -> Page:
    shown = not report.withdrawn_on(context.today)
    html = context.render(
        "report.html",
        report.url,
        document=report,
        notices=tuple(notices(report, context)),
        body=_body(report, context) if shown else "",
        attachments=context.attach(report) if shown else (),
        facts=(
            ("年度", f"{report.year} 年"),
            ("编制机关", context.settings.organisation or "—"),
            ("公布日期", report.published),
        ),
    )
    title = report.title
    return Page(report.url, report.path, title, html, updated=report.published, kind="report")


def _body(report: AnnualReport, context: Context) -> Markup:
    """The words under their headings, each table at the end of its part; a part nobody wrote still has its table."""
    text, day = context.text(report), report.published
    values = {"year": report.year, "documents": documents_of(report.year, day, context)}
    tables = {
        law.REPORT_PARTS[1]: context.render("report_documents.html", report.url, **values),
        law.REPORT_PARTS[2]: context.render(
            "report_requests.html", report.url, table=request_table(report.year, day, context)
        ),
    }
    pieces: list[str] = []
    for section in text.sections:
        part = next((name for name in tables if name in section.title), None)
        pieces += [section.html, tables.pop(part) if part else ""]
    for part, table in tables.items():
        number = law.REPORT_PARTS.index(part)
        heading = f"{'一二三四五六'[number]}、{part}"
        pieces += [f'<h2 id="gk-part-{number + 1}">{heading}</h2>\n', table]
    return context.localised("".join(pieces) + text.footnotes, report)
