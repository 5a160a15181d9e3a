"""What a text states: its amounts with their clauses, to look claims up in."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache

from gongkai.amounts.days import AnyDay, same_day
from gongkai.amounts.numbers import numbers_in
from gongkai.amounts.passages import passages
from gongkai.amounts.recognition import DAY, MONEY, SHARE, Amount, amounts_in

BARE = "bare"
"""A number of a table, or of a calculator, whose unit is told elsewhere or not at all: it may be any amount."""
_BARE_CELL = re.compile(r"[\d,，.]+(?:\s?[-—~～至、/]\s?[\d,，.]+)*\Z")
_CLAUSE_END = re.compile(r"[，。；：、]")
_LONGEST = 24


@dataclass(frozen=True)
class Stated:
    """An amount, the clause it stands in, and the words around it."""

    amount: Amount
    label: str
    words: str
    block: int


@dataclass(frozen=True)
class StatedAmounts:
    """All amounts of some texts."""

    all: tuple[Stated, ...]

    @cached_property
    def _by_value(self) -> dict[tuple[str, Fraction], list[Amount]]:
        found: dict[tuple[str, Fraction], list[Amount]] = defaultdict(list)
        for one in self.all:
            found[one.amount.kind, one.amount.value].append(one.amount)
        return found

    @cached_property
    def _days(self) -> frozenset[AnyDay]:
        return frozenset(one.amount.day for one in self.all if one.amount.kind == DAY)

    def has(self, amount: Amount) -> bool:
        """Whether the amount stands in the texts: paid for the same time, at most where it is at most."""
        if amount.kind == DAY:
            return any(same_day(amount.day, day) for day in self._days)
        same = [*self._same(amount.kind, amount.value)]
        bare = (amount.value, amount.value * 100) if amount.kind == SHARE else (amount.value,)
        if amount.kind == MONEY:
            bare = amount.value, amount.value / 10_000
        if amount.kind in (MONEY, SHARE, "m") and any((BARE, value) in self._by_value for value in bare):
            return True
        return any(_fits(amount, one) for one in same)

    def _same(self, kind: str, value: Fraction) -> Iterator[Amount]:
        yield from self._by_value.get((kind, value), ())
        if kind == "h":
            yield from self._by_value.get(("d", value / 24), ())
        if kind == "d":
            yield from self._by_value.get(("h", value * 24), ())
        if kind == "y":
            yield from self._by_value.get(("m", value * 12), ())

    def same_value(self, amount: Amount) -> bool:
        """Whether the value stands there at all, for whatever time."""
        return amount.kind != DAY and bool([*self._same(amount.kind, amount.value)])

    def nearest(self, amount: Amount, words: str) -> Stated | None:
        """The amount of the same kind that stands among the likest words."""
        alike = [one for one in self.all if one.amount.kind == amount.kind and not one.amount.weak]
        if amount.kind in "dwm":
            alike = alike or [one for one in self.all if one.amount.kind in "dwmh"]
        pairs = _pairs(words)

        def likeness(one: Stated) -> tuple[float, float]:
            other = _pairs(one.words)
            shared = len(pairs & other) / (len(other) + 4) ** 0.5
            if amount.kind == DAY:
                return shared, float(sum(a == b for a, b in zip(amount.day, one.amount.day, strict=True)))
            small, large = sorted((amount.value, one.amount.value))
            near = float(small / max(large, Fraction(1)))
            return shared + near / 4, near

        return max(alike, key=likeness, default=None)


def _fits(claimed: Amount, stated: Amount) -> bool:
    """Whether both are paid for the same, and none is a most where the other is a least."""
    times = "月年日季小"
    both = claimed.per and stated.per and (claimed.per in times) == (stated.per in times)
    return not (both and claimed.per != stated.per) and claimed.bound * stated.bound >= 0


def _pairs(words: str) -> set[str]:
    plain = re.sub(r"[\d\W]+", "", words)
    return {plain[place : place + 2] for place in range(len(plain) - 1)}


@lru_cache(maxsize=64)
def stated_in(body: str) -> StatedAmounts:
    """The amounts of a body of Markdown."""
    found = []
    for passage in passages(body):
        if _BARE_CELL.match(passage.words) and passage.around:
            found += [
                Stated(_bare(one), passage.label, passage.around, passage.block)
                for one in numbers_in(passage.words)
            ]
            continue
        for amount in amounts_in(passage.words, generous=True):
            told = snippet(passage.words, amount)
            words = f"{passage.around}，{told}" if passage.around else told
            found.append(Stated(amount, passage.label, words, passage.block))
    return StatedAmounts(tuple(found))


def stated_in_words(words: Iterable[str]) -> StatedAmounts:
    """The amounts of words that have no clauses: of attachments, front matter, a calculator's steps."""
    return StatedAmounts(
        tuple(
            Stated(amount, "", snippet(one, amount), 0)
            for one in words
            for amount in amounts_in(one, generous=True)
        )
    )


def stated_numbers(numbers: Iterable[Fraction]) -> StatedAmounts:
    """Numbers without unit."""
    return StatedAmounts(tuple(Stated(_bare(one), "", "", 0) for one in numbers))


def _bare(value: Fraction) -> Amount:
    return Amount(BARE, value, 0, 0)


def together(some: Iterable[StatedAmounts]) -> StatedAmounts:
    """The amounts of several texts."""
    return StatedAmounts(tuple(one for each in some for one in each.all))


def clause_around(words: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause begins and ends in which something stands: between commas."""
    before = [found.end() for found in _CLAUSE_END.finditer(words, 0, start)]
    after = _CLAUSE_END.search(words, end)
    return (before[-1] if before else 0), (after.start() if after else len(words))


def snippet(words: str, amount: Amount) -> str:
    """An amount with the words that stand with it, no more than fit into a message."""
    start, end = clause_around(words, amount.start, amount.end)
    if end - start > _LONGEST:
        start = max(start, amount.end - _LONGEST + 4)
        end = min(end, max(start + _LONGEST, amount.end))
    return words[start:end].strip()
