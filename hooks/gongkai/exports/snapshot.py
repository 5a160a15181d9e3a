"""The section as it stood at one moment of its history, in the rows of `documents.json` and `questions.json`.

Rows are made by the very code that makes today's, of a library of the few documents that one row can depend on; a
sketch stands for each body. So what is found here is no row, but differs whenever the row does.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from gongkai.exports.documents import document_fields
from gongkai.exports.json_output import updated_on
from gongkai.exports.questions import common_fields, standing_note
from gongkai.law import Terms, WorkdayCalendar
from gongkai.model import Docket, Document, Library, Policy
from gongkai.model.addresses import inner_address
from gongkai.model.fields import Record
from gongkai.model.policy_status import presumed_end
from gongkai.model.references import attachment_path
from gongkai.search.knowledge_base import answerable, basis_of
from gongkai.source import Front, Node
from gongkai.text import Sketch, document_kind, public_place, seed_of, shown_html

Name = tuple[str, str]
"""A row: `document` and its path, or `question` and its permanent id."""
Version = tuple[Document, Sketch] | str
"""What a file is: a document, or else a blob that is none ("": nothing)."""
_FROM_THAT_DAY = frozenset({"drafted", "signed", "published", "secrecy", "legal"})
"""Fields whose day nothing ends with; any other may be the last day of something, which is over on the next."""
_SEVERAL = 2
_ONE_DAY = timedelta(days=1)
_PLAIN = frozenset({str, bool, int})


class _Edges:
    """What leads where, and from where: paths."""

    def __init__(self) -> None:
        self._out: dict[str, frozenset[str]] = {}
        self._into: dict[str, set[str]] = defaultdict(set)

    def put(self, path: str, others: Iterable[str]) -> None:
        """Let a path lead there, and nowhere else."""
        for other in self._out.pop(path, ()):
            self._into[other].discard(path)
        if found := frozenset(others) - {path}:
            self._out[path] = found
            for other in found:
                self._into[other].add(path)

    def out_of(self, paths: Iterable[str]) -> set[str]:
        """Where these lead."""
        return {other for path in paths for other in self._out.get(path, ())}

    def into(self, paths: Iterable[str]) -> set[str]:
        """What leads to these."""
        return {other for path in paths for other in self._into.get(path, ())}


class Snapshot:
    """A section that changes document by document: what its rows look like, and which depend on which."""

    def __init__(self, calendar: WorkdayCalendar, duties_since: int, terms: Terms) -> None:
        self._calendar, self._duties_since, self._terms = calendar, duties_since, terms
        self._documents: dict[str, Document] = {}
        self._sketches: dict[str, Sketch] = {}
        self._files: dict[str, str] = {}
        self._named, self._linked = _Edges(), _Edges()
        """What documents name in their fields; what their answers link to, and their attachments."""
        self._repealed, self._prolonged, self._explained = _Edges(), _Edges(), _Edges()
        """Of what they name: what policies repeal, what they prolong; what interpretations interpret and responses rest on."""

    @property
    def paths(self) -> frozenset[str]:
        """Where the documents lie that there are."""
        return frozenset(self._documents)

    def put(self, path: str, version: Version) -> None:
        """Let a file be this from now on."""
        self._documents.pop(path, None)
        self._sketches.pop(path, None)
        self._files[path] = version if isinstance(version, str) else ""
        names: Iterable[str] = ()
        links: Iterable[str] = ()
        if not isinstance(version, str):
            document, sketch = self._documents[path], self._sketches[path] = version
            names = _names(document)
            links = _links(document, sketch)
        self._named.put(path, names)
        self._linked.put(path, links)
        fields = {} if isinstance(version, str) else version[0].__dict__  # a draft may have a faulty one
        self._repealed.put(path, (one for one in fields.get("repeals", ()) if isinstance(one, str)))
        self._prolonged.put(path, fields.get("extends", ()))
        self._explained.put(path, fields.get("interprets") or fields.get("based_on") or ())

    def from_afar(self, path: str) -> object:
        """What those see of a file who only link to it."""
        document = self._documents.get(path)
        if document is None:
            return self._files.get(path, "")
        cited = self._sketches[path].parts if isinstance(document, Policy) else ()
        return document.draft, document.__dict__.get("published"), cited

    def linking_to(self, paths: Iterable[str]) -> set[str]:
        """The documents with an answer that links to one of these, or with such an attachment."""
        return self._linked.into(paths)

    def days(self, path: str) -> set[date]:
        """The days on which something may change that rests on a document, though nobody changes a file."""
        document = self._documents.get(path)
        return {*_days(document), *_presumed(document, self._terms)} if document else set()

    def around(self, paths: Iterable[str]) -> set[str]:
        """The documents whose rows may depend on what lies at these paths, those apart that only link to it."""
        own = _reached(self._prolonged.out_of, set(paths))
        older = self._named.out_of(own)
        base = own | older | self._named.out_of(older)
        found = base | self._named.into(base) | self._named.into(self._named.into(own))
        return (found | self._led_by(own)) & self._documents.keys()

    def rows(self, path: str, today: date) -> dict[Name, object]:
        """The rows of a document, each as what differs whenever it does; none of one that is not out."""
        document = self._documents.get(path)
        if document is None or not document.public_on(today):
            return {}
        near = sorted(self._near(path))
        library = Library(
            tuple(self._documents[one] for one in near),
            *((), frozenset(), frozenset()),
            self._calendar,
            self._duties_since,
            terms=self._terms,
        )
        library.__dict__["meant"] = {}  # what is not near is not missing: nothing is guessed
        seed = seed_of(document, library)
        text = self._sketches[path].text(seed)
        fields, days = document_fields(document, library, text, today), updated_on(document, today)
        files = [self._files.get(attachment_path(document, one.file), "") for one in document.attachments]
        rows: dict[Name, object] = {
            ("document", path): (fields, shown_html(document, text, today), days, files)
        }
        basis = basis_of(document, library, today) if text.questions else None
        if basis:
            common, asked = (common_fields(basis, ""), days, seed), self._sketches[path].named(seed)
            for question, standing in answerable(document, text, library, today):
                one = asked[question.id]
                led = [self._led(link, document, library, today) for link in one.links]
                rows["question", question.id] = common, one.digest, led, standing_note(standing, "")
        return rows

    def _led(self, link: str, document: Document, library: Library, today: date) -> tuple[str, ...]:
        """Where a link in an answer leads; the row also cites a policy's clause as its text has it."""
        place = public_place(link, document, library, today)
        path = f"{place.address.partition('#')[0].rstrip('/')}.md" if place and "#" in link else ""
        cited = self._sketches[path].parts[0][1] if isinstance(library.get(path), Policy) else ""
        return place.address if place else "", cited

    def _near(self, path: str) -> set[str]:
        """What one document's rows may depend on: the other side of `around`."""
        base = {path} | self._named.out_of((path,))
        newer = self._named.into(base)
        found = base | self._named.out_of(base) | newer | self._named.into(newer)
        found |= self._linked.out_of((path,)) | self._led_to(path)
        return _reached(self._prolonged.into, found) & self._documents.keys()

    def _led_to(self, path: str) -> set[str]:
        """Where an interpretation of several documents may lead its readers when one of these is over: to the last of
        those that came after it, and to what explains that and holds."""
        subjects = self._explained.out_of((path,))
        if len(subjects) < _SEVERAL:
            return set()
        heirs = _reached(self._repealed.into, subjects | self._named.out_of(subjects))
        explaining = self._explained.into(heirs)
        others = self._explained.out_of(explaining)
        return heirs | explaining | others | self._named.out_of(others) | self._repealed.into(others)

    def _led_by(self, paths: set[str]) -> set[str]:
        """The interpretations that may lead there: the other side of `_led_to`."""
        others = paths | self._named.into(paths) | self._repealed.out_of(paths)
        explaining = paths | self._explained.into(others)
        older = _reached(self._repealed.out_of, paths | self._explained.out_of(explaining))
        found = self._explained.into(older | self._named.into(older))
        return {one for one in found if len(self._explained.out_of((one,))) >= _SEVERAL}


