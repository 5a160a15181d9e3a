"""The reckoning of one situation on one day, step by step, each step with the clause it rests on.

What is asked is asked in the order of the conditions, and no further than the result needs: who is not entitled by the first
condition is asked nothing of the second.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gongkai.calculator.evaluation import CannotBeReckoned, Evaluation, Value, rounded
from gongkai.calculator.facts import DecidingFacts, Fact, joined
from gongkai.calculator.kinds import KnownNames, expect_kind
from gongkai.calculator.syntax import Node, Number
from gongkai.calculator.wording import Wording, amount_words, paid_words, rate_words, share_words, times_words
from gongkai.model.calculator import Calculator, Condition, Reminder

_CENTS = 2
"""Places to which an amount is rounded in the end, half up."""


@dataclass(frozen=True)
class ReckoningStep:
    """One step in words, and the clause it rests on, empty where it rests on none of its own."""

    words: str
    basis: str = ""


@dataclass(frozen=True)
class Reckoning:
    """What a situation comes to; `tried`: the conditions that were asked, by their place, and what each came to."""

    steps: tuple[ReckoningStep, ...]
    amount: Fraction | None
    """None for who is not entitled."""
    reason: str = ""
    times: Fraction | None = None
    """How often the amount is paid, where the calculator says so."""
    notes: tuple[Reminder, ...] = ()
    """What else to know with such answers."""
    tried: tuple[tuple[int, bool], ...] = ()
    ways: tuple[tuple[Node, bool], ...] = ()
    """The conditions of `if`s that were asked, and what each came to."""
    asked: tuple[str, ...] = ()
    """The questions whose answers the result rests on, in the order in which they were needed."""


def reckoned(calculator: Calculator, day: date, given: Mapping[str, Value]) -> Reckoning:
    """Who is entitled, and to how much; raises `WrongExpression`, `CannotBeReckoned`."""
    return _Course(calculator, day, given).whole()


class _Course:
    """One reckoning on its way."""

    def __init__(self, calculator: Calculator, day: date, given: Mapping[str, Value]) -> None:
        self._calculator = calculator
        self._names = KnownNames(calculator)
        rates = calculator.rates_on(day)
        self._rates = {name: (Fraction(number), basis) for name, (number, basis) in rates.items()}
        numbers = {name: number for name, (number, _) in self._rates.items()}
        values: dict[str, Value] = {**numbers, **given}
        self._values, self._unknown = values, _unknown(self._names, values, day)
        self._evaluation = Evaluation(values, self._unknown)
        self._wording = Wording(self._names.asked, numbers, values)
        self._facts = DecidingFacts(self._names.asked, values, self._wording)
        self._told: set[Fact] = set()
        self._steps: list[ReckoningStep] = []

    def whole(self) -> Reckoning:
        tried: list[tuple[int, bool]] = []
        for place, condition in enumerate(self._calculator.eligible):
            holds = self._condition(condition)
            tried.append((place, holds))
            if not holds:
                return self._reckoning(None, condition.otherwise, tried)
        payment = self._calculator.amount
        amount = rounded(self._number(payment.formula), _CENTS)
        self._sum(payment.formula, paid_words(amount, payment))
        if payment.times is None:
            return self._reckoning(amount, "", tried)
        times = self._number(payment.times)
        self._sum(payment.times, times_words(times, payment), "可以领：")
        whole = f"{amount_words(amount * times)}{payment.unit}"
        self._step(f"一共：{amount_words(amount)} × {amount_words(times)} ＝ {whole}")
        return self._reckoning(amount, "", tried, times)

    def _condition(self, condition: Condition) -> bool:
        node = expect_kind(condition.when, "yes-no", self._names)
        holds = bool(self._evaluation.value(node))
        facts = tuple(self._facts.of(node))
        fresh = tuple(fact for fact in facts if fact not in self._told)
        if not holds or not facts or fresh:  # what was told needs no second step
            told = (joined(fresh or facts), "符合" if holds else "不符合")
            self._step("，".join(filter(None, told)), condition.basis)
        self._told.update(facts)
        return holds

    def _number(self, written: str) -> Fraction:
        """What a formula comes to, with the steps that lead there."""
        node = expect_kind(written, "number", self._names)
        evaluation = Evaluation(self._values, self._unknown)
        number = evaluation.value(node)
        if not isinstance(number, Fraction):
            raise TypeError(f"a formula came to {number!r}")
        facts = [fact for way, _ in evaluation.ways for fact in self._facts.of(way) if fact not in self._told]
        for told in dict.fromkeys(fact.about for fact in facts):
            self._step(joined(fact for fact in facts if fact.about == told))
        self._told.update(facts)
        for used in filter(self._rates.__contains__, evaluation.asked):
            value, basis = self._rates[used]
            self._step(f"{rate_words(used)}：{share_words(value)}", basis)
        for words in self._wording.choices(node):
            self._step(words)
        self._evaluation.ways += evaluation.ways
        self._evaluation.asked |= evaluation.asked
        return number

    def _sum(self, written: str, result: str, before: str = "") -> None:
        node = expect_kind(written, "number", self._names)
        named, figured = self._wording.named(node), self._wording.figured(node)
        told = f"{named} ＝ {figured} ＝ {result}" if named != figured else f"{figured} ＝ {result}"
        self._step(before + (result if isinstance(node, Number) else told))

    def _step(self, words: str, basis: str = "") -> None:
        self._steps.append(ReckoningStep(words, basis))

    def _reckoning(
        self,
        amount: Fraction | None,
        reason: str,
        tried: list[tuple[int, bool]],
        times: Fraction | None = None,
    ) -> Reckoning:
        asked = tuple(name for name in self._evaluation.asked if name in self._names.asked)
        ways = tuple(self._evaluation.ways)
        notes = () if amount is None else tuple(filter(self._concerns, self._calculator.notes))
        return Reckoning(tuple(self._steps), amount, reason, times, notes, tuple(tried), ways, asked)

    def _concerns(self, note: Reminder) -> bool:
        """Whether a note is for these answers; not where it turns on something that was not asked."""
        if note.when is None:
            return True
        try:
            return bool(
                Evaluation(self._values, self._unknown).value(expect_kind(note.when, "yes-no", self._names))
            )
        except CannotBeReckoned:
            return False


def _unknown(names: KnownNames, values: Mapping[str, Value], day: date) -> dict[str, str]:
    """Why what has no value has none, by its name."""
    unanswered = {
        name: f"没有填“{ask.label}”（given 里缺 {name}）"
        for name, ask in names.asked.items()
        if name not in values
    }
    early = {
        name: f"{day.isoformat()} 还没有“{name}”的标准，标准（rates）里最早的日期在这以后"
        for name in names.rates
        if name not in values
    }
    return unanswered | early
