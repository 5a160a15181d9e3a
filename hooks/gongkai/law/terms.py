"""Numbers of days and dates that the law sets, and what a bureau's local rules make of the numbers, each from a day.

A duty is judged by the number in force on the day on which its term begins.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.validity import ValidityLimit

_BEGINNING = date.min


def in_words(day: date) -> str:
    """2024年5月8日."""
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True)
class StatutoryTerm:
    """A number of days that the law sets, by the name under which settings and texts ask for it."""

    name: str
    title: str
    days: int
    unit: str
    begins: str
    """What happens on the day on which it begins, in Chinese: 签发."""
    at_least: bool = False
    """Whether it is time that the public has: a local rule may give more, never less. Else it is time that the
    bureau has, and a local rule may give less, never more."""

    def allows(self, days: int) -> bool:
        """Whether a local rule may set this number."""
        return days >= self.days if self.at_least else 0 < days <= self.days

    def in_units(self, days: int) -> str:
        """20 个工作日; 30 天."""
        return f"{days} {self.unit}"


DISCLOSURE = StatutoryTerm("disclosure", "主动公开的期限", 20, "个工作日", "签发")
"""From signing to publication (条例 art. 26)."""

REQUEST = StatutoryTerm("request", "依申请公开的答复期限", 20, "个工作日", "起算")
"""From the receipt of a request, or of its correction, to the answer (条例 art. 33)."""

EXTENSION = StatutoryTerm("extension", "答复期限最长的延长", 20, "个工作日", "起算")
"""The longest extension of that term (条例 art. 33); beyond it art. 35 asks for a reason."""

FEEDBACK = StatutoryTerm("feedback", "意见采纳情况的公开期限", 10, "个工作日", "出台")
"""From a decision to the publication of the opinions and of what became of them."""

CONSULTATION = StatutoryTerm("consultation", "公开征求意见的时间", 30, "天", "开始", at_least=True)
"""From the opening to the closing of a public consultation: closes - opens must be at least this."""

CORRECTION_DAYS = 7
"""Working days from the receipt of a request within which the applicant can be asked for a correction (条例 art. 30)."""

OPINION_DAYS = 15
"""Working days from the arrival of the letter that a third party or another organ has for its opinion (条例 art. 32,
34). No local rule can change what others have, so it is none of the terms in the settings."""

STATUTORY_TERMS = {term.name: term for term in (DISCLOSURE, REQUEST, EXTENSION, FEEDBACK, CONSULTATION)}


@dataclass(frozen=True)
class LocalTerm:
    """The number of days by a local rule, from the day `since` on."""

    since: date
    days: int
    basis: str = ""
    """The local rule, as it is cited."""


@dataclass(frozen=True)
class Terms:
    """The numbers of days that bind a bureau: the law's, and by name those of local rules, the oldest first."""

    local: tuple[tuple[str, tuple[LocalTerm, ...]], ...] = ()
    validity: tuple[ValidityLimit, ...] = ()
    """How long a 规范性文件 may be valid, the oldest rule first; none where the settings name none."""

    def validity_from(self, day: date) -> ValidityLimit | None:
        """The rule in force on the day from which a document is valid; None where none is known."""
        return next((limit for limit in reversed(self.validity) if limit.since <= day), None)

    def days(self, term: StatutoryTerm, begins: date) -> int:
        """The number in force on the day on which a duty's term begins."""
        return self._on(term, begins).days if self.local else term.days

    def note(self, term: StatutoryTerm, begins: date) -> str:
        """Where a local rule's number is in force on that day: since when, by what, and what the law has."""
        found = self._on(term, begins) if self.local else None
        if found is None or found.days == term.days:
            return ""
        basis = f"，依据{found.basis}" if found.basis else ""
        since, days = in_words(found.since), term.in_units(found.days)
        return f"；本单位自 {since}起为 {days}，法定 {term.in_units(term.days)}{basis}"

    def phrase(self, term: StatutoryTerm) -> str:
        """All numbers in one phrase: 20 个工作日（2026年1月1日起签发的，15 个工作日）."""
        steps = self._steps(term)
        said = "；".join(
            f"{in_words(step.since)}起{term.begins}的，{term.in_units(step.days)}" for step in steps
        )
        return f"{term.in_units(term.days)}（{said}）" if said else term.in_units(term.days)

    def filled(self, text: str) -> str:
        """A text in which `{disclosure}` and the other names stand for the numbers; nothing else is touched."""
        for name, term in STATUTORY_TERMS.items() if "{" in text else ():
            text = text.replace(f"{{{name}}}", self.phrase(term))
        return text

    def _steps(self, term: StatutoryTerm) -> tuple[LocalTerm, ...]:
        return next((steps for name, steps in self.local if name == term.name), ())

    def _on(self, term: StatutoryTerm, day: date) -> LocalTerm:
        law = LocalTerm(_BEGINNING, term.days)
        return [law, *(step for step in self._steps(term) if step.since <= day)][-1]


STATUTORY = Terms()
"""The law's numbers alone."""


def catalogue_due(year: int) -> date:
    """The last good day for publishing the year's catalogue of major decisions (March 31 included)."""
    return date(year, 3, 31)


def report_due(year: int) -> date:
    """The last good day for publishing the report on `year`: January 31 of the next (条例 art. 49)."""
    return date(year + 1, 1, 31)


def _day_of_each_year(day: date) -> str:
    return f"{day.month} 月 {day.day} 日"


CATALOGUE_DAY = _day_of_each_year(catalogue_due(_BEGINNING.year))
"""The last good day of each year for the catalogue, in Chinese."""

REPORT_DAY = _day_of_each_year(report_due(_BEGINNING.year))
"""The last good day of each year for the report on the year before, in Chinese."""


def consultation_earliest_close(opens: date, terms: Terms = STATUTORY) -> date:
    """The first closing day that gives the public the full term, in calendar days."""
    return opens + timedelta(days=terms.days(CONSULTATION, opens))
