"""What every address answers at which a page was public and no document is now: with another address, with a note that
the document was deleted, or with nothing (GK404).

Each document answers for the addresses at which it stood; of several documents that stood at one, the last. A document
that is out now has its address to itself. A redirect leads to where the document is now, never to another redirect.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from gongkai.model import Library
from gongkai.model.document import is_draft, is_out
from gongkai.model.former_addresses import FormerAddress, former_address
from gongkai.safety import marking_in, personal_numbers
from gongkai.settings import Settings
from gongkai.text.history import PublicHistory
from gongkai.text.old_lives import OldLives
from gongkai.text.public_states import PublicLife


@dataclass(frozen=True)
class Tombstone:
    """What may be said of a deleted document: what kind it was, until when it was public, its title unless that is
    withheld, and why it was taken down, if it had been before."""

    kind: str
    until: date
    title: str
    withdrawn: tuple[date, str] | None


@dataclass(frozen=True)
class LostAddress:
    """A page that was public and answers no more. `path`: the file that it was made of; `now`: where this lies, if it is
    not out any more; `until`: the last day on which it was out."""

    path: str
    now: str
    until: date


@dataclass(frozen=True)
class OldAddresses:
    """Where documents stood that are elsewhere now, or nowhere."""

    moved: Mapping[FormerAddress, str] = field(default_factory=lambda: MappingProxyType({}))
    """Old address → the page of the document, below the site."""
    deleted: Mapping[str, Tombstone] = field(default_factory=lambda: MappingProxyType({}))
    """By the address of the page that was."""
    lost: tuple[LostAddress, ...] = ()
    unknown: tuple[str, ...] = ()
    """Of the paths whose titles the settings withhold: those of no document that was deleted."""


def old_addresses(library: Library, settings: Settings, past: PublicHistory | None) -> OldAddresses:
    """All of them on the settings' day; without git's history those alone that documents name themselves."""
    today = settings.today
    live = {one.url for one in library.documents if is_out(one, today)}
    lives = OldLives(past, library, today)
    moved: dict[FormerAddress, str] = {}
    deleted: dict[str, Tombstone] = {}
    lost: list[LostAddress] = []
    for path, (*_before, life) in lives.by_path.items():
        address, now = page_address(path), lives.now(life)
        if address in live:
            continue
        if now and is_out(now, today):
            moved[FormerAddress(address)] = now.url
        elif now is None or lives.is_gone(life):
            deleted[address] = tombstone(life, settings)
        elif is_draft(now) or (now.has("published") and now.has("draft")):  # else its fault stops the build
            lost.append(LostAddress(path, now.path, life.states[-1].last))
    moved |= dict(_named(library, settings, live))
    since = settings.evidence_since or date.min
    still = (one for one in lost if one.until >= since and FormerAddress(page_address(one.path)) not in moved)
    gone = {address: stone for address, stone in deleted.items() if FormerAddress(address) not in moved}
    known = {state.path for life in lives.all if life.deleted for state in life.states}
    unknown = tuple(path for path in sorted(settings.withheld_titles) if past and path not in known)
    return OldAddresses(dict(sorted(moved.items())), dict(sorted(gone.items())), tuple(still), unknown)


def page_address(path: str) -> str:
    """The address of a document's page, by the path of its file."""
    return "" if path == "index.md" else f"{path.removesuffix('.md')}/"


def tombstone(life: PublicLife, settings: Settings) -> Tombstone:
    """What may be said of a document that is gone."""
    last = life.states[-1]
    read = last.edition.document()
    document = read[0] if read else None
    title = document.title if document and document.has("title") else ""
    numbers = {number.digest for number in personal_numbers(title)} - settings.public_numbers
    paths = {state.path for state in life.states}
    if numbers or marking_in(title) or paths & settings.withheld_titles:
        title = ""
    taken = document.withdrawn if document and document.has("withdrawn") else None
    told = (taken.on, taken.reason) if title and taken and taken.on <= last.last else None
    return Tombstone(document.KIND if document else "", last.last, title, told)


def _named(library: Library, settings: Settings, live: set[str]) -> Iterator[tuple[FormerAddress, str]]:
    """The addresses that documents name themselves (`formerly`), as far as they are not those of others that are out."""
    for document in library.documents:
        if document.has("formerly") and document.formerly and is_out(document, settings.today):
            for written in document.formerly:
                address = former_address(written, settings.site_url)
                if address and not address.is_own and (address.at_root or address.path not in live):
                    yield address, document.url
