"""The life of each document, version by version: what the public could see of it, from which day on.

Days come from git. Without it, or where git knows a file only from a day after today (a clock turned back), a
document has one version, which was always there, and its own dates tell the rest.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.exports.common import public_documents
from gongkai.model import Document, Library, Policy
from gongkai.model.validity import rests_on
from gongkai.settings import Settings
from gongkai.source import Trail
from gongkai.store import Store
from gongkai.text import KeptTexts, Past, Told, told_now


@dataclass(frozen=True)
class Stage:
    """One version of a document, in its place from `begin` until another took it; `mark` differs with its content."""

    begin: date
    until: date
    path: str
    mark: str
    told: Told


@dataclass(frozen=True)
class Life:
    """A document that is public today, or one that was until its file was deleted (`document` is None)."""

    document: Document | None
    stages: tuple[Stage, ...]

    def shown(self) -> Iterator[tuple[Stage, date, date]]:
        """Each version that was public, from which day on, and before which: never before today's `published`."""
        floor = self.document.published if self.document else date.min
        for stage in self.stages:
            if not stage.told.draft and stage.told.published:
                start = max(stage.begin, stage.told.published, floor)
                end = min(stage.until, stage.told.withdrawn or date.max)
                if start < end:
                    yield stage, start, end

    def first_shown(self) -> date:
        """The first day on which anything of it was public."""
        return min((start for _stage, start, _end in self.shown()), default=date.max)

    def over(self) -> date:
        """The day since which its answers hold no more by its own words, without a break; the last day if they do."""
        day = date.max
        for stage in reversed(self.stages):
            end = stage.told.over or date.max
            if end >= stage.until:
                break
            day = max(end, stage.begin)
            if end > stage.begin:
                break
        return day


class Lives:
    """All lives of a section, and what in one depends on another."""

    def __init__(self, library: Library, texts: KeptTexts, past: Past | None, settings: Settings) -> None:
        self._library, self._past, self._today = library, past, settings.today
        documents = public_documents(library, settings.today)
        self._now = told_now(documents, texts, Store(settings.cache))
        self.living = {d.path: Life(d, tuple(self._stages(d))) for d in documents}
        self.gone = tuple(self._gone()) if past else ()

    @property
    def all(self) -> tuple[Life, ...]:
        """Of what is public today, then of what is gone."""
        return (*self.living.values(), *self.gone)

    def document(self, path: str) -> Document | None:
        """The document that is public at this path today."""
        life = self.living.get(path)
        return life.document if life else None

    def numbers(self) -> dict[str, str]:
        """The 发文字号 by path of every policy there is or was: ids of questions are made of them."""
        found = {stage.path: stage.told.number for life in self.gone for stage in life.stages}
        return found | {one.path: one.number for one in self._library.all(Policy) if one.has("number")}

    def turning_days(self, life: Life) -> frozenset[date]:
        """The days on which what is shown of a document may change though its file does not."""
        document = life.document
        if document is None:
            return frozenset()
        files = (posixpath.join(posixpath.dirname(document.path), one.file) for one in document.attachments)
        trails = self._past.history.trails if self._past else {}
        days = {version.day for file in files for version in trails.get(posixpath.normpath(file), ())}
        if isinstance(document, Policy):
            for newer in (*self._library.amended_by(document), *self._library.repealed_by(document)):
                if newer.path in self.living:
                    days |= {self.living[newer.path].first_shown(), self._in_force(newer)}
        return frozenset(days)

    def answers_over(self, life: Life) -> date:
        """The day since which a document's answers hold no more: when the last thing they rest on is over."""
        if life.document is None:
            return date.max
        subjects = rests_on(life.document, self._library, self._today)
        return max((self._over(subject) for subject in subjects), default=date.max)

    def _over(self, subject: Document) -> date:
        newer = self._library.repealed_by(subject) if isinstance(subject, Policy) else ()
        days = (self._in_force(one) for one in newer if one.path in self.living)
        return min((self.living[subject.path].over(), *days))

    def _in_force(self, policy: Policy) -> date:
        return max(self.living[policy.path].first_shown(), policy.in_force_from)

    def _stages(self, document: Document) -> Iterator[Stage]:
        trail = self._past.history.trails.get(document.path) if self._past else None
        if trail is None or trail[0].day > self._today:
            yield Stage(date.min, date.max, document.path, "", self._now[document.path])
            return
        yield from self._earlier(trail)
        last = trail[-1]
        yield Stage(min(last.day, self._today), date.max, document.path, last.blob, self._now[document.path])

    def _earlier(self, trail: Trail) -> Iterator[Stage]:
        if self._past:
            for version, following, said in self._past.earlier(trail):
                begin, until = min(version.day, self._today), min(following, self._today)
                yield Stage(begin, until, version.path, version.blob, said)

    def _gone(self) -> Iterator[Life]:
        """The lives of files that are no more, of those that were public when they were deleted, by today."""
        for trail in self._past.history.gone if self._past else ():
            stages = tuple(self._earlier(trail))
            if stages and trail[-1].day <= self._today:
                last = stages[-1].told
                if not last.draft and last.published and last.published <= stages[-1].until:
                    yield Life(None, stages)
