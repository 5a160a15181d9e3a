"""Every course that the questions of a calculator can take: each answer that may lead elsewhere is given in turn."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from gongkai.calculator.evaluation import CannotBeReckoned, Value
from gongkai.calculator.reckoning import reckoned
from gongkai.calculator.syntax import Named, Number, Operation, nodes_in, parsed
from gongkai.model.calculator import Ask, Calculator

Answers = dict[str, Value]
_ASKED = re.compile(r"given 里缺 (.*)）")
_DAY = re.compile(r"'(\d{4}-\d{2}-\d{2})'")


def courses(calculator: Calculator, day: date, given: Answers | None = None) -> Iterator[tuple[str, ...]]:
    """What is asked, in that order, in one situation after the other."""
    given = given or {}
    try:
        yield reckoned(calculator, day, given).asked
    except CannotBeReckoned as problem:
        asked = _ASKED.search(str(problem))
        if not asked:
            return  # no such rate yet, or a sum without meaning
        ask = next(one for one in calculator.asks if one.id == asked[1])
        for value in _answers(ask, calculator, day):
            yield from courses(calculator, day, {**given, ask.id: value})


def _answers(ask: Ask, calculator: Calculator, day: date) -> Iterator[Value]:
    if ask.type == "choice":
        yield from ask.choices
    elif ask.type == "yes-no":
        yield from (True, False)
    elif ask.type == "date":
        days = {date.fromisoformat(said) for one in calculator.eligible for said in _DAY.findall(one.when)}
        yield from sorted({said + timedelta(more) for said in days for more in (-1, 0, 1)} | {day})
    else:
        low, high = Fraction(ask.min or 0), Fraction(ask.max or 10**9)
        near = {limit + more for limit in _compared(ask, calculator, day) for more in (-1, 0, 1)}
        yield from sorted(number for number in near | {low, high} if low <= number <= high)


def _compared(ask: Ask, calculator: Calculator, day: date) -> Iterator[Fraction]:
    """What an answer is compared with."""
    rates = {name: Fraction(number) for name, (number, _) in calculator.rates_on(day).items()}
    for written in (*(one.when for one in calculator.eligible), calculator.amount.formula):
        for node in nodes_in(parsed(written)):
            if (
                isinstance(node, Operation)
                and Named(ask.id) in node.parts
                and node.name in ["<", "<=", ">", ">=", "==", "!="]
            ):
                for piece in (one for part in node.parts for one in nodes_in(part)):
                    if isinstance(piece, Number):
                        yield piece.value
                    elif isinstance(piece, Named) and piece.name in rates:
                        yield rates[piece.name]
