"""A calculator as a page carries it to the browser: expressions as trees, so that one grammar is read in one place.

A tree is a list: `["#", "1/2", "50%"]` a number and how it is told, `["'", "毕业生"]` a text, `["'", 19851]` a day, `["'", true]` yes,
`["$", "months"]` a name, and `["+", tree, tree]` an operation. `theme/.scripts/reckoning.js` reckons by it.
"""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from gongkai.calculator.kinds import YES, KnownNames, day_of, expect_kind
from gongkai.calculator.syntax import Literal, Named, Node, Number
from gongkai.calculator.wording import (
    amount_words,
    asked_words,
    at_most,
    batch_words,
    per_words,
    rate_words,
    refused_words,
    share_words,
    times_unit,
)
from gongkai.calculator.words import EVERY
from gongkai.model.calculator import BATCHES, Ask, Calculator, Payment


def carried(calculator: Calculator, clause: Callable[[str], str]) -> dict[str, Any]:
    """What the browser reckons by, `clause` telling what stands for a clause there; raises `WrongExpression`."""
    names = KnownNames(calculator)
    return {
        "asks": [_ask(ask) for ask in calculator.asks],
        "rates": [
            {
                "name": name,
                "says": rate_words(name),
                "value": f"{number:f}",
                "said": share_words(Fraction(number)),
                "from": days(rates.from_),
                "basis": clause(rates.basis),
            }
            for rates in sorted(calculator.rates, key=lambda one: one.from_)
            for name, number in rates.numbers.items()
        ],
        "eligible": [
            {
                "when": tree(expect_kind(one.when, "yes-no", names), names),
                "otherwise": one.reason,
                "result": refused_words(one),
                "basis": clause(one.basis),
            }
            | ({"helps": True} if one.instead else {})
            for one in calculator.eligible
        ],
        "amount": _amount(calculator.amount, names),
        "notes": [
            {"words": f"{one.says}。", "basis": clause(one.basis)}
            | {name: days(day) for name, day in (("opens", one.opens), ("closes", one.closes)) if day}
            | ({"when": tree(expect_kind(one.when, "yes-no", names), names)} if one.when else {})
            for one in calculator.notes
        ],
    }


def days(day: date) -> int:
    """A day as the script counts them, from 1970 on."""
    return (day - date(1970, 1, 1)).days


def _amount(payment: Payment, names: KnownNames) -> dict[str, Any]:
    said: dict[str, Any] = {
        "formula": tree(expect_kind(payment.formula, "number", names), names),
        "unit": payment.unit,
        "per": per_words(payment),
        "monthly": (payment.per or "").endswith("月"),
    }
    if payment.times:
        said["often"], said["most"] = times_unit(payment), at_most(payment, names)
        said["times"] = tree(expect_kind(payment.times, "number", names), names)
    if payment.since:
        said["since"] = tree(expect_kind(payment.since, "date", names), names)
    if payment.called:
        said["called"] = tree(expect_kind(payment.called, "choice", names), names)
    if payment.every:
        said["every"] = [str(BATCHES[payment.every]), batch_words(payment), EVERY[-1]]
    if payment.elsewhere:
        formula = tree(expect_kind(payment.elsewhere.formula, "number", names), names)
        said["elsewhere"] = {"to": payment.elsewhere.to, "formula": formula}
    return said


def tree(node: Node, names: KnownNames) -> list[Any]:
    """A tree as lists."""
    if isinstance(node, Number):
        told = share_words(node.value) if node.share else amount_words(node.value)
        return ["#", str(node.value), told]
    if isinstance(node, Literal):
        day = day_of(node.value)
        return ["'", days(day) if day else node.value]
    if isinstance(node, Named):
        return (
            ["$", node.name]
            if names.kind(node.name) != "yes-no" or node.name in names.asked
            else ["'", node.name in YES]
        )
    return [node.name, *(tree(part, names) for part in node.parts)]


def _ask(ask: Ask) -> dict[str, Any]:
    said = {
        "id": ask.id,
        "name": asked_words(ask),
        "type": ask.type,
        "unit": ask.unit,
        "choices": ask.choices,
    }
    limits = {name: f"{limit:f}" for name, limit in (("min", ask.min), ("max", ask.max)) if limit is not None}
    return {name: value for name, value in said.items() if value} | limits