def _reached(step: Callable[[set[str]], set[str]], paths: set[str]) -> set[str]:
    """What lies any number of steps from these; these too."""
    found, last = set(paths), paths
    while last:
        last = step(last) - found
        found |= last
    return found


def _links(document: Document, sketch: Sketch) -> Iterator[str]:
    """The attachments of a document, and the documents that its answers link to."""
    attachments = document.__dict__.get("attachments", ())  # a draft may have a faulty field
    yield from (attachment_path(document, one.file) for one in attachments)
    for link in {link for one in sketch.asked for link in one.links}:
        address = inner_address(link, document)
        path = (
            f"{address.path.rstrip('/').removesuffix('.md')}.md" if address else ""
        )  # or as it lies on the site
        if document_kind(path):
            yield path


def _names(document: Document) -> Iterator[str]:
    """The documents that a document names in its fields; a docket its catalogue, by the year."""
    front = document.source.front
    yield from _references(front.values if isinstance(front, Front) else "")
    if isinstance(document, Docket):
        yield f"decisions/{document.__dict__.get('catalogue_year') or document.folder_year}/catalogue.md"


def _references(values: Node) -> Iterator[str]:
    """Every document that a front matter names, in whatever field."""
    for one in values.values() if isinstance(values, dict) else values:
        if not isinstance(one, str):
            yield from _references(one)
        elif one.endswith(".md") and document_kind(one):
            yield one


def _presumed(document: Document, terms: Terms) -> Iterator[date]:
    """The day on which a 规范性文件 is over that does not say so itself."""
    if isinstance(document, Policy) and all(
        map(document.has, ("published", "effective", "normative", "expires"))
    ):
        end = presumed_end(document, terms)
        yield from (end + _ONE_DAY,) if end else ()


def _days(record: Record) -> Iterator[date]:
    """Every day that a record names, those of the records in it too, and the day after one that may be a last day."""
    for name, value in record.__dict__.items():
        if value is None or type(value) in _PLAIN:
            continue
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, date):
                yield one
                if name not in _FROM_THAT_DAY:
                    yield one + _ONE_DAY
            elif isinstance(one, Record):
                yield from _days(one)
