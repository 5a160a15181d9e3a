"""Attachments and pictures that were public at a path at which none is now: where each lies today, if it is the same to
the byte, or that it is gone."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from urllib.parse import quote, unquote

from gongkai.model import Document, Library
from gongkai.model.kinds import kind_of
from gongkai.model.references import attachment_path
from gongkai.settings import Settings
from gongkai.source import HERE, Trail, read_blobs
from gongkai.text.history import PublicHistory
from gongkai.text.link_targets import public_place
from gongkai.text.texts import Texts


@dataclass(frozen=True)
class OldFiles:
    """By paths, which are addresses too."""

    moved: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    deleted: tuple[str, ...] = ()


def old_files(library: Library, texts: Texts, settings: Settings, past: PublicHistory | None) -> OldFiles:
    """All of them on the settings' day."""
    lay = _lay_elsewhere(past, settings) if past else {}
    if past is None or not (lay or library.others):
        return OldFiles()
    now = frozenset(_public_now(library, texts, settings.today))
    hidden = library.others - now  # of documents that were taken down, or that dropped them
    lay |= {path: (lay.get(path, ("",))[0], settings.today) for path in hidden}
    lay = {path: place for path, place in lay.items() if path not in now}
    found = {path: lay[path][0] for path in sorted(_public_before(lay, past, settings.today))}
    moved = {path: place for path, place in found.items() if place in now}
    return OldFiles(moved, tuple(path for path in found if path not in moved))


def _lay_elsewhere(past: PublicHistory, settings: Settings) -> dict[str, tuple[str, date]]:
    """By the paths at which files lay: where the same bytes lie now ("": nowhere), and the last day."""
    trails = [(path, trail) for path, trail in past.history.trails.items() if kind_of(path) is None]
    moved = [(path, trail) for path, trail in trails if any(one.path != path for one in trail)]
    gone = [("", trail) for trail in past.history.gone if kind_of(trail[-1].path) is None]
    here = {trail[-1].blob: path for path, trail in reversed(trails)} if moved or gone else {}
    found: dict[str, tuple[str, date]] = {}
    for now, trail in (*gone, *moved):
        for place, blob, until in _left(trail):
            same = here.get(blob, "") or (now if _is_same(blob, now, trail, settings) else "")
            if place not in found or found[place][1] <= until:
                found[place] = same, min(until, settings.today)
    return found


def _left(trail: Trail) -> Iterator[tuple[str, str, date]]:
    """Each path that a file left, with what it was there last, and the day."""
    for before, after in pairwise(trail):
        if before.blob and (after.path != before.path or not after.blob):
            yield before.path, before.blob, max(before.day, after.day)


def _is_same(blob: str, now: str, trail: Trail, settings: Settings) -> bool:
    """Whether a file that is not committed yet as it lies here is the same as a blob."""
    file = settings.content / now
    if not now or trail[-1].blob != HERE or not file.is_file():
        return False
    return next(read_blobs(settings.content, [blob])) == file.read_bytes()


def _public_before(lay: Mapping[str, tuple[str, date]], past: PublicHistory, today: date) -> set[str]:
    """Those of the paths that a document referred to which was out while a file was there."""
    found = set[str]()
    names = sorted({posixpath.basename(path) for path in lay})
    if not names:
        return found
    written = [form for name in names for form in (name, quote(name))]  # a link may have it encoded
    named = re.compile(b"|".join(re.escape(form.encode()) for form in written), re.I)
    for edition in past.versions.values():
        if edition.draft or edition.published is None or not named.search(edition.said):
            continue
        read = edition.document()
        for path in _files_of(read[0], edition.files(), edition.published) if read else ():
            if path in lay and edition.published <= min(lay[path][1], today):
                found.add(path)
    return found


def _files_of(document: Document, linked: tuple[str, ...], day: date) -> Iterator[str]:
    """The files that a document showed on a day: the attachments that it lists, and those that its text links to."""
    if document.has("withdrawn") and document.withdrawn_on(day):
        return
    yield from (attachment_path(document, one.file) for one in document.attachments)
    folder = posixpath.dirname(document.path)
    yield from (posixpath.normpath(posixpath.join(folder, unquote(written))) for written in linked)


def _public_now(library: Library, texts: Texts, today: date) -> Iterator[str]:
    """The files that documents show today."""
    for document in library.documents:
        if not document.is_whole or not document.public_on(today) or document.withdrawn_on(today):
            continue
        yield from (attachment_path(document, one.file) for one in document.attachments)
        text = texts[document.path]
        for written in (*(link.href for link in text.links), *(image.src for image in text.images)):
            place = public_place(written, document, library, today)
            if place and place.file:
                yield place.file
