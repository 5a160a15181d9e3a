"""The content folder → the library: every file typed, every fault named."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from gongkai.law.workdays import YearCalendar, shipped_calendar
from gongkai.model.document import Document, FieldFault, is_draft
from gongkai.model.kinds import kind_of
from gongkai.model.library import Library
from gongkai.model.reading import (
    Vocabularies,
    draft_without_fields,
    missing,
    read_document,
    read_entries,
    read_record,
)
from gongkai.model.register import Placed, RegisterEntry
from gongkai.model.standing import CalendarYear, Index
from gongkai.settings import Settings
from gongkai.source import ContentFolder, Front, SourceFile, Unreadable
from gongkai.source.slips import Slip, hidden_in_name


class TypedDocuments:
    """What files were understood as, so that in one process none is understood twice: used again and again."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[object, object, tuple[Any, list[FieldFault]]]] = {}

    def document(self, kind: type[Document], source: SourceFile, front: Front, words: Vocabularies) -> Any:
        """What `read_document` gives; a copy, for the library may still take fields from it."""
        document, faults = self._once(
            source.path, source, words, lambda: read_document(kind, source, front, words)
        )
        return document.model_copy(), faults

    def entries(self, kind: type[RegisterEntry], path: str, front: Front, words: Vocabularies) -> Any:
        """What `read_entries` gives."""
        return self._once(path, front, words, lambda: read_entries(kind, path, front, words))

    def _once(
        self, path: str, of: object, words: Vocabularies, read: Callable[[], Any]
    ) -> tuple[Any, list[FieldFault]]:
        known = self._known.get(path)
        if known is None or known[0] is not of or known[1] != words:
            known = self._known[path] = of, words, read()
        return known[2]


@dataclass
class _FilesRead:
    """What the files read so far came to."""

    documents: list[Document] = field(default_factory=list)
    faults: list[FieldFault] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    years: dict[int, YearCalendar] = field(default_factory=dict)
    registered: list[Placed[Any]] = field(default_factory=list)

    def take_unreadable(self, source: SourceFile, kind: type[Any]) -> None:
        """A file without fields: an unfinished draft is still a document, anything else is unread."""
        self.faults.append(_unreadable(source))
        if source.says_draft and issubclass(kind, Document):
            self.documents.append(draft_without_fields(kind, source))
        else:
            self.unread.add(source.path)

    def take_calendar(self, path: str, front: Front) -> None:
        """The working days of a year."""
        calendar, found = _calendar(path, front)
        self.faults += found
        if calendar is not None:
            self.years[calendar.year] = calendar


def build_library(folder: ContentFolder, settings: Settings, typed: TypedDocuments | None = None) -> Library:
    """Type every file of the folder and tie them together; what `typed` knows is taken over."""
    as_document, as_entries = (typed.document, typed.entries) if typed else (read_document, read_entries)
    words = {"topics": settings.topics, "audiences": settings.audiences}
    read = _FilesRead()
    for source in folder.written:
        read.faults += map(partial(_slip, source.path), source.slips)
        kind = kind_of(source.path)
        if kind is None:
            read.faults.append(_unreadable(source) if source.is_link else _homeless(source))
            continue
        front = Front({}, {}) if kind is Index and source.front is None else source.front
        listed = issubclass(kind, RegisterEntry)
        if not isinstance(front, Front) or not (listed or isinstance(front.values, dict)):
            read.take_unreadable(source, kind)
        elif kind is CalendarYear:
            read.take_calendar(source.path, front)
        elif issubclass(kind, RegisterEntry):
            entries, found = as_entries(kind, source.path, front, words)
            read.registered += entries
            read.faults += found
        elif issubclass(kind, Document):
            document, found = as_document(kind, source, front, words)
            read.documents.append(document)
            read.faults += found
    library = Library(
        tuple(read.documents),
        tuple(read.faults),
        frozenset(read.unread),
        folder.others,
        shipped_calendar().overridden_by(read.years),
        settings.duties_since,
        tuple(placed for placed in read.registered if placed.entry.is_whole),
        tuple(placed for placed in read.registered if not placed.entry.is_whole),
        folder.written,
        folder.fingerprint,
        settings.terms,
    )
    return _with_missing(library)


def _slip(path: str, slip: Slip) -> FieldFault:
    passage = f"{path}#{slip.line}-{slip.last}" if slip.last else ""
    return FieldFault("GK001", path, slip.line, slip.message, slip.fix, passage)


def _calendar(path: str, front: Front) -> tuple[YearCalendar | None, list[FieldFault]]:
    """A year's working days as an editor took them from the notice, and what is wrong with them."""
    record, faults = read_record(CalendarYear, path, front, {})
    if record is None:
        return None, faults
    year = int(path.removeprefix("calendar/").removesuffix(".yml"))
    days = frozenset(record.holidays), frozenset(record.workdays)
    return YearCalendar(year, record.notice, *days), [*faults, *_outside(record, year, path, front)]


def _with_missing(library: Library) -> Library:
    """The library with the faults that need the whole of it: what may be missing depends on the rest."""
    absent = [
        fault
        for document in library.documents
        if not is_draft(document)
        for fault in missing(document, library.bound(document))
    ]
    return replace(library, faults=(*library.faults, *absent))


def _homeless(source: SourceFile) -> FieldFault:
    """A file of no kind; what to call it depends on the other files, and the rule says so."""
    if hidden := hidden_in_name(source.path):
        fix = "改名：把文件名重新录入一遍，只用小写字母、数字和连字符。"
        return FieldFault("GK001", source.path, 1, f"文件名里有{hidden}", fix)
    return FieldFault("GK004", source.path, 1, "文件的位置或文件名不属于任何一类内容")


def _unreadable(source: SourceFile) -> FieldFault:
    if isinstance(source.front, Unreadable):
        message = f"文件开头的信息读不出来：{source.front.message}"
        return FieldFault("GK001", source.path, source.front.line, message, source.front.fix)
    if source.front is None:
        fix = "第一行写 ---，接着每行写一个“字段: 值”，再写一行 ---，下面才是正文。"
        return FieldFault("GK001", source.path, 1, "文件开头没有用 --- 括起来的信息", fix)
    line = source.front.line(())
    return FieldFault(
        "GK001", source.path, line, "文件开头的信息读不出来：不是“字段: 值”的写法（冒号要用半角，后面空一格）"
    )


def _outside(record: CalendarYear, year: int, path: str, front: Front) -> Iterator[FieldFault]:
    for named, days in (("holidays", record.holidays), ("workdays", record.workdays)):
        for index, day in enumerate(days):
            if day.year != year:
                line = front.line((named, index))
                yield FieldFault("GK003", path, line, f"“{day}”不在 {year} 年内")
