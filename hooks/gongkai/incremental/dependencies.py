"""What was asked of the section while something was made of it, so that the next build knows whether to ask again.

A page, or what exports say of a document, is a function of the section. Here the section remembers every question
with a digest of its answer, and every day with which today was compared: as long as the questions are answered
alike, and today lies between the same days, what was made is the same. What is not known to be a narrow question
counts as a question about everything.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, cast

from gongkai.incremental.recorded_queries import ObservedDay, Question, RecordedQueries
from gongkai.law import Terms, WorkdayCalendar, YearCalendar
from gongkai.model import Document, Library, Placed, Policy
from gongkai.model.kinds import kind_of
from gongkai.model.register import AnyRegisterEntry, RegisterEntry
from gongkai.settings import Settings
from gongkai.text import SectionTexts, Text, Texts, Versions

_OF_DOCUMENT = (
    *(
        "interpretations_of",
        "subjects_of",
        "repealed_by",
        "amended_by",
        "extended_by",
        "dockets_of",
        "events_of",
    ),
    "responses_to",
)
"""Questions about one document, answered by documents."""
_OF_ENTRIES = ("disclosed_by",)
"""Questions about one document, answered by entries of registers."""
_BY_NAME = ("catalogue", "dockets_of_item")
"""Questions about a year, or an item of a year's catalogue, answered by documents."""
_ON_A_DAY = ("status", "expires_on", "topics_of", "audiences_of")
"""Questions about one document on a day, answered by a few words."""


class QueryAnswers:
    """The answers of one section on one day, each found once."""

    def __init__(
        self, library: Library, texts: Texts, settings: Settings, versions: Versions | None = None
    ) -> None:
        self.versions = versions or Versions()
        self._library = library
        self._texts = cast(SectionTexts, texts)
        self._settings = settings
        self.today = settings.today
        self._everything = library.fingerprint.encode()
        self._known: dict[Question, bytes] = {}

    def recorded(
        self, path: str, reads: RecordedQueries | None = None
    ) -> tuple[tuple[Library, Texts, Settings], RecordedQueries]:
        """The section, while something is made of the document at a path, and what it will have been asked, with the
        `reads` of before."""
        reads = RecordedQueries() if reads is None else reads
        self.note(reads, ("get", path))  # whether or not it is looked up
        library = cast(Library, _RecordedLibrary(self._library, self, reads))
        watched = replace(self._settings, today=ObservedDay.watched(self.today, reads))
        return (library, _RecordedTexts(self._texts, self, reads), watched), reads

    def __call__(self, question: Question) -> bytes:
        """A digest of the answer."""
        answer = self._known.get(question)
        if answer is None:
            answer = self._known[question] = self._find(str(question[0]), *question[1:])
        return answer

    def note(self, reads: RecordedQueries, question: Question) -> None:
        """Write down in `reads` that this was asked, and the answer; not whether there is a document where none can lie,
        which most pages ask of their own list or version."""
        if question not in reads.answers and not (question[0] == "get" and kind_of(str(question[1])) is None):
            reads.answers[question] = self(question)

    def hold(self, kept: tuple[Any, ...]) -> bool:
        """Whether all that was asked (`RecordedQueries.kept`) is still so."""
        answers, first, last = kept
        today = self.today.toordinal()
        return first <= today <= last and all(self(question) == answer for question, answer in answers)

    def _find(self, name: str, *about: str | int) -> bytes:
        if name == "everything":
            return self._everything
        if name == "get":
            return _digest(self._library.get(str(about[0])))
        if name in ("text", "versions"):
            path = str(about[0])
            return repr(self._texts.key(path)).encode() if name == "text" else self.versions.digest(path)
        if name == "size":
            return str((self._settings.content / str(about[0])).stat().st_size).encode()
        if name == "file":
            return _sha256((self._settings.content / str(about[0])).read_bytes())
        if name in _BY_NAME:
            found = getattr(self._library, name)(*about)
            return b"".join(map(_digest, found if isinstance(found, tuple) else (found,)))
        if name == "entries":
            return _entries_digest(one for one in self._library.registered if about[0] in _kinds(one.entry))
        if name == "calendar":
            return repr(sorted(map(_plain_year, self._library.calendar.years.values()))).encode()
        if name == "cleanups":
            return b"".join(map(_digest, self._library.cleanups))
        if name in ("unread", "others"):
            return str(about[0] in getattr(self._library, name)).encode()
        document = self._library[str(about[0])]
        if name in _OF_ENTRIES:
            return _entries_digest(getattr(self._library, name)(document))
        if name in _ON_A_DAY:
            return repr(getattr(self._library, name)(document, self.today)).encode()
        return b"".join(map(_digest, getattr(self._library, name)(document)))


