"""What answers where a version of a document had its page, below an address that the document has left: the same version where
the document is now, or a note that there are none any more; also where another document is at that address since.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.model import Document, Library
from gongkai.model.document import is_out
from gongkai.model.former_addresses import is_document_page
from gongkai.settings import Settings
from gongkai.text.history import PublicHistory
from gongkai.text.old_addresses import OldAddresses, page_address, tombstone
from gongkai.text.old_lives import OldLives
from gongkai.text.public_states import PublicLife
from gongkai.text.versions import Versions, version_names

_LIST = "versions/"


@dataclass(frozen=True)
class OldVersion:
    """What answers there. `page`: where to read on, below the site: the version, the list of versions, the document, or the
    note that this was deleted; `title`: of that document, as far as it may be told. `gone`: whether no version is shown."""

    page: str
    title: str
    gone: bool = False


def old_versions(
    library: Library,
    settings: Settings,
    past: PublicHistory | None,
    old: OldAddresses,
    versions: Versions,
) -> Mapping[str, OldVersion]:
    """By addresses below the site. Of a document that is not out any more, nothing is told."""
    return dict(sorted(_Answers(library, settings, old, versions).found(past).items()))


@dataclass(frozen=True)
class _Answers:
    library: Library
    settings: Settings
    old: OldAddresses
    versions: Versions

    def found(self, past: PublicHistory | None) -> dict[str, OldVersion]:
        """All of them."""
        answers = dict(self._named())
        lives = OldLives(past, self.library, self.settings.today, self.versions.taken)
        for path in lives.by_path:
            shown = {*self._below(self._out(path))}
            for life in lives.by_path[path]:
                is_here = self._is_at(path, lives.now(life))
                for below in _left(life, path):
                    if is_here and below not in shown:
                        continue  # it may have had this version before it came: whoever was here then answers
                    answers.pop(place := f"{page_address(path)}{below}", None)
                    if below not in shown and (answer := self._answer(life, path, below, lives)):
                        answers[place] = answer
        return answers

    def _named(self) -> Iterator[tuple[str, OldVersion]]:
        """Below the addresses that a document names itself: its versions of today."""
        pages = {one.url: one for one in map(self.library.__getitem__, self.versions.paths)}
        for address, url in self.old.moved.items():
            if url in pages and not address.query and not address.at_root and is_document_page(address.path):
                for below in self._below(pages[url]):
                    yield f"{address.path}{below}", self._at(pages[url], below)

    def _answer(self, life: PublicLife, path: str, below: str, lives: OldLives) -> OldVersion | None:
        now, address = lives.now(life), page_address(path)
        if now and is_out(now, self.settings.today):
            return self._at(now, below)
        if not lives.is_gone(life):
            return None
        title = tombstone(life, self.settings).title
        noted = address in self.old.deleted and lives.by_path[path][-1] is life
        return OldVersion(address if noted else "", title, gone=True)

    def _is_at(self, path: str, now: Document | None) -> bool:
        return bool(now and now.path == path and is_out(now, self.settings.today))

    def _at(self, document: Document, below: str) -> OldVersion:
        """A version where its document is now; where that has none of this name any more, what is nearest to it."""
        has = self._below(document)
        nearest = below if below in has else _LIST if has else ""
        return OldVersion(f"{document.url}{nearest}", document.title)

    def _out(self, path: str) -> Document | None:
        document = self.library.get(path)
        return document if document and is_out(document, self.settings.today) else None

    def _below(self, document: Document | None) -> Sequence[str]:
        """The addresses of a document's versions, below its page."""
        names = self.versions.names(document.path) if document else ()
        return (_LIST, *(f"{_LIST}{name}/" for name in names)) if names else ()


def _left(life: PublicLife, path: str) -> Sequence[str]:
    """Where the versions of a document can have been, below its page, while that was made of the file at a path; none where
    it had not changed yet."""
    last = max(number for number, state in enumerate(life.states) if state.path == path)
    names = version_names(life.states[: last + 1])
    return (_LIST, *(f"{_LIST}{name}/" for name in names)) if len(names) > 1 else ()
