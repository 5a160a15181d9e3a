"""What is inspected: the section on one day, with what several judges ask of it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from gongkai.inspection.indicators import Judgement, Proof, Verdict
from gongkai.model import Document, Library, Waiver
from gongkai.model.columns import last_updates
from gongkai.model.duties import Duty, all_duties
from gongkai.model.successors import standing_of
from gongkai.model.validity import public_documents
from gongkai.settings import COLUMNS, Settings

Kind = TypeVar("Kind", bound=Document)


@dataclass(frozen=True)
class Inspected:
    """A section that is whole (`Library.whole`), as the public sees it today."""

    library: Library
    settings: Settings

    @property
    def today(self) -> date:
        """The day on which is judged."""
        return self.settings.today

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """Every duty by its day."""
        return all_duties(self.library, self.today)

    @cached_property
    def _duties(self) -> dict[tuple[str, int], list[Duty]]:
        found: dict[tuple[str, int], list[Duty]] = defaultdict(list)
        for duty in self.duties:
            if duty.due:
                found[duty.code, duty.due.year].append(duty)
        return found

    def duties_of(self, code: str, year: int) -> list[Duty]:
        """The duties that a rule guards and that fell or fall due in a year."""
        return self._duties.get((code, year), [])

    @cached_property
    def _published(self) -> dict[int, list[Document]]:
        found: dict[int, list[Document]] = defaultdict(list)
        for document in public_documents(self.library, self.today):
            found[document.published.year].append(document)
        return found

    def published_in(self, year: int) -> list[Document]:
        """The documents of a year that are out."""
        return self._published.get(year, [])

    @cached_property
    def lowered(self) -> frozenset[str]:
        """The rules that stop no build here, by the settings."""
        return frozenset(rule.code for rule in self.settings.rules if rule.severity != "error")

    @cached_property
    def waivers(self) -> tuple[Waiver, ...]:
        """The waivers in force of what may be named: documents that are out, and what is no file of the section."""
        found = (placed.entry for placed in self.library.entries(Waiver))
        return tuple(w for w in found if w.reason and w.approved_by and self._may_be_told(w))

    def shown(self, kind: type[Kind]) -> Iterator[Kind]:
        """The documents of a kind that are out and hold, the newest first."""
        return filter(self.holds, self.library.public(kind, self.today))

    def holds(self, document: Document) -> bool:
        """Whether a document that is out is no matter of the past."""
        return not standing_of(document, self.library, self.today).over

    def is_out(self, path: str) -> bool:
        """Whether there is a page of this document, and it was not taken down."""
        document = self.library.get(path)
        return (
            document is not None and document.public_on(self.today) and not document.withdrawn_on(self.today)
        )

    def updated(self, column: str) -> date | None:
        """The day on which a column was last updated; None for a blank one."""
        return self._updates.get(column)

    @cached_property
    def _updates(self) -> dict[str, date]:
        return last_updates(self.library, self.today)

    def _may_be_told(self, waiver: Waiver) -> bool:
        document = self.library.get(waiver.path)
        known = document is None and waiver.path not in self.library.others
        return waiver.in_force_on(self.today) and (known or self.is_out(waiver.path))


def column_named(column: str, day: date | None = None) -> Proof:
    """A column of the section as what shows something."""
    return Proof(COLUMNS[column], f"{column}/", day)


def page_of(document: Document) -> Proof:
    """A document with the day on which it came out."""
    return Proof(document.title, document.url, document.published)


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - date.resolution).day
    return date(year, month + 1, min(day.day, last))


def met(says: str, *proofs: Proof) -> Judgement:
    """It is as it should be."""
    return Judgement(Verdict.MET, says, proofs)


def failed(says: str, remedy: str, *proofs: Proof) -> Judgement:
    """It is not; how to mend it."""
    return Judgement(Verdict.FAILED, says, proofs, remedy)


def undecided(says: str, *proofs: Proof, remedy: str = "") -> Judgement:
    """Nobody can tell from here; why."""
    return Judgement(Verdict.OPEN, says, proofs, remedy)
