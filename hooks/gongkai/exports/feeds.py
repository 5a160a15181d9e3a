"""Atom feeds (RFC 4287): of everything, of each topic and of each audience.

An entry's name and a feed's do not depend on the site's address. Days have no hour here: an entry changes at the
first minute of its day in Beijing. The end of a document is news about it: its entry changes on that day, and both
title and summary begin with it, so that a reader who has the entry sees it change.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from xml.etree import ElementTree as ET

from gongkai.exports.json_output import permanent_name, root_of, updated_on
from gongkai.model import Document, Library, open_data
from gongkai.model.successors import Standing, standing_of
from gongkai.model.validity import public_documents
from gongkai.settings import Settings

ENTRIES = 50
"""Documents in one feed, those that changed last."""

_ATOM = "http://www.w3.org/2005/Atom"


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
    root = root_of(settings) or "../" * path.count("/")
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "zh-CN"})
    _add(feed, "id", permanent_name(settings, path).urn)
    _add(feed, "title", f"{settings.organisation} {title}".strip())
    _add(feed, "updated", _moment(days[changed[0].path] if changed else today))
    _add(_add(feed, "author"), "name", settings.organisation or "政务公开")
    _add(feed, "link", rel="self", type="application/atom+xml", href=f"{root}{path}")
    page = path.removesuffix("feed.xml")
    _add(feed, "link", rel="alternate", type="text/html", href=f"{root}{page}" or "./")
    for document in changed:
        feed.append(_entry(document, days[document.path], library, settings, root))
    ET.indent(feed, " ")
    return (
        b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode").encode() + b"\n"
    )


def _entry(document: Document, changed: date, library: Library, settings: Settings, root: str) -> ET.Element:
    today = settings.today
    standing = standing_of(document, library, today)
    entry = ET.Element("entry")
    _add(entry, "id", permanent_name(settings, document.path).urn)
    _add(entry, "title", f"【{standing.mark}】{document.title}" if standing.over else document.title)
    _add(entry, "link", rel="alternate", type="text/html", href=f"{root}{document.url}")
    _add(entry, "published", _moment(document.published))
    _add(entry, "updated", _moment(changed))
    marks = [standing.mark] if standing.mark else []
    for label in (
        document.KIND,
        *marks,
        *library.topics_of(document, today),
        *library.audiences_of(document, today),
    ):
        _add(entry, "category", term=label)
    if summary := _summary(document, standing, today):
        _add(entry, "summary", summary)
    return entry


def _changed_on(document: Document, library: Library, today: date) -> date:
    """The last day on which the document tells of a change of itself, or on which it ended."""
    ended = standing_of(document, library, today).since or date.min
    return max(updated_on(document, today), ended)


def _summary(document: Document, standing: Standing, today: date) -> str:
    if document.withdrawn and document.withdrawn_on(today):
        return f"{standing.mark}：{document.withdrawn.reason}"
    return standing.words + (getattr(document, "summary", None) or "")


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, attributes)
    element.text = text
    return element


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00+08:00"
