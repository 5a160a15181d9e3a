"""The reckoning of one situation on one day, step by step, each step with the clause it rests on.

What is asked is asked in the order of the conditions, and no further than the result needs: who is not entitled by the first
condition is asked nothing of the second.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from gongkai.calculator.evaluation import CannotBeReckoned, Evaluation, Value, rounded
from gongkai.calculator.facts import DecidingFacts, Fact, joined
from gongkai.calculator.kinds import KnownNames, expect_kind
from gongkai.calculator.spans import PaymentSpan, beginnings, month_begins
from gongkai.calculator.syntax import Named, Node, Number, Operation
from gongkai.calculator.wording import (
    Wording,
    amount_words,
    at_most,
    batched,
    elsewhere_words,
    money_words,
    paid_words,
    rate_words,
    refused_words,
    share_words,
    spans_words,
    times_words,
    whole_of,
)
from gongkai.calculator.words import CAN_HAVE, FITS, IN_ALL, PAID_TO, TO_YOU
from gongkai.model.calculator import Calculator, Condition, Reminder

_CENTS = 2
"""Places to which an amount is rounded in the end, half up."""
_ONE_FIGURE = ("min", "max", "round")
"""Operations that are told by their result; what led to it stands in steps of its own."""


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
    """None for who is not entitled. What is paid for months that are known is all of it; else what is paid each time."""
    reason: str = ""
    """Why; before that, what the policy gives instead (`helps`)."""
    helps: bool = False
    result: str = ""
    """What comes out, in words; `lasting`: for how long, how much in all, what goes to another."""
    lasting: str = ""
    times: Fraction | None = None
    """How often the amount is paid, where the calculator says so."""
    elsewhere: Fraction = Fraction(0)
    """What is paid to another beside."""
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
        self._calculator, self._day, self._given = calculator, day, given
        self._names = KnownNames(calculator)
        self._told: set[Fact] = set()
        self._steps: list[ReckoningStep] = []
        self._asked: dict[str, None] = {}
        self._ways: list[tuple[Node, bool]] = []
        self._go_to(day)

    def _go_to(self, day: date) -> None:
        """From here on it is reckoned by the rates of a day."""
        rates = self._calculator.rates_on(day)
        self._rates = {name: (Fraction(number), basis) for name, (number, basis) in rates.items()}
        numbers = {name: number for name, (number, _) in self._rates.items()}
        self._values: dict[str, Value] = {**numbers, **self._given}
        self._unknown = _unknown(self._names, self._values, day)
        self._wording = Wording(self._names.asked, numbers, self._values)
        self._facts = DecidingFacts(self._names.asked, self._values, self._wording)

    def whole(self) -> Reckoning:
        tried: list[tuple[int, bool]] = []
        for place, condition in enumerate(self._calculator.eligible):
            holds = self._condition(condition)
            tried.append((place, holds))
            if not holds:
                found = Reckoning(
                    tuple(self._steps),
                    None,
                    condition.reason,
                    bool(condition.instead),
                    refused_words(condition),
                )
                return self._completed(found, tried)
        return self._completed(replace(self._paid(), steps=tuple(self._steps)), tried)

    def _completed(self, found: Reckoning, tried: list[tuple[int, bool]]) -> Reckoning:
        self._go_to(self._day)
        notes = () if found.amount is None else tuple(filter(self._concerns, self._calculator.notes))
        asked = tuple(name for name in self._asked if name in self._names.asked)
        return replace(found, notes=notes, tried=tuple(tried), ways=tuple(self._ways), asked=asked)

    def _paid(self) -> Reckoning:
        payment = self._calculator.amount
        start = month_begins(self._day_of(payment.since)) if payment.since else self._day
        times = None if payment.times is None else self._value(payment.times)
        spans = self._spans(start, times)
        self._go_to(self._day)
        if times is not None:
            self._number(payment.times or "")
            self._sum(payment.times or "", times_words(times, payment), CAN_HAVE)
        for span in spans:
            self._go_to(span.begins)
            self._number(payment.formula)
            before = f"{span.words(payment)}：" if len(spans) > 1 else TO_YOU if payment.elsewhere else ""
            self._sum(payment.formula, paid_words(span.amount, payment), before)
        amount, whole = spans[0].amount, whole_of(spans)
        if times is not None and (payment.since or len(spans) == 1):
            sums = " ＋ ".join(f"{amount_words(one.amount)} × {amount_words(one.times)}" for one in spans)
            self._step(f"{IN_ALL}：{sums} ＝ {money_words(whole, payment)}")
        result, lasting = spans_words(spans, times, payment, at_most(payment, self._names))
        self._go_to(self._day)
        if len(spans) == 1:
            lasting = batched(amount, times, payment) + lasting
        result = self._called() + result
        elsewhere = self._elsewhere()
        if elsewhere:
            result, lasting = elsewhere_words(
                result, lasting, elsewhere, payment, alone=not (amount if times is None else whole)
            )
        return Reckoning(
            (),
            whole if payment.since else amount,
            result=result,
            lasting=lasting,
            times=times,
            elsewhere=elsewhere,
        )

    def _called(self) -> str:
        """The name of what is paid, where the calculator gives it one."""
        called = self._calculator.amount.called
        return str(self._evaluated(expect_kind(called, "choice", self._names))) if called else ""

    def _elsewhere(self) -> Fraction:
        """What is paid to another, with its steps."""
        payment = self._calculator.amount
        if payment.elsewhere is None:
            return Fraction(0)
        formula = payment.elsewhere.formula
        amount = rounded(self._value(formula), _CENTS)
        if amount:
            self._number(formula)
            self._sum(formula, money_words(amount, payment), f"{PAID_TO}{payment.elsewhere.to}：")
        return amount

    def _spans(self, start: date, times: Fraction | None) -> list[PaymentSpan]:
        """The times from a day on, while the amount is the same: one span, but where a known change of rates lies within them."""
        payment = self._calculator.amount
        found: list[PaymentSpan] = []
        edges = beginnings(start, [one.from_ for one in self._calculator.rates], times, payment)
        for day, before in edges:
            self._go_to(day)
            amount = rounded(self._value(payment.formula), _CENTS)
            if not found or found[-1].amount != amount:
                found.append(PaymentSpan(day, before, amount))
        ends = [*(Fraction(one.before) for one in found[1:]), times or Fraction(0)]
        return [replace(one, times=end - one.before) for one, end in zip(found, ends, strict=True)]

    def _condition(self, condition: Condition) -> bool:
        node = expect_kind(condition.when, "yes-no", self._names)
        holds = bool(self._evaluated(node))
        facts = tuple(self._facts.of(node))
        fresh = tuple(fact for fact in facts if fact not in self._told)
        if not holds or not facts or fresh:  # what was told needs no second step
            told = (joined(fresh or facts), FITS if holds else refused_words(condition))
            self._step("，".join(filter(None, told)), condition.basis)
        self._told.update(facts)
        return holds

    def _evaluated(self, node: Node) -> Value:
        evaluation = Evaluation(self._values, self._unknown)
        try:
            return evaluation.value(node)
        finally:
            self._asked |= evaluation.asked
            self._ways += evaluation.ways

    def _value(self, written: str) -> Fraction:
        """What a formula comes to, without a word."""
        number = self._evaluated(expect_kind(written, "number", self._names))
        if not isinstance(number, Fraction):
            raise TypeError(f"a formula came to {number!r}")
        return number

    def _day_of(self, written: str) -> date:
        day = self._evaluated(expect_kind(written, "date", self._names))
        if not isinstance(day, date):
            raise TypeError(f"a day came to {day!r}")
        return day

    def _number(self, written: str) -> None:
        """The steps that lead to what a formula comes to."""
        node = expect_kind(written, "number", self._names)
        evaluation = Evaluation(self._values, self._unknown)
        evaluation.value(node)
        facts = [fact for way, _ in evaluation.ways for fact in self._facts.of(way) if fact not in self._told]
        for told in dict.fromkeys(fact.about for fact in facts):
            self._step(joined(fact for fact in facts if fact.about == told))
        self._told.update(facts)
        alone = self._wording.taken(node)
        for used in filter(self._rates.__contains__, evaluation.asked):
            if alone != Named(used):  # else the sum tells it
                value, basis = self._rates[used]
                self._step(f"{rate_words(used)}：{share_words(value)}", basis)
        for words in self._wording.choices(node):
            self._step(words)

    def _sum(self, written: str, result: str, before: str = "") -> None:
        node = self._wording.taken(expect_kind(written, "number", self._names))
        if isinstance(node, Named):
            self._step(
                f"{before or f'{self._wording.named(node)}：'}{result}",
                self._rates.get(node.name, ("", ""))[1],
            )
        elif isinstance(node, Number) or (isinstance(node, Operation) and node.name in _ONE_FIGURE):
            self._step(before + result)
        else:
            named, figured = self._wording.named(node), self._wording.figured(node)
            told = f"{named} ＝ {figured} ＝ {result}" if named != figured else f"{figured} ＝ {result}"
            self._step(before + told)

    def _step(self, words: str, basis: str = "") -> None:
        self._steps.append(ReckoningStep(words, basis))

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
