"""What became of each row of `documents.json` and `questions.json`, step by step through the section's history.

A step is a commit of the default branch, or a day that begins: first the days that lie before a commit, then the
commit. After each, the rows that may have changed are compared with what they were (see `Snapshot`). Without git there
is one version of everything, always there, and only days pass.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from gongkai.exports.snapshot import Name, Snapshot, Version
from gongkai.memo import Memo, fresh
from gongkai.model import Library
from gongkai.settings import Settings
from gongkai.source import HERE, HistoryStep
from gongkai.text import PublicHistory, document_kind, sketches_of


class RowChange(NamedTuple):
    """What happened to a row on a day: added, changed or withdrawn; `document`: the path of the document it is of."""

    day: date
    what: str
    type: str
    id: str
    document: str


def changes_of(
    library: Library, settings: Settings, past: PublicHistory | None, memo: Memo = fresh
) -> tuple[RowChange, ...]:
    """All changes up to the settings' day, in the order in which they came."""
    walk = _HistoryWalk(library, past, memo)
    return tuple(walk.through(_dated(past, library, settings.today), settings.today))


def _dated(past: PublicHistory | None, library: Library, today: date) -> Iterator[HistoryStep]:
    """The steps, each on the day on which it counts: never before the one that it follows. A commit dated after today
    came, at the latest, with the next that is not. Where all are dated so (the clock is set back), what the first
    brought was always there."""
    if past is None:
        yield HistoryStep(date.min, {document.path: HERE for document in library.documents})
        return
    steps, days, known = past.history.steps, [], today
    for step in reversed(steps):
        known = step.day if step.day <= today else known
        days.append(known)
    if steps and not any(step.day <= today for step in steps):
        days[-1] = date.min
    for step, day in zip(steps, accumulate(reversed(days), max), strict=True):
        yield HistoryStep(day, step.files)


class _HistoryWalk:
    """The section on its way, and its rows as they are at this moment."""

    def __init__(self, library: Library, past: PublicHistory | None, memo: Memo) -> None:
        self._versions = past.versions if past else {}
        steps = past.history.steps if past else ()
        self._last = {path: blob for step in steps for path, blob in step.files.items()}
        here = [one for one in library.documents if document_kind(one.path)]
        sketches = sketches_of(here, memo)
        self._here = {one.path: (one, sketches[one.path]) for one in here}
        self._section = Snapshot(library.calendar, library.duties_since, library.terms)
        self._day = date.min
        self._coming: list[tuple[date, str]] = []
        self._rows: dict[Name, dict[str, object]] = defaultdict(dict)
        """By the document that each is of: only a section that breaks a rule has a question twice."""
        self._names: dict[str, frozenset[Name]] = {}

    def through(self, steps: Iterable[HistoryStep], today: date) -> Iterator[RowChange]:
        """What happens on the way through these steps, and then until today."""
        for step in steps:
            yield from self.until(step.day)
            yield from self.commit(step)
        yield from self.until(today)
        rest = self._here.keys() ^ self._section.paths  # what git does not know of the folder, if anything
        yield from self.commit(HistoryStep(today, dict.fromkeys(rest, HERE)))

    def until(self, day: date) -> Iterator[RowChange]:
        """The days go by, up to this one."""
        while self._coming and self._coming[0][0] <= day:
            self._day = self._coming[0][0]
            turning = set[str]()
            while self._coming and self._coming[0][0] == self._day:
                turning.add(heapq.heappop(self._coming)[1])
            yield from self._compared(self._section.around(turning) | self._section.linking_to(turning))
        self._day = day

    def commit(self, step: HistoryStep) -> Iterator[RowChange]:
        """Some files change, on the day that it is."""
        found = ((path, self._version(path, blob)) for path, blob in step.files.items())
        versions = {path: version for path, version in found if version is not None}
        touched = versions.keys() | self._section.around(versions)
        from_afar = {path: self._section.from_afar(path) for path in versions}
        for path, version in versions.items():
            self._section.put(path, version)
            for day in self._section.days(path):
                if day > self._day:
                    heapq.heappush(self._coming, (day, path))
        touched |= self._section.around(versions)
        seen = (path for path in versions if self._section.from_afar(path) != from_afar[path])
        yield from self._compared(touched | self._section.linking_to(seen))

    def _version(self, path: str, blob: str) -> Version | None:
        """What a file became; None where the public went on seeing what it was."""
        if document_kind(path) is None:
            return blob
        if blob in (HERE, self._last.get(path)):
            return self._here.get(path, "")
        edition = self._versions.get((path, blob))
        return edition.document() if blob and edition else None if blob else ""

    def _compared(self, paths: Iterable[str]) -> Iterator[RowChange]:
        """What became of the rows of these documents."""
        before: dict[Name, dict[str, object]] = {}
        for path in paths:
            rows = self._section.rows(path, self._day)
            for name in self._names.get(path, frozenset()) | rows.keys():
                before.setdefault(name, dict(self._rows[name]))
                self._rows[name].pop(path, None)
                if name in rows:
                    self._rows[name][path] = rows[name]
            self._names[path] = frozenset(rows)
        for name, was in sorted(before.items()):
            now = self._rows[name]
            if was != now:
                what = "changed" if was and now else "added" if now else "withdrawn"
                yield RowChange(self._day, what, *name, min(now or was))
