"""数值同源: the amounts of an interpretation or a summary, each looked up in the texts it rests on.

An amount passes that stands there; that is reckoned from such ones beside it; that tells what an example's person has, or what
was before (and stands in the older text, where that is known). What is left is apart.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import groupby

from gongkai.amounts.asking import is_asked
from gongkai.amounts.derivation import (
    counts_in,
    derived,
    equation_before,
    factors_in,
    months_apart,
    months_in,
)
from gongkai.amounts.passages import Passage, passages
from gongkai.amounts.recognition import DAY, MONEY, SHARE, Amount, amounts_in
from gongkai.amounts.situations import (
    Situation,
    is_example,
    is_input,
    is_norm,
    opens_example,
    situation,
    tells_of_before,
    tells_of_new,
)
from gongkai.amounts.stated import (
    Stated,
    StatedAmounts,
    clause_around,
    stated_in,
    stated_in_words,
    stated_numbers,
    together,
)

Equation = tuple[Fraction, tuple[Fraction, ...]]
"""What a sum comes to, and its numbers."""
_IN_BRACKETS = re.compile(r"（[^）]*）")
POLICY, OLDER, LINKED, PROCESS = "policy", "older", "linked", "process"
"""What a text is to whoever rests on it: its own; one that it replaces; one that it links to; how it came to be."""
_REMEMBERED = 8
"""Reckoned amounts of earlier passages of which later ones may come."""


@dataclass(frozen=True)
class RestingText:
    """A text that amounts may rest on. `words`: what stands outside its body; `numbers`: those without unit."""

    role: str
    title: str
    path: str
    body: str
    words: tuple[str, ...] = ()
    numbers: tuple[Fraction, ...] = ()

    @cached_property
    def amounts(self) -> StatedAmounts:
        """All that it states."""
        return together((stated_in(self.body), stated_in_words(self.words), stated_numbers(self.numbers)))


@dataclass(frozen=True)
class Apart:
    """An amount that stands nowhere in what it rests on; `line` counts within the body, 0 for the summary."""

    line: int
    where: str
    written: str
    words: str
    nearest: Stated | None
    title: str
    """Of the text that has the nearest."""


class AmountComparison:
    """The amounts of one document held against what they rest on."""

    def __init__(self, resting: Sequence[RestingText], *, is_draft: bool = False) -> None:
        self._resting = resting
        self._titles = [one.title for one in resting if one.role != LINKED]
        self._is_draft = is_draft
        self._accepted: list[Amount] = []

    @cached_property
    def _known(self) -> Mapping[str, StatedAmounts]:
        """What the texts state, by their role; not asked for by a document that claims nothing."""
        return {
            role: together(one.amounts for one in self._resting if one.role == role)
            for role in (POLICY, OLDER, PROCESS)
        }

    def of_summary(self, summary: str) -> Iterator[Apart]:
        """What is apart in a summary."""
        yield from self._block([Passage(summary, ((0, 0),))], begun=False, where="内容概述")

    def of_body(self, body: str) -> Iterator[Apart]:
        """What is apart in a body."""
        begun, heading = False, ""
        for _block, found in groupby(passages(body), key=lambda one: one.block):
            cells = list(found)
            begun = begun and heading == cells[0].heading and not cells[0].is_heading
            heading = cells[0].heading
            yield from self._block(cells, begun=begun)
            begun = begun or any(opens_example(cell.words) for cell in cells)

    def _block(self, cells: Sequence[Passage], *, begun: bool, where: str = "") -> Iterator[Apart]:
        """Amounts that stand beside each other: a paragraph, or a row. First those that are stated, then what comes of them."""
        claims = [(cell, amount) for cell in cells for amount in amounts_in(cell.words)]
        known: list[Amount] = []
        open_claims = []
        for cell, amount in claims:
            if amount.weak or self._has(POLICY, amount) or self._linked(cell, amount):
                known.append(amount)
            elif is_asked(cell, amount):
                open_claims.append((cell, amount))
        wholes = {
            (cell.block, amount.start) for cell, amount in claims if not amount.whole and amount in known
        }
        for cell, amount in open_claims:
            if not amount.whole or (id(cell), amount.start) in wholes:
                continue
            if self._passes(cell, amount, known, cells, begun=begun):
                known.append(amount)
                continue
            near, title = self._nearest(cell, amount)
            told = where or ("问题" if cell.is_heading else "表格" if cell.around else "正文")
            start, end = clause_around(cell.words, amount.start, amount.end)
            clause = cell.words[start:end].strip()
            yield Apart(cell.line(amount.start), told, amount.written, clause, near, title)
        self._accepted += [one for one in known if one not in self._accepted]

    def _has(self, role: str, amount: Amount) -> bool:
        return self._known[role].has(amount)

    def _linked(self, cell: Passage, amount: Amount) -> bool:
        """Whether the amount stands in a document that the passage links to."""
        paths = {link.split("#")[0].rsplit("/", 1)[-1] for link in cell.links}
        return any(
            one.role == LINKED and one.path.rsplit("/", 1)[-1] in paths and one.amounts.has(amount)
            for one in self._resting
        )

    def _passes(
        self,
        cell: Passage,
        amount: Amount,
        known: Sequence[Amount],
        beside: Sequence[Passage],
        *,
        begun: bool,
    ) -> bool:
        """Whether an amount that is not stated has another reason to stand here."""
        words = "｜".join(one.words for one in beside)
        start, end = clause_around(cell.words, amount.start, amount.end)
        clause = cell.words[start:end]
        example = is_example(cell, amount.start, begun=begun)
        near = situation(cell, amount.start, amount.end, clause, self._titles, example=example)
        told_in_row = bool(cell.around) and tells_of_before(words) and not tells_of_new(cell.around)
        before = near.before or told_in_row or (self._is_draft and "现行" in words)
        if equation := self._equation(cell, amount, beside):
            return self._comes_of(equation, amount, known, near)
        if near.silent or (
            before and self._stood_before(amount, told=near.old_rule or before != near.before)
        ):
            return True
        if near.process and self._has(PROCESS, amount):
            return True
        if amount.kind == DAY:
            return example or self._is_counted(amount, words)
        if amount.kind in "mdhw" and amount.value in factors_in(cell.words) and not is_norm(clause):
            return True
        if amount.kind == SHARE and amount.value in factors_in(cell.words):
            return self._has(POLICY, amount) or is_input(clause, amount.start - start, asked=True)
        if self._is_reckoned(cell, amount, known, words, near):
            return True
        if not example or self._known[POLICY].same_value(amount):
            return False
        if amount.kind in (MONEY, SHARE):
            before_it = f"{cell.around}，" if cell.around else ""
            asked = cell.under_question if cell.is_heading else near.reckoned or amount.kind == SHARE
            return any(one.value == amount.value and one.kind == amount.kind for one in known) or is_input(
                f"{before_it}{clause}", len(before_it) + amount.start - start, asked=asked
            )
        return amount.kind != "w" and not is_norm(clause)

    def _stood_before(self, amount: Amount, *, told: bool) -> bool:
        """Whether it stands in what was before; where nobody knows that text, and the words are of a rule that was
        (`told`), nobody can tell."""
        return self._has(OLDER, amount) or (told and amount.kind != DAY and not self._known[OLDER].all)

    def _is_reckoned(
        self, cell: Passage, amount: Amount, known: Sequence[Amount], words: str, near: Situation
    ) -> bool:
        reckoned = near.reckoned if amount.kind == MONEY else near.reckoned_period
        if not (near.example or (reckoned and not (amount.kind == MONEY and near.limit))):
            return False
        if any(one.kind == amount.kind and one.value == amount.value for one in self._accepted):
            return True
        before = [one for one in self._accepted if one.kind == amount.kind][-_REMEMBERED:]
        if near.before or "比" in cell.words or "原" in cell.words:
            both = (*self._known[OLDER].all, *(self._known[POLICY].all if near.before else ()))
            before += [one.amount for one in both if one.amount.kind == amount.kind]
        if amount.kind == "m" and any(word in cell.words for word in ("再", "还", "剩")):
            before += [one.amount for one in self._known[POLICY].all if one.amount.kind == "m"]
        if amount.kind == MONEY and self._is_multiple(amount, words):
            return True
        return derived(amount, known, before, self._shares, words) or (
            amount.kind in "wd" and self._is_sum_of_a_table(amount)
        )

    def _is_multiple(self, amount: Amount, words: str) -> bool:
        """Whether it is an amount of the policy as many times as stands beside it."""
        counts = counts_in(words) | months_in(words)
        counts |= {one.value for one in amounts_in(words) if one.kind in "mdw"}
        bases = {one.amount.value for one in self._known[POLICY].all if one.amount.kind == MONEY}
        return any(base * count == amount.value for base in bases for count in counts)

    def _is_counted(self, amount: Amount, words: str) -> bool:
        """Whether a day lies a period of the policy away from another one beside it."""
        terms = {one.amount.value for one in self._known[POLICY].all if one.amount.kind == "m"}
        days = (one.day for one in amounts_in(words) if one.kind == DAY and one.day != amount.day)
        return any(months_apart(amount.day, day) in terms for day in days)

    @cached_property
    def _shares(self) -> set[Fraction]:
        return {one.amount.value for one in self._known[POLICY].all if one.amount.kind == SHARE}

    def _equation(self, cell: Passage, amount: Amount, beside: Sequence[Passage]) -> Equation | None:
        """The sum whose result an amount is said to be: before it, or alone in a cell of its row."""
        found = equation_before(cell.words, amount.start)
        if found or amount.kind != MONEY or not cell.around or amount.end - amount.start != len(cell.words):
            return found
        others = (_IN_BRACKETS.sub("", one.words) + "=" for one in beside if one is not cell)
        return next((sum_ for words in others if (sum_ := equation_before(words, len(words)))), None)

    def _comes_of(self, equation: Equation, amount: Amount, known: Sequence[Amount], near: Situation) -> bool:
        """Whether an amount is what its sum comes to, and the sum is one of what is stated."""
        result, operands = equation
        stated = {*(one.value for one in (*known, *self._accepted)), *self._values}
        large = [one for one in operands if one > 100 or one < 1]
        if near.example:
            return result == amount.value
        rests = any(one in stated for one in large or operands) and all(one in stated for one in large)
        return result == amount.value and rests

    @cached_property
    def _values(self) -> set[Fraction]:
        return {one.amount.value for one in self._known[POLICY].all}

    def _is_sum_of_a_table(self, amount: Amount) -> bool:
        """Whether a period is all the steps of one clause of the policy together."""
        for one in self._resting:
            steps = [s for s in one.amounts.all if s.amount.kind == amount.kind and s.label]
            for _label, group in groupby(steps, key=lambda step: step.label):
                if sum((step.amount.value for step in group), Fraction(0)) == amount.value:
                    return True
        return False

    def _nearest(self, cell: Passage, amount: Amount) -> tuple[Stated | None, str]:
        words = f"{cell.heading}，{cell.around}，{cell.words}"
        clause = cell.words[slice(*clause_around(cell.words, amount.start, amount.end))]
        for one in self._resting:
            if one.role == POLICY and (found := one.amounts.nearest(amount, clause or words)):
                return found, one.title
        return None, next((one.title for one in self._resting if one.role == POLICY), "")
