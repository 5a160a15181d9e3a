"""我能领多少: a policy's rates and worked cases, reckoned step by step, each step with a link to its clause."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

from gongkai.calculator.clauses import FoundClause, clause_at, clauses_of
from gongkai.calculator.reckoning import Reckoning
from gongkai.calculator.trial import answers, right_cases
from gongkai.calculator.wording import answer_words, asked_words, rate_words, share_words
from gongkai.model import Document, Policy
from gongkai.model.calculator import Calculator, WorkedCase
from gongkai.pages.context import Context
from gongkai.pages.reckoning_form import ReckoningForm, reckoning_form, reckons


@dataclass(frozen=True)
class ShownStep:
    """One step of a reckoning, and where its clause stands; empty where it rests on none of its own, or the next step names it."""

    words: str
    clause: str = ""
    address: str = ""


@dataclass(frozen=True)
class ShownCase:
    """A worked case (算例)."""

    title: str
    day: date
    answers: tuple[tuple[str, str], ...]
    steps: tuple[ShownStep, ...]
    result: str
    reason: str
    notes: tuple[ShownStep, ...]
    """What else to know in such a case."""


@dataclass(frozen=True)
class ShownCalculator:
    """What a page shows of a calculator."""

    rates: tuple[ShownStep, ...]
    """The rates of today."""
    coming: tuple[tuple[date, tuple[ShownStep, ...]], ...]
    """From which day other rates hold, and which."""
    cases: tuple[ShownCase, ...]
    form: ReckoningForm | None = None
    """The questions, on the policy's own page."""
    form_at: str = ""
    """Where else they stand."""


def shown_calculator(policy: Policy, page: Document, context: Context) -> ShownCalculator | None:
    """The calculator of a policy that holds, for its own page or that of a document that explains it."""
    if policy.calculator is None:
        return None
    clauses = clauses_of(context.text(policy))
    where = "" if page is policy else f"{'../' * page.url.count('/')}{policy.url}"
    shown = _Shown(policy.calculator, clauses, where).on(context.today)
    if shown is None or (where and not policy.calculator.asks):
        return shown
    if where:
        return replace(shown, form_at=f"{where}#gk-reckon" if reckons(policy.calculator) else "")
    return replace(shown, form=reckoning_form(policy, clauses, context))


def reckoned_by(policy: Policy, context: Context) -> tuple[str, str] | None:
    """Where one reckons instead of by a policy that is over: title and address of the form of what repealed it."""
    if policy.calculator is None or not context.is_over(policy):
        return None
    for newer in context.library.repealed_by(policy):
        calculator = newer.calculator if newer.public_on(context.today) else None
        if calculator and calculator.asks and reckons(calculator) and not context.is_over(newer):
            return newer.title, f"{'../' * policy.url.count('/')}{newer.url}#gk-reckon"
    return None


class _Shown:
    def __init__(self, calculator: Calculator, clauses: dict[str, FoundClause], where: str) -> None:
        self._calculator, self._clauses, self._where = calculator, clauses, where

    def on(self, today: date) -> ShownCalculator | None:
        cases = tuple(self._case(case, found) for case, found in right_cases(self._calculator))
        return (
            ShownCalculator(_in_runs(self._rates(today)), tuple(self._coming(today)), cases)
            if cases
            else None
        )

    def _step(self, words: str, basis: str) -> ShownStep:
        clause = clause_at(basis, self._clauses) if basis else None
        return ShownStep(words, clause.label, f"{self._where}#{clause.id}") if clause else ShownStep(words)

    def _rates(self, day: date) -> tuple[ShownStep, ...]:
        return tuple(
            self._step(f"{rate_words(name)}：{share_words(Fraction(number))}", basis)
            for name, (number, basis) in self._calculator.rates_on(day).items()
        )

    def _coming(self, today: date) -> Iterator[tuple[date, tuple[ShownStep, ...]]]:
        """The days from which other rates hold, with those that are new."""
        for day in sorted({rates.from_ for rates in self._calculator.rates if rates.from_ > today}):
            before = self._rates(date.fromordinal(day.toordinal() - 1))
            yield day, _in_runs([rate for rate in self._rates(day) if rate not in before])

    def _case(self, case: WorkedCase, found: Reckoning) -> ShownCase:
        asks = {ask.id: ask for ask in self._calculator.asks}
        given = answers(self._calculator, case)
        return ShownCase(
            case.title,
            case.on,
            tuple(
                (asked_words(asks[name]), answer_words(asks[name], value)) for name, value in given.items()
            ),
            _in_runs([self._step(step.words, step.basis) for step in found.steps]),
            f"{found.result}{found.lasting}",
            found.reason,
            _in_runs([self._step(f"{note.says}。", note.basis) for note in found.notes]),
        )


def _in_runs(steps: Sequence[ShownStep]) -> tuple[ShownStep, ...]:
    """Steps of which, where several in a row rest on one clause, the last alone names it."""
    return tuple(
        ShownStep(one.words) if one.address == after.address else one
        for one, after in pairwise((*steps, ShownStep("")))
    )
