"""Atom feeds (RFC 4287) as XML. Names do not depend on the site's address; days have no hour here: an entry changes at the
first minute of its day in Beijing."""

from datetime import date
from xml.etree import ElementTree as ET

from gongkai.exports.json_output import permanent_name, root_of
from gongkai.settings import Settings

_ATOM = "http://www.w3.org/2005/Atom"


def opened_feed(path: str, title: str, updated: date, settings: Settings) -> tuple[ET.Element, str]:
    """A feed without entries, at a path below the site that ends in `feed.xml`, about the page of its folder; and what
    stands before the addresses in it."""
    root = root_of(settings) or "../" * path.count("/")
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "zh-CN"})
    add(feed, "id", permanent_name(settings, path).urn)
    add(feed, "title", title)
    add(feed, "updated", moment(updated))
    add(add(feed, "author"), "name", settings.organisation or "政务公开")
    add(feed, "link", rel="self", type="application/atom+xml", href=f"{root}{path}")
    page = path.removesuffix("feed.xml")
    add(feed, "link", rel="alternate", type="text/html", href=f"{root}{page}" or "./")
    return feed, root


def written_feed(feed: ET.Element) -> bytes:
    """The whole feed."""
    ET.indent(feed, " ")
    return (
        b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode").encode() + b"\n"
    )


def add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    """A new element, the last in another."""
    element = ET.SubElement(parent, name, attributes)
    element.text = text
    return element


def moment(day: date) -> str:
    """The first moment of a day in Beijing."""
    return f"{day.isoformat()}T00:00:00+08:00"
