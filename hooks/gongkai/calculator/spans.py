"""Spans of time in which what is paid by the month is the same: a known change of rates begins another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gongkai.law import in_words
from gongkai.model.calculator import Payment


@dataclass(frozen=True)
class PaymentSpan:
    """An amount from a day on; `before`: how many times were paid before it, `times`: how many it is paid."""

    begins: date
    before: int
    amount: Fraction
    times: Fraction = Fraction(0)

    def words(self, payment: Payment) -> str:
        """From when: 2026年5月起 where the months are known, else the day."""
        told = f"{self.begins.year}年{self.begins.month}月" if payment.since else in_words(self.begins)
        return f"{told}起"


def month_begins(day: date) -> date:
    """The first of its month."""
    return day.replace(day=1)


def beginnings(
    start: date, changes: Iterable[date], times: Fraction | None, payment: Payment
) -> Iterator[tuple[date, int]]:
    """The start, and the days after it on which rates change while there is something left to pay, each with how many
    times were paid before. A month belongs to the rates of its first day. What is paid neither once nor by the month is paid
    nobody knows when: every later change may touch it."""
    yield start, 0
    if times is None:
        return
    for day in sorted({one for one in changes if one > start}):
        before = _months(start, day) if (payment.per or "").endswith("月") else 0
        if before < times:
            yield day, before


def _months(start: date, day: date) -> int:
    """The months from one day to another; one that has begun counts for nothing at the start, and whole at the end."""
    return _until(day) - _until(start)


def _until(day: date) -> int:
    return day.year * 12 + day.month + (day.day > 1)
