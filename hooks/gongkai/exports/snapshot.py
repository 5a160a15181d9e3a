"""The section as it stood at one moment of its history, in the rows of `documents.json` and `questions.json`.

Rows are made by the very code that makes today's, of a library of the few documents that one row can depend on; a
sketch stands for each body. So what is found here is no row, but differs whenever the row does.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.exports.common import attachment_path, updated_on
from gongkai.exports.documents import document_fields
from gongkai.exports.knowledge import answerable, basis_of
from gongkai.exports.questions import in_common
from gongkai.model import Document, Library, Policy
from gongkai.model.addresses import inner_address
from gongkai.model.fields import Record
from gongkai.source import Front, Node
from gongkai.text import Sketch, document_kind, public_place, seed_of, shown_html
from gongkai.workdays import WorkdayCalendar

Name = tuple[str, str]
"""A row: `document` and its path, or `question` and its permanent id."""
Version = tuple[Document, Sketch] | str
"""What a file is: a document, or else a blob that is none ("": nothing)."""
_FROM_THAT_DAY = frozenset({"drafted", "signed", "published", "secrecy", "legal"})
"""Fields whose day nothing ends with; any other may be the last day of something, which is over on the next."""
_ONE_DAY = timedelta(days=1)
_PLAIN = frozenset({str, bool, int, type(None)})


class Snapshot:
    """A section that changes document by document: what its rows look like, and which depend on which."""

    def __init__(self, calendar: WorkdayCalendar, duties_since: int) -> None:
        self._calendar, self._duties_since = calendar, duties_since
        self._documents: dict[str, Document] = {}
        self._sketches: dict[str, Sketch] = {}
        self._files: dict[str, str] = {}
        self._leads: dict[str, frozenset[str]] = {}
        self._led_to: dict[str, set[str]] = defaultdict(set)

    @property
    def paths(self) -> frozenset[str]:
        """Where the documents lie that there are."""
        return frozenset(self._documents)

    def put(self, path: str, version: Version) -> None:
        """Let a file be this from now on."""
        for other in self._leads.pop(path, ()):
            self._led_to[other].discard(path)
        self._documents.pop(path, None)
        self._sketches.pop(path, None)
        self._files[path] = ""
        if isinstance(version, str):
            self._files[path] = version
            return
        document, sketch = self._documents[path], self._sketches[path] = version
        self._leads[path] = frozenset(_leads_to(document, sketch)) - {path}
        for other in self._leads[path]:
            self._led_to[other].add(path)

    def days(self, path: str) -> Iterator[date]:
        """The days on which something may change that rests on a document, though nobody changes a file."""
        document = self._documents.get(path)
        return iter(set(_days(document)) if document else ())

    def around(self, path: str) -> set[str]:
        """The documents whose rows may depend on what lies at a path."""
        found = {path} | self._led_to.get(path, set())
        led = self._led_from(path)
        for one in (*led, *self._led_from(*led)):
            found |= {one} | self._led_to.get(one, set())
        return found & self._documents.keys()

    def rows(self, path: str, today: date) -> dict[Name, str]:
        """The rows of a document, by what changes with what they show; none of one that is not out."""
        document = self._documents.get(path)
        if document is None or not document.public_on(today):
            return {}
        near = sorted(self._near(path))
        library = Library(
            tuple(self._documents[one] for one in near),
            *((), frozenset(), frozenset()),
            self._calendar,
            self._duties_since,
        )
        seed = seed_of(document, library)
        text = self._sketches[path].text(seed)
        fields = document_fields(document, library, text, today)
        days = updated_on(document, today)
        files = [self._files.get(attachment_path(document, one.file), "") for one in document.attachments]
        rows = {("document", path): _digest(fields, shown_html(document, text, today), days, files)}
        basis = basis_of(document, library, today) if text.questions else None
        if basis:
            common, asked = _digest(in_common(basis, ""), days), self._sketches[path].named(seed)
            for question in answerable(document, text, today):
                one = asked[question.id]
                led = [self._led(link, document, library, today) for link in one.links]
                rows["question", question.id] = f"{common} {one.digest} {led}"
        return rows

    def _led(self, link: str, document: Document, library: Library, today: date) -> tuple[str, ...]:
        """Where a link in an answer leads; the row also cites a policy's clause as its text has it."""
        place = public_place(link, document, library, today)
        path = f"{place.address.partition('#')[0].rstrip('/')}.md" if place and "#" in link else ""
        cited = self._sketches[path].parts[0][1] if isinstance(library.get(path), Policy) else ""
        return place.address if place else "", cited

    def _near(self, path: str) -> set[str]:
        """What one document's rows may depend on: the other side of `around`."""
        base = {path, *self._led_from(path)}
        newer = {other for one in base for other in self._led_to.get(one, ())}
        found = base | newer | {other for one in newer for other in self._led_to.get(one, ())}
        return found & self._documents.keys()

    def _led_from(self, *paths: str) -> set[str]:
        return {other for path in paths for other in self._leads.get(path, ())}


def _leads_to(document: Document, sketch: Sketch) -> Iterator[str]:
    """The files that a document names in a field, or in an answer."""
    attachments = document.__dict__.get("attachments", ())  # a draft may have a faulty field
    yield from (attachment_path(document, one.file) for one in attachments)
    front = document.source.front
    yield from _references(front.values if isinstance(front, Front) else "")
    for link in {link for one in sketch.asked for link in one.links}:
        address = inner_address(link, document)
        path = (
            f"{address.path.rstrip('/').removesuffix('.md')}.md" if address else ""
        )  # or as it lies on the site
        if document_kind(path):
            yield path


def _references(values: Node) -> Iterator[str]:
    if isinstance(values, str):
        if values.endswith(".md") and document_kind(values):
            yield values
        return
    for one in values.values() if isinstance(values, dict) else values:
        yield from _references(one)


def _days(record: Record) -> Iterator[date]:
    """Every day that a record names, those of the records in it too, and the day after one that may be a last day."""
    for name, value in record.__dict__.items():
        if type(value) in _PLAIN:
            continue
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Record):
                yield from _days(one)
            elif isinstance(one, date):
                yield one
                if name not in _FROM_THAT_DAY:
                    yield one + _ONE_DAY


def _digest(*shown: object) -> str:
    return hashlib.blake2b(repr(shown).encode(), digest_size=12).hexdigest()
