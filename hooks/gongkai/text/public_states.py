"""The public life of each document, as git tells it: in which states, from when until when, and at which address.

A file's trail (`source/history.py`) is what git takes for one file. That is more than one document where another came to
its place, or where git took a new file for an old one that looks like it: there the trail is cut.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from gongkai.model import Docket, Document, Library
from gongkai.source import Front, Trail, Version
from gongkai.text.history import Edition, PublicHistory, document_kind
from gongkai.text.sketch import sketched


class PublicState(NamedTuple):
    """What the public saw at a path of the content folder from the day `first` until, on the day `last`, something else
    took its place."""

    path: str
    blob: str
    first: date
    last: date
    edition: Edition


@dataclass(frozen=True)
class PublicLife:
    """A document in its past states that were public, the oldest first. `path`: where its file lies now; empty where
    there is none any more. `deleted`: it was, after the last of these states, and did not only make room for another
    document; if there is a file, it came back."""

    path: str
    states: tuple[PublicState, ...]
    deleted: bool


@dataclass(frozen=True)
class Identity:
    """By what a document is known again, whatever its address: as it is written."""

    kind: str
    number: str
    title: str
    signed: str
    published: str
    body: tuple[object, ...]

    def continues(self, before: "Identity") -> bool:
        """Whether this is the document that was another version `before`, which git takes for the same file elsewhere:
        policies by their number; else two of title, day and text must be alike, for a wrong redirect misleads."""
        titled = self.title == before.title
        if self.number and before.number:
            return self.number == before.number or (titled and self.signed == before.signed)
        return titled + (self.published == before.published) + (self.body == before.body) > 1

    def replaces(self, before: "Identity") -> bool:
        """Whether this is another document, in the place of one that was there `before`."""
        if self.number and before.number:
            return self.number != before.number and self.title != before.title
        alike = self.title == before.title, self.published == before.published, self.body == before.body
        return not any(alike)

    def repeats(self, before: "Identity") -> bool:
        """Whether this is the policy that was deleted `before`, though git saw no connection."""
        alike = self.title == before.title, self.signed == before.signed, self.body == before.body
        return bool(self.number) and self.number == before.number and any(alike)


def identity_of(document: Document) -> Identity:
    """What makes a document of today the one it is."""
    front = document.source.front
    values = front.values if isinstance(front, Front) and isinstance(front.values, dict) else {}
    sketch = sketched(document.source.body, in_parts=isinstance(document, Docket))
    return _identity(document.path, values, sketch.parts)


def identity_then(edition: Edition) -> Identity | None:
    """The same of an earlier version; None for one that could not be read whole."""
    written = edition.written()
    return _identity(edition.path, *written) if written else None


def _identity(path: str, values: Mapping[str, Any], body: tuple[object, ...]) -> Identity:
    told = ("".join(str(values.get(n) or "").split()) for n in ("number", "title", "signed", "published"))
    number, title, signed, published = told
    kind = getattr(document_kind(path), "KIND", "")
    return Identity(kind, "" if number == "无" else number, title, signed, published, body)


def public_lives(
    past: PublicHistory, library: Library, today: date, paths: Collection[str] | None = None
) -> Iterator[PublicLife]:
    """The life of every document that was public in an earlier version, as far as such were read; with `paths`, of those
    that are gone and of those that lie there."""
    for path in past.history.trails if paths is None else paths:
        yield from lives_at(path, past, library, today)
    for trail in past.history.gone:
        yield from _lives(trail, None, past, today)


def lives_at(path: str, past: PublicHistory, library: Library, today: date) -> Iterator[PublicLife]:
    """Of what git takes for the file that lies at a path: the life of the document that it is now, if that was public
    before, and of those that it was."""
    if document_kind(path) is not None and path not in library.unread:
        yield from _lives(past.history.trails[path], library.get(path), past, today)


def _lives(trail: Trail, now: Document | None, past: PublicHistory, today: date) -> Iterator[PublicLife]:
    """What one trail holds: one document, or several after each other."""
    returned = _returned(trail, past)
    states: list[PublicState] = []
    deleted = False
    before: tuple[Version, Identity | None] | None = None
    for version, until, edition in past.earlier(trail):
        identity = identity_then(edition)
        if before and not _goes_on(before, version, identity, version in returned):
            if states:
                taken = version.path == before[0].path and version not in returned
                yield PublicLife("", tuple(states), deleted or not taken)
            states = []
        state = list(_state(version, until, edition, today))
        states += state
        deleted = not state and (deleted or version in returned)
        before = version, identity
    if states and before:
        goes_on = now and _goes_on(before, trail[-1], identity_of(now), trail[-1] in returned)
        path = now.path if now and goes_on else ""
        taken = now is not None and trail[-1].path == before[0].path
        yield PublicLife(path, tuple(states), deleted or trail[-1] in returned or not (path or taken))


def _state(version: Version, until: date, edition: Edition, today: date) -> Iterator[PublicState]:
    """The version as a public state, if it was one: on the day itself a document is out. What is dated after today is
    taken to have happened today: the clock was set back (`clock`, `--as-of`)."""
    if edition.draft or edition.published is None:
        return
    came, went = min(version.day, today), min(max(version.day, until), today)
    first = max(came, edition.published)
    if first <= went:
        yield PublicState(version.path, version.blob, first, went, edition)


def _returned(trail: Trail, past: PublicHistory) -> set[Version]:
    """The versions with which a file came back after it was gone; of those that can be read."""
    found, gone = set[Version](), False
    for version in trail:
        if not version.blob:
            gone = True
        elif (version.path, version.blob) in past.versions or version is trail[-1]:
            found |= {version} if gone else set()
            gone = False
    return found


def _goes_on(
    before: tuple[Version, Identity | None], version: Version, now: Identity | None, returned: bool
) -> bool:
    """Whether a version is the same document as the one before."""
    then = before[1]
    if version.blob == before[0].blob:
        return True
    if version.path == before[0].path and not returned:
        return then is None or now is None or not now.replaces(then)
    return then is not None and now is not None and now.continues(then)
