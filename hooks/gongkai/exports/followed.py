"""What whoever follows a document is given: a feed of what happened to it, and a calendar of what will, below its page; and
the same news of all documents by months.

All of it is kept for each document with what was asked of the section for it (`Memo.recorded`).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from gongkai.exports.atom import add, moment, opened_feed, written_feed
from gongkai.exports.document_calendar import document_calendar
from gongkai.exports.json_output import VERSION, as_bytes, as_json, head, permanent_name, root_of
from gongkai.memo import Memo, fresh
from gongkai.model import Document, Library, open_data
from gongkai.model.followed import CALENDAR, FEED, SectionNews, can_be_followed
from gongkai.model.former_addresses import FormerAddress, is_document_page
from gongkai.model.news import ORDER, News
from gongkai.model.validity import public_documents
from gongkai.settings import Settings
from gongkai.text import SectionTexts, Texts

ENTRIES = 50
"""News in one feed, the last."""
_Row = tuple[str, int, str, bytes]
"""A piece of news: its day, its place within the day, its document, and as JSON."""


def followed_files(
    library: Library,
    texts: SectionTexts,
    settings: Settings,
    known: SectionNews,
    moved: Mapping[FormerAddress, str] = MappingProxyType({}),
    memo: Memo = fresh,
) -> Iterator[tuple[str, bytes]]:
    """Every file: its path below the site, and its bytes. `known`: the news of all documents that are out. `moved`: old
    address → page; there the same files lie as at the new one, since no reader of feeds follows a page that leads on."""
    documents = public_documents(library, settings.today)
    also = {path: repr(news) for path, news in known.items()}
    before: dict[str, list[str]] = defaultdict(list)
    for address, url in moved.items():
        if not address.query and not address.at_root and is_document_page(address.path):
            before[url].append(address.path)
    rows: list[_Row] = []
    section = library, texts, settings
    made = memo.recorded("followed", partial(_told, known=known), documents, section, also)
    for document, (news, *files) in zip(documents, made, strict=True):
        rows += news
        for name, data in zip((FEED, CALENDAR), files, strict=True):
            if data:
                for folder in (document.url, *before[document.url]):
                    yield open_data.listed(f"{folder}{name}"), data
    yield from _months(rows, settings)


def _told(
    document: Document, library: Library, texts: Texts, settings: Settings, known: SectionNews
) -> tuple[list[_Row], bytes, bytes]:
    """A document's news, its feed and its calendar; empty where it cannot be followed."""
    del texts
    news = known[document.path]
    rows = [
        (one.day.isoformat(), ORDER[one.kind], document.path, as_json(_row(one, document, settings)).encode())
        for one in news
    ]
    if not can_be_followed(document, library, settings.today):
        return rows, b"", b""
    return rows, _feed(document, news, settings), document_calendar(document, library, settings)


def _row(news: News, document: Document, settings: Settings) -> dict[str, object]:
    root = root_of(settings)
    other = news.other and {"title": news.other[0], "url": f"{root}{news.other[1]}"}
    return {
        "day": news.day.isoformat(),
        "what": news.kind,
        "label": news.label,
        "kind": document.KIND,
        "path": document.path,
        "title": document.title,
        "words": news.words,
        "url": f"{root}{document.url}{news.below}",
        "by": other,
    }


def _feed(document: Document, news: Sequence[News], settings: Settings) -> bytes:
    path = f"{document.url}{FEED}"
    title = f"{document.title}：更新"
    feed, root = opened_feed(path, title, news[-1].day, settings)
    names: dict[str, int] = {}
    entries = []
    for one in news:
        name = f"{document.path}#{one.kind}:{one.day}"
        names[name] = nth = names.get(name, 0) + 1
        entries.append((one, f"{name}:{nth}" if nth > 1 else name))
    for one, name in list(reversed(entries))[:ENTRIES]:
        entry = add(feed, "entry")
        add(entry, "id", permanent_name(settings, name).urn)
        add(entry, "title", f"【{one.label}】{document.title}")
        add(entry, "link", rel="alternate", type="text/html", href=f"{root}{document.url}{one.below}")
        if one.other:
            add(entry, "link", rel="related", type="text/html", href=f"{root}{one.other[1]}")
        add(entry, "published", moment(one.day))
        add(entry, "updated", moment(one.day))
        add(entry, "category", term=one.label)
        add(entry, "summary", f"{one.words}。")
    return written_feed(feed)


def _months(rows: Sequence[_Row], settings: Settings) -> Iterator[tuple[str, bytes]]:
    """A file for each month in which something happened, and the list of them. A file says nothing of today, so that those
    of past months stay as they are."""
    root = root_of(settings)
    by_month: dict[str, list[_Row]] = defaultdict(list)
    for row in sorted(rows):
        by_month[row[0][:7]].append(row)
    listed = []
    for month, some in sorted(by_month.items()):
        path = open_data.MONTH.path.format(月份=month)
        opening = {
            "$schema": f"{root}api/v1/schema/month.json" if root else "../schema/month.json",
            "version": VERSION,
            "site": root,
            "month": month,
            "count": len(some),
        }
        yield open_data.listed(path), as_bytes(opening, ("news", (line for *_, line in some)))
        page = f"{root}changes/{month}/"
        listed.append({"month": month, "count": len(some), "url": f"{root}{path}", "page": page})
    whole = head("months", settings) | {"count": len(listed), "months": listed}
    yield open_data.MONTHS.path, as_bytes(whole)
