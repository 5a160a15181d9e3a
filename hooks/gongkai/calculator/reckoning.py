"""The reckoning of one situation on one day, step by step, each step with the clause it rests on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gongkai.calculator.evaluation import CannotBeReckoned, Evaluation, Value, rounded
from gongkai.calculator.kinds import KnownNames, expect_kind
from gongkai.calculator.syntax import Named, Node, Number, Operation, nodes_in
from gongkai.calculator.wording import Wording, paid_words, rate_words, share_words
from gongkai.model.calculator import Calculator

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
    tried: tuple[tuple[int, bool], ...] = ()
    ways: tuple[tuple[Node, bool], ...] = ()
    """The conditions of `if`s that were asked, and what each came to."""


def reckoned(calculator: Calculator, day: date, given: Mapping[str, Value]) -> Reckoning:
    """Who is entitled, and to how much; raises `WrongExpression`, `CannotBeReckoned`."""
    names = KnownNames(calculator)
    rates = {name: (Fraction(number), basis) for name, (number, basis) in calculator.rates_on(day).items()}
    numbers = {name: number for name, (number, _) in rates.items()}
    evaluation = Evaluation({**numbers, **given})
    wording = Wording(names.asked, numbers, {**numbers, **given})
    steps: list[ReckoningStep] = []
    tried: list[tuple[int, bool]] = []
    for place, condition in enumerate(calculator.eligible):
        node = expect_kind(condition.when, "yes-no", names)
        _expect_known(node, names, numbers, given, day)
        holds = bool(evaluation.value(node))
        tried.append((place, holds))
        steps.append(
            ReckoningStep(f"{wording.condition(node)}，{'符合' if holds else '不符合'}", condition.basis)
        )
        if not holds:
            return Reckoning(tuple(steps), None, condition.otherwise, tuple(tried), tuple(evaluation.ways))
    node = expect_kind(calculator.amount.formula, "number", names)
    _expect_known(node, names, numbers, given, day)
    asked = len(evaluation.ways)
    exact = evaluation.value(node)
    if not isinstance(exact, Fraction):
        raise TypeError(f"a formula came to {exact!r}")
    ways = dict(evaluation.ways[asked:])
    steps += map(ReckoningStep, dict.fromkeys(map(wording.condition, ways)))
    for used in dict.fromkeys(name for name in _used_in(node, ways) if name in rates):
        number, basis = rates[used]
        steps.append(ReckoningStep(f"{rate_words(used)}：{share_words(number)}", basis))
    steps += map(ReckoningStep, wording.choices(node))
    amount = rounded(exact, _CENTS)
    steps.append(ReckoningStep(_sum_words(wording, node, paid_words(amount, calculator.amount))))
    return Reckoning(tuple(steps), amount, "", tuple(tried), tuple(evaluation.ways))


def _sum_words(wording: Wording, node: Node, result: str) -> str:
    named, figured = wording.named(node), wording.figured(node)
    told = f"{named} ＝ {figured} ＝ {result}" if named != figured else f"{figured} ＝ {result}"
    return told if not isinstance(node, Number) else result


def _used_in(node: Node, ways: Mapping[Node, bool]) -> Iterator[str]:
    """The names in a tree that its value rests on: of an `if`, the condition and the branch that was taken."""
    if isinstance(node, Operation) and node.name == "if":
        parts = (
            node.parts[0],
            *([node.parts[1 if ways[node.parts[0]] else 2]] if node.parts[0] in ways else []),
        )
        for part in parts:
            yield from _used_in(part, ways)
    elif isinstance(node, Operation):
        for part in node.parts:
            yield from _used_in(part, ways)
    elif isinstance(node, Named):
        yield node.name


def _expect_known(
    node: Node, names: KnownNames, numbers: Mapping[str, Fraction], given: Mapping[str, Value], day: date
) -> None:
    for name in (one.name for one in nodes_in(node) if isinstance(one, Named)):
        if name in names.rates and name not in numbers:
            raise CannotBeReckoned(
                f"{day.isoformat()} 还没有“{name}”的标准，标准（rates）里最早的日期在这以后"
            )
        if name in names.asked and name not in given:
            raise CannotBeReckoned(f"没有填“{names.asked[name].label}”（given 里缺 {name}）")
