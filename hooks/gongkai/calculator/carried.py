"""A calculator as a page carries it to the browser: expressions as trees, so that one grammar is read in one place.

A tree is a list: `["#", "1/2", 1]` a number (1: written as a share), `["'", "2024-05-08", 1]` a text (1: a day), `["$", "months"]` a name,
and `["+", tree, tree]` an operation. `theme/.scripts/reckoning.js` reckons by it.
"""

from collections.abc import Callable
from typing import Any

from gongkai.calculator.kinds import KnownNames, day_of, expect_kind
from gongkai.calculator.syntax import Literal, Named, Node, Number
from gongkai.model.calculator import Ask, Calculator, Payment


def carried(calculator: Calculator, clause: Callable[[str], str]) -> dict[str, Any]:
    """What the browser reckons by, `clause` telling what stands for a clause there; raises `WrongExpression`."""
    names = KnownNames(calculator)
    return {
        "asks": [_ask(ask) for ask in calculator.asks],
        "rates": [
            {
                "name": name,
                "value": f"{number:f}",
                "from": rates.from_.isoformat(),
                "basis": clause(rates.basis),
            }
            for rates in sorted(calculator.rates, key=lambda one: one.from_)
            for name, number in rates.numbers.items()
        ],
        "eligible": [
            {
                "when": tree(expect_kind(one.when, "yes-no", names)),
                "otherwise": one.otherwise,
                "basis": clause(one.basis),
            }
            for one in calculator.eligible
        ],
        "amount": _amount(calculator.amount, names),
        "notes": [
            {"says": one.says, "basis": clause(one.basis)}
            | ({"when": tree(expect_kind(one.when, "yes-no", names))} if one.when else {})
            for one in calculator.notes
        ],
    }


def _amount(payment: Payment, names: KnownNames) -> dict[str, Any]:
    said = {
        "formula": tree(expect_kind(payment.formula, "number", names)),
        "unit": payment.unit,
        "per": payment.per or "",
    }
    return said | ({"times": tree(expect_kind(payment.times, "number", names))} if payment.times else {})


def tree(node: Node) -> list[Any]:
    """A tree as lists."""
    if isinstance(node, Number):
        return ["#", str(node.value), 1] if node.share else ["#", str(node.value)]
    if isinstance(node, Literal):
        return ["'", node.value, 1] if day_of(node.value) else ["'", node.value]
    if isinstance(node, Named):
        return ["$", node.name]
    return [node.name, *map(tree, node.parts)]


def _ask(ask: Ask) -> dict[str, Any]:
    said = {"id": ask.id, "label": ask.label, "type": ask.type, "unit": ask.unit, "choices": ask.choices}
    limits = {name: f"{limit:f}" for name, limit in (("min", ask.min), ("max", ask.max)) if limit is not None}
    return {name: value for name, value in said.items() if value} | limits
