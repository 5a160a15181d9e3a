"""Atom feeds (RFC 4287): of everything, of each topic and of each audience.

The end of a document is news about it: its entry changes on that day, and both title and summary begin with it, so
that a reader who has the entry sees it change.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from xml.etree import ElementTree as ET

from gongkai.exports.atom import add, moment, opened_feed, written_feed
from gongkai.exports.json_output import permanent_name, updated_on
from gongkai.model import Document, Library, open_data
from gongkai.model.successors import Standing, standing_of
from gongkai.model.validity import public_documents
from gongkai.settings import Settings

ENTRIES = 50
"""Documents in one feed, those that changed last."""


def feed_files(library: Library, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Every feed: its path below the site, and its bytes."""
    today = settings.today
    documents = public_documents(library, today)
    days = {one.path: _changed_on(one, library, today) for one in documents}
    yield open_data.FEED.path, _feed(open_data.FEED.path, "全部更新", documents, days, library, settings)
    for field, slugs in (("topics", settings.topics), ("audiences", settings.audiences)):
        for label, found in library.by_label(field, documents, slugs, today).items():
            path = f"{field}/{slugs[label]}/feed.xml"
            yield path, _feed(path, label, found, days, library, settings)


def _feed(
    path: str,
    title: str,
    documents: Sequence[Document],
    days: Mapping[str, date],
    library: Library,
    settings: Settings,
) -> bytes:
    today = settings.today
    changed = sorted(documents, key=lambda one: (-days[one.path].toordinal(), one.path))[:ENTRIES]
    updated = days[changed[0].path] if changed else today
    feed, root = opened_feed(path, f"{settings.organisation} {title}".strip(), updated, settings)
    for document in changed:
        feed.append(_entry(document, days[document.path], library, settings, root))
    return written_feed(feed)


def _entry(document: Document, changed: date, library: Library, settings: Settings, root: str) -> ET.Element:
    today = settings.today
    standing = standing_of(document, library, today)
    entry = ET.Element("entry")
    add(entry, "id", permanent_name(settings, document.path).urn)
    add(entry, "title", f"【{standing.mark}】{document.title}" if standing.over else document.title)
    add(entry, "link", rel="alternate", type="text/html", href=f"{root}{document.url}")
    add(entry, "published", moment(document.published))
    add(entry, "updated", moment(changed))
    marks = [standing.mark] if standing.mark else []
    for label in (
        document.KIND,
        *marks,
        *library.topics_of(document, today),
        *library.audiences_of(document, today),
    ):
        add(entry, "category", term=label)
    if summary := _summary(document, standing, today):
        add(entry, "summary", summary)
    return entry


def _changed_on(document: Document, library: Library, today: date) -> date:
    """The last day on which the document tells of a change of itself, or on which it ended."""
    ended = standing_of(document, library, today).since or date.min
    return max(updated_on(document, today), ended)


def _summary(document: Document, standing: Standing, today: date) -> str:
    if document.withdrawn and document.withdrawn_on(today):
        return f"{standing.mark}：{document.withdrawn.reason}"
    return standing.words + (getattr(document, "summary", None) or "")
