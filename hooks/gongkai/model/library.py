"""All documents of the section: look-ups and back links. Built once (see `building`), then only read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from gongkai.law import STATUTORY, Terms, WorkdayCalendar
from gongkai.model import back_links
from gongkai.model.decision import Catalogue, Docket
from gongkai.model.document import Document, FieldFault, is_draft, is_out
from gongkai.model.interpretation import Interpretation
from gongkai.model.misspellings import likely_subjects
from gongkai.model.partial import FieldUnknown
from gongkai.model.participation import Event
from gongkai.model.planning import AnnualReport, Plan
from gongkai.model.policy import Policy, Status
from gongkai.model.policy_status import end_of_validity, status_of
from gongkai.model.register import AnyRegisterEntry, Placed, RegisterEntry
from gongkai.model.requests import Request
from gongkai.model.response import Response
from gongkai.source import SourceFile

Kind = TypeVar("Kind", bound=Document)


@dataclass(frozen=True)
class Library:
    """Every document that could be read, with drafts and withheld ones, and what could not be."""

    documents: tuple[Document, ...]
    faults: tuple[FieldFault, ...]
    unread: frozenset[str]
    """Paths of documents that exist but could not be read."""
    others: frozenset[str]
    """Paths of all other files: attachments and images."""
    calendar: WorkdayCalendar
    duties_since: int
    registered: tuple[Placed[Any], ...] = ()
    """The entries of all registers, file by file, that could be read whole."""
    in_part: tuple[Placed[Any], ...] = ()
    """The entries that have a faulty field; rules still judge them on all the others."""
    written: tuple[SourceFile, ...] = ()
    """Every file an editor wrote, of whatever kind."""
    fingerprint: str = ""
    """Changes whenever anything in the content folder does."""
    terms: Terms = STATUTORY
    """The numbers of days that bind the bureau."""

    def __getitem__(self, path: str) -> Document:
        """The document at a path; `KeyError` when there is none."""
        return self._by_path[path]

    def get(self, path: str) -> Document | None:
        """The document at a path, None when there is none (or it could not be read)."""
        return self._by_path.get(path)

    def all(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """All documents of a kind that are no drafts."""
        if kind not in self._kinds:
            self._kinds[kind] = tuple(d for d in self.documents if isinstance(d, kind) and not is_draft(d))
        return self._kinds[kind]

    def entries(self, kind: type[AnyRegisterEntry]) -> tuple[Placed[AnyRegisterEntry], ...]:
        """All entries of a kind of register without a faulty field, file by file, in their order."""
        if kind not in self._entries:
            self._entries[kind] = tuple(p for p in self.registered if isinstance(p.entry, kind))
        return self._entries[kind]

    @property
    def all_entries(self) -> tuple[Placed[RegisterEntry], ...]:
        """The entries of all registers, those with a faulty field too."""
        return tuple(
            sorted((*self.registered, *self.in_part), key=lambda placed: (placed.path, placed.index))
        )

    def public(self, kind: type[Kind], today: date) -> tuple[Kind, ...]:
        """The documents of a kind that are out, newest first."""
        asked = kind, today
        if asked not in self._public:
            out = (d for d in self.all(kind) if d.public_on(today))
            self._public[asked] = tuple(sorted(out, key=lambda d: (-d.published.toordinal(), d.path)))
        return self._public[asked]

    @cached_property
    def links(self) -> frozenset[str]:
        """Paths of symbolic links to folders, and of those in a document's place."""
        return frozenset(source.path for source in self.written if source.is_link)

    @property
    def drafts(self) -> tuple[Document, ...]:
        """Documents withheld for ever."""
        return tuple(document for document in self.documents if is_draft(document))

    @property
    def broken(self) -> frozenset[str]:
        """Paths of documents with a faulty field, and of what could not be read; no drafts."""
        faulty = {fault.path for fault in self.faults}
        return self.unread | {d.path for d in self.documents if d.path in faulty and not is_draft(d)}

    @property
    def whole(self) -> "Library":
        """Only the documents without a faulty field: what can be shown and counted while others are mended."""
        return replace(self, documents=tuple(document for document in self.documents if document.is_whole))

    def withheld(self, today: date) -> tuple[str, ...]:
        """Paths of documents whose day has not come, and of drafts."""
        return tuple(d.path for d in self.documents if not is_out(d, today))

    def interpretations_of(self, subject: Document) -> tuple[Interpretation, ...]:
        """The interpretations of a policy or docket, withheld ones too, drafts not; oldest first."""
        return tuple(self._interpretations.get(subject.path, ()))

    @property
    def unclear(self) -> frozenset[str]:
        """Paths of documents that cannot say what they are or what they interpret, so that rules on others
        have no verdict."""
        vague = (
            d
            for d in self.documents
            if not d.has("draft") or (isinstance(d, Interpretation) and not d.has("interprets"))
        )
        return self.unread | {document.path for document in vague}

    def expect_subjects_known(self) -> None:
        """Raise `FieldUnknown` when some interpretation cannot say what it interprets."""
        if self._subjects_unknown:
            raise FieldUnknown("interprets")

    def subjects_of(self, document: Interpretation | Response) -> tuple[Document, ...]:
        """What an interpretation interprets, or a response rests on, as far as it is here and known."""
        field = "interprets" if isinstance(document, Interpretation) else "based_on"
        paths = getattr(document, field) if document.has(field) else ()
        found = (self.get(path) for path in paths)
        return tuple(document for document in found if isinstance(document, Policy | Docket))

    def responses_to(self, subject: Document) -> tuple[Response, ...]:
        """The clarifications and replies that rest on a policy or docket, withheld ones too; newest first."""
        return tuple(self._responses.get(subject.path, ()))

    def disclosed_by(self, document: Document) -> tuple[Placed[Request], ...]:
        """The requests by which the document came to be disclosed to everybody (条例 art. 44)."""
        return tuple(self._disclosed.get(document.path, ()))

    def repealed_by(self, policy: Policy) -> tuple[Policy, ...]:
        """The newer policies of this section that repeal this one, withheld ones too."""
        return tuple(self._newer["repeals"].get(policy.path, ()))

    def amended_by(self, policy: Policy) -> tuple[Policy, ...]:
        """The newer policies of this section that amend this one, withheld ones too."""
        return tuple(self._newer["amends"].get(policy.path, ()))

    def extended_by(self, policy: Policy) -> tuple[Policy, ...]:
        """The newer policies that prolong this one's validity, or that of one of these; withheld ones too."""
        return back_links.chain_of(policy, self._newer["extends"])

    @cached_property
    def cleanups(self) -> tuple[Policy, ...]:
        """The documents that tell the result of a 规范性文件清理, withheld ones too."""
        return tuple(policy for policy in self.all(Policy) if policy.is_cleanup)

    def dockets_of(self, policy: Policy) -> tuple[Docket, ...]:
        """The dockets of the decisions that became this policy."""
        return tuple(self._dockets.get(policy.path, ()))

    def events_of(self, docket: Docket) -> tuple[Event, ...]:
        """The hearings and other events that belong to a decision, withheld ones too; oldest first."""
        return tuple(self._events.get(docket.path, ()))

    def catalogue(self, year: int) -> Catalogue | None:
        """The year's catalogue, withheld or not."""
        found = self.get(f"decisions/{year}/catalogue.md")
        return found if isinstance(found, Catalogue) and not is_draft(found) else None

    def dockets_of_item(self, year: int, item: str) -> tuple[Docket, ...]:
        """The dockets that carry out an item of a year's catalogue."""
        return tuple(self._dockets.get((year, item), ()))

    def expires_on(self, policy: Policy, today: date) -> date | None:
        """The last day on which a policy is valid, as far as it is known today; None where it has none."""
        return end_of_validity(policy, self.extended_by(policy), self.terms, today)

    def status(self, policy: Policy, today: date) -> Status:
        """Where a policy stands; a newer document counts from its day of effect, once it is out."""
        asked = policy.path, today
        if asked not in self._statuses:
            newer = self.repealed_by(policy), self.amended_by(policy)
            self._statuses[asked] = status_of(policy, *newer, self.expires_on(policy, today), today)
        return self._statuses[asked]

    def bound(self, document: Document | Placed[Any]) -> bool:
        """Whether `duties_since` binds this document or entry, or it is older and taken in as it is."""
        if isinstance(document, Placed):
            entry = document.entry
            return not isinstance(entry, Request) or entry.received.year >= self.duties_since
        if isinstance(document, Policy):
            return not document.has("signed") or document.signed.year >= self.duties_since
        if isinstance(document, Interpretation):
            subjects = self.subjects_of(document)
            return not subjects or any(self.bound(subject) for subject in subjects)
        if isinstance(document, Docket | Catalogue | AnnualReport | Plan | Response):
            return document.folder_year >= self.duties_since
        return True

    def topics_of(self, document: Document, today: date) -> tuple[str, ...]:
        """The document's topics; an interpretation, or a response without any, has those of what it is about."""
        return self._labels(document, "topics", today)

    def audiences_of(self, document: Document, today: date) -> tuple[str, ...]:
        """The document's audiences; as with topics."""
        return self._labels(document, "audiences", today)

    def by_label(
        self, field: str, documents: Iterable[Kind], labels: Iterable[str], today: date
    ) -> dict[str, list[Kind]]:
        """For each of these labels (`field`: topics or audiences) the documents that have it, in their order."""
        found: dict[str, list[Kind]] = {label: [] for label in labels}
        for document in documents:
            for label in found.keys() & self._labels(document, field, today):
                found[label].append(document)
        return found

    def _labels(self, document: Document, field: str, today: date) -> tuple[str, ...]:
        own = tuple(getattr(document, field, ()))
        if own or not isinstance(document, Interpretation | Response):
            return own
        asked = document.path, field, today
        if asked not in self._inherited:
            out = (subject for subject in self.subjects_of(document) if subject.public_on(today))
            found = (self._labels(subject, field, today) for subject in out)
            self._inherited[asked] = tuple(dict.fromkeys(label for labels in found for label in labels))
        return self._inherited[asked]

    @cached_property
    def _public(self) -> dict[tuple[type[Document], date], tuple[Any, ...]]:
        return {}

    @cached_property
    def known_duties(self) -> dict[date, Any]:
        """What `duties` found of this library, by day."""
        return {}

    @cached_property
    def _statuses(self) -> dict[tuple[str, date], Status]:
        return {}

    @cached_property
    def _inherited(self) -> dict[tuple[str, str, date], tuple[str, ...]]:
        return {}

    @cached_property
    def likely_subjects(self) -> Mapping[tuple[str, str], str]:
        """By an interpretation's path and what it says wrongly that it interprets: the document that it means."""
        return likely_subjects(self.documents, self.unread, self.written)

    @cached_property
    def _subjects_unknown(self) -> bool:
        unread = any(path.startswith("interpretations/") for path in self.unread)
        return unread or not all(one.has("interprets") for one in self.all(Interpretation))

    @cached_property
    def _by_path(self) -> dict[str, Document]:
        return {document.path: document for document in self.documents}

    @cached_property
    def _interpretations(self) -> Mapping[str, list[Interpretation]]:
        ordered = sorted(self.all(Interpretation), key=back_links.oldest_first)
        return back_links.by_named(ordered, "interprets", self.likely_subjects)

    @cached_property
    def _responses(self) -> Mapping[str, list[Response]]:
        newest_first = sorted(self.all(Response), key=back_links.oldest_first, reverse=True)
        return back_links.by_named(newest_first, "based_on")

    @cached_property
    def _disclosed(self) -> Mapping[str, list[Placed[Request]]]:
        return back_links.by_disclosed(self.entries(Request))

    @cached_property
    def _kinds(self) -> dict[type[Document], tuple[Any, ...]]:
        return {}

    @cached_property
    def _entries(self) -> dict[type[RegisterEntry], tuple[Placed[Any], ...]]:
        return {}

    @cached_property
    def _dockets(self) -> Mapping[object, list[Docket]]:
        return back_links.dockets_by_subject(self.all(Docket))

    @cached_property
    def _events(self) -> Mapping[str, list[Event]]:
        return back_links.events_by_decision(sorted(self.all(Event), key=back_links.oldest_first))

    @cached_property
    def _newer(self) -> Mapping[str, Mapping[str, list[Policy]]]:
        """The policies that repeal, amend or prolong an older one: by the field in which they name it, then by its path."""
        fields = ("repeals", "amends", "extends")
        return {field: back_links.by_named(self.all(Policy), field) for field in fields}
