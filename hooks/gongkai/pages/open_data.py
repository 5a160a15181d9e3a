"""数据开放: every file for machines, what it is for, how it looks, and where its form is told."""

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.model.annual_figures import shown_reports
from gongkai.model.open_data import (
    AUDIENCE_FEEDS,
    CHANGES_PART,
    DOCUMENT_CALENDAR,
    DOCUMENT_FEED,
    MONTH,
    OPEN_FILES,
    REPORT_WORD,
    SCHEMAS,
    TOPIC_FEEDS,
    OpenFile,
    word_report,
)
from gongkai.model.validity import public_documents
from gongkai.pages.context import Context
from gongkai.pages.site import Page, index_page

PATH = "open-data/"
_FOUND_ELSEWHERE = (CHANGES_PART, DOCUMENT_FEED, DOCUMENT_CALENDAR, MONTH)
"""Kinds of files of which another file, or each document's page, names every one."""


@dataclass(frozen=True)
class Offered:
    """A file as the page offers it: each place where it lies, with a name."""

    file: OpenFile
    places: tuple[tuple[str, str], ...]
    schema: str = ""


def open_data_page(context: Context) -> Page:
    """The page of all files for machines."""
    offered = tuple(
        Offered(one, tuple(_places(one, context)), SCHEMAS.path.format(名称=one.schema) if one.schema else "")
        for one in OPEN_FILES
    )
    root = context.settings.site_url
    html = context.render(
        "open_data.html", PATH, offered=offered, root=f"{root.rstrip('/')}/" if root else ""
    )
    summary = "本栏目的全部数据文件：用途、网址、示例和格式说明，不用申请，不要口令。"
    return Page(PATH, index_page(PATH), "数据开放", html, summary)


def _places(file: OpenFile, context: Context) -> Iterator[tuple[str, str]]:
    """Where a file lies; of a kind of files, each that there surely is."""
    if file is SCHEMAS:
        names = sorted({one.schema for one in OPEN_FILES if one.schema})
        yield from ((f"{name}.json", file.path.format(名称=name)) for name in names)
    elif file in (TOPIC_FEEDS, AUDIENCE_FEEDS):
        field = file.path.split("/", maxsplit=1)[0]
        slugs = context.settings.topics if field == "topics" else context.settings.audiences
        documents = public_documents(context.library, context.today)
        for label in context.library.by_label(field, documents, slugs, context.today):
            yield label, f"{field}/{slugs[label]}/feed.xml"
    elif file is REPORT_WORD:
        for report in shown_reports(context.library, context.today):
            yield f"{report.year} 年", word_report(report.year)
    elif file not in _FOUND_ELSEWHERE:
        yield file.path, file.path