class _RecordedLibrary:
    """A library that tells what it was asked."""

    def __init__(self, library: Library, answers: QueryAnswers, reads: RecordedQueries) -> None:
        self._library = library
        self._answers = answers
        self._reads = reads

    def _asked(self, *question: str | int) -> None:
        self._answers.note(self._reads, question)

    def __getattr__(self, name: str) -> Any:
        """Anything not known to be narrow may depend on everything."""
        self._asked("everything")
        return getattr(self._library, name)

    def __getitem__(self, path: str) -> Document:
        self._asked("get", path)
        return self._library[path]

    def get(self, path: str) -> Document | None:
        self._asked("get", path)
        return self._library.get(path)

    def entries(self, kind: type[AnyRegisterEntry]) -> tuple[Placed[AnyRegisterEntry], ...]:
        self._asked("entries", kind.__name__)
        return self._library.entries(kind)

    @property
    def calendar(self) -> WorkdayCalendar:
        self._asked("calendar")
        return self._library.calendar

    @property
    def cleanups(self) -> tuple[Policy, ...]:
        self._asked("cleanups")
        return self._library.cleanups

    @property
    def terms(self) -> Terms:
        return self._library.terms  # settings: the key of whatever is kept holds them

    @property
    def unread(self) -> "_RecordedPaths":
        return _RecordedPaths("unread", self._library.unread, self._asked)

    @property
    def others(self) -> "_RecordedPaths":
        return _RecordedPaths("others", self._library.others, self._asked)


def _about_document(name: str) -> Any:
    def ask(self: _RecordedLibrary, document: Document) -> Any:
        self._asked("get", document.path)
        self._asked(name, document.path)
        return getattr(self._library, name)(document)

    return ask


def _about_a_day(name: str) -> Any:
    def ask(self: _RecordedLibrary, document: Document, today: date) -> Any:  # noqa: ARG001
        self._asked("get", document.path)
        self._asked(name, document.path)
        return getattr(self._library, name)(document, self._answers.today)

    return ask


def _about_name(name: str) -> Any:
    def ask(self: _RecordedLibrary, *about: str | int) -> Any:
        self._asked(name, *about)
        return getattr(self._library, name)(*about)

    return ask


for _name in _BY_NAME:
    setattr(_RecordedLibrary, _name, _about_name(_name))
for _name in (*_OF_DOCUMENT, *_OF_ENTRIES):
    setattr(_RecordedLibrary, _name, _about_document(_name))
for _name in _ON_A_DAY:
    setattr(_RecordedLibrary, _name, _about_a_day(_name))


class _RecordedPaths:
    """A set of paths that tells what was looked for in it."""

    def __init__(self, name: str, paths: frozenset[str], asked: Any) -> None:
        self._name = name
        self._paths = paths
        self._asked = asked

    def __contains__(self, path: str) -> bool:
        self._asked(self._name, path)
        return path in self._paths

    def __iter__(self) -> Iterator[str]:
        self._asked("everything")
        return iter(self._paths)


class _RecordedTexts(Mapping[str, Text]):
    """Texts that tell which were read."""

    def __init__(self, texts: Texts, answers: QueryAnswers, reads: RecordedQueries) -> None:
        self._texts = texts
        self._answers = answers
        self._reads = reads

    def __getitem__(self, path: str) -> Text:
        self._answers.note(self._reads, ("text", path))
        return self._texts[path]

    def __iter__(self) -> Iterator[str]:
        self._answers.note(self._reads, ("everything",))
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _digest(document: Document | None) -> bytes:
    """What a document says of itself; its body is asked for apart."""
    if document is None:
        return b"-"
    return hashlib.blake2b(
        document.path.encode() + document.source.front_fingerprint, digest_size=12
    ).digest()


def _entries_digest(entries: Iterable[Placed[Any]]) -> bytes:
    return _sha256(repr([(one.path, one.index, one.entry) for one in entries]).encode())


def _kinds(entry: RegisterEntry) -> set[str]:
    return {kind.__name__ for kind in type(entry).__mro__}


def _plain_year(year: YearCalendar) -> tuple[object, ...]:
    return year.year, year.notice, sorted(map(str, year.holidays)), sorted(map(str, year.workdays))
