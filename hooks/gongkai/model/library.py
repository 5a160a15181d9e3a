"""All documents of the section: look-ups and back links. Built once, then only read."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from gongkai.model.decision import Catalogue, Docket
from gongkai.model.document import Document, Fault, FieldUnknown
from gongkai.model.interpretation import Interpretation
from gongkai.model.kinds import PLACES, kind_of
from gongkai.model.policy import Policy, Status
from gongkai.model.reading import missing, read_document, read_record
from gongkai.model.standing import CalendarYear, Index
from gongkai.settings import Settings
from gongkai.source import ContentFolder, Front, SourceFile, Unreadable
from gongkai.workdays import WorkdayCalendar, YearCalendar, shipped_calendar

Kind = TypeVar("Kind", bound=Document)


@dataclass(frozen=True)
class Library:
    """Every document that could be read, with drafts and withheld ones, and what could not be."""

    documents: tuple[Document, ...]
    faults: tuple[Fault, ...]
    unread: frozenset[str]
    """Paths of documents that exist but could not be read."""
    others: frozenset[str]
    """Paths of all other files: attachments and images."""
    calendar: WorkdayCalendar
    duties_since: int

    def __getitem__(self, path: str) -> Document:
        """The document at a path; `KeyError` when there is none."""
        return self._by_path[path]

    def get(self, path: str) -> Document | None:
        """The document at a path, None when there is none (or it could not be read)."""
        return self._by_path.get(path)

    def all(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """All documents of a kind that are no drafts."""
        if kind not in self._kinds:
            self._kinds[kind] = tuple(d for d in self.documents if isinstance(d, kind) and not _is_draft(d))
        return self._kinds[kind]

    def public(self, kind: type[Kind], today: date) -> tuple[Kind, ...]:
        """The documents of a kind that are out, newest first."""
        out = (d for d in self.all(kind) if d.public_on(today))
        return tuple(sorted(out, key=lambda d: (-d.published.toordinal(), d.path)))

    @property
    def drafts(self) -> tuple[Document, ...]:
        """Documents withheld for ever."""
        return tuple(document for document in self.documents if _is_draft(document))

    def withheld(self, today: date) -> tuple[str, ...]:
        """Paths of documents whose day has not come, and of drafts."""
        return tuple(d.path for d in self.documents if not _is_out(d, today))

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

    def subjects_of(self, interpretation: Interpretation) -> tuple[Document, ...]:
        """What an interpretation interprets, as far as it is here and known."""
        paths = interpretation.interprets if interpretation.has("interprets") else ()
        found = (self.get(path) for path in paths)
        return tuple(document for document in found if isinstance(document, Policy | Docket))

    def repealed_by(self, policy: Policy) -> tuple[Policy, ...]:
        """The newer policies of this section that repeal this one, withheld ones too."""
        return tuple(self._repealed.get(policy.path, ()))

    def amended_by(self, policy: Policy) -> tuple[Policy, ...]:
        """The newer policies of this section that amend this one, withheld ones too."""
        return tuple(self._amended.get(policy.path, ()))

    def dockets_of(self, policy: Policy) -> tuple[Docket, ...]:
        """The dockets of the decisions that became this policy."""
        return tuple(self._dockets.get(policy.path, ()))

    def catalogue(self, year: int) -> Catalogue | None:
        """The year's catalogue, withheld or not."""
        found = self.get(f"decisions/{year}/catalogue.md")
        return found if isinstance(found, Catalogue) and not _is_draft(found) else None

    def dockets_of_item(self, year: int, item: str) -> tuple[Docket, ...]:
        """The dockets that carry out an item of a year's catalogue."""
        return tuple(self._dockets.get((year, item), ()))

    def status(self, policy: Policy, today: date) -> Status:
        """Where a policy stands; a newer document counts from its day of effect, once it is out."""
        if (policy.repealed and policy.repealed.on <= today) or _in_force(self.repealed_by(policy), today):
            return Status.REPEALED
        if policy.expires and policy.expires < today:
            return Status.EXPIRED
        if policy.in_force_from > today:
            return Status.COMING
        return Status.AMENDED if _in_force(self.amended_by(policy), today) else Status.VALID

    def bound(self, document: Document) -> bool:
        """Whether `duties_since` binds this document, or it is older and taken in as it is."""
        if isinstance(document, Policy):
            return not document.has("signed") or document.signed.year >= self.duties_since
        if isinstance(document, Interpretation):
            subjects = self.subjects_of(document)
            return not subjects or any(self.bound(subject) for subject in subjects)
        if isinstance(document, Docket | Catalogue):
            return document.folder_year >= self.duties_since
        return True

    def topics_of(self, document: Document, today: date) -> tuple[str, ...]:
        """The document's topics; an interpretation has those of what it interprets and is out."""
        return self._labels(document, "topics", today)

    def audiences_of(self, document: Document, today: date) -> tuple[str, ...]:
        """The document's audiences; an interpretation has those of what it interprets and is out."""
        return self._labels(document, "audiences", today)

    def _labels(self, document: Document, field: str, today: date) -> tuple[str, ...]:
        if isinstance(document, Interpretation):
            out = (subject for subject in self.subjects_of(document) if subject.public_on(today))
            found = (self._labels(subject, field, today) for subject in out)
            return tuple(dict.fromkeys(label for labels in found for label in labels))
        return tuple(getattr(document, field, ()))

    @cached_property
    def _subjects_unknown(self) -> bool:
        unread = any(path.startswith("interpretations/") for path in self.unread)
        return unread or not all(one.has("interprets") for one in self.all(Interpretation))

    @cached_property
    def _by_path(self) -> dict[str, Document]:
        return {document.path: document for document in self.documents}

    @cached_property
    def _interpretations(self) -> dict[str, list[Interpretation]]:
        found: dict[str, list[Interpretation]] = defaultdict(list)
        for interpretation in sorted(self.all(Interpretation), key=_oldest_first):
            for path in interpretation.interprets if interpretation.has("interprets") else ():
                found[path].append(interpretation)
        return found

    @cached_property
    def _kinds(self) -> dict[type[Document], tuple[Any, ...]]:
        return {}

    @cached_property
    def _dockets(self) -> dict[object, list[Docket]]:
        """Dockets by the path of what they became, and by year and id of their item in the catalogue."""
        found: dict[object, list[Docket]] = defaultdict(list)
        for docket in self.all(Docket):
            if docket.has("result") and isinstance(docket.result, str):
                found[docket.result].append(docket)
            if docket.has("catalogue_item") and docket.has("catalogue_year"):
                found[docket.listed_in, docket.catalogue_item].append(docket)
        return found

    @cached_property
    def _repealed(self) -> dict[str, list[Policy]]:
        return self._newer("repeals")

    @cached_property
    def _amended(self) -> dict[str, list[Policy]]:
        return self._newer("amends")

    def _newer(self, field: str) -> dict[str, list[Policy]]:
        found: dict[str, list[Policy]] = defaultdict(list)
        for policy in self.all(Policy):
            for older in getattr(policy, field) if policy.has(field) else ():
                if isinstance(older, str):
                    found[older].append(policy)
        return found


