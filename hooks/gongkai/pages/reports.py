"""政府信息公开工作年度报告: the words come from the document, the tables from the library and the register.

Layout: 条例 art. 50 and 《政府信息公开工作年度报告格式》(国办公开办函〔2021〕30号).
"""

from collections.abc import Iterator

from markupsafe import Markup

from gongkai import law
from gongkai.model import AnnualReport, open_data
from gongkai.model.annual_figures import AnnualFigures, annual_figures
from gongkai.model.request_table import RESULTS, SUMS
from gongkai.pages.context import Context
from gongkai.pages.notices import notices
from gongkai.pages.site import Page, index_page
from gongkai.text import report_text

PATH = "reports/"


def report_pages(context: Context) -> Iterator[Page]:
    """The list of reports, and one page for each that is out."""
    reports = context.library.public(AnnualReport, context.today)
    yield _list(reports, context)
    for report in reports:
        yield _report(report, context)


def _list(reports: tuple[AnnualReport, ...], context: Context) -> Page:
    rows = tuple(context.row(report) for report in reports)
    html = context.render("reports.html", PATH, rows=rows, due=law.REPORT_DAY, wanted=law.REPORT_PARTS)
    text = "本机关各年度的政府信息公开工作年度报告。"
    updated = max((report.published for report in reports), default=None)
    return Page(PATH, index_page(PATH), "政府信息公开年报", html, text, updated=updated)


def _report(report: AnnualReport, context: Context) -> Page:
    shown = not report.withdrawn_on(context.today)
    html = context.render(
        "report.html",
        report.url,
        document=report,
        word=open_data.word_report(report.year) if shown else "",
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
    """The six parts in the order of the format, each table at the end of its part; a part that is a table alone needs no
    words."""
    text = context.text(report)
    tables = dict(_tables(report, annual_figures(report, context.library), context))
    written = report_text(text)
    pieces = [written.lead]
    for one in written.parts:
        table = tables.get(one.part.number, "")
        if table and not one.sections:
            number = "一二三四五六".index(one.part.number) + 1
            pieces.append(f'<h2 id="gk-part-{number}">{one.part.heading}</h2>\n')
        pieces += [one.html, table]
    return context.localised("".join(pieces) + text.footnotes, report)


def _tables(report: AnnualReport, figures: AnnualFigures, context: Context) -> Iterator[tuple[str, str]]:
    """The number of each part that has a table, and the table."""

    def rendered(name: str) -> str:
        return context.render(
            f"report_{name}.html", report.url, report=report, figures=figures, sums=SUMS, results=RESULTS
        )

    if figures.administration:
        yield "二", rendered("documents")
    if figures.requests:
        yield "三", rendered("requests")
    if figures.disputes:
        yield "四", rendered("disputes")
