"""What every address answers at which a page was public and no document is now: with another address, with a note that
the document was deleted, or with nothing (GK404).

Each document answers for the addresses at which it stood; of several documents that stood at one, the last. A document
that is out now has its address to itself. A redirect leads to where the document is now, never to another redirect.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType

from gongkai.model import Document, Library, Policy
from gongkai.model.document import is_draft, is_out
from gongkai.model.former_addresses import FormerAddress, former_address
from gongkai.safety import marking_in, personal_numbers
from gongkai.settings import Settings
from gongkai.text.history import PublicHistory
from gongkai.text.public_states import (
    Identity,
    PublicLife,
    PublicState,
    identity_of,
    identity_then,
    public_lives,
)
from gongkai.text.versions import version_addresses


@dataclass(frozen=True)
class Tombstone:
    """What may be said of a deleted document: what kind it was, until when it was public, its title unless that is
    withheld, and why it was taken down, if it had been before. `versions`: where its versions were, below its page."""

    kind: str
    until: date
    title: str
    withdrawn: tuple[date, str] | None
    versions: tuple[str, ...] = ()


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
    lives = list(_with_repeats(_lives(past, library, today), library, past)) if past else []
    moved: dict[FormerAddress, str] = {}
    deleted: dict[str, Tombstone] = {}
    lost: list[LostAddress] = []
    last = {life.path: life for life in sorted(lives, key=_last_seen)}
    for path, life in (_last_there(lives, past).items()) if past else ():
        address, now = page_address(path), library.get(life.path)
        if address in live:
            continue
        if now and is_out(now, today):
            moved[FormerAddress(address)] = now.url
        elif now is None or last[life.path].deleted:
            deleted[address] = _tombstone(life, settings)
        elif is_draft(now) or (now.has("published") and now.has("draft")):  # else its fault stops the build
            lost.append(LostAddress(path, now.path, life.states[-1].last))
    moved |= dict(_named(library, settings, live))
    since = settings.evidence_since or date.min
    still = (one for one in lost if one.until >= since and FormerAddress(page_address(one.path)) not in moved)
    gone = {address: stone for address, stone in deleted.items() if FormerAddress(address) not in moved}
    known = {state.path for life in lives if life.deleted for state in life.states}
    unknown = tuple(path for path in sorted(settings.withheld_titles) if past and path not in known)
    return OldAddresses(dict(sorted(moved.items())), dict(sorted(gone.items())), tuple(still), unknown)


def page_address(path: str) -> str:
    """The address of a document's page, by the path of its file."""
    return "" if path == "index.md" else f"{path.removesuffix('.md')}/"


def _lives(past: PublicHistory, library: Library, today: date) -> Iterator[PublicLife]:
    """The lives of documents that moved, went or are not out: all others have their address to themselves."""
    out = {one.path for one in library.documents if is_out(one, today)}
    trails = past.history.trails.items()
    some = {path for path, t in trails if path not in out or any(v.path != path or not v.blob for v in t)}
    return public_lives(past, library, today, some)


def _with_repeats(lives: Iterable[PublicLife], library: Library, past: PublicHistory) -> Iterator[PublicLife]:
    """The lives; of a deleted document that is here again elsewhere, with the place: a policy by its number, any other
    if a file there was the same to the byte."""
    here: _Here | None = None
    for life in lives:
        identity = None if life.path else identity_then(life.states[-1].edition)
        if identity is None:
            yield life
            continue
        here = here or _Here(library, past)
        again = here.numbered(identity) if identity.number else here.alike(identity, life)
        yield replace(life, path=again.pop()) if len(again) == 1 else life


class _Here:
    """The documents that are here, to find one that was deleted among them."""

    def __init__(self, library: Library, past: PublicHistory) -> None:
        self._library = library
        self._past = past

    @cached_property
    def _numbers(self) -> Mapping[str, list[Document]]:
        found: dict[str, list[Document]] = defaultdict(list)
        for policy in self._library.documents:
            if isinstance(policy, Policy) and policy.has("number"):
                found["".join(policy.own_number.split())].append(policy)
        return found

    @cached_property
    def _blobs(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for path, trail in self._past.history.trails.items():
            for version in trail:
                found[version.blob].add(path)
        return found

    def numbered(self, before: Identity) -> set[str]:
        """Where a policy lies that is this one."""
        policies = self._numbers.get(before.number, ())
        return {one.path for one in policies if identity_of(one).repeats(before)}

    def alike(self, before: Identity, life: PublicLife) -> set[str]:
        """Where a document lies that was the same to the byte, and is not another one now."""
        paths = set[str]().union(*(self._blobs.get(state.blob, ()) for state in life.states))
        documents = filter(None, map(self._library.get, paths))
        return {one.path for one in documents if not identity_of(one).replaces(before)}


def _last_seen(life: PublicLife) -> tuple[date, date, bool]:
    return life.states[-1].last, life.states[-1].first, not life.deleted


def _last_there(lives: Iterable[PublicLife], past: PublicHistory) -> dict[str, PublicLife]:
    """By the path of a file: the document that was public there last."""
    claims: dict[str, list[tuple[PublicState, PublicLife]]] = defaultdict(list)
    for life in lives:
        for state in life.states:
            claims[state.path].append((state, life))
    contested = {path for path, found in claims.items() if len({id(life) for _state, life in found}) > 1}
    at = {
        (path, step.files[path]): number
        for number, step in enumerate(past.history.steps if contested else ())
        for path in contested & step.files.keys()
    }

    def last(claim: tuple[PublicState, PublicLife]) -> tuple[date, int]:
        return claim[0].last, at.get((claim[0].path, claim[0].blob), 0)

    return {path: max(found, key=last)[1] for path, found in claims.items()}


def _tombstone(life: PublicLife, settings: Settings) -> Tombstone:
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
    return Tombstone(document.KIND if document else "", last.last, title, told, version_addresses(life))


def _named(library: Library, settings: Settings, live: set[str]) -> Iterator[tuple[FormerAddress, str]]:
    """The addresses that documents name themselves (`formerly`), as far as they are not those of others that are out."""
    for document in library.documents:
        if document.has("formerly") and document.formerly and is_out(document, settings.today):
            for written in document.formerly:
                address = former_address(written, settings.site_url)
                if address and not address.is_own and (address.at_root or address.path not in live):
                    yield address, document.url
