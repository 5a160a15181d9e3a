"""What a link written in a body means: a document, a file, a list of the site, or somewhere else."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote, urlsplit

from gongkai.model.decision import Catalogue, Docket
from gongkai.model.document import Document
from gongkai.model.duties import all_duties
from gongkai.model.interpretation import Interpretation
from gongkai.model.library import Library
from gongkai.model.participation import Event, Interaction
from gongkai.model.policy import Policy
from gongkai.model.requests import Request
from gongkai.model.response import Clarification, Reply
from gongkai.model.validity import can_speak, in_normative_library
from gongkai.settings import Settings

LISTS = (
    *(
        "policies",
        "interpretations",
        "decisions",
        "consultations",
        "questions",
        "sitemap",
        "about",
        "open-data",
    ),
    *("statutory", "reports", "requests", "plans", "participation", "interactions", "disclosure"),
    *("clarifications", "replies", "normative", "inspection", "entitlements", "proof", "changes"),
)
"""The folders of the site that begin with a page of their own: a list, or an account."""
_HEARD = ("participation/", "decisions/")
"""Where documents lie on which the public is heard; a faulty one is taken to have been, as nobody can tell."""


@dataclass(frozen=True)
class Address:
    """An address within the section: `path` below the content folder (or the site), `anchor` may be empty."""

    path: str
    anchor: str


def inner_address(written: str, document: Document) -> Address | None:
    """Where a link in `document` leads within the section; None for one that leads out of it.

    A path is relative to the document's file, as editors write it; one that begins with `/` leaves the
    section's sub-path and comes back with it, for nothing here has such a path.
    """
    try:
        parts = urlsplit(written)
    except ValueError:  # no address at all: it leads nowhere
        return Address(written, "")
    if parts.scheme or parts.netloc:
        return None
    if not parts.path:
        return Address(document.path, unquote(parts.fragment))
    path = posixpath.join(posixpath.dirname(document.path), unquote(parts.path))
    path = posixpath.normpath(path) + ("/" if parts.path.endswith("/") else "")
    return Address("" if path == "./" else path, unquote(parts.fragment))


def own_address(written: str, site_url: str, library: Library) -> Address | None:
    """Where a whole web address leads on the site itself: a document by its path, all else as it stands below the
    site. None for the addresses of others, and where the settings name no address of ours."""
    try:
        parts, own = urlsplit(written), urlsplit(site_url)
        ours = own.netloc and (parts.hostname, parts.port) == (own.hostname, own.port)
    except ValueError:
        return None
    base = own.path.rstrip("/") + "/"
    path = unquote(parts.path) or "/"
    if not ours or parts.scheme not in ("", "http", "https") or not f"{path}/".startswith(base):
        return None
    path = path[len(base) :].removesuffix("index.html")
    source = path.rstrip("/") + ".md"
    if library.get(path):  # the file itself is not on the site
        path += "/"
    return Address(source if library.get(source) else path, unquote(parts.fragment))


def list_addresses(library: Library, settings: Settings, today: date) -> frozenset[str]:
    """The lists of the site that a body may link to, each ending in `/`."""
    found = {"", *(f"{name}/" for name in LISTS)}
    for kind in (Policy, Interpretation, Docket, Catalogue, Clarification, Reply):
        for document in library.public(kind, today):
            found.add("/".join(document.path.split("/")[:2]) + "/")
    found |= {
        f"requests/{p.entry.received.year}/" for p in library.entries(Request) if p.entry.received <= today
    }
    months = (p.entry.month for p in library.entries(Interaction) if p.entry.over_on(today))
    found |= {f"interactions/{month[:4]}/" for month in months}
    whole = library.whole  # a document with a fault must not silence what is said of links in all the others
    found |= {f"participation/{day.year}/" for day in _heard_on(whole, today)}
    found |= {f"participation/{path.split('/')[1]}/" for path in library.broken if path.startswith(_HEARD)}
    found |= {f"disclosure/{duty.due.year}/" for duty in all_duties(whole, today) if duty.due}
    found |= {f"inspection/{year}/" for year in range(library.duties_since, today.year)}
    for folder, slugs in (("topics", settings.topics), ("audiences", settings.audiences)):
        found |= {f"{folder}/", *(f"{folder}/{slug}/" for slug in slugs.values())}
    for policy in library.public(Policy, today):
        if in_normative_library(policy, today) and policy.has("topics"):
            found |= {f"normative/{settings.topics[topic]}/" for topic in policy.topics}
    return frozenset(found)


def _heard_on(library: Library, today: date) -> Iterator[date]:
    """The last day of all that the public was asked or invited to and that is over."""
    for docket in library.public(Docket, today):
        asked = docket.rounds_on(today)
        heard = [one.date for one in docket.participation if one.date <= today]
        days = [one.closes for one in asked] if asked else heard
        if days and not can_speak(docket, library, today) and not docket.withdrawn_on(today):
            yield max(days)
    for event in library.public(Event, today):
        if event.closes < today and not event.withdrawn_on(today):
            yield event.closes
