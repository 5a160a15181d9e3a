"""What was asked while something was made, and a day that remembers what it was compared with."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

Question = tuple[str | int, ...]
"""A name, and what it is asked about: paths, years, names."""


@dataclass
class RecordedQueries:
    """The questions with their answers, and the days from and to which comparisons with today stay as they are."""

    answers: dict[Question, bytes] = field(default_factory=dict)
    first: int = date.min.toordinal()
    last: int = date.max.toordinal()

    def kept(self) -> tuple[object, ...]:
        """As plain values."""
        return tuple(self.answers.items()), self.first, self.last


class ObservedDay(date):
    """Today, remembering between which days it may move before any comparison comes out differently."""

    _reads: RecordedQueries

    @classmethod
    def watched(cls, today: date, reads: RecordedQueries) -> "ObservedDay":
        """Today, whose comparisons are noted in `reads`."""
        day = cls(today.year, today.month, today.day)
        day._reads = reads
        return day

    def _between(self, first: int, last: int) -> None:
        self._reads.first = max(self._reads.first, first)
        self._reads.last = min(self._reads.last, last)

    def _is_before(self, other: int) -> bool:
        if date.toordinal(self) < other:
            self._between(self._reads.first, other - 1)
            return True
        self._between(other, self._reads.last)
        return False

    def __lt__(self, other: date) -> bool:
        return self._is_before(date.toordinal(other))

    def __ge__(self, other: date) -> bool:
        return not self._is_before(date.toordinal(other))

    def __le__(self, other: date) -> bool:
        return self._is_before(date.toordinal(other) + 1)

    def __gt__(self, other: date) -> bool:
        return not self <= other


def _tells_the_day(name: str) -> Any:
    method = getattr(date, name)

    def told(self: ObservedDay, *arguments: Any) -> Any:
        today = date.toordinal(self)
        self._between(today, today)
        plain = date.fromordinal(today)
        return getattr(plain, name)(*arguments) if callable(method) else getattr(plain, name)

    return told


for _name in (
    *("__eq__", "__ne__", "__hash__", "__add__", "__radd__", "__sub__", "__rsub__", "__str__", "__repr__"),
    *("__format__", "__reduce__", "toordinal", "isoformat", "strftime", "weekday", "isoweekday", "ctime"),
    *("isocalendar", "timetuple", "replace"),
):
    setattr(ObservedDay, _name, _tells_the_day(_name))
for _name in ("year", "month", "day"):
    setattr(ObservedDay, _name, property(_tells_the_day(_name)))