def build_library(folder: ContentFolder, settings: Settings) -> Library:
    """Type every file of the folder and tie them together."""
    words = {"topics": settings.topics, "audiences": settings.audiences}
    documents: list[Document] = []
    faults: list[Fault] = []
    unread: set[str] = set()
    years: dict[int, YearCalendar] = {}
    for source in folder.written:
        kind = kind_of(source.path)
        if kind is None:
            faults.append(_unreadable(source) if source.is_link else _homeless(source))
            continue
        front = Front({}, {}) if kind is Index and source.front is None else source.front
        if not isinstance(front, Front) or not isinstance(front.values, dict):
            faults.append(_unreadable(source))
            unread.add(source.path)
        elif kind is CalendarYear:
            record, found = read_record(CalendarYear, source.path, front, words)
            year = int(source.path[9:13])
            if record is not None:
                found += _outside(record, year, source.path, front)
                years[year] = YearCalendar(
                    year, record.notice, frozenset(record.holidays), frozenset(record.workdays)
                )
            faults += found
        elif issubclass(kind, Document):
            document, found = read_document(kind, source, front, words)
            documents.append(document)
            faults += found
    library = Library(
        tuple(documents),
        tuple(faults),
        frozenset(unread),
        folder.others,
        shipped_calendar().overridden_by(years),
        settings.duties_since,
    )
    return _with_missing(library)


def _with_missing(library: Library) -> Library:
    """The library with the faults that need the whole of it: what may be missing depends on the rest."""
    absent = [
        fault
        for document in library.documents
        if not _is_draft(document)
        for fault in missing(document, library.bound(document))
    ]
    return replace(library, faults=(*library.faults, *absent))


def _is_draft(document: Document) -> bool:
    return document.has("draft") and document.draft


def _oldest_first(document: Document) -> tuple[date, str]:
    return document.published if document.has("published") else date.max, document.path


def _is_out(document: Document, today: date) -> bool:
    """Whether a document is public; not as long as nobody can tell."""
    return document.has("published") and document.has("draft") and document.public_on(today)


def _in_force(newer: tuple[Policy, ...], today: date) -> bool:
    return any(policy.public_on(today) and policy.in_force_from <= today for policy in newer)


def _homeless(source: SourceFile) -> Fault:
    places = "、".join(shown for _pattern, _kind, shown in PLACES)
    return Fault(
        "GK004",
        source.path,
        1,
        "文件的位置或文件名不属于任何一类内容",
        f"移到或改名为以下位置之一：{places}；英文名只用小写字母、数字和连字符，不能叫 index 或 readme。",
    )


def _unreadable(source: SourceFile) -> Fault:
    if isinstance(source.front, Unreadable):
        message = f"文件开头的信息读不出来：{source.front.message}"
        fix = "用编辑器“另存为”，编码选 UTF-8，再重新提交。" if "编码" in message else None
        return Fault("GK001", source.path, source.front.line, message, fix)
    if source.front is None:
        fix = "第一行写 ---，接着每行写一个“字段: 值”，再写一行 ---，下面才是正文。"
        return Fault("GK001", source.path, 1, "文件开头没有用 --- 括起来的信息", fix)
    line = source.front.line(())
    return Fault(
        "GK001", source.path, line, "文件开头的信息读不出来：不是“字段: 值”的写法（冒号要用半角，后面空一格）"
    )


def _outside(record: CalendarYear, year: int, path: str, front: Front) -> Iterator[Fault]:
    for field, days in (("holidays", record.holidays), ("workdays", record.workdays)):
        for index, day in enumerate(days):
            if day.year != year:
                line = front.line((field, index))
                yield Fault("GK003", path, line, f"“{day}”不在 {year} 年内")
